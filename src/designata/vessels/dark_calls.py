"""Ports that a ship could have called at while it was not heard.

A port is feasible when the gap leaves time to go there, stay and come back to where the ship was
heard again: hours - (way there + way back) / speed >= the shortest stay. The way is by sea; where
only the great circle leaves the time, that is said apart. A feasible call is possible, never done.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from designata.vessels import coast, routes
from designata.vessels.event import Event
from designata.vessels.ports import Port, ports
from designata.vessels.rules import Rules, caveats

if TYPE_CHECKING:
    import polars as pl

_UNDER_WAY_KN = 3.0  # slower is drifting, mooring or manoeuvring, and no speed of passage
_FASTEST_KN = 40.0  # faster is a fault of the message


class Speed(msgspec.Struct, frozen=True):
    """The speed that a ship is taken to keep.

    Args:
        knots: over ground.
        basis: where it comes from, in words.
    """

    knots: float
    basis: str


class Chance(msgspec.Struct, frozen=True):
    """A port and the hours that a gap leaves there.

    Args:
        port: which.
        straight_hours: left after great circles there and back: the most there can be.
        route_hours: left after the ways by sea; none where no way is known.
        route_nm: there and back by sea.
    """

    port: Port
    straight_hours: float
    route_hours: float | None
    route_nm: float | None


def speeds(
    positions: "pl.DataFrame", rules: Rules, ship_types: Mapping[int, int] | None = None
) -> dict[int, Speed]:
    """Each ship's speed of passage: its own, or its type's where too few positions are under way.

    Args:
        positions: in the shape of ``frames.positions``.
        rules: with ``dark_port_call.percentile`` and others.
        ship_types: the AIS type of each ship by MMSI, as far as it is known.
    """
    import polars as pl

    percentile = rules["dark_port_call.percentile"]
    moving = pl.col("speed_kn").filter(pl.col("speed_kn").is_between(_UNDER_WAY_KN, _FASTEST_KN))
    told = positions.group_by("mmsi").agg(
        moving.quantile(percentile / 100, "linear").alias("knots"), moving.count().alias("fixes")
    )
    return {
        mmsi: Speed(knots, f"percentile {percentile:g} of its own {fixes} speeds under way")
        if knots is not None and fixes >= rules["dark_port_call.min_fixes"]
        else of_type((ship_types or {}).get(mmsi), rules)
        for mmsi, knots, fixes in told.iter_rows()
    }


def of_type(ship_type: int | None, rules: Rules) -> Speed:
    """The speed of a type of ship, by the first digit of ITU-R M.1371's table of types.

    >>> from designata.vessels.rules import load
    >>> of_type(80, load()).basis
    'usual for a tanker'
    """
    names = {7: ("cargo", "a cargo ship"), 8: ("tanker", "a tanker")}
    name, words = names.get((ship_type or 0) // 10, ("other", "a ship of no known type"))
    return Speed(rules[f"dark_port_call.{name}_kn"], f"usual for {words}")


def find(gaps: Iterable[Event], speed: Mapping[int, Speed], rules: Rules) -> Iterator[Event]:
    """An event for each closed gap during which a port that matters could have been used.

    Args:
        gaps: events of type ``gap``; one without an end or a position is passed over.
        speed: by MMSI.
        rules: with ``dark_port_call.min_stay_hours``.
    """
    for gap in gaps:
        if gap.end is None or gap.start_position is None or gap.end_position is None:
            continue
        known = speed.get(gap.vessels[0].mmsi) or of_type(None, rules)
        hours = (gap.end - gap.start).total_seconds() / 3600
        found = chances(
            gap.start_position,
            gap.end_position,
            hours=hours,
            knots=known.knots,
            min_stay_hours=rules["dark_port_call.min_stay_hours"],
            asked=ports(gap.start.date()),
        )
        if found:
            yield _event(gap, known, found, rules)


def chances(
    off: routes.Point,
    on: routes.Point,
    *,
    hours: float,
    knots: float,
    min_stay_hours: float,
    asked: Iterable[Port],
) -> list[Chance]:
    """Ports that leave enough time by the great circle at least, those with most time by sea first.

    >>> from designata.vessels.ports import by_id
    >>> off = (42.30, 132.10)
    >>> [found] = chances(
    ...     off, off, hours=40, knots=14, min_stay_hours=12, asked=[by_id("rajin")]
    ... )
    >>> round(found.straight_hours, 1)
    28.6
    """
    straight = [(port, hours - _straight_nm(off, port, on) / knots) for port in asked]
    near = [(port, left) for port, left in straight if left >= min_stay_hours]
    ways = _ways_nm(off, [port.point for port, _ in near], on, (hours - min_stay_hours) * knots)
    found = [
        Chance(port, left, None if nm is None else hours - nm / knots, nm)
        for (port, left), nm in zip(near, ways, strict=True)
    ]
    return sorted(found, key=lambda one: (-(one.route_hours or 0.0), -one.straight_hours))


def _straight_nm(off: routes.Point, port: Port, on: routes.Point) -> float:
    return routes.straight_nm(off, port.point) + routes.straight_nm(port.point, on)


def _ways_nm(
    off: routes.Point, points: list[routes.Point], on: routes.Point, reach_nm: float
) -> list[float | None]:
    """There and back by sea, never less than the great circles."""
    grid = routes.grid_around(off, on, reach_nm=reach_nm) if points else None
    if grid is None:
        return [None] * len(points)
    there = routes.distances_nm(grid, off, points)
    back = there if off == on else routes.distances_nm(grid, on, points)
    return [
        None if out is None or home is None else out + home
        for out, home in zip(there, back, strict=True)
    ]


def _event(gap: Event, speed: Speed, found: list[Chance], rules: Rules) -> Event:
    stay = rules["dark_port_call.min_stay_hours"]
    by_sea = [one for one in found if (one.route_hours or 0.0) >= stay]
    only = [one for one in found if one not in by_sea]
    metrics: dict[str, float | int | str | list[str] | None] = {
        "hours": (gap.end - gap.start).total_seconds() / 3600 if gap.end else None,
        "speed_kn": round(speed.knots, 2),
        "speed_basis": speed.basis,
        "ports": [one.port.name for one in by_sea],
        "port_ids": [one.port.id for one in by_sea],
        "ports_only_if_straight": [one.port.name for one in only],
        "port_ids_only_if_straight": [one.port.id for one in only],
    }
    for one in found:
        metrics[f"stay_hours:{one.port.id}"] = _rounded(one.route_hours)
        metrics[f"stay_hours_straight:{one.port.id}"] = _rounded(one.straight_hours)
        metrics[f"route_nm:{one.port.id}"] = _rounded(one.route_nm)
    told = caveats("dark_port_call")
    if not coast.available():
        told.append(f"Ways are great circles, over land too: {coast.MISSING}.")
    else:
        told.append("Ways by sea are measured on a coarse grid, and may be off by some percent.")
    if gap.metrics.get("receiver") == "suspect":
        told.append("Few ships at all were heard as the gap began: the receiver may have failed.")
    return Event(
        type="dark_port_call",
        vessels=gap.vessels,
        start=gap.start,
        end=gap.end,
        start_position=gap.start_position,
        end_position=gap.end_position,
        metrics=metrics,
        tier="by_sea" if by_sea else "only_if_straight",
        rule=rules.rule("dark_port_call"),
        rows=gap.rows,
        caveats=told,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
