"""The scorer: a reading that says what the gold says is right in all, an empty one in nothing."""

# ruff: noqa: ANN401  - the shapes of the benchmark are loaded, not imported

from pathlib import Path
from typing import Any

import pytest

from designata.model.claim import Modality
from designata.news.document import Document
from designata.news.findings import (
    Attribution,
    Candidate,
    Dated,
    Designation,
    Mention,
    Party,
    Reading,
    Source,
    Span,
    Target,
)
from designata.news.read import read
from tests.bench import news

gold = news.module("gold")
score = news.module("score")
ARTICLES = [*gold.articles(), *gold.articles(gold.HELD)]
NAMES = [f"{path.parent.name}-{path.stem}" for path, _ in ARTICLES]


class Oracle:
    """Turns gold into the reading that it describes."""

    def __init__(self, document: Document, told: Any) -> None:
        self.text = document.text
        self.told = told
        self.mentions: list[Mention] = []

    def reading(self) -> Reading:
        for named in self.told.mentions:
            for place in gold.places(self.text, named.text):
                self._mention(place, named.type)
        events = [self._event(event) for event in self.told.events if not event.negated]
        claims = [self._claim(claim) for claim in self.told.claims]
        return Reading(mentions=self.mentions, designations=events, claims=claims)

    def _mention(self, place: tuple[int, int], kind: Any) -> str:
        start, end = place
        number = f"m{len(self.mentions) + 1}"
        text = self.text[start:end]
        self.mentions.append(Mention(id=number, text=text, start=start, end=end, type=kind))
        return number

    def _span(self, text: str) -> Span:
        start, end = gold.places(self.text, text)[0]
        return Span(self.text[start:end], start, end)

    def _event(self, event: Any) -> Designation:
        def date(day: Any) -> Dated | None:
            return Dated(day.value, day.precision, day.value) if day else None

        return Designation(
            authority=Party(event.authority.name, event.authority.country),
            partners=[Party(code, code) for code in event.partners],
            date=date(event.date),
            effective=date(event.effective),
            action=event.action,
            recalled=event.recalled,
            modality=Modality(event.modality),
            legal_basis=[self._span(law) for law in event.legal_basis],
            targets=[self._target(group) for group in event.targets],
        )

    def _target(self, group: Any) -> Target:
        return Target(
            type=group.type,
            count=group.count,
            country=group.country,
            mentions=[
                self._mention(gold.places(self.text, name)[0], group.type) for name in group.names
            ],
            candidates=[
                Candidate(entity=ids[0], caption=ids[0], schema="Thing", score=0.9, reasons=[])
                for ids in group.entities
            ],
            undecided="no list tells" if group.undecidable else None,
        )

    def _claim(self, claim: Any) -> Attribution:
        start, end = gold.content(self.text, claim)[0]
        at = gold.nearest(self.text, claim.source, (start, end)) if claim.source else (None, None)
        cue = gold.nearest(self.text, claim.cue, (start, end))
        return Attribution(
            text=self.text[start:end],
            start=start,
            end=end,
            source=Source(
                text=claim.source and self.text[slice(*at)],
                kind=claim.kind,
                via=claim.via or None,
                start=at[0],
                end=at[1],
            ),
            cue=Span(self.text[slice(*cue)], *cue),
            modality=Modality(claim.modality),
            polarity=claim.polarity,
        )


@pytest.mark.parametrize(("path", "told"), ARTICLES, ids=NAMES)
def test_what_the_gold_says_is_right(path: Path, told: Any) -> None:
    document = read(path.read_bytes(), name=path.name)
    tally = score.score(path.stem, document, Oracle(document, told).reading(), told)
    assert not tally.misses
    assert tally.precision("events") == tally.f1("attribution sources") == 1
    assert (tally.f1("content tokens") or 0) > 0.96  # one content stands in two halves


@pytest.mark.parametrize(("path", "told"), ARTICLES[:2], ids=NAMES[:2])
def test_nothing_found_is_all_missed(path: Path, told: Any) -> None:
    document = read(path.read_bytes(), name=path.name)
    tally = score.score(path.stem, document, Reading(), told)
    assert tally.share("events", "authority", "date", "type", "count") == 0
    assert not tally.f1("attribution sources")


def test_candidates_too_many_or_twice_are_not_exact() -> None:
    exactly = news.module("events").exactly
    wanted = [["kr-a", "ofac-1"], ["kr-b"]]
    assert exactly(wanted, ["ofac-1", "kr-b"])
    assert not exactly(wanted, ["ofac-1", "kr-a"])
    assert not exactly(wanted, ["ofac-1", "kr-b", "kr-c"])
    assert not exactly(wanted, ["kr-b"])
