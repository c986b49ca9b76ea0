"""What the Security Council's list says of an individual or entity, as claims.

Names stand in up to four numbered parts, which are positions and not roles: a Korean's family name
is the first. Comments are kept whole; what they state behind a label, the numbers of other entries
and the resolution of the listing are read as well.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

import msgspec
from lxml import etree

from designata.data import folded, load
from designata.lists import labelled, papers, publishers
from designata.lists.entry import Entry
from designata.lists.un import particulars
from designata.lists.un.particulars import fields
from designata.model import identifiers

AUTHORITY = publishers.of("un").authority

_PARTS = {
    "FIRST_NAME": "firstName",
    "SECOND_NAME": "secondName",
    "THIRD_NAME": "middleName",
    "FOURTH_NAME": "lastName",
}
_SEVERAL = re.compile(r"\s*;\s*|\s+[b-z]\)\s+")
_IN_SCRIPT = re.compile(
    r"\b(?:original script|in Arabic(?: script)?)\s*:\s*([^;,]+)", re.IGNORECASE
)
_FORMERLY = re.compile(r"\b(?:formerly|previously) listed as\b[.,\s]*", re.IGNORECASE)
_PASSPORT = re.compile(r"\bpassport (?:no|number)\b", re.IGNORECASE)
_SHIP = re.compile(r"\bIMO(?: number)?:? (\d{7})\b", re.IGNORECASE)
_OF_SHIPS = (
    "resolution 2146"  # of 2014, on illicit petroleum from Libya: the only one to list ships
)
_FLAG = re.compile(r"\bFlag State: ([^.;]+)")
_OLD = re.compile(r"\[\s*Old Reference\s*#\s*([^\]]+?)\s*\]", re.IGNORECASE)
_NAMED = re.compile(r"\b[A-Z]{2}[ie]\.\d{3}\b")
_PURSUANT = re.compile(
    r"\blisted (?:on [\w .]{6,20} )?pursuant to"
    r" (paragraphs? .{1,90}?resolutions? \d{4}(?: \(\d{4}\))?)",
    re.IGNORECASE,
)
_MEASURES = re.compile(r"\(\s*((?:travel ban|asset freeze|prohibition)[^()]*)\)", re.IGNORECASE)
_VALID = re.compile(r"\bvalid from (\d{1,2} \w+ \d{4}) to (\d{1,2} \w+ \d{4})")
_LINK = re.compile(r"https?://www\.interpol\.int[^\s<>]+")
_SILENT = frozenset({"VERSIONNUM", "HAS_INTERPOL_LINK", "SORT_KEY", "SORT_KEY_LAST_MOD"})


def schema_of(element: etree._Element) -> str:
    """The schema of an entry: ships stand among the entities, listed under their own resolution."""
    if element.tag == "INDIVIDUAL":
        return "Person"
    comments = element.findtext("COMMENTS1") or ""
    if _OF_SHIPS in comments and (found := _SHIP.search(comments)):
        return "Vessel" if identifiers.is_ship_imo(found[1]) else "Organization"
    return "Organization"


def tell(element: etree._Element, entry: Entry) -> None:
    """Adds all claims about an individual or entity to its record."""
    cells = fields(element)
    comments = cells["COMMENTS1"]
    entry.add("topics", "sanction")
    _name(entry, cells)
    sanction = _sanction(entry, cells, comments)
    for value in element.iterfind("LAST_DAY_UPDATED/VALUE"):
        sanction.add("modifiedAt", (value.text or "").strip()[:10])
    for child in element.iterchildren(etree.Element):
        tag = str(child.tag)
        if tag in _TOLD:
            _TOLD[tag](entry, child)
        elif tag not in _ELSEWHERE and (text := _whole(child)):
            entry.keep(f"{tag}: {text}", tag)
    _comments(entry, comments)
    for link in dict.fromkeys((cells["INTERPOL_LINK"], *_LINK.findall(comments))):
        entry.add("sourceUrl", link.rstrip("."))
    entry.settle()


def _whole(element: etree._Element) -> str:
    """All text within, for a field that this version does not know."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def _name(entry: Entry, cells: Mapping[str, str]) -> None:
    parts = {prop: cells[tag] for tag, prop in _PARTS.items()}
    whole = " ".join(filter(None, parts.values()))
    for name in _SEVERAL.split(whole):
        entry.add("name", name, original=whole)
    entry.add("name", cells["NAME_ORIGINAL_SCRIPT"])
    if entry.schema == "Person":
        for prop, part in parts.items():
            entry.add(prop, part)


def _alias(entry: Entry, element: etree._Element) -> None:
    cells = fields(element)
    quality, whole, note = cells["QUALITY"], cells["ALIAS_NAME"], cells["NOTE"]
    prop = folded("un", "quality").get(quality.casefold())
    if quality and not prop:
        entry.keep(f"quality of {whole}: {quality}", "quality")
    rest = _FORMERLY.sub("", note, count=1)
    if rest != note:
        prop = "previousName"
    prop = prop or "alias"
    for name in _SEVERAL.split(whole):
        entry.add(prop, name, original=whole)
    for script in _IN_SCRIPT.findall(rest):
        entry.add(prop, script)
    born = {tag: cells[f"{tag}_OF_BIRTH"] for tag in ("DATE", "CITY", "COUNTRY")}
    entry.add("birthDate", born["DATE"][:10])
    entry.add("birthPlace", ", ".join(filter(None, (born["CITY"], born["COUNTRY"]))))
    if code := particulars.place(born["COUNTRY"]):
        entry.add("birthCountry", code, original=born["COUNTRY"])
    if found := _PASSPORT.search(rest):
        paper = papers.read(rest[found.start() :])
        entry.paper(
            paper.number,
            prop="passportNumber",
            type="Passport",
            country=paper.country,
            since=paper.since,
            until=paper.until,
            summary=f"{whole}: {rest}",
        )
    facts = [f"born {', '.join(filter(None, born.values()))}"] if any(born.values()) else []
    if facts := [*facts, *filter(None, [rest])]:
        entry.add("notes", f"{whole}: {'; '.join(facts)}")


class _Program(msgspec.Struct, frozen=True):
    committee: str
    basis: tuple[str, ...] = ()
    url: str | None = None


class _Tables(msgspec.Struct, frozen=True):
    program: dict[str, _Program]


@cache
def _programs() -> dict[str, _Program]:
    return {kind.casefold(): row for kind, row in load("un", _Tables).program.items()}


def _sanction(entry: Entry, cells: Mapping[str, str], comments: str) -> Entry:
    kind = cells["UN_LIST_TYPE"]
    known = _programs().get(kind.casefold(), _Program(kind))
    sanction = entry.child("Sanction", kind or "listing")
    sanction.add("entity", entry.id)
    sanction.add("authority", AUTHORITY)
    sanction.add("country", "un")
    sanction.add("program", known.committee, original=kind)
    sanction.add("programId", kind)
    sanction.add("programUrl", known.url)
    for number in known.basis if entry.schema != "Vessel" else ():
        sanction.add("legalBasis", f"United Nations Security Council resolution {number}")
    sanction.add("unscId", cells["REFERENCE_NUMBER"])
    for number in _OLD.findall(comments):
        sanction.add("unscId", number)
    sanction.add("authorityId", cells["DATAID"])
    sanction.add("listingDate", cells["LISTED_ON"][:10])  # 2015-07-01-04:00 is a day too
    sanction.add("endDate", cells["DELISTED_ON"][:10])
    for label, tag in (("Submitted by", "SUBMITTED_BY"), ("Submitted on", "SUBMITTED_ON")):
        if text := cells[tag]:
            sanction.add("summary", f"{label}: {text}")
    for basis in _PURSUANT.findall(comments):
        sanction.add("legalBasis", basis)
    for measures in _MEASURES.findall(comments):
        for measure in measures.split(";" if ";" in measures else ","):
            sanction.add("provisions", measure)
    if valid := _VALID.search(comments):
        sanction.add("startDate", valid[1])
        sanction.add("endDate", valid[2])
    return sanction


def _comments(entry: Entry, text: str) -> None:
    entry.add("notes", text)
    labelled.tell(entry, text)
    if entry.schema == "Vessel" and (flag := _FLAG.search(text)):
        particulars.country(entry, "flag", flag[1])
    for found in _NAMED.finditer(text):
        if (other := f"un-{found[0]}") != entry.id:
            tie = entry.tie("UnknownLink", other, role="named in the entry")
            tie.add("summary", _sentence(text, found.start()))


def _sentence(text: str, at: int) -> str:
    """The sentence about a place in a text, as far as full stops tell."""
    start, end = text.rfind(". ", 0, at), text.find(". ", at)
    return text[start + 2 if start >= 0 else 0 : end + 1 if end >= 0 else None]


def _nationalities(entry: Entry, element: etree._Element) -> None:
    prop = "nationality" if entry.schema == "Person" else "country"
    for value in element.iterfind("VALUE"):
        particulars.country(entry, prop, " ".join((value.text or "").split()))


def _each(prop: str) -> Callable[[Entry, etree._Element], None]:
    def told(entry: Entry, element: etree._Element) -> None:
        for value in element.iterfind("VALUE"):
            if entry.schema == "Person":
                entry.add(prop, value.text)
            else:
                entry.keep(f"{prop}: {value.text}", prop)

    return told


def _gender(entry: Entry, element: etree._Element) -> None:
    entry.add("gender", element.text)


def _list_type(entry: Entry, element: etree._Element) -> None:
    for value in element.iterfind("VALUE"):
        if (text := (value.text or "").strip()) not in {"", "UN List"}:
            entry.keep(f"LIST_TYPE: {text}", "LIST_TYPE")


_TOLD: dict[str, Callable[[Entry, etree._Element], None]] = {
    "TITLE": _each("title"),
    "DESIGNATION": _each("position"),
    "NATIONALITY": _nationalities,
    "GENDER": _gender,
    "LIST_TYPE": _list_type,
    "INDIVIDUAL_ALIAS": _alias,
    "ENTITY_ALIAS": _alias,
    "INDIVIDUAL_ADDRESS": particulars.address,
    "ENTITY_ADDRESS": particulars.address,
    "INDIVIDUAL_DATE_OF_BIRTH": particulars.birth_date,
    "INDIVIDUAL_PLACE_OF_BIRTH": particulars.birth_place,
    "INDIVIDUAL_DOCUMENT": particulars.document,
}
_ELSEWHERE = (
    _SILENT
    | _PARTS.keys()
    | {
        "DATAID",
        "NAME_ORIGINAL_SCRIPT",
        "UN_LIST_TYPE",
        "REFERENCE_NUMBER",
        "LISTED_ON",
        "DELISTED_ON",
        "LAST_DAY_UPDATED",
        "SUBMITTED_BY",
        "SUBMITTED_ON",
        "COMMENTS1",
        "INTERPOL_LINK",
    }
)
