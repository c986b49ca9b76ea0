"""Tables of ship positions, CSV or Parquet, read in batches.

Those of MarineCadastre, the Danish Maritime Authority, Global Fishing Watch, and plain ones.

A table may be larger than memory allows as text: only the columns that are used are read, some
hundred thousand rows at a time.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from designata.errors import InputError
from designata.vessels import ais_times, frames
from designata.vessels.ais_clean import Texts, position_values, row_text, static_values, usable
from designata.vessels.ais_columns import (
    MOVING,
    SAID,
    Guess,
    ashore,
    guess,
    require,
    ship_types,
)
from designata.vessels.ais_open import Content
from designata.vessels.ais_order import thinned
from designata.vessels.ais_part import Part
from designata.vessels.ais_quarantine import SAMPLES, Quarantine

if TYPE_CHECKING:
    import polars as pl

PARQUET = b"PAR1"
"""What a Parquet file begins with."""

_BATCH = 1_000_000
_SAMPLE = 1_000
_CURE = "give NMEA messages, or CSV or Parquet with the columns mmsi, timestamp, lat and lon"


def parts(content: Content, quarantine: Quarantine, first: int) -> Iterator[Part]:
    """The positions and statics of a table, batch by batch.

    Args:
        content: a CSV or Parquet file.
        quarantine: counts what is unusable.
        first: the number of its first row.

    Raises:
        InputError: when it is no table, lacks a column, or cannot be read on.
    """
    with tempfile.TemporaryDirectory(prefix="designata-") as folder:
        path = content.plain or _unpacked(content, Path(folder) / "table")
        if content.loss:
            quarantine.add("the rest of a file that is cut short", [(first, content.loss)])
        yield from _parts(path, content, quarantine, first)


def _parts(path: Path, content: Content, quarantine: Quarantine, first: int) -> Iterator[Part]:
    import polars as pl

    try:
        rows, found = _scan(path, content)
        form = _form(rows, found)
        told = f"{content.name}: {found.told()}"
        told += f"; times: {ais_times.FORMS[form]}, UTC where no zone is said" if form else ""
        yield Part(frames.positions().to_frame(), frames.statics().to_frame(), first, told)
        for raw in rows.select(found.columns.values()).collect_batches(
            chunk_size=_BATCH, maintain_order=True
        ):
            positions, statics = _batch(raw, found, form, quarantine, first)
            first += raw.height
            yield Part(positions, statics, first)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise InputError(
            f"the table cannot be read: {str(error).splitlines()[0][:200]}",
            where=content.name,
            cure="fetch the file again; if it stays so, tell the publisher",
        ) from error


def _unpacked(content: Content, target: Path) -> Path:
    with target.open("wb") as file:
        end = 0
        for block in content.blocks():
            if (at := block.rfind(b"\n")) >= 0:
                end = file.tell() + at + 1
            file.write(block)
        if content.loss:
            file.truncate(end)  # half a row would pass for a whole one
    return target


def _scan(path: Path, content: Content) -> "tuple[pl.LazyFrame, Guess]":
    import polars as pl

    if content.head.startswith(PARQUET):
        rows = pl.scan_parquet(path, glob=False)
        return rows, require(guess(rows.collect_schema().names()), content.name)
    header = content.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].strip()
    if not header or b"\0" in content.head[:4096]:
        what = "it is empty" if not content.head else "it is no table"
        raise InputError(f"positions cannot be read: {what}", where=content.name, cure=_CURE)
    text = header.decode("utf-8", "replace")
    heads = {sign: [cell.strip('" ') for cell in text.split(sign)] for sign in (",", ";", "\t")}
    sign = max(heads, key=lambda sign: len(guess(heads[sign]).columns))
    found = require(guess(heads[sign]), content.name)
    rows = pl.scan_csv(
        path,
        separator=sign,
        infer_schema=False,
        encoding="utf8-lossy",
        extra_columns="ignore",
        missing_columns="insert",
        with_column_names=lambda names: [name.strip('" ') for name in names],
        glob=False,
    )
    numbers = [found.columns[name] for name in MOVING if name in found.columns]
    if sign == ";":
        rows = rows.with_columns(pl.col(numbers).str.replace(",", ".", literal=True))
    return rows, found


def _form(rows: "pl.LazyFrame", found: Guess) -> str:
    import polars as pl

    heading = found.columns["timestamp"]
    sample = rows.select(heading).head(_SAMPLE).collect().to_series()
    return ais_times.form_of(sample.to_list()) if sample.dtype == pl.String else ""


def _batch(
    raw: "pl.DataFrame", found: Guess, form: str, quarantine: Quarantine, first: int
) -> "tuple[pl.DataFrame, pl.DataFrame]":
    import polars as pl

    ours = {theirs: name for name, theirs in found.columns.items()}
    frame = raw.rename(ours).with_columns(
        pl.int_range(first, first + raw.height, dtype=pl.Int64).alias("row")
    )
    frame = frame.with_columns(
        ais_times.parse(frame["timestamp"], form),
        *[_number(name, frame.schema) for name in ("mmsi", *MOVING) if name in frame.columns],
    )

    def text(row: int) -> str:
        return row_text(raw, row - first)

    if "station" in frame.columns:
        frame = _ships_only(frame, quarantine, text)
    good = usable(frame, quarantine, text)
    positions = frames.positions().to_frame()
    if "lat" in found.columns:
        positions = position_values(_shaped(good, frames.positions()), quarantine, text)
    if not any(name in found.columns for name in SAID):
        return positions, frames.statics().to_frame()
    said = thinned(
        good.select("mmsi", "timestamp", *[n for n in SAID if n in found.columns], "row")
    )  # most rows repeat the one before: the rest is cheap
    said = said.with_columns(
        _number(name, said.schema) for name in ("draught_m", "length_m") if name in said.columns
    )
    if said.schema.get("ship_type") == pl.String:
        said = said.with_columns(_ship_type(pl.col("ship_type").str.strip_chars()))
    return positions, static_values(_shaped(said, frames.statics()))


def _ship_type(text: "pl.Expr") -> "pl.Expr":
    import polars as pl

    named = text.str.to_lowercase().replace_strict(
        ship_types(), default=None, return_dtype=pl.Int64
    )
    return named.fill_null(text.cast(pl.Float64, strict=False).cast(pl.Int64, strict=False))


def _ships_only(frame: "pl.DataFrame", quarantine: Quarantine, text: Texts) -> "pl.DataFrame":
    other = frame["station"].str.to_lowercase().is_in(ashore()).fill_null(value=False)
    if not other.any():
        return frame
    samples = [(row, text(row)) for row in frame["row"].filter(other).head(SAMPLES).to_list()]
    quarantine.add("a station or aid, no ship", samples, count=int(other.sum()))
    return frame.filter(~other)


def _number(name: str, schema: "pl.Schema") -> "pl.Expr":
    import polars as pl

    column = pl.col(name)
    kind = pl.Int64 if name == "mmsi" else pl.Float64
    if schema[name] == pl.String:
        column = column.str.strip_chars()
    return column.cast(kind, strict=False)


def _shaped(frame: "pl.DataFrame", schema: "pl.Schema") -> "pl.DataFrame":
    import polars as pl

    return frame.select(
        pl.col(name).cast(kind, strict=False)
        if name in frame.columns
        else pl.lit(None, kind).alias(name)
        for name, kind in schema.items()
    )
