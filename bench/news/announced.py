"""What authorities announced, day by day, read from a store by a way of its own.

It shares no code with what it measures: plain SQL over the claims, and records of two lists are
one where they share a number or a whole name and birth date.
"""

import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from designata.model import countries, vocabulary
from designata.news.findings import SCHEMATA, TargetType
from designata.store.claims import Store, live

TYPES: tuple[TargetType, ...] = ("person", "organization", "vessel", "aircraft")
NUMBERS = ("imoNumber", "leiCode", "innCode", "ogrnCode", "unscId")
TIES = ("nationality", "citizenship", "country", "jurisdiction", "flag")
BIRTHPLACES = ("birthCountry", "pastFlags")
GROUNDS = ("reason", "position", "notes")
_LETTERS = re.compile(r"[^\W\d_]+")


class Act(NamedTuple):
    """A designation: whose, of which day, in effect since when, under which programs."""

    country: str
    day: dt.date
    effective: dt.date | None
    programs: frozenset[str]


class Record(NamedTuple):
    """An entry of a list, as a reader of the list sees it.

    Args:
        id: its own.
        type: what it is.
        name: its first.
        countries: that it tells of itself.
        born: where it was born, and the flags it flew.
        regimes: the countries that its programs are named after.
        grounds: what it is listed for.
        acts: its designations that tell a day.
        keys: what another list's record of the same entity has too.
    """

    id: str
    type: TargetType
    name: str
    countries: frozenset[str]
    born: frozenset[str]
    regimes: frozenset[str]
    grounds: tuple[str, ...]
    acts: tuple[Act, ...]
    keys: frozenset[str]


class Announcement(NamedTuple):
    """All that one authority listed under one day, or what of it falls under one program."""

    country: str
    day: dt.date
    effective: frozenset[dt.date]
    programs: frozenset[str]
    records: tuple[Record, ...]


def records(store: Store) -> list[Record]:
    """Every entry of every list that tells the day of its listing."""
    props = ("name", "listingDate", "startDate", "program", "country", *NUMBERS, *TIES)
    wanted = list(dict.fromkeys((*props, *BIRTHPLACES, *GROUNDS, "birthDate", "alias")))
    rows = store.query(
        f"""
        SELECT record, subject, schema, property, value FROM {live(None)}
        WHERE property IN (SELECT unnest(?)) AND record IN (
            SELECT record FROM claims WHERE schema = 'Sanction'
            AND property IN ('listingDate', 'startDate'))
        ORDER BY claim""",  # noqa: S608  - the view is ours
        [wanted],
    )
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for record, *claim in rows:
        found[str(record)].append(tuple(map(str, claim)))
    kept = (_record(record, claims) for record, claims in found.items())
    return [one for one in kept if one is not None]


def _record(record: str, claims: list[tuple[str, ...]]) -> Record | None:
    own: dict[str, list[str]] = defaultdict(list)
    acts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    schemata = []
    for subject, schema, prop, value in claims:
        if schema == "Sanction":
            acts[subject][prop].append(value)
        elif subject == record:
            own[prop].append(value)
            schemata.append(schema)
        elif prop == "country" and schema == "Address":
            own["country"].append(value)
    kind = _kind(schemata)
    dated = tuple(act for it in acts.values() for act in _acts(it))
    if kind is None or not dated or not own["name"]:
        return None
    programs = {program for act in dated for program in act.programs}
    grounds = [text for told in acts.values() for prop in GROUNDS for text in told[prop]]
    return Record(
        id=record,
        type=kind,
        name=own["name"][0],
        countries=frozenset(value for prop in TIES for value in own[prop]),
        born=frozenset(value for prop in BIRTHPLACES for value in own[prop]),
        regimes=frozenset(code for it in programs if (code := regime(it))),
        grounds=tuple(dict.fromkeys([*grounds, *(text for it in GROUNDS for text in own[it])])),
        acts=dated,
        keys=frozenset(_keys(own, acts.values())),
    )


def _kind(schemata: Iterable[str]) -> TargetType | None:
    for schema in schemata:
        for kind in TYPES:
            if vocabulary.schema(schema).is_a(SCHEMATA[kind]):
                return kind
    return None


def _acts(told: dict[str, list[str]]) -> Iterator[Act]:
    days = [it for it in told["listingDate"] or told["startDate"] if len(it) == len("2024-04-02")]
    start = min(told["startDate"], default=None)
    for day in days:
        effective = dt.date.fromisoformat(start) if start and len(start) == len(day) else None
        for country in told["country"]:
            yield Act(country, dt.date.fromisoformat(day), effective, frozenset(told["program"]))


def _keys(own: dict[str, list[str]], acts: Iterable[dict[str, list[str]]]) -> Iterator[str]:
    for prop in NUMBERS:
        yield from (f"{prop} {value}" for value in own[prop])
        yield from (f"{prop} {value}" for act in acts for value in act[prop])
    years = {value[:4] for value in own["birthDate"]} or {""}
    for name in (*own["name"], *own["alias"]):
        words = " ".join(sorted(_LETTERS.findall(_plain(name))))
        yield from (f"{words} {year}" for year in years)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(it for it in folded if not unicodedata.combining(it))


def regime(program: str) -> str | None:
    """The country that a program is named after.

    >>> regime("1518 Sanctions Committee (Iraq)"), regime("Bélarus"), regime("Cyber")
    ('iq', 'by', None)
    """
    for part in (program, *re.findall(r"\(([^()]+)\)", program)):
        if code := countries.code(part):
            return code
    return None


def announcements(entries: Iterable[Record]) -> list[Announcement]:
    """Every day of every authority whole, and, where it has several, each of its programs."""
    days: dict[tuple[str, dt.date], list[tuple[Record, Act]]] = defaultdict(list)
    for record in entries:
        for act in record.acts:
            days[act.country, act.day].append((record, act))
    found = []
    for (country, day), items in sorted(days.items()):
        programs = {act.programs for _, act in items}
        for told in [None, *(sorted(programs, key=sorted) if len(programs) > 1 else ())]:
            some = [it for it in items if told in (None, it[1].programs)]
            found.append(
                Announcement(
                    country=country,
                    day=day,
                    effective=frozenset(act.effective for _, act in some if act.effective),
                    programs=told or frozenset(),
                    records=tuple({it.id: it for it, _ in some}.values()),
                )
            )
    return found
