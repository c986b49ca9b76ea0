"""``export``: to a file, whole or not at all, or to standard output."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from designata.cli import options, paper


def export(
    format: Annotated[str, typer.Argument(help="ftm, nested, csv, graphml, stix ...")],  # noqa: A002  - the contract's word
    out: Annotated[Path | None, typer.Option("--out", help="A file; else standard output.")] = None,
    as_of: options.AsOf = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Write the store in a format that others read."""
    engine, day = options.opened(store), options.day(as_of, "--as-of")
    if out is None:
        engine.export(format, sys.stdout.buffer, as_of=day)
        return
    with paper.file(out) as file:
        count = engine.export(format, file, as_of=day)
    what = "claims" if format == "parquet" else "records"
    if json:
        paper.json({"format": format, "out": str(out), what: count})
    else:
        paper.note(f"{count:,} {what} written to {out}")
