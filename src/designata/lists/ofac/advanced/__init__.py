"""OFAC's advanced XML, in the United Nations' model: SDN_ADVANCED.XML and CONS_ADVANCED.XML.

Six sections that refer to one another by numbers: reference values, locations, papers, parties,
relations, list entries. Parties are held in brief until the last two are read, so that one pass
does. https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas ,
http://www.un.org/sanctions/1.0
"""

import re
from collections.abc import Iterator
from functools import partial

import msgspec

from designata.formats import xml
from designata.lists.ofac import listing
from designata.lists.ofac.advanced.sections import Sections
from designata.lists.ofac.csvset import WIDTH
from designata.lists.ofac.tell import tell
from designata.lists.source import Edition, File, Recognised, Record
from designata.model import when

FORMAT = "OFAC advanced XML"

ROOT = "Sanctions"
"""The root element's name."""

_SPACES = ("http://www.un.org/sanctions/1.0", "ADVANCED_XML")
_ISSUED = re.compile(
    rb"<(?:\w+:)?DateOfIssue\b.*?Year>(\d{4})<.*?Month>(\d{1,2})<.*?Day>(\d{1,2})<", re.DOTALL
)
_LIST = re.compile(rb'<(?:\w+:)?List\b[^>]*\bID="(\d+)"[^>]*>([^<]+)<')
_ENTRY = re.compile(rb"<(?:\w+:)?SanctionsEntry\b[^>]*>")
_OF_LIST = re.compile(rb'\bListID="(\d+)"')


def recognise(file: File) -> Recognised | None:
    """Tells the form by its root element and namespace, the list by its entries, and the date."""
    root = xml.root(file.head)
    if root is None or root[0] != ROOT or not root[1].endswith(_SPACES):
        return None
    date = _ISSUED.search(file.head)
    return Recognised(
        dataset=_dataset(file),
        format=FORMAT,
        covers=frozenset(WIDTH),
        published=when.parse("{}-{:0>2}-{:0>2}".format(*_text(date))) if date else None,
    )


def _text(match: re.Match[bytes]) -> Iterator[str]:
    return (group.decode() for group in match.groups())


def _dataset(file: File) -> str:
    """A party's entries name all the lists it is on; only the file's own list has every party."""
    content = file.content()
    names = {number: name.strip() for number, name in _LIST.findall(content)}
    found = {b"SDN List": 0, b"Consolidated List": 0}
    for entry in _ENTRY.findall(content, max(content.find(b"SanctionsEntries"), 0)):
        number = _OF_LIST.search(entry)
        if number and (name := names.get(number[1], b"")) in found:
            found[name] += 1
    sdn, cons = found.values()
    if sdn == cons:
        return listing.dataset((), named=file.name.rpartition("/")[2])
    return "sdn" if sdn > cons else "cons"


def records(edition: Edition) -> Iterator[Record]:
    """The parties of the list.

    Raises:
        InputError: when the file is damaged: what, where, the cure.
    """
    file = edition.files["main"]
    sections = Sections()
    for element, locator in xml.records(file.content(), *Sections.TAGS, name=file.name):
        sections.take(element, locator, name=file.name)
    find = listing.finder(sections.everybody)
    for party, locator in sections.parties():
        yield Record(
            id=f"ofac-{party.number}",
            schema=listing.schema(party.kind),
            raw=msgspec.json.encode(party),
            tell=partial(tell, party, find),
            locator=locator,
        )
