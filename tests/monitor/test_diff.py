import datetime as dt
from pathlib import Path

import pytest

from designata.errors import InputError, NotFoundError
from designata.monitor.diff import Changes, Field, changes, publishers
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
            edition("2024-04-03", "a|Ada|X", "b|Bob|X", "c|Cy|X", "d|Di|X", "e|Ed|X"),
        ):
            writer.append(cards, each)
    return Store(tmp_path)


def ids(found: Changes) -> tuple[list[str], list[str], list[str]]:
    return (
        [row.entity for row in found.added],
        [row.entity for row in found.removed],
        [row.entity for row in found.changed],
    )


def test_between_two_days(store: Store) -> None:
    found = changes(store, "kr", since=dt.date(2024, 4, 1), until=dt.date(2024, 4, 2))
    assert ids(found) == (["f"], ["c"], ["b"])
    assert (found.since, found.until) == ("2024-04-01", "2024-04-02")
    assert found.changed[0].fields == [
        Field("Sanction.program", ["X"], ["Y"]),
        Field("name", ["Bob"], ["Bobby"]),
    ]


def test_the_last_step_by_default(store: Store) -> None:
    assert ids(changes(store, "kr")) == (["c"], ["f"], ["b"])


def test_there_and_back_is_no_change(store: Store) -> None:
    found = changes(store, "kr", since=dt.date(2024, 4, 1), until=dt.date(2024, 4, 3))
    assert not found.any


def test_everything_is_new_since_before_the_first_edition(store: Store) -> None:
    found = changes(store, "kr", since=dt.date(2024, 3, 1), until=dt.date(2024, 4, 1))
    assert ids(found) == (["a", "b", "c", "d", "e"], [], [])
    assert found.since is None


def test_a_day_before_all_editions_is_said(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no list of 'kr' on 2024-03-01"):
        changes(store, "kr", until=dt.date(2024, 3, 1))


def test_whose_lists_there_were_on_a_day(store: Store) -> None:
    assert publishers(store, until=dt.date(2024, 4, 1)) == ["kr"]
    with pytest.raises(NotFoundError, match="no list on 2024-03-31"):
        publishers(store, until=dt.date(2024, 3, 31))


def test_the_earlier_day_comes_first(store: Store) -> None:
    with pytest.raises(InputError, match="2024-04-02 is after 2024-04-01"):
        changes(store, "kr", since=dt.date(2024, 4, 2), until=dt.date(2024, 4, 1))
