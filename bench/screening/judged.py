"""nomenklatura on our candidates: what it would find and where it would alarm, beside us.

It has no index that installs from a package, so it is given ours; what the index misses, both miss.
A sample, for it takes about a thousand times as long as an index.
"""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from matchers import nomenklatura, ours
from page import Page, percent
from pairs import side
from people import SEED, Person, un_people, unlisted, variants
from sets import Pair, Side

from designata.index.entry import Listed
from designata.index.lookup import Index
from designata.names.parts import parse
from designata.screen.match import comparable
from designata.screen.query import of_columns
from designata.store.claims import Store

LISTED, UNLISTED = 40, 400


def section(
    page: Page, store: Store, index: Index, entries: Mapping[str, Listed], rival: Path
) -> None:
    """Asks both about the same candidates."""
    rng = random.Random(SEED)
    samples = {
        title: rng.sample(several, min(LISTED, len(several)))
        for title, several in variants(un_people(store, entries)).items()
    }
    nobody = rng.sample(unlisted(), UNLISTED)
    samples["on no list (alarms)"] = [Person(cells, frozenset()) for cells in nobody]
    page.heading("nomenklatura on the same candidates")
    page.text(
        f"logic-v2 at 0.7 has no index to install, so it judges our candidates, on a sample:"
        f" {LISTED} people of each change, {UNLISTED:,} on no list. Found, or alarmed at all; by"
        " name alone and with birth date and country."
    )
    table, number = [], 0
    for title, several in samples.items():
        cells = [title]
        for alone in (True, False):
            pairs = [
                pair
                for place, person in enumerate(several)
                for pair in _pairs(index, person, str(place), alone=alone)
            ]
            number += len(pairs)
            for run in (ours(pairs), nomenklatura(pairs, rival)):
                hits = {
                    pair.id.partition("~")[0]
                    for pair, score in zip(pairs, run.scores, strict=True)
                    if score >= (run.threshold or 0.5) and (pair.same or pair.group == "nobody")
                }
                cells.append(percent(len(hits), len(several)))
        table.append(cells)
    page.table(
        ["asked", "designata, name", "logic-v2, name", "designata, all", "logic-v2, all"], table
    )
    page.text(f"{number:,} pairs.")


def _pairs(index: Index, person: Person, place: str, *, alone: bool) -> Sequence[Pair]:
    query = of_columns({"id": "", **person.cells})
    names = [parse(name, "person") for name in query.names]
    question = Side(
        query.schema, tuple((n, "name") for n in query.names), {} if alone else query.facts
    )
    numbers = {number: None for found in index.candidates(names) for number in found}
    return [
        Pair(
            f"{place}~{entry.id}",
            "listed" if person.truth else "nobody",
            question,
            side(entry, hidden=frozenset({"topics"})),
            entry.id in person.truth,
        )
        for entry in map(index.entry, numbers)
        if comparable(query.schema, entry.schema)
    ]
