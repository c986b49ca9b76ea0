"""How far it is from place to place by sea: the shortest way over a grid of sea cells.

The grid is laid over the coastline, finer the smaller the box; straits and canals that it would
close are put back from ``data/sea_passages.toml``. A way found on it is pulled straight, so that it
bends only at land. It is no lane for a ship: depth, ice, traffic and permission are not considered.
"""

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from designata.data import load
from designata.vessels.coast import Box, is_sea
from designata.vessels.sphere import KM_PER_NM, distance_km, unit_vectors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Cells = NDArray[np.int64]
    Floats = NDArray[np.float64]

Point = tuple[float, float]
"""Latitude and longitude in degrees."""

_CELLS = 30_000  # at most about so many in a grid: a tenth of a second
_FINEST = 0.04  # degrees of latitude: finer than that, the coastline itself is not
_POND = 40  # cells of water with no way out to more than these are no sea
_HARBOUR = 1.5  # cells at either end of a way in which land is forgiven: berths lie behind it


class Grid(msgspec.Struct, frozen=True, eq=False):
    """Cells of a box, row by row from the south-west.

    Args:
        south: latitude of the first row.
        west: longitude of the first column.
        step: degrees from row to row.
        across: degrees from column to column, so many that a cell is about square.
        sea: which cells are sea.
        steps: kilometres from sea cell to sea cell, a sparse matrix.
    """

    south: float
    west: float
    step: float
    across: float
    sea: "NDArray[np.bool_]"
    steps: Any

    def cell(self, lat: "Floats", lon: "Floats") -> "Cells":
        """The cells that points lie in; those at the rim for points outside."""
        import numpy as np

        rows, columns = self.sea.shape
        row = np.clip(np.rint((lat - self.south) / self.step), 0, rows - 1)
        column = np.clip(np.rint((lon - self.west) / self.across), 0, columns - 1)
        return np.asarray(row * columns + column, dtype=np.int64)

    def centres(self, cells: "Cells") -> "tuple[Floats, Floats]":
        """Latitudes and longitudes of cells."""
        columns = self.sea.shape[1]
        return self.south + cells // columns * self.step, self.west + cells % columns * self.across

    def turned(self, point: Point) -> Point:
        """The same point with the longitude that the box counts in."""
        middle = self.west + self.sea.shape[1] * self.across / 2
        return point[0], middle + (point[1] - middle + 180) % 360 - 180


def straight_nm(one: Point, other: Point) -> float:
    """Nautical miles along the great circle, whatever lies on it.

    >>> round(straight_nm((42.3, 132.1), (42.2333, 130.3)))
    80
    """
    import numpy as np

    return float(distance_km(*(np.array(part) for part in (*one, *other)))) / KM_PER_NM


def grid_around(one: Point, other: Point, *, reach_nm: float) -> Grid | None:
    """The sea in which every way of a length from one point to another lies.

    None where there is no coastline. Polar seas beyond 84 degrees are left out.
    """
    slack = max(1.0, (reach_nm - straight_nm(one, other)) / 2 / 60)
    east = one[1] + (other[1] - one[1] + 180) % 360 - 180
    south, north = min(one[0], other[0]) - slack, max(one[0], other[0]) + slack
    wide = slack / math.cos(math.radians(min(75.0, max(abs(south), abs(north)))))
    west, east = min(one[1], east) - wide, max(one[1], east) + wide
    if east - west > 360:  # noqa: PLR2004  - once around
        west, east = (west + east) / 2 - 180, (west + east) / 2 + 180
    whole = (math.floor(max(-84.0, south)), math.floor(west), math.ceil(min(84.0, north)))
    return _grid((*whole, math.ceil(east)))


def distances_nm(grid: Grid, start: Point, ends: "Sequence[Point]") -> list[float | None]:
    """Nautical miles by sea from a point to each of several; none where no way was found.

    Points ashore count from the nearest sea of the grid.
    """
    import numpy as np
    from scipy.sparse.csgraph import dijkstra

    start, ends = grid.turned(start), [grid.turned(end) for end in ends]
    found = [straight_nm(start, end) if _clear(grid, start, end) else None for end in ends]
    if None not in found:
        return found
    origin = _afloat(grid, start)
    km, before = dijkstra(grid.steps, indices=origin, return_predecessors=True)
    for at, end in enumerate(ends):
        target = _afloat(grid, end)
        if found[at] is None and np.isfinite(km[target]):
            bends = np.array([target, *_back(before, target)][::-1])
            found[at] = _pulled_nm(
                grid, [start, *zip(*map(np.ndarray.tolist, grid.centres(bends)), strict=True), end]
            )
    return found


def _back(before: "Cells", target: int) -> "Iterator[int]":
    while (target := int(before[target])) >= 0:
        yield target


def _pulled_nm(grid: Grid, way: list[Point]) -> float:
    """The length of a way after each stretch over open sea is made straight."""
    total, at = 0.0, 0
    while at < len(way) - 1:
        ahead = len(way) - 1
        while ahead > at + 1 and not _clear(grid, way[at], way[ahead]):
            ahead = (at + ahead + 1) // 2 if ahead > at + 2 else at + 1
        total += straight_nm(way[at], way[ahead])
        at = ahead
    return total


def _clear(grid: Grid, one: Point, other: Point) -> bool:
    """Whether the great circle between two points keeps to the sea, their harbours forgiven."""
    import numpy as np

    far = straight_nm(one, other) / 60
    count = int(2 * far / grid.step)
    share = np.linspace(0, 1, count + 2)
    share = share[(share * far > _HARBOUR * grid.step) & ((1 - share) * far > _HARBOUR * grid.step)]
    if not len(share):
        return True
    ends = unit_vectors(np.array([one[0], other[0]]), np.array([one[1], other[1]]))
    points = ends[0] + share[:, None] * (ends[1] - ends[0])
    # The chord's points are not evenly spaced along the arc, which does not matter for a test.
    lat = np.degrees(np.arctan2(points[:, 2], np.hypot(points[:, 0], points[:, 1])))
    lon = np.degrees(np.arctan2(points[:, 1], points[:, 0]))
    lon = one[1] + (lon - one[1] + 180) % 360 - 180
    return bool(grid.sea.flat[grid.cell(lat, lon)].all())


def _afloat(grid: Grid, point: Point) -> int:
    """The sea cell nearest to a point."""
    import numpy as np

    sea = np.flatnonzero(grid.sea)
    lat, lon = grid.centres(sea)
    return int(sea[distance_km(lat, lon, np.array(point[0]), np.array(point[1])).argmin()])


@lru_cache(maxsize=8)
def _grid(box: Box) -> Grid | None:
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    south, west, north, east = box
    squeeze = math.cos(math.radians((south + north) / 2))
    step = max(_FINEST, math.sqrt((north - south) * (east - west) * squeeze / _CELLS))
    lat = np.arange(south, north + step, step)
    lon = np.arange(west, east + step / squeeze, step / squeeze)
    sea = is_sea(*np.broadcast_arrays(lat[:, None], (lon[None, :] + 180) % 360 - 180))
    if sea is None:
        return None
    bare = Grid(south, west, step, step / squeeze, sea, None)
    for lats, lons in _passages():
        for moved in (lons - 360, lons, lons + 360):
            held = (lats > south) & (lats < north) & (moved > west) & (moved < east)
            sea.flat[bare.cell(lats[held], moved[held])] = True
            # and the corner between a sample and the next, so that no step is diagonal only
            sea.flat[bare.cell(lats[held], np.roll(moved, 1)[held])] = True
    _, member = connected_components(_steps(bare), directed=False)
    sea &= (np.bincount(member)[member] >= _POND).reshape(sea.shape)
    if not sea.any():
        return None
    return msgspec.structs.replace(bare, steps=_steps(bare))


def _steps(grid: Grid) -> Any:  # noqa: ANN401  - scipy ships no types
    """Kilometres between neighbouring sea cells, aslant only where no land is cut on both sides."""
    import numpy as np
    from scipy.sparse import csr_array

    rows, columns = grid.sea.shape
    number = np.arange(rows * columns).reshape(rows, columns)
    ones, others = [], []
    for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
        low, high = slice(0, rows - down), slice(down, rows)
        one = slice(max(0, -right), columns - max(0, right))
        other = slice(max(0, right), columns + min(0, right))
        both = grid.sea[low, one] & grid.sea[high, other]
        both &= grid.sea[low, other] | grid.sea[high, one]
        ones.append(number[low, one][both])
        others.append(number[high, other][both])
    start, end = np.concatenate(ones), np.concatenate(others)
    km = distance_km(*grid.centres(start), *grid.centres(end))
    return csr_array(
        (np.r_[km, km], (np.r_[start, end], np.r_[end, start])), shape=(number.size, number.size)
    )


@cache
def _passages() -> "tuple[tuple[Floats, Floats], ...]":
    """Latitudes and longitudes along each passage, closer together than any grid's cells."""
    import numpy as np

    told = load("sea_passages", dict[str, dict[str, list[Point]]])["passages"]
    found = []
    for line in told.values():
        lat, lon = np.array(line).T
        fine = np.linspace(0, len(line) - 1, 400)
        at = np.arange(len(line))
        found.append((np.interp(fine, at, lat), np.interp(fine, at, lon)))
    return tuple(found)
