"""Particles, plural forms and days."""

import pytest

from designata.brief.tongue import CODES, tongue
from designata.brief.tongue.korean import particle
from designata.brief.tongue.uk import did, plural
from designata.errors import InputError


@pytest.mark.parametrize(
    ("word", "pair", "form"),
    [
        ("한국", "이/가", "이"),
        ("러시아", "이/가", "가"),
        ("레이디 알", "은/는", "은"),
        ("레이디 알(LADY R, IMO 9161003)", "과/와", "과"),
        ("앙가라(ANGARA)", "과/와", "와"),
        ("IMO 9161003", "을/를", "을"),  # three is 삼
        ("IMO 9161002", "을/를", "를"),  # two is 이
        ("2024", "이/가", "가"),
        ("10", "을/를", "을"),  # ten is 십
        ("5,000", "이/가", "이"),  # a thousand is 천
        ("LADY R", "을/를", "을"),  # the letter R is 알
        ("IBM", "이/가", "이"),  # the letter M is 엠
        ("M LEASING LLC", "은/는", "는"),  # the letter C is 씨
        ("NK News", "이/가", "가"),
        ("Newspim", "이/가", "이"),
        ("Angara", "을/를", "를"),
        ("Daesong", "은/는", "은"),
        ("‘DPRK2’", "과/와", "와"),
        ("서울", "으로/로", "로"),
        ("평양", "으로/로", "으로"),
        ("모스크바", "으로/로", "로"),
    ],
)
def test_a_particle_follows_how_the_word_is_read(word: str, pair: str, form: str) -> None:
    assert particle(word, pair) == word + form


@pytest.mark.parametrize(
    ("count", "form"),
    [
        *((n, 0) for n in (1, 21, 101)),
        *((n, 1) for n in (2, 4, 22, 1004)),
        *((n, 2) for n in (0, 5, 11, 12, 14, 25, 111)),
    ],
)
def test_a_ukrainian_noun_follows_its_number(count: int, form: int) -> None:
    forms = ("судно", "судна", "суден")
    assert plural(count, forms) == forms[form]


def test_a_ukrainian_verb_follows_its_actor() -> None:
    forms = "додав/додала/додало/додали"
    assert did("Європейський Союз", forms).endswith("додав")
    assert did("Велика Британія", forms).endswith("додала")
    assert did("Управління контролю", forms).endswith("додало")
    assert did("Сполучені Штати", forms).endswith("додали")


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_every_sentence(code: str) -> None:
    ours, english = tongue(code).words, tongue("en").words
    for table in ("sentences", "titles", "headings", "phrases", "labels", "bonds", "authorities"):
        assert set(getattr(ours, table)) == set(getattr(english, table)), table
    for noun in ("person", "company", "organisation", "vessel", "aircraft", "wallet", "other"):
        assert noun in ours.nouns


def test_another_language_is_refused_with_the_cure() -> None:
    with pytest.raises(InputError, match="en, ko, uk"):
        tongue("fr")
