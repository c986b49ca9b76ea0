"""Changes of records as changes of entities: which other lists hold whom a list adds or drops."""

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from designata.lists.publishers import KEPT
from designata.model.when import from_edtf
from designata.monitor.diff import Changed, Changes, Elsewhere, Listed
from designata.resolve.canonical import Same
from designata.store.claims import Store
from designata.store.schema import DIGEST

_DAYS = ("listingDate", "startDate")
_Row = TypeVar("_Row", Listed, Changed)


def of_entities(
    store: Store, found: Iterable[Changes], same: Same, *, until: dt.date | None = None
) -> list[Changes]:
    """The changes, each record with its entity and that entity's other records.

    Args:
        store: the store.
        found: what changed.
        same: which records are one.
        until: the day that was looked at: others are told as they stood then.
    """
    told = list(found)
    rows: list[Listed | Changed] = []
    for one in told:
        rows += [*one.added, *one.removed, *one.changed]
    groups = [same.records(same.of(row.entity)) for row in rows]
    others = _standing(store, {name for group in groups if len(group) > 1 for name in group}, until)

    def with_others(row: _Row) -> _Row:
        entity = same.of(row.entity)
        elsewhere = [others[r] for r in same.records(entity) if r in others and r != row.entity]
        elsewhere.sort(key=lambda one: (one.since is None, one.since or ""))
        return msgspec.structs.replace(row, canonical=entity, elsewhere=elsewhere)

    return [
        msgspec.structs.replace(
            one,
            added=[with_others(row) for row in one.added],
            removed=[with_others(row) for row in one.removed],
            changed=[with_others(row) for row in one.changed],
            resolved=same.resolved,
        )
        for one in told
    ]


def _standing(store: Store, records: set[str], until: dt.date | None) -> dict[str, Elsewhere]:
    """The records among some that a list holds on a day."""
    columns = store.columns
    own = columns.standing(columns.where("record", records), until)
    main = columns.where("part", ["main"], among=columns.where("property", [DIGEST], among=own))
    held = {
        record: publisher
        for record, publisher in zip(
            columns.texts("record", main), columns.texts("publisher", main), strict=True
        )
        if publisher not in KEPT
    }
    topics = columns.where("property", ["topics"], among=own)
    sanctioned = set(columns.texts("record", columns.where("value", ["sanction"], among=topics)))
    days: dict[str, str] = {}
    parts = columns.where("schema", ["Sanction"], among=own)
    dated = columns.where("property", _DAYS, among=parts)
    told = zip(columns.texts("record", dated), columns.texts("value", dated), strict=True)
    for record, day in told:
        days[record] = min((day, days.get(record, day)), key=_begin)
    return {
        record: Elsewhere(
            entity=record,
            publisher=publisher,
            sanction=record in sanctioned,
            since=days.get(record),
        )
        for record, publisher in held.items()
    }


def _begin(day: str) -> dt.date:
    return from_edtf(day).earliest
