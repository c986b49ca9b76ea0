"""Tracks: which positions under one MMSI one ship can have made, and what follows when not all.

A position continues a track when the step to it is slow enough. Positions that none of the open
tracks leads to begin one of their own; a track too short to count beside a longer one is noise.
"""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from designata.vessels.event import Event
from designata.vessels.fixes import HOUR, Fixes, when
from designata.vessels.rules import Rules, caveats
from designata.vessels.sphere import KM_PER_NM, RADIUS_KM, distance_km

if TYPE_CHECKING:
    from designata.vessels.fixes import Bools, Floats, Ints

_REPORTED = 1.1
_FASTEST_REPORTED = 50.0
_OPEN = 50
_STRICT, _FEW = 5.0, 10
"""gpsdio-segment's: the longest step over one strongly discouraged; positions of a short track."""


class Tracks(msgspec.Struct, frozen=True):
    """Pieces of tracks: runs of positions that follow each other, numbered by track.

    Args:
        fixes: positions, located.
        first: index of the first position of each piece.
        last: and of its last.
        track: number of the track that the piece belongs to.
        noise: by track, whether it is too short to count.
    """

    fixes: Fixes
    first: "Ints"
    last: "Ints"
    track: "Ints"
    noise: "Bools"

    def of_fixes(self) -> "Ints":
        """The track of each position; -1 for noise."""
        import numpy as np

        found: Ints = np.where(
            np.repeat(self.noise[self.track], self.last - self.first + 1),
            -1,
            np.repeat(self.track, self.last - self.first + 1),
        )
        return found

    def clean(self) -> "tuple[Fixes, Ints]":
        """Positions track by track, without noise, with the track of each."""
        import numpy as np
        import polars as pl

        numbers = self.of_fixes()
        keep = numbers >= 0
        if keep.all() and (numbers[1:] >= numbers[:-1]).all():
            return self.fixes, numbers
        kept = np.flatnonzero(keep)
        order = kept[np.argsort(numbers[kept], kind="stable")]
        frame = self.fixes.frame[pl.Series(order)]
        return Fixes(frame, self.fixes.ships), numbers[order]


def implied_speed(fixes: Fixes) -> "Floats":
    """Knots from each position to the next; not a number at a ship's last, infinite at once.

    Args:
        fixes: positions, located.
    """
    import numpy as np

    nm = distance_km(fixes.lat[:-1], fixes.lon[:-1], fixes.lat[1:], fixes.lon[1:]) / KM_PER_NM
    hours = (fixes.time[1:] - fixes.time[:-1]) / HOUR
    with np.errstate(divide="ignore", invalid="ignore"):
        speed = nm / hours
    speed[fixes.mmsi[1:] != fixes.mmsi[:-1]] = np.nan
    found: Floats = np.append(speed, np.nan)[: len(fixes)]
    return found


def tracks(heard: Fixes, rules: Rules) -> Tracks:
    """Puts positions into tracks.

    A position that can follow the one before it does, so that only the breaks are looked at one by
    one: the head of each piece goes to the open track that it continues best.
    """
    import numpy as np

    fixes = heard.located()
    first = np.flatnonzero(_breaks(fixes, rules))
    last = np.append(first[1:], len(fixes))[: len(first)] - 1
    track = np.arange(len(first), dtype=np.int64)
    ships = fixes.mmsi[first]
    broken = np.zeros(len(first), dtype=bool)
    broken[1:] = ships[1:] == ships[:-1]
    if broken.any():
        track = _join(fixes, rules, first, last)
    return Tracks(fixes, first, last, track, _noise(fixes, rules, (first, last, track)))


def _breaks(fixes: Fixes, rules: Rules) -> "Bools":
    """Which positions do not continue from the one before."""
    import numpy as np

    if not len(fixes):
        return np.zeros(0, dtype=bool)
    hours = (fixes.time[1:] - fixes.time[:-1]) / HOUR
    km = distance_km(fixes.lat[:-1], fixes.lon[:-1], fixes.lat[1:], fixes.lon[1:])
    reported = np.nan_to_num(fixes.speed)
    reported[reported > _FASTEST_REPORTED] = 0
    limit = np.maximum(rules["jump.max_kn"], _REPORTED * np.maximum(reported[1:], reported[:-1]))
    reach = KM_PER_NM * limit * np.hypot(hours, rules["jump.buffer_hours"])
    other = fixes.mmsi[1:] != fixes.mmsi[:-1]
    return np.concatenate([[True], other | (km > reach) | (hours > rules["jump.max_hours"])])


class _End(msgspec.Struct):
    """The end of an open track, and how many positions it has."""

    track: int
    time: int
    lat: float
    lon: float
    speed: float
    count: int


def _join(fixes: Fixes, rules: Rules, first: "Ints", last: "Ints") -> "Ints":
    """Numbers of tracks by piece."""
    import numpy as np

    found: list[int] = []
    ends: list[_End] = []
    ship, tracks_so_far = None, 0
    time, lat, lon = fixes.time, fixes.lat, fixes.lon
    speed = np.nan_to_num(fixes.speed)
    longest = rules["jump.max_hours"] * HOUR
    for head, tail, mmsi in zip(
        first.tolist(), last.tolist(), fixes.mmsi[first].tolist(), strict=True
    ):
        now = int(time[head])
        if mmsi != ship:
            ship, ends = mmsi, []
        ends = [end for end in ends if now - end.time <= longest][-_OPEN:]
        here = _End(-1, now, float(lat[head]), float(lon[head]), float(speed[head]), 0)
        best, most = None, 0.0
        for end in ends:
            fit = _fit(end, here, rules)
            if fit > most:
                best, most = end, fit
        if best is None:
            best = here
            best.track, tracks_so_far = tracks_so_far, tracks_so_far + 1
            ends.append(best)
        best.time, best.speed = int(time[tail]), float(speed[tail])
        best.lat, best.lon = float(lat[tail]), float(lon[tail])
        best.count += tail - head + 1
        found.append(best.track)
    return np.array(found, dtype=np.int64)


def _fit(end: _End, here: _End, rules: Rules) -> float:
    """How well a position continues a track; 0 where the step would be too fast.

    After gpsdio-segment: a step counts less the further it is from what the reported speed leads
    to, the longer ago the track was heard, and the fewer positions the track has. So a position
    that came late does not take over the track of the ship, when it comes by that place.
    """
    a, b = math.radians(end.lat), math.radians(here.lat)
    across = math.sin(math.radians(here.lon - end.lon) / 2) ** 2
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * across
    nm = 2 * RADIUS_KM / KM_PER_NM * math.asin(math.sqrt(min(h, 1)))
    hours = (here.time - end.time) / HOUR
    speeds = [speed if speed <= _FASTEST_REPORTED else 0 for speed in (end.speed, here.speed)]
    padded = math.hypot(hours, rules["jump.buffer_hours"])
    reach = max(rules["jump.max_kn"], _REPORTED * max(speeds)) * padded
    if nm > reach:
        return 0.0
    off = _STRICT * abs(nm - sum(speeds) / 2 * hours) / reach if reach else 0.0
    size = end.count / _FEW
    return math.exp(-(min(off, _STRICT) ** 2)) / padded * size / math.hypot(1, size)


def _noise(fixes: Fixes, rules: Rules, pieces: "tuple[Ints, Ints, Ints]") -> "Bools":
    """By track, whether it is short while a longer one of the same ship is near in time."""
    import numpy as np

    first, last, track = pieces
    count = int(track.max()) + 1 if len(track) else 0
    start, end = np.full(count, np.iinfo(np.int64).max), np.full(count, np.iinfo(np.int64).min)
    np.minimum.at(start, track, fixes.time[first])
    np.maximum.at(end, track, fixes.time[last])
    ship = np.zeros(count, dtype=np.int64)
    ship[track] = fixes.mmsi[first]
    short = end - start < rules["jump.buffer_hours"] * HOUR
    reach = rules["jump.max_hours"] * HOUR
    noise = np.zeros(count, dtype=bool)
    long = np.flatnonzero(~short)
    for at in np.flatnonzero(short):
        low, high = np.searchsorted(ship[long], [ship[at], ship[at] + 1])
        near = long[low:high]
        noise[at] = bool(
            ((start[near] - reach <= end[at]) & (end[near] + reach >= start[at])).any()
        )
    return noise


def jumps(found: Tracks, rules: Rules) -> Iterator[Event]:
    """Positions that their ship cannot have come to from where it was.

    An excursion lasts until the ship is back where it can be; where it never comes back, the event
    ends with the first position of the new track.
    """
    fixes = found.fixes
    seen: set[int] = set()
    speeds = implied_speed(fixes)
    longest = rules["jump.max_hours"] * HOUR
    for first, last, track in zip(
        found.first.tolist(), found.last.tolist(), found.track.tolist(), strict=True
    ):
        new = track not in seen
        seen.add(track)
        before = first - 1
        if not new or before < 0 or fixes.mmsi[before] != fixes.mmsi[first]:
            continue
        if fixes.time[first] - fixes.time[before] > longest:
            continue
        back = bool(found.noise[track]) and last + 1 < len(fixes)
        back = back and fixes.mmsi[last + 1] == fixes.mmsi[first]
        end = last + 1 if back else first
        km = _km(fixes, before, first)
        speed = float(speeds[before])
        yield Event(
            type="jump",
            vessels=[fixes.ship(int(fixes.mmsi[first]))],
            start=when(int(fixes.time[before])),
            end=when(int(fixes.time[end])),
            start_position=fixes.position(before),
            end_position=fixes.position(first),
            metrics={
                "distance_km": km,
                "implied_speed_kn": speed if math.isfinite(speed) else None,
                "positions": last - first + 1,
            },
            tier="excursion" if back else "lasting",
            rule=rules.rule("jump"),
            rows=fixes.rows(sorted({before, first, last, end})),
            caveats=caveats("jump"),
        )


def shared(found: Tracks, rules: Rules) -> Iterator[Event]:
    """MMSIs under which two tracks run at once, far from each other.

    Tracks near each other are not taken for two ships: late messages make such shadows too.
    """
    import numpy as np

    fixes = found.fixes
    spans: dict[int, list[tuple[int, int, int]]] = {}
    order = np.argsort(found.track, kind="stable")
    for pieces in np.split(order, np.flatnonzero(np.diff(found.track[order])) + 1):
        if not len(pieces) or found.noise[found.track[pieces[0]]]:
            continue
        span = int(found.first[pieces[0]]), int(found.last[pieces[-1]])
        track = int(found.track[pieces[0]])
        spans.setdefault(int(fixes.mmsi[span[0]]), []).append((*span, track))
    numbers = found.of_fixes() if any(len(ends) > 1 for ends in spans.values()) else None
    for mmsi, ends in spans.items():
        if len(ends) > 1 and numbers is not None:
            event = _shared(fixes, rules, mmsi, _Both(sorted(ends), numbers))
            if event:
                yield event


class _Both(msgspec.Struct, frozen=True):
    """Tracks of one MMSI: first and last position and number, and the number at each position."""

    ends: list[tuple[int, int, int]]
    numbers: "Ints"


def _shared(fixes: Fixes, rules: Rules, mmsi: int, tracks_of: _Both) -> Event | None:
    overlap, furthest, both = 0, 0.0, []
    open_tracks: list[tuple[int, int, int]] = []
    for first, last, track in tracks_of.ends:
        open_tracks = [other for other in open_tracks if other[1] > first]
        far = [(_apart_nm(fixes, tracks_of.numbers, first, other), other) for other in open_tracks]
        open_tracks.append((first, last, track))
        far = [one for one in far if one[0] >= rules["shared_mmsi.min_distance_nm"]]
        if far:
            until = min(last, max(other[1] for _, other in far))
            overlap += int(fixes.time[until] - fixes.time[first])
            furthest = max(furthest, *(nm for nm, _ in far))
            both.append((first, until))
    if not both or overlap < rules["shared_mmsi.min_overlap_hours"] * HOUR:
        return None
    start, end = both[0][0], max(until for _, until in both)
    ends = tracks_of.ends
    lasting = sum(int(fixes.time[last] - fixes.time[first]) for first, last, _ in ends)
    active = int(fixes.time[max(last for _, last, _ in ends)] - fixes.time[ends[0][0]])
    return Event(
        type="shared_mmsi",
        vessels=[fixes.ship(mmsi)],
        start=when(int(fixes.time[start])),
        end=when(int(fixes.time[end])),
        start_position=fixes.position(start),
        end_position=fixes.position(end),
        metrics={
            "tracks": len(ends),
            "overlap_hours": overlap / HOUR,
            "distance_nm": furthest,
            "tracks_hours": lasting / HOUR,
            "active_hours": active / HOUR,
        },
        rule=rules.rule("shared_mmsi"),
        rows=fixes.rows([start, end]),
        caveats=caveats("shared_mmsi"),
    )


def _apart_nm(fixes: Fixes, numbers: "Ints", at: int, other: tuple[int, int, int]) -> float:
    """How far a position is from where another track was last."""
    import numpy as np

    before = other[0] + int(np.flatnonzero(numbers[other[0] : at] == other[2])[-1])
    return _km(fixes, before, at) / KM_PER_NM


def _km(fixes: Fixes, a: int, b: int) -> float:
    one, two = slice(a, a + 1), slice(b, b + 1)
    return float(distance_km(fixes.lat[one], fixes.lon[one], fixes.lat[two], fixes.lon[two])[0])
