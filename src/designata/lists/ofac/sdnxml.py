"""OFAC's SDN.XML and CONSOLIDATED.XML: the contents of the CSV set in one file.

What the CSV puts into remarks stands here in elements: papers and other labels in ``idList``, birth
dates, weak aliases. Both namespaces are read, that of before and that of since May 2024.
https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas
"""

import re
from collections.abc import Iterator
from functools import partial

from lxml import etree

from designata.errors import DamagedError
from designata.formats import xml
from designata.lists.entry import Entry
from designata.lists.ofac import listing, particulars, remarks
from designata.lists.ofac.csvset import WIDTH
from designata.lists.ofac.listing import Find, Listed
from designata.lists.ofac.particulars import Paper
from designata.lists.source import Edition, File, Recognised, Record
from designata.model import when

FORMAT = "OFAC XML"

ROOT = "sdnList"
"""The root element; its namespace has changed and tells nothing."""

_PUBLISHED = re.compile(r"<Publish_Date>\s*(\d\d)/(\d\d)/(\d{4})\s*<")
_ENTRY = re.compile(rb"<sdnEntry>(.*?)</sdnEntry>", re.DOTALL)
_PROGRAM = re.compile(rb"<program>([^<]+)<")
_LABELLED = {
    "dateOfBirthList": "DOB",
    "placeOfBirthList": "POB",
    "nationalityList": "nationality",
    "citizenshipList": "citizen",
}
"""Lists that say what a label says in a remark."""

_VALUE = {"dateOfBirthList": "dateOfBirth", "placeOfBirthList": "placeOfBirth"}
_OF_VESSELS = {
    "call_sign": "callSign",
    "kind": "vesselType",
    "tonnage": "tonnage",
    "gross": "grossRegisteredTonnage",
    "flag": "vesselFlag",
    "owner": "vesselOwner",
}


def recognise(file: File) -> Recognised | None:
    """Tells, of a file with the root element, the list by its programs, and the date."""
    if b"<publshInformation>" not in file.head:
        return None
    date = _PUBLISHED.search(file.head.decode("utf-8", "replace"))
    entries = [[p.decode() for p in _PROGRAM.findall(e)] for e in _ENTRY.findall(file.head)]
    return Recognised(
        dataset=listing.dataset(entries, named=file.name.rpartition("/")[2]),
        format=FORMAT,
        covers=frozenset(WIDTH),
        published=when.parse(f"{date[3]}-{date[1]}-{date[2]}") if date else None,
    )


def records(edition: Edition) -> Iterator[Record]:
    """The entries of the list.

    Raises:
        InputError: when the file is damaged: what, where, the cure.
    """
    file = edition.files["main"]
    content = file.content()
    find = listing.finder(partial(_everybody, content, file.name))
    for element, locator in xml.records(content, "sdnEntry", name=file.name):
        number = _text(element, "uid")
        if not number.isdecimal():
            raise DamagedError(
                f"the entry has no uid but {number!r}", where=f"{file.name}, {locator}"
            )
        yield Record(
            id=f"ofac-{number}",
            schema=listing.schema(_text(element, "sdnType")),
            raw=etree.tostring(element, encoding="utf-8", with_tail=False),
            tell=partial(_tell, element, find),
            locator=locator,
        )


def _tell(element: etree._Element, find: Find, entry: Entry) -> None:
    entry.add("topics", "sanction")
    listing.name(entry, _name(element))
    tags = [tag.text.strip() for tag in element.iterfind("programList/program") if tag.text]
    listed = Listed(entry, {tag: listing.sanction(entry, tag) for tag in tags or [""]}, find=find)
    title, remark = _text(element, "title"), _text(element, "remarks")
    listing.title(entry, title)
    if (ship := element.find("vesselInfo")) is not None:
        listing.vessel(listed, **{prop: _text(ship, tag) for prop, tag in _OF_VESSELS.items()})
    entry.add("notes", remark)
    remarks.tell(listed, remark, known=frozenset((title,)))
    for alias in element.iterfind("akaList/aka"):
        _alias(entry, alias)
    for place in element.iterfind("addressList/address"):
        _address(entry, place)
    for name, label in _LABELLED.items():
        for item in element.iterfind(f"{name}/*"):
            value = item.find(_VALUE.get(name, "country"))
            if value is not None and value.text:
                particulars.tell(listed, f"{label} {value.text}")
    for paper in element.iterfind("idList/id"):
        _paper(listed, paper)
    entry.settle()


def _alias(entry: Entry, alias: etree._Element) -> None:
    kind = _text(alias, "type")
    prop = listing.NAME_TYPES.get(kind.replace(".", "").casefold())
    if not prop:
        entry.keep(f"{kind}: {_name(alias)}", "alias type")
        prop = "alias"
    if prop == "alias" and _text(alias, "category") == "weak":
        prop = "weakAlias"
    entry.add(prop, _name(alias))


def _address(entry: Entry, place: etree._Element) -> None:
    """Put together as in the CSV set, so that an address stays the same in both."""
    lines = [text for number in "123" if (text := _text(place, f"address{number}"))]
    city, state = _text(place, "city"), _text(place, "stateOrProvince")
    code, country = _text(place, "postalCode"), _text(place, "country")
    town = " ".join(text for text in (", ".join(t for t in (city, state) if t), code) if text)
    street = ", ".join(lines)
    parts = {"street": street, "city": city, "state": state, "postalCode": code}
    listing.address(entry, street, town, country=country, **parts)


def _paper(listed: Listed, paper: etree._Element) -> None:
    kind, number, country = (_text(paper, f"id{part}") for part in ("Type", "Number", "Country"))
    since, until = _text(paper, "issueDate"), _text(paper, "expirationDate")
    stated = Paper(country=country or None, since=since or None, until=until or None)
    if not particulars.tell(listed, f"{kind} {number}".strip(), stated):
        listed.entry.paper(number, type=kind, country=country, since=since, until=until)


def _name(element: etree._Element) -> str:
    """``LAST, First``, as the CSV set writes it."""
    both = _text(element, "lastName"), _text(element, "firstName")
    return ", ".join(text for text in both if text)


def _text(element: etree._Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _everybody(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    for element, _ in xml.records(content, "sdnEntry", name=name):
        yield f"ofac-{_text(element, 'uid')}", _name(element)
