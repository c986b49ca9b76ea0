"""AIS read: messages or tables in, positions and statics of ships out, sorted by ship and time.

NMEA 0183 (plain or packed), CSV and Parquet; what they hold is told from the content. Nothing is
dropped silently: see ``quarantine``.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from designata.vessels import ais_nmea, ais_tables, frames
from designata.vessels.ais_clean import row_text
from designata.vessels.ais_open import contents
from designata.vessels.ais_order import ordered, thinned, without_copies
from designata.vessels.ais_quarantine import SAMPLES, Quarantine

if TYPE_CHECKING:
    import polars as pl

FUTURE = "clock in the future"


class Ais(NamedTuple):
    """What was read.

    Args:
        positions: in the form of ``frames.positions``; a report without a position has null ones.
        statics: in the form of ``frames.statics``; of what a ship repeats, the first two and last.
        quarantine: what was left out or emptied, by reason.
        rows: of tables, and sentences, that were read.
        guesses: how each file was understood, a line each, for printing.
        begins: the number of each file's first row.
    """

    positions: "pl.DataFrame"
    statics: "pl.DataFrame"
    quarantine: Quarantine
    rows: int
    guesses: tuple[str, ...]
    begins: tuple[int, ...]


def read(
    paths: Sequence[Path], *, since: dt.datetime | None = None, now: dt.datetime | None = None
) -> Ais:
    """Reads files of AIS.

    Args:
        paths: files of NMEA, CSV or Parquet, also in gzip, Zstandard or ZIP.
        since: UTC; when messages without a time begin. Their clock runs on by the seconds that
            position reports carry.
        now: UTC; what is later is set aside. Without it, no clock is in the future.

    Raises:
        InputError: when a file cannot be read, lacks a column, or its messages have no time.
    """
    import polars as pl

    quarantine = Quarantine()
    positions, statics = [frames.positions().to_frame()], [frames.statics().to_frame()]
    guesses, begins, rows = [], [], 0
    for path in paths:
        begins.append(rows)
        for content in contents(path):
            if ais_nmea.is_nmea(content.head):
                parts = ais_nmea.parts(content, quarantine, rows, since)
            else:
                parts = ais_tables.parts(content, quarantine, rows)
            for part in parts:
                positions.append(part.positions)
                statics.append(part.statics)
                guesses += [part.told] if part.told else []
                rows = part.next
    moved, said = pl.concat(positions), pl.concat(statics)
    if now is not None:
        moved, said = _past(moved, said, now, quarantine)
    return Ais(
        without_copies(ordered(moved), quarantine),
        thinned(said),
        quarantine,
        rows,
        tuple(guesses),
        tuple(begins),
    )


def _past(
    moved: "pl.DataFrame", said: "pl.DataFrame", now: dt.datetime, quarantine: Quarantine
) -> "tuple[pl.DataFrame, pl.DataFrame]":
    import polars as pl

    later = pl.col("timestamp") > now.astimezone(dt.UTC)
    ahead = pl.concat([moved.filter(later), said.filter(later)], how="diagonal").unique(
        "row", keep="first", maintain_order=True
    )
    if ahead.is_empty():
        return moved, said
    samples = [(ahead["row"][n], row_text(ahead, n)) for n in range(min(SAMPLES, ahead.height))]
    quarantine.add(FUTURE, samples, count=ahead.height)
    return moved.filter(~later), said.filter(~later)
