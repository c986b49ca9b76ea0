import pytest

from designata.news.findings import Mention
from tests.news.articles import mentioned


def types(found: dict[str, Mention], *names: str) -> list[str]:
    return [found[name].type for name in names]


def test_types_come_from_the_words_around_a_name() -> None:
    found = mentioned(
        "The tanker Ocean Pearl, the shipping company Delta Wave and its captain, Pavel Orlov, "
        "were seen with LUCKY STAR (IMO 9123456) and Northern Sun Trading LLC."
    )
    assert types(found, "Ocean Pearl", "Delta Wave", "Pavel Orlov", "LUCKY STAR") == [
        "vessel",
        "organization",
        "person",
        "vessel",
    ]
    assert found["Northern Sun Trading LLC"].type == "organization"


def test_what_is_stated_beside_a_name_is_kept() -> None:
    found = mentioned(
        "Russian national Ivan Petrov, born 4 March 1985, director of Alfa Lines LLC, owns the "
        "Panama-flagged tanker BLUE SEA (IMO: 9123456).",
    )
    assert found["Ivan Petrov"].facts["birthDate"] == ["1985-03-04"]
    assert found["Ivan Petrov"].country == "ru"
    assert found["BLUE SEA"].facts == {"imoNumber": ["9123456"], "flag": ["pa"]}


def test_other_names_and_short_forms_go_back_to_the_full_name() -> None:
    found = mentioned(
        "The United States designated Katibat al Nur (KAN) and Omar Said Haddad, also known as "
        "Abu Rami. KAN is led by Haddad."
    )
    assert found["KAN"].refers_to == found["Katibat al Nur"].id
    assert found["Abu Rami"].refers_to == found["Omar Said Haddad"].id
    assert found["Haddad"].refers_to == found["Omar Said Haddad"].id
    assert found["Omar Said Haddad"].facts["alias"] == ["Abu Rami"]


def test_authorities_with_their_countries() -> None:
    found = mentioned(
        "South Korea's foreign ministry, OFAC, the Council of the European Union, Japan's Ministry "
        "of Finance and the UN Security Council acted."
    )
    assert {m.text: m.country for m in found.values() if m.type == "authority"} == {
        "South Korea's foreign ministry": "kr",
        "OFAC": "us",
        "Council of the European Union": "eu",
        "Japan's Ministry of Finance": "jp",
        "UN Security Council": "un",
    }


def test_words_that_stand_for_what_was_told_before() -> None:
    found = mentioned(
        "South Korea's foreign ministry listed two Russian ships and three companies on Tuesday.",
        "The ministry said the two vessels had carried arms. The companies denied it.",
    )
    assert found["The ministry"].refers_to == found["South Korea's foreign ministry"].id
    assert found["the two vessels"].refers_to == found["two Russian ships"].id
    assert found["The companies"].refers_to == found["three companies"].id
    assert not found["two Russian ships"].named
    assert found["the two vessels"].country == "ru"


def test_the_type_of_a_list_comes_from_its_heading() -> None:
    found = mentioned("The following vessels:", "- Grace", "- Silver Moon", "The end is near.")
    assert types(found, "Grace", "Silver Moon") == ["vessel", "vessel"]


def test_an_empty_text_names_nothing() -> None:
    assert mentioned("") == {}


def test_countries_and_capitals_are_no_names() -> None:
    found = mentioned("SEOUL, 2 April. Moscow and North Korea deny that the North Koreans came.")
    assert {m.type for m in found.values() if m.named} == {"country"}


@pytest.mark.parametrize(
    ("text", "ship"),
    [
        ("The ship Lady R (IMO 9161003) sailed.", "Lady R"),
        ("The vessel, the Lady R (IMO 9161003), has left.", "Lady R"),
        ("They seized the vessels LADY R and CAPTAIN DANILKIN.", "CAPTAIN DANILKIN"),
        ("Ocean Lark called at Tartus twice.", "Ocean Lark"),
        ("The ships Boreal Wind, Jade Ocean and Clyde Spirit left.", "Jade Ocean"),
        ("Boreal Wind is a Panama-flagged tanker.", "Boreal Wind"),
    ],
)
def test_ships_are_told_by_their_place(text: str, ship: str) -> None:
    assert mentioned(text)[ship].type == "vessel"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He met Army General Julio Avelar.", "Julio Avelar"),
        ("He met Minister of Trade Ivan Kubrak there.", "Ivan Kubrak"),
        ("OFAC named the Second Academy Bureau.", "Second Academy Bureau"),
        ("It named Member of Parliament Jamil Sayy.", "Jamil Sayy"),
        ("OFAC named Hu Lianhe and Ri Tong Hyok.", "Hu Lianhe"),
        ("He led Baltic Reach Ltd. Rudenko left.", "Baltic Reach Ltd"),
        ("He led Minsk Optical Works and the Polotsk Glass Company.", "Polotsk Glass Company"),
    ],
)
def test_a_name_ends_where_another_word_begins(text: str, name: str) -> None:
    assert name in mentioned(text)
