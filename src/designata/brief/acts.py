"""Designations put together as acts: one authority, one day; with who had listed them before."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from designata.brief.facts import Act, Prior, Target
from designata.brief.listings import Listing, Listings
from designata.brief.named import Named, named
from designata.model.when import from_edtf
from designata.store.claims import Store

LAG = "days between two stated dates"
_JOINT_DAYS = 3
"""Sides of a joint act may announce it on neighbouring days, as across the date line."""


class Same:
    """Which records are one entity: as ``resolve`` found, and ships by their IMO number.

    Args:
        store: the store.
        members: the records that ``resolve`` found to be one, by record.
    """

    def __init__(self, store: Store, members: Mapping[str, Sequence[str]]) -> None:
        self._store, self._members = store, members

    def groups(self, records: Iterable[str]) -> dict[str, set[str]]:
        """The records that are one with each of some, itself included."""
        found = {record: {record, *self._members.get(record, ())} for record in records}
        rows = self._store.query(
            "SELECT DISTINCT a.record, b.record FROM claims a JOIN claims b USING (property, value)"
            " WHERE property = 'imoNumber' AND a.record <> b.record"
            " AND a.record IN (SELECT unnest(?))",
            [sorted(found)],
        )
        for record, other in rows:
            found[str(record)].update({str(other), *self._members.get(str(other), ())})
        return found

    def widen(self, records: Sequence[str]) -> list[str]:
        """Records, and those that are one with them."""
        groups = self.groups(records)
        return list(dict.fromkeys([*records, *(one for r in records for one in sorted(groups[r]))]))


def acts(
    store: Store,
    listings: Iterable[Listing],
    same: Same,
    *,
    day: dt.date,
) -> list[Act]:
    """The acts that designations are part of, newest first.

    Args:
        store: the store.
        listings: the designations to tell.
        same: which records are one entity.
        day: the last day looked at.
    """
    told = [one for one in listings if not (one.date and first_day(one.date) > day)]
    groups = same.groups({one.record for one in told})
    records = {record for group in groups.values() for record in group}
    others = Listings(store).of_records(records, but=[one.subject for one in told])
    people = named(store, {one.record for one in told})
    by_record: dict[str, list[Listing]] = {}
    for one in (*told, *others):
        by_record.setdefault(one.record, []).append(one)
    found: dict[tuple[str, str, str, tuple[str, ...]], dict[str, Target]] = {}
    for one in told:
        if one.record in people:
            key = one.authority, one.date or "", one.modality, one.joint
            its = [s for record in groups[one.record] for s in by_record.get(record, ())]
            target = _target(people[one.record], one, its)
            found.setdefault(key, {}).setdefault(one.record, target)
    made = [_act(list(targets.values())) for targets in found.values()]
    made.sort(key=_order, reverse=True)
    return _joined(made)


def _order(act: Act) -> tuple[str, bool, int]:
    """The newest first; of one day what is firmly said, and what is larger."""
    return act.date or "", act.modality == "asserted", len(act.targets)


def first_day(edtf: str) -> dt.date:
    """The first day that a date can mean."""
    return from_edtf(edtf).earliest


def _target(who: Named, one: Listing, same: list[Listing]) -> Target:
    others = [other for other in same if other.authority != one.authority]
    earlier = [
        prior
        for other in others
        if (prior := _prior(one, other)) and not _is_partner(one, other, prior)
    ]
    earlier.sort(key=lambda prior: prior.date or prior.by or "")
    first: dict[str, Prior] = {}
    for prior in earlier:
        first.setdefault(prior.authority, prior)
    return Target(who=who, listing=one, earlier=list(first.values()), alone=not others)


def _is_partner(one: Listing, other: Listing, prior: Prior) -> bool:
    """Whether the earlier one is the other side of the same joint act."""
    joint = other.authority in one.joint and one.authority in other.joint
    return joint and prior.days is not None and prior.days <= _JOINT_DAYS


def _prior(one: Listing, other: Listing) -> Prior | None:
    """The other designation, where it was certainly first."""
    if not one.date:
        return None
    began = from_edtf(one.date)
    if not other.date:
        if dt.date.fromisoformat(other.by) >= began.earliest:
            return None
        return Prior(
            authority=other.authority,
            country=other.country,
            date=None,
            by=other.by,
            days=None,
            listing=other,
        )
    before = from_edtf(other.date)
    if before.latest >= began.earliest:
        return None
    days = None
    if before.earliest == before.latest and began.earliest == began.latest:
        days = (began.earliest - before.earliest).days
    return Prior(
        authority=other.authority,
        country=other.country,
        date=other.date,
        by=None,
        days=days,
        listing=other,
    )


def _act(targets: list[Target]) -> Act:
    first = targets[0].listing
    basis = "announced" if first.announced else "effective" if first.effective else "seen"
    effective = first.effective if first.announced and first.effective != first.announced else None
    targets.sort(key=_telling, reverse=True)
    return Act(
        authority=first.authority,
        country=first.country,
        publisher=first.publisher,
        date=first.date,
        basis=basis if first.date else None,
        effective=effective,
        joint=_all(target.listing.joint for target in targets),
        programs=_all(target.listing.programs[:1] for target in targets),
        legal=_all(target.listing.legal for target in targets),
        modality=first.modality,
        targets=targets,
    )


def _telling(target: Target) -> tuple[int, int, int, int]:
    """How much there is to tell of it: earlier listings, grounds, a role, a number."""
    return (
        len(target.earlier),
        len(target.listing.reasons),
        bool(target.who.role) + bool(target.who.imo),
        len(target.who.names),
    )


def _all(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for some in values for value in some))


def _joined(found: list[Act]) -> list[Act]:
    """The sides of a joint act told as one: the later side, with the earlier as its partner."""
    taken: set[int] = set()
    told: list[Act] = []
    for at, act in enumerate(found):
        if at in taken:
            continue
        partner = None
        for number in range(at + 1, len(found)):
            if number not in taken and _are_joint(act, found[number]):
                partner = found[number]
                taken.add(number)
                break
        told.append(msgspec.structs.replace(act, partner=partner) if partner else act)
    return told


def _are_joint(left: Act, right: Act) -> bool:
    if right.authority not in left.joint or left.authority not in right.joint:
        return False
    if not (left.date and right.date):
        return False
    apart = (first_day(left.date) - first_day(right.date)).days
    mine = {target.who.entity for target in left.targets}
    return apart <= _JOINT_DAYS and any(target.who.entity in mine for target in right.targets)
