"""Names that the paragraphs and sentences below an event open with."""

import pytest

from tests.news.articles import events


def named(*lines: str) -> list[str]:
    """The names of the targets of all events."""
    read, names = events(*lines)
    return sorted(names[at] for event in read for t in event.targets for at in t.mentions)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (
                "OFAC designated two individuals and two entities on Monday.",
                "Igor Roe plans the raids. The other, businesswoman Ann Low, sold spare parts.",
                "Alfa LLC stores the fuel. Beta LLC moves it.",
            ),
            ["Alfa LLC", "Ann Low", "Beta LLC", "Igor Roe"],
        ),
        (
            (
                "The EU decided to subject two persons and entities to restrictive measures.",
                "Katiba Roe, a militia, has besieged the town.",
                "Igor Low founded it.",
            ),
            ["Igor Low", "Katiba Roe"],
        ),
        (
            (
                "Seoul designated three North Koreans on Monday.",
                "Two of them are programmers. Jo Roe and Kim Low were sent to China.",
                "The remaining individual, Rim Moe, runs their firm.",
            ),
            ["Jo Roe", "Kim Low", "Rim Moe"],
        ),
        (
            (
                "OFAC is identifying two vessels as blocked property.",
                "Roe Marine, the manager of the tanker SEA HAWK (IMO 9233911), loaded the oil.",
                "The other tanker, the Nesos (IMO 9203277), is idle.",
            ),
            ["Nesos", "SEA HAWK"],
        ),
    ],
)
def test_who_is_told_one_by_one(lines: tuple[str, ...], expected: list[str]) -> None:
    assert named(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (
                "Ann Doe, Secretary of State",
                "He paid Roe Ltd and Low Ltd, both of which were added to the SDN List today.",
            ),
            ["Low Ltd", "Roe Ltd"],
        ),
        (
            (
                "OFAC acted on Monday against their firms.",
                "Also targeted today are:",
                "- Roe Insurance LLC, an insurer",
                "- Igor Low, its founder",
            ),
            ["Igor Low", "Roe Insurance LLC"],
        ),
        (
            (
                "The Government of Canada listed two ships.",
                "The two vessels, the Maria Roe and the Bely Low, have carried arms.",
            ),
            ["Bely Low", "Maria Roe"],
        ),
        (
            ("OFAC identified the ship ROE as property of the newly sanctioned firm Low S.A.",),
            ["Low S.A", "ROE"],
        ),
        (
            (
                "Ann Doe, Secretary of State",
                "The regime has jailed 94 people. Among the latter are Igor Roe and Kim Low.",
                "We imposed visa restrictions on 500 officials.",
            ),
            [],
        ),
        (
            (
                "Ann Doe, Secretary of State",
                "Igor Roe read it. A third, Kim Low, signed. All are today subject to sanctions.",
            ),
            ["Igor Roe", "Kim Low"],
        ),
    ],
)
def test_who_is_told_before_or_beside(lines: tuple[str, ...], expected: list[str]) -> None:
    assert named(*lines) == expected


def test_a_line_at_the_top_tells_who_acts() -> None:
    read, _ = events(
        "Press release",
        "From: Global Affairs Canada",
        "Today's measures, adopted under the Act, list three individuals and one entity.",
    )
    (event,) = read
    assert event.authority.country == "ca"
    assert {target.type: target.count for target in event.targets} == {
        "person": 3,
        "organization": 1,
    }
