"""Measures the naming of unnamed targets on events drawn from the lists themselves.

    python bench/news/unnamed.py --store STORE [--seed N] [--count N] [--errors]

Exact: all that the lists decide are named, and nobody else. Wrong: somebody is named who is not
meant. An event is left out where the lists decide for others than those it was made from.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import announced
from decided import decided
from drawn import Draw, Drawn, entities

from designata.engine import Designata
from designata.news.document import Document
from designata.news.findings import Designation, Target
from designata.news.link.unnamed import name_unnamed
from designata.store.claims import Store

SEED, COUNT = 4, 800
OUTCOMES = ("exact", "in part", "silent", "wrong")


class Judged(NamedTuple):
    """An event with what was answered.

    Args:
        drawn: the event.
        answer: its targets with candidates.
        decidable: whether the lists decide who any of its unnamed targets are.
        outcome: one of ``OUTCOMES``.
    """

    drawn: Drawn
    answer: Designation
    decidable: bool
    outcome: str


def measure(
    store: Store, *, seed: int = SEED, count: int = COUNT
) -> tuple[list[Judged], int, dict[str, str]]:
    """The events with their outcomes, and how many were left out as misleading."""
    records = announced.records(store)
    same = entities(records)
    announcements = announced.announcements(records)
    drawn = Draw(announcements, same, seed).events(count)
    wanted = [decided(it.asked, announcements, same) for it in drawn]
    judged, misleading = [], 0
    for it, answer, sure in zip(drawn, _answers(drawn, store), wanted, strict=True):
        if any(one not in (None, truth) for one, truth in zip(sure, it.truth, strict=True)):
            misleading += 1
            continue
        judged.append(Judged(it, answer, any(sure), outcome(answer, it, sure, same)))
    return judged, misleading, same


def _answers(drawn: list[Drawn], store: Store) -> list[Designation]:
    """The answers, those of articles of one day together: one query for all."""
    groups: dict[str | None, list[int]] = defaultdict(list)
    for number, it in enumerate(drawn):
        groups[it.published].append(number)
    found: dict[int, Designation] = {}
    for published, numbers in groups.items():
        article = Document(text="", title="", published=published, language="en", sha256="")
        events = [drawn[number].event for number in numbers]
        mentions = [one for number in numbers for one in drawn[number].mentions]
        answers = name_unnamed(events, mentions, store, article)
        found |= zip(numbers, answers, strict=True)
    return [found[number] for number in range(len(drawn))]


def outcome(
    answer: Designation,
    it: Drawn,
    sure: list[frozenset[str] | None],
    same: dict[str, str],
) -> str:
    """How the unnamed of an event were named."""
    met = []
    for target, truth, one in zip(answer.targets, it.truth, sure, strict=True):
        named = [same.get(entity, entity) for entity in _named(target)]
        if not set(named) <= truth:
            return "wrong"
        if one is not None:
            met.append(sorted(named) == sorted(one))
        elif named:
            met.append(True)
    if not any(met):
        return "silent"
    return "exact" if all(met) else "in part"


def _named(target: Target) -> list[str]:
    """Whom an answer names: nobody where it says that it cannot tell."""
    return [] if target.undecided is not None else [it.entity for it in target.candidates]


def rows(judged: list[Judged]) -> Iterator[list[str]]:
    """A row for each kind of date, those that the lists decide and those that they do not."""
    counted: dict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
    for one in judged:
        for kind in ("all", one.drawn.kind):
            counted[one.decidable, kind][one.outcome] += 1
    for (decidable, kind), outcomes in sorted(counted.items(), key=lambda it: (-it[0][0], it[0])):
        total = sum(outcomes.values())
        what = "decided" if decidable else "not decided"
        yield [what, kind, str(total), *(str(outcomes[it]) for it in OUTCOMES)]


def main() -> None:
    """Measures, and lists errors where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    judged, misleading, same = measure(
        Designata(options.store).store, seed=options.seed, count=options.count
    )
    for row in rows(judged):
        print(" | ".join(row))
    print("misleading, left out:", misleading)
    for one in judged if options.errors else ():
        good = "exact" if one.decidable else "silent"
        if one.outcome != good:
            _explain(one, same)


def _explain(one: Judged, same: dict[str, str]) -> None:
    event = one.drawn.event
    when = event.date.value if event.date else one.drawn.published
    parties = " ".join(it.name for it in (event.authority, *event.partners))
    print(f"\n{one.outcome}, {one.drawn.kind}, decidable {one.decidable}: {parties} {when}")
    for target, truth in zip(one.answer.targets, one.drawn.truth, strict=True):
        told = [event.reasons[place].text for place in target.reasons]
        print(
            f"  {target.count} {target.country} {target.type} {len(target.mentions)} named {told}"
        )
        print("    truth", sorted(truth)[:8], len(truth))
        named = {same.get(it, it) for it in _named(target)}
        print("    got", len(named), "besides", sorted(named - truth)[:8], target.undecided)


if __name__ == "__main__":
    main()
