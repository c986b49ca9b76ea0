"""Positions and statics kept as Parquet: a file a month, each sorted by ship and time.

Such a folder is read lazily: a single month needs no sorting, and a question about one ship reads
only the parts of each file that hold the ship.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from designata.errors import InputError
from designata.vessels import frames

if TYPE_CHECKING:
    import polars as pl

    from designata.vessels.ais import Ais

_ROWS_A_GROUP = 131_072


class Scan(NamedTuple):
    """A folder of AIS, unread.

    Args:
        positions: in the form and order of ``frames.positions``.
        statics: likewise of ``frames.statics``.
    """

    positions: "pl.LazyFrame"
    statics: "pl.LazyFrame"


def write(ais: "Ais", folder: Path) -> None:
    """Writes what was read into a new folder; it appears whole or not at all.

    Raises:
        InputError: when the folder exists already, or cannot be written.
    """
    if folder.exists():
        raise InputError("the folder exists already", where=str(folder), cure="name a new one")
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        for name, frame in (("positions", ais.positions), ("statics", ais.statics)):
            _write(frame, part / name)
        part.rename(folder)
    except OSError as error:
        raise InputError(
            f"the folder cannot be written: {error.strerror or error}",
            where=str(folder),
            cure="name a folder that can",
        ) from error


def _write(frame: "pl.DataFrame", folder: Path) -> None:
    import polars as pl

    folder.mkdir(parents=True)
    month = pl.col("timestamp").dt.truncate("1mo")
    for start in frame.select(month.unique().sort()).to_series():
        rows = frame.filter(month == start)
        rows.write_parquet(folder / f"{start:%Y-%m}.parquet", row_group_size=_ROWS_A_GROUP)


def scan(folder: Path) -> Scan:
    """A folder that ``write`` made, read when it is asked.

    Raises:
        InputError: when it is none.
    """
    if not (folder / "positions").is_dir() or not (folder / "statics").is_dir():
        raise InputError(
            "the folder holds no positions and statics",
            where=str(folder),
            cure="give a folder that was written by this program, or files of AIS",
        )
    return Scan(
        _months(folder / "positions", frames.positions()),
        _months(folder / "statics", frames.statics()),
    )


def _months(folder: Path, schema: "pl.Schema") -> "pl.LazyFrame":
    import polars as pl

    months = [pl.scan_parquet(path, glob=False) for path in sorted(folder.glob("*.parquet"))]
    if len(months) > 1:
        return pl.concat(months).sort("mmsi", "timestamp", maintain_order=True)
    return months[0] if months else schema.to_frame().lazy()
