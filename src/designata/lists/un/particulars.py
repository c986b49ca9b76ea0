"""The particulars of an individual or entity: births, identity papers, addresses.

The list has fields for the parts of each, and a ``NOTE`` where whatever did not fit was written.
"""

import re
from collections import defaultdict
from functools import lru_cache

from lxml import etree

from designata.data import folded
from designata.lists import labelled, papers
from designata.lists.entry import Entry
from designata.model import countries, when

_YEAR = re.compile(r"\d{4}")
_ABOUT = re.compile(r"approx", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]{2}|\(")
_PASSPORT = re.compile(r"\bpass|pasaporte", re.IGNORECASE)


@lru_cache(maxsize=4096)
def place(text: str) -> str | None:
    """The code of a country as the list writes it.

    >>> place("Iran (Islamic Republic of)"), place("RPDC"), place("")
    ('ir', 'kp', None)
    """
    return folded("un", "place").get(text.casefold()) or countries.nation(
        text.removesuffix(" passport")
    )


def fields(element: etree._Element) -> defaultdict[str, str]:
    """The texts of an element's children by their names, white space put in order; empty if none.

    >>> from lxml.etree import XML
    >>> cells = fields(XML("<A><CITY>Al  Aziziyya</CITY><NOTE/></A>"))
    >>> cells["CITY"], cells["NOTE"], cells["STREET"]
    ('Al Aziziyya', '', '')
    """
    cells: defaultdict[str, str] = defaultdict(str)
    for child in element:
        if text := child.text:
            cells[str(child.tag)] = " ".join(text.split())
    return cells


def country(entry: Entry, prop: str, text: str) -> None:
    """Adds a country; text that names none is kept."""
    entry.add(prop, place(text) or text, original=text)


def birth_date(entry: Entry, element: etree._Element) -> None:
    """A day or year, about one, or between two; a note may complete it or stand alone."""
    cells = fields(element)
    kind, note = cells["TYPE_OF_DATE"], cells["NOTE"]
    date = cells["DATE"][:10] or cells["YEAR"]
    start, end = cells["FROM_YEAR"], cells["TO_YEAR"]
    about = "~" if kind == "APPROXIMATELY" or _ABOUT.match(note) else ""
    if start or end:
        written = f"{start + about if start else '..'}/{end + about if end else '..'}"
        original = f"{kind} {start} {end} {note if about else ''}"
    elif date:
        fuller = when.parse(f"{note} {date}") if note and _YEAR.fullmatch(date) else None
        written = fuller.edtf if fuller else date + about
        original = f"{kind} {date} {note}" if fuller or about else date
        note = "" if fuller else note
    else:
        read = when.parse(note)
        written, original = (read.edtf, note) if read else ("", "")
        note = "" if read else note
    entry.add("birthDate", written, original=" ".join(original.split()))
    if note and not _ABOUT.fullmatch(note.rstrip("ately")):
        entry.add("notes", f"Birth date {date}: {note}" if date else f"Birth date: {note}")


def birth_place(entry: Entry, element: etree._Element) -> None:
    """Town, province and country, and whatever else is noted."""
    cells = fields(element)
    land = cells["COUNTRY"]
    parts = [cells[tag] for tag in ("STREET", "CITY", "STATE_PROVINCE")]
    entry.add("birthPlace", ", ".join(filter(None, (*parts, land))))
    if code := place(land):
        entry.add("birthCountry", code, original=land)
    if note := cells["NOTE"]:
        entry.add("notes", f"Place of birth: {note}")


def document(entry: Entry, element: etree._Element) -> None:
    """A passport or other paper; the number may stand among words, in the kind or in the note."""
    cells = fields(element)
    kind, second = cells["TYPE_OF_DOCUMENT"], cells["TYPE_OF_DOCUMENT2"]
    number, note = cells["NUMBER"], cells["NOTE"]
    land, issued_in = cells["ISSUING_COUNTRY"], cells["COUNTRY_OF_ISSUE"]
    if not (kind or second or number or note):
        return
    texts = [text for text in (number, second, note) if text]
    read = papers.read(" ".join(texts))
    if number and not _WORDS.search(number):
        read = papers.Paper(number, read.country, read.since, read.until)
    for other in labelled.numbers(" ".join(texts)):  # an Italian fiscal code, a SWIFT code
        entry.add(other.prop, other.value)
    if not (found := read.number or number):
        entry.keep(f"{kind or 'Document'}: {'; '.join(texts)}", "document")
        return
    country = land or issued_in
    entry.paper(
        found,
        prop="passportNumber" if _PASSPORT.search(kind or second) else "idNumber",
        type=kind or second,
        country=(place(country) or country) or read.country,
        authority=", ".join(filter(None, (cells["CITY_OF_ISSUE"], issued_in))),
        since=cells["DATE_OF_ISSUE"][:10] or read.since,
        until=cells["DATE_OF_EXPIRY"][:10] or read.until,
        summary="; ".join(text for text in texts if text != found),
    )


def address(entry: Entry, element: etree._Element) -> None:
    """An address; its note says since when, whether it is still so, or is the address itself."""
    cells = fields(element)
    land, note = cells["COUNTRY"], cells["NOTE"]
    street, city = cells["STREET"], cells["CITY"]
    state, code = cells["STATE_PROVINCE"], cells["ZIP_CODE"]
    full = ", ".join(filter(None, (street, city, state, code, land)))
    entry.address(
        full=full or note,
        street=street,
        city=city,
        state=state,
        postalCode=code,
        country=place(land) or land,
        remarks=note if full else "",
    )
    if entry.schema != "Person" and (found := place(land)):
        entry.add("country", found, original=land)
    labelled.tell(entry, note)
