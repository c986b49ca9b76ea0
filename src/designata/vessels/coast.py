"""The coastline: Natural Earth at 1:50 million, as the npm package world-atlas 2.0.2 packs it.

Set-up puts ``data/coast/land-50m.json`` in place; it is not committed. Without it every question
here is answered with none, and whoever asked says ``MISSING``. The coast is drawn for a map of the
world: small harbours and islets may be off by two kilometres, so berths can lie on its land.
Format: TopoJSON (https://github.com/topojson/topojson-specification).
"""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from designata.vessels.nearest import Nearest
from designata.vessels.sphere import KM_PER_NM, along_km, unit_vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

MISSING = "no coastline: run make setup where npm is, or put land-50m.json of world-atlas in place"
"""What to say where the file is absent."""

Box = tuple[float, float, float, float]
"""South, west, north, east in degrees; east may pass 180 where the box crosses the date line."""

_STEP_KM = 2.0  # the coast's points lie no further apart, so distances err by half a km at most
_BAND = 0.1  # degrees of latitude that share a list of edges
_PLACES = 20  # places to the Earth's radius: points of one lie within some 300 km
_FEW = 40  # places whose coasts are looked at one by one
_SLACK = 1e-9
_CHUNK = 4096  # points asked at a time, so that points times edges stay small


class _Transform(msgspec.Struct, frozen=True):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Geometry(msgspec.Struct, frozen=True):
    arcs: list[list[list[int]]]


class _Collection(msgspec.Struct, frozen=True):
    geometries: list[_Geometry]


class _Topology(msgspec.Struct, frozen=True):
    objects: dict[str, _Collection]
    arcs: list[list[tuple[int, int]]]
    transform: _Transform


def available() -> bool:
    """Whether the coastline is in place."""
    return files("designata.data").joinpath("coast/land-50m.json").is_file()


def decode(topology: bytes) -> "list[NDArray[np.float64]]":
    """The rings of a TopoJSON file's object ``land``: longitude and latitude, closed.

    >>> square = b'''{"objects": {"land": {"geometries": [{"arcs": [[[0]]]}]}},
    ...   "arcs": [[[0, 0], [9, 0], [0, 9], [-9, 0], [0, -9]]],
    ...   "transform": {"scale": [1, 1], "translate": [0, 50]}}'''
    >>> decode(square)[0].tolist()
    [[0.0, 50.0], [9.0, 50.0], [9.0, 59.0], [0.0, 59.0], [0.0, 50.0]]
    """
    import numpy as np

    told = msgspec.json.decode(topology, type=_Topology)
    scale, translate = told.transform.scale, told.transform.translate
    arcs = [np.cumsum(arc, axis=0) * scale + translate for arc in told.arcs]
    return [
        np.concatenate([arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring])
        for geometry in told.objects["land"].geometries
        for polygon in geometry.arcs
        for ring in polygon
    ]


@cache
def rings() -> "tuple[NDArray[np.float64], ...]":
    """The world's coasts as closed rings, islands and inland seas alike; empty where missing."""
    if not available():
        return ()
    return tuple(decode(files("designata.data").joinpath("coast/land-50m.json").read_bytes()))


def shore_km(lat: "ArrayLike", lon: "ArrayLike") -> "NDArray[np.float64] | None":
    """Kilometres to the nearest coast, on either side of it; none without the coastline.

    Not a number where a position is not one.
    """
    import numpy as np

    if not rings():
        return None
    points = unit_vectors(*(np.asarray(part, dtype=np.float64) for part in (lat, lon)))
    known = np.isfinite(points).all(axis=-1)
    km = np.full(known.shape, np.nan)
    if known.any():
        km[known] = along_km(_chords(points[known]))
    return km


def shore() -> "Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64]] | None":
    """Nautical miles to the nearest coast, as rules ask for them; none without the coastline."""
    return _shore_nm if available() else None


def _shore_nm(lat: "NDArray[np.float64]", lon: "NDArray[np.float64]") -> "NDArray[np.float64]":
    km = shore_km(lat, lon)
    assert km is not None  # noqa: S101  - ``shore`` gives this out only with the coastline
    return km / KM_PER_NM


def is_sea(lat: "ArrayLike", lon: "ArrayLike") -> "NDArray[np.bool_] | None":
    """Whether points lie off all land, by the even-odd rule; none without the coastline."""
    import numpy as np

    if not rings():
        return None
    edges, first = _edges()
    lat, lon = (np.atleast_1d(np.asarray(part, dtype=np.float64)) for part in (lat, lon))
    sea = np.isfinite(lat) & np.isfinite(lon)
    lat = np.where(sea, lat, 0.0)
    bands = np.floor((lat.ravel() + 90) / _BAND).astype(np.int64)
    order = np.argsort(bands, kind="stable")
    flat_lat, flat_lon, flat = lat.ravel(), lon.ravel(), sea.ravel()
    starts = np.flatnonzero(np.r_[True, np.diff(bands[order]) != 0])
    for start, end in zip(starts, [*starts[1:], len(order)], strict=True):
        band = int(bands[order[start]])
        if not 0 <= band < len(first) - 1:
            continue
        near = edges[first[band] : first[band + 1]]
        for at in range(start, end, _CHUNK):
            some = order[at : min(at + _CHUNK, end)]
            flat[some] &= ~_inside(flat_lat[some], flat_lon[some], near)
    return flat.reshape(lat.shape)


def clipped(box: Box) -> "list[NDArray[np.float64]]":
    """The coasts within a box, as rings that its sides close; to be filled by the even-odd rule.

    Longitudes run on past 180 where the box does. Empty where there is no land, or no coastline.
    """
    import numpy as np

    south, west, north, east = box
    found = []
    for shift in (-360.0, 0.0, 360.0):
        for ring in rings():
            moved = ring + np.array([shift, 0.0])
            low, high = moved.min(axis=0), moved.max(axis=0)
            if low[0] > east or high[0] < west or low[1] > north or high[1] < south:
                continue
            for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
                moved = _half(moved, axis, bound, sign)
            if len(moved) > 2:  # noqa: PLR2004  - fewer corners make no area
                found.append(np.asarray(moved))
    return found


def _half(ring: "NDArray[np.float64]", axis: int, bound: float, sign: int) -> "NDArray[np.float64]":
    """The part of a ring on one side of a line: Sutherland and Hodgman's step on all edges."""
    import numpy as np

    if len(ring) == 0:
        return ring
    after = np.roll(ring, -1, axis=0)
    depth, depth_after = sign * (ring[:, axis] - bound), sign * (after[:, axis] - bound)
    kept, crossing = depth >= 0, (depth >= 0) != (depth_after >= 0)
    share = np.divide(depth, depth - depth_after, out=np.zeros_like(depth), where=crossing)
    both = np.stack([ring, ring + (after - ring) * share[:, None]], axis=1)
    return np.asarray(both[np.stack([kept, crossing], axis=1)])


def _inside(
    lat: "NDArray[np.float64]", lon: "NDArray[np.float64]", edges: "NDArray[np.float64]"
) -> "NDArray[np.bool_]":
    """Whether a ray to the east crosses an odd number of edges."""
    import numpy as np

    lon1, lat1, lon2, lat2 = edges.T
    rise = lat2 - lat1
    crossed = (lat1 > lat[:, None]) != (lat2 > lat[:, None])
    share = (lat[:, None] - lat1) / np.where(rise == 0, 1, rise)
    crossed &= lon[:, None] < lon1 + share * (lon2 - lon1)
    return np.asarray(crossed.sum(axis=1) % 2 == 1)


@cache
def _edges() -> "tuple[NDArray[np.float64], NDArray[np.int64]]":
    """All edges by band of latitude, an edge in each band it touches; and where each begins."""
    import numpy as np

    every = np.concatenate([np.hstack([ring[:-1], ring[1:]]) for ring in rings()])
    bands = int(180 / _BAND) + 1
    low = np.floor((np.minimum(every[:, 1], every[:, 3]) + 90) / _BAND).astype(np.int64)
    high = np.floor((np.maximum(every[:, 1], every[:, 3]) + 90) / _BAND).astype(np.int64)
    times = high - low + 1
    which = np.repeat(np.arange(len(every)), times)
    band = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times) + low[which]
    order = np.argsort(band, kind="stable")
    return every[which[order]], np.searchsorted(band[order], np.arange(bands + 1))


def _chords(points: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """How far the nearest point of the coast is, along the chord.

    Where all lie in a few places, the coast around these is enough.
    """
    import numpy as np

    places, which = np.unique(np.rint(points * _PLACES), axis=0, return_inverse=True)
    if len(places) > _FEW:
        return _points().query(points)[0]
    found = np.empty(len(points))
    for place in range(len(places)):
        here = which.ravel() == place
        found[here] = _around(points[here]).query(points[here])[0]
    return found


@cache
def _points() -> Nearest:
    """The coast's points on the unit sphere, no further apart than the step."""
    import numpy as np

    return Nearest(np.concatenate([_dense(line) for line in _lines()]))


def _around(points: "NDArray[np.float64]") -> Nearest:
    """Those of the coast's points that can be nearest to any of some that lie together."""
    import numpy as np

    corners, last = _corners()
    centre = points.mean(axis=0)
    spread = np.linalg.norm(points - centre, axis=1).max()
    apart = np.linalg.norm(corners - centre, axis=1)
    bound = apart.min() + 2 * spread + _SLACK
    # from a corner to the next, the coast comes no nearer than by the length of the stretch
    stretch = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    close = apart[:-1] - stretch <= bound
    close[last[:-1]] = False
    parts = [_dense(corners[at : at + 2]) for at in np.flatnonzero(close)]
    return Nearest(np.concatenate([*parts, corners[apart <= bound]]))


@cache
def _corners() -> "tuple[NDArray[np.float64], NDArray[np.int64]]":
    """The corners of all coasts as unit vectors, and which of them end a coast."""
    import numpy as np

    lines = _lines()
    return np.concatenate(lines), np.cumsum([len(line) for line in lines]) - 1


@cache
def _lines() -> "list[NDArray[np.float64]]":
    return [unit_vectors(ring[:, 1], ring[:, 0]) for ring in _shores()]


def _shores() -> "Sequence[NDArray[np.float64]]":
    """The rings without the sides that only close them along the date line and the pole."""
    import numpy as np

    found = []
    for ring in rings():
        edge = (np.abs(ring[:, 0]) > 179.99) | (ring[:, 1] < -89.9)  # noqa: PLR2004
        false = edge[:-1] & edge[1:]
        found += [part for part in np.split(ring, np.flatnonzero(false) + 1) if len(part)]
    return found


def _dense(points: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """A line of unit vectors with points put in between, so that the nearest is near the line."""
    import numpy as np

    steps = np.diff(points, axis=0)
    parts = np.ceil(along_km(np.linalg.norm(steps, axis=1)) / _STEP_KM).astype(np.int64)
    parts = np.maximum(parts, 1)
    which = np.repeat(np.arange(len(steps)), parts)
    within = np.arange(len(which)) - np.repeat(np.cumsum(parts) - parts, parts)
    between = points[which] + steps[which] * (within / parts[which])[:, None]
    every = np.concatenate([between, points[-1:]])
    return np.asarray(every / np.linalg.norm(every, axis=1, keepdims=True))
