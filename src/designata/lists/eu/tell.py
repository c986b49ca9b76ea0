"""What the European Union's list says of an entity, as claims.

Every name, birth, citizenship, paper and address names the act that states it; the act's address in
the Official Journal is the claims' ``url``. The entity's own ``regulation`` is the latest act on
its designation, often an amendment years later.
"""

import re
from collections.abc import Callable

from lxml import etree

from designata.data import meanings
from designata.lists import labelled, numbered, publishers
from designata.lists.entry import Entry
from designata.lists.eu import particulars
from designata.lists.eu.particulars import remarks, say
from designata.model import identifiers, when

AUTHORITY = publishers.of("eu").authority

_SCHEMATA = {"person": "Person", "enterprise": "Organization"}
_QUALITY = re.compile(
    r"\W*(?:(?P<quality>\w+)[ -]quality\s*(?:alias|a\.?k\.?a\.?)?|(?:original script)"
    r"|(?P<former>(?:formerly|previously) (?:known|listed) as|maiden name))\W*",
    re.IGNORECASE,
)
_DAY = r"(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d)"
_LISTED = re.compile(
    rf"\bdate of (?:UN )?(?:listing|designation)\b.{{0,60}}?(?<![\d.]){_DAY}", re.IGNORECASE
)
_LINK = re.compile(r"https?://www\.interpol\.int[^\s<>]+")
_ONLY_DAY = re.compile(_DAY)


def schema_of(element: etree._Element) -> str:
    """The schema of an entity; one that has a ship's IMO number, not a company's, is a ship.

    >>> from lxml.etree import XML
    >>> schema_of(XML('<sanctionEntity><subjectType code="person"/></sanctionEntity>'))
    'Person'
    """
    subject = element.find("subjectType")
    schema = _SCHEMATA.get(subject.get("code", "") if subject is not None else "", "LegalEntity")
    if schema == "Organization":
        for paper in element.iterfind("identification[@identificationTypeCode='imo']"):
            number = identifiers.compact(paper.get("number", ""))
            if identifiers.is_ship_imo(number) and not identifiers.is_company_imo(number):
                return "Vessel"
    return schema


def tell(element: etree._Element, entry: Entry) -> None:
    """Adds all claims about an entity to its record."""
    entry.add("topics", "sanction")
    _sanctions(entry, element)
    _names(entry, element)
    for child in element.iterchildren(etree.Element):
        tag = str(child.tag)
        told = _TOLD.get(tag)
        if told is None:
            if tag not in _ELSEWHERE:
                _unknown(entry, child)
            continue
        entry.url = _source(child)
        told(entry, child)
    entry.url = None
    for text in remarks(element):
        entry.add("notes", text)
        labelled.tell(entry, text)
        for link in _LINK.findall(text):
            entry.add("sourceUrl", link.rstrip("."))
    entry.settle()


def _sanctions(entry: Entry, element: etree._Element) -> None:
    details = " ".join(element.get("designationDetails", "").split())
    designated = element.get("designationDate", "")[:10] or _listed(details, element)
    for act in element.findall("regulation") or [etree.Element("regulation")]:
        programme, organisation = act.get("programme", ""), act.get("organisationType", "")
        published = act.get("publicationDate", "")[:10]
        in_force = act.get("entryIntoForceDate", "")[:10]
        sanction = entry.child("Sanction", programme or "listing")
        sanction.add("entity", entry.id)
        sanction.add("authority", meanings("eu", "organisation").get(organisation, AUTHORITY))
        sanction.add("country", "un" if organisation == "un" else "eu")
        sanction.add(
            "program", meanings("eu", "programme").get(programme, programme), original=programme
        )
        sanction.add("programId", programme)
        sanction.add("programUrl", act.findtext("publicationUrl"))
        sanction.add("legalBasis", act.get("numberTitle"))
        sanction.add("authorityId", element.get("euReferenceNumber"))
        sanction.add("unscId", labelled.un_form(element.get("unitedNationId", "")))
        if designated:  # the act is then a later one: when it took effect says nothing of this
            sanction.add("listingDate", designated)
            sanction.add("modifiedAt", published)
        else:
            sanction.add("listingDate", published)
            sanction.add("startDate", in_force)
        kind = " of ".join(filter(None, (act.get("regulationType"), organisation)))
        sanction.add("summary", f"{act.get('numberTitle')}: {kind}, in force {in_force}")
        sanction.add("summary", details)


def _listed(details: str, element: etree._Element) -> str:
    """The day of listing, where the details or a remark give it."""
    found = _ONLY_DAY.search(details)
    for text in remarks(element):
        found = found or _LISTED.search(text)
    day = when.parse(re.sub(r"(?<=\d)-(?=\d+-\d{4})|-(?=\d{4}$)", ".", found[1])) if found else None
    return day.edtf if day else ""


def _names(entry: Entry, element: etree._Element) -> None:
    """The names; the one it goes by is the first that is no weak or former one.

    One in English or without a language goes before those in others: the first strong name of
    Al-Qaida (329) is Romanian.
    """
    names = [(name, *_kind(name)) for name in element.iterfind("nameAlias")]
    strong = [name for name, prop, _ in names if prop == "alias"]
    plain = [name for name in strong if name.get("nameLanguage", "") in {"", "EN"}]
    main = next((name for some in (plain, strong, [n for n, *_ in names]) for name in some), None)
    for name, prop, noted in names:
        entry.url = _source(name)
        _name(entry, name, "name" if name is main else prop, noted)


def _kind(name: etree._Element) -> tuple[str, list[str]]:
    """The property of a name, after its strength and remarks, and the remarks that say more."""
    prop, noted = "alias", []
    for text in remarks(name):
        told = _QUALITY.match(text)
        if told and (told["quality"] or "").casefold() == "low":
            prop = "weakAlias"
        elif told and told["former"]:
            prop = "previousName"
        if not told or told.end() < len(text):
            noted.append(text)
    return "weakAlias" if name.get("strong") == "false" else prop, noted


def _name(entry: Entry, element: etree._Element, prop: str, noted: list[str]) -> None:
    whole, language = element.get("wholeName"), element.get("nameLanguage", "")
    parts = {key: element.get(key, "") for key in ("firstName", "middleName", "lastName")}
    code = meanings("eu", "language").get(language.upper())
    if language and not code:
        entry.keep(f"language of {whole}: {language}", "lang")
    entry.add(prop, whole or " ".join(filter(None, parts.values())), lang=code)
    if entry.schema == "Person" and prop != "weakAlias":
        for key, part in parts.items():
            entry.add(key, part, lang=code)
    say(entry, "gender", element.get("gender"))
    title, function = (" ".join(element.get(key, "").split()) for key in ("title", "function"))
    for value in numbered.values(title):
        say(entry, "title", value, original=title)
    for value in numbered.values(function) if entry.schema == "Person" else [function]:
        entry.add("position" if entry.schema == "Person" else "notes", value, original=function)
    for text in noted:
        entry.add("notes", f"{whole}: {text}")
        labelled.tell(entry, text)


def _source(element: etree._Element) -> str | None:
    """Where the act that states a fact can be read."""
    summary = element.find("regulationSummary")
    return summary.get("publicationUrl") if summary is not None else None


def _unknown(entry: Entry, element: etree._Element) -> None:
    """Keeps an element that this version does not know, with its attributes."""
    texts = [f"{key!s}={value!s}" for key, value in element.items() if value]
    texts += [" ".join(text.split()) for text in map(str, element.itertext()) if text.strip()]
    entry.keep(f"{element.tag}: {'; '.join(texts)}", str(element.tag))


_TOLD: dict[str, Callable[[Entry, etree._Element], None]] = {
    "birthdate": particulars.birth,
    "citizenship": particulars.citizenship,
    "identification": particulars.identification,
    "address": particulars.address,
}
_ELSEWHERE = frozenset({"nameAlias", "remark", "regulation", "subjectType"})
