"""OFSI's Consolidated List of Asset Freeze Targets, in CSV and in a workbook, 2018 to January 2026.

The first row is "Last Updated" and the date of publication; then one row for every combination of a
subject's names, birth dates and addresses, tied by the Group ID, not always side by side. From 2022
it has 36 columns, before that 29 (no scripts, papers with their details in one cell, ships among
the entities). https://www.gov.uk/government/publications/
financial-sanctions-consolidated-list-of-targets ; closed since 28 January 2026.
"""

import re
from collections.abc import Iterator
from functools import cache, partial

from designata.data import folded
from designata.errors import InputError
from designata.formats import tables
from designata.formats.tables import Row
from designata.lists import labelled
from designata.lists.entry import Entry
from designata.lists.source import Edition, Record
from designata.lists.uk.subject import SCHEMATA, Subject, fields
from designata.lists.uk.tell import Source, tell
from designata.model import identifiers

REQUIRED = ("Name 6", "Group Type", "Alias Type", "Regime", "Group ID")
"""Columns without which a table is no ConList."""

_SOURCE = Source(
    key="conlist",
    authority="Office of Financial Sanctions Implementation, HM Treasury",
    provisions=("Asset freeze",),
)
_REFERENCE = r"(?:[A-Z]{2,4}\d{3,4}|[A-Z]{2}[ieIE]\.\d{3})"
_REFERENCES = re.compile(rf"\s*({_REFERENCE}(?:\s*(?:,|and)\s*{_REFERENCE})*)\s*\.?\s*")
_SHIP = re.compile(r"\bIMO(?: number)?:? (\d{7})\b")


def records(edition: Edition) -> Iterator[Record]:
    """The subjects, in the order of their first rows.

    Raises:
        InputError: when columns are missing, a row is cut short or names no subject.
    """
    file = edition.files["main"]
    content, name = file.content(), file.name
    if content.startswith((b"PK", b"\xd0\xcf")):
        _, columns, rows = tables.sheet_with(content, *REQUIRED, name=name)
    else:
        every = list(tables.csv_rows(content, name=name))
        index, columns = tables.header(every, *REQUIRED, name=name)
        rows = every[index + 1 :]
    names = fields(columns, "conlist")
    at, kind, remarks = names.index("group"), names.index("kind"), _index(names, "tagged")
    groups: dict[str, list[Row]] = {}
    for row in rows:
        check(row, len(columns), at, name=name)
        groups.setdefault(row.cells[at], []).append(row)
    for group, members in groups.items():
        first = members[0].cells
        yield Record(
            id=f"uk-{group}",
            schema=_schema(first[kind], first[remarks] if remarks is not None else ""),
            raw="\x1e".join("\x1f".join(row.cells) for row in members).encode(),
            tell=partial(_tell, members, names),
            locator=members[0].locator,
        )


def check(row: Row, width: int, at: int, *, name: str) -> None:
    """Refuses a row that is cut short, or names no subject.

    Raises:
        InputError: with its place.
    """
    if len(row.cells) < width or not row.cells[at]:
        short = len(row.cells) < width
        raise InputError(
            f"the row has {len(row.cells)} cells, not {width}"
            if short
            else "the row has no number",
            where=f"{name}, {row.locator}",
            cure="the file may be cut short: fetch it again",
        )


def _index(names: list[str], field: str) -> int | None:
    return names.index(field) if field in names else None


def _schema(kind: str, remarks: str) -> str:
    """Before 2022 a ship is an entity with an IMO number; a firm's has other check digits."""
    schema = SCHEMATA.get(kind.casefold(), "LegalEntity")
    if schema == "Organization" and (imo := _SHIP.search(remarks)):
        return "Vessel" if identifiers.is_ship_imo(imo[1]) else schema
    return schema


def _tell(rows: list[Row], names: list[str], entry: Entry) -> None:
    subject = Subject()
    seen: dict[str, str] = {}
    for row in rows:
        cells = dict(zip(names, row.cells, strict=False))
        if text := cells.pop("tagged", ""):
            seen.setdefault(text, row.locator)
        subject.take(cells, row.locator)
    for text, where in seen.items():
        for part in parts(text):
            subject.take(part, where)
    tell(subject, _SOURCE, entry)


@cache
def _tag() -> re.Pattern[str]:
    names = "|".join(
        re.escape(name) for name in sorted(folded("uk", "tags"), key=len, reverse=True)
    )
    return re.compile(rf"\(({names})\)\s*:", re.IGNORECASE)


def parts(text: str) -> list[dict[str, str]]:
    """The tagged parts of "Other Information" by field; what stands before or after is a remark.

    >>> parts("(UK Sanctions List Ref):BEL0047 and GHR0051. Son of X. (Gender):Male")
    [{'reference': 'BEL0047 and GHR0051', 'remarks': 'Son of X.'}, {'gender': 'Male'}]
    """
    before, *tagged = _tag().split(text)
    found: list[dict[str, str]] = [{"remarks": before.strip()}] if before.strip() else []
    if not tagged:  # before 2022; later on it is another's reference that stands in the text
        found += [{"unReference": reference} for reference in labelled.un_references(before)]
    for name, following in zip(tagged[::2], tagged[1::2], strict=True):
        field, value = folded("uk", "tags")[name.casefold()], following.strip()
        if field in {"reference", "unReference"}:
            match = _REFERENCES.match(value)
            part = {field: match[1]} if match else {}
            if rest := value[match.end() :] if match else value:
                part["remarks"] = rest
            found.append(part)
        elif value:
            found.append({field: value})
    return found
