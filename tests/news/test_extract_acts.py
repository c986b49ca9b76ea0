"""Which acts an article tells: each authority's own, with its day, new or recalled, or planned."""

import pytest

from designata.news.english import parse
from designata.news.extract import designations
from designata.news.findings import Designation
from designata.news.mentions import mentions
from tests.news.articles import article, events

FRIDAY = "2023-10-20"


def told(*lines: str) -> list[Designation]:
    document = article(*lines, published=FRIDAY)
    doc = parse(document)
    return designations(document, doc, mentions(document, doc))


def acts(*lines: str) -> list[str]:
    """Each act as "country day", with a minus for delistings, "?" for plans, "<" for background."""
    return [
        f"{'-' if event.action == 'delisting' else ''}{event.authority.country}"
        f" {event.date.value if event.date else '-'}"
        f"{'?' if event.modality == 'possible' else ''}{'<' if event.recalled else ''}"
        for event in told(*lines)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "The Security Council took two commanders off its list on Wednesday. A day later"
                " Britain and Canada did the same. Washington followed suit on Friday."
            ),
            ["-un 2023-10-18", "-gb 2023-10-19", "-us 2023-10-20"],
        ),
        (
            (
                "Britain on Thursday sanctioned three Iranian officials. Hours earlier the EU had"
                " listed seven people over the same crackdown."
            ),
            ["gb 2023-10-19", "eu 2023-10-19"],
        ),
        (
            (
                "The EU on Friday blacklisted six people. Britain acted two days earlier. It"
                " froze the"
                " assets of a banker. In July, Canada had sanctioned nine people over the same"
                " matter."
            ),
            ["eu 2023-10-20", "gb 2023-10-18", "ca 2023-07<"],
        ),
        (
            (
                "The UN removed one man from its list on 3 October 2023. London struck him off"
                " its own"
                " list the same day, and Washington on 5 October."
            ),
            ["-un 2023-10-03", "-gb 2023-10-03", "-us 2023-10-05"],
        ),
        (
            (
                "Tokyo froze the assets of two banks on Thursday, two days after Washington"
                " blacklisted"
                " them."
            ),
            ["jp 2023-10-19", "us 2023-10-17"],
        ),
        (
            (
                "Japan sanctioned three firms on Friday. The EU had listed them in April 2022,"
                " and the"
                " United States did so in May 2023."
            ),
            ["jp 2023-10-20", "eu 2022-04<", "us 2023-05<"],
        ),
        (
            (
                "The UN removed four Afghans from its blacklist on Thursday. Switzerland took"
                " them off"
                " a day later."
            ),
            ["-un 2023-10-19", "-ch 2023-10-20"],
        ),
    ],
)
def test_each_authority_acts_on_its_own_day(text: str, expected: list[str]) -> None:
    assert acts(text) == expected


def test_who_did_the_same_met_the_same_targets() -> None:
    read = told(
        "The EU sanctioned five Belarusian judges on Thursday. Canada followed suit on Friday."
    )
    assert [[(t.type, t.count, t.country) for t in e.targets] for e in read] == [
        [("person", 5, "by")],
        [("person", 5, "by")],
    ]


@pytest.mark.parametrize(
    ("text", "country", "target"),
    [
        ("London is considering sanctions on two Georgian ministers.", "gb", ("person", 2, "ge")),
        ("The EU's ambassadors are expected to propose listing 15 tankers.", "eu", ("vessel", 15)),
        ("The United States is preparing to sanction Chinese banks.", "us", ("organization",)),
        ("Sanctions on more banks could follow, the Treasury said.", "us", ("organization",)),
        ("The UK is set to sanction a Chinese satellite firm.", "gb", ("organization", 1, "cn")),
        ("Canada might remove a Russian oligarch from its list.", "ca", ("person", 1, "ru")),
        ("Ottawa was looking at measures against Azerbaijani officials.", "ca", ("person",)),
    ],
)
def test_plans_are_possible_and_have_no_day(
    text: str, country: str, target: tuple[object, ...]
) -> None:
    (event,) = told(text)
    assert (event.authority.country, event.modality, event.date) == (country, "possible", None)
    found = event.targets[0]
    assert (found.type, found.count, found.country)[: len(target)] == target


def test_a_plan_of_one_told_before() -> None:
    assert acts(
        "Tokyo imposed sanctions on a Russian bank on Friday. It plans to add several shipping"
        " companies to the list next month."
    ) == ["jp 2023-10-20", "jp -?"]


@pytest.mark.parametrize(
    "text",
    [
        "Sweden called on the EU to sanction four settlers.",
        "Two names may be put on the list later, a former official said.",
        "Turkey has not joined the sanctions. Berlin has not followed.",
        "Under the sanctions, banks must freeze accounts of listed persons.",
    ],
)
def test_who_asks_or_does_not_act_plans_nothing(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The UN has delisted two men. The resolution was adopted on Thursday.", "2023-10-19"),
        ("Seoul sanctioned two men who had been charged in January 2023.", FRIDAY),
        ("OTTAWA, Oct 20 (Wire) - Canada sanctioned two men on Thursday.", "2023-10-19"),
        ("Canada sanctioned two men on Friday, two weeks after a raid on 6 October.", FRIDAY),
        ("Australia had sanctioned a bank in April 2022.", "2022-04"),
    ],
)
def test_an_act_has_its_own_day(text: str, day: str) -> None:
    event = told(text)[0]
    assert event.date is not None
    assert event.date.value == day


def test_one_who_is_told_apart_is_no_partner_of_the_headline() -> None:
    document = article(
        "The UN removed two men from its list on Wednesday.",
        "London delisted both men on Thursday.",
        title="UN and London take two men off their lists",
        published=FRIDAY,
    )
    doc = parse(document)
    read = designations(document, doc, mentions(document, doc))
    assert [(e.authority.country, [p.country for p in e.partners]) for e in read] == [
        ("un", []),
        ("gb", []),
    ]


def test_an_office_alone_is_of_the_state_that_the_text_tells_as_acting() -> None:
    read, _ = events(
        "Foreign Minister Ann Low has sanctioned six ships.",
        "Since the war began, Norway has imposed sanctions on more than 300 ships.",
    )
    assert [event.authority.country for event in read] == ["no"]


def test_a_country_between_imposing_and_the_sanctions_is_whom_they_are_against() -> None:
    read, _ = events(
        "Norway on Tuesday sanctioned two Belarusian banks.",
        title="Norway Imposes New Belarus Sanctions",
    )
    assert [event.authority.country for event in read] == ["no"]


def test_those_who_are_among_the_targets_do_not_act() -> None:
    read, _ = events(
        "Norway sanctioned nine people on Tuesday. Among them are Minsk-appointed judges and"
        " Belarus's senior government officials."
    )
    assert [event.authority.country for event in read] == ["no"]
