"""Every entity of a store as yente's clients read it, what is one told as one, ready to be sent.

All are held in memory, their properties as JSON that is written once: a result costs no question
to the store. What hangs on an entity (designations, addresses, ties) is not among them.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import msgspec

from designata import apart
from designata.formats import accepted, ftm
from designata.lists import publishers
from designata.model import vocabulary
from designata.model.claim import Claim, Modality
from designata.model.entity import Entity
from designata.resolve import canonical
from designata.store.claims import Store, live
from designata.store.schema import DIGEST

_NOT_WORDS = re.compile(r"[^\w]+")

_SAME = "(SELECT unnest(?) AS record, unnest(?) AS name)"

_CLAIMS = """
    SELECT coalesce(s.name, c.record) AS entity, c.record, c.schema, c.property, c.value,
           c.original, c.modality, c.publisher || '_' || c.dataset
    FROM {live} AS c LEFT JOIN {same} AS s USING (record)
    WHERE c.subject = c.record
    ORDER BY entity, c.record <> entity, c.record, c.claim
"""

_KNOWN = """
    SELECT coalesce(s.name, c.record) AS entity, min(c.known), max(c.known)
    FROM {live} AS c LEFT JOIN {same} AS s USING (record)
    WHERE c.property <> ? GROUP BY entity
"""

_Row = tuple[str, str, str, str, str, str | None, str, str]


class Flat(msgspec.Struct, frozen=True, gc=False):
    """One entity.

    Args:
        id: its canonical identifier, in FollowTheMoney's letters.
        caption: its name.
        schema: what it is.
        properties: FollowTheMoney's, as JSON; other entities stand in them by their ids.
        datasets: the lists that it stands in: ``ofac_sdn``.
        referents: the other ids that it goes by.
        records: the ids of its records in the store.
        target: whether a list lists it.
        first_seen: when it was first on a list, ISO 8601.
        last_seen: when it last was.
        last_change: when what is said of it last changed.
        countries: all that it is tied to, as codes.
        topics: FollowTheMoney's.
        text: its names and numbers, a line each, in small letters between spaces.
    """

    id: str
    caption: str
    schema: str
    properties: msgspec.Raw
    datasets: tuple[str, ...]
    referents: tuple[str, ...]
    records: tuple[str, ...]
    target: bool
    first_seen: str | None
    last_seen: str | None
    last_change: str | None
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    text: str

    @property
    def values(self) -> dict[str, list[str]]:
        """Its properties, read."""
        return msgspec.json.decode(self.properties, type=dict[str, list[str]])

    def line(self) -> ftm.Line:
        """It as FollowTheMoney's JSON, to be nested."""
        return ftm.Line(
            id=self.id,
            caption=self.caption,
            schema=self.schema,
            properties={prop: [*values] for prop, values in self.values.items()},
            datasets=list(self.datasets),
            referents=list(self.referents),
            target=self.target,
            first_seen=self.first_seen,
            last_seen=self.last_seen,
            last_change=self.last_change,
        )


class Flats(msgspec.Struct, frozen=True):
    """The entities of a store.

    Args:
        edition: of the store that was read.
        same: the canonical identifier of each record that has another.
        entities: all of them, by id.
    """

    edition: int
    same: dict[str, str]
    entities: list[Flat]


def read(folder: Path) -> Flats:
    """The entities of a store as it stands.

    Raises:
        StoreError: when there is none.
    """
    same = canonical.current(canonical.load(folder))
    store = Store(folder)
    return Flats(store.manifest.edition, same, list(entities(store, same)))


def read_apart(folder: Path) -> Flats:
    """The same, read by another process: it takes seconds and much memory for a while.

    Raises:
        StoreError: when there is no store.
    """
    return msgspec.json.decode(apart.call(_encoded, folder), type=Flats)


def _encoded(_: object, folder: Path) -> bytes:
    return msgspec.json.encode(read(folder))


def entities(store: Store, same: Mapping[str, str]) -> Iterator[Flat]:
    """Every entity that has a record of its own, ordered by id.

    Args:
        store: the store.
        same: the canonical identifier of each record that has another.
    """
    asked = [list(same), list(same.values())]
    told = {"live": live(None), "same": _SAME}
    known = {
        str(entity): (_moment(first), _moment(last))
        for entity, first, last in store.query(_KNOWN.format(**told), [*asked, DIGEST])
    }
    seen = {
        f"{code}_{dataset}": _moment(edition.known)
        for (code, dataset), edition in store.current().items()
    }
    rows: Iterator[_Row] = store.rows(_CLAIMS.format(**told), asked)  # type: ignore[assignment]  # the columns are text
    for entity, found in groupby(rows, key=itemgetter(0)):
        first, last = known.get(entity, (None, None))
        yield _flat(entity, list(found), same, (first, last), seen)


def point(claim: Claim, same: Mapping[str, str], subject: str | None = None) -> Claim:
    """A claim with the canonical identifiers of what it speaks of."""
    refers = claim.property in _references(claim.schema)
    value = same.get(claim.value, claim.value) if refers else claim.value
    subject = subject or same.get(claim.subject, claim.subject)
    if value == claim.value and subject == claim.subject:
        return claim
    return msgspec.structs.replace(claim, subject=subject, value=value)


@cache
def _references(schema: str) -> frozenset[str]:
    """The properties that hold other entities."""
    properties = vocabulary.schema(schema).properties
    return frozenset(prop for prop, kind in properties.items() if kind == "entity")


def fold(text: str) -> str:
    """A text in small letters without marks, its words between spaces.

    >>> fold("M/V Nord-Sée")
    ' m v nord see '
    """
    bare = text.casefold()
    if not bare.isascii():
        plain = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return f" {_NOT_WORDS.sub(' ', bare).strip()} "


def _flat(
    name: str,
    rows: list[_Row],
    same: Mapping[str, str],
    known: tuple[str | None, str | None],
    seen: Mapping[str, str | None],
) -> Flat:
    claims = [
        Claim(
            record=record,
            subject=record,
            schema=schema,
            property=prop,
            value=value,
            original=original,
            modality=Modality(modality),
        )
        for _, record, schema, prop, value, original, modality, _ in rows
    ]
    entity = Entity.of(point(claim, same, name) for claim in claims)
    datasets = dict.fromkeys(row[7] for row in rows)
    line = ftm.line(entity, ftm.Group(target=entity, datasets=dict.fromkeys(datasets, "")))
    records = tuple(dict.fromkeys(row[1] for row in rows))
    others = (accepted.key(record) for record in records if record != name)
    types = vocabulary.schema(line.schema).properties
    texts: dict[str, None] = {}
    countries: dict[str, None] = {}
    for prop, values in line.properties.items():
        if types[prop] in {"name", "identifier"}:
            texts |= dict.fromkeys(fold(str(value).removeprefix("IMO")) for value in values)
        elif types[prop] == "country":
            countries |= dict.fromkeys(str(value) for value in values)
    official = any(d.partition("_")[0] not in publishers.KEPT for d in datasets)
    return Flat(
        id=line.id,
        caption=line.caption,
        schema=line.schema,
        properties=msgspec.Raw(msgspec.json.encode(line.properties)),
        datasets=tuple(datasets),
        referents=tuple(dict.fromkeys((*others, *line.referents))),
        records=records,
        target=line.target and official,
        first_seen=known[0],
        last_seen=max(filter(None, map(seen.get, datasets)), default=None),
        last_change=known[1],
        countries=tuple(countries),
        topics=tuple(map(str, line.properties.get("topics", ()))),
        text="\n".join(texts),
    )


def _moment(day: object) -> str | None:
    return f"{day.isoformat()}T00:00:00" if isinstance(day, dt.date) else None
