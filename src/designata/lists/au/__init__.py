"""Australia's Consolidated List, which DFAT's Australian Sanctions Office publishes as a workbook.

A row is a name: 2, 2a and 2b are names of subject 2, not always side by side. All sheets are looked
at for the one with the columns; the header may stand lower. The list states no date of its own, so
that of its name or header counts, else the day the workbook was saved; the latest Control Date is
none. https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial

from designata.data import folded
from designata.errors import DamagedError, InputError
from designata.formats import tables
from designata.lists import publishers
from designata.lists.au.tell import tell
from designata.lists.source import Edition, File, Recognised, Record
from designata.model import when
from designata.model.when import When

READER = 1

PUBLISHER = publishers.of("au")

REQUIRED = ("Reference", "Name of Individual or Entity", "Type", "Name Type")
"""Columns that the list has had in all its forms."""

_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
_REFERENCE = re.compile(r"(\d+)\s*([a-z]*)", re.IGNORECASE)
_SAVED = re.compile(rb"<dcterms:modified[^>]*>([^<]+)<")


def recognise(file: File) -> Recognised | None:
    """Tells the list by the columns of one of its sheets.

    >>> recognise(File("list.csv", lambda: b"Reference,Name of Individual or Entity")) is None
    True
    """
    if not file.head.startswith(_WORKBOOKS):
        return None
    content = file.content()
    if not tables.mentions(content, *REQUIRED):
        return None
    try:
        tables.sheet_with(content, *REQUIRED, name=file.name)
    except InputError:
        return None
    kind = "XLSX" if content.startswith(b"PK") else "XLS"
    published = None if file.dated else _saved(content)
    return Recognised(dataset="consolidated", format=f"DFAT {kind}", published=published)


def records(edition: Edition) -> Iterator[Record]:
    """The subjects, in the order of their first rows.

    Raises:
        InputError: when the workbook is damaged, lacks the columns, or a row names no subject.
    """
    file = edition.files["main"]
    _, columns, rows = tables.sheet_with(file.content(), *REQUIRED, name=file.name)
    known, measures = folded("au", "column"), folded("au", "measure")
    names = [
        known.get(word, f"!{measures[word]}" if word in measures else f"?{column}")
        for column in columns
        for word in [" ".join(column.casefold().split())]
    ]
    at, kind = names.index("reference"), names.index("kind")
    subjects: dict[str, list[tables.Row]] = {}
    for row in rows:
        match = _REFERENCE.fullmatch(row.cells[at])
        if not match:
            raise DamagedError(
                f"the row has no reference but {row.cells[at]!r}",
                where=f"{file.name}, {row.locator}",
            )
        subjects.setdefault(match[1], []).append(row)
    schemata = folded("au", "kind")
    for number, members in subjects.items():
        yield Record(
            id=f"au-{number}",
            schema=schemata.get(members[0].cells[kind].casefold(), "LegalEntity"),
            raw="\x1e".join("\x1f".join(row.cells) for row in members).encode(),
            tell=partial(tell, members, names, number, PUBLISHER),
            locator=members[0].locator,
        )


def _saved(content: bytes) -> When | None:
    """The day the workbook was last saved, as it says of itself."""
    if not content.startswith(b"PK"):
        return None
    try:
        tables.check_zip(content, "")
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            found = _SAVED.search(packed.read("docProps/core.xml"))
    except (InputError, KeyError, OSError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return None
    return when.parse(found[1].decode("ascii", "replace")) if found else None
