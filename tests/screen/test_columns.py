import pytest

from designata.screen.columns import guess


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Full Name", "name"),
        ("customer", "name"),
        ("Vessel Name", "name"),
        ("vessel_name", "name"),
        ("shipName", "name"),
        ("고객명", "name"),
        ("ПІБ", "name"),
        ("Наименование судна", "name"),
        ("Raison sociale", "name"),
        ("Razón social", "name"),
        ("Vollständiger Name", "name"),
        ("IMO No.", "imo"),
        ("IMO Number (7 digits)", "imo"),
        ("Vessel IMO", "imo"),
        ("DOB", "birth_date"),
        ("D.O.B.", "birth_date"),
        ("Date of Birth (YYYY-MM-DD)", "birth_date"),
        ("생년월일", "birth_date"),
        ("Дата рождения", "birth_date"),
        ("Geburtsdatum", "birth_date"),
        ("Staatsangehörigkeit", "nationality"),
        ("Customer Nationality", "nationality"),
        ("Passport No", "passport"),
        ("LEI", "lei"),
        ("SWIFT code", "bic"),
        ("wallet_address", "wallet"),
        ("a.k.a.", "alias"),
        ("Alias 2", "alias"),
        ("Remarks", None),
        ("", None),
    ],
)
def test_headings_of_many_languages_are_known(heading: str, column: str | None) -> None:
    assert list(guess([heading]).places) == ([column] if column else [])


def test_the_words_of_the_contract_go_before_others_like_them() -> None:
    found = guess(["No", "Customer", "id", "name", "type", "schema"])
    assert found.places == {"id": (2,), "name": (3,), "schema": (5,)}


def test_parts_of_a_name_are_asked_where_there_is_no_whole_one() -> None:
    parts = guess(["First Name", "Surname"])
    assert parts.asks
    assert parts.places == {"first_name": (0,), "last_name": (1,)}
    assert guess(["Full Name", "First Name", "Surname"]).places == {"name": (0,)}


def test_a_sheet_without_names_or_numbers_asks_nothing() -> None:
    assert not guess(["Country", "Date of Birth", "Remarks"]).asks
    assert guess(["Country", "IMO"]).asks


def test_several_columns_of_one_kind_are_several_values() -> None:
    found = guess(["name", "Nationality", "Citizenship"])
    assert found.cells(["A", "ru", "ua"]) == {"name": "A", "nationality": "ru | ua"}
    assert found.cells(["A", "", "ua"]) == {"name": "A", "nationality": "ua"}
