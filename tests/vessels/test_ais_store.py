"""AIS kept in a folder, and times of many forms."""

import datetime as dt
from pathlib import Path

import pytest

from designata.errors import InputError
from designata.vessels.ais import read
from designata.vessels.ais_store import scan, write
from designata.vessels.ais_times import form_of, parse


def test_what_is_written_is_read_again_in_order(tmp_path: Path) -> None:
    rows = [
        f"{mmsi},2024-0{month}-15 10:00:00,1.5,2.5,SHIP {mmsi}"
        for month in (3, 1, 2)
        for mmsi in (7, 3, 5)
    ]
    source = tmp_path / "x.csv"
    source.write_text("\n".join(["mmsi,timestamp,lat,lon,name", *rows, ""]))
    ais = read([source])
    write(ais, tmp_path / "kept")
    assert [path.name for path in sorted((tmp_path / "kept/positions").iterdir())] == [
        "2024-01.parquet",
        "2024-02.parquet",
        "2024-03.parquet",
    ]
    kept = scan(tmp_path / "kept")
    assert kept.positions.collect().equals(ais.positions)
    assert kept.statics.collect().equals(ais.statics)
    with pytest.raises(InputError):
        write(ais, tmp_path / "kept")


def test_a_folder_of_nothing_is_refused_and_one_without_rows_is_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        scan(tmp_path)
    source = tmp_path / "x.csv"
    source.write_text("mmsi,timestamp,lat,lon\n")
    write(read([source]), tmp_path / "kept")
    assert scan(tmp_path / "kept").positions.collect().is_empty()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-12T10:00:00Z", "2024-03-12T10:00:00"),
        ("2024-03-12 10:00:00+00:00", "2024-03-12T10:00:00"),
        ("2024-03-12T10:00:00.250000+00:00", "2024-03-12T10:00:00.250000"),
        ("2024-03-12 10:00:00 UTC", "2024-03-12T10:00:00"),
        ("2024-03-12T10:00-03:30", "2024-03-12T13:30:00"),
        ("2024/3/2 9:05", "2024-03-02T09:05:00"),
        ("12/03/2024 10:00:00", "2024-03-12T10:00:00"),
        ("12.03.2024 10:00", "2024-03-12T10:00:00"),
        ("03/13/2024 10:00:00", "2024-03-13T10:00:00"),
        ("1710237600", "2024-03-12T10:00:00"),
        ("1710237600.5", "2024-03-12T10:00:00.500000"),
        ("1710237600123", "2024-03-12T10:00:00.123000"),
    ],
)
def test_times_are_read_in_many_forms(text: str, expected: str) -> None:
    import polars as pl

    (found,) = parse(pl.Series([text]), form_of([text])).to_list()
    assert found == dt.datetime.fromisoformat(expected).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize("text", ["", "soon", "2024-03-12", "99/99/9999 10:00:00", "nan", "inf"])
def test_what_is_no_time_is_none(text: str) -> None:
    import polars as pl

    assert parse(pl.Series([text]), form_of([text])).to_list() == [None]
