import pytest
from hypothesis import given
from hypothesis import strategies as st

from designata.names.parts import parse


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("KOZLOV, Sergey Mikhaylovich", "person", ("sergey", "mikhaylovich", "kozlov")),
        ("Sheikh Abd al-Rahman bin Hasan", "person", ("abdrahman", "hasan")),
        ("Abdurrahman", "person", ("abdrahman",)),
        ("عبدالرحمن", "person", ("bdrhmn",)),
        ("Abu Bakr", "person", ("abubakr",)),
        ("Ig0r Sech1n", "person", ("igor", "sechin")),
        ("M/V LADY R.", "vessel", ("lady",)),
        ("OOO Vympel", "firm", ("vympel",)),
        ("ООО «Вымпел»", "firm", ("vympel",)),
        ("Gazprom PJSC", "firm", ("gazprom",)),
        ("U.S. Steel", "firm", ("us", "steel")),
        ("United States Steel", "firm", ("us", "steel")),
        ("Limited", "firm", ("limited",)),
        ("Dr.", "person", ("dr",)),
    ],
)
def test_words(text: str, kind: str, words: tuple[str, ...]) -> None:
    assert parse(text, kind).words == words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("OOO Vympel", "Vympel LLC"),
        ("OOO Vympel", "Vympel GmbH"),
        ("AO Almaz", "Almaz Joint Stock Company"),
        ("Almaz PAO", "Almaz, public joint stock company"),
        ("Acme Ltd", "Acme Limited"),
        ("Acme Sp. z o.o.", "Acme LLC"),
        ("Acme spol. s r.o.", "Acme s.r.o."),
    ],
)
def test_legal_forms_are_one_in_translation(left: str, right: str) -> None:
    assert parse(left, "firm").form == parse(right, "firm").form is not None


def test_titles_that_are_kept_for_want_of_words_tell_nobody() -> None:
    assert parse("Essa Akhund", "person").light == {"akhund"}
    assert not parse("Mohammad Essa Akhund", "person").light
    assert not parse("Mullah Akhund", "person").light


def test_numbers_stand_apart() -> None:
    assert parse("Star 7", "vessel").numbers == ("7",)
    assert parse("Star VII", "vessel").numbers == ("7",)
    assert parse("Daphne V", "vessel").numbers != parse("Daphne I", "vessel").numbers
    assert parse("Brigade Forty 4", "firm").numbers == ("44",)
    assert parse("3rd Brigade", "firm").numbers == parse("Third Brigade", "firm").numbers


@given(st.text(max_size=200), st.sampled_from(["person", "vessel", "firm", "any"]))
def test_no_text_is_too_odd(text: str, kind: str) -> None:
    name = parse(text, kind)
    assert all(word for word in name.words)
