"""Reads the listed entities out of a store, each with the facts that matching weighs."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from designata.index.entry import OWNED, Designated, Listed
from designata.lists.publishers import KEPT
from designata.model import vocabulary
from designata.store.claims import Store, live
from designata.store.schema import DIGEST

_FACTS = {*vocabulary.TELLING, "deathDate", "incorporationDate", "topics", "addressEntity"}
_OF_PARTS = {"publicKey", "passportNumber", "number", "full", "city", "authority", "program"} | {
    "startDate",
    "endDate",
    "listingDate",
    "country",
    "currencySymbol",
    "type",
    "owner",
    "role",
    "percentage",
    "ownershipType",
}


_COLUMNS = "c.record, c.subject, c.schema, c.property, c.value, c.part, c.publisher"

_Row = tuple[str, str, str, str, str, str, str]
_Facts = dict[str, list[str]]


def entries(store: Store, *, as_of: dt.date | None = None) -> Iterator[Listed]:
    """Every listed entity, ordered by id.

    Args:
        store: the store.
        as_of: what was known on a day.
    """
    rows: Iterator[_Row] = store.rows(  # type: ignore[assignment]  # the columns are text
        f"SELECT {_COLUMNS} FROM {live(as_of)} AS c WHERE c.property IN (SELECT unnest(?))"  # noqa: S608  - columns are ours
        " ORDER BY c.record, c.claim",
        [_wanted()],
    )
    for record, group in groupby(rows, key=itemgetter(0)):
        if listed := _entry(record, group):
            yield listed


def are_as_after(store: Store, edition: int) -> bool:
    """Whether the listed entities of a store are those that an earlier edition left.

    They are where all that came since was worked out from the lists, such as an article that was
    kept, and says nothing of a listed entity that is read here. Then the lists' dates are the same.

    Args:
        store: the store.
        edition: the number of the earlier edition.
    """
    if any(row.publisher not in KEPT for row in store.editions if row.edition > edition):
        return False
    moved = store.query(
        """
        SELECT 1 FROM claims AS c
        WHERE (edition > $edition OR claim IN (SELECT claim FROM ends WHERE edition > $edition))
          AND property IN (SELECT unnest($wanted)) AND (property != $digest OR part = 'main')
          AND record IN (SELECT record FROM claims WHERE property = $digest AND part = 'main')
        LIMIT 1
        """,
        {"edition": edition, "wanted": _wanted(), "digest": DIGEST},
    )
    return not moved


def _wanted() -> list[str]:
    """The properties that are read."""
    return sorted({*vocabulary.NAMES, *_FACTS, *_OF_PARTS, *_identifiers(), DIGEST})


def _identifiers() -> set[str]:
    return {
        prop
        for name in vocabulary.listed_schemata()
        for prop, kind in vocabulary.schema(name).properties.items()
        if kind == "identifier"
    }


def _entry(record: str, group: Iterable[_Row]) -> Listed | None:
    names: dict[tuple[str, str], None] = {}
    facts: _Facts = {}
    parts: dict[tuple[str, str], dict[str, str]] = {}
    schema = publisher = ""
    for _, subject, kind, prop, value, part, whose in group:
        if subject != record:
            parts.setdefault((subject, kind), {}).setdefault(prop, value)
        elif prop == DIGEST:
            schema, publisher = (kind, whose) if part == "main" else (schema, publisher)
        elif prop in vocabulary.NAMES:
            names[value, prop] = None
        elif value not in (known := facts.setdefault(prop, [])):
            known.append(value)
    if not schema or not vocabulary.is_listed(schema):
        return None
    designations = []
    for (_, kind), part_facts in parts.items():
        if kind == "Sanction":
            designations.append(_designated(part_facts))
        elif kind in _OF_KIND:
            _OF_KIND[kind](part_facts, facts)
    facts.pop("addressEntity", None)
    return Listed(
        id=record,
        schema=schema,
        publisher=publisher,
        names=list(names),
        facts=facts,
        designations=list(dict.fromkeys(designations)),
    )


def _designated(part: dict[str, str]) -> Designated:
    return Designated(
        authority=part.get("authority", ""),
        program=part.get("program"),
        since=part.get("startDate") or part.get("listingDate"),
        until=part.get("endDate"),
    )


def _wallet(part: dict[str, str], facts: _Facts) -> None:
    if "publicKey" in part:
        facts.setdefault("publicKey", []).append(part["publicKey"])


def _address(part: dict[str, str], facts: _Facts) -> None:
    if "full" in part:
        facts.setdefault("address", []).append(part["full"])


def _passport(part: dict[str, str], facts: _Facts) -> None:
    if "number" in part:
        facts.setdefault("passport", []).append(f"{part.get('country', '')}:{part['number']}")


def _owned(part: dict[str, str], facts: _Facts) -> None:
    """What a rule concluded of it: owned by the listed, which is not to be listed."""
    if part.get("ownershipType") == "derived":
        told = [part.get(name, "") for name in ("owner", "percentage", "role")]
        facts.setdefault(OWNED, []).append("; ".join(filter(None, told)))


_OF_KIND: dict[str, Callable[[dict[str, str], _Facts], None]] = {
    "CryptoWallet": _wallet,
    "Address": _address,
    "Passport": _passport,
    "Ownership": _owned,
}
