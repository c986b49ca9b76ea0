"""Events as newspapers tell them: acts of several authorities, on several days, in few words."""

import pytest

from tests.news.articles import events

_FIRST = "BRUSSELS - The European Union on Tuesday sanctioned two men."


def _told(*lines: str) -> list[tuple[object, ...]]:
    """Whose, when, recalled or not, and how many of which kind, behind the first event."""
    read, _ = events(_FIRST, *lines)
    return [
        (
            event.authority.country,
            event.date and event.date.value,
            event.recalled,
            {target.type: target.count for target in event.targets},
        )
        for event in read
        if event.authority.country != "eu" or event.date is None or event.recalled
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            (
                "On 30 March the Security Council's North Korea committee followed with 21 shipping"
                " and trading firms, as well as one broker who is said to have arranged cargoes."
            ),
            [("un", "2024-03-30", False, {"organization": 21, "person": 1})],
        ),
        (
            "On 29 March Britain used its Human Rights Sanctions Regulations 2020 against six men.",
            [("gb", "2024-03-29", False, {"person": 6})],
        ),
        (
            "An earlier American round, on 4 March, hit six men from four forces.",
            [("us", "2024-03-04", True, {"person": 6})],
        ),
        (
            "The UN committee last acted on 25 October, when two commanders went on the list.",
            [("un", "2023-10-25", True, {"person": 2})],
        ),
        (
            "Tokyo had moved first: on March 20 it blocked the property of nine men and a company.",
            [("jp", "2024-03-20", True, {"person": 9, "organization": 1})],
        ),
        (
            (
                "In September 2020 Canada, acting together with Britain, sanctioned Jan Roe and 10"
                " others over the vote."
            ),
            [("ca", "2020-09", True, {"person": 11})],
        ),
        (
            (
                "Canada added three generals to its list in May 2021, and two more Yemenis followed"
                " in June 2021."
            ),
            [("ca", "2021-05", True, {"person": 3}), ("ca", "2021-06", True, {"person": 2})],
        ),
        (
            "Canada sanctioned three generals in May 2021. Two more followed in June 2021.",
            [("ca", "2021-05", True, {"person": 3}), ("ca", "2021-06", True, {"person": 2})],
        ),
        (
            (
                "Canada listed three generals on May 4, 2021, and Jan Roe and one other man on"
                " June 8, 2021."
            ),
            [("ca", "2021-05-04", True, {"person": 3}), ("ca", "2021-06-08", True, {"person": 2})],
        ),
        (
            (
                "London on Monday froze the assets of four people. Washington went further still"
                " and blacklisted 19 people and one aircraft."
            ),
            [
                ("gb", "2024-04-01", False, {"person": 4}),
                ("us", "2024-04-01", False, {"person": 19, "aircraft": 1}),
            ],
        ),
        (
            "The men are more senior than those of last month, when Canada listed a bank.",
            [("ca", "2024-03", True, {"organization": 1})],
        ),
        (
            (
                "Washington has not listed any Burundian, although it had targeted two South"
                " Sudanese commanders in May 2014."
            ),
            [("us", "2014-05", True, {"person": 2})],
        ),
        (
            (
                "Canada may impose its own sanctions on Roe commanders next month, two diplomats in"
                " Ottawa said."
            ),
            [("ca", None, False, {"person": None})],
        ),
        (
            "Canada on Monday sanctioned three men and four companies, all from Roeland.",
            [("ca", "2024-04-01", False, {"person": 3, "organization": 4})],
        ),
    ],
)
def test_who_else_acts(line: str, expected: list[tuple[object, ...]]) -> None:
    assert _told(line) == expected


def test_another_decision_of_the_day_is_another_event() -> None:
    read, _ = events(
        _FIRST,
        "In a separate decision of the same day the Council listed eight Syrian ministers.",
    )
    counts = [[target.count for target in event.targets] for event in read]
    assert counts == [[2], [8]]


@pytest.mark.parametrize(
    ("line", "kind", "count"),
    [
        ("froze the funds of the Zaliv shipyard and of five firms.", "organization", 6),
        ("sanctioned Jan Roe, his son Viktor, who advises him, and 13 more men.", "person", 15),
        ("listed Roe. The ship Alfa and five other ships in its fleet were listed.", "vessel", 6),
        ("sanctioned the two Roes and six other men.", "person", 8),
    ],
)  # fmt: skip
def test_how_many_are_met(line: str, kind: str, count: int) -> None:
    read, _ = events(f"BRUSSELS - The European Union on Tuesday {line}")
    assert sum(t.count or 0 for e in read for t in e.targets if t.type == kind) == count


@pytest.mark.parametrize(
    "line",
    [
        "In Thunder Bay, where some families have settled, the reaction was mixed.",
        "A Montreal rights group says that 1,400 people remain behind bars.",
        "Bujumbura struck back within hours.",
        "The Houthis, who hold the capital, say that they know nothing of it.",
        "Ships in the Red Sea took another route.",
    ],
)
def test_places_and_bystanders_are_no_targets(line: str) -> None:
    read, names = events(
        "OTTAWA (Alfa Wire) — Canada listed two men and two firms on Friday.", line
    )
    assert [names[i] for event in read for target in event.targets for i in target.mentions] == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (("Jan Roe is the best known of the eight. Alongside him stand Ann Low, a banker, and"
             " Eva Moe, who, the department said, kept the books."),),
            {"Jan Roe", "Ann Low", "Eva Moe"},
        ),
        (("The best known of them is Jan Roe, a colonel. He is on it with an aide.",), {"Jan Roe"}),
    ],
)  # fmt: skip
def test_who_is_named_later(lines: tuple[str, ...], expected: set[str]) -> None:
    read, names = events("CANBERRA - Australia on Monday froze the assets of eight men.", *lines)
    assert {names[i] for target in read[0].targets for i in target.mentions} == expected


def test_lines_that_count_are_met_beside_those_that_name() -> None:
    read, _ = events(
        "The United States is acting today.",
        "The following persons are being designated pursuant to Executive Order 13224:",
        "• Jan Roe, the minister of defence; and",
        "• three of his officers, who lead the Houthi forces at sea.",
    )
    assert [(target.count, len(target.mentions)) for target in read[0].targets] == [(4, 1)]


def test_the_move_may_tell_its_partners_its_effect_and_its_law() -> None:
    read, _ = events(
        "OTTAWA - Canada on Monday added 10 people to its list.",
        "Foreign Affairs said the move was made in concert with the United States and Britain.",
        "The amendments to the Special Economic Measures (Belarus) Regulations have been in force"
        " since Sunday.",
    )
    (event,) = read
    assert {party.country for party in event.partners} == {"us", "gb"}
    assert event.effective is not None
    assert event.effective.value == "2024-03-31"
    assert [law.text for law in event.legal_basis] == [
        "Special Economic Measures (Belarus) Regulations"
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Britain took aim at a trade on Thursday, penalising four companies and their two owners.",
         {"organization": 4, "person": 2}),
        ("Britain moved on Thursday against four companies in Iran.", {"organization": 4}),
        ("Britain cracked down on Thursday on 12 officials and three entities.",
         {"person": 12, "organization": 3}),
        ("Britain has widened its Belarus blacklist by 14 people.", {"person": 14}),
        ("Britain's blacklist grew by nine names on Thursday: six men and three firms.",
         {"person": 6, "organization": 3}),
        ("Half a dozen banks found themselves on Britain's sanctions list on Thursday.",
         {"organization": 6}),
        ("Britain's latest targets, unveiled on Thursday, are three arms makers.",
         {"organization": 3}),
        ("The measures hit 22 ships and five insurers, Britain said on Thursday.",
         {"vessel": 22, "organization": 5}),
        ("The Treasury in London said on Thursday it had frozen the assets of five men.",
         {"person": 5}),
        ("Sanctions were announced on Thursday by Britain against a shipping company.",
         {"organization": 1}),
        ("Britain on Thursday expanded its sanctions on Iran to cover four more companies.",
         {"organization": 4}),
        ("Jan Roe and two lawmakers had their assets frozen by Britain on Thursday.",
         {"person": 3}),
        ("Fourteen Russians were blacklisted by Britain on Thursday.", {"person": 14}),
        ("Britain's blacklisting of 14 Russians on Thursday came late.", {"person": 14}),
        ("Britain put four Sudanese on its list on Thursday.", {"person": 4}),
        ("Britain on Thursday froze the assets of two men, a trader and a lawyer, and of a bank.",
         {"person": 2, "organization": 1}),
    ],
)  # fmt: skip
def test_how_agencies_put_it(line: str, expected: dict[str, int]) -> None:
    read, _ = events(f"LONDON, March 28 (Alfa Wire) - {line}")
    (event,) = read
    assert event.authority.country == "gb"
    assert {target.type: target.count for target in event.targets} == expected


def test_parts_stand_for_their_sum() -> None:
    read, _ = events("Britain listed six men on Thursday: four Libyans and two Eritreans.")
    told = [(target.country, target.count) for target in read[0].targets]
    assert told == [("ly", 4), ("er", 2)]


@pytest.mark.parametrize(
    "line",
    [
        "Anniversaries make for lazy sanctions.",
        "Britain moved two ships to the Red Sea on Thursday.",
        "Britain named Jan Roe as its envoy to the talks on sanctions.",
        "Two commanders went on the list of those who are to speak.",
        "The army went after two men in the hills.",
    ],
)
def test_common_verbs_that_act_on_nobody(line: str) -> None:
    read, _ = events(f"LONDON, March 28 (Alfa Wire) - {line}")
    assert not any(event.targets for event in read)
