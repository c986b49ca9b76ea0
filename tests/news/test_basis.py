"""Which laws an event rests on: beside it, in its list, and where the text goes back to it."""

import pytest

from tests.news.articles import events

ACT = "The US Treasury sanctioned Alfa Trading LLC and Ivan Petrov on Tuesday."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (f"{ACT} These designations are made pursuant to section 1(a) of E.O. 14024.",),
            ["section 1(a) of E.O. 14024"],
        ),
        (
            (ACT, "The measures were taken under the Emergency Powers Act."),
            ["Emergency Powers Act"],
        ),
        (
            (f"{ACT} Their assets are frozen under the Cyber (Sanctions) Regulations 2020.",),
            ["Cyber (Sanctions) Regulations 2020"],
        ),
        (
            (ACT, "Today's action is based on E.O. 13382 and was announced in Washington."),
            ["E.O. 13382"],
        ),
        ((ACT, "Alfa Trading LLC had moved arms in violation of Resolution 1718 (2006)."), []),
        ((ACT, "UN resolutions require their expulsion. Resolution 2397 (2017) was new."), []),
    ],
)
def test_laws_in_sentences_that_go_back_are_the_events(
    lines: tuple[str, ...], expected: list[str]
) -> None:
    read, _ = events(*lines)
    assert [law.text for law in read[0].legal_basis] == expected


def test_every_entry_of_a_list_has_its_own_law() -> None:
    read, _ = events(
        "The US Treasury is designating the following individuals:",
        "- Ri Tong Hyok, pursuant to Executive Order (E.O.) 13382;",
        "- Han Chol Man, pursuant to E.O. 13722; and",
        "- Jong Song Ho, pursuant to E.O. 13810.",
    )
    found = [law.text for law in read[0].legal_basis]
    assert found == ["Executive Order (E.O.) 13382", "E.O. 13722", "E.O. 13810"]


def test_each_of_two_events_keeps_its_own() -> None:
    read, _ = events(
        "Canada sanctioned two Iranian officials on Tuesday under the Special Economic Measures "
        "(Iran) Regulations.",
        "On 6 March 2023 the US Treasury had sanctioned Alfa Trading LLC under E.O. 13846.",
    )
    found = {event.authority.country: [law.text for law in event.legal_basis] for event in read}
    assert found == {"ca": ["Special Economic Measures (Iran) Regulations"], "us": ["E.O. 13846"]}
