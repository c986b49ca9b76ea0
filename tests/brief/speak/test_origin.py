import json
import re
from pathlib import Path

import pytest

from designata.brief.speak.lexicon import sounds
from designata.brief.speak.origin import _table, origin, readings


def unknown(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("Kirill Shcherbatov", "slavic"),
        ("Olha Romanenko", "slavic"),
        ("Zavod Iskra", "slavic"),
        ("Abdulkarim Zubaidi", "arabic"),
        ("Gholamreza Taghavi Nezhad", "arabic"),
        ("Guadalupe Rodriguez", "spanish"),
        ("Zhao Ping", "pinyin"),
        ("Qingdao", "pinyin"),
        ("Benjamin Franklin", None),
        ("Timothy Blackwood", None),
        ("Ocean Pearl", None),
    ],
)
def test_the_letters_of_a_name_tell_its_origin(name: str, where: str | None) -> None:
    assert origin(name.split()) == where


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Shcherbatov", "ʃʧɛɹbˈɑtɑv"),
        ("Shcherbatova", "ʃʧɛɹbˈɑtOvə"),
        ("Romanenko", "ɹˌOmɑnˈɛnkO"),
        ("Vishnevsky", "viʃnˈɛvski"),
        ("Vishnevskaya", "viʃnˈɛvskɑjə"),
        ("Yefremchuk", "jˌɛfɹɛmʧˈuk"),
        ("Nazarbaev", "nˌɑzɑɹbˈɑjɛv"),
        ("Zubaidullah", "zˌubIdˈulə"),
        ("Rodriguez", "ɹOdɹˈiɡɛz"),
        ("Qingdao", "ʧˈɪŋdˌW"),
        ("Xinzhu", "ʃˈɪnʤˌu"),
    ],
)
def test_a_name_is_said_by_the_rules_of_its_origin(name: str, said: str) -> None:
    assert readings([name], unknown, {}) == [said]


def test_words_that_the_voice_knows_are_left_to_it() -> None:
    assert sounds("Almaz Shipyard of Ivanov's", known=lambda word: word == "Shipyard") == (
        "Almaz Shipyard of [Ivanov's](/ivˈɑnɑvz/)"
    )


def test_a_chinese_name_is_read_as_one_though_half_of_it_is_english() -> None:
    assert readings(["Zhao", "Long"], lambda word: word == "Long", {}) == ["ʤˈW", "lˈʊŋ"]


@pytest.mark.parametrize(
    ("name", "home", "said"),
    [
        ("Radiotaktika", "ru", "ɹˌɑdiOtɑktˈikə"),
        ("Omran Sahel", "arabic", "Omɹˈɑn"),
        ("Huayang", "cn", "hwˈɑjˌɑŋ"),
        ("Palara", "pa", None),
    ],
)
def test_where_a_name_comes_from_helps(name: str, home: str, said: str | None) -> None:
    words = name.split()
    assert readings(words, unknown, {})[0] is None
    assert readings(words, unknown, {words[0].lower(): home})[0] == said


def test_syllables_of_pinyin_are_not_chinese_where_the_bearer_is_not() -> None:
    assert origin(["Xinta"]) == "pinyin"
    assert origin(["Xinta"], home="cu") == "spanish"


def test_a_name_ends_where_the_sentence_goes_on() -> None:
    said = sounds("Qasem al-Zubaidi met Thompson.", known=str.islower)
    assert re.findall(r"\[(\S+)\]", said) == ["Qasem", "Zubaidi"]


def test_every_sound_is_in_the_alphabet_of_the_voice() -> None:
    import hibari

    vocabulary = json.loads((Path(hibari.__file__).parent / "assets/vocab.json").read_text())
    known = _table()
    tables = [known.letters, *(kind.letters for kind in known.origin.values())]
    tables += [known.pinyin.initials, known.pinyin.finals, known.pinyin.whole]
    said = {letter for table in tables for sound in table.values() for letter in sound}
    assert said <= set(vocabulary)
