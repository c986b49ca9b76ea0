"""A listed entity while it is told: its record, its designations, and who else is on the list.

Shared by all of OFAC's formats. A program of the list is one designation; what each program rests
on is in ``data/ofac_programs.toml``, after OFAC's own definitions of its program tags,
https://ofac.treasury.gov/specially-designated-nationals-list-sdn-list/
program-tag-definitions-for-ofac-sanctions-lists
"""

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import TypeAlias

import msgspec

from designata.data import load
from designata.lists import publishers
from designata.lists.entry import Entry
from designata.model import countries, vocabulary

AUTHORITY = publishers.of("ofac").authority

_SCHEMATA = {
    "individual": "Person",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "entity": "Organization",
    "": "Organization",
}

NAME_TYPES = {"aka": "alias", "fka": "previousName", "nka": "name"}
"""By the alias type, in lower case and without points."""

Find: TypeAlias = Callable[[str], str | None]
"""Tells the id of whom a name means."""

UNKNOWN_COUNTRY = "undetermined"
"""What the list writes where it does not know the country of an address."""

NONE = "None Identified"
"""What the list writes where it knows of no flag."""

_ORDER = re.compile(r"\b(?:Executive Order|EO)\s*(\d{5})")
_ORDER_OF_PROGRAM = re.compile(r"EO(\d{5})")
_NAMED_CONS = re.compile(r"(?<![a-z])cons(?:olidated)?(?![a-z])", re.IGNORECASE)
_SPACES_DOTS = re.compile(r"[\s.]+")


def schema(kind: str) -> str:
    """What an entry lists, by the list's own type; none is given for an organisation in CSV.

    >>> schema("individual"), schema(""), schema("Aircraft"), schema("unheard of")
    ('Person', 'Organization', 'Airplane', 'LegalEntity')
    """
    return _SCHEMATA.get(kind.strip().casefold(), "LegalEntity")


class Program(msgspec.Struct, frozen=True):
    """One program tag.

    Args:
        legal_basis: orders, acts and regulations it rests on.
        url: OFAC's page about the program.
        of: the list whose entries have it: ``sdn``, ``cons`` for those beside it, or ``both``.
    """

    legal_basis: tuple[str, ...] = ()
    url: str | None = None
    of: str = "sdn"


@cache
def programs() -> dict[str, Program]:
    """What is known of each program tag.

    >>> programs()["RUSSIA-EO14024"].legal_basis[0]
    'Executive Order 14024'
    """
    return load("ofac_programs", dict[str, Program])


def sanction(entry: Entry, program: str, *, key: str | None = None) -> Entry:
    """A designation under one program; dates and reasons are for the caller to add.

    Args:
        entry: the listed entity's record, whose id ends with OFAC's own number.
        program: the program tag.
        key: tells it from other designations of the record; the program by default.

    >>> ship = Entry("ofac-37095", "Vessel", locator="bytes=0-9")
    >>> sanction(ship, "RUSSIA-EO14024").id
    'ofac-37095-sanction-russia-eo14024'
    """
    made = entry.child("Sanction", key or program or "listing")
    known = programs().get(program, _UNKNOWN)
    made.add("entity", entry.id)
    made.add("authority", AUTHORITY)
    made.add("country", "us")
    made.add("authorityId", entry.id.removeprefix("ofac-"))
    made.add("program", program)
    made.add("programUrl", known.url)
    for basis in known.legal_basis:
        made.add("legalBasis", basis)
    return made


_UNKNOWN = Program(of="")


class Listed:
    """One listed entity.

    Args:
        entry: its record.
        sanctions: its designations by program, as ``sanction`` makes them.
        find: the id of the one entity on the list that has a name, or none.
    """

    def __init__(
        self,
        entry: Entry,
        sanctions: dict[str, Entry],
        *,
        find: Find | None = None,
    ) -> None:
        self.entry, self.sanctions, self.find = entry, sanctions, find or nobody

    def named(self, text: str) -> dict[str, Entry]:
        """The designations that a text names by their order.

        >>> ship = Entry("ofac-1", "Vessel", locator="")
        >>> of = {p: sanction(ship, p) for p in ("IFSR", "IRAN-EO13846")}
        >>> list(Listed(ship, of).named("Executive Order 13846 information: LOANS"))
        ['IRAN-EO13846']
        """
        orders = set(_ORDER.findall(text))
        return {
            program: made
            for program, made in self.sanctions.items()
            if orders.intersection(_ORDER_OF_PROGRAM.findall(program))
            or (program.startswith("CMIC") and "CMIC" in text)
        }

    def tie(self, name: str, role: str, *, schema: str = "UnknownLink", out: bool = True) -> None:
        """Ties it to whom a name means, where one other entry of the list has it; else a note.

        Args:
            name: the other's name.
            role: the list's own words for the tie.
            schema: the tie's schema.
            out: whether this entity is the tie's first end.
        """
        other = self.find(name)
        if other is None or other == self.entry.id:
            self.entry.keep(f"{role}: {name}", role)
            return
        edge = self.entry.tie(schema, other, role=role, out=out)
        edge.add("summary", name)


def finder(everybody: Callable[[], Iterable[tuple[str, str]]]) -> Find:
    """Finds who has a name, without regard to case, points and spaces; none where several have.

    Args:
        everybody: gives the id and the primary name of every entity on the list; asked once, when
            the first name is looked for.

    >>> find = finder(lambda: [("ofac-1", "FLOT LLC"), ("ofac-2", "A S.A."), ("ofac-3", "A S.A.")])
    >>> find("Flot  LLC."), find("A S.A."), find("B")
    ('ofac-1', None, None)
    """

    @cache
    def table() -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for number, name in everybody():
            key = _key(name)
            found[key] = None if key in found else number
        return found

    def find(name: str) -> str | None:
        return table().get(_key(name))

    return find


def nobody(_: str) -> str | None:
    """Finds nobody: for a file without the list's names."""
    return None


def _key(name: str) -> str:
    return _SPACES_DOTS.sub(" ", name.casefold()).strip()


def name(entry: Entry, text: str) -> None:
    """Adds the primary name; a person's, written ``LAST, First``, also in its two parts.

    >>> man = Entry("ofac-48268", "Person", locator="")
    >>> name(man, "O, In Chun")
    >>> [(c.property, c.value) for c in man.claims]
    [('name', 'O, In Chun'), ('lastName', 'O'), ('firstName', 'In Chun')]
    """
    entry.add("name", text)
    last, comma, first = text.partition(",")
    if entry.schema == "Person" and comma:
        entry.add("lastName", last)
        entry.add("firstName", first)


def title(entry: Entry, text: str) -> None:
    """Adds what the list calls a title: a person's office or rank."""
    if text and entry.schema == "Person":
        entry.add("position", text)
    elif text:
        entry.add("notes", f"Title: {text}")


def vessel(  # noqa: PLR0913  - the list's own six fields, all by name
    listed: Listed,
    *,
    call_sign: str,
    kind: str,
    tonnage: str,
    gross: str,
    flag: str,
    owner: str,
) -> None:
    """Adds what the list states of a vessel in fields of their own; an empty text for nothing."""
    for prop, text in (("callSign", call_sign), ("type", kind), ("flag", flag)):
        if text and text != NONE:
            add(listed.entry, prop, text)
    for prop, text in (("deadweightTonnage", tonnage), ("grossRegisteredTonnage", gross)):
        if text:
            add(listed.entry, prop, text.replace(",", ""), original=text)
    if owner:
        listed.tie(owner, "Vessel owner", schema="Ownership", out=False)


def address(entry: Entry, *lines: str | None, country: str | None, **parts: str | None) -> None:
    """Adds an address, and its country as one that the entity has to do with.

    Args:
        entry: the record.
        lines: street, city and whatever else stands before the country.
        country: as the list writes it.
        **parts: FollowTheMoney's parts of an address, where the list tells them apart.
    """
    if country and country.startswith("Region:"):  # "Region: Gaza": no state's own name
        region = country.removeprefix("Region:").strip()
        code = countries.code(region)
        parts["region"] = region
    else:
        code = countries.code(country) if country else None
    if country == UNKNOWN_COUNTRY:
        country = None
    full = ", ".join(text for text in (*lines, country) if text)
    if not full:
        return
    stated = country if code is None and "region" not in parts else code
    entry.address(full=full, country=stated, **parts)
    if code:
        entry.add("country", code, original=country)


def add(entry: Entry, prop: str, text: str, *, original: str | None = None) -> None:
    """One claim, or a note where the schema has no such property."""
    if prop in vocabulary.schema(entry.schema).properties:
        entry.add(prop, text, original=original)
    else:
        entry.keep(f"{prop}: {original or text}", prop)


def dataset(entries: Iterable[Collection[str]], *, named: str) -> str:
    """Which list entries are of, the SDN list or those beside it, by their programs.

    Few programs stand for the non-SDN lists alone, many for the SDN list alone; where entries have
    none of either, the file's name tells.

    Args:
        entries: the programs of the first entries of a file.
        named: the file's name.

    >>> dataset([["NS-PLC"], ["NS-PLC", "SDGT"]], named="a.csv"), dataset([["CUBA"]], named="cons")
    ('cons', 'sdn')
    >>> dataset([["UKRAINE-EO13662"]], named="cons_prim.csv")
    'cons'
    """
    apart = told = 0
    for tags in entries:
        known = [programs().get(tag, _UNKNOWN).of for tag in tags]
        apart += "cons" in known
        told += "cons" in known or "sdn" in known
    if told:
        return "cons" if 2 * apart > told else "sdn"
    return "cons" if _NAMED_CONS.search(named) else "sdn"
