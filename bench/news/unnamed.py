"""Measures the naming of unnamed targets on events drawn from the lists themselves.

    python bench/news/unnamed.py --store STORE [--seed N] [--count N] [--told N] [--errors]

Exact: all that the lists decide are named, and nobody else. Wrong: somebody is named who is not
meant. An event is left out where the lists decide for others than those it was made from.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import announced
from decided import decided
from drawn import Draw, Drawn, entities
from reader import Articles
from told import article

from designata.engine import Designata
from designata.news.document import Document
from designata.news.findings import Designation, Target
from designata.news.link.unnamed import name_unnamed
from designata.store.claims import Store

Sure = list[frozenset[str] | None]
SEED, COUNT, TOLD = 4, 400, 60
OUTCOMES = ("exact", "in part", "silent", "wrong")


class Judged(NamedTuple):
    """An event with what was answered.

    Args:
        drawn: the event.
        targets: what was found, with candidates.
        decidable: whether the lists decide who any of its unnamed targets are.
        outcome: one of ``OUTCOMES``.
    """

    drawn: Drawn
    targets: Sequence[Target]
    decidable: bool
    outcome: str


class Unnamed:
    """Events that were drawn from a store, and how they are named.

    Args:
        store: whose lists they are drawn from.
        seed: of the draw.
        count: how many are drawn.
    """

    def __init__(self, store: Store, *, seed: int = SEED, count: int = COUNT) -> None:
        records = announced.records(store)
        self.same = entities(records)
        announcements = announced.announcements(records)
        self._store = store
        self._kept: list[tuple[Drawn, Sure]] = []
        self.misleading = 0
        for it in Draw(announcements, self.same, seed).events(count):
            sure = decided(it.asked, announcements, self.same)
            if any(one not in (None, truth) for one, truth in zip(sure, it.truth, strict=True)):
                self.misleading += 1
            else:
                self._kept.append((it, sure))

    def asked(self) -> list[Judged]:
        """All events, put as questions to what is measured."""
        answers = _answers([it for it, _ in self._kept], self._store)
        return [
            Judged(it, answer.targets, any(sure), outcome(answer.targets, it, sure, self.same))
            for (it, sure), answer in zip(self._kept, answers, strict=True)
        ]

    def told(self, articles: Articles, count: int) -> list[Judged]:
        """Some of them, told in English and read."""
        judged = []
        for it, sure in self._kept[:count]:
            text, published = article(it)
            _, reading = articles.read(text.encode(), "report.txt", published=published)
            targets = [target for event in reading.designations for target in event.targets]
            judged.append(Judged(it, targets, any(sure), _read(targets, it, sure, self.same)))
        return judged


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


def outcome(targets: Sequence[Target], it: Drawn, sure: Sure, same: dict[str, str]) -> str:
    """How the unnamed of an event were named."""
    met = []
    for target, truth, one in zip(targets, it.truth, sure, strict=True):
        named = [same.get(entity, entity) for entity in _named(target)]
        if not set(named) <= truth:
            return "wrong"
        if one is not None:
            met.append(sorted(named) == sorted(one))
        elif named:
            met.append(True)
    return _outcome(met)


def _read(targets: Sequence[Target], it: Drawn, sure: Sure, same: dict[str, str]) -> str:
    """The same where a reader sorted the targets in its own way."""
    named = {same.get(entity, entity) for target in targets for entity in _named(target)}
    if not named <= frozenset[str]().union(*it.truth):
        return "wrong"
    return _outcome([one <= named for one in sure if one] or [True] * bool(named))


def _outcome(met: list[bool]) -> str:
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
    for (decidable, kind), outcomes in sorted(
        counted.items(), key=lambda it: (-it[0][0], it[0][1] != "all", it[0])
    ):
        total = sum(outcomes.values())
        what = "decided" if decidable else "not decided"
        yield [what, kind, str(total), *(str(outcomes[it]) for it in OUTCOMES)]


def main() -> None:
    """Measures, and lists errors where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--told", type=int, default=0)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    engine = Designata(options.store)
    drawn = Unnamed(engine.store, seed=options.seed, count=options.count)
    judged = drawn.told(Articles(options.store), options.told) if options.told else drawn.asked()
    for row in rows(judged):
        print(" | ".join(row))
    print("misleading, left out:", drawn.misleading)
    for one in judged if options.errors else ():
        good = "exact" if one.decidable else "silent"
        if one.outcome != good:
            _explain(one, drawn.same)


def _explain(one: Judged, same: dict[str, str]) -> None:
    event = one.drawn.event
    when = event.date.value if event.date else one.drawn.published
    parties = " ".join(it.name for it in (event.authority, *event.partners))
    print(f"\n{one.outcome}, {one.drawn.kind}, decidable {one.decidable}: {parties} {when}")
    print("  told:", article(one.drawn)[0][:600])
    print("  truth:", *(sorted(it)[:8] for it in one.drawn.truth))
    for target in one.targets:
        named = {same.get(it, it) for it in _named(target)}
        besides = sorted(named - frozenset[str]().union(*one.drawn.truth))[:8]
        print(
            f"  {target.count} {target.country} {target.type} {len(target.mentions)} named:", end=""
        )
        print(f" got {len(named)}, besides {besides}, {target.undecided}")


if __name__ == "__main__":
    main()
