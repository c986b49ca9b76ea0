from pathlib import Path

import pytest

from designata.errors import StoreError
from designata.resolve import canonical
from designata.resolve.canonical import Row, advance, current
from designata.resolve.records import Known
from tests.resolve.world import known

FOUNDED = {"un-1": 1, "eu-1": 2, "uk-1": 3, "au-1": 4}


def listed(*records: str) -> dict[str, Known]:
    return {record: known(record, record, founded=FOUNDED[record]) for record in records}


def after(rows: list[Row], records: dict[str, Known], *clusters: str) -> list[Row]:
    """The rows once clusters, written as "un-1 eu-1", have come."""
    return rows + advance(rows, records, [frozenset(text.split()) for text in clusters], 1)


ALL = listed(*FOUNDED)


def test_the_oldest_record_names_the_cluster() -> None:
    assert current(after([], ALL, "eu-1 uk-1")) == {"uk-1": "eu-1"}


def test_when_clusters_merge_the_older_identifier_stays() -> None:
    rows = after(after([], ALL, "eu-1 uk-1", "un-1 au-1"), ALL, "eu-1 uk-1 un-1 au-1")
    assert current(rows) == {"uk-1": "un-1", "au-1": "un-1", "eu-1": "un-1"}


def test_when_a_cluster_splits_the_founding_record_keeps_the_identifier() -> None:
    rows = after(after([], ALL, "un-1 eu-1 uk-1"), ALL, "un-1 uk-1")
    found = current(rows)
    assert (found["uk-1"], found["eu-1"]) == ("un-1", "eu-1")


def test_the_identifier_survives_its_founding_record() -> None:
    rows = after([], ALL, "un-1 eu-1 uk-1")
    left = listed("eu-1", "uk-1", "au-1")
    assert after(rows, left, "eu-1 uk-1") == rows
    split = current(after(rows, left))
    assert (split["eu-1"], split["uk-1"]) == ("un-1", "uk-1")
    merged = current(after(rows, left, "eu-1 uk-1 au-1"))
    assert merged["au-1"] == "un-1"


def test_a_record_written_anew_does_not_lose_its_place() -> None:
    rows = after([], ALL, "un-1 eu-1")
    anew = ALL | {"un-1": known("un-1", "un-1", founded=99)}
    assert after(rows, anew, "un-1 eu-1 uk-1")[-1].canonical == "un-1"


def test_nothing_changes_nothing() -> None:
    rows = after([], ALL, "un-1 eu-1")
    assert advance(rows, ALL, [frozenset(("un-1", "eu-1"))], 2) == []


def test_rows_are_kept(tmp_path: Path) -> None:
    (tmp_path / "resolve").mkdir()
    rows = after([], ALL, "un-1 eu-1")
    canonical.save(tmp_path, rows)
    assert canonical.load(tmp_path) == rows


@pytest.mark.parametrize("damage", ["{", '{"record":"eu-1"}', "not JSON", "\x00"])
def test_a_damaged_file_names_its_line_and_the_cure(tmp_path: Path, damage: str) -> None:
    (tmp_path / "resolve").mkdir()
    canonical.save(tmp_path, after([], ALL, "un-1 eu-1"))
    with canonical.place(tmp_path).open("a", encoding="utf-8") as file:
        file.write(damage + "\n")
    with pytest.raises(StoreError) as caught:
        canonical.same(tmp_path)
    assert caught.value.where.endswith("canonical.jsonl, line 2")
    assert "restore the file from a copy" in caught.value.cure


def test_what_is_one_follows_the_file(tmp_path: Path) -> None:
    assert not canonical.same(tmp_path).resolved
    (tmp_path / "resolve").mkdir()
    canonical.save(tmp_path, [])
    assert canonical.same(tmp_path).resolved
    canonical.save(tmp_path, after([], ALL, "un-1 eu-1"))
    same = canonical.same(tmp_path)
    assert (same.of("eu-1"), same.of("uk-1")) == ("un-1", "uk-1")
    assert same.records("un-1") == ["un-1", "eu-1"]
