"""The designations of an entity on one axis of time, as shares of its width.

A row is a line of the page's table: what the picture shows stands beside it in words and figures.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from designata.dossier.shape import Listing
from designata.model.when import from_edtf

_STEPS = (1, 2, 5, 10, 20, 50)
_MOST_TICKS = 7
_LEAST_DAYS = 365
_RIM = 0.03
"""The share of the axis left free on either side."""


class Tick(NamedTuple):
    """A year's first day on the axis, in per cent of its width."""

    year: int
    at: float


class Row(NamedTuple):
    """A designation on the axis.

    Args:
        listing: what it is.
        start: where the first day that may be meant lies, in per cent; none without a day.
        width: how much of the axis the days take that may be meant by a month or a year.
        end: where it ends: at its end, else at the axis' end.
        ended: whether it ended.
        first: whether nobody was earlier.
    """

    listing: Listing
    start: float | None
    width: float
    end: float
    ended: bool
    first: bool


class Timeline(NamedTuple):
    """The time line: years on the axis, and a row each."""

    ticks: list[Tick]
    rows: list[Row]
    today: float


def timeline(listings: Sequence[Listing], today: dt.date) -> Timeline:
    """The time line of an entity.

    Args:
        listings: by date; those without a day last.
        today: the axis' last day, or the day that was asked for.
    """
    days = [day for one in listings for text in (one.since, one.until) for day in _days(text)]
    days += [day for one in listings for day in _days(one.day)]
    first, last = min([*days, today]), max([*days, today])
    long = max((last - first).days, _LEAST_DAYS)
    start = last - dt.timedelta(days=long)
    axis = _Axis(start, long)
    return Timeline(
        ticks=list(_ticks(axis, last)),
        rows=[_row(one, axis, today) for one in listings],
        today=axis.at(today),
    )


class _Axis(NamedTuple):
    start: dt.date
    days: int

    def at(self, day: dt.date) -> float:
        share = (day - self.start).days / self.days
        return round(100 * (_RIM + share * (1 - 2 * _RIM)), 2)


def _days(text: str | None) -> list[dt.date]:
    """The first and the last day that a date may mean; none of what is no date.

    >>> [day.isoformat() for day in _days("../1980")], _days("soon")
    (['1980-12-31', '1980-12-31'], [])
    """
    try:
        when = from_edtf(text) if text else None
    except ValueError:
        return []
    if when is None:
        return []
    first = when.latest if when.earliest == dt.date.min else when.earliest
    return [first, first if when.latest == dt.date.max else when.latest]


def _ticks(axis: _Axis, last: dt.date) -> list[Tick]:
    """The years that get a line, as many as can be read.

    >>> [tick.year for tick in _ticks(_Axis(dt.date(2004, 5, 1), 7300), dt.date(2024, 4, 25))]
    [2005, 2010, 2015, 2020]
    """
    years = range(axis.start.year + 1, last.year + 1)
    step = next((s for s in _STEPS if len(years) / s <= _MOST_TICKS), _STEPS[-1])
    return [Tick(y, axis.at(dt.date(y, 1, 1))) for y in years if y % step == 0]


def _row(one: Listing, axis: _Axis, today: dt.date) -> Row:
    days = _days(one.since) or _days(one.day)
    ends = _days(one.until)
    start = axis.at(days[0]) if days else None
    return Row(
        listing=one,
        start=start,
        width=round(axis.at(days[1]) - axis.at(days[0]), 2) if days else 0.0,
        end=axis.at(ends[1] if ends else max([today, *days])),
        ended=bool(ends) and ends[1] <= today,
        first=one.lag_days == 0,
    )
