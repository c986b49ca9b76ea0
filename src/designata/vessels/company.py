"""The company of some ships: those that were ever near enough to be compared with them at all.

Near is at least a degree of latitude, within an hour: between two messages that are compared no
ship sails further. So a report on one ship need not look at all the others.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING

from designata.vessels.fixes import HOUR, Fixes

if TYPE_CHECKING:
    import polars as pl

_BIN = 6
_WIDE = 2
_POLAR = 80


def company(fixes: Fixes, of: Collection[int]) -> Fixes:
    """The positions of some ships, and of those that came near any of them.

    Args:
        fixes: positions of all ships, located.
        of: MMSIs.
    """
    import polars as pl

    asked = pl.col("mmsi").is_in(list(of))
    place = {
        "lat": pl.col("lat").floor().cast(pl.Int32),
        "lon": (pl.col("lon") / _WIDE).floor().cast(pl.Int32),
        "hour": pl.col("timestamp").to_physical() // HOUR,
    }
    every = fixes.frame.lazy().select("mmsi", **place)
    around = every.filter(asked).select("lat", "lon", "hour").unique()
    for name, steps in (("hour", (-1, 1)), ("lat", (-1, 0, 1)), ("lon", (-2, -1, 0, 1, 2))):
        moved = pl.concat_list([pl.col(name) + step for step in steps])
        around = around.with_columns(moved.alias(name)).explode(name)
    cells = around.select(_cell()).unique()
    near = every.select("mmsi", *_cell()).join(cells, on=["lat", "lon", "bin"], how="semi")
    met = near.select(pl.col("mmsi").unique()).collect().to_series()
    return Fixes(fixes.frame.filter(asked | pl.col("mmsi").is_in(met.implode())), fixes.ships)


def _cell() -> "list[pl.Expr]":
    """Degrees of longitude lie together at the poles, and around the date line."""
    import polars as pl

    lat, lon = pl.col("lat"), pl.col("lon")
    polar = (lat >= _POLAR) | (lat < -_POLAR)
    return [
        lat,
        pl.when(polar).then(0).otherwise(lon % (360 // _WIDE)).alias("lon"),
        (pl.col("hour") // _BIN).alias("bin"),
    ]
