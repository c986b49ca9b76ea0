"""The advanced XML's smaller sections: locations, papers, relations, list entries."""

import msgspec
from lxml import etree

from designata.lists.ofac.advanced.reference import References, day, span
from designata.lists.ofac.elements import text
from designata.lists.ofac.party import Document, Listing, Place, Relation

_FRAUDULENT = "Fraudulent"
_SINCE, _UNTIL = "Issue Date", "Expiration Date"
_CREATED = "Created"
_PROGRAM = "Program"


class Entry(msgspec.Struct, frozen=True):
    """What one list entry states of a party; see ``Party``."""

    listings: tuple[Listing, ...]
    programs: tuple[str, ...]
    measures: tuple[str, ...]
    authorities: tuple[str, ...]
    others: tuple[str, ...]


def place(element: etree._Element, references: References) -> Place:
    """Reads a ``Location``; a part in several writings has them all."""
    country, area = element.find("LocationCountry"), element.find("LocationAreaCode")
    name = references.value("Country", country.get("CountryID")) if country is not None else ""
    if not name and area is not None:
        name = references.value("AreaCode", area.get("AreaCodeID"))
    parts: dict[str, str] = {}
    for part in element.iterfind("LocationPart"):
        kind = references.value("LocPartType", part.get("LocPartTypeID"))
        texts = [text(value) for value in part.iterfind("LocationPartValue/Value")]
        if words := ", ".join(filter(None, texts)):
            parts[kind] = words
    return Place(parts, name)


def document(element: etree._Element, references: References) -> tuple[Document, str]:
    """Reads an ``IDRegDocument``, and the number of the name that it bears."""
    dates = {
        references.value("IDRegDocDateType", date.get("IDRegDocDateTypeID")): span(date)
        for date in element.iterfind("DocumentDate")
    }
    since, until = dates.pop(_SINCE, ""), dates.pop(_UNTIL, "")
    validity = references.value("Validity", element.get("ValidityID"))
    remarks = [validity if validity == _FRAUDULENT else "", text(element.find("Comment"))]
    remarks += [f"{kind} {date}" for kind, date in dates.items()]
    name = element.find("DocumentedNameReference")
    read = Document(
        kind=references.value("IDRegDocType", element.get("IDRegDocTypeID")),
        number=text(element.find("IDRegistrationNo")),
        country=references.value("Country", element.get("IssuedBy-CountryID")),
        authority=text(element.find("IssuingAuthority")),
        since=since,
        until=until,
        remark="; ".join(filter(None, remarks)),
    )
    return read, name.get("DocumentedNameID", "") if name is not None else ""


def relation(element: etree._Element, references: References) -> Relation:
    """Reads a ``ProfileRelationship``; the other is named by its profile yet."""
    quality = references.known("RelationQuality", element.get("RelationQualityID"))
    return Relation(
        other=element.get("To-ProfileID", ""),
        role=references.value("RelationType", element.get("RelationTypeID")),
        former=element.get("Former") == "true",
        remark="; ".join(filter(None, (quality, text(element.find("Comment"))))),
    )


def entry(element: etree._Element, references: References) -> Entry:
    """Reads a ``SanctionsEntry``: an event for each legal basis, a measure for each program."""
    of = references.value("List", element.get("ListID"))
    dates: list[str] = []
    bases: list[str] = []
    programs: list[str] = []
    measures: list[str] = []
    others: list[str] = []
    for event in element.iterfind("EntryEvent"):
        kind = references.value("EntryEventType", event.get("EntryEventTypeID"))
        date, comment = day(event.find("Date")), text(event.find("Comment"))
        bases.append(references.known("LegalBasis", event.get("LegalBasisID")))
        if kind == _CREATED:
            dates.append(date)
        if kind != _CREATED or comment:
            others.append(f"{of}: {' '.join(filter(None, (kind, date, comment)))}")
    for measure in element.iterfind("SanctionsMeasure"):
        kind = references.value("SanctionsType", measure.get("SanctionsTypeID"))
        comment = text(measure.find("Comment"))
        if kind == _PROGRAM:
            programs.append(comment)
        else:
            measures.append(": ".join(filter(None, (kind, comment))))
        if period := span(measure):
            others.append(f"{of}: {comment or kind} {period}")
    return Entry(
        listings=tuple(Listing(of, date) for date in dict.fromkeys(dates or [""])),
        programs=tuple(filter(None, programs)),
        measures=tuple(filter(None, measures)),
        authorities=tuple(filter(None, bases)),
        others=tuple(others),
    )
