"""A target a row: the flat table that most spreadsheets and screening tools take.

The columns are those of https://www.opensanctions.org/docs/bulk/csv/ ; several values stand in one
cell between semicolons, and a value with one inside is quoted. A cell that a spreadsheet would take
for a formula begins with an apostrophe (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import csv
import io
from collections.abc import Iterable, Iterator

from designata.formats.ftm import Group, Line, line
from designata.model import vocabulary

COLUMNS = (
    *("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers"),
    *("sanctions", "phones", "emails", "program_ids", "dataset"),
    *("first_seen", "last_seen", "last_change"),
)
"""In their order."""

FORMULA = frozenset("=+-@\t\r")
"""With one of these, a cell that a spreadsheet takes for a formula begins."""


def rows(groups: Iterable[Group]) -> Iterator[bytes]:
    """The header, then a row for every group whose target is what lists list."""
    yield _quoted(COLUMNS)
    for group in groups:
        if group.is_target:
            yield _quoted(_cells(group))


def _cells(group: Group) -> list[str]:
    target = line(group.target, group)
    parts = [line(part, group) for part in group.parts]
    sanctions = [part for part in parts if part.schema == "Sanction"]
    papers = [part for part in parts if vocabulary.schema(part.schema).is_a("Identification")]
    places = [part for part in parts if part.schema == "Address"]
    columns: dict[str, Iterable[str]] = {
        "aliases": (name for name in _typed(target, "name") if name != target.caption),
        "birth_date": _of(target, "birthDate"),
        "countries": [*_typed(target, "country"), *_all(papers, "country")],
        "addresses": [*_of(target, "address"), *_all(places, "full")],
        "identifiers": [*_typed(target, "identifier"), *_all(papers, "number")],
        "sanctions": map(_told, sanctions),
        "phones": _typed(target, "phone"),
        "emails": _typed(target, "email"),
        "program_ids": [*_of(target, "programId"), *_all(sanctions, "programId")],
        "dataset": group.datasets.values(),
    }
    single = {
        "id": target.id,
        "schema": target.schema,
        "name": target.caption,
        "first_seen": group.first_seen or "",
        "last_seen": group.last_seen or "",
        "last_change": group.last_change or "",
    }
    joined = {column: _joined(values) for column, values in columns.items()}
    return [harmless((single | joined)[column]) for column in COLUMNS]


def _of(written: Line, prop: str) -> list[str]:
    return [value for value in written.properties.get(prop, ()) if isinstance(value, str)]


def _all(lines: Iterable[Line], prop: str) -> Iterator[str]:
    for written in lines:
        yield from _of(written, prop)


def _typed(written: Line, kind: str) -> Iterator[str]:
    """The values of all properties of one type."""
    types = vocabulary.schema(written.schema).properties
    for prop in written.properties:
        if types[prop] == kind:
            yield from _of(written, prop)


def _told(sanction: Line) -> str:
    """A designation in a phrase: program, reason, status, from when, until when."""
    props = ("program", "reason", "status", "startDate", "endDate")
    return " - ".join(value for prop in props for value in _of(sanction, prop))


def _joined(values: Iterable[str]) -> str:
    """Distinct values between semicolons.

    >>> _joined(["Kyiv; Ukraine", "Minsk", "Minsk", ""])
    '"Kyiv; Ukraine";Minsk'
    """
    distinct = [value for value in dict.fromkeys(values) if value]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="").writerow(distinct)
    return text.getvalue() if distinct else ""


def harmless(cell: str) -> str:
    """The cell so that no spreadsheet reckons with it.

    >>> harmless("=1+1"), harmless("A=1")
    ("'=1+1", 'A=1')
    """
    return f"'{cell}" if cell[:1] in FORMULA else cell


def _quoted(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()
