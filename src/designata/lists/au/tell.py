"""What Australia's list says of a subject, as claims.

Dates, places and addresses stand several to a cell, divided by commas, semicolons or letters.
"Additional Information" is kept whole; ``additional.py`` reads what it states behind a label.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from designata.data import folded
from designata.formats.tables import Row
from designata.lists import labelled, numbered
from designata.lists.au import additional
from designata.lists.entry import Entry
from designata.lists.publishers import Publisher
from designata.model import countries, vocabulary

_ABOUT = r"(?:(?:approximately|approx\.?|circa|about)\s*:?\s*)?"
_ONE_DATE = (
    r"(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2}\s+[A-Z][a-z]{2,8}\.?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{4}|\d{4})"
)
_DATES = re.compile(
    rf"(?<![\d/]){_ABOUT}(?:between\s+\d{{4}}\s+and\s+\d{{4}}|{_ONE_DATE})(?![\d/])", re.IGNORECASE
)
_BETWEEN_DATES = re.compile(r"[\s,;.:]|\b(?:and|or|alt|alternatively)\b", re.IGNORECASE)
_FIRST_YEAR = 1850  # before it, a year of another calendar
_NOTHING = {"na", "n/a", "-", "unknown", "not available"}
_ALTERNATIVES = re.compile(r"\s*(?:;|[\r\n]+|,?\s*\balt\.? POB:)\s*", re.IGNORECASE)
_DAY = r"(\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|\d{4}-\d\d-\d\d)"
_LISTED = re.compile(
    r"(?<![\w-])(?<!last )(?<!formerly )(?<!previously )(?:listed|designated)\b", re.IGNORECASE
)
_LATER = re.compile(r"\b(?:amended|re-?listed|formerly)\b", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^()]*\)$")
_POSTCODE = re.compile(r"[\s,]+\d[\d\s-]*$")
_OF_THE_SANCTION = {"program", "listing", "control", "legalBasis"}

Values: TypeAlias = dict[str, dict[str, str]]
"""The texts of each field, with the place where each stood first."""


def tell(
    rows: list[Row], names: list[str], number: str, publisher: Publisher, entry: Entry
) -> None:
    """Adds all claims about a subject to its record.

    Args:
        rows: its rows.
        names: the field of each column; a measure behind ``!``, an unknown column behind ``?``.
        number: its reference without letters.
        publisher: the list's publisher.
        entry: its record.
    """
    home = entry.locator
    values: Values = {}
    entry.add("topics", "sanction")
    for row in rows:
        cells = dict(zip(names, row.cells, strict=False))
        entry.locator = row.locator
        _name(cells, entry)
        for field, text in cells.items():
            if text and field not in {"name", "nameType", "strength", "kind", "reference"}:
                values.setdefault(field, {}).setdefault(text, row.locator)
    entry.locator = home
    _sanctions(values, number, publisher, entry)
    for field, texts in values.items():
        for text, where in texts.items():
            entry.locator = where
            _value(entry, field, text)
    entry.locator = home
    entry.settle()


def _name(cells: dict[str, str], entry: Entry) -> None:
    kind = cells.get("nameType", "")
    prop = folded("au", "nameType").get(kind.casefold())
    name = cells.get("name", "").strip(" ;")
    if kind and not prop:
        entry.keep(f"name type of {name}: {kind}", "name type")
    if cells.get("strength", "").casefold() == "weak":
        prop = "weakAlias"
    entry.add(prop or "alias", name)


def _value(entry: Entry, field: str, text: str) -> None:
    if field in _TOLD:
        _TOLD[field](entry, text)
    elif field.startswith("?"):
        entry.keep(f"{field[1:]}: {text}", field[1:])
    elif field not in _OF_THE_SANCTION and not field.startswith("!"):
        say(entry, field, text)


def _birth_places(entry: Entry, text: str) -> None:
    for place in several(text):
        say(entry, "birthPlace", place)
        if (code := land(place)) and entry.schema == "Person":
            entry.add("birthCountry", code, original=place)


def _citizenships(entry: Entry, text: str) -> None:
    for country in re.split(r"\s*;\s*", text):
        say(entry, "citizenship" if entry.schema == "Person" else "country", country)


def _addresses(entry: Entry, text: str) -> None:
    for address in several(text):
        code = land(address)
        entry.address(full=address, country=code)
        if code and entry.schema != "Person":
            entry.add("country", code, original=address)


def _remarks(entry: Entry, text: str) -> None:
    entry.add("notes", text)
    labelled.tell(entry, text)
    additional.tell(entry, text, folded("au", "tag"))


def _birth_dates(entry: Entry, text: str) -> None:
    left = text
    for match in _DATES.finditer(text):
        plain = " ".join(match[0].replace(":", " ").split())
        year = re.search(r"\d{4}", plain)
        if year and int(year[0]) < _FIRST_YEAR:
            continue
        month = re.fullmatch(r"(\d{1,2})/(\d{4})", plain)
        say(entry, "birthDate", f"00/{plain}" if month else plain, original=match[0])
        left = left.replace(match[0], " ", 1)
    rest = _BETWEEN_DATES.sub("", left)
    if rest and rest.casefold() not in _NOTHING:
        entry.keep(f"birthDate: {text}", "birthDate")


def _sanctions(values: Values, number: str, publisher: Publisher, entry: Entry) -> None:
    for program, where in (values.pop("program", {}) or {"": entry.locator}).items():
        sanction = entry.child("Sanction", program or "listing")
        sanction.locator = where
        for prop, text in (
            ("entity", entry.id),
            ("authority", publisher.authority),
            ("country", publisher.country),
            ("program", program),
            ("authorityId", number),
            *(("legalBasis", text) for text in values.get("legalBasis", {})),
            *(("modifiedAt", text) for text in values.get("control", {})),
            *(("unscId", un) for t in values.get("remarks", {}) for un in _un(t)),
        ):
            sanction.add(prop, text)
        for text in values.get("listing", {}):
            sanction.add("listingDate", _listed(text))
            if text not in values.get("legalBasis", {}):
                sanction.add("summary", text)
        for field, texts in values.items():
            if field.startswith("!"):
                for text in texts:
                    _provision(sanction, field[1:], text)


def _un(text: str) -> list[str]:
    return labelled.un_references(text, first=True)


def _provision(sanction: Entry, measure: str, text: str) -> None:
    if text.casefold() in {"true", "yes", "1"}:
        sanction.add("provisions", measure)
    elif text.casefold() not in {"false", "no", "0"}:
        sanction.keep(f"{measure}: {text}", "provisions")


def _listed(text: str) -> str | None:
    """The day of the first listing; days of amendments and of later listings are not it."""
    if first := re.match(_DAY, text):
        return first[0]
    if found := _LISTED.search(text):
        until = _LATER.search(text, found.end())
        if day := re.search(_DAY, text[found.end() : until.start() if until else None]):
            return day[0]
    return None


def several(text: str) -> list[str]:
    """Places or addresses of one cell, by letters where there are any, else by line and semicolon.

    >>> several("a) Kabul, Afghanistan b) Quetta, Pakistan"), several("Gaza; na")
    (['Kabul, Afghanistan', 'Quetta, Pakistan'], ['Gaza'])
    """
    lettered = numbered.values(text)
    parts = lettered if len(lettered) > 1 else [p for v in lettered for p in _ALTERNATIVES.split(v)]
    plain = (part.strip(" ;,") for part in parts)
    return [part for part in plain if part and part.casefold() not in _NOTHING]


def land(text: str) -> str | None:
    """The country that a place or address ends with, behind it at most a remark or post code.

    >>> land("Orsha, Republic of Belarus 211004"), land("Sirte, Libya (since 2013)"), land("Tehran")
    ('by', 'ly', None)
    """
    whole = text.strip(" .;,")
    for plain in (whole, _REMARK.sub("", whole)):
        words = _POSTCODE.sub("", plain).rpartition(",")[2].split()[-7:]
        for start in range(len(words)):
            phrase = " ".join(words[start:])
            if (len(phrase) > 3 or phrase.isupper()) and (code := countries.code(phrase)):  # noqa: PLR2004
                return code
    return None


def say(entry: Entry, prop: str, text: str, *, original: str | None = None) -> None:
    """One claim, or a note where the schema has no such property."""
    if prop in vocabulary.schema(entry.schema).properties:
        entry.add(prop, text, original=original)
    else:
        entry.keep(f"{prop}: {original or text}", prop)


_TOLD: dict[str, Callable[[Entry, str], None]] = {
    "birthDate": _birth_dates,
    "birthPlace": _birth_places,
    "citizenship": _citizenships,
    "address": _addresses,
    "remarks": _remarks,
}
