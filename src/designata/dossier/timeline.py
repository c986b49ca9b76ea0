"""Every authority's designation on one time line: who listed first, with what lag, who has not."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from designata.dossier.shape import Absent, First, Listing
from designata.lists import publishers
from designata.lists.publishers import Publisher
from designata.model.when import from_edtf
from designata.store import dossier as single
from designata.store.schema import EditionRow


def steps(records: Iterable[single.Dossier]) -> list[Listing]:
    """The designations that records tell, by day; those without one last.

    What several programs or several records say of one act of one authority is one step.
    """
    found: dict[tuple[object, ...], list[Listing]] = {}
    for one in records:
        for step in _steps(one):
            act = (step.authority, step.country, step.since, step.announced, step.until)
            found.setdefault((*act, step.sanction), []).append(step)
    merged = sorted(map(_merged, found.values()), key=lambda step: (not step.day, step.day or ""))
    start = next((_begin(step.day) for step in merged if step.day), None)
    return [
        msgspec.structs.replace(step, lag_days=(_begin(step.day) - start).days)
        if step.day and start
        else step
        for step in merged
    ]


def _steps(one: single.Dossier) -> Iterator[Listing]:
    sanction = is_sanctioned(one)
    watchers = {publishers.of(code).authority for code in publishers.WATCHED}
    for each in one.designations:
        days = [day for day in (each.announced, each.since) if day]
        yield Listing(
            authority=each.authority,
            country=each.country,
            program=each.program,
            since=each.since,
            since_is=each.since_is,
            announced=each.announced,
            until=each.until,
            joint_with=each.joint_with,
            modality=each.modality,
            sanction=sanction and each.authority not in watchers,
            day=min(days, key=_begin, default=None),
            lag_days=None,
            records=[one.entity],
            sources=each.sources,
        )


def is_sanctioned(one: single.Dossier) -> bool:
    """Whether a record's list imposes sanctions, and does not only name whom to look at."""
    return any(fact.property == "topics" and fact.value == "sanction" for fact in one.facts)


def _merged(same: list[Listing]) -> Listing:
    programs = dict.fromkeys(step.program for step in same if step.program)
    return msgspec.structs.replace(
        same[0],
        program="; ".join(programs) or None,
        joint_with=list(dict.fromkeys(name for step in same for name in step.joint_with)),
        modality=single.firmest(step.modality for step in same),
        records=list(dict.fromkeys(name for step in same for name in step.records)),
        sources=single.distinct(source for step in same for source in step.sources),
    )


def _begin(day: str) -> dt.date:
    return from_edtf(day).earliest


def first(found: Iterable[Listing]) -> First | None:
    """Who imposed sanctions first, of those that tell a day; none where nobody does."""
    told = [step for step in found if step.sanction]
    dated = [step for step in told if step.day]
    if not dated:
        return None
    names = {step.authority for step in dated}
    undated = (s.authority for s in told if s.authority not in names)
    return First(
        authorities=list(dict.fromkeys(s.authority for s in dated if s.day == dated[0].day)),
        day=str(dated[0].day),
        undated=list(dict.fromkeys(undated)),
    )


def absent(
    lists: Mapping[tuple[str, str], EditionRow], present: set[str], found: Iterable[Listing]
) -> list[Absent]:
    """The authorities of whose lists the store holds some, none with a record of the entity.

    Args:
        lists: the edition of each list that was looked at.
        present: the publishers that have a record of it.
        found: the time line.
    """
    told = list(found)
    begin = min((_begin(step.day) for step in told if step.day), default=None)
    by_publisher: dict[str, dict[str, str]] = {}
    for (code, dataset), row in lists.items():
        publisher = publishers.of(code)
        # a compiler of others' lists, such as the casebook, is no authority and has no country
        if code not in present and publisher.country:
            by_publisher.setdefault(code, {})[publisher.title(dataset)] = row.date
    return [
        _absent(publishers.of(code), dates, begin, told) for code, dates in by_publisher.items()
    ]


def _absent(
    publisher: Publisher, dates: dict[str, str], begin: dt.date | None, told: list[Listing]
) -> Absent:
    same = [step for step in told if step.sanction and step.country == publisher.country]
    return Absent(
        authority=publisher.authority,
        country=publisher.country,
        publisher=publisher.code,
        lists=dates,
        before_first=begin is not None
        and all(from_edtf(date).latest < begin for date in dates.values()),
        told_by=list(dict.fromkeys(s.publisher for step in same for s in step.sources)),
    )
