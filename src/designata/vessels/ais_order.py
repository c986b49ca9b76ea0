"""Order by ship and time, copies of rows, and statics said over and over.

Sorting by two columns is the slowest step of reading, so that rows already in order are left, and
ship and time are packed into one number where they fit.
"""

from typing import TYPE_CHECKING

from designata.vessels.ais_clean import row_text
from designata.vessels.ais_quarantine import SAMPLES, Quarantine

if TYPE_CHECKING:
    import polars as pl

COPIES = "copy of another row"
_BITS = 63


def ordered(frame: "pl.DataFrame") -> "pl.DataFrame":
    """The rows sorted by ship and time; those of the same moment keep their order.

    >>> import polars as pl
    >>> ordered(pl.DataFrame({"mmsi": [2, 1, 2], "timestamp": [5, 9, 3]})).rows()
    [(1, 9), (2, 3), (2, 5)]
    """
    import polars as pl

    if frame.height < 2 or _in_order(frame):  # noqa: PLR2004 - one row is in order
        return frame
    ship, time = pl.col("mmsi"), pl.col("timestamp").to_physical()
    lowest, highest, first, last = frame.select(
        ship.min().alias("a"), ship.max().alias("b"), time.min().alias("c"), time.max().alias("d")
    ).row(0)
    ships, moments = int(highest - lowest).bit_length(), int(last - first).bit_length()
    if ships + moments > _BITS:
        ranks = frame["mmsi"].unique().sort()
        packed = pl.lit(ranks.search_sorted(frame["mmsi"])).cast(pl.Int64)
        ships = len(ranks).bit_length()
    else:
        packed = ship - lowest
    if ships + moments > _BITS:
        return frame.sort("mmsi", "timestamp", maintain_order=True)
    order = frame.select((packed * (1 << moments) + (time - first)).arg_sort()).to_series()
    return frame[order]


def _in_order(frame: "pl.DataFrame") -> bool:
    import polars as pl

    ship, time = pl.col("mmsi"), pl.col("timestamp")
    before, later = ship.shift(1), time.shift(1)
    right = (ship > before) | ((ship == before) & (time >= later))
    return bool(frame.select(right.slice(1).all()).item())


def without_copies(frame: "pl.DataFrame", quarantine: Quarantine) -> "pl.DataFrame":
    """Rows sorted by ship and time, each once; all columns but ``row`` must be equal."""
    import polars as pl

    ship, time = pl.col("mmsi"), pl.col("timestamp")
    same = ((ship == ship.shift(1)) & (time == time.shift(1))).fill_null(value=False)
    at = frame.select((same | same.shift(-1)).fill_null(value=False)).to_series()
    if not at.any():
        return frame
    values = [name for name in frame.columns if name != "row"]
    close = frame.filter(at)
    copies = close.filter(~close.select(pl.struct(values).is_first_distinct()).to_series())
    if copies.is_empty():
        return frame
    samples = [(copies["row"][n], row_text(copies, n)) for n in range(min(SAMPLES, copies.height))]
    quarantine.add(COPIES, samples, count=copies.height)
    return frame.filter(~frame["row"].is_in(copies["row"].implode()))


def thinned(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Statics in order, of each run of equal ones the first two and the last.

    That is enough to tell that something was said three times, and for how long.
    """
    import polars as pl

    frame = ordered(frame)
    values = [name for name in frame.columns if name not in {"timestamp", "row"}]
    changed = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(1)) for name in values)
    run = frame.select(changed.cum_sum()).to_series()
    place = pl.int_range(pl.len()).over(run)
    return frame.filter((place < 2) | (place == pl.len().over(run) - 1))  # noqa: PLR2004
