"""Values that mark themselves as not available, or that cannot be, become empty and are counted.

The marks are those of ITU-R M.1371-5, annex 8: latitude 91, longitude 181, speed 102.3, course 360,
heading 511. A report without a position stays: it shows that the transponder was on.
"""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from designata.vessels.ais_quarantine import SAMPLES, Quarantine

if TYPE_CHECKING:
    import polars as pl

NO_POSITION = "position not available"
BAD_POSITION = "position out of range"
NO_MMSI = "MMSI missing or not a number of up to nine digits"
NO_TIME = "time missing or unreadable"

Texts = Callable[[int], str]
"""The text of a row or sentence by its number, for samples."""

_NO_LAT, _NO_LON, _NO_SPEED, _NO_COURSE, _NO_HEADING = 91.0, 181.0, 102.3, 360.0, 511.0
_LAST_MMSI = 999_999_999
_YEARS = dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(2200, 1, 1, tzinfo=dt.UTC)


def usable(frame: "pl.DataFrame", quarantine: Quarantine, text: Texts) -> "pl.DataFrame":
    """The rows that name a ship and a time.

    Args:
        frame: with ``mmsi``, ``timestamp`` and ``row``.
        quarantine: counts the others.
        text: of a row as the input has it.
    """
    ship, timed = _known_ship(), _known_time()
    if frame.select((ship & timed).all()).item():
        return frame
    _set_aside(frame, text, quarantine, {NO_MMSI: ~ship, NO_TIME: ship & ~timed}, kept=False)
    return frame.filter(ship & timed)


def is_usable() -> "pl.Expr":
    """Whether a row names a ship and a time."""
    return _known_ship() & _known_time()


def _known_ship() -> "pl.Expr":
    import polars as pl

    return pl.col("mmsi").is_between(1, _LAST_MMSI).fill_null(value=False)


def _known_time() -> "pl.Expr":
    import polars as pl

    return pl.col("timestamp").is_between(*_YEARS, closed="left").fill_null(value=False)


def position_values(frame: "pl.DataFrame", quarantine: Quarantine, text: Texts) -> "pl.DataFrame":
    """Positions with what is not available, or cannot be, as null.

    Args:
        frame: with the columns of positions, numbers as sent.
        quarantine: counts the values.
        text: of a row as the input has it.
    """
    import polars as pl

    lat, lon = pl.col("lat"), pl.col("lon")
    speed, course, heading = pl.col("speed_kn"), pl.col("course"), pl.col("heading")
    nowhere = lat.is_null() | lon.is_null() | (lat == _NO_LAT) | (lon == _NO_LON)
    nowhere |= lat.is_nan() | lon.is_nan()
    beyond = ~nowhere & ((lat.abs() > 90) | (lon.abs() > 180))  # noqa: PLR2004 - degrees
    marks = {
        NO_POSITION: nowhere,
        BAD_POSITION: beyond,
        "speed not available": speed.round(1) == _NO_SPEED,
        "speed out of range": (speed < 0) | (speed.round(1) > _NO_SPEED) | speed.is_nan(),
        "course not available": course == _NO_COURSE,
        "course out of range": (course < 0) | (course > _NO_COURSE) | course.is_nan(),
        "heading not available": heading == _NO_HEADING,
        "heading out of range": (heading < 0)
        | ((heading > _NO_COURSE) & (heading != _NO_HEADING))
        | heading.is_nan(),
    }
    _set_aside(frame, text, quarantine, marks, kept=True)
    known = ~(nowhere | beyond)
    return frame.with_columns(
        pl.when(known).then(lat),
        pl.when(known).then(lon),
        pl.when((speed >= 0) & (speed.round(1) < _NO_SPEED)).then(speed),
        pl.when((course >= 0) & (course < _NO_COURSE)).then(course),
        pl.when((heading >= 0) & (heading <= _NO_COURSE)).then(heading % _NO_COURSE),
    )


def static_values(frame: "pl.DataFrame") -> "pl.DataFrame":
    """What ships say of themselves, with nothing where they say nothing; rows of nothing go.

    Args:
        frame: with the columns of statics.
    """
    import polars as pl

    from designata.vessels.ais_columns import SAID, nothing

    texts = [pl.col(name).str.strip_chars(" @") for name in ("name", "call_sign", "destination")]
    imo = pl.col("imo").str.strip_chars().str.replace(r"^(?i:imo)\s*", "").str.replace(r"\.0$", "")
    frame = frame.with_columns(*texts, imo)
    words = [pl.col(n) for n in ("imo", "name", "call_sign", "destination")]
    sizes = [pl.col(n) for n in ("ship_type", "draught_m", "length_m")]
    empty = ["", *nothing()]
    return frame.with_columns(
        *[pl.when(~word.str.to_lowercase().is_in(empty)).then(word) for word in words],
        *[pl.when(size > 0).then(size) for size in sizes],
    ).filter(pl.any_horizontal(pl.col(SAID).is_not_null()))


def row_text(frame: "pl.DataFrame", index: int) -> str:
    """A row for a sample: its cells between commas."""
    return ", ".join("" if cell is None else str(cell) for cell in frame.row(index))


def _set_aside(
    frame: "pl.DataFrame",
    text: Texts,
    quarantine: Quarantine,
    marks: "dict[str, pl.Expr]",
    *,
    kept: bool,
) -> None:
    counts = frame.select(**{name: mark.sum() for name, mark in marks.items()}).row(0, named=True)
    for name, count in counts.items():
        if count:
            rows = frame["row"].filter(frame.select(marks[name]).to_series()).head(SAMPLES)
            quarantine.add(
                name, [(row, text(row)) for row in rows.to_list()], count=count, kept=kept
            )
