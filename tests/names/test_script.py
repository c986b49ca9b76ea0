import pytest
from hypothesis import given
from hypothesis import strategies as st

from designata.names.script import read, script_of


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Сергей Козлов", "sergey kozlov"),
        ("Юрій Їжак", "yuriy yizhak"),
        ("Аляксандр Лукашэнка", "alyaksandr lukashenka"),
        ("Κυριάκος Παπανδρέου", "kyriakos papandreou"),
        ("习近平", "xi jin ping"),
        ("習近平", "xi jin ping"),
        ("오인준", "o in jun"),
        ("محمود", "mhmud"),
        ("זאב", "zab"),
        ("ნინო", "nino"),
        ("Արմեն", "armen"),
        ("नरेन्द्र", "narendr"),
        ("ふじ", "fuji"),
        ("Đặng Müller-Łoś", "dang muller-los"),
        ("ﻣﺤﻤﺪ", "mhmd"),  # presentation forms
    ],
)
def test_reads(text: str, latin: str) -> None:
    assert " ".join(read(text).latin.split()) == latin


def test_marks_of_direction_and_vowel_count_for_nothing() -> None:
    assert read("مُحَمَّد\u200f").latin == read("محمد").latin


def test_mixed_scripts_go_by_most_letters() -> None:
    assert script_of("Иван Ivanov Петров Сидоров") == "cyrillic"


@given(st.text(max_size=60))
def test_anything_becomes_lower_case_ascii_or_nothing(text: str) -> None:
    latin = read(text).latin
    assert latin == latin.lower()
