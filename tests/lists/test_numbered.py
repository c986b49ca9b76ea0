import pytest
from hypothesis import given
from hypothesis import strategies as st

from designata.lists import numbered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        (" - ", {}),
        ("Iraq", {1: "Iraq"}),
        ("(1) Iraq (2) Iran", {1: "Iraq", 2: "Iran"}),
        ("1) Saudi Arabia 2) Qatar", {1: "Saudi Arabia", 2: "Qatar"}),
        ("a) French, b) Tunisian", {1: "French", 2: "Tunisian"}),
        ("(1) Germany (b) Algeria", {1: "Germany", 2: "Algeria"}),
        ("A) Card 1 (b) Card 2", {1: "Card 1", 2: "Card 2"}),
        ("(1)-(2) Tunisia (3) Libya", {1: "Tunisia", 2: "Tunisia", 3: "Libya"}),
        ("(1-3) Libya (4) Morocco", {1: "Libya", 2: "Libya", 3: "Libya", 4: "Morocco"}),
        ("(1) - (2) Shabwa", {2: "Shabwa"}),  # a dash for none, not a range
        ("(1) (2) Egypt", {2: "Egypt"}),
        ("(1) 203037 (2) 347834(3) 434021161", {1: "203037", 2: "347834", 3: "434021161"}),
        ("(1) Manzil Tmim (2)-(6) -", {1: "Manzil Tmim"}),
        ("(1) +7 (495) 1 (2) +7 (3652) 2", {1: "+7 (495) 1", 2: "+7 (3652) 2"}),
        ("AUNG CHAN THAR (2) QUARTER", {1: "AUNG CHAN THAR (2) QUARTER"}),
        ("No (37), Room (10)", {1: "No (37), Room (10)"}),
    ],
)
def test_values_by_their_numbers(text: str, expected: dict[int, str]) -> None:
    assert numbered.split(text) == expected


@given(st.text(alphabet="abz 0123()-.,;to", max_size=60))
def test_every_value_stands_in_the_text_and_is_not_empty(text: str) -> None:
    for number, value in numbered.split(text).items():
        assert number > 0
        assert value.strip()
        assert value in text


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,8}", fullmatch=True), min_size=1, max_size=26))
def test_what_is_numbered_comes_back(values: list[str]) -> None:
    for form in ("({})", "{})"):
        figures = " ".join(f"{form.format(n)} {v}" for n, v in enumerate(values, 1))
        letters = " ".join(f"{form.format(chr(96 + n))} {v}" for n, v in enumerate(values, 1))
        assert list(numbered.split(figures).values()) == values
        assert list(numbered.split(letters).values()) == values
