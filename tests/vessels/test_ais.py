"""Reading AIS: files of every maker, and what is wrong with them."""

import datetime as dt
import gzip
from pathlib import Path

import pytest

from designata.errors import InputError
from designata.vessels import frames
from designata.vessels.ais import FUTURE, Ais, read
from designata.vessels.ais_clean import BAD_POSITION, NO_MMSI, NO_POSITION, NO_TIME
from designata.vessels.ais_order import COPIES

SHARED = Path(__file__).parents[2] / "../shared/ais"


def table(tmp_path: Path, text: str, **options: dt.datetime) -> Ais:
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return read([path], **options)


def test_rows_come_sorted_by_ship_and_time_with_their_numbers(tmp_path: Path) -> None:
    ais = table(
        tmp_path,
        "mmsi,timestamp,lat,lon,speed\n2,2024-03-12T10:00:00Z,1,2,3\n"
        "1,2024-03-12T11:00:00Z,1,2,3\n1,2024-03-12T10:30:00Z,1,2,3\n",
    )
    assert ais.positions.schema == frames.positions()
    assert ais.statics.schema == frames.statics()
    assert ais.positions["mmsi"].to_list() == [1, 1, 2]
    assert ais.positions["row"].to_list() == [2, 1, 0]
    assert ais.quarantine.told() == []
    assert ais.rows == 3


def test_whatever_is_wrong_is_counted_and_shown(tmp_path: Path) -> None:
    rows = [
        "273355410,2024-03-12T10:00:00Z,42.3,132.1,10.1,181,511",
        "273355410,2024-03-12T10:10:00Z,,,10,181,180",
        "273355410,2024-03-12T10:20:00Z,91,181,102.3,360,180",
        "273355410,2024-03-12T10:30:00Z,95,10,-1,400,720",
        ",2024-03-12T10:40:00Z,42,132,10,181,180",
        "273355410,soon,42,132,10,181,180",
        "273355410,2099-01-01T00:00:00Z,42,132,10,181,180",
        *["273355410,2024-03-12T11:00:00Z,42,132,10,181,180"] * 3,
    ]
    text = "\n".join(["mmsi,timestamp,lat,lon,sog,cog,heading", *rows, ""])
    ais = table(tmp_path, text, now=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    found = {reason.text: (reason.count, reason.kept) for reason in ais.quarantine.reasons}
    assert found == {
        NO_MMSI: (1, False),
        NO_TIME: (1, False),
        FUTURE: (1, False),
        COPIES: (2, False),
        NO_POSITION: (2, True),
        BAD_POSITION: (1, True),
        "speed not available": (1, True),
        "speed out of range": (1, True),
        "course not available": (1, True),
        "course out of range": (1, True),
        "heading not available": (1, True),
        "heading out of range": (1, True),
    }
    assert ais.positions.height + ais.quarantine.left_out == ais.rows == 10
    assert ais.positions["lat"].to_list() == [42.3, None, None, None, 42.0]
    assert ais.positions["speed_kn"].to_list() == [10.1, 10.0, None, None, 10.0]
    (unread,) = [reason for reason in ais.quarantine.reasons if reason.text == NO_TIME]
    assert (unread.samples[0].row, "soon" in unread.samples[0].text) == (5, True)


@pytest.mark.parametrize("time", ["9" * 18, "-99999999999", "1e300", "nan"])
def test_a_time_beyond_all_calendars_is_none(tmp_path: Path, time: str) -> None:
    ais = table(tmp_path, f"mmsi,timestamp,lat,lon,name\n1,{time},1,2,A\n1,1710237600,1,2,A\n")
    assert (ais.positions.height, ais.statics.height, ais.quarantine.count(NO_TIME)) == (1, 1, 1)


def test_at_most_five_samples_are_kept(tmp_path: Path) -> None:
    rows = "\n".join(f"x,2024-01-01 00:00:{n:02},1,2" for n in range(40))
    ais = table(tmp_path, f"mmsi,timestamp,lat,lon\n{rows}\n")
    (reason,) = ais.quarantine.reasons
    assert (reason.count, len(reason.samples), ais.positions.height) == (40, 5, 0)


def test_danish_rows_are_read_day_first_and_stations_set_aside(tmp_path: Path) -> None:
    ais = table(
        tmp_path,
        "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,SOG,COG,Heading,IMO,Callsign,Name,"
        "Ship type,Length,Draught,Destination\n"
        "03/04/2024 00:00:01,Class A,219000001,55.5,11.2,9.1,10,11,9161003,OXAB2,MÆRSK ÆØ,"
        "Tanker,120,6.5,RASON\n"
        "03/04/2024 00:00:02,Base Station,2190067,55.5,11.2,,,,Unknown,,,,,,\n"
        "13/04/2024 00:00:03,Class B,219000002,91.0,0.0,,,,Unknown,Unknown,,Undefined,,,\n",
    )
    assert [t.day for t in ais.positions["timestamp"]] == [3, 13]
    assert ais.quarantine.count("a station or aid, no ship") == 1
    assert ais.statics.drop("timestamp", "row", "mmsi").row(0) == (
        *("9161003", "MÆRSK ÆØ", "OXAB2", 80, 6.5, 120.0, "RASON"),
    )
    assert ais.statics.height == 1
    assert "Danish Maritime Authority" in ais.guesses[0]
    assert "day first" in ais.guesses[0]


def test_columns_unknown_are_told_with_what_is_needed(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        table(tmp_path, "boat,when,north,east\n1,2,3,4\n")
    assert "boat, when, north, east" in caught.value.cure
    assert "needed: mmsi" in caught.value.cure


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\0\1\2\3" * 99, b"hello\n", b"PAR1junk"])
def test_no_ais_at_all_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read([path])


def test_a_table_cut_short_in_gzip_keeps_its_whole_rows(tmp_path: Path) -> None:
    rows = [
        f"{200000000 + n * 7919 % 99991},2024-03-12T10:00:00Z,42.5,132.125" for n in range(9999)
    ]
    packed = gzip.compress("\n".join(["mmsi,timestamp,lat,lon", *rows, ""]).encode())
    path = tmp_path / "x.csv.gz"
    path.write_bytes(packed[: len(packed) // 2])
    ais = read([path])
    assert 1000 < ais.positions.height < 9999
    assert set(ais.positions["lon"]) == {132.125}
    assert ais.quarantine.count("the rest of a file that is cut short") == 1


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
def test_the_danish_sample_gives_the_positions_that_others_decode() -> None:
    import polars as pl

    sentences = read([SHARED / "nmea/dma_20131112_sample.nmea.gz"])
    expected = read([SHARED / "dma_20131112_1200_5min_positions.csv"])
    same = [name for name in frames.positions().names() if name != "row"]
    ours, theirs = (
        found.positions.select(same).sort(same, nulls_last=True) for found in (sentences, expected)
    )
    assert ours.equals(theirs)
    assert sentences.positions["mmsi"].n_unique() == 1438
    said = read([SHARED / "dma_20131112_1200_5min_static.csv"]).statics
    key = ["mmsi", "imo", "name", "call_sign", "draught_m", "length_m"]
    assert said.join(sentences.statics, on=key, how="anti", nulls_equal=True).is_empty()
    assert pl.Series(said["mmsi"]).n_unique() > 50
