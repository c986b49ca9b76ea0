"""Changes told as changes of entities."""

import datetime as dt
from pathlib import Path

import pytest

from designata.engine import Designata
from designata.monitor.diff import Changes, Elsewhere
from tests.dossier.world import listed, resolve, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "ofac", "2024-04-01", listed("ofac-1", "Person", "Ada", since="2022-05-08"))
    write(tmp_path, "ua", "2024-04-01", listed("ua-1", "Person", "Ada"))
    write(
        tmp_path,
        "eu",
        "2024-04-01",
        listed("eu-9", "Person", "Bob"),
        listed("eu-8", "Person", "Cy"),
    )
    write(
        tmp_path,
        "eu",
        "2024-05-01",
        listed("eu-9", "Person", "Bobby"),
        listed("eu-1", "Person", "Ada"),
    )
    write(tmp_path, "uk", "2024-06-01", listed("uk-1", "Person", "Ada", since="2024-06-01"))
    resolve(tmp_path, "ofac-1 ua-1 eu-1 uk-1", "eu-8 ofac-8")
    return tmp_path


def changes(folder: Path, until: dt.date | None = None) -> Changes:
    [found] = Designata(folder).changes("eu", until=until)
    return found


def test_who_has_it_already_and_since_when(folder: Path) -> None:
    found = changes(folder)
    [added] = found.added
    assert (added.entity, added.canonical) == ("eu-1", "ofac-1")
    assert [(one.publisher, one.since) for one in added.elsewhere] == [
        ("ofac", "2022-05-08"),
        ("uk", "2024-06-01"),
        ("ua", None),
    ]
    assert found.resolved


def test_others_are_told_as_they_stood_on_the_day(folder: Path) -> None:
    [added] = changes(folder, dt.date(2024, 5, 2)).added
    assert [one.publisher for one in added.elsewhere] == ["ofac", "ua"]


def test_removed_and_changed_records_are_told_likewise(folder: Path) -> None:
    found = changes(folder)
    assert [(row.canonical, row.elsewhere) for row in found.removed] == [("eu-8", [])]
    assert [(row.canonical, row.elsewhere) for row in found.changed] == [("eu-9", [])]
    write(folder, "eu", "2024-07-01", listed("eu-9", "Person", "Bobby"))
    [removed] = changes(folder).removed
    assert removed.elsewhere[0] == Elsewhere(
        entity="ofac-1", publisher="ofac", sanction=True, since="2022-05-08"
    )


def test_without_resolve_each_record_stands_for_itself(tmp_path: Path) -> None:
    write(tmp_path, "eu", "2024-04-01", listed("eu-1", "Person", "Ada"))
    found = changes(tmp_path)
    assert [(row.canonical, row.elsewhere) for row in found.added] == [("eu-1", [])]
    assert not found.resolved
