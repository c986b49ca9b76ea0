"""The UK Sanctions List of the Foreign, Commonwealth & Development Office: XML, CSV and ODS.

Since 28 January 2026 the only list of the United Kingdom (https://www.gov.uk/government/
publications/the-uk-sanctions-list ; https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml,
.csv, .ods). XML: ``Designations`` with ``DateGenerated`` and one ``Designation`` a subject and
regime. CSV and ODS: a row "Report Date: 23-Sep-2026", a header, one row for every combination of a
designation's values. Names and structure as ``data/uk.toml`` documents; no file was at hand.
"""

from collections.abc import Iterator
from functools import partial

from lxml import etree

from designata.data import folded
from designata.errors import DamagedError
from designata.formats import tables, xml
from designata.formats.tables import Row
from designata.lists.entry import Entry
from designata.lists.source import Edition, Record
from designata.lists.uk.conlist import check
from designata.lists.uk.subject import SCHEMATA, UNKNOWN, Subject, fields
from designata.lists.uk.tell import Source, tell

REQUIRED = ("Unique ID", "Name 6", "Name type", "Regime Name")
"""Columns without which a table is no UK Sanctions List."""

_SOURCE = Source(
    key="uksl", authority="Foreign, Commonwealth & Development Office", named_by_id=True
)
_FLAGS = "SanctionsImposedIndicators"


def records(edition: Edition) -> Iterator[Record]:
    """The designations by their Unique ID, in the order of the file.

    Raises:
        InputError: when the file is damaged, columns are missing, or a designation has no number.
    """
    file = edition.files["main"]
    content, name = file.content(), file.name
    if content.startswith(b"PK"):
        _, columns, rows = tables.sheet_with(content, *REQUIRED, name=name)
        return _of_rows(rows, columns, name)
    if edition.format.endswith("XML"):
        return _of_elements(content, name)
    every = list(tables.csv_rows(content, name=name))
    index, columns = tables.header(every, *REQUIRED, name=name)
    return _of_rows(every[index + 1 :], columns, name)


def _of_rows(rows: list[Row], columns: list[str], name: str) -> Iterator[Record]:
    names = fields(columns, "uksl")
    at = names.index("reference")
    kind = names.index("kind") if "kind" in names else at
    groups: dict[str, list[Row]] = {}
    for row in rows:
        check(row, len(columns), at, name=name)
        groups.setdefault(row.cells[at], []).append(row)
    for reference, members in groups.items():
        yield Record(
            id=f"uk-{reference}",
            schema=SCHEMATA.get(members[0].cells[kind].casefold(), "LegalEntity"),
            raw="\x1e".join("\x1f".join(row.cells) for row in members).encode(),
            tell=partial(_tell_rows, members, names),
            locator=members[0].locator,
        )


def _tell_rows(rows: list[Row], names: list[str], entry: Entry) -> None:
    subject = Subject()
    for row in rows:
        cells = dict(zip(names, row.cells, strict=False))
        script = {field: cells.pop(field, "") for field in ("script", "scriptLanguage")}
        subject.take(script, row.locator)  # apart: which name it writes is not told
        subject.take(cells, row.locator)
    tell(subject, _SOURCE, entry)


def _of_elements(content: bytes, name: str) -> Iterator[Record]:
    for element, locator in xml.records(content, "Designation", name=name):
        reference = (element.findtext("UniqueID") or "").strip()
        if not reference:
            raise DamagedError("the designation has no UniqueID", where=f"{name}, {locator}")
        kind = (element.findtext("IndividualEntityShip") or "").strip()
        yield Record(
            id=f"uk-{reference}",
            schema=SCHEMATA.get(kind.casefold(), "LegalEntity"),
            raw=etree.tostring(element, with_tail=False),
            tell=partial(_tell_element, element),
            locator=locator,
        )


def _tell_element(element: etree._Element, entry: Entry) -> None:
    subject = Subject()
    for cells in _cells(element):
        subject.take(cells, entry.locator)
    tell(subject, _SOURCE, entry)


def _cells(element: etree._Element) -> Iterator[dict[str, str]]:
    """The texts of each container, by field: a row for a name, an address, a passport."""
    known = folded("uk", "element")
    cells: dict[str, str] = {}
    for child in element.iterchildren(etree.Element):
        tag, text = str(child.tag), (child.text or "").strip()
        if len(child):
            yield from _flags(child) if tag == _FLAGS else _cells(child)
        elif text:
            field = known.get(tag.casefold(), UNKNOWN + tag)
            if field in cells:  # the next of its kind
                yield cells
                cells = {}
            cells[field] = text
    if cells:
        yield cells


def _flags(element: etree._Element) -> Iterator[dict[str, str]]:
    """The measures flagged as imposed, in words; those flagged otherwise say nothing."""
    for flag in element.iterchildren(etree.Element):
        if (flag.text or "").strip().casefold() == "true":
            words = "".join(f" {c}" if c.isupper() else c for c in str(flag.tag))
            yield {"indicator": words.strip().capitalize()}
