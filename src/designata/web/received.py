"""A sheet that came from outside: looked at before any of it is read.

Kinds are told by the content, not by the name alone. A workbook with macros is refused, and so is
one of the old binary form, which may hold some unseen.
"""

import io
import re
import zipfile
from pathlib import PurePath

from designata.errors import InputError

KINDS = {".csv", ".tsv", ".txt", ".xlsx", ".jsonl", ".ndjson"}
"""The endings of names that are taken."""

_MACROS = "workbooks with macros are not taken"
_CURE = "save it as .xlsx or .csv, or write JSON Lines"
_WORKBOOK = "xl/workbook.xml"
_SAMPLE = 1 << 16


def name_of(given: str) -> str:
    """A name that is safe as one of a file, with the ending of what was given.

    Raises:
        InputError: when the ending is of no sheet that is taken.

    >>> name_of("../../Kunden 2024.CSV"), name_of("고객.xlsx")
    ('Kunden_2024.csv', '고객.xlsx')
    """
    base = PurePath(given.replace("\\", "/")).name
    ending = PurePath(base).suffix.lower()
    if ending in {".xlsm", ".xltm", ".xlsb", ".xlam"}:
        raise InputError(_MACROS, where=base[:80], cure=_CURE)
    if ending not in KINDS:
        raise InputError(
            "this is no kind of sheet that is taken", where=base[:80] or "?", cure=_CURE
        )
    stem = re.sub(r"[^\w-]+", "_", base[: -len(ending)]).strip("_")[:60]
    return f"{stem or 'sheet'}{ending}"


def check(name: str, content: bytes) -> None:
    """Refuses what is not what its name says.

    Args:
        name: as ``name_of`` gives it.
        content: of the file.

    Raises:
        InputError: when it has macros, is empty, or is another kind of file.
    """
    if not content.strip():
        raise InputError("the sheet is empty", where=name, cure="choose another one")
    ending = PurePath(name).suffix
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError("this is an old or a locked workbook", where=name, cure=_CURE)
    if (ending == ".xlsx") != content.startswith(b"PK\x03\x04"):
        raise InputError(
            f"this is no {ending} file, whatever its name says", where=name, cure=_CURE
        )
    if ending == ".xlsx":
        _check_workbook(name, content)
    elif content[:2] not in {b"\xff\xfe", b"\xfe\xff"} and b"\0" in content[:_SAMPLE]:
        raise InputError("this is no text", where=name, cure=_CURE)


def _check_workbook(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = {member.filename.lower() for member in packed.infolist()}
    except (zipfile.BadZipFile, ValueError, OverflowError) as error:
        raise InputError("the workbook is damaged", where=name, cure="save it again") from error
    if any("vbaproject" in member or "macrosheets" in member for member in members):
        raise InputError(_MACROS, where=name, cure=_CURE)
    if _WORKBOOK not in members:
        raise InputError("this is no workbook", where=name, cure=_CURE)
