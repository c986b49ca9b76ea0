"""Events in the store: tied to the listed ship, cited by row, possible where nothing is shown."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from designata.dossier.shape import Dossier, Event
from designata.engine import Designata
from designata.index.entries import entries

_HEAD = "mmsi,timestamp,lat,lon,speed,imo,name\n"
_LADY_R = "casebook-lady-r"


def rows(mmsi: int, imo: str, name: str, places: list[tuple[int, float, float]]) -> str:
    return "".join(
        f"{mmsi},2024-03-{1 + hour // 24:02}T{hour % 24:02}:00:00Z,{lat},{lon},14,{imo},{name}\n"
        for hour, lat, lon in places
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    list(Designata(folder).update(["casebook"]))
    return folder


@pytest.fixture
def designata(made: Path, tmp_path: Path) -> Designata:
    shutil.copytree(made, tmp_path / "store")
    return Designata(tmp_path / "store")


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    """Lady R, silent for forty hours between Rajin and Vostochny, and a ship on no list."""
    path = tmp_path / "messages.csv"
    listed = [
        (0, 41.9, 132.1),
        (1, 42.1, 132.1),
        (2, 42.3, 132.1),
        (42, 42.3, 132.1),
        (43, 42, 132),
    ]
    other = [(hour, 10.0 + hour / 5, 10.0) for hour in (0, 9, 18, 43)]
    path.write_text(
        _HEAD
        + rows(273990101, "9161003", "LADY R", listed)
        + rows(219000001, "9074729", "PAPER BOAT", other)
    )
    return path


def shown(designata: Designata, query: str) -> Dossier:
    return designata.show(query).dossiers[0]


def events(designata: Designata, query: str) -> list[Event]:
    return shown(designata, query).events


def test_show_of_a_listed_ship_cites_what_it_did(designata: Designata, messages: Path) -> None:
    designata.track([messages], keep=True)
    told = events(designata, _LADY_R)
    assert Counter(event.caption.split(",")[0] for event in told) == {
        "gap": 1,
        "possible dark port call": 1,
    }
    [gap] = [event for event in told if event.caption.startswith("gap")]
    [source] = gap.sources
    assert (source.file, source.locator) == ("messages.csv", "rows=2,3")
    assert designata.store.archive.get(source.sha256) == messages.read_bytes()
    facts = shown(designata, gap.id).facts
    assert {fact.modality for fact in facts} == {"asserted"}
    said = {fact.property: fact.original or fact.value for fact in facts}
    assert (said["startDate"], said["endDate"]) == ("2024-03-01T02:00:00Z", "2024-03-02T18:00:00Z")
    values = {fact.value for fact in facts}
    assert {"hours=40", "min_hours=6", "42.30000, 132.10000"} <= values
    assert said["rule"].startswith("gap: Global Fishing Watch")
    assert any(fact.property == "caveat" for fact in facts)


def test_what_is_not_shown_is_possible(designata: Designata, messages: Path) -> None:
    designata.track([messages], keep=True)
    [call] = [event for event in events(designata, _LADY_R) if "dark port" in event.caption]
    assert call.modality == "possible"
    assert {fact.modality for fact in call.facts} == {"possible"}


def test_a_ship_on_no_list_is_kept_and_screened_by_nobody(
    designata: Designata, messages: Path
) -> None:
    before = [entity.id for entity in entries(designata.store)]
    names = [entity.names for entity in entries(designata.store)]
    designata.track([messages], keep=True)
    assert [entity.id for entity in entries(designata.store)] == before
    assert [entity.names for entity in entries(designata.store)] == names
    ship = shown(designata, "9074729")
    assert (ship.entity, ship.caption, ship.designations) == ("ais-219000001", "PAPER BOAT", [])
    assert len(events(designata, "9074729")) == 3
    assert not [row for row in designata.lists() if row.publisher == "derived" and row.entities]


def test_the_same_file_again_adds_nothing(designata: Designata, messages: Path) -> None:
    designata.track([messages], keep=True)
    held = designata.store.manifest
    designata.track([messages], keep=True)
    designata.track([messages], imo="9161003", keep=True)
    designata.track([messages], only=["gap"], keep=True)
    designata.track([messages.rename(messages.with_name("other.csv"))], keep=True)
    assert designata.store.manifest == held


def test_other_rules_end_only_what_was_asked_for(designata: Designata, messages: Path) -> None:
    designata.track([messages], keep=True)
    settings = {"gap.min_hours": 50.0}
    designata.track([messages], imo="9161003", only=["gap"], settings=settings, keep=True)
    assert [event.caption[:8] for event in events(designata, _LADY_R)] == ["possible"]
    assert len(events(designata, "9074729")) == 3
    designata.track([messages], keep=True)
    assert len(events(designata, _LADY_R)) == 2


def test_rows_are_numbered_file_by_file(designata: Designata, messages: Path) -> None:
    other = messages.with_name("first.csv")
    other.write_text(_HEAD + rows(219000002, "", "", [(hour, 1, 1) for hour in range(3)]))
    designata.track([other, messages], only=["gap"], keep=True)
    [source] = events(designata, _LADY_R)[0].sources
    assert (source.file, source.locator) == ("messages.csv", "rows=2,3")


def test_nothing_is_written_where_nothing_happened(designata: Designata, messages: Path) -> None:
    held = designata.store.manifest
    designata.track([messages], only=["encounter"], keep=True)
    assert designata.store.manifest == held
