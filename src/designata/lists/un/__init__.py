"""The Security Council's consolidated list, in the XML that the United Nations publishes.

``CONSOLIDATED_LIST`` states ``dateGenerated`` and holds ``INDIVIDUAL`` and ``ENTITY`` elements
(https://www.un.org/sc/resources/sc-sanctions.xsd). An entry is named by its permanent reference
number, ``un-QDi.004``: other lists cite it, and between November 2020 and August 2026 it stayed the
same where seven entries were given a new ``DATAID``.
"""

from collections.abc import Iterator
from functools import partial

from lxml import etree

from designata.errors import DamagedError
from designata.formats import xml
from designata.lists import publishers
from designata.lists.source import Edition, File, Recognised, Record
from designata.lists.un.tell import schema_of, tell
from designata.model import when

READER = 1

PUBLISHER = publishers.of("un")


def recognise(file: File) -> Recognised | None:
    """Tells the list by its root element, and its date.

    >>> head = b"<CONSOLIDATED_LIST dateGenerated='2025-04-19T23:00:04.625Z'><INDIVIDUALS>"
    >>> str(recognise(File("list.xml", lambda: head)).published)
    '2025-04-19'
    """
    root = xml.root(file.head)
    if root is None or root[0] != "CONSOLIDATED_LIST":
        return None
    published = when.parse(root[2].get("dateGenerated", "")[:10])
    return Recognised(dataset="consolidated", format="UN XML", published=published)


def records(edition: Edition) -> Iterator[Record]:
    """The individuals, then the entities, in the list's order.

    Raises:
        InputError: when the file is not well formed, or an entry has no number.
    """
    file = edition.files["main"]
    for element, locator in xml.records(file.content(), "INDIVIDUAL", "ENTITY", name=file.name):
        number = _number(element)
        if not number:
            raise DamagedError(
                "the entry has neither REFERENCE_NUMBER nor DATAID", where=f"{file.name}, {locator}"
            )
        yield Record(
            id=f"un-{number}",
            schema=schema_of(element),
            raw=etree.tostring(element, encoding="utf-8", with_tail=False),
            tell=partial(tell, element),
            locator=locator,
        )


def _number(element: etree._Element) -> str:
    for tag in ("REFERENCE_NUMBER", "DATAID"):
        if number := "".join((element.findtext(tag) or "").split()):
            return number
    return ""
