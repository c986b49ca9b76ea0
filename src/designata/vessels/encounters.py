"""Encounters: two ships close together, long and slowly, as a transfer between them would need.

Every ship near by is followed, not the nearest alone. An encounter is first found as each of the
two ships sees it, then both views and short interruptions are merged into one event.
"""

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from designata.vessels.company import company
from designata.vessels.event import Event
from designata.vessels.fixes import HOUR, SECOND, Fixes, when
from designata.vessels.places import Places
from designata.vessels.resample import Resampled, resample
from designata.vessels.rules import Rules, caveats
from designata.vessels.sphere import KM_PER_NM, RADIUS_KM, chord, distance_km, unit_vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designata.vessels.fixes import Ints

_BLOCK = 50_000


class View(msgspec.Struct, frozen=True):
    """An encounter as one of the two ships sees it: times in microseconds, places its own.

    Args:
        ship: MMSI of the one that sees.
        other: MMSI of the one that is seen.
    """

    ship: int
    other: int
    start: int
    end: int
    mean_lat: float
    mean_lon: float
    median_km: float
    median_kn: float
    ship_points: int
    other_points: int
    start_position: tuple[float, float]
    end_position: tuple[float, float]


def find(
    heard: Fixes, rules: Rules, *, ports: Places | None = None, of: Collection[int] | None = None
) -> Iterator[Event]:
    """Encounters of ships that are slow and, where ports are known, away from them.

    Args:
        heard: positions of all ships.
        rules: with ``encounter.max_km`` and others.
        ports: ports and anchorages.
        of: only what these met, by MMSI; all ships if not told.
    """
    fixes = heard.located()
    if of is not None:
        fixes = company(fixes, of)
    by_pair: dict[tuple[int, int], list[View]] = {}
    for view in views(fixes, rules, of=of):
        pair = min(view.ship, view.other), max(view.ship, view.other)
        by_pair.setdefault(pair, []).append(view)
    for pair, seen in by_pair.items():
        for group in merged(seen, rules["encounter.merge_hours"]):
            event = _event(fixes, rules, pair, group)
            if event.metrics["median_speed_kn"] >= rules["encounter.max_speed_kn"]:  # type: ignore[operator]
                continue
            if ports is None:
                event.caveats.append("How far from ports and anchorages it was is not known.")
            else:
                port, km = ports.nearest(
                    float(event.metrics["mean_lat"]),  # type: ignore[arg-type]
                    float(event.metrics["mean_lon"]),  # type: ignore[arg-type]
                )
                event.metrics["port"] = port
                event.metrics["port_km"] = km if port is not None else None
                if km < rules["encounter.min_anchorage_km"]:
                    continue
            yield event


def views(fixes: Fixes, rules: Rules, *, of: Collection[int] | None = None) -> Iterator[View]:
    """Encounters as each ship sees them, of any speed, before merging.

    Args:
        fixes: positions, located.
        rules: with ``encounter.max_km`` and others.
        of: only what these met.
    """
    import numpy as np

    step = rules["encounter.resample_s"]
    points = resample(fixes, step, rules["encounter.max_interpolate_s"])
    if of is None:
        a, b = _close(points, rules["encounter.max_km"])
    else:
        mine = np.flatnonzero(np.isin(fixes.mmsi[fixes.starts], list(of)))
        a, b = _close_to(points, mine, rules["encounter.max_km"])
    if not len(a):
        return
    a, b = np.concatenate([a, b]), np.concatenate([b, a])
    order = np.lexsort((a, points.ship[b], points.ship[a]))
    a, b = a[order], b[order]
    # points are sorted by ship and time: a ship's next point is the next number, but the first of
    # the next ship is so too
    apart = (points.slot[a[1:]] - points.slot[a[:-1]]) * step * SECOND
    broken = (
        (a[1:] != a[:-1] + 1)
        | (points.ship[a[1:]] != points.ship[a[:-1]])
        | (points.ship[b[1:]] != points.ship[b[:-1]])
        | (apart >= rules["encounter.merge_hours"] * HOUR)
    )
    first = np.append(0, np.flatnonzero(broken) + 1)
    last = np.append(first[1:], len(a)) - 1
    lasted = (points.slot[a[last]] - points.slot[a[first]]) * step
    long = (lasted >= rules["encounter.min_minutes"] * 60) & (last > first)
    for start, end in zip(first[long].tolist(), last[long].tolist(), strict=True):
        run = slice(start, end + 1)
        yield _view(fixes, points, (a[run], b[run]), step)


def _close(points: Resampled, km: float) -> "tuple[Ints, Ints]":
    """Pairs of points of one time that are close, each once.

    A tree holds many times at once: time is a further dimension, in which no two are near.
    """
    import numpy as np
    from scipy.spatial import cKDTree

    order = np.argsort(points.slot, kind="stable")
    slot = points.slot[order]
    found = [np.zeros((0, 2), dtype=np.int64)]
    reach = chord(km) * (1 + 1e-9)
    at = 0
    while at < len(order):
        end = int(np.searchsorted(slot, slot[min(at + _BLOCK, len(slot)) - 1], side="right"))
        block = order[at:end]
        vectors = unit_vectors(points.lat[block], points.lon[block])
        place = np.column_stack([vectors, (slot[at:end] - slot[at]).astype(float)])
        tree = cKDTree(place, balanced_tree=False, compact_nodes=False)
        pairs = tree.query_pairs(reach, output_type="ndarray")
        if len(pairs):
            found.append(block[pairs])
        at = end
    pairs = np.concatenate(found)
    a, b = pairs[:, 0], pairs[:, 1]
    near = distance_km(points.lat[a], points.lon[a], points.lat[b], points.lon[b]) <= km
    return a[near], b[near]


def _close_to(points: Resampled, ships: "Ints", km: float) -> "tuple[Ints, Ints]":
    """Pairs of points of one time that are close and of which one is of some ships, each once."""
    import numpy as np

    order = np.argsort(points.slot, kind="stable")
    slot = points.slot[order]
    mine = np.flatnonzero(np.isin(points.ship, ships))
    low = np.searchsorted(slot, points.slot[mine], side="left")
    count = np.searchsorted(slot, points.slot[mine], side="right") - low
    a = np.repeat(mine, count)
    b = order[np.arange(len(a)) + np.repeat(low - np.cumsum(count) + count, count)]
    # of two that are both asked for, each sees the other: one view is enough
    once = (points.ship[a] != points.ship[b]) & (~np.isin(points.ship[b], ships) | (a < b))
    once &= np.abs(points.lat[a] - points.lat[b]) <= np.degrees(km / RADIUS_KM) * (1 + 1e-9)
    a, b = a[once], b[once]
    near = distance_km(points.lat[a], points.lon[a], points.lat[b], points.lon[b]) <= km
    return a[near], b[near]


def _view(fixes: Fixes, points: Resampled, run: "tuple[Ints, Ints]", step: float) -> View:
    import numpy as np

    a, b = run
    lat, lon = points.lat[a], points.lon[a]
    km = distance_km(lat, lon, points.lat[b], points.lon[b])
    seconds = (points.slot[a[1:]] - points.slot[a[:-1]]) * step
    knots = distance_km(lat[:-1], lon[:-1], lat[1:], lon[1:]) / KM_PER_NM / seconds * 3600
    radians = np.radians(lon)
    return View(
        ship=int(fixes.mmsi[fixes.starts[points.ship[a[0]]]]),
        other=int(fixes.mmsi[fixes.starts[points.ship[b[0]]]]),
        start=round(int(points.slot[a[0]]) * step * SECOND),
        end=round(int(points.slot[a[-1]]) * step * SECOND),
        mean_lat=float(lat.mean()),
        mean_lon=float(np.degrees(np.arctan2(np.sin(radians).mean(), np.cos(radians).mean()))),
        median_km=float(np.median(km)),
        median_kn=float(np.median(knots)),
        ship_points=round(float(points.density[a].sum(dtype=float))),
        other_points=round(float(points.density[b].sum(dtype=float))),
        start_position=(float(lat[0]), float(lon[0])),
        end_position=(float(lat[-1]), float(lon[-1])),
    )


def merged(seen: list[View], hours: float) -> Iterator[list[View]]:
    """Views of one pair of ships put together where less than some hours lie between."""
    ordered = sorted(seen, key=lambda view: (view.start, view.end, view.ship))
    group = ordered[:1]
    end = group[0].end
    for _, view in pairwise(ordered):
        if view.start - end >= hours * HOUR:
            yield group
            group = []
        group.append(view)
        end = max(end, view.end)
    yield group


def _event(fixes: Fixes, rules: Rules, pair: tuple[int, int], group: list[View]) -> Event:
    import numpy as np

    weight = np.array([max(view.end - view.start, 1) for view in group], dtype=float)
    lon = np.radians([view.mean_lon for view in group])
    east, north = np.average(np.cos(lon), weights=weight), np.average(np.sin(lon), weights=weight)
    first = min(group, key=lambda view: view.start)
    last = max(group, key=lambda view: view.end)
    start, end = first.start, last.end
    points = [0, 0]
    for view in group:
        swapped = view.ship != pair[0]
        points[swapped] += view.ship_points
        points[not swapped] += view.other_points
    return Event(
        type="encounter",
        vessels=[fixes.ship(mmsi) for mmsi in pair],
        start=when(start),
        end=when(end),
        start_position=first.start_position,
        end_position=last.end_position,
        metrics={
            "hours": (end - start) / HOUR,
            "median_distance_km": float(np.median([view.median_km for view in group])),
            "median_speed_kn": float(np.median([view.median_kn for view in group])),
            "mean_lat": float(np.average([view.mean_lat for view in group], weights=weight)),
            "mean_lon": float(np.degrees(np.arctan2(north, east))),
            "positions_1": points[0],
            "positions_2": points[1],
        },
        rule=rules.rule("encounter"),
        rows=_rows(fixes, pair, (start, end)),
        caveats=caveats("encounter"),
    )


def _rows(fixes: Fixes, pair: tuple[int, int], span: tuple[int, int]) -> list[int]:
    """The first and the last real position of each ship that the encounter rests on."""
    import numpy as np

    found: list[int] = []
    for mmsi in pair:
        low, high = np.searchsorted(fixes.mmsi, [mmsi, mmsi + 1])
        time: NDArray[np.int64] = fixes.time[low:high]
        first = int(np.searchsorted(time, span[0], side="right")) - 1
        last = int(np.searchsorted(time, span[1], side="left"))
        found += [low + max(first, 0), low + min(last, len(time) - 1)]
    return fixes.rows(found)
