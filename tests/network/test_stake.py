"""Shares as sources write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designata.errors import InputError
from designata.network.stake import ALL, NOTHING, UNKNOWN, parse, reaches, total


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("60", "60 %"),
        ("60,5 %", "60.5 %"),
        ("100.00", "100 %"),
        ("25-50", "25 to 50 %"),
        ("between 25 and 50 percent", "25 to 50 %"),
        ("> 50", "more than 50 to 100 %"),
        ("at least 25 %", "25 to 100 %"),
        ("up to 10", "more than 0 to 10 %"),
        ("75% or more", "75 to 100 %"),
        ("over 25% up to 50%", "more than 25 to 50 %"),
        ("half", None),
        ("", None),
        ("1e9", None),
    ],
)
def test_shares_are_read_as_written(text: str, told: str | None) -> None:
    stake = parse(text)
    assert (str(stake) if stake else None) == told


@pytest.mark.parametrize("text", ["150", "101 %", "60-40", "more than 100"])
def test_impossible_shares_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse(text)


@given(st.text(max_size=40) | st.from_regex(r"[<>~]?\d{1,9}[.,]?\d{0,9} ?%?-?\d{0,3}%?"))
def test_any_text_is_a_share_or_none_or_refused(text: str) -> None:
    try:
        stake = parse(text)
    except InputError:
        return
    assert stake is None or NOTHING <= stake.low <= stake.high <= ALL


def test_more_than_half_is_told_apart_from_half() -> None:
    half, above = parse("25"), parse("more than 25")
    assert half
    assert above
    both = total([half.low, above.low])
    assert reaches(both, 50, more=True)
    assert not reaches(total([half.low, half.low]), 50, more=True)
    assert str(UNKNOWN) == "an unknown share"
