"""Writes an export to a file, whole or not at all, or to standard output."""

import datetime as dt
import sys
from contextlib import suppress
from pathlib import Path

from designata.cli import paper
from designata.engine import Designata
from designata.errors import InputError


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
    draft = out.parent / f"{out.name}.part"
    try:
        with draft.open("wb") as file:
            count = engine.export(format, file, as_of=as_of)
        draft.replace(out)
    except OSError as error:
        raise InputError(
            f"the file cannot be written: {error.strerror or error}",
            where=str(out),
            cure="name a file in a folder of your own with --out",
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()
    what = "claims" if format == "parquet" else "records"
    if json:
        paper.json({"format": format, "out": str(out), what: count})
    else:
        paper.note(f"{count:,} {what} written to {out}")
