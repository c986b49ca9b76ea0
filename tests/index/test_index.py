import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import msgspec
import numpy as np
import pytest

from designata.errors import StoreError
from designata.index import build
from designata.index.asked import Births
from designata.index.entry import Listed
from designata.index.lookup import Index
from designata.names.parts import kind_of, parse

IVAN = ("Ivan Kozlov", "name")


def listed(name: str, *aliases: str, schema: str = "Person", **facts: list[str]) -> Listed:
    names = [(name, "name"), *((alias, "alias") for alias in aliases)]
    return Listed(name.lower(), schema, "kr", names, facts, [])


def index(folder: Path, entries: Iterable[Listed]) -> Index:
    build.of_entries(entries, folder / "names.index")
    return Index(folder / "names.index")


@pytest.fixture
def people(tmp_path: Path) -> Index:
    return index(
        tmp_path,
        [
            listed("Sergey Mikhaylovich Kozlov", "Козлов Сергей"),
            listed("Aleksandr Fyodorovich Panfilov"),
            listed("Mohammed al-Jabbar"),
            listed("O In Chun", "오인준"),
            listed("LADY R", schema="Vessel", imoNumber=["9161003"]),
            listed("Goodwill Trading", schema="Organization"),
        ],
    )


def found(people: Index, name: str, schema: str = "Person") -> list[str]:
    return [
        people.entry(number).caption
        for number in people.candidates([parse(name, kind_of(schema))])[0]
    ]


@pytest.mark.parametrize(
    ("name", "caption"),
    [
        ("Sergei Kozlov", "Sergey Mikhaylovich Kozlov"),
        ("Kozlow, Sergei", "Sergey Mikhaylovich Kozlov"),
        ("Сергій Козлов", "Sergey Mikhaylovich Kozlov"),
        ("Panfilov Alexandr", "Aleksandr Fyodorovich Panfilov"),
        ("Panfiov Aleksandr", "Aleksandr Fyodorovich Panfilov"),
        ("محمد الجبار", "Mohammed al-Jabbar"),
        ("오 인준", "O In Chun"),
    ],
)
def test_finds_however_it_is_written(people: Index, name: str, caption: str) -> None:
    assert found(people, name)[0] == caption


@pytest.mark.parametrize(
    ("name", "caption"),
    [
        ("Abdul Omari", "Abdul Jabbar Omari"),
        ("Abu Sahraoui", "Abu Walid al-Sahraoui"),
        ("Essa Akhund", "Mohammad Essa"),
    ],
)
def test_finds_names_with_a_word_left_out(tmp_path: Path, name: str, caption: str) -> None:
    names = "Abdul Jabbar Omari", "Abu Walid al-Sahraoui", "Mohammad Essa"
    assert found(index(tmp_path, map(listed, names)), name) == [caption]


def test_finds_joined_and_split_words(people: Index) -> None:
    assert found(people, "Good Will Trading", "Organization") == ["Goodwill Trading"]


def test_finds_nothing_where_nothing_is_like_it(people: Index) -> None:
    assert found(people, "Xavier Quennell") == []


def test_many_at_once_are_what_each_is_alone(people: Index) -> None:
    names = [parse(n, "person") for n in ("Sergei Kozlov", "Nobody Here", "Panfilov Aleksandr", "")]
    together = people.candidates(names)
    assert together == [people.candidates([name])[0] for name in names]


def test_births_leave_out_who_was_born_too_far_away(tmp_path: Path) -> None:
    born = {"1950": ["1950-05-05"], "1971": ["1971-05-05"], "unknown": []}
    entries = [listed(f"Ivan Kozlov {when}", birthDate=days) for when, days in born.items()]
    people = index(tmp_path, [msgspec.structs.replace(e, names=[IVAN]) for e in entries])
    day = dt.date(1970, 5, 5).toordinal()
    asked = [parse("Ivan Kozlov", "person")] * 2
    births = Births(
        np.array([[day, day], [0, 0]]), np.array([day - 366, 0]), np.array([day + 366, 3_652_059])
    )
    found = people.candidate_names(asked, births)
    ids = [[people.entry(candidate.entity).id[-4:] for candidate in row] for row in found]
    assert ids == [["1971", "nown"], ["1950", "1971", "nown"]]


def test_of_a_common_name_who_was_born_that_day_comes_first(tmp_path: Path) -> None:
    born = ["1970-05-05"] * 40 + ["1970-07-07"]
    entries = [listed(f"Ivan Kozlov {n}", birthDate=[day]) for n, day in enumerate(born)]
    people = index(tmp_path, [msgspec.structs.replace(e, names=[IVAN]) for e in entries])
    day = dt.date(1970, 7, 7).toordinal()
    births = Births(np.array([[day, day]]), np.array([0]), np.array([3_652_059]))
    first, *_ = people.candidate_names([parse("Ivan Kozlov", "person")], births)[0]
    assert people.entry(first.entity).facts == {"birthDate": ["1970-07-07"]}


def test_a_short_word_that_no_key_finds_does_not_stand_against(tmp_path: Path) -> None:
    people = index(tmp_path, [listed("Pak Yong Sik")])
    for name in ("Bak Yong Sik", "박영식"):
        [[candidate]] = people.candidate_names([parse(name, "person")])
        assert candidate.against == 0


def test_words_of_one_sound_that_differ_in_length_do_not_stand_against(tmp_path: Path) -> None:
    others = [listed(name) for name in ("Igor Testovsky", "Ana Perez", "Omar Haddad", "Li Wei")]
    people = index(tmp_path, [listed("Pak Yong In Jun"), *others])
    [[candidate]] = people.candidate_names([parse("Pak Yong In Chun", "person")])
    assert (candidate.entity, candidate.against) == (0, 0)


def test_numbers_name_entities(people: Index) -> None:
    assert [people.entry(n).caption for n in people.by_number("imoNumber", "9161003")] == ["LADY R"]
    assert people.by_number("imoNumber", "9179842") == []


def test_an_empty_index_answers(tmp_path: Path) -> None:
    empty = index(tmp_path, [])
    assert empty.candidates([parse("Anybody", "person")]) == [[]]
    assert empty.by_number("imoNumber", "9161003") == []


def test_entries_keep_their_facts(people: Index) -> None:
    [number] = people.by_number("imoNumber", "9161003")
    assert people.entry(number) == listed("LADY R", schema="Vessel", imoNumber=["9161003"])


@pytest.mark.parametrize(
    "content", [b"", b"something else", b"DESIGNAT\x01\xff\xff\xff\xff\xff\xff\xff\x7f"]
)
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "names.index").write_bytes(content)
    with pytest.raises(StoreError, match="the index cannot be read"):
        Index(tmp_path / "names.index")


def test_no_index_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        Index(tmp_path / "none.index")
