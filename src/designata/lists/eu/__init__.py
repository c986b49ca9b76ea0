"""The European Union's consolidated list of financial sanctions, in the XML of schema 1.1.

``export`` states ``generationDate`` and holds a ``sanctionEntity`` for every designation
(https://webgate.ec.europa.eu/fsd/fsf, "FSF"). It is named by its ``logicalId``: ``eu-13``. An
entity under two programmes stands twice; the second time the programme is added:
``eu-516-TAQA``. Both have the same ``euReferenceNumber``.
"""

from collections.abc import Iterator
from functools import partial

from lxml import etree

from designata.errors import DamagedError
from designata.formats import xml
from designata.lists import publishers
from designata.lists.eu.tell import schema_of, tell
from designata.lists.source import Edition, File, Recognised, Record
from designata.model import when

READER = 1

PUBLISHER = publishers.of("eu")

_NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"


def recognise(file: File) -> Recognised | None:
    """Tells the list by its root element, and its date.

    >>> head = b'<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2021-03-02T1">'
    >>> str(recognise(File("list.xml", lambda: head)).published)
    '2021-03-02'
    """
    root = xml.root(file.head)
    if root is None or root[:2] != ("export", _NAMESPACE):
        return None
    published = when.parse(root[2].get("generationDate", "")[:10])
    return Recognised(dataset="fsf", format="EU FSF XML 1.1", published=published)


def records(edition: Edition) -> Iterator[Record]:
    """The designations, in the list's order.

    Raises:
        InputError: when the file is not well formed, or an entity has no number.
    """
    file = edition.files["main"]
    seen: set[str] = set()
    for element, locator in xml.records(file.content(), "sanctionEntity", name=file.name):
        number = (element.get("logicalId") or "").strip()
        if not number:
            raise DamagedError("the entity has no logicalId", where=f"{file.name}, {locator}")
        if number in seen:
            regulation = element.find("regulation")
            number += f"-{regulation.get('programme') if regulation is not None else 'again'}"
        seen.add(number)
        yield Record(
            id=f"eu-{number}",
            schema=schema_of(element),
            raw=etree.tostring(element, encoding="utf-8", with_tail=False),
            tell=partial(tell, element),
            locator=locator,
        )
