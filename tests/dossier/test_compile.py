"""One dossier of what several lists say of one entity."""

import datetime as dt
from pathlib import Path

import pytest

from designata.dossier.shape import Dossier
from designata.engine import Designata
from designata.errors import NotFoundError, StoreError
from designata.resolve import canonical
from tests.dossier.world import listed, resolve, ship, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One ship on three lists and a firm on one; a fourth list that holds neither."""
    boat = ship("ofac-1", "PAPER BOAT", imoNumber="9161003")
    boat.tie("UnknownLink", "uk-7", role="Linked To")
    write(tmp_path, "ofac", "2024-05-01", boat)
    mill = listed("uk-7", "Company", "Paper Mill", since="2022")
    mill.tie("Ownership", "uk-2", role="registered owner")
    write(
        tmp_path, "uk", "2024-05-02",
        ship("uk-2", "Paper Boat", since="2022-05-08", imoNumber="9161003"), mill,
    )  # fmt: skip
    write(
        tmp_path, "eu", "2024-05-03",
        ship("eu-3", "Бумажный корабль", "Paper Boat", since="2024-04-02"),
        listed("eu-8", "Person", "Nobody Else"),
    )  # fmt: skip
    write(tmp_path, "ca", "2021-01-01", listed("ca-9", "Person", "Nobody Else"))
    resolve(tmp_path, "ofac-1 uk-2 eu-3")
    return tmp_path


def show(folder: Path, query: str, as_of: dt.date | None = None) -> Dossier:
    [dossier] = Designata(folder).show(query, as_of=as_of).dossiers
    return dossier


@pytest.mark.parametrize("query", ["ofac-1", "eu-3", "9161003", "paper boat", "бумажный корабль"])
def test_whatever_is_asked_gives_one_dossier(folder: Path, query: str) -> None:
    found = show(folder, query)
    assert (found.entity, found.publisher) == ("ofac-1", "ofac")
    assert [(record.id, record.publisher, record.date) for record in found.records] == [
        ("ofac-1", "ofac", "2024-05-01"),
        ("uk-2", "uk", "2024-05-02"),
        ("eu-3", "eu", "2024-05-03"),
    ]


def test_names_stand_by_script_each_once_with_all_its_sources(folder: Path) -> None:
    found = show(folder, "ofac-1")
    latin, cyrillic = found.scripts
    assert (latin.script, cyrillic.script) == ("latin", "cyrillic")
    sources = {name.value: {s.publisher for s in name.sources} for name in latin.names}
    assert sources == {"PAPER BOAT": {"ofac"}, "Paper Boat": {"uk", "eu"}}
    assert len(found.names) == 4
    assert {s.publisher for fact in found.identifiers for s in [fact.source]} == {"ofac", "uk"}


def test_without_resolve_each_record_stands_for_itself(folder: Path) -> None:
    canonical.place(folder).unlink()
    shown = Designata(folder).show("9161003")
    assert not shown.resolved
    assert [dossier.entity for dossier in shown.dossiers] == ["ofac-1", "uk-2"]


def test_as_of_a_day_only_what_was_known_then_counts(folder: Path) -> None:
    found = show(folder, "ofac-1", dt.date(2024, 5, 2))
    assert [record.publisher for record in found.records] == ["ofac", "uk"]
    assert {one.publisher for one in found.not_listed} == {"ca"}
    with pytest.raises(NotFoundError):
        show(folder, "ofac-1", dt.date(2024, 4, 30))


def test_a_record_that_gave_the_id_may_be_gone(folder: Path) -> None:
    write(folder, "ofac", "2024-06-01", listed("ofac-5", "Person", "Somebody"))
    found = show(folder, "uk-2")
    assert (found.entity, found.publisher) == ("ofac-1", "uk")
    assert [record.id for record in found.records] == ["uk-2", "eu-3"]
    assert "ofac" in {one.publisher for one in found.not_listed}


def test_a_damaged_file_of_identifiers_is_said(folder: Path) -> None:
    path = canonical.place(folder)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(StoreError) as caught:
        show(folder, "ofac-1")
    assert caught.value.where.endswith("canonical.jsonl, line 2")
    assert "designata resolve" in caught.value.cure
