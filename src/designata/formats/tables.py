"""Tables from outside: CSV with the place of every row, and the sheets of a workbook.

Formulas are never evaluated: a workbook's stored values are read, nothing else of it.
"""

import csv
import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from designata.config import MAX_ARCHIVE_MEMBERS, MAX_FILE_BYTES
from designata.errors import DamagedError, InputError

csv.field_size_limit(16 << 20)

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x19\x1b-\x1f\x7f]|\x1a(?=\s*\S)")
"""All but tabs, line breaks and the ^Z that may close a file."""

_OLE = b"\xd0\xcf\x11\xe0"
_TEXTS = re.compile(r"xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml|content\.xml")


class Row(msgspec.Struct, frozen=True):
    """One row of a table.

    Args:
        cells: its cells as text, without surrounding space.
        locator: its place: ``bytes=FIRST-LAST`` in CSV, ``sheet=NAME&row=N`` in a workbook.
    """

    cells: tuple[str, ...]
    locator: str


def decode(content: bytes) -> tuple[str, str]:
    """Text of unknown encoding, and the encoding: a byte order mark, UTF-8, else Windows-1252.

    >>> decode("Müller".encode("cp1252"))
    ('Müller', 'cp1252')
    """
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    try:
        return content.decode("utf-8-sig"), "utf-8-sig"
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return content.decode("latin-1"), "latin-1"


class Lines:
    r"""The lines of a text file, and how many of its bytes have been taken.

    Raises:
        InputError: while iterating, when a line holds a control character.

    >>> lines = Lines("Müller\n".encode("cp1252"), name="x.csv")
    >>> list(lines), lines.position
    (['Müller\n'], 7)
    """

    def __init__(self, content: bytes, *, name: str) -> None:
        text, self._encoding = decode(content)
        if self._encoding == "utf-16":
            content, self._encoding = text.encode(), "utf-8"
        self.content, self._name, self.position = content, name, 0

    def __iter__(self) -> Iterator[str]:
        for number, line in enumerate(io.BytesIO(self.content), 1):
            if found := _CONTROL.search(line):
                raise DamagedError(
                    f"the text holds a control character, 0x{found[0][0]:02x}",
                    where=f"{self._name}, line {number}",
                )
            self.position += len(line)
            yield line.decode(self._encoding)


def csv_rows(content: bytes, *, name: str, delimiter: str = ",") -> Iterator[Row]:
    r"""The rows of a CSV file, quoted line breaks included; blank rows are left out.

    Raises:
        InputError: when it ends within quotes, or holds control characters or a cell of over 16 MB.

    >>> list(csv_rows(b'a,b\n"1 ","x\ny"\n', name="x.csv"))[1]
    Row(cells=('1', 'x\ny'), locator='bytes=4-14')
    """
    lines = Lines(content, name=name)
    reader = csv.reader(iter(lines), delimiter=delimiter, strict=True)
    start = 0
    try:
        for cells in reader:
            if any(cells):
                row = tuple([cell.strip() for cell in cells])
                yield Row(row, f"bytes={start}-{lines.position - 1}")
            start = lines.position
    except csv.Error as error:
        raise DamagedError(
            f"the CSV cannot be read: {error}", where=f"{name}, line {reader.line_num}"
        ) from error


def begins_with(head: bytes, *required: str) -> bool:
    """Whether the first row of a CSV file has the required columns; never raises.

    >>> begins_with(b"gur_id,name,imo", "imo"), begins_with(b"<list>", "imo")
    (True, False)
    """
    try:
        header(list(islice(csv_rows(head, name=""), 1)), *required, name="")
    except InputError:
        return False
    return True


def header(
    rows: Sequence[Row], *required: str, name: str, within: int = 5
) -> tuple[int, list[str]]:
    """The header row of a table: its index and its cells.

    Args:
        rows: the table.
        required: columns that must be there.
        name: what messages call the file.
        within: how many rows may stand above it.

    Raises:
        InputError: when no row near the top holds the required columns; it names those missing.
    """
    best: set[str] = set(required)
    for index, row in enumerate(rows[: within + 1]):
        missing = set(required) - set(row.cells)
        if not missing:
            return index, list(row.cells)
        best = min(best, missing, key=len)
    raise InputError(
        f"the table lacks the columns {', '.join(sorted(best))}",
        where=name,
        cure="give the publisher's own file; if its columns changed, it cannot be read yet",
    )


def sheets(content: bytes, *, name: str) -> dict[str, list[Row]]:
    """The sheets of a workbook (XLSX, XLS, XLSB, ODS) by name, as text; blank rows are left out.

    Whole numbers lose the spreadsheet's decimal point, dates are ISO.

    Raises:
        InputError: when it is no workbook, is damaged, or unpacks to more than the limit.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    check_zip(content, name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        tables = {
            sheet: workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            for sheet in workbook.sheet_names
        }
    except CalamineError as error:
        raise InputError(
            f"the workbook cannot be read: {error}", where=name, cure="fetch the file again"
        ) from error
    return {
        sheet: [
            Row(tuple(as_text(cell) for cell in row), f"sheet={sheet}&row={number}")
            for number, row in enumerate(table, 1)
            if any(cell != "" for cell in row)
        ]
        for sheet, table in tables.items()
    }


def sheet_with(
    content: bytes, *required: str, name: str, within: int = 5
) -> tuple[list[Row], list[str], list[Row]]:
    """The sheet of a workbook that has the required columns, wherever it stands.

    Args:
        content: the workbook.
        required: columns that must be there.
        name: what messages call the file.
        within: how many rows may stand above the header.

    Returns:
        The rows above the header, the header's cells, the rows below it.

    Raises:
        InputError: when it is no right workbook or no sheet has the columns.
    """
    refused: InputError | None = None
    for sheet, rows in sheets(content, name=name).items():
        try:
            index, columns = header(rows, *required, name=f"{name}, sheet {sheet}", within=within)
        except InputError as error:
            refused = refused or error
            continue
        return rows[:index], columns, rows[index + 1 :]
    raise refused or InputError(
        "the workbook has no sheet", where=name, cure="fetch the file again"
    )


def mentions(content: bytes, *words: str) -> bool:
    """Whether a workbook holds all the words, told without reading its tables; never raises.

    >>> mentions(b"no workbook", "Group ID")
    False
    """
    needles = {word.encode() for word in words}
    if content.startswith(_OLE):
        plain = content.replace(b"\0", b"")
        return all(needle in plain for needle in needles)
    if not content.startswith(b"PK"):
        return False
    try:
        check_zip(content, "")
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for member in packed.infolist():
                if needles and _TEXTS.fullmatch(member.filename):
                    text = packed.read(member)
                    needles = {needle for needle in needles if needle not in text}
    except (InputError, zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError):
        return False  # damaged or encrypted: not ours to tell
    return not needles


def check_zip(content: bytes, name: str) -> None:
    """Refuses a ZIP whose directory promises more than the limits; anything else passes.

    Raises:
        InputError: when it is damaged or would unpack to too much.
    """
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError) as error:
        raise InputError(
            f"the ZIP is damaged: {error}", where=name, cure="fetch the file again"
        ) from error
    size = sum(member.file_size for member in members)
    if len(members) > MAX_ARCHIVE_MEMBERS or size > MAX_FILE_BYTES:
        raise InputError(
            f"the ZIP would unpack to {size:,} bytes in {len(members):,} files",
            where=name,
            cure="give the list's own file",
        )


def as_text(cell: object) -> str:
    """A workbook's value as text: whole numbers without a decimal point, dates as ISO.

    >>> as_text(9161003.0), as_text(dt.datetime(1970, 12, 25))
    ('9161003', '1970-12-25')
    """
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return str(cell).strip()
