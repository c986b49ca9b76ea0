"""OFAC's enhanced XML, since 2024: SDN_ENHANCED.ZIP and CONS_ENHANCED.ZIP.

Everything about an entity stands within it, in words. Namespace and schema:
https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML.xsd
"""

import re
from collections.abc import Iterator
from functools import partial

import msgspec
from lxml import etree

from designata.errors import DamagedError
from designata.formats import xml
from designata.lists.ofac import listing
from designata.lists.ofac.csvset import WIDTH
from designata.lists.ofac.elements import rest, text
from designata.lists.ofac.party import (
    Document,
    Feature,
    Listing,
    Name,
    Party,
    Place,
    Relation,
    period,
)
from designata.lists.ofac.tell import tell
from designata.lists.source import Edition, File, Recognised, Record
from designata.model import when

FORMAT = "OFAC enhanced XML"

ROOT = "sanctionsData"
"""The root element's name."""

_SPACE = "/ENHANCED_XML"
_DATED = re.compile(rb"<(?:\w+:)?dataAsOf>\s*(\d{4}-\d\d-\d\d)")
_FILTER = re.compile(rb"<(?:\w+:)?filters>.*?<(?:\w+:)?sanctionsList\b[^>]*>([^<]+)<", re.DOTALL)
_LISTS = {"SDN List": "sdn", "Consolidated List": "cons"}
_NOT_TOLD = frozenset({"identityId", "versionId", "valueRefId", "isPrimary", "isValid"})
"""The form's own bookkeeping, which says nothing of the entity or says it twice."""

_OF_ENTITIES = {
    "generalInfo",
    "sanctionsLists",
    "sanctionsPrograms",
    "sanctionsTypes",
    "legalAuthorities",
    "names",
    "addresses",
    "features",
    "identityDocuments",
    "relationships",
}
_OF_GENERAL = {"entityType", "title", "remarks"}
_OF_FEATURES = {"type", "value", "valueDate", "reliability", "comments"}
_OF_DOCUMENTS = {
    "type",
    "name",
    "documentNumber",
    "issuingCountry",
    "issuingLocation",
    "issuingAuthority",
    "issueDate",
    "expirationDate",
    "comments",
}
_OF_RELATIONS = {"type", "relatedEntity"}


def recognise(file: File) -> Recognised | None:
    """Tells the form by its root element and namespace; list and date by the head's own words."""
    root = xml.root(file.head)
    if root is None or root[0] != ROOT or not root[1].endswith(_SPACE):
        return None
    date, stated = _DATED.search(file.head), _FILTER.search(file.head)
    named = file.name.rpartition("/")[2]
    of = _LISTS.get(stated[1].decode("utf-8", "replace").strip()) if stated else None
    return Recognised(
        dataset=of or listing.dataset((), named=named),
        format=FORMAT,
        covers=frozenset(WIDTH),
        published=when.parse(date[1].decode()) if date else None,
    )


def records(edition: Edition) -> Iterator[Record]:
    """The entities of the list.

    Raises:
        InputError: when the file is damaged: what, where, the cure.
    """
    file = edition.files["main"]
    content = file.content()
    find = listing.finder(partial(_everybody, content, file.name))
    for element, locator in xml.records(content, "entity", name=file.name):
        number = element.get("id", "")
        if not (number.isascii() and number.isdecimal()):
            raise DamagedError(
                f"the entity has no id but {number!r}", where=f"{file.name}, {locator}"
            )
        party = _party(element, number)
        yield Record(
            id=f"ofac-{number}",
            schema=listing.schema(party.kind),
            raw=msgspec.json.encode(party),
            tell=partial(tell, party, find),
            locator=locator,
        )


def _everybody(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    for element, _ in xml.records(content, "entity", name=name):
        party = Party(element.get("id", ""), "", tuple(_names(element)))
        yield f"ofac-{party.number}", party.name


def _party(element: etree._Element, number: str) -> Party:
    general = element.find("generalInfo")
    about = general if general is not None else element
    remarks = text(about.find("remarks"))
    names = tuple(_names(element))
    primary = Party(number, "", names).name
    return Party(
        number=number,
        kind=text(about.find("entityType")) or "Unknown",
        names=names,
        title=text(about.find("title")),
        comments=tuple(filter(None, (remarks,))),
        features=tuple(_feature(item) for item in element.iterfind("features/feature")),
        documents=tuple(
            _document(item, primary) for item in element.iterfind("identityDocuments/*")
        ),
        places=tuple(place for item in element.iterfind("addresses/*") for place in _places(item)),
        relations=tuple(_relation(item) for item in element.iterfind("relationships/*")),
        listings=tuple(
            Listing(text(item), item.get("datePublished", ""))
            for item in element.iterfind("sanctionsLists/*")
        ),
        programs=_texts(element, "sanctionsPrograms/*"),
        measures=_texts(element, "sanctionsTypes/*"),
        authorities=_texts(element, "legalAuthorities/*"),
        others=(
            *(rest(general, _OF_GENERAL, _NOT_TOLD) if general is not None else ()),
            *rest(element, _OF_ENTITIES),
        ),
    )


def _names(element: etree._Element) -> Iterator[Name]:
    for name in element.iterfind("names/name"):
        own = text(name.find("isPrimary")) == "true"
        kind = text(name.find("aliasType")) or ("" if own else "A.K.A.")
        for written in name.iterfind("translations/translation"):
            parts = tuple(
                (text(part.find("type")), words)
                for part in written.iterfind("nameParts/namePart")
                if (words := text(part.find("value")))
            )
            full = text(written.find("formattedFullName"))
            if parts or full:
                yield Name(
                    parts=parts or (("", full),),
                    kind=kind,
                    script=text(written.find("script")),
                    weak=text(name.find("isLowQuality")) == "true",
                )


def _feature(element: etree._Element) -> Feature:
    remarks = [text(element.find("comments")), *rest(element, _OF_FEATURES, _NOT_TOLD)]
    return Feature(
        kind=text(element.find("type")),
        value=text(element.find("value")) or _span(element.find("valueDate")),
        reliability=text(element.find("reliability")),
        comment="; ".join(filter(None, remarks)),
    )


def _span(date: etree._Element | None) -> str:
    """A date in EDTF, from the first day on which it can begin to the last; else as it stands."""
    if date is None or not len(date):
        return text(date)
    first, last = text(date.find("fromDateBegin")), text(date.find("toDateEnd"))
    return period(first[:10], last[:10], about=text(date.find("isApproximate")) == "true")


def _document(element: etree._Element, primary: str) -> Document:
    name = text(element.find("name"))
    remarks = ["Fraudulent"] if text(element.find("isValid")) == "false" else []
    remarks += [text(element.find("comments")), *rest(element, _OF_DOCUMENTS, _NOT_TOLD)]
    return Document(
        kind=text(element.find("type")),
        number=text(element.find("documentNumber")),
        country=text(element.find("issuingCountry")) or text(element.find("issuingLocation")),
        authority=text(element.find("issuingAuthority")),
        since=_span(element.find("issueDate")),
        until=_span(element.find("expirationDate")),
        remark="; ".join(filter(None, remarks)),
    ).bearing(name if name != primary else "")


def _places(element: etree._Element) -> Iterator[Place]:
    """An address in each script that it is written in."""
    country = text(element.find("country"))
    for written in element.iterfind("translations/translation"):
        parts: dict[str, str] = {}
        for part in written.iterfind("addressParts/addressPart"):
            if words := text(part.find("value")):
                kind = text(part.find("type"))
                parts[kind] = ", ".join(filter(None, (parts.get(kind), words)))
        yield Place(parts, country)


def _relation(element: etree._Element) -> Relation:
    other = element.find("relatedEntity")
    return Relation(
        other=other.get("entityId", "") if other is not None else "",
        role=text(element.find("type")),
        name=text(other),
        remark="; ".join(rest(element, _OF_RELATIONS)),
    )


def _texts(element: etree._Element, path: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for item in element.iterfind(path) if (words := text(item))))
