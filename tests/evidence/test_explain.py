import pytest
from hypothesis import given
from hypothesis import strategies as st

from designata.evidence.comparisons import Record
from designata.evidence.explain import judge, probability


def score(
    left: str,
    right: str,
    mine: dict[str, list[str]] | None = None,
    theirs: dict[str, list[str]] | None = None,
    schema: str = "Person",
) -> float:
    a = Record.of(schema, [left], mine or {})
    b = Record.of(schema, [right], theirs or {})
    return judge(a, b).score


def born(day: str) -> dict[str, list[str]]:
    return {"birthDate": [day]}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("习近平", "习近平"),
        ("习近平", "Xi Jinping"),
        ("Jon Smith", "John Smith"),
        ("오인준", "O In Chun"),
        ("O, In Chun", "O, ln-chun"),
    ],
)
def test_one_name(left: str, right: str) -> None:
    assert score(left, right) >= 0.5


@pytest.mark.parametrize(
    ("left", "right", "schema"),
    [
        ("Ssad Khan Zarkari Noorzai", "Noorzai Asad Khan Zarkari", "Person"),
        ("Almzaa Inc.", "Almaza Inc.", "Company"),
    ],
)
def test_a_slip_is_a_slip_in_whatever_order(left: str, right: str, schema: str) -> None:
    assert score(left, right, schema=schema) >= 0.5


@pytest.mark.parametrize(
    ("left", "right", "schema"),
    [
        ("Grant, William G.", "William W. Grant", "Person"),
        ("Gerd Kozlovsky", "Gena Kozlovsky", "Person"),
        ("NOBLE", "NOBEL", "Vessel"),
    ],
)
def test_what_is_too_much_for_a_slip(left: str, right: str, schema: str) -> None:
    assert score(left, right, schema=schema) < 0.5


def test_one_word_of_a_name_tells_who_is_meant_beside_a_birth_date() -> None:
    asked, listed = "Abdul Quddus", "Abdul Quddus Mazhari"
    mine = {"birthDate": ["1970"], "country": ["af"]}
    prior = -1.3
    alone = judge(Record.of("Person", [asked], {}), Record.of("Person", [listed], {}), prior=prior)
    born = judge(
        Record.of("Person", [asked], mine), Record.of("Person", [listed], mine), prior=prior
    )
    assert alone.score < 0.2
    assert born.score > 0.5


def test_a_near_miss_of_a_firm_s_name_stays_below() -> None:
    firm = "Organization"
    assert score("Sodeistvie", "VYMPEL-SODEISTVIE", schema=firm) < 0.5
    assert score("Sodeystvie", "Sodeistvie", schema=firm) >= 0.5


def test_a_birth_date_one_year_off_is_still_a_hit() -> None:
    assert (
        score("Aleksandr Panfilov", "Alexander Panfilov", born("1964-05-01"), born("1965-05-01"))
        > 0.5
    )


@pytest.mark.parametrize("other", ["1965-05-01", "1965-05", "1965", "1965~", "1960/1970"])
def test_an_agreeing_birth_date_never_lowers_a_score(other: str) -> None:
    alone = score("Ivan Petrov", "Ivan Petrov")
    assert score("Ivan Petrov", "Ivan Petrov", born("1965-05-01"), born(other)) >= alone


def test_a_birth_date_of_another_decade_lowers_it_a_lot() -> None:
    alone = score("Ivan Petrov", "Ivan Petrov")
    assert score("Ivan Petrov", "Ivan Petrov", born("1965-05-01"), born("1990-01-01")) < alone - 0.2


@pytest.mark.parametrize(
    ("prop", "one", "other", "schema"),
    [
        ("imoNumber", "9161003", "9179842", "Vessel"),
        ("leiCode", "529900T8BM49AURSDO55", "7LTWFZYICNSX8D621K86", "Company"),
        ("passport", "ru:123456789", "ru:987654321", "Person"),
    ],
)
def test_a_differing_number_outweighs_an_equal_name(
    prop: str, one: str, other: str, schema: str
) -> None:
    assert score("Lady Rose", "Lady Rose", {prop: [one]}, {prop: [other]}, schema) < 0.1
    assert score("Lady Rose", "Lady Rose", {prop: [one]}, {prop: [one]}, schema) > 0.99


def test_passports_of_two_issuers_say_nothing() -> None:
    alone = score("Ivan Petrov", "Ivan Petrov")
    two = score(
        "Ivan Petrov", "Ivan Petrov", {"passport": ["ru:123456789"]}, {"passport": ["cy:K0012"]}
    )
    assert two == alone


def test_an_equal_number_outweighs_another_name() -> None:
    assert (
        score(
            "Atlantic", "Pacific", {"imoNumber": ["9161003"]}, {"imoNumber": ["9161003"]}, "Vessel"
        )
        > 0.5
    )


@given(
    st.sampled_from(["Ivan Petrov", "Петров Иван", "Lady R", "X", "", "123"]),
    st.sampled_from(["Ivan Petrov", "I. Petrov", "Petrova", "LADY R", "7"]),
    st.sampled_from([{}, {"birthDate": ["1965"]}, {"gender": ["male"]}, {"country": ["ru"]}]),
    st.sampled_from([{}, {"birthDate": ["1970-01-01"]}, {"gender": ["female"]}]),
)
def test_the_reasons_add_up_to_the_score(
    left: str, right: str, mine: dict[str, list[str]], theirs: dict[str, list[str]]
) -> None:
    found = judge(Record.of("Person", [left], mine), Record.of("Person", [right], theirs))
    total = found.prior + sum(reason.weight for reason in found.reasons)
    assert found.score == pytest.approx(probability(total))
    assert 0 <= found.score <= 1
