"""Questions and answers as Arrow record batches, for engines that call and for Parquet.

The columns of the questions come back as they are, with these added: ``hits``, a list of structs of
the contract's fields, ``score`` of the best one, ``error`` and ``warnings``. Lists and policy stand
in the schema's metadata.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from designata.errors import InputError
from designata.screen.columns import guess
from designata.screen.match import Answer, Matcher
from designata.screen.sheet import Parquet, Row, Sheet, text
from designata.screen.tasks import Summary, answer, cells_of
from designata.screen.workbook import read
from designata.screen.write import unique

_ROWS = 10_000

REASON = pa.struct(
    [
        ("feature", pa.string()),
        ("weight", pa.float64()),
        ("query", pa.string()),
        ("listed", pa.string()),
        ("note", pa.string()),
    ]
)
DESIGNATION = pa.struct(
    [(name, pa.string()) for name in ("authority", "program", "since", "until")]
)
HIT = pa.struct(
    [
        ("entity", pa.string()),
        ("caption", pa.string()),
        ("schema", pa.string()),
        ("score", pa.float64()),
        ("prior", pa.float64()),
        ("reasons", pa.list_(REASON)),
        ("designations", pa.list_(DESIGNATION)),
        ("sources", pa.list_(pa.string())),
        ("state", pa.string()),
    ]
)
ADDED = pa.schema(
    [
        ("hits", pa.list_(HIT)),
        ("score", pa.float64()),
        ("error", pa.string()),
        ("warnings", pa.list_(pa.string())),
    ]
)
"""What is added to the columns of the questions."""


def screen(matcher: Matcher, batch: pa.RecordBatch) -> pa.RecordBatch:
    """Answers a batch of questions.

    Raises:
        InputError: when no column of it can be asked by.
    """
    found = guess(batch.schema.names)
    if not found.asks:
        raise InputError(
            f"no column can be asked by; the columns are: {', '.join(batch.schema.names)}",
            cure="name a column name, imo, lei, passport or wallet",
        )
    used = {place for places in found.places.values() for place in places}
    empty = [""] * batch.num_rows
    columns = [
        [text(value) for value in column.to_pylist()] if place in used else empty
        for place, column in enumerate(batch.columns)
    ]
    rows = [Row(cells) for cells in zip(*columns, strict=True)]
    answers = answer(matcher, rows, found)
    return _beside(batch, answers, matcher.lists, matcher.label)


def write(sheet: Sheet, answers: Path, summary: Summary) -> Path:
    """Makes a Parquet file of a sheet and its bare answers, beside them; its path."""
    path = answers.with_name(answers.name + ".parquet")
    answered = read(answers)
    writer: pq.ParquetWriter | None = None
    try:
        for batch in _batches(sheet):
            chunk = list(islice(answered, batch.num_rows))
            made = _beside(batch, chunk, summary.lists, summary.policy)
            writer = writer or pq.ParquetWriter(path, made.schema)
            writer.write_batch(made)
        if writer is None:
            made = _beside(_as_text([], sheet), [], summary.lists, summary.policy)
            writer = pq.ParquetWriter(path, made.schema)
    finally:
        if writer:
            writer.close()
    return path


def _batches(sheet: Sheet) -> Iterator[pa.RecordBatch]:
    """The rows of a sheet; typed where it has types."""
    if isinstance(sheet, Parquet):
        yield from sheet.file.iter_batches(_ROWS)
        return
    rows = sheet.rows()
    while chunk := list(islice(rows, _ROWS)):
        yield _as_text(chunk, sheet)


def _as_text(rows: Sequence[Row], sheet: Sheet) -> pa.RecordBatch:
    names = unique(sheet.guess.headings)
    cells = [cells_of(row, sheet.guess) for row in rows]
    columns = [[row[place] for row in cells] for place in range(len(names))]
    return pa.record_batch([pa.array(column, pa.string()) for column in columns], names=names)


def _beside(
    batch: pa.RecordBatch, answers: Sequence[Answer], lists: dict[str, str], policy: str
) -> pa.RecordBatch:
    """A batch with its answers in columns of their own."""
    added = [
        pa.array([msgspec.to_builtins(found.hits) for found in answers], ADDED.field(0).type),
        pa.array([found.hits[0].score if found.hits else None for found in answers], pa.float64()),
        pa.array([found.error for found in answers], pa.string()),
        pa.array([list(found.warnings) for found in answers], ADDED.field(3).type),
    ]
    names = unique((*batch.schema.names, *ADDED.names))
    told: dict[bytes | str, bytes | str] = dict((batch.schema.metadata or {}).items())
    told |= {b"lists": msgspec.json.encode(lists), b"policy": policy.encode()}
    fields = [
        pa.field(name, column.type)
        for name, column in zip(names, (*batch.columns, *added), strict=True)
    ]
    schema = pa.schema(fields, metadata=told)
    return pa.RecordBatch.from_arrays([*batch.columns, *added], schema=schema)
