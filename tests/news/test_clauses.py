"""Two authorities in one paragraph, partners, and what an act rests on, each in its own words."""

import pytest

from tests.news.articles import events


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "On Monday the US sanctioned two banks and Britain sanctioned three ships.",
            {"us": [("organization", 2)], "gb": [("vessel", 3)]},
        ),
        (
            "Canada blacklisted six generals on Monday, while London designated three firms.",
            {"ca": [("person", 6)], "gb": [("organization", 3)]},
        ),
        (
            "Japan froze the assets of four banks on Monday, and Australia listed two tankers.",
            {"jp": [("organization", 4)], "au": [("vessel", 2)]},
        ),
    ],
)
def test_each_clause_keeps_its_objects(
    words: str, expected: dict[str, list[tuple[str, int]]]
) -> None:
    found, _ = events(words)
    told = {e.authority.country: [(t.type, t.count) for t in e.targets] for e in found}
    assert told == expected


@pytest.mark.parametrize(
    "words",
    [
        "In a joint action with Australia, Japan sanctioned three firms on Monday.",
        "Japan sanctioned three firms on Monday, a step which was coordinated with Canberra.",
    ],
)
def test_a_partner_is_told_beside(words: str) -> None:
    (event,), _ = events(words)
    assert event.authority.country == "jp"
    assert [partner.country for partner in event.partners] == ["au"]


@pytest.mark.parametrize(
    "words",
    [
        "The measures rest on the Special Economic Measures Act.",
        "The listings were made under the Special Economic Measures Act.",
        "Both decisions are grounded in the Special Economic Measures Act.",
    ],
)
def test_a_law_in_the_sentence_behind(words: str) -> None:
    (event,), _ = events(f"Canada sanctioned three firms on Monday. {words}")
    assert [law.text for law in event.legal_basis] == ["Special Economic Measures Act"]


@pytest.mark.parametrize(
    "words",
    [
        "The EU on Monday extended its sanctions on 20 individuals and 4 entities by a year.",
        "Canada prolonged its listing of three banks for six months.",
        "OFAC on Monday updated the listings of two banks.",
        "The UK sanctions on Ivan Roe were extended on Monday.",
        "The EU renewed the restrictive measures against 12 people until March 2025.",
        "Britain extended sanctions against five generals for another year.",
    ],
)
def test_a_longer_term_is_no_new_designation(words: str) -> None:
    assert events(words)[0] == []


def test_sanctions_extended_to_others_are_new() -> None:
    (event,), _ = events("The EU on Monday extended its sanctions to three banks.")
    assert [(t.type, t.count) for t in event.targets] == [("organization", 3)]


@pytest.mark.parametrize(
    "words",
    [
        "It froze two ships in March.",
        "The Canadians had blocked the assets of two ships in March.",
        "It had frozen the assets of two ships in March.",
    ],
)
def test_an_earlier_freeze_is_recalled(words: str) -> None:
    _, earlier = events(f"Canada sanctioned a bank on Monday. {words}")[0]
    assert earlier.recalled
    assert earlier.date is not None
    assert earlier.date.value == "2024-03"
    assert [(t.type, t.count) for t in earlier.targets] == [("vessel", 2)]
