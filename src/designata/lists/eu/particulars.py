"""The particulars of an entity: births, citizenships, identifications, addresses.

Everything is an attribute; remarks stand below. A country ``00`` is unknown.
"""

import re

from lxml import etree

from designata.data import meanings
from designata.lists import labelled, papers
from designata.lists.entry import Entry
from designata.model import countries, identifiers, vocabulary, when

_NOTHING = frozenset({"none", "null", "unknown", "n/a", "na"})
_WORDS = re.compile(r"[a-z]{3}")
_RUSSIAN_TAX = re.compile(r"\bINN\b|\btax\b", re.IGNORECASE)
_FLAGS = {
    "diplomatic": "diplomatic",
    "knownExpired": "known to be expired",
    "knownFalse": "known to be false",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by the issuer",
}
_CONTACTS = {"PHONE": "phone", "EMAIL": "email", "WEB": "website"}
_SEVERAL = re.compile(r"\s*;\s*(?:and\s+)?|\s+and\s+|\s*,\s+")


def remarks(element: etree._Element) -> list[str]:
    """What is remarked on an element, text that says nothing left out.

    >>> from lxml.etree import XML
    >>> remarks(XML("<a><remark>none</remark><remark>Son of  X</remark><remark>.</remark></a>"))
    ['Son of X']
    """
    texts = (" ".join((remark.text or "").split()) for remark in element.iterfind("remark"))
    return [text for text in texts if text.strip(" .").casefold() not in {"", *_NOTHING}]


def say(entry: Entry, prop: str, text: str | None, *, original: str | None = None) -> None:
    """One claim, or a note where the schema has no such property."""
    if prop in vocabulary.schema(entry.schema).properties:
        entry.add(prop, text, original=original)
    elif text:
        entry.keep(f"{prop}: {original or text}", prop)


def land(element: etree._Element) -> tuple[str, str]:
    """The code and the name of the country of an element; both empty where it is unknown.

    >>> from lxml.etree import XML
    >>> land(XML('<a countryIso2Code="IQ" countryDescription="IRAQ"/>'))
    ('iq', 'IRAQ')
    """
    code, name = element.get("countryIso2Code", ""), element.get("countryDescription", "")
    if code in {"", "00"} and name in {"", "UNKNOWN"}:
        return "", ""
    name = name or code
    return countries.code(code) or countries.code(name) or name, name


def birth(entry: Entry, element: etree._Element) -> None:
    """A day, month or year, about one, or between two; and the place."""
    date, original = _date(element)
    noted = remarks(element)
    if not date:
        for text in list(noted):
            if found := when.parse(text):
                say(entry, "birthDate", found.edtf, original=text)
                noted.remove(text)
    say(entry, "birthDate", date, original=original)
    code, name = land(element)
    parts = [element.get(key, "") for key in ("city", "place", "region", "zipCode")]
    if any(parts):
        say(entry, "birthPlace", ", ".join(filter(None, (*parts, name))))
    say(entry, "birthCountry", code, original=name)
    for text in noted:
        entry.add("notes", f"Birth: {text}")


def _date(element: etree._Element) -> tuple[str, str]:
    """The date in EDTF, and as the list states it."""
    about = "~" if element.get("circa") == "true" else ""
    start, end = element.get("yearRangeFrom", ""), element.get("yearRangeTo", "")
    day, month, year = (element.get(key, "") for key in ("dayOfMonth", "monthOfYear", "year"))
    calendar = element.get("calendarType", "GREGORIAN")
    if start or end:
        date = f"{start + about if start else '..'}/{end + about if end else '..'}"
        original = f"{start} to {end}" if about else date
    elif exact := element.get("birthdate"):
        date, original = exact + about, exact
    elif calendar == "GREGORIAN":
        date = original = "-".join(filter(None, (year, month.zfill(2) if month else "")))
        date += about if date else ""
    else:
        date, original = "", ""
    if calendar != "GREGORIAN":
        original = f"{day}.{month}.{year} {calendar}"
        date = date or original
    return date, f"circa {original}" if about else original


def citizenship(entry: Entry, element: etree._Element) -> None:
    """A citizenship; a firm's is a country it has to do with."""
    code, name = land(element)
    prop = "citizenship" if entry.schema == "Person" else "country"
    entry.add(prop, code, original=name)
    for text in filter(None, (element.get("region"), *remarks(element))):
        entry.add("notes", f"Citizenship{f' {name}' if name else ''}: {text}")


def identification(entry: Entry, element: etree._Element) -> None:
    """A paper or number; what the list knows against it is in the paper's summary."""
    kind, noted = element.get("identificationTypeCode", ""), remarks(element)
    given = " ".join(element.get("number", "").split())
    read = papers.read(" ".join((given, *noted)))
    number = read.number if _WORDS.search(given) or not given else given
    if number is None:
        entry.keep(f"{element.get('identificationTypeDescription')}: {given}", kind)
        return
    if kind not in meanings("eu", "identification"):
        entry.keep(f"identification type of {number}: {kind}", "identificationTypeCode")
    code, _ = land(element)
    flags = [words for flag, words in _FLAGS.items() if element.get(flag) == "true"]
    dates = [element.get(key, "")[:10] for key in ("issueDate", "validFrom", "validTo")]
    entry.paper(
        number,
        prop=_property(kind, number, code, noted),
        type=element.get("identificationTypeDescription") or kind,
        country=code or read.country,
        authority=", ".join(filter(None, (element.get("issuedBy"), element.get("region")))),
        since=dates[0] or dates[1] or read.since,
        until=dates[2] or read.until,
        summary="; ".join(
            filter(
                None,
                (
                    given if given != number else "",
                    element.get("latinNumber"),
                    element.get("nameOnDocument"),
                    f"valid from {dates[1]}" if dates[0] and dates[1] else "",
                    *flags,
                    *noted,
                ),
            )
        ),
    )


def _property(kind: str, number: str, code: str, noted: list[str]) -> str | None:
    """The property of a bare number: Russian numbers are told by their check digits."""
    text = " ".join(noted)
    for found in labelled.numbers(f"{text} {number}") if text else ():
        return found.prop
    if kind in {"regnumber", "fiscalcode", "other"} and code in {"", "ru"}:
        digits = identifiers.compact(number)
        if len(digits) in {13, 15} and identifiers.normalise("ogrnCode", digits):
            return "ogrnCode"
        if kind != "other" or _RUSSIAN_TAX.search(text):
            if identifiers.normalise("innCode", digits):
                return "innCode"
            if _RUSSIAN_TAX.search(text):
                return "taxNumber"
    return meanings("eu", "identification").get(kind) or None


def address(entry: Entry, element: etree._Element) -> None:
    """An address, and the contacts that stand with it."""
    code, name = land(element)
    street, city, region = (element.get(key, "") for key in ("street", "city", "region"))
    place, box, postal = (element.get(key, "") for key in ("place", "poBox", "zipCode"))
    noted = remarks(element)
    if element.get("asAtListingTime") == "true":
        noted.append("as at the time of listing")
    full = ", ".join(filter(None, (street, place, box, postal, city, region, name)))
    entry.address(
        full=full or "; ".join(noted),
        street=street,
        street2=place,
        postOfficeBox=box,
        postalCode=postal,
        city=city,
        region=region,
        country=code,
        remarks="; ".join(noted) if full else "",
    )
    if entry.schema != "Person" and code:
        entry.add("country", code, original=name)
    for text in noted:
        labelled.tell(entry, text)
    for contact in element.iterfind("contactInfo"):
        key, value = contact.get("key", ""), contact.get("value", "")
        for part in _SEVERAL.split(value.strip()):
            if prop := _CONTACTS.get(key):
                plain = "".join(part.split()) if prop == "email" else part
                say(entry, prop, plain, original=part)
            elif part:
                entry.add("notes", f"{key.capitalize()}: {part}")
