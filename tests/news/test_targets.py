"""Whom events meet, in the forms that press statements have: lists, clauses, later sentences."""

import pytest

from tests.news.articles import events


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("OFAC sanctioned Alfa LLC, a firm based in Minsk, and Beta Trading today.",),
            ["Alfa LLC", "Beta Trading"],
        ),
        (
            ("OFAC sanctioned Jan Roe, who is a dealer, and Roe's firms, Sky Royal and Asia Sun.",),
            ["Jan Roe", "Sky Royal", "Asia Sun"],
        ),
        (
            ("OFAC designated Orbit Fund, known as ORF, and the head of Gamma Front, Ali Omar.",),
            ["Orbit Fund", "Ali Omar"],
        ),
        (
            ("OFAC designated Jan Roe for corruption; Ann Low for fraud; and Kim Moe for theft.",),
            ["Jan Roe", "Ann Low", "Kim Moe"],
        ),
        (
            ("OFAC designated Jan Roe, alias “The Fox”; Ann Low; and Kim Moe under E.O. 14059.",),
            ["Jan Roe", "Ann Low", "Kim Moe"],
        ),
        (
            ("OFAC designated Interior Minister Jan Roe and Chief of Prisons Ann Low on Monday.",),
            ["Jan Roe", "Ann Low"],
        ),
        (
            ("OFAC blacklisted two firms today. The entities are Alfa LLC and Beta Trading.",),
            ["Alfa LLC", "Beta Trading"],
        ),
        (
            ("OFAC sanctioned Alfa LLC, together with its vessels LADY R and ANGARA.",),
            ["Alfa LLC", "LADY R", "ANGARA"],
        ),
        (
            ("OFAC sanctioned two. They are aimed at Alfa LLC, a unit of spies, and at Jan Roe.",),
            ["Alfa LLC", "Jan Roe"],
        ),
        (
            ("OFAC sanctioned three people. They are Jan Roe, Ann Low and Kim Moe.",),
            ["Jan Roe", "Ann Low", "Kim Moe"],
        ),
        (
            (
                "OFAC sanctioned a broker and a bank.",
                "The first is Jan Roe. The other is Orbit Bank.",
            ),
            ["Jan Roe", "Orbit Bank"],
        ),
        (
            ("OFAC imposed sanctions on a Russian ship. The vessel, the Lady R, carried arms.",),
            ["Lady R"],
        ),
        (
            ("OFAC sanctioned Jan Roe. Yacht Lena is property in which Jan Roe has an interest.",),
            ["Jan Roe", "Yacht Lena"],
        ),
        (
            ("Alfa LLC is in Minsk. Beta Trading paid for it. Both are being designated by OFAC.",),
            ["Alfa LLC", "Beta Trading"],
        ),
        (
            (
                "OFAC is designating the following entities:",
                "Alfa LLC is a Russian firm that imports tools from Techline GmbH.",
                "Beta Trading (BETA) is a freight forwarder.",
                "Analysts in Kyiv praised the step.",
            ),
            ["Alfa LLC", "Beta Trading"],
        ),
    ],
)
def test_whom_a_statement_names(lines: tuple[str, ...], expected: list[str]) -> None:
    read, names = events(*lines)
    found = [names[at] for event in read for t in event.targets for at in t.mentions]
    assert sorted(found) == sorted(expected)


def test_entries_of_the_councils_list_are_targets() -> None:
    read, names = events(
        "The Security Council Committee approved the addition of the entries below to its list.",
        "# Individuals",
        "HTi.006 Name: 1: PROPHANE 2: VICTOR",
        "Nationality: Haiti",
        "HTi.007 Name: 1: LUCKSON 2: ELAN 3: na 4: na",
    )
    [target] = read[0].targets
    found = [names[at] for at in target.mentions]
    assert (target.type, found) == ("person", ["PROPHANE 2: VICTOR", "LUCKSON 2: ELAN"])


def test_whoever_signs_tells_whose_a_statement_is() -> None:
    read, _ = events(
        "Ann Low, Department Spokesperson", "I am announcing the designation of Jan Roe."
    )
    assert [event.authority.country for event in read] == ["us"]
