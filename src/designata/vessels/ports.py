"""Ports that matter to sanctions (``data/risk_ports.toml``): which is near, which holds a point.

A port stands there for a reason that held from one day to another; ask as of the day of the call.
No list of the world's ports ships with Designata: a port that is not here is not named.
"""

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from designata.data import load
from designata.vessels.sphere import distance_km

if TYPE_CHECKING:
    import polars as pl


class Port(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A port that matters.

    Args:
        id: our own short name.
        latin: its names in Latin script, the usual one first; the other scripts likewise.
        country: ISO 3166-1 alpha-2, lower case, as international law sees it.
        locode: UN/LOCODE, where there is one.
        point: latitude and longitude in degrees.
        radius_km: how far around the point a ship counts as being there.
        reason: why a call is worth telling.
        source: whose word that is.
        since: the first day on which the reason holds; none when it always does.
        until: the last day.
    """

    id: str
    latin: list[str]
    hangul: list[str] = []
    cyrillic: list[str] = []
    han: list[str] = []
    arabic: list[str] = []
    persian: list[str] = []
    country: str
    locode: str | None = None
    point: tuple[float, float]
    radius_km: float
    reason: str
    source: str
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def name(self) -> str:
        """The name that most papers use.

        >>> {port.name for port in ports() if port.locode == "KPNJN"}
        {'Rajin'}
        """
        return self.latin[0]

    def holds(self, day: dt.date) -> bool:
        """Whether the port's reason held on a day."""
        return (self.since or dt.date.min) <= day <= (self.until or dt.date.max)


@cache
def _table() -> tuple[Port, ...]:
    return tuple(load("risk_ports", dict[str, list[Port]])["port"])


def ports(day: dt.date | None = None) -> tuple[Port, ...]:
    """The ports that matter on a day; those of every day without one.

    >>> [port.name for port in ports(dt.date(2020, 1, 1)) if port.id == "dunai"]
    []
    """
    return tuple(port for port in _table() if day is None or port.holds(day))


def by_id(name: str) -> Port | None:
    """The port of that id; none when there is no such.

    >>> by_id("dunai").cyrillic
    ['Дунай']
    """
    return next((port for port in _table() if port.id == name), None)


def nearest(lat: float, lon: float, day: dt.date | None = None) -> tuple[Port, float]:
    """The port whose point is nearest, and its distance in kilometres.

    >>> port, km = nearest(42.2, 130.4)
    >>> port.name, round(km)
    ('Rajin', 9)
    """
    held = ports(day)
    far = _distances_km(lat, lon, held)
    at = min(range(len(held)), key=far.__getitem__)
    return held[at], far[at]


def within(lat: float, lon: float, day: dt.date | None = None) -> Port | None:
    """The port in whose radius a point lies, the nearest where several do; none otherwise.

    >>> within(42.24, 130.29).name
    'Rajin'
    >>> within(41.0, 133.0) is None
    True
    """
    held = ports(day)
    far = zip(_distances_km(lat, lon, held), held, strict=True)
    inside = [(km, port) for km, port in far if km <= port.radius_km]
    return min(inside, key=lambda pair: pair[0])[1] if inside else None


def _distances_km(lat: float, lon: float, to: tuple[Port, ...]) -> list[float]:
    import numpy as np

    points = np.array([port.point for port in to])
    here = np.array([lat]), np.array([lon])
    found: list[float] = distance_km(*here, points[:, 0], points[:, 1]).tolist()
    return found


def frame(day: dt.date | None = None) -> "pl.DataFrame":
    """The ports as the rule of port visits takes them: ``name``, ``lat``, ``lon``.

    >>> frame().columns
    ['name', 'lat', 'lon']
    """
    import polars as pl

    rows = [(port.name, *port.point) for port in ports(day)]
    return pl.DataFrame(rows, schema={"name": pl.String, "lat": float, "lon": float}, orient="row")
