"""Gaps: how long a ship was not heard, in tiers.

A gap is strictly longer than the threshold. ``naive`` says no more than that; ``near_shore`` and
``likely_intentional`` need the distance from shore. Receivers are tested too: where all ships fall
silent in a quarter of an hour, the receiver did, not the ship.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from designata.vessels.event import Event
from designata.vessels.fixes import HOUR, MINUTE, Fixes, when
from designata.vessels.rules import Rules, caveats
from designata.vessels.sphere import KM_PER_NM, distance_km

if TYPE_CHECKING:
    from designata.vessels.fixes import Floats, Ints

Shore = Callable[["Floats", "Floats"], "Floats"]
"""Nautical miles to the nearest shore of latitudes and longitudes."""

_SLOT = 15 * MINUTE
_SLOTS_A_DAY = 96
_MOST_SLOTS = 2_000_000


def find(
    heard: Fixes,
    rules: Rules,
    *,
    shore: Shore | None = None,
    until: dt.datetime | None = None,
    among: Fixes | None = None,
) -> Iterator[Event]:
    """Gaps of all ships, closed ones first, then those still open.

    A gap is open where a ship is silent for longer than the threshold while others are heard.

    Args:
        heard: all messages with a position or without, for a message is a sign of life.
        rules: with ``gap.min_hours`` and others.
        shore: the distance from shore.
        until: up to when messages were listened for; see ``Fixes.listened`` if not told.
        among: all ships that were heard, where these are only some.
    """
    import numpy as np

    if not len(heard):
        return
    longest = rules["gap.min_hours"] * HOUR
    time = heard.time
    same = heard.mmsi[1:] == heard.mmsi[:-1]
    off = np.flatnonzero((time[1:] - time[:-1] > longest) & same)
    among = among or heard
    end = among.listened() if until is None else round(until.timestamp() * 1_000_000)
    last = np.append(heard.starts[1:], len(heard)) - 1
    still = last[end - time[last] > longest]
    silent = silent_slots(among, rules)
    for at, open_until in ((off, None), (still, end)):
        before = _before(heard, at, round(rules["gap.before_hours"] * HOUR))
        nautical, sailed = _shore(heard, at, shore), _sailed(heard, at, open_until is None)
        measures = zip(at.tolist(), before.tolist(), nautical, sailed, strict=True)
        for index, count, nm, km in measures:
            suspect = None if silent is None else time[index] // _SLOT + 1 in silent
            yield _event(heard, rules, index, _Known(open_until, count, nm, km, suspect))


def silent_slots(heard: Fixes, rules: Rules) -> set[int] | None:
    """Quarters of an hour since 1970 in which too few ships were heard; none if it cannot be told.

    The measure is the median of the day before, so that a slow change of traffic is not an outage.
    """
    import numpy as np
    import polars as pl

    slot = heard.time // _SLOT
    first = int(slot.min())
    if int(slot.max()) - first >= _MOST_SLOTS or len(heard.starts) < rules["gap.receiver_ships"]:
        return None
    new = np.ones(len(slot), dtype=bool)
    new[1:] = (slot[1:] != slot[:-1]) | (heard.mmsi[1:] != heard.mmsi[:-1])
    ships = np.bincount(slot[new] - first)
    median = (
        pl.Series(ships)
        .rolling_median(_SLOTS_A_DAY, min_samples=_SLOTS_A_DAY // 4)
        .fill_null(0)
        .to_numpy()
    )
    low = (ships < rules["gap.receiver_share"] * median) & (median >= rules["gap.receiver_ships"])
    return {int(found) + first for found in np.flatnonzero(low)}


class _Known(msgspec.Struct, frozen=True):
    """What is known of a gap beside its messages.

    Args:
        open_until: up to when nothing was heard; none if the ship was heard again.
        before: messages in the hours before.
        shore: nautical miles from shore.
        km: from where it began to where it ended.
        suspect: whether the receiver may have failed; none if it cannot be told.
    """

    open_until: int | None
    before: int
    shore: float | None
    km: float | None
    suspect: bool | None


def _before(heard: Fixes, at: "Ints", window: int) -> "Ints":
    """How many messages each ship sent in the window that ends with a message, both ends counted.

    A binary search over all gaps at once, each between its ship's first message and itself.
    """
    import numpy as np

    low = heard.starts[np.searchsorted(heard.starts, at, side="right") - 1]
    high, wanted = at.copy(), heard.time[at] - window
    while bool((low < high).any()):
        middle = (low + high) // 2
        late = heard.time[middle] >= wanted
        high = np.where(late, middle, high)
        low = np.where(late, low, middle + 1)
    found: Ints = at - low + 1
    return found


def _shore(heard: Fixes, at: "Ints", shore: Shore | None) -> list[float | None]:
    if shore is None or not len(at):
        return [None] * len(at)
    return _known(shore(heard.lat[at], heard.lon[at]))


def _sailed(heard: Fixes, at: "Ints", closed: bool) -> list[float | None]:  # noqa: FBT001
    if not closed:
        return [None] * len(at)
    lat, lon = heard.lat, heard.lon
    return _known(distance_km(lat[at], lon[at], lat[at + 1], lon[at + 1]))


def _known(measures: "Floats") -> list[float | None]:
    return [None if one != one else one for one in measures.tolist()]  # noqa: PLR0124


def _event(heard: Fixes, rules: Rules, index: int, known: _Known) -> Event:
    closed = known.open_until is None
    last = index + 1 if closed else index
    ended = int(heard.time[last]) if known.open_until is None else known.open_until
    hours = (ended - int(heard.time[index])) / HOUR
    said = caveats("gap")
    if known.shore is None:
        said.append("How far from shore it began is not known.")
    if not closed:
        said.append("It was not heard again by the end of what was given: that ends, not the gap.")
    if known.suspect:
        said.append("Few ships at all were heard as it began: the receiver may have failed.")
    return Event(
        type="gap",
        vessels=[heard.ship(int(heard.mmsi[index]))],
        start=when(int(heard.time[index])),
        end=when(ended) if closed else None,
        start_position=heard.position(index),
        end_position=heard.position(last) if closed else None,
        metrics={
            "hours": hours,
            "distance_km": known.km,
            "implied_speed_kn": None if known.km is None else known.km / KM_PER_NM / hours,
            "positions_before": known.before,
            "shore_nm": known.shore,
            "receiver": {None: "unknown", True: "suspect", False: "working"}[known.suspect],
        },
        tier=_tier(rules, hours, known),
        rule=rules.rule("gap"),
        rows=heard.rows(sorted({index, last})),
        caveats=said,
    )


def _tier(rules: Rules, hours: float, known: _Known) -> str:
    if known.shore is None or known.suspect:
        return "naive"
    if known.shore < rules["gap.near_shore_nm"]:
        return "near_shore"
    likely = (
        hours >= rules["gap.likely_hours"]
        and known.shore >= rules["gap.likely_shore_nm"]
        and known.before >= rules["gap.likely_positions"]
    )
    return "likely_intentional" if likely else "naive"
