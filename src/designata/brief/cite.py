"""From claims of the store to citations; and citations of what was counted or compared."""

import datetime as dt
from collections.abc import Sequence
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
