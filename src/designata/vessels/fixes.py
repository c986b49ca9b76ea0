"""Positions as arrays sorted by ship and time: what every rule walks over.

Rows out of order are sorted, copies of a row dropped, and a row without a ship or a time is of no
use to any rule; a position that is missing or off the globe stays as not a number, for the message
was still heard.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from designata.vessels.event import Ship

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Ints: TypeAlias = NDArray[np.int64]
    Bools: TypeAlias = NDArray[np.bool_]

_FEW = 5
"""So many ships tell that a receiver heard; a tenth of them where those are fewer."""

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_LAST = 253_402_300_800 * SECOND
_FIRST = -62_135_596_800 * SECOND


def when(microseconds: int) -> dt.datetime:
    """A time as events give it.

    >>> when(1_400_000_000_000_000).isoformat()
    '2014-05-13T16:53:20+00:00'
    """
    return _EPOCH + dt.timedelta(microseconds=int(microseconds))


class Fixes:
    """Positions of ships; columns become arrays when a rule asks for them.

    Args:
        frame: of ``frames.positions()``, sorted by ship and time.
        ships: what the ships call themselves, by MMSI.
    """

    def __init__(self, frame: "pl.DataFrame", ships: dict[int, Ship]) -> None:
        self.frame, self.ships = frame, ships

    def __len__(self) -> int:
        return self.frame.height

    def _floats(self, column: str) -> "Floats":
        found: Floats = self.frame[column].cast(float).to_numpy()
        return found

    @cached_property
    def mmsi(self) -> "Ints":
        """Ships."""
        return _ints(self.frame, "mmsi")

    @cached_property
    def time(self) -> "Ints":
        """Microseconds since 1970."""
        return _ints(self.frame, "timestamp")

    @cached_property
    def row(self) -> "Ints":
        """Numbers of the input's rows."""
        return _ints(self.frame, "row")

    @cached_property
    def lat(self) -> "Floats":
        """Degrees, not a number where the position is missing or off the globe."""
        return self._position[0]

    @cached_property
    def lon(self) -> "Floats":
        """Likewise."""
        return self._position[1]

    @cached_property
    def _position(self) -> "tuple[Floats, Floats]":
        import numpy as np

        lat, lon = self._floats("lat"), self._floats("lon")
        # written so that what is not a number is off the globe too
        off = ~((np.abs(lat) <= 90) & (np.abs(lon) <= 180))  # noqa: PLR2004
        if not off.any():
            return lat, lon
        return np.where(off, np.nan, lat), np.where(off, np.nan, lon)

    @cached_property
    def speed(self) -> "Floats":
        """Knots over ground."""
        return self._floats("speed_kn")

    @cached_property
    def course(self) -> "Floats":
        """Degrees."""
        return self._floats("course")

    @cached_property
    def heading(self) -> "Floats":
        """Degrees."""
        return self._floats("heading")

    @cached_property
    def starts(self) -> "Ints":
        """Where each ship's positions begin."""
        import numpy as np

        first = np.ones(min(len(self), 1), dtype=bool)
        return np.flatnonzero(np.concatenate([first, self.mmsi[1:] != self.mmsi[:-1]]))

    def located(self) -> "Fixes":
        """Those whose position is known, at most one a ship and time."""
        import numpy as np
        import polars as pl

        keep = ~np.isnan(self.lat)
        if len(self) > 1:
            same = (self.mmsi[1:] == self.mmsi[:-1]) & (self.time[1:] == self.time[:-1])
            if (same & keep[1:] & ~keep[:-1]).any():
                return Fixes(self.frame.filter(pl.Series(keep)), self.ships).located()
            keep[1:] &= ~same
        return self if keep.all() else Fixes(self.frame.filter(pl.Series(keep)), self.ships)

    def ship(self, mmsi: int) -> Ship:
        """A ship by its MMSI."""
        return self.ships.get(int(mmsi)) or Ship(int(mmsi))

    def position(self, index: int) -> tuple[float, float] | None:
        """Where a ship was."""
        lat, lon = float(self.lat[index]), float(self.lon[index])
        return None if lat != lat else (lat, lon)  # noqa: PLR0124  - not a number

    def rows(self, indices: Iterable[int]) -> list[int]:
        """The input's rows of some positions."""
        return [int(self.row[index]) for index in indices]

    def listened(self) -> int:
        """Up to when messages were listened for: as long as a few of the ships were heard.

        Of one ship alone it is the midnight after its last day, as pipe-gaps has it, for there
        nobody else tells that the receiver still heard.
        """
        import numpy as np

        ships = len(self.starts)
        last = self.time[np.append(self.starts[1:], len(self)) - 1]
        if ships == 1:
            return (int(last[0]) // DAY + 1) * DAY
        few = max(1, min(_FEW, ships // 10))
        return int(np.partition(last, ships - few)[ships - few])


def of(positions: "pl.DataFrame", statics: "pl.DataFrame | None" = None) -> Fixes:
    """Sorts positions and drops copies.

    Args:
        positions: of ``frames.positions()``, in any order.
        statics: of ``frames.statics()``, for the ships' names.
    """
    import polars as pl

    if positions["mmsi"].null_count() or positions["timestamp"].null_count():
        positions = positions.drop_nulls(["mmsi", "timestamp"])
    time = _ints(positions, "timestamp")
    if len(time) and (time.min() < _FIRST or time.max() >= _LAST):
        positions = positions.filter(pl.Series((time >= _FIRST) & (time < _LAST)))
    if not _sorted(positions):
        positions = positions.sort("mmsi", "timestamp", "row", maintain_order=True)
    return Fixes(_unlike(positions), names(statics))


def names(statics: "pl.DataFrame | None") -> dict[int, Ship]:
    """The last IMO number and name that each ship gave."""
    import polars as pl

    if statics is None or statics.is_empty():
        return {}
    last = (
        statics.sort("timestamp")
        .group_by("mmsi")
        .agg(pl.col("imo").drop_nulls().last(), pl.col("name").drop_nulls().last())
    )
    return {mmsi: Ship(mmsi, imo, name) for mmsi, imo, name in last.iter_rows() if mmsi is not None}


def _ints(frame: "pl.DataFrame", column: str) -> "Ints":
    import polars as pl

    found: Ints = frame[column].cast(pl.Int64).to_numpy()
    return found


def _sorted(frame: "pl.DataFrame") -> bool:
    mmsi, time = _ints(frame, "mmsi"), _ints(frame, "timestamp")
    if bool((mmsi[1:] < mmsi[:-1]).any()):
        return False
    return not bool(((time[1:] < time[:-1]) & (mmsi[1:] == mmsi[:-1])).any())


def _unlike(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Without rows that say the same as another of that ship and time."""
    import numpy as np
    import polars as pl

    mmsi, time = _ints(frame, "mmsi"), _ints(frame, "timestamp")
    same = (time[1:] == time[:-1]) & (mmsi[1:] == mmsi[:-1])
    if not same.any():
        return frame
    # only the rows that share a ship and a time are looked at closely
    close = np.concatenate([[False], same]) | np.concatenate([same, [False]])
    said = [column for column in frame.columns if column != "row"]
    numbered = frame.with_row_index("at")
    once = numbered.filter(pl.Series(close)).unique(said, keep="first")["at"].to_numpy()
    keep = ~close
    keep[once] = True
    return frame.filter(pl.Series(keep))
