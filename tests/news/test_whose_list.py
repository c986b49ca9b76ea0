"""Who acts, with whom, and on whom, where words beside the verb or behind the sentence tell it."""

import pytest

from tests.news.articles import events


@pytest.mark.parametrize(
    ("text", "country", "partners"),
    [
        ("Jan Roe was put on the EU's sanctions list on Monday.", "eu", set()),
        ("Two firms were added to Annex 8 of Switzerland's ordinance on Monday.", "ch", set()),
        ("In Canada, two firms were sanctioned on Monday.", "ca", set()),
        ("Two firms were blacklisted on Monday, the Treasury announced.", "us", set()),
        ("Australia joined Tokyo on Monday, listing two recruiters and a bank.", "au", set()),
        ("Canada joined Britain in sanctioning two firms on Monday.", "ca", {"gb"}),
        ("Alongside Britain and Canada, Australia sanctioned two firms.", "au", {"gb", "ca"}),
        (
            "Britain sanctioned two firms in a coordinated move with its allies Japan and Canada.",
            "gb",
            {"jp", "ca"},
        ),
        (
            "OFAC sanctioned two firms. The action was taken in coordination with Australia.",
            "us",
            {"au"},
        ),
    ],
)
def test_who_acts_and_with_whom(text: str, country: str, partners: set[str]) -> None:
    read, _ = events(text)
    assert [event.authority.country for event in read] == [country]
    assert {party.country for party in read[0].partners} == partners


@pytest.mark.parametrize(
    "text",
    [
        "The Commerce Department added nine Chinese firms to its Entity List on Monday.",
        "Japan's trade ministry put 12 firms on its End User List.",
        "Switzerland placed drone parts on the list of banned goods.",
        "Norway joined the European Union in 2030.",
    ],
)
def test_lists_that_freeze_nothing_are_no_events(text: str) -> None:
    read, _ = events(text)
    assert not read


@pytest.mark.parametrize(
    "text",
    ["Japan has imposed no sanctions on Alfa LLC.", "Seoul has yet to blacklist Alfa LLC."],
)
def test_what_has_not_happened_is_denied(text: str) -> None:
    read, _ = events(text)
    assert [event.modality for event in read] == ["denied"]


@pytest.mark.parametrize(
    "text",
    [
        "The European Union did not renew its sanctions on Jan Roe.",
        "The European Union lifted its restrictions on a Malian officer.",
    ],
)
def test_measures_that_are_not_kept_end(text: str) -> None:
    read, _ = events(text)
    assert [event.action for event in read] == ["delisting"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("OFAC sanctioned two firms.", "Their owner, Jan Roe, was also targeted."),
            ["Jan Roe"],
        ),
        (
            ("Jan Roe was listed by the EU, along with Alfa LLC.",),
            ["Alfa LLC", "Jan Roe"],
        ),
        (
            ("OFAC sanctioned Jan Roe, president of Alfa Bank; and Ann Low, CEO of Beta Group.",),
            ["Ann Low", "Jan Roe"],
        ),
        (
            ("OFAC sanctioned Jan Roe of Dunby, Ann Low of Marsk, and Kim Moe.",),
            ["Ann Low", "Jan Roe", "Kim Moe"],
        ),
        (
            ("OFAC is designating, pursuant to E.O. 13818, Jan Roe and Ann Low.",),
            ["Ann Low", "Jan Roe"],
        ),
        (
            ("OFAC sanctioned the following persons:", "- Jan Roe, a judge, and his wife Ann Low"),
            ["Ann Low", "Jan Roe"],
        ),
        (
            (
                "OFAC sanctioned two people and two firms today.",
                "They include a judge; among the firms are Alfa LLC and Beta Trading.",
            ),
            ["Alfa LLC", "Beta Trading"],
        ),
        (
            ("OFAC sanctioned 12 firms of Jan Roe. His firms include Alfa LLC and Beta Trading.",),
            ["Alfa LLC", "Beta Trading"],
        ),
        (
            ("OFAC sanctioned a judge. The minister, Jan Roe, is also included in this action.",),
            ["Jan Roe"],
        ),
    ],
)
def test_whom_it_meets(lines: tuple[str, ...], expected: list[str]) -> None:
    read, names = events(*lines)
    found = [names[at] for event in read for t in event.targets for at in t.mentions]
    assert sorted(found) == expected


def test_a_line_in_capitals_over_another_topic_is_no_target() -> None:
    read, names = events(
        "OFAC is designating the following entities:",
        "ALFA SHIPPING",
        "ALFA SHIPPING is a ship manager that Jan Roe founded in 2019 in Minsk.",
        "FUTURE EXPORTS",
        "BETA ENERGY LLC is a firm that builds a terminal on the northern coast.",
    )
    found = {names[at] for event in read for t in event.targets for at in t.mentions}
    assert "ALFA SHIPPING" in found
    assert "FUTURE EXPORTS" not in found
