"""The two tables that every reader of AIS makes and every rule takes, as polars frames.

Positions are sorted by ship and time; statics too. A value that a message marks as not available
(latitude 91, speed 102.3, heading 511) is null. ``row`` numbers the input's rows or sentences over
all files, from 0, so that an event can say what it rests on.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def positions() -> "pl.Schema":
    """Columns of positions: speed in knots over ground, course and heading in degrees."""
    import polars as pl

    return pl.Schema(
        {
            "mmsi": pl.Int64(),
            "timestamp": pl.Datetime("us", "UTC"),
            "lat": pl.Float64(),
            "lon": pl.Float64(),
            "speed_kn": pl.Float64(),
            "course": pl.Float64(),
            "heading": pl.Float64(),
            "row": pl.Int64(),
        }
    )


def statics() -> "pl.Schema":
    """Columns of what ships say of themselves: draught and length in metres."""
    import polars as pl

    return pl.Schema(
        {
            "mmsi": pl.Int64(),
            "timestamp": pl.Datetime("us", "UTC"),
            "imo": pl.String(),
            "name": pl.String(),
            "call_sign": pl.String(),
            "ship_type": pl.Int64(),
            "draught_m": pl.Float64(),
            "length_m": pl.Float64(),
            "destination": pl.String(),
            "row": pl.Int64(),
        }
    )
