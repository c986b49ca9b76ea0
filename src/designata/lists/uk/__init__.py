"""The United Kingdom's lists: OFSI's Consolidated List and FCDO's UK Sanctions List.

An entity of the first is named by its OFSI Group ID, which every edition since 2018 keeps; one of
the second by its Unique ID, since Group IDs are no longer given and one may stand for several
designations. Where both are stated, both are the designation's ``authorityId``.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from designata.errors import InputError
from designata.formats import tables, xml
from designata.formats.tables import Row
from designata.lists import publishers
from designata.lists.source import Edition, File, Recognised, Record
from designata.lists.uk import conlist, uksl
from designata.model import when

READER = 1

PUBLISHER = publishers.of("uk")

_OURS = re.compile(rb"<(?:DateGenerated|UniqueID|OFSIGroupID)\b")
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"


def recognise(file: File) -> Recognised | None:
    r"""Tells ConList and the UK Sanctions List, by columns or root element, and their date.

    >>> head = b"Last Updated,13/04/2018\nName 6,Group Type,Alias Type,Regime,Group ID\n"
    >>> found = recognise(File("list.csv", lambda: head))
    >>> found.dataset, found.format, str(found.published)
    ('conlist', 'ConList CSV', '2018-04-13')
    """
    if file.head.startswith(_WORKBOOKS):
        return _workbook(file)
    if root := xml.root(file.head):
        if root[0] != "Designations" or not _OURS.search(file.head):
            return None
        date = file.head.partition(b"<DateGenerated")[2].partition(b">")[2].partition(b"<")[0]
        return _recognised("uksl", "UK Sanctions List XML", date.decode("ascii", "replace"))
    rows: list[Row] = []
    with suppress(InputError):  # the head may end within a row
        rows.extend(islice(tables.csv_rows(file.head, name=file.name), 6))
    for dataset, title, required in _TABLES:
        if (found := _table(rows, required)) is not None:
            return _recognised(dataset, f"{title} CSV", found)
    return None


def records(edition: Edition) -> Iterator[Record]:
    """The subjects of an edition.

    Raises:
        InputError: when the file is damaged: what, where, the cure.
    """
    read = conlist.records if edition.dataset == "conlist" else uksl.records
    return read(edition)


_TABLES = (
    ("conlist", "ConList", conlist.REQUIRED),
    ("uksl", "UK Sanctions List", uksl.REQUIRED),
)


def _workbook(file: File) -> Recognised | None:
    content = file.content()
    for dataset, title, required in _TABLES:
        if tables.mentions(content, *required):
            try:
                above, _, _ = tables.sheet_with(content, *required, name=file.name)
            except InputError:
                continue
            kind = "ODS" if _ODS in file.head[:120] else "XLSX"
            return _recognised(dataset, f"{title} {kind}", _stated(above))
    return None


def _table(rows: list[Row], required: tuple[str, ...]) -> str | None:
    """What stands above the header, where there is one; text, perhaps empty."""
    try:
        index, _ = tables.header(rows, *required, name="")
    except InputError:
        return None
    return _stated(rows[:index])


def _stated(above: list[Row]) -> str:
    """The date in "Last Updated,13/04/2018" or "Report Date: 23-Sep-2026"."""
    cells = [cell for row in above for cell in row.cells if cell]
    return cells[-1].rpartition(":")[2] if cells else ""


def _recognised(dataset: str, name: str, date: str) -> Recognised:
    return Recognised(dataset=dataset, format=name, published=when.parse(date))
