"""The second conjunct of targets, behind what is said of the first."""

import pytest

from tests.news.articles import events


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("four individuals who ran a route and three research institutes", {"o": 3, "p": 4}),
        ("five persons for laundering money and two holding companies", {"o": 2, "p": 5}),
        ("three men accused of arms dealing, and four front companies", {"o": 4, "p": 3}),
        ("two generals, both of whom led troops, and six militias", {"o": 6, "p": 2}),
        ("nine officials, among them a deputy minister, as well as two outlets", {"o": 2, "p": 9}),
        ("one man, a former colonel, and two shipowners", {"o": 2, "p": 1}),
        ("two people who had worked as programmers, and one academy", {"o": 1, "p": 2}),
        (
            "two propagandists, including the host of a show, and three think tanks",
            {"o": 3, "p": 2},
        ),
        (
            "six people that paid for it and two departments of the defence ministry",
            {"o": 2, "p": 6},
        ),
        ("two brokers based in Dubai and five crypto exchanges", {"o": 5, "p": 2}),
        ("five individuals, described as recruiters, and four staffing agencies", {"o": 4, "p": 5}),
        ("three firms that moved oil and four supertankers", {"o": 3, "v": 4}),
    ],
)
def test_a_list_of_counts_goes_on_behind_a_clause(words: str, expected: dict[str, int]) -> None:
    (event,), _ = events(f"Canada sanctioned {words} on Tuesday.")
    counts: dict[str, int] = {}
    for target in event.targets:
        counts[target.type[0]] = counts.get(target.type[0], 0) + (target.count or 0)
    assert counts == expected


@pytest.mark.parametrize(
    "words",
    [
        "two men for robbing a bank and three shops",
        "two men accused of shelling hospitals and four schools",
        "two men who mediated between a bank and three firms",
    ],
)
def test_what_a_clause_counts_is_no_target(words: str) -> None:
    (event,), _ = events(f"Canada sanctioned {words}.")
    assert [(t.type, t.count) for t in event.targets] == [("person", 2)]
