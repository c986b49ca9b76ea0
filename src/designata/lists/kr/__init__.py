"""South Korea's own designations, kept in a table: Korea publishes no machine-readable list.

A row is a designation, put together by whoever keeps the table from announcements and reports; its
columns and rules are in ``docs/korea-table.md``. What the keeper inferred (an IMO number, who it is
on OFAC's list) is said as possible, never as Korea's word.
https://www.mofa.go.kr/eng/ announces designations, in Korean first.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b

import msgspec

from designata.errors import InputError
from designata.formats import tables
from designata.formats.tables import Row
from designata.lists import publishers
from designata.lists.kr.tell import tell
from designata.lists.source import Edition, File, Recognised, Record
from designata.model import when

READER = 1

PUBLISHER = publishers.of("kr")

REQUIRED = ("designation_date", "kind", "name_en", "name_ko", "source_urls")
"""Columns without which a table is not this one."""

KINDS = {
    "person": "Person",
    "organization": "Organization",
    "company": "Company",
    "vessel": "Vessel",
    "aircraft": "Airplane",
}
"""What the column "kind" may hold, and the schema that it means."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SLUG = re.compile(r"[^a-z0-9]+")
_CURE = "correct the row; docs/korea-table.md tells the rules"


class _Entry(msgspec.Struct, frozen=True):
    id: str
    row: Row
    cells: dict[str, str]


def recognise(file: File) -> Recognised | None:
    r"""Tells the table by its header.

    >>> head = b"designation_date,effective_date,kind,name_en,name_ko,source_urls\n"
    >>> recognise(File("a.csv", lambda: head)).dataset
    'unilateral'
    """
    if not tables.begins_with(file.head, *REQUIRED):
        return None
    return Recognised(dataset="unilateral", format="Korea table CSV")


def records(edition: Edition) -> Iterator[Record]:
    """The designations in the order of the table.

    Raises:
        InputError: when a row is cut short, lacks a day, kind or name, or repeats another.
    """
    file = edition.files["main"]
    rows = list(tables.csv_rows(file.content(), name=file.name))
    _, columns = tables.header(rows[:1], *REQUIRED, name=file.name)
    entries: dict[str, _Entry] = {}
    for row in rows[1:]:
        entry = _read(row, columns, name=file.name)
        if entry.id in entries:
            raise _wrong(f"the row repeats {entry.id}", row, file.name)
        entries[entry.id] = entry
    named = {
        entry.cells[column].casefold(): entry
        for column in ("name_ko", "name_en")
        for entry in reversed(entries.values())
        if entry.cells[column]
    }
    for entry in entries.values():
        linked = _linked(entry, named)
        yield Record(
            id=entry.id,
            schema=KINDS[entry.cells["kind"].casefold()],
            raw="\x1f".join((*columns, *entry.row.cells, linked or "")).encode(),
            tell=partial(tell, entry.cells, linked, PUBLISHER),
            locator=entry.row.locator,
        )


def _read(row: Row, columns: list[str], *, name: str) -> _Entry:
    cells = dict(zip(columns, row.cells, strict=False))
    if len(row.cells) != len(columns):
        raise _wrong(f"the row has {len(row.cells)} cells, not {len(columns)}", row, name)
    day = cells["designation_date"]
    if not _DAY.fullmatch(day) or when.parse(day) is None:
        raise _wrong(f"the designation date is {day!r}, no day", row, name)
    if cells["kind"].casefold() not in KINDS:
        raise _wrong(f"the kind is {cells['kind']!r}, not one of {', '.join(KINDS)}", row, name)
    if not (called := cells["name_en"] or cells["name_ko"]):
        raise _wrong("the row has no name", row, name)
    plain = unicodedata.normalize("NFKD", called).encode("ascii", "ignore").decode().lower()
    slug = _SLUG.sub("-", plain).strip("-")
    slug = slug or blake2b(called.encode(), digest_size=6).hexdigest()
    return _Entry(f"kr-{day}-{slug}", row, cells)


def _linked(entry: _Entry, named: dict[str, _Entry]) -> str | None:
    """The id of the row that the linked entity's name names, in either language."""
    for column in ("linked_entity_en", "linked_entity_ko"):
        other = named.get(entry.cells.get(column, "").casefold())
        if other and other.id != entry.id:
            return other.id
    return None


def _wrong(what: str, row: Row, name: str) -> InputError:
    return InputError(what, where=f"{name}, {row.locator}", cure=_CURE)
