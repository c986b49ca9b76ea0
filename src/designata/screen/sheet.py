"""A file of questions: CSV, XLSX, JSON Lines or Parquet, told by its content; row by row.

All columns are kept. A row that is broken says so in its place. Formulas are never evaluated: a
workbook's stored values are read.
"""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from designata.errors import InputError
from designata.formats import tables
from designata.screen.columns import Guess, Guesser, guess
from designata.screen.separated import Separated

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_TOP = 10
_PARQUET_ROWS = 1_000
_LONGEST_LINE = 16 << 20
_LINES = {".jsonl", ".ndjson", ".json"}


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One row of a sheet.

    Args:
        cells: as text, one a heading.
        line: in JSON Lines, the row itself.
        error: why it is broken, if so.
    """

    cells: tuple[str, ...]
    line: bytes | None = None
    error: str = ""


class Sheet(Protocol):
    """What all kinds of sheets offer.

    Attributes:
        form: ``csv``, ``xlsx``, ``jsonl`` or ``parquet``.
        guess: what its columns hold.
        share: how much of it has been read, from 0 to 1.
    """

    form: str
    guess: Guess
    share: float

    def rows(self) -> Iterator[Row]:
        """Its rows, from the first one below the header."""


def open_sheet(path: Path, guesser: Guesser = guess) -> Sheet:
    """Opens a file of questions, or of whatever else the guesser knows by its headings.

    Raises:
        InputError: when it cannot be read, or no column of it can be asked by.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise InputError(
            f"the file cannot be read: {error.strerror or error}",
            where=str(path),
            cure="name a file of questions",
        ) from error
    kind: type[Table | Workbook | Lines | Parquet] = Table
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        kind = Workbook
    elif head.startswith(b"PAR1"):
        kind = Parquet
    elif path.suffix in _LINES or head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        kind = Lines
    if not head.strip():
        raise InputError("the file is empty", where=str(path), cure="name a file of questions")
    return kind(path, guesser)


class Table:
    """A CSV file; a list of names, one a line without a header, too."""

    form = "csv"

    def __init__(self, path: Path, guesser: Guesser) -> None:
        self.share = 0.0
        self._file = Separated(path, guesser)
        place, found = _header(self._file.top, guesser)
        if not found.asks and max(map(len, self._file.top), default=0) == 1:
            place, found = -1, guesser(["name"])
        self._skip = place + 1
        self.guess = _asking(found, path)

    def rows(self) -> Iterator[Row]:
        """Its rows."""
        width = len(self.guess.headings)
        for cells, why, done in self._file.rows(width, self._skip):
            self.share = done / self._file.size
            yield Row(_padded(cells, width), error=why)


class Workbook:
    """The first sheet of a workbook that has columns to ask by.

    Attributes:
        name: of that sheet.
        top: the number of its header's row, from 0.
    """

    form = "xlsx"

    def __init__(self, path: Path, guesser: Guesser) -> None:
        from python_calamine import CalamineError, CalamineWorkbook

        self.share = 0.0
        content = path.read_bytes()
        tables.check_zip(content, str(path))
        try:
            self._book: CalamineWorkbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
            best: tuple[int, str, int, Guess] | None = None
            for name in self._book.sheet_names:
                place, found = _header([_texts(row) for row in self.table(name, _TOP)], guesser)
                if best is None or (found.asks, len(found.places)) > (best[0], len(best[3].places)):
                    best = found.asks, name, place, found
        except CalamineError as error:
            raise InputError(
                f"the workbook cannot be read: {error}", where=str(path), cure="save it again"
            ) from error
        if best is None:
            raise InputError(
                "the workbook has no sheet", where=str(path), cure="choose another one"
            )
        _, self.name, self.top, found = best
        self.guess = _asking(found, path)

    @property
    def names(self) -> list[str]:
        """The names of all its sheets."""
        return self._book.sheet_names

    def table(self, name: str, most: int | None = None) -> Iterator[list[object]]:
        """The rows of a sheet, its cells typed, from the first row and column."""
        sheet: CalamineSheet = self._book.get_sheet_by_name(name)
        left = sheet.start[1] if sheet.start else 0
        for number, row in enumerate(sheet.iter_rows()):
            if most is not None and number >= most:
                return
            yield [""] * left + list(row)

    def rows(self) -> Iterator[Row]:
        """Its rows; blank ones are left out."""
        width = len(self.guess.headings)
        height = self._book.get_sheet_by_name(self.name).total_height or 1
        for number, row in enumerate(self.table(self.name)):
            self.share = min(number / height, 1.0)
            if number > self.top and any(cell != "" for cell in row):
                yield Row(_padded(_texts(row), width))


class Lines:
    """JSON Lines: objects with the columns of a question, or FollowTheMoney's entities."""

    form = "jsonl"

    def __init__(self, path: Path, guesser: Guesser) -> None:
        self.share = 0.0
        self._path, self._size = path, path.stat().st_size
        headings: dict[str, None] = {}
        for row in self.rows():
            if not row.error:
                headings.update(dict.fromkeys(msgspec.json.decode(row.line or b"{}")))
        self.guess = _asking(guesser(list(headings)), path)

    def rows(self) -> Iterator[Row]:
        """Its rows."""
        done = 0
        decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
        with self._path.open("rb", buffering=1 << 18) as file:
            while line := file.readline(_LONGEST_LINE):
                done += len(line)
                self.share = done / self._size
                plain = line.removeprefix(b"\xef\xbb\xbf").strip()
                if not plain:
                    continue
                try:
                    decode(plain)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    yield Row((), plain, f"it is no JSON object: {error}")
                else:
                    yield Row((), plain)


class Parquet:
    """A Parquet file."""

    form = "parquet"

    def __init__(self, path: Path, guesser: Guesser) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.share = 0.0
        try:
            self.file = pq.ParquetFile(path)
        except (pa.ArrowInvalid, OSError) as error:
            raise InputError(
                f"the Parquet cannot be read: {error}", where=str(path), cure="write it again"
            ) from error
        self.guess = _asking(guesser(self.file.schema_arrow.names), path)

    def rows(self) -> Iterator[Row]:
        """Its rows."""
        done, total = 0, self.file.metadata.num_rows or 1
        for batch in self.file.iter_batches(_PARQUET_ROWS):
            columns = [[text(value) for value in column.to_pylist()] for column in batch.columns]
            for cells in zip(*columns, strict=True):
                yield Row(cells)
            done += batch.num_rows
            self.share = done / total


def text(value: object) -> str:
    """A value as a cell's text; several between `` | ``.

    >>> text(["Lady R", None]), text(9161003.0), text({"a": 1}), text(None)
    ('Lady R', '9161003', '{"a":1}', '')
    """
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " | ".join(filter(None, map(text, value)))
    if isinstance(value, dict):
        return msgspec.json.encode(value).decode()
    return tables.as_text(value)


def _texts(row: Sequence[object]) -> tuple[str, ...]:
    return tuple(tables.as_text(cell) for cell in row)


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells[:width] if len(cells) >= width else cells + ("",) * (width - len(cells))


def _header(rows: Sequence[Sequence[str]], guesser: Guesser) -> tuple[int, Guess]:
    """The row near the top that heads the most columns."""
    best = 0, guesser(rows[0] if rows else ())
    for place, cells in enumerate(rows[:_TOP]):
        found = guesser(cells)
        if (found.asks, len(found.places)) > (best[1].asks, len(best[1].places)):
            best = place, found
    return best


def _asking(found: Guess, path: Path) -> Guess:
    if found.asks:
        return found
    named = ", ".join(filter(None, found.headings[:12])) or "none"
    raise InputError(
        f"no column can be asked by; the columns are: {named[:300]}",
        where=str(path),
        cure=found.cure,
    )
