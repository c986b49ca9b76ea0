"""The gold articles are what their README says: verbatim, unambiguous, of the agreed length."""

import re
from pathlib import Path

import pytest

from designata.model.countries import name as country_name
from designata.news.read import read
from tests.bench import news

gold = news.module("gold")
ARTICLES = [*gold.articles(), *gold.articles(gold.HELD)]
NAMES = [f"{path.parent.name}-{path.stem}" for path, _ in ARTICLES]


@pytest.mark.parametrize(("folder", "count", "korean"), [("gold", 38, 5), ("held", 14, 1)])
def test_there_are_as_many_as_told(folder: str, count: int, korean: int) -> None:
    texts = [path.read_text("utf-8") for path, _ in ARTICLES if path.parent.name == folder]
    assert len(texts) == count
    assert sum("language: ko" in text for text in texts) == korean


@pytest.mark.parametrize("path", [path for path, _ in ARTICLES], ids=NAMES)
def test_the_front_matter_gives_nothing_away(path: Path) -> None:
    front = path.read_text("utf-8").split("---\n")[1]
    keys = {line.split(":")[0] for line in front.splitlines()}
    assert {"title", "published", "language"} <= keys
    assert keys <= {"title", "published", "language", "url", "publisher"}


@pytest.mark.parametrize("path", [path for path, _ in ARTICLES], ids=NAMES)
def test_its_length_is_a_report_s(path: Path) -> None:
    words = len(gold.body(path).split())
    # Korean writes particles onto the word: half as many are as long as in English.
    assert (150 if "language: ko" in path.read_text("utf-8") else 200) <= words <= 450


@pytest.mark.parametrize(("path", "told"), ARTICLES, ids=NAMES)
def test_every_text_stands_in_the_article_as_it_is_read(path: Path, told: object) -> None:
    text = read(path.read_bytes(), name=path.name).text
    assert isinstance(told, gold.Gold)
    for named in told.mentions:
        assert gold.places(text, named.text)
    for event in told.events:
        assert gold.places(text, event.authority.name)
        for law in event.legal_basis:
            assert gold.places(text, law)
        for group in event.targets:
            assert all(gold.places(text, name) for name in group.names)
    for claim in told.claims:
        spans = gold.content(text, claim)
        gold.nearest(text, claim.cue, spans[0])
        assert claim.head in claim.source
        assert bool(claim.source) == bool(gold.heads(text, claim, spans[0])) or claim.accept
        assert not claim.via or gold.places(text, claim.via)


@pytest.mark.parametrize(("path", "told"), ARTICLES, ids=NAMES)
def test_events_are_whole(path: Path, told: object) -> None:
    assert path.exists()
    assert isinstance(told, gold.Gold)
    for event in told.events:
        countries = [event.authority.country, *event.partners]
        assert all(code in {"eu", "un"} or country_name(code) != code for code in countries)
        for date in filter(None, (event.date, event.effective)):
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", date.value)
            assert len(date.value) == {"day": 10, "month": 7, "year": 4}[date.precision]
        for group in event.targets:
            unnamed = (group.count or 0) - len(group.names)
            assert not group.entities or len(group.entities) == unnamed
            assert not (group.entities and group.undecidable)


def test_places_take_spaces_as_they_come_and_whole_words_only() -> None:
    assert gold.places("Lady  R\nand LADY R, Lady Rania", "Lady R") == [(0, 7)]
