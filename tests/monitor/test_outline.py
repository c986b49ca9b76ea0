from pathlib import Path

import pytest

from designata.monitor import diff
from designata.monitor.outline import entries, named, outline
from designata.store.append import writing
from designata.store.claims import Store
from tests.store import cards
from tests.store.cards import edition


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with writing(tmp_path) as writer:
        for each in (
            edition("2024-04-01", "a|Ada|X", "b|Bob|X", "c|Cy|X", "d|Di|X", "e|Ed|X"),
            edition("2024-04-02", "a|Ada|X", "b|Bobby|Y", "d|Di|X", "e|Ed|X", "f|Fay|X"),
        ):
            writer.append(cards, each)
    return Store(tmp_path)


def test_it_tells_what_the_whole_comparison_tells(store: Store) -> None:
    ((before, after),) = diff.compared(store, "kr").values()
    found = outline(store, before, after)
    assert {(one.record, one.how) for one in found} == {
        ("b", "changed"),
        ("c", "removed"),
        ("f", "added"),
    }
    whole = diff.changes(store, "kr")
    told = {entry.entity: entry for entry in entries(store, before, after, found)}
    assert told["b"].fields == whole.changed[0].fields
    assert (told["c"].caption, told["c"].how) == ("Cy", "removed")


def test_all_of_a_first_edition_is_added(store: Store) -> None:
    ((_, after),) = diff.compared(store, "kr").values()
    assert {one.how for one in outline(store, None, after)} == {"added"}
    assert len(outline(store, None, after)) == 5


def test_records_are_found_by_a_name_of_now_or_before(store: Store) -> None:
    assert named(store, "kr", "bob") == {"b"}
    assert named(store, "kr", "Cy") == {"c"}
    assert not named(store, "un", "bob")
