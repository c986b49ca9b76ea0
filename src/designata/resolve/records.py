"""What resolving knows of a listed entity: its names, its facts, the numbers that decide.

Read from the claims that stand: of the whole store, or of the records asked for.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import msgspec

from designata.model import identifiers, vocabulary
from designata.store.claims import Store, live
from designata.store.schema import DIGEST

DECISIVE = ("unscId", "imoNumber", "leiCode")
"""Numbers of which one thing has one: a shared one makes one thing, different ones make two."""

_LOOSE = ("registrationNumber", "idNumber", "taxNumber")
_FACTS = (*identifiers.KINDS, *_LOOSE, *vocabulary.TELLING)
_REFERENCE = re.compile(r"([A-Z]{2}[ie])\.(\d{1,2})")
_OF_PARTS = {
    ("Sanction", "unscId"): "unscId",
    ("Sanction", "program"): "program",
    ("Address", "full"): "address",
    ("CryptoWallet", "publicKey"): "publicKey",
    ("Passport", "number"): "passportNumber",
}
_PROPERTIES = sorted({*vocabulary.NAMES, *_FACTS, *(p for _, p in _OF_PARTS), DIGEST})
_COLUMNS = "c.record, c.subject, c.schema, c.property, c.value, c.part, c.publisher, c.claim"

_Row = tuple[str, str, str, str, str, str, str, int]


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A listed entity, as far as it matters for being one with another.

    Args:
        id: of the record.
        schema: what it is.
        publisher: whose list.
        founded: the number of its first claim; the oldest record has the lowest.
        names: as they are written, weak aliases included, in the order of the list.
        weak: those of the names that are weak aliases.
        facts: values by property; ``unscId`` holds the United Nations' references.
    """

    id: str
    schema: str
    publisher: str
    founded: int
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    facts: dict[str, tuple[str, ...]]

    @property
    def caption(self) -> str:
        """The first of its names, else its id."""
        return self.names[0] if self.names else self.id

    def numbers(self) -> Iterator[str]:
        """Every identifier, as ``property:value``; those of no known kind as ``number:``.

        >>> ship = Known(id="a", schema="Vessel", publisher="x", founded=1, names=(),
        ...              facts={"imoNumber": ("9161003",), "idNumber": ("A-77",)})
        >>> list(ship.numbers())
        ['imoNumber:9161003', 'number:A77']
        """
        for prop in ("unscId", *identifiers.KINDS):
            for value in self.facts.get(prop, ()):
                yield f"{prop}:{value}"
        for prop in _LOOSE:
            for value in self.facts.get(prop, ()):
                yield f"number:{identifiers.compact(value)}"


def read(store: Store, records: Collection[str] | None = None) -> Iterator[Known]:
    """The listed entities that the lists name now, ordered by id.

    Args:
        store: the store.
        records: only these, where some are asked for.
    """
    which = "" if records is None else " AND c.record IN (SELECT unnest(?))"
    rows: Iterator[_Row] = store.rows(  # type: ignore[assignment]  # the columns' own types
        f"SELECT {_COLUMNS} FROM {live(None)} AS c"  # noqa: S608  - columns are ours
        f" WHERE c.property IN (SELECT unnest(?)){which} ORDER BY c.record, c.claim",
        [_PROPERTIES] if records is None else [_PROPERTIES, sorted(records)],
    )
    for record, group in groupby(rows, key=itemgetter(0)):
        if known := _known(record, group):
            yield known


def _known(record: str, rows: Iterable[_Row]) -> Known | None:
    names: dict[str, None] = {}
    weak: dict[str, None] = {}
    facts: dict[str, dict[str, None]] = {}
    schema = publisher = ""
    founded = 0
    for _, subject, kind, prop, value, part, whose, claim in rows:
        founded = founded or claim
        if subject != record:
            if name := _OF_PARTS.get((kind, prop)):
                facts.setdefault(name, {})[_normal(name, value)] = None
        elif prop == DIGEST:
            schema, publisher = (kind, whose) if part == "main" else (schema, publisher)
        elif prop in vocabulary.NAMES:
            names[value] = None
            if prop == "weakAlias":
                weak[value] = None
        else:
            facts.setdefault(prop, {})[value] = None
    if not schema or not vocabulary.is_listed(schema):
        return None
    return Known(
        id=record,
        schema=schema,
        publisher=publisher,
        founded=founded,
        names=tuple(names),
        weak=tuple(weak),
        facts={prop: tuple(values) for prop, values in facts.items()},
    )


def _normal(prop: str, value: str) -> str:
    """UN references with three figures: the European Union writes LYi.28 for LYi.028."""
    if prop == "unscId" and (short := _REFERENCE.fullmatch(value)):
        return f"{short[1]}.{short[2]:>03}"
    return value


def changed(store: Store, edition: int) -> set[str]:
    """The records that editions after the one given brought, changed or took away."""
    rows = store.query(
        "SELECT record FROM claims WHERE edition > $edition UNION SELECT record FROM claims"
        " JOIN (SELECT claim FROM ends WHERE edition > $edition) USING (claim)",
        {"edition": edition},
    )
    return {str(record) for (record,) in rows}
