"""Whether the lists decide who is meant by an event, by trying every announcement there is.

A careful reader with all lists open: an announcement explains a target that is left unnamed where
exactly as many of its entries fit as are meant. It is the one meant where it explains everything
and no other as near does; where several do, or none does, the lists do not decide.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from announced import Announcement, Record

NEAR = 1
"""Days that an announcement may be off for time zones and evening papers."""
FAR = 6
"""Days after which it is another one."""
FEW = 4
"""Fewer than these, met some days off or by one program of several, may be chance."""


_WIDE = ("person", "vessel", "aircraft", "organization", "other")
"""Types of targets, those last that may take in others: ships are entities too."""


class Group(NamedTuple):
    """Targets of an event that are not named.

    Args:
        type: what they are; ``other`` may be anything.
        missing: how many are not named.
        country: theirs, where it is told.
        reason: words out of the grounds of one of them, where they are told.
    """

    type: str
    missing: int | None
    country: str | None
    reason: str = ""


class Asked(NamedTuple):
    """An event as its reader sees it.

    Args:
        countries: whose authorities act.
        first: the first day that its date can mean.
        last: the last one.
        groups: its unnamed targets.
        named: the entities that it names.
    """

    countries: tuple[str, ...]
    first: dt.date
    last: dt.date
    groups: tuple[Group, ...]
    named: frozenset[str]


def decided(
    asked: Asked, announcements: Iterable[Announcement], same: dict[str, str]
) -> list[frozenset[str] | None]:
    """For each group who is meant, by the id of each entity; none where it is not decided.

    Args:
        asked: the event.
        announcements: all there are.
        same: the one id of each record's entity.
    """
    count = sum(group.missing or 0 for group in asked.groups)
    near = [
        (off, it)
        for it in announcements
        if (off := _off(asked, it)) is not None and (count >= FEW or not it.programs)
    ]
    readings = [(off, _read(asked, it, same)) for off, it in near]
    nothing: list[frozenset[str] | None] = [None for _ in asked.groups]
    whole = [(off, filled) for off, filled in readings if None not in filled]
    if whole:
        least = min(off for off, _ in whole)
        found = {tuple(filled) for off, filled in whole if off == least}
        sure = least <= NEAR or (count >= FEW and len({tuple(it) for _, it in whole}) == 1)
        return list(found.pop()) if len(found) == 1 and sure else nothing
    close = [filled for (off, it), (_, filled) in zip(near, readings, strict=True)
             if off <= NEAR and not it.programs]  # fmt: skip
    return list(close[0]) if len(close) == 1 and asked.first == asked.last else nothing


def _off(asked: Asked, it: Announcement) -> int | None:
    """How many days an announcement lies off the event's; none where it is no one's or too far."""
    if it.country not in asked.countries:
        return None
    days = [it.day, *it.effective] if len(it.effective) == 1 else [it.day]
    off = min(max(0, (asked.first - day).days, (day - asked.last).days) for day in days)
    return off if off <= FAR else None


def _read(
    asked: Asked, it: Announcement, same: dict[str, str]
) -> tuple[frozenset[str] | None, ...]:
    """Who each group means if this announcement is the one."""
    free: dict[str, list[Record]] = {}
    for record in it.records:
        if same[record.id] not in asked.named:
            free.setdefault(same[record.id], []).append(record)
    filled: dict[int, frozenset[str] | None] = {}
    order = sorted(
        range(len(asked.groups)),
        key=lambda n: (_WIDE.index(asked.groups[n].type), asked.groups[n].country is None),
    )
    for number in order:
        filled[number] = chosen = _fill(asked.groups[number], free)
        for entity in chosen or ():
            del free[entity]
    return tuple(filled[n] for n in range(len(asked.groups)))


def _fill(group: Group, free: dict[str, list[Record]]) -> frozenset[str] | None:
    """The only ones that a group can mean; none where there is a choice, or there are too few."""
    if group.missing is None:
        return None
    kind = {
        entity: records
        for entity, records in free.items()
        if group.type in ("other", records[0].type)
    }
    if group.type == "organization" and len(kind) < group.missing:
        kind = {entity: it for entity, it in free.items() if it[0].type != "person"}
    sure = {entity for entity, it in kind.items() if group.country in {None, *_countries(it)}}
    may = sure | {entity for entity, it in kind.items() if not _countries(it)}
    for tier in (sure, may, set(kind)):
        if len(tier) == group.missing:
            return frozenset(tier)
        if len(tier) > group.missing:
            telling = {entity for entity in tier if _tells(group.reason, kind[entity])}
            return frozenset(telling) if group.missing == len(telling) else None
    return None


def _countries(records: Sequence[Record]) -> frozenset[str]:
    """What the lists tell of an entity's country, else what its programs are named after."""
    told = frozenset[str]().union(*(it.countries for it in records))
    return told or frozenset[str]().union(*(it.regimes for it in records))


def _tells(reason: str, records: Sequence[Record]) -> bool:
    return bool(reason) and any(reason in text for it in records for text in it.grounds)
