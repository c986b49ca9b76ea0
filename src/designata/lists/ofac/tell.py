"""What a party of OFAC's advanced or enhanced XML claims.

Labels are read as in the other forms, so that a change of form makes few differences; beyond them
these forms state names in other scripts, ties with their kind, the lists and the days of listing.
"""

import re
from collections.abc import Set as AbstractSet
from functools import cache

import msgspec

from designata.data import load
from designata.lists.entry import Entry
from designata.lists.ofac import listing, particulars, remarks
from designata.lists.ofac.listing import NAME_TYPES, Find, Listed
from designata.lists.ofac.party import Document, Feature, Name, Party, Place, Relation, rank
from designata.model import vocabulary
from designata.model.claim import Modality

_ORDER = re.compile(r"(?<!\d)1\d{4}(?!\d)")
_ABOUT = re.compile(r"\s*\([^()]*\)$")
_MODALITIES = {"Reported": Modality.REPORTED, "False": Modality.DENIED}
_ALL_LISTS = "Consolidated List"
"""Every list but the SDN list, in one: the day of a listing is that of the list itself."""


class _Tie(msgspec.Struct, frozen=True):
    tie: str = "UnknownLink"
    out: bool = True


class _Tables(msgspec.Struct, frozen=True):
    feature: dict[str, str]
    measure: dict[str, str]
    name: dict[str, str]
    script: dict[str, str]
    relation: dict[str, _Tie]
    list: dict[str, frozenset[str]]


def tell(party: Party, find: Find, entry: Entry) -> None:
    """Adds all claims about a party to its record.

    Args:
        party: what is said of it.
        find: tells the id of whom a name means.
        entry: its record.
    """
    entry.add("topics", "sanction")
    for name in sorted(party.names, key=rank):
        _name(entry, name)
    listed = Listed(entry, _sanctions(entry, party), find=find)
    listing.title(entry, party.title)
    for comment in party.comments:
        entry.add("notes", comment)
        remarks.tell(listed, comment, known=frozenset((party.title,)))
    for feature in party.features:
        before = len(entry.claims)
        _feature(listed, feature)
        if modality := _MODALITIES.get(feature.reliability):
            told = entry.claims[before:]
            entry.claims[before:] = [msgspec.structs.replace(c, modality=modality) for c in told]
    for document in party.documents:
        _document(listed, document)
    for place in party.places:
        _place(entry, place)
    for relation in party.relations:
        _relation(entry, relation)
    for text in party.others:
        entry.keep(text, text.partition(":")[0])
    entry.settle()


@cache
def _tables() -> _Tables:
    return load("ofac_party", _Tables)


def _name(entry: Entry, name: Name) -> None:
    lang = _tables().script.get(name.script.casefold())
    prop = "name"
    if name.kind:
        prop = NAME_TYPES.get(name.kind.replace(".", "").casefold(), "")
        if not prop:
            entry.keep(f"{name.kind}: {name.text}", "alias type")
            prop = "alias"
        prop = "weakAlias" if prop == "alias" and name.weak else prop
    entry.add(prop, name.text, original=name.written, lang=lang)
    if entry.schema != "Person" or name.kind:
        return
    for kind, text in name.parts:
        if part := _tables().name.get(kind.casefold()):
            plain = text.upper() if part == "lastName" else text
            entry.add(part, plain, original=text, lang=lang)


def _sanctions(entry: Entry, party: Party) -> dict[str, Entry]:
    """A designation for each program, with the days, measures and bases that are its own.

    The forms state lists, programs, measures and bases side by side. A list has its own programs,
    or else those that no list has; a measure or basis belongs to the program whose order it names.
    """
    made = {tag: listing.sanction(entry, tag) for tag in party.programs or ("",)}
    lists = sorted(party.listings, key=lambda row: (row.date, row.name))
    of = {row.name: _own(row.name).intersection(made) for row in lists}
    free = set(made).difference(*of.values()) or set(made)
    several = any(row.name != _ALL_LISTS for row in lists)
    for row in lists:
        every = row.name == _ALL_LISTS
        for tag in _in(made, set(made) if every else of[row.name] or free):
            made[tag].add("summary", row.name, since=row.date or None)
            if not (every and several):
                made[tag].add("listingDate", row.date)

    def whose(texts: tuple[str, ...]) -> dict[str, set[str]]:
        found = {}
        for text in texts:
            own = {tag for name, tags in of.items() if text in _own(name) for tag in tags}
            found[text] = own or _named(text, made)
        return found

    for text, tags in whose(party.measures).items():
        for tag in _in(made, tags or free):
            made[tag].add("provisions", text)
    bases = whose(party.authorities)
    without = set(made).difference(*bases.values()) or set(made)
    for text, tags in bases.items():
        plain = _ABOUT.sub("", text)
        for tag in _in(made, tags or without):
            known = plain in _program(tag).legal_basis
            made[tag].add("legalBasis", plain if known else text, original=text)
    return made


def _own(name: str) -> frozenset[str]:
    """The programs, measures and bases that are a list's own."""
    return _tables().list.get(name, frozenset())


def _in(made: dict[str, Entry], tags: AbstractSet[str]) -> list[str]:
    """Programs in the order of the source, so that equal bytes are told equally."""
    return [tag for tag in made if tag in tags]


def _named(text: str, tags: dict[str, Entry]) -> set[str]:
    """The programs that rest on an order which the text names."""
    orders = set(_ORDER.findall(text))
    return {tag for tag in tags if orders & _orders(tag)} if orders else set()


@cache
def _orders(tag: str) -> frozenset[str]:
    return frozenset(_ORDER.findall(" ".join((tag, *_program(tag).legal_basis))))


def _program(tag: str) -> listing.Program:
    return listing.programs().get(tag, listing.Program())


def _feature(listed: Listed, feature: Feature) -> None:
    entry, value = listed.entry, feature.value
    kind = feature.kind.replace("’", "'")  # the advanced XML writes the former
    label = _tables().feature.get(kind.casefold(), kind)
    if measure := _tables().measure.get(kind.casefold()):
        listing.add(entry, measure, value.replace(",", ""), original=value)
    elif kind == "Title":
        listing.title(entry, value)
    elif kind == "Vessel Owner":
        listed.tie(value, "Vessel owner", schema="Ownership", out=False)
    elif not particulars.tell(listed, f"{label} {value}"):
        entry.keep(f"{label.rstrip(' :-')}: {value}", label)
    if feature.comment:
        entry.add("notes", f"{label.rstrip(' :-')} {value}: {feature.comment}")


def _document(listed: Listed, document: Document) -> None:
    kind, number = document.kind, document.number
    stated = particulars.Paper(
        country=document.country or None,
        since=document.since or None,
        until=document.until or None,
        authority=document.authority or None,
        remark=document.remark or None,
    )
    if not particulars.tell(listed, f"{kind} {number}".strip(), stated):
        listed.entry.paper(
            number,
            type=kind,
            country=stated.country,
            since=stated.since,
            until=stated.until,
            authority=stated.authority,
            summary=stated.remark,
        )


def _place(entry: Entry, place: Place) -> None:
    street, town = place.lines
    region, country = place.parts.get("REGION"), place.country
    parts = {"street": street, "city": place.parts.get("CITY")}
    parts |= {"state": place.parts.get("STATE/PROVINCE")}
    parts |= {"postalCode": place.parts.get("POSTAL CODE")}
    if region and not country:
        country = f"Region: {region}"  # as the CSV files write it
    elif region:
        parts["region"] = region
    listing.address(entry, street, town, parts.get("region"), country=country, **parts)


def _relation(entry: Entry, relation: Relation) -> None:
    known = _tables().relation.get(relation.role.casefold())
    if not relation.other:
        entry.keep(f"{relation.role}: {relation.name}", relation.role)
        return
    schema, out = (known.tie, known.out) if known else ("UnknownLink", True)
    if schema in {"Associate", "Family"} and entry.schema != "Person":
        schema = "UnknownLink"
    edge = entry.tie(schema, f"ofac-{relation.other}", role=relation.role, out=out)
    edge.add("summary", relation.name)
    edge.add("description", relation.remark)
    if relation.former:
        stated = "status" in vocabulary.schema(schema).properties
        edge.add("status" if stated else "description", "former")
