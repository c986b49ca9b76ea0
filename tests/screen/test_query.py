import pytest
from hypothesis import given
from hypothesis import strategies as st

from designata.errors import InputError
from designata.screen.query import COLUMNS, LONGEST, MOST, of_columns, of_entity


def test_every_column_has_its_fact() -> None:
    query = of_columns(
        {
            "id": "7",
            "schema": "person",
            "name": "Ivan Testov | Иван Тестов",
            "alias": "Vanya; Ivan T.",
            "birth_date": "05.05.1970",
            "country": "Russland",
            "nationality": "RUS | Ukrainian",
            "gender": "муж",
            "birth_place": "Omsk",
            "passport": "ru:51 2345678",
            "tax_number": "7707083893",
            "registration_number": "A-12",
            "address": "1 Sea Road",
        }
    )
    assert query.id == "7"
    assert query.schema == "Person"
    assert query.names == ("Ivan Testov", "Иван Тестов", "Vanya", "Ivan T.")
    assert query.facts == {
        "birthDate": ["1970-05-05"],
        "country": ["ru"],
        "nationality": ["ru", "ua"],
        "gender": ["male"],
        "birthPlace": ["Omsk"],
        "passportNumber": ["512345678"],
        "passport": ["ru:512345678"],
        "innCode": ["7707083893"],
        "registrationNumber": ["A-12"],
        "address": ["1 Sea Road"],
    }
    assert not query.warnings


@pytest.mark.parametrize(
    ("cells", "schema"),
    [
        ({"name": "A", "imo": "9161003"}, "Vessel"),
        ({"name": "A", "flag": "Panama"}, "Vessel"),
        ({"name": "A", "birth_date": "1970"}, "Person"),
        ({"first_name": "A", "last_name": "B"}, "Person"),
        ({"name": "A"}, "Thing"),
        ({"imo": "9161003"}, "Thing"),
        ({"name": "A", "schema": "юрлицо"}, "Organization"),
    ],
)
def test_what_is_asked_about_is_told_by_what_only_it_has(
    cells: dict[str, str], schema: str
) -> None:
    assert of_columns(cells).schema == schema


def test_a_ship_s_country_is_its_flag() -> None:
    query = of_columns({"name": "A", "schema": "Vessel", "country": "Panama"})
    assert query.facts == {"flag": ["pa"]}


def test_what_is_not_understood_is_told_and_not_asked() -> None:
    query = of_columns(
        {
            "name": "A",
            "schema": "spaceship",
            "birth_date": "1970-13-45",
            "imo": "9161004",
            "country": "Atlantis",
            "lei": "nonsense",
        }
    )
    assert query.facts == {}
    assert len(query.warnings) == 5
    assert "birthDate not understood: 1970-13-45" in query.warnings


@pytest.mark.parametrize("text", ["N/A", "null", "-", "", " ", "unknown"])
def test_words_for_nothing_are_no_values(text: str) -> None:
    query = of_columns({"name": "A", "birth_date": text, "imo": text, "country": text})
    assert (query.facts, query.warnings) == ({}, ())


@pytest.mark.parametrize(
    "cells", [{}, {"name": ""}, {"name": "!?"}, {"birth_date": "1970", "country": "ru"}]
)
def test_a_row_that_asks_nothing_is_refused(cells: dict[str, str]) -> None:
    with pytest.raises(InputError, match="neither a name nor an identifier"):
        of_columns(cells)


def test_long_and_many_names_are_cut() -> None:
    query = of_columns({"name": "A" * 10_000 + " | " + " | ".join(f"B{n}" for n in range(100))})
    assert len(query.names) == MOST
    assert max(map(len, query.names)) == LONGEST
    assert query.warnings == (
        f"of a name, the first {LONGEST} letters are looked at",
        f"101 names, of which the first {MOST} are asked for",
    )


@pytest.mark.parametrize(
    ("prop", "value"),
    [("passportNumber", "{}"), ("publicKey", "not a wallet {}"), ("address", "{} Main Street")],
)
def test_long_and_many_values_are_cut(prop: str, value: str) -> None:
    # 100,000 passport numbers of one question took a server's thread for minutes
    many = [value.format(number) for number in range(20_000)]
    columns = {"passportNumber": "passport", "publicKey": "wallet", "address": "address"}
    for query in (
        of_entity({"schema": "Person", "properties": {"name": ["Kim"], prop: many}}),
        of_columns({"name": "Kim", columns[prop]: " | ".join(many)}),
    ):
        assert len(query.facts.get(prop, ())) <= MOST
        assert 0 < len(query.warnings) <= MOST
    long = of_columns({"name": "Kim", columns[prop]: "1 " * 500_000})
    assert all(len(text) <= LONGEST for values in long.facts.values() for text in values)


def test_marks_that_cannot_be_seen_are_left_out() -> None:
    assert of_columns({"name": "Ko\u202ezl\u200bov\x00"}).names == ("Kozlov",)


def test_an_entity_of_follow_the_money_is_a_question() -> None:
    query = of_entity(
        {
            "id": "x",
            "schema": "Person",
            "properties": {
                "firstName": ["Ivan"],
                "lastName": ["Testov"],
                "birthDate": ["1970"],
                "nationality": ["Russia", "Atlantis"],
                "passportNumber": ["712345678"],
                "addressEntity": [{"schema": "Address", "properties": {"full": ["1 Sea Road"]}}],
                "notes": ["whatever"],
            },
        }
    )
    assert (query.id, query.schema, query.names) == ("x", "Person", ("Ivan Testov",))
    assert query.facts == {
        "birthDate": ["1970"],
        "nationality": ["ru"],
        "passportNumber": ["712345678"],
        "address": ["1 Sea Road"],
    }
    assert query.warnings == ("nationality not understood: Atlantis",)


@pytest.mark.parametrize(
    "broken",
    [{}, {"properties": 1}, {"properties": {"name": [None, {}, []]}}, {"properties": {"name": 0}}],
)
def test_what_is_no_entity_is_refused(broken: dict[str, object]) -> None:
    if broken.get("properties") == {"name": 0}:
        assert of_entity(broken).names == ("0",)
        return
    with pytest.raises(InputError):
        of_entity(broken)


def test_numbers_of_given_records_are_taken_as_they_are() -> None:
    entity = {"schema": "Company", "properties": {"name": ["A"], "leiCode": ["529900-XX"]}}
    assert of_entity(entity).facts == {}
    assert of_entity(entity, given=True).facts == {"leiCode": ["529900XX"]}


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=40)))
def test_whatever_stands_in_the_cells_is_asked_or_refused(cells: dict[str, str]) -> None:
    try:
        query = of_columns(cells)
    except InputError:
        return
    assert query.names or query.facts
