"""From claims of the store to citations; and citations of what was counted or compared."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b

from designata.brief.told import Cited
from designata.lists import news
from designata.store import dossier
from designata.store.claims import Store
from designata.store.schema import EditionRow, Stored


class Citer:
    """Cites the claims of one store."""

    def __init__(self, store: Store) -> None:
        self._editions = {row.edition: row for row in store.editions}

    def cited(self, stored: Stored) -> Cited:
        """A claim, with the document and the place where it stands."""
        claim, edition = stored.claim, self._editions[stored.edition]
        source = dossier.source(stored, edition)
        own = claim.subject == claim.record
        return Cited(
            claim=claim.identity(stored.dataset).hex(),
            record=claim.record,
            property=claim.property if own else f"{claim.schema}.{claim.property}",
            value=claim.value,
            quote=claim.original or claim.value,
            list=source.file if stored.publisher == news.PUBLISHER.code else source.list,
            publisher=source.publisher,
            date=source.date,
            file=source.file,
            sha256=source.sha256,
            locator=source.locator,
            url=source.url,
            speaker=source.speaker,
            modality=claim.modality.value,
        )


class Held:
    """Claims by property, cited when they are asked for: a list of thousands names but a few.

    Args:
        citer: cites them.
        claims: the claims.
        own: what we tell ourselves, by property.
    """

    def __init__(
        self,
        citer: Citer | None = None,
        claims: Mapping[str, Sequence[Stored]] | None = None,
        own: Mapping[str, Callable[[], Cited]] | None = None,
    ) -> None:
        self._citer, self._claims, self._own = citer, claims or {}, own or {}

    def of(self, *props: str) -> list[Cited]:
        """The claims of some properties, in that order.

        >>> Held().of("name")
        []
        """
        found: list[Cited] = []
        for prop in props:
            if self._citer:
                found += map(self._citer.cited, self._claims.get(prop, ()))
            if prop in self._own:
                found.append(self._own[prop]())
        return found

    def values(self, prop: str) -> tuple[str, ...]:
        """The values of a property, each once."""
        return tuple(dict.fromkeys(one.claim.value for one in self._claims.get(prop, ())))

    def first(self, prop: str) -> str | None:
        """The first value of a property, or none."""
        return next(iter(self.values(prop)), None)

    def speakers(self, *props: str) -> list[str]:
        """Who is quoted as saying some properties."""
        claims = (one.claim for prop in props for one in self._claims.get(prop, ()))
        return list(dict.fromkeys(claim.speaker for claim in claims if claim.speaker))

    def modality(self, prop: str) -> str:
        """How firmly a property is said; asserted where it is not."""
        claims = self._claims.get(prop)
        return claims[0].claim.modality.value if claims else "asserted"


def edition(row: EditionRow, text: str, *, rule: str, list: str) -> Cited:  # noqa: A002  - the citation's word
    """What was counted in an edition of a list."""
    file = row.kept[0]
    return Cited(
        claim=_name(rule, text, file.sha256),
        record=f"{row.publisher}/{row.dataset}",
        property="count",
        value=text,
        quote=text,
        list=list,
        publisher=row.publisher,
        date=row.date,
        file=file.name,
        sha256=file.sha256,
        url=file.url,
        rule=rule,
    )


def counted(text: str, *, rule: str, of: Sequence[Cited], day: dt.date | None) -> Cited:
    """What was counted or compared over claims.

    >>> counted("2 ships", rule="count of targets", of=[], day=dt.date(2024, 4, 2)).quote
    '2 ships'
    """
    lists = dict.fromkeys(one.list for one in of)
    return Cited(
        claim=_name(rule, text, *(one.claim for one in of)),
        record="",
        property="count",
        value=text,
        quote=text,
        list="; ".join(lists),
        publisher=", ".join(dict.fromkeys(one.publisher for one in of)),
        date=day.isoformat() if day else max((one.date for one in of), default=""),
        rule=rule,
    )


def distinct(cited: Sequence[Cited]) -> list[Cited]:
    """Each citation once, in the order given."""
    return list({one.claim: one for one in cited}.values())


def _name(*texts: str) -> str:
    return blake2b("\x1f".join(texts).encode(), digest_size=16).hexdigest()
