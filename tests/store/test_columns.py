"""The columns in memory answer as the database does."""

import datetime as dt
from pathlib import Path

import pytest

from designata.errors import StoreError
from designata.store.append import writing
from designata.store.claims import Store
from designata.store.columns import Columns
from tests.store import cards
from tests.store.cards import edition


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with writing(tmp_path) as writer:
        writer.append(cards, edition("2024-04-01", "a|Ada Ösk|X", "b|Bob|X", "c|Cy|X"))
        writer.append(cards, edition("2024-04-02", "a|Ada Ösk|Y", "c|Cy|X", "d|Di|X"))
    return Store(tmp_path)


@pytest.mark.parametrize("day", [None, dt.date(2024, 4, 1), dt.date(2024, 4, 2)])
def test_records_are_as_the_database_gives_them(store: Store, day: dt.date | None) -> None:
    columns, names = store.columns, ["a", "b", "d"]
    rows = columns.standing(columns.where("record", names), day)
    assert columns.claims(rows) == store.records(names, as_of=day)


def test_texts_are_found_among_all_and_among_some(store: Store) -> None:
    columns = store.columns
    every = columns.where("property", ["name"])
    assert columns.texts("value", every) == ["Ada Ösk", "Bob", "Cy", "Di"]
    some = columns.where("value", ["Bob", "Di"], among=every)
    assert columns.texts("record", some) == ["b", "d"]
    many = [f"no {number}" for number in range(40)]
    assert columns.texts("value", columns.where("value", [*many, "Cy"], among=every)) == ["Cy"]
    assert columns.texts("value", columns.where("value", [*many, "Cy"])) == ["Cy"]
    assert columns.where("value", many).size == columns.where("value", []).size == 0


def test_the_case_of_letters_is_nothing(store: Store) -> None:
    columns = store.columns
    assert columns.texts("record", columns.named("ADA ÖSK")) == ["a"]
    assert columns.texts("record", columns.named_with(["SK", "ada"])) == ["a"]
    assert columns.named("X").size == 0, "a value that is no name"
    assert columns.named_with(["ada", "bob"]).size == 0


def test_a_store_without_claims_answers_nothing() -> None:
    columns = Columns([], [])
    assert columns.claims(columns.where("record", ["a"])) == []


def test_a_damaged_file_is_said(store: Store) -> None:
    for path in (store.folder / "claims").iterdir():
        path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(StoreError, match="missing or damaged"):
        _ = store.columns


def test_a_text_beyond_those_of_a_file_is_not_in_it(store: Store) -> None:
    columns = store.columns
    found = columns.where("subject", ["0", "d", "a", "z"])
    assert set(columns.texts("record", found)) == {"a", "d"}
    assert columns.where("subject", ["0", "z"]).size == 0
