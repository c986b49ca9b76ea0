import datetime as dt
import os
from pathlib import Path

import pytest

from designata.engine import Designata
from designata.errors import DesignataError, StoreError
from designata.screen import shelf
from designata.screen.query import of_columns


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf") / "store"
    for told in Designata(folder).update(["casebook"]):
        assert not isinstance(told, DesignataError), told
    return folder


def test_an_index_is_built_once_and_again_when_the_store_moves_on(store: Path) -> None:
    built: list[int] = []
    path = shelf.ready(store, building=lambda: built.append(1))
    assert path == store / "index" / "1-now.index"
    assert shelf.ready(store, building=lambda: built.append(1)) == path
    assert len(built) == 1
    path.write_bytes(b"damaged")
    shelf.ready(store, building=lambda: built.append(1))
    assert len(built) == 2


def test_older_ones_are_taken_away(store: Path) -> None:
    path = shelf.ready(store)
    old = path.with_name("0-now.index")
    old.write_bytes(b"old")
    days = [path.with_name(f"1-2020-01-{day:02}.index") for day in range(1, 13)]
    for number, day in enumerate(days):
        day.write_bytes(b"a day")
        os.utime(day, (number, number))
    path.unlink()
    shelf.ready(store)
    assert not old.exists()
    assert [day.exists() for day in days] == [False] * 4 + [True] * 8


def test_a_past_day_is_asked_of_that_day_s_lists(store: Path) -> None:
    engine = Designata(store)
    query = of_columns({"imo": "9161003"})
    now = engine.match(query)
    then = engine.match(query, as_of=dt.date(2020, 1, 1))
    assert [hit.caption for hit in now.hits] == ["LADY R"]
    assert not then.hits
    assert (store / "index" / "1-2020-01-01.index").exists()


def test_without_a_store_there_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        shelf.ready(tmp_path)
