"""Sentences behind an event that name some of those it counts."""

import pytest

from tests.news.articles import events


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Among them are Ivan Roe and Anna Low.", ["Ivan Roe", "Anna Low"]),
        ("Jan Roe and Ann Low are two of the ten.", ["Jan Roe", "Ann Low"]),
        ("Ivan Roe, a banker, and Ann Low, a broker, were among the ten.", ["Ivan Roe", "Ann Low"]),
        ("One of the ten is Ivan Roe, a banker. Another is Ann Low.", ["Ivan Roe", "Ann Low"]),
        ("Among those listed are Jan Roe, Kim Moe and Ann Low.", ["Jan Roe", "Kim Moe", "Ann Low"]),
        ("The group's treasurer, John Smith, was among them.", ["John Smith"]),
        ("Two of them are Jan Roe and Ann Low.", ["Jan Roe", "Ann Low"]),
    ],
)
def test_the_named_fill_the_number(sentence: str, expected: list[str]) -> None:
    (event,), names = events(f"Britain sanctioned ten people on Monday. {sentence}")
    (target,) = event.targets
    assert target.count == 10
    assert [names[i] for i in target.mentions] == expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ("Igor Roe runs the Alfa Bank. Ann Low (Low) is his deputy.", ["Igor Roe", "Ann Low"]),
        ("Igor Roe, the finance minister, said so. Ann Low is his deputy.", []),
        ("Igor Roe runs the Alfa Bank. Ann Low is his deputy. Kim Moe paid both.", []),
        ("Igor Roe was sanctioned by London in 2021. Ann Low is his deputy.", []),
    ],
)
def test_as_many_as_were_counted_are_told_one_a_sentence(
    sentences: str, expected: list[str]
) -> None:
    (event, *_), names = events(f"Canada sanctioned two bankers on Monday. {sentences}")
    (target,) = event.targets
    assert target.count == 2
    assert [names[i] for i in target.mentions] == expected
