"""Canada's Consolidated Autonomous Sanctions List: SEMA and JVCFOA regulations in one XML file.

A flat file of ``record`` elements, whose names got a French half in 2025 (``Country-Pays``). It
states no date of its own (the latest DateOfListing is none) and gives no numbers: a schedule's
items say where an entry stands in its regulation, and another may stand there after an amendment.
So an id is made of what the entry is about: the regulation with a ship's IMO number, or with the
name and the day of listing. https://www.international.gc.ca/world-monde/
international_relations-relations_internationales/sanctions/consolidated-consolide.aspx
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b

from lxml import etree

from designata.data import meanings
from designata.errors import DamagedError
from designata.formats import xml
from designata.lists import publishers
from designata.lists.ca.tell import tell
from designata.lists.source import Edition, File, Recognised, Record
from designata.model import identifiers

READER = 1

PUBLISHER = publishers.of("ca")

_OURS = re.compile(rb"<Country(?:-Pays)?>.*?<DateOfListing\b", re.DOTALL)


def recognise(file: File) -> Recognised | None:
    """Tells the list by its root and the elements of its first record.

    >>> recognise(File("a.xml", lambda: b"<data-set><record><name>X</name></record></data-set>"))
    """
    root = xml.root(file.head)
    if root is None or root[0] != "data-set" or not _OURS.search(file.head):
        return None
    return Recognised(dataset="sema", format="SEMA XML")


def records(edition: Edition) -> Iterator[Record]:
    """The entries in the order of the file.

    Raises:
        InputError: when the XML is damaged or an entry has no name.
    """
    file = edition.files["main"]
    seen: dict[str, int] = {}
    for element, locator in xml.records(file.content(), "record", name=file.name):
        fields = _fields(element)
        if not any(fields.get(name) for name in ("LastName", "GivenName", "EntityOrShip")):
            raise DamagedError("the record names nobody", where=f"{file.name}, {locator}")
        name = f"ca-{_key(fields)}"
        seen[name] = seen.get(name, 0) + 1
        yield Record(
            id=name if seen[name] == 1 else f"{name}-{seen[name]}",
            schema=_schema(fields),
            raw="\x1e".join(f"{field}\x1f{text}" for field, text in fields.items()).encode(),
            tell=partial(tell, fields, PUBLISHER),
            locator=locator,
        )


def _fields(element: etree._Element) -> dict[str, str]:
    """The texts of a record by the element's English name; line breaks are kept."""
    renamed = meanings("ca", "element")
    fields: dict[str, str] = {}
    for child in element.iterchildren(etree.Element):
        english = str(child.tag).partition("-")[0]
        field = renamed.get(english, english)
        if text := "".join(map(str, child.itertext())).strip():
            fields[field] = f"{fields[field]}; {text}" if field in fields else text
    return fields


def _schema(fields: dict[str, str]) -> str:
    if not fields.get("EntityOrShip"):
        return "Person"
    return "Vessel" if fields.keys() & {"ShipIMONumber", "TitleOrShip"} else "Organization"


def _key(fields: dict[str, str]) -> str:
    """What an entry is about, as twelve digits; case and spacing, often mended, do not count."""
    about = [fields.get("Country", "").partition(" / ")[0]]
    if imo := identifiers.normalise("imoNumber", fields.get("ShipIMONumber", "")):
        about.append(imo)
    else:
        about += [fields.get(f, "") for f in ("LastName", "GivenName", "EntityOrShip")]
        about.append(fields.get("DateOfListing", ""))
    plain = "\x1f".join(" ".join(text.split()) for text in about)
    folded = unicodedata.normalize("NFKC", plain).casefold()
    return blake2b(folded.encode(), digest_size=6).hexdigest()
