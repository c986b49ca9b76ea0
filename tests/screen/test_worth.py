from itertools import product

import pytest

from designata.evidence import weights
from designata.evidence.comparisons import Record, names
from designata.screen import worth

PEOPLE = [
    *("Sergei Kozlov", "KOZLOV, Sergey M.", "Сергей Козлов", "Kozlov Sergei Ivanovich"),
    *("Abdul Rahman al-Shami", "عبد الرحمن الشامي", "Abdurrahman Shami", "Abdelrahman"),
    *("Kim Jong Un", "KimJongUn", "김정은", "Kang Mun-kil", "Kang MunoKil", "O In Chun", "오인준"),
    *("习近平", "Xi Jinping", "Hsi Chin-p'ing", "Jon Smith", "John Smith", "Maria Taylor"),
    *("Aleksei Yuryevich BELETSKY", "AlexeyiYurievich BELETSKY", "A. Y. Beletsky", "Bob Gates"),
    *("Robert Gates", "Goodwill Trustee", "Good Will Trustee", "Hamid Fazeli", "Ghamd Lfif"),
]
THINGS = [
    *(
        "Lady R",
        "LADY R.",
        "M/V Lady-R",
        "STAR 7",
        "STAR 8",
        "Star Seven",
        "Iran Air",
        "ERINER LTD",
    ),
    *("OOO Vympel", "Vympel LLC", "VYMPEL-SODEISTVIE", "Sodeistvie", "Sodeystvie", "Содействие"),
    *("Korea Shipping Company", "Korean Shipping Co", "Goodwill", "Good Will", "7", "X", ""),
]


@pytest.mark.parametrize(
    ("listed", "texts"), [("Person", PEOPLE), ("Vessel", THINGS), ("Organization", THINGS)]
)
def test_no_name_weighs_more_than_the_bound(listed: str, texts: list[str]) -> None:
    for one, other, asked in product(texts, texts, (listed, "Thing")):
        left, right = Record.of(asked, [one], {}), Record.of(listed, [other], {})
        found = names(left, right)
        assert found
        weight = weights.weight(found)
        if weight > -2:
            assert worth.of_names(left.names, right.names) >= weight - 1e-9, (one, other, asked)


def test_most_pairs_are_told_apart_by_it() -> None:
    pairs = [
        worth.of_names(Record.of("Person", [a], {}).names, Record.of("Person", [b], {}).names)
        for a, b in product(PEOPLE, PEOPLE)
    ]
    assert sum(bound < 0 for bound in pairs) > 0.7 * len(pairs)


def test_birth_dates_are_not_counted_beside_themselves() -> None:
    assert worth.beside_birth({"birthDate": ["1970"], "notes": ["tall"]}) == 0
    country = worth.beside_birth({"nationality": ["ru"]})
    assert 0 < country == worth.beside_birth({"birthDate": ["1970"], "nationality": ["ru"]})
    assert worth.beside_birth({"gender": ["male"], "country": ["ru"]}) > country


def test_steps_of_births_say_what_pairs_of_births_say() -> None:
    edges, most = worth.births()
    for days in (0, 1, 366, 367, 1098, 1099, 3650, 3653, 3660, 3661, 20_000):
        step = sum(edge < days for edge in edges)
        assert worth.of_births((700_000, 700_000), (700_000 + days,) * 2) == most[step]
