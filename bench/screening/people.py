"""Screening against all lists: listed people who must be found, unlisted ones who must not.

The 683 people of the UN list as they are and with one small change each, by name alone and with
birth date and country; then 50,000 made-up people who are on no list.
"""

import random
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from changes import NAMES, year_off
from page import Page, percent
from sets import BENCH, rows

from designata.errors import InputError
from designata.index.entry import Listed
from designata.index.lookup import Index
from designata.screen import policy
from designata.screen.match import Answer, Matcher
from designata.screen.query import Query, of_columns
from designata.store.claims import Store

SEED = 20240402
UNLISTED = 50_000
_BATCH = 1_000


class Person(NamedTuple):
    """A person who is asked for, and the listed entities that this person is."""

    cells: Mapping[str, str]
    truth: frozenset[str]


def un_people(store: Store, entries: Mapping[str, Listed]) -> list[Person]:
    """The people of the UN list, each with all records that are this person.

    These are the UN's records that bear the name, all that state their UN reference, and those of
    other lists that bear the very name too. Who has left the list since is left out.
    """
    stated: dict[str, set[str]] = defaultdict(set)
    whose: dict[str, set[str]] = defaultdict(set)
    for record, value in store.query(
        "SELECT DISTINCT record, value FROM claims WHERE property = 'unscId'"
    ):
        stated[str(value)].add(str(record))
        whose[str(record)].add(str(value))
    by_name: dict[str, set[str]] = defaultdict(set)
    for entry in entries.values():
        if entry.schema == "Person":
            for text, _ in entry.names:
                by_name[_plain(text)].add(entry.id)
    people = []
    for row in rows(BENCH / "positives_un_untreated.csv"):
        bearers = by_name.get(_plain(row["full_name"]), set())
        if any(entries[record].publisher == "un" for record in bearers):
            same = {r for b in bearers for ref in whose.get(b, ()) for r in stated[ref]}
            people.append(Person(_cells(row), frozenset(bearers | same)))
    return people


def unlisted(count: int = UNLISTED) -> list[dict[str, str]]:
    """The columns of people who are not listed."""
    return [
        _cells(row) for row, _ in zip(rows(BENCH / "negatives_us.csv"), range(count), strict=False)
    ]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _cells(row: Mapping[str, str]) -> dict[str, str]:
    return {
        "schema": "Person",
        "name": row["full_name"],
        "birth_date": row["date_of_birth"],
        "country": row["nationality"],
    }


def name_alone(cells: Mapping[str, str]) -> dict[str, str]:
    """The question without birth date and country."""
    return {"schema": cells["schema"], "name": cells["name"]}


def variants(people: Sequence[Person]) -> dict[str, list[Person]]:
    """The people as they are, and with each kind of change, where it can be made."""
    found = {"as they are": list(people)}
    for title, change in NAMES.items():
        rng = random.Random(f"{SEED} {title}")
        changed = []
        for person in people:
            name = change(person.cells["name"], rng)
            if name is not None:
                changed.append(Person({**person.cells, "name": name}, person.truth))
        found[title] = changed
    rng = random.Random(SEED)
    off = []
    for person in people:
        date = year_off(person.cells["birth_date"], rng)
        if date:
            off.append(Person({**person.cells, "birth_date": date}, person.truth))
    return found | {"birth date a year off": off}


def ask(matcher: Matcher, questions: Iterable[Mapping[str, str]]) -> tuple[list[Answer], float]:
    """The answers, and the seconds they took."""
    queries: list[Query] = []
    for number, cells in enumerate(questions):
        try:
            queries.append(of_columns({"id": str(number), **cells}))
        except InputError:
            queries.append(Query(id=str(number), schema="Person", names=(), facts={}))
    start = time.perf_counter()
    answers = [
        answer
        for first in range(0, len(queries), _BATCH)
        for answer in matcher.answer(queries[first : first + _BATCH])
    ]
    return answers, time.perf_counter() - start


def section(page: Page, store: Store, index: Index, entries: Mapping[str, Listed]) -> None:
    """Writes what is found and what alarms."""
    rule = msgspec.structs.replace(policy.default(), limit=100)
    matcher = Matcher(index, rule)
    people = un_people(store, entries)
    page.heading("Listed people found, unlisted ones left in peace")
    page.text(
        f"The people of the UN list of whom the list of today still has the name ({len(people)} of"
        f" 683), against {index.about.entities:,} entities of all lists ({index.about.names:,}"
        " names), as they are and with one small change each (seeded). Found: the person is among"
        f" the hits at {rule.threshold}, at whatever rank; candidate: the index has put the person"
        " among those to be judged. On a line for a birth date a year off the name alone is as it"
        " is."
    )
    table, missed = [], []
    for title, several in variants(people).items():
        alone, _ = ask(matcher, (name_alone(person.cells) for person in several))
        full, _ = ask(matcher, (person.cells for person in several))
        found = [
            sum(
                any(hit.entity in person.truth for hit in answer.hits)
                for person, answer in zip(several, answers, strict=True)
            )
            for answers in (alone, full)
        ]
        first = [
            bool(answer.hits) and answer.hits[0].entity in person.truth
            for person, answer in zip(several, full, strict=True)
        ]
        seen = candidates(index, several)
        for person, answer in zip(several, full, strict=True):
            if not any(hit.entity in person.truth for hit in answer.hits):
                missed.append((title, person))
        cells = (sum(seen), found[0], found[1], sum(first))
        table.append([title, str(len(several)), *(percent(n, len(several)) for n in cells)])
    page.table(
        [
            "change",
            "questions",
            "candidate",
            "found by name alone",
            "found with birth date and country",
            "at the first rank",
        ],
        table,
    )
    _alarms(page, matcher)
    for title, person in missed:
        print(f"missed: {title}: {dict(person.cells)}")


def candidates(index: Index, people: Sequence[Person]) -> list[bool]:
    """Whether the index puts each among those to be judged."""
    from designata.names.parts import parse

    names = [parse(person.cells["name"], "person") for person in people]
    found: list[bool] = []
    for first in range(0, len(names), _BATCH):
        for person, numbers in zip(
            people[first : first + _BATCH],
            index.candidates(names[first : first + _BATCH]),
            strict=True,
        ):
            found.append(any(index.entry(number).id in person.truth for number in numbers))
    return found


def _alarms(page: Page, matcher: Matcher) -> None:
    questions = unlisted()
    page.text(
        f"{len(questions):,} made-up people on no list, many scripts: alarms are questions with at"
        " least one hit."
    )
    table = []
    for title, asked in (
        ("name alone", [name_alone(cells) for cells in questions]),
        ("with birth date and country", questions),
    ):
        answers, seconds = ask(matcher, asked)
        loud = [answer for answer in answers if answer.hits]
        table.append(
            [
                title,
                str(len(loud)),
                f"{1000 * len(loud) / len(asked):.2f}",
                f"{len(asked) / seconds:,.0f}",
            ]
        )
        for answer in loud[:: max(1, len(loud) // 25)]:
            hit = answer.hits[0]
            print(f"alarm: {title}: {hit.score:.2f} {answer.query} is {hit.caption}")
    page.table(["asked", "alarms", "in 1,000", "questions a second, in one process"], table)
