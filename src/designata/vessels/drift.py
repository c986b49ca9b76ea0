"""Drift, and sudden stops: a ship that does not go where it points, or that halts in seconds.

A drift is dated as AisAbnormal dates it: it is raised anew with every new position once it has
lasted and gone far enough, and the last of these stands. Since when it may have begun, and since
when it was sure, stand among its measures.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from designata.vessels.event import Event
from designata.vessels.fixes import HOUR, MINUTE, SECOND, Fixes, when
from designata.vessels.rules import Rules, caveats
from designata.vessels.sphere import distance_km

if TYPE_CHECKING:
    from designata.vessels.fixes import Bools


def find(heard: Fixes, rules: Rules, *, lengths: dict[int, float] | None = None) -> Iterator[Event]:
    """Drifts of all ships that are not known to be short.

    Args:
        heard: positions with course and heading.
        rules: with ``drift.max_kn`` and others.
        lengths: metres by MMSI.
    """
    import numpy as np

    fixes = _large(heard.located(), lengths, rules["drift.min_length_m"])
    if len(fixes) < 2:  # noqa: PLR2004  - a drift has two ends
        return
    told = ~(np.isnan(fixes.speed) | np.isnan(fixes.course) | np.isnan(fixes.heading))
    fixes = _only(fixes, told)
    drifting = _drifting(fixes, rules)
    new = np.ones(len(fixes), dtype=bool)
    silence = fixes.time[1:] - fixes.time[:-1] > rules["drift.max_gap_minutes"] * MINUTE
    new[1:] = (fixes.mmsi[1:] != fixes.mmsi[:-1]) | silence | ~drifting[:-1]
    first = np.flatnonzero(drifting & new)
    stops = np.flatnonzero(np.append(new[1:] | ~drifting[1:], True) & drifting)
    long = fixes.time[stops] - fixes.time[first] > rules["drift.min_minutes"] * MINUTE
    for start, end in zip(first[long].tolist(), stops[long].tolist(), strict=True):
        sure = _sure(fixes, rules, start, end)
        if sure is not None:
            yield _event(fixes, rules, _Run(start, sure, _newest(fixes, sure, end), end))


def _drifting(fixes: Fixes, rules: Rules) -> "Bools":
    import numpy as np

    ahead = np.abs((fixes.course - fixes.heading + 180) % 360 - 180)
    found: Bools = (
        (fixes.speed >= rules["drift.min_kn"])
        & (fixes.speed <= rules["drift.max_kn"])
        # astern is a way to go, so both directions count
        & (np.minimum(ahead, 180 - ahead) > rules["drift.min_deviation_deg"])
    )
    return found


def _sure(fixes: Fixes, rules: Rules, start: int, end: int) -> int | None:
    """The first position by which a drift has lasted and gone far enough."""
    import numpy as np

    run = slice(start, end + 1)
    long = fixes.time[run] - fixes.time[start] > rules["drift.min_minutes"] * MINUTE
    km = distance_km(
        fixes.lat[start : start + 1], fixes.lon[start : start + 1], fixes.lat[run], fixes.lon[run]
    )
    enough = np.flatnonzero(long & (km * 1000 > rules["drift.min_m"]))
    return start + int(enough[0]) if len(enough) else None


def _newest(fixes: Fixes, sure: int, end: int) -> int:
    """The last position of a drift that is not told a second time."""
    newest = end
    while newest > sure and fixes.position(newest) == fixes.position(newest - 1):
        newest -= 1
    return newest


class _Run(NamedTuple):
    """The positions at which a drift may have begun, was sure, was raised last, and ended."""

    start: int
    sure: int
    newest: int
    end: int


def _event(fixes: Fixes, rules: Rules, run: _Run) -> Event:
    start, sure, newest, end = run
    ends = [(fixes.lat[at : at + 1], fixes.lon[at : at + 1]) for at in (start, end)]
    return Event(
        type="drift",
        vessels=[fixes.ship(int(fixes.mmsi[newest]))],
        start=when(int(fixes.time[newest])),
        end=when(int(fixes.time[end])),
        start_position=fixes.position(newest),
        end_position=fixes.position(end),
        metrics={
            "since": f"{when(int(fixes.time[start])):%Y-%m-%dT%H:%M:%SZ}",
            "sure_since": f"{when(int(fixes.time[sure])):%Y-%m-%dT%H:%M:%SZ}",
            "hours": int(fixes.time[end] - fixes.time[start]) / HOUR,
            "distance_km": float(distance_km(*ends[0], *ends[1])[0]),
        },
        tier="drift",
        rule=rules.rule("drift"),
        rows=fixes.rows(sorted({*run})),
        caveats=caveats("drift"),
    )


def sudden_stops(
    heard: Fixes, rules: Rules, *, lengths: dict[int, float] | None = None
) -> Iterator[Event]:
    """Ships that went fast and lay still within seconds, and stayed so.

    Args:
        heard: positions with speed.
        rules: with ``sudden_stop.from_kn`` and others.
        lengths: metres by MMSI.
    """
    import numpy as np

    fixes = _large(heard.located(), lengths, rules["sudden_stop.min_length_m"])
    fixes = _only(fixes, ~np.isnan(fixes.speed))
    fast = fixes.speed >= rules["sudden_stop.from_kn"]
    slow = fixes.speed <= rules["sudden_stop.to_kn"]
    numbers = np.arange(len(fixes))
    last_fast = np.maximum.accumulate(np.where(fast, numbers, -1))
    # where each position's ship moves again, or the next ship begins
    other = np.append(fixes.mmsi[1:] != fixes.mmsi[:-1], True) if len(fixes) else fast
    halts = np.where(other, numbers + 1, len(fixes))
    halts[:-1] = np.where(slow[1:], halts[:-1], numbers[1:])
    moves = np.minimum.accumulate(halts[::-1])[::-1]
    begins = slow.copy()
    begins[1:] &= ~(slow[:-1] & (fixes.mmsi[1:] == fixes.mmsi[:-1]))
    for index in np.flatnonzero(begins & (last_fast >= 0)).tolist():
        before = int(last_fast[index])
        took = int(fixes.time[index] - fixes.time[before])
        if fixes.mmsi[before] != fixes.mmsi[index] or took > rules["sudden_stop.within_s"] * SECOND:
            continue
        end = int(moves[index]) - 1
        stayed = int(fixes.time[end] - fixes.time[index])
        if stayed >= rules["sudden_stop.sustain_s"] * SECOND:
            yield _stop(fixes, rules, (before, index, end))


def _stop(fixes: Fixes, rules: Rules, span: tuple[int, int, int]) -> Event:
    before, index, end = span
    return Event(
        type="drift",
        vessels=[fixes.ship(int(fixes.mmsi[index]))],
        start=when(int(fixes.time[before])),
        end=when(int(fixes.time[index])),
        start_position=fixes.position(before),
        end_position=fixes.position(index),
        metrics={
            "from_kn": float(fixes.speed[before]),
            "to_kn": float(fixes.speed[index]),
            "seconds": int(fixes.time[index] - fixes.time[before]) / SECOND,
            "stayed_minutes": int(fixes.time[end] - fixes.time[index]) / MINUTE,
        },
        tier="sudden_stop",
        rule=rules.rule("sudden_stop"),
        rows=fixes.rows([before, index, end]),
        caveats=caveats("sudden_stop"),
    )


def _large(fixes: Fixes, lengths: dict[int, float] | None, least: float) -> Fixes:
    import numpy as np

    short = [mmsi for mmsi, length in (lengths or {}).items() if length < least]
    return _only(fixes, ~np.isin(fixes.mmsi, short)) if short else fixes


def _only(fixes: Fixes, keep: "Bools") -> Fixes:
    import polars as pl

    return fixes if keep.all() else Fixes(fixes.frame.filter(pl.Series(keep)), fixes.ships)
