"""Writes an export to a file, whole or not at all, or to standard output."""

import datetime as dt
import sys
from pathlib import Path

from designata.cli import paper
from designata.engine import Designata


def export(
    engine: Designata,
    format: str,  # noqa: A002  - the contract's word
    out: Path | None,
    *,
    as_of: dt.date | None,
    json: bool,
) -> None:
    """Writes the store in a format of others; ``json`` tells a program what went into the file.

    Raises:
        InputError: when there is no such format, or the file cannot be written.
    """
    if out is None:
        engine.export(format, sys.stdout.buffer, as_of=as_of)
        return
    with paper.file(out) as file:
        count = engine.export(format, file, as_of=as_of)
    what = "claims" if format == "parquet" else "records"
    if json:
        paper.json({"format": format, "out": str(out), what: count})
    else:
        paper.note(f"{count:,} {what} written to {out}")
