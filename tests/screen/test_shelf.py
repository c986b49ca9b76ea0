import datetime as dt
import os
import shutil
from pathlib import Path

import msgspec
import pytest

from designata.engine import Designata
from designata.errors import DesignataError, StoreError
from designata.lists import derived, news
from designata.lists.entry import Entry
from designata.lists.kept import Told, record
from designata.lists.publishers import Publisher
from designata.lists.source import Edition, File
from designata.screen import shelf
from designata.screen.query import of_columns
from designata.store.append import writing


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


def kept(folder: Path, publisher: Publisher, dataset: str, *entries: Entry) -> None:
    """Takes in what was worked out from the lists."""
    content = f"{dataset} {[entry.claims for entry in entries]}".encode()
    edition = Edition(
        publisher=publisher,
        dataset=dataset,
        format="test",
        files={"main": File("a.txt", lambda: content)},
        covers=frozenset({"article"}),
    )
    with writing(folder) as writer:
        told = Told(publisher, [record(entry) for entry in entries])
        writer.append(told, edition, accept_shrink=True)


def test_what_adds_nothing_to_be_screened_makes_no_index(store: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(store, tmp_path / "store"))
    built: list[int] = []
    shelf.ready(folder, building=lambda: built.append(1))
    built.clear()
    before = Designata(folder).match(of_columns({"imo": "9161003"}))

    article = Entry("news-1", "Article", locator="", part="article")
    article.add("title", "Arms at sea")
    mention = article.child("Mention", "m1")
    mention.add("resolved", "casebook-lady-r")
    said = Entry("casebook-lady-r", "Vessel", locator="", part="article")
    said.add("notes", "An official said that Lady R carried arms.")
    ship = Entry("ais-273000000", "Vessel", locator="", part="article")
    ship.add("name", "LADY R")
    for _ in range(2):
        kept(folder, news.PUBLISHER, "news-1", article, said, ship)
        path = shelf.ready(folder, building=lambda: built.append(1))
        article.add("title", "Arms at sea, corrected")
    assert path == folder / "index" / "3-now.index"
    assert [path] == list(path.parent.glob("*.index"))
    assert not built

    after = Designata(folder).match(of_columns({"imo": "9161003"}))
    assert msgspec.json.encode(after) == msgspec.json.encode(before)
    assert Designata(folder).matcher().lists == before.lists


def test_what_is_concluded_of_a_listed_entity_makes_an_index(store: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(store, tmp_path / "store"))
    shelf.ready(folder)
    owned = Entry("casebook-lady-r", "Vessel", locator="", part="article")
    tie = owned.child("Ownership", "blocked")
    tie.add("owner", "casebook-mg-flot")
    tie.add("asset", "casebook-lady-r")
    tie.add("ownershipType", "derived")
    built: list[int] = []
    no_more = Entry("casebook-lady-r", "Vessel", locator="", part="article")
    for told in (owned, no_more):
        kept(folder, derived.PUBLISHER, "control", told)
        shelf.ready(folder, building=lambda: built.append(1))
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
