"""Every authority's designation on one time line: who listed first, with what lag, who has not."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from designata.dossier.shape import Absent, First, Listing
from designata.lists import publishers
from designata.model.when import from_edtf
from designata.store import dossier as single
from designata.store.claims import Store


def steps(told: Iterable[single.Dossier]) -> list[Listing]:
    """The designations that records tell, by day; those without one last."""
    found = []
    for one in told:
        topics = {fact.value for fact in one.facts if fact.property == "topics"}
        for each in one.designations:
            days = [day for day in (each.announced, each.since) if day]
            found.append(
                Listing(
                    authority=each.authority,
                    country=each.country,
                    program=each.program,
                    since=each.since,
                    since_is=each.since_is,
                    announced=each.announced,
                    until=each.until,
                    joint_with=each.joint_with,
                    modality="asserted",
                    sanction="sanction" in topics,
                    day=min(days, key=lambda day: from_edtf(day).earliest, default=None),
                    lag_days=None,
                    records=[one.entity],
                    sources=each.sources,
                )
            )
    found.sort(key=lambda step: (step.day is None, step.day or ""))
    start = next((_begin(step) for step in found if step.day), None)
    return [
        msgspec.structs.replace(step, lag_days=(_begin(step) - start).days)
        if step.day and start
        else step
        for step in found
    ]


def _begin(step: Listing) -> dt.date:
    return from_edtf(step.day or "").earliest


def first(found: Iterable[Listing]) -> First | None:
    """Who listed first, of those that tell a day."""
    told = [step for step in found if step.sanction]
    dated = [step for step in told if step.day]
    if not dated:
        return None
    day = dated[0].day or ""
    names = {step.authority for step in dated}
    return First(
        authorities=list(dict.fromkeys(step.authority for step in dated if step.day == day)),
        day=day,
        undated=list(
            dict.fromkeys(s.authority for s in told if not s.day and s.authority not in names)
        ),
    )


def absent(
    store: Store, present: set[str], found: Iterable[Listing], as_of: dt.date | None
) -> list[Absent]:
    """The authorities of whose lists the store holds some, none with a record of the entity."""
    begin = min((_begin(step) for step in found if step.day), default=None)
    by_publisher: dict[str, dict[str, str]] = {}
    for (code, dataset), row in store.current(as_of).items():
        publisher = publishers.module(code).PUBLISHER
        if code not in present and code not in publishers.KEPT and publisher.country:
            by_publisher.setdefault(code, {})[publisher.title(dataset)] = row.date
    answers = []
    for code, lists in by_publisher.items():
        publisher = publishers.module(code).PUBLISHER
        answers.append(
            Absent(
                authority=publisher.authority,
                country=publisher.country,
                publisher=code,
                lists=lists,
                before_first=begin is not None
                and all(from_edtf(date).latest < begin for date in lists.values()),
            )
        )
    return answers
