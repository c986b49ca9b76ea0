"""No string is missing in any language, none is unused, and no template holds words of its own."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

from designata.data import load
from designata.evidence.comparisons import Record, grades
from designata.model import vocabulary
from designata.model.countries import nation
from designata.store.dossier import CAVEAT
from designata.web.words import LANGUAGES, Text, Words, chosen, forms, strings

WEB = Path(str(files("designata.web")))
_ROOMS = {key.partition(".")[0] for key in strings()}
_BY_NAME = {"problem", "undecided", "kind", "field", "date", "note"}
"""Rooms whose strings are chosen by a value; words.py does."""

_LITERAL = re.compile(
    rf"""["']((?:{"|".join(sorted(_ROOMS))})\.(?!js|css|html)[A-Za-z_][\w-]*)["'](?!\s*[~+])"""
)
_BEGUN = re.compile(rf"""["']((?:{"|".join(sorted(_ROOMS))})\.[A-Za-z_]*)(?:["']\s*[~+]|\{{)""")
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_OURS = {"Designata", "make", "setup", "Enter", "Esc", "sha", "https"}
"""Words that are the same in every language."""


def _sources() -> Iterator[tuple[Path, str]]:
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("*.html")]):
        yield path, path.read_text("utf-8")


def _each(text: Text) -> list[str]:
    return list(text.values()) if isinstance(text, dict) else [text]


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_string_is_in_every_language_with_its_forms_and_values() -> None:
    for key, texts in strings().items():
        assert texts.keys() == LANGUAGES.keys(), key
        plural = {lang for lang, text in texts.items() if isinstance(text, dict)}
        assert plural in (set(), set(LANGUAGES)), key
        for lang, text in texts.items():
            if isinstance(text, dict):
                assert text.keys() == forms(lang), (key, lang)
            assert all(each.strip() for each in _each(text)), (key, lang)
        values = {frozenset().union(*map(_values, _each(text))) for text in texts.values()}
        assert len(values) == 1, key


def test_every_string_is_used_and_every_used_one_is_there() -> None:
    used: set[str] = set()
    begun: set[str] = set()
    for path, text in _sources():
        found = set(_LITERAL.findall(text))
        missing = {key for key in found - strings().keys() if path.suffix == ".html"}
        assert not missing, (path.name, missing)
        used |= found
        begun |= set(_BEGUN.findall(text))
    unused = {
        key
        for key in strings().keys() - used
        if key.partition(".")[0] not in _BY_NAME and not key.startswith(tuple(begun))
    }
    assert not unused


def test_no_template_holds_a_bare_word() -> None:
    for path in sorted(WEB.joinpath("templates").iterdir()):
        text = _JINJA.sub(" ", path.read_text("utf-8"))
        told = re.sub(r"<[^>]*>", " ", text)
        told += " ".join(re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', text))
        words = set(re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", told))) - _OURS
        assert not words, (path.name, words)


def test_what_is_listed_and_every_country_has_a_word() -> None:
    assert {f"kind.{name}" for name in vocabulary.listed_schemata()} <= strings().keys()
    assert nation(Words("en").country("kp")) == "kp"
    assert Words("ko").country("ru") == "러시아"
    codes = load("countries", dict[str, list[str]]).keys()
    told = load("countries_told", dict[str, dict[str, str]])
    assert told.keys() == LANGUAGES.keys() - {"en"}
    assert all(names.keys() == codes for names in told.values())


def test_the_notes_of_evidence_have_words() -> None:
    left = Record.of(
        "Person",
        ["Sergei Ivanov Kozlov"],
        {
            "birthDate": ["1961-03-17"],
            "gender": ["male"],
            "country": ["ru"],
            "innCode": ["7707083893"],
            "passport": ["ru:51"],
            "birthPlace": ["Omsk"],
        },
    )
    right = Record.of(
        "Person",
        ["Sergei Petrov Kozlov"],
        {
            "birthDate": ["1961-03-18"],
            "gender": ["female"],
            "country": ["ua"],
            "innCode": ["7736050003"],
            "passport": ["ru:52"],
            "birthPlace": ["Kyiv"],
        },
    )
    notes = {grade.note for pair in ((left, right), (left, left)) for grade in grades(*pair)}
    assert len(notes) > 8
    english, korean = Words("en"), Words("ko")
    for note in notes:
        assert english.note(note) == note or "passports" in note
        for part in korean.note(note).split("; "):
            assert re.search("[가-힣]", part), note


@pytest.mark.parametrize(
    "note",
    [
        "1 name in both; the first of each is among the other's",
        "2 names in both; the first of neither is among the other's",
        "0 years apart",
        "different call sign",
        "same type",
        "the evidence does not suffice",
        "another record does as well, or the clusters do not fit",
    ],
)
def test_what_is_said_of_two_records_has_words(note: str) -> None:
    assert Words("en").note(note) == note
    for part in Words("uk").note(note).split("; "):
        assert re.search("[а-яії]", part), note


def test_the_caveat_is_the_one_of_every_answer() -> None:
    assert Words("en").caveat == CAVEAT


@pytest.mark.parametrize(
    ("cookie", "accept", "lang"),
    [
        (None, "", "en"),
        (None, "uk-UA,uk;q=0.9,en;q=0.8", "uk"),
        (None, "de,fr", "en"),
        (None, "en;q=0.2, ko;q=abc", "ko"),
        ("ko", "uk", "ko"),
        ("<script>", "uk", "uk"),
    ],
)
def test_a_language_is_chosen(cookie: str | None, accept: str, lang: str) -> None:
    assert chosen(cookie, accept) == lang


def test_a_day_that_is_none_stays_as_it_is() -> None:
    assert Words("uk").day("1961~") == "1961~"
    assert Words("uk").moment("2024-04-02T10:05:00Z") == "2 квітня 2024 10:05 UTC"
