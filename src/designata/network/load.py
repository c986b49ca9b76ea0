"""Reads the ties of a store, as of a day, into a graph.

Ties stand in lists, in the casebook and in kept articles alike. What the rules of ownership derived
(``network.keep``) is left out: nothing is concluded from our own conclusions.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from designata.lists import derived
from designata.model.claim import Modality
from designata.model.when import When, from_edtf
from designata.network import kinds
from designata.network.graph import Graph, Listing, Tie
from designata.store.claims import Store, live

_WEAKEST = list(Modality)

_TIES = """
WITH kinds AS (
    SELECT unnest($schemata) AS schema, unnest($kinds) AS kind, unnest($ones) AS one,
           unnest($others) AS other
), told AS (
    SELECT subject, schema, property, value, publisher, modality, since, until, claim
    FROM {live} AS c
    WHERE publisher <> $derived AND schema IN (SELECT schema FROM kinds)
), details AS (
    SELECT subject, publisher,
           min(value) FILTER (property = 'startDate') AS since,
           max(value) FILTER (property = 'endDate') AS until,
           list(value ORDER BY claim) FILTER (property = 'percentage') AS percentage,
           string_agg(value, '; ' ORDER BY claim)
               FILTER (property IN ('role', 'relationship', 'controlType')) AS role
    FROM told
    WHERE property IN ('startDate', 'endDate', 'percentage', 'role', 'relationship', 'controlType')
    GROUP BY subject, publisher
)
SELECT a.subject, e.kind, a.value AS one, coalesce(b.value, a.subject) AS other, a.publisher,
       a.modality, b.modality, coalesce(a.since, b.since, d.since),
       coalesce(a.until, b.until, d.until), d.percentage, d.role
FROM kinds AS e
JOIN told AS a ON a.schema = e.schema AND a.property = e.one
LEFT JOIN told AS b ON e.other <> '' AND b.subject = a.subject AND b.publisher = a.publisher
                   AND b.property = e.other
LEFT JOIN details AS d
       ON e.other <> '' AND d.subject = a.subject AND d.publisher = a.publisher
WHERE e.other = '' OR b.value IS NOT NULL
ORDER BY a.claim, b.claim
"""

_LISTINGS = """
WITH told AS (
    SELECT record, subject, property, value, publisher, dataset, schema, claim
    FROM {live} AS c
    WHERE publisher <> $derived AND modality <> 'denied'
      AND (schema = 'Sanction' OR (property = 'topics' AND value = 'sanction'))
), listed AS (
    SELECT subject AS entity, any_value(publisher || ':' || dataset) AS dataset
    FROM told WHERE property = 'topics' GROUP BY subject
), sanctions AS (
    SELECT subject,
           any_value(value) FILTER (property = 'entity') AS entity,
           any_value(value) FILTER (property = 'authority') AS authority,
           any_value(value) FILTER (property = 'country') AS country,
           any_value(value) FILTER (property = 'program') AS program,
           min(value) FILTER (property = 'startDate') AS since,
           min(value) FILTER (property = 'listingDate') AS announced,
           max(value) FILTER (property = 'endDate') AS until,
           any_value(publisher || ':' || dataset) AS dataset, min(claim) AS claim
    FROM told WHERE schema = 'Sanction' GROUP BY subject
)
SELECT l.entity, coalesce(s.authority, ''), s.country, s.program, s.since, s.announced, s.until,
       coalesce(s.dataset, l.dataset)
FROM listed AS l LEFT JOIN sanctions AS s USING (entity)
ORDER BY l.entity, s.claim
"""


def graph(
    store: Store, *, as_of: dt.date | None = None, same: Mapping[str, str] | None = None
) -> Graph:
    """The ties that a store tells, and the designations in force.

    Args:
        store: the store.
        as_of: the day: as known and as it stood then; now and today by default.
        same: which entity a record is, where several records are one.
    """
    day = as_of or dt.datetime.now(dt.UTC).date()
    return Graph(list(ties(store, day, as_of)), list(listings(store, day, as_of)), same=same)


def ties(store: Store, day: dt.date, as_of: dt.date | None) -> Iterator[Tie]:
    """Every tie that holds on a day, or may hold."""
    rows = kinds.ends()
    columns = zip(*rows, strict=True)
    names = ("schemata", "kinds", "ones", "others")
    asked: dict[str, object] = {n: list(c) for n, c in zip(names, columns, strict=True)}
    asked["derived"] = derived.PUBLISHER.code
    for row in store.query(_TIES.format(live=live(as_of)), asked):
        subject, kind, one, other, publisher, first, second, since, until, percentage, role = row
        held = holds(day, _text(since), _text(until))
        if held.may:
            yield Tie(
                str(subject),
                str(kind),
                str(one),
                str(other),
                str(publisher),
                _weaker(_text(first), _text(second)),
                _text(since),
                _text(until),
                tuple(percentage) if isinstance(percentage, list) else (),
                _text(role) or "",
                held.surely,
                held.odd,
            )


def listings(store: Store, day: dt.date, as_of: dt.date | None) -> Iterator[Listing]:
    """The designations that are in force on a day, as far as their dates are stated."""
    asked = {"derived": derived.PUBLISHER.code}
    for row in store.query(_LISTINGS.format(live=live(as_of)), asked):
        entity, authority, country, program, *dates, dataset = row
        since, announced, until = (_text(date) for date in dates)
        begun = _when(since) or _when(announced)
        ended = _when(until)
        if (begun is None or begun.earliest <= day) and (ended is None or day <= ended.latest):
            yield Listing(
                entity=str(entity),
                authority=str(authority),
                country=_text(country),
                program=_text(program),
                since=since or announced,
                dataset=str(dataset),
            )


class Held(NamedTuple):
    """Whether something may hold on a day, whether it surely does, and what is odd about it."""

    may: bool
    surely: bool
    odd: str = ""


def holds(day: dt.date, since: str | None, until: str | None) -> Held:
    """Whether something that is told with dates holds on a day.

    Dates that contradict each other are not believed: it may hold, and that is said.

    >>> holds(dt.date(2024, 4, 2), "2024", None)
    Held(may=True, surely=False, odd='')
    >>> holds(dt.date(2024, 4, 2), "2024-03", "2020").odd
    'it ends, 2020, before it begins, 2024-03'
    """
    begun, ended = _when(since), _when(until)
    if begun and ended and ended.latest < begun.earliest:
        return Held(True, False, f"it ends, {until}, before it begins, {since}")
    return Held(
        may=(begun is None or begun.earliest <= day) and (ended is None or day <= ended.latest),
        surely=(begun is None or begun.latest <= day) and (ended is None or day <= ended.earliest),
    )


def _when(text: str | None) -> When | None:
    try:
        return from_edtf(text) if text else None
    except ValueError:
        return None


def _weaker(*said: str | None) -> Modality:
    return max((Modality(word) for word in said if word), key=_WEAKEST.index)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
