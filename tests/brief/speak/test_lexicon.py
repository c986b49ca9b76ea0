import pytest

from designata.brief.speak.lexicon import _lexicon, sounds


@pytest.mark.parametrize(
    "name", ["Kim Jong Un", "Rim Yong-hyok", "Choe Chol Min", "Park Kwang-hyok"]
)
def test_korean_names_are_known_by_their_shape(name: str) -> None:
    assert sounds(f"It names {name}.").startswith(f"It names [{name}](/")


@pytest.mark.parametrize("text", ["So In Fact", "An Ship", "Han Solo", "No Man said", "Song of it"])
def test_english_words_are_not_korean_names(text: str) -> None:
    assert sounds(text) == text


def test_possessives_and_case_are_followed() -> None:
    assert sounds("OFAC's") == "[OFAC's](/ˈOfˌæks/)"
    assert sounds("Ofac") == "[Ofac](/ˈOfˌæk/)"


def test_given_sounds_are_left_alone() -> None:
    assert sounds("[Kim Jong Un](/x/)") == "[Kim Jong Un](/x/)"


def test_every_sound_is_in_the_alphabet_of_the_voice() -> None:
    import json
    from pathlib import Path

    import hibari

    vocabulary = json.loads((Path(hibari.__file__).parent / "assets/vocab.json").read_text())
    known = _lexicon()
    korean, patronymic = known.korean, known.patronymic
    tables = (
        known.words, patronymic.stems, patronymic.endings,
        korean.beginnings, korean.open, korean.closed, korean.ends,
    )  # fmt: skip
    words = [sound for table in tables for sound in table.values()]
    assert not {letter for word in words for letter in word if letter not in vocabulary}
