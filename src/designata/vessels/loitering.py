"""Loitering: hours on end in which a ship hardly moves, away from the shore.

The mean speed of an hour is what was sailed in it over the time it took. Slow hours that follow
each other are one event, which begins at the last position before them.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from designata.vessels.event import Event
from designata.vessels.fixes import HOUR, Fixes, when
from designata.vessels.gaps import Shore
from designata.vessels.rules import Rules, caveats
from designata.vessels.sphere import KM_PER_NM, distance_km
from designata.vessels.track import Tracks

if TYPE_CHECKING:
    from designata.vessels.fixes import Bools, Floats, Ints


class Steps(msgspec.Struct, frozen=True):
    """What was sailed from the position before to each one; not a number where there is none."""

    nm: "Floats"
    hours: "Floats"


def find(found: Tracks, rules: Rules, *, shore: Shore | None = None) -> Iterator[Event]:
    """Loitering on all tracks."""
    import numpy as np

    fixes, track = found.clean()
    if not len(fixes):
        return
    steps = _steps(fixes, track)
    bucket = fixes.time // HOUR
    new = np.ones(len(fixes), dtype=bool)
    new[1:] = (bucket[1:] != bucket[:-1]) | (track[1:] != track[:-1])
    first = np.flatnonzero(new)
    slow = mean_kn(steps, first) < rules["loitering.max_speed_kn"]
    least = rules["loitering.min_hours"]
    for start, end in slow_runs(slow, track[first], first, len(fixes)):
        hours = float(np.nansum(steps.hours[start + 1 : end]))
        if end - start > 1 and hours >= least:
            event = _event(fixes, steps, rules, (start, end), shore)
            if event:
                yield event


def _steps(fixes: Fixes, track: "Ints") -> Steps:
    import numpy as np

    nm, hours = np.full(len(fixes), np.nan), np.full(len(fixes), np.nan)
    nm[1:] = distance_km(fixes.lat[:-1], fixes.lon[:-1], fixes.lat[1:], fixes.lon[1:]) / KM_PER_NM
    hours[1:] = (fixes.time[1:] - fixes.time[:-1]) / HOUR
    other = np.append(True, track[1:] != track[:-1])
    nm[other] = hours[other] = np.nan
    return Steps(nm, hours)


def mean_kn(steps: Steps, first: "Ints") -> "Floats":
    """The mean speed of each group of steps; not a number without time or without distance.

    Args:
        steps: of all positions.
        first: where each group begins.
    """
    import numpy as np

    nm = np.add.reduceat(np.nan_to_num(steps.nm), first)
    hours = np.add.reduceat(np.nan_to_num(steps.hours), first)
    known = np.add.reduceat((~np.isnan(steps.nm)).astype(np.int64), first) > 0
    found: Floats = np.full(len(first), np.nan)
    usable = known & (hours > 0)
    found[usable] = nm[usable] / hours[usable]
    return found


def slow_runs(slow: "Bools", track: "Ints", first: "Ints", size: int) -> Iterator[tuple[int, int]]:
    """Slow groups of a track that follow each other, as a range of positions.

    The last position of the group before belongs to the range, for the first step starts there.

    Args:
        slow: by group.
        track: by group.
        first: index of each group's first position.
        size: the number of positions.
    """
    import numpy as np

    same = np.append(False, track[1:] == track[:-1])
    begins = np.flatnonzero(slow & ~(same & np.append(False, slow[:-1])))
    after = np.append(first, size)
    goes_on = np.append(slow[1:] & same[1:], False)
    ends = np.flatnonzero(slow & ~goes_on)
    for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
        yield int(first[begin]) - int(same[begin]), int(after[end + 1])


def mean_shore(shore: "Floats", hours: "Floats") -> float | None:
    """The mean distance from shore, weighted by hours where those are known."""
    import numpy as np

    known = ~np.isnan(shore)
    weight = np.nan_to_num(hours[known])
    if not known.any():
        return None
    if not weight.sum():
        return float(shore[known].mean())
    return float(np.average(shore[known], weights=weight))


def _event(
    fixes: Fixes, steps: Steps, rules: Rules, span: tuple[int, int], shore: Shore | None
) -> Event | None:
    import numpy as np

    start, end = span
    nm = float(np.nansum(steps.nm[start + 1 : end]))
    hours = float(np.nansum(steps.hours[start + 1 : end]))
    said, away = caveats("loitering"), None
    if shore is None:
        said.append("How far from shore it was is not known.")
    else:
        away = mean_shore(shore(fixes.lat[start:end], fixes.lon[start:end]), steps.hours[start:end])
        if away is not None and away < rules["loitering.min_shore_nm"]:
            return None
    return Event(
        type="loitering",
        vessels=[fixes.ship(int(fixes.mmsi[start]))],
        start=when(int(fixes.time[start])),
        end=when(int(fixes.time[end - 1])),
        start_position=fixes.position(start),
        end_position=fixes.position(end - 1),
        metrics={
            "hours": hours,
            "distance_nm": nm,
            "mean_speed_kn": nm / hours if hours else None,
            "mean_shore_nm": away,
            "positions": end - start,
        },
        rule=rules.rule("loitering"),
        rows=fixes.rows([start, end - 1]),
        caveats=said,
    )
