"""Sentences: times in four places, parts, and what is broken."""

import datetime as dt
import gzip
from pathlib import Path

import pytest
from pyais import encode_dict

from designata.errors import InputError
from designata.vessels import ais_sentences
from designata.vessels.ais import Ais, read
from designata.vessels.ais_clean import NO_TIME
from designata.vessels.ais_sentences import BROKEN, CHECKSUM, OTHER, PART, TAG

NOON = dt.datetime(2024, 3, 12, 12, tzinfo=dt.UTC)
EPOCH = int(NOON.timestamp())
PLACE = {"mmsi": 273355410, "lat": 42.3, "lon": 132.1, "speed": 10.1, "course": 181.0}
FIX = encode_dict({"type": 1, "heading": 511, **PLACE})[0]
NAME: dict[str, str | int | float | bytes] = {
    "imo": 9161003,
    "shipname": "LADY R",
    "callsign": "UBWX",
    "draught": 6.5,
    "to_bow": 99,
}
STATIC = encode_dict({"type": 5, "mmsi": 273355410, "ship_type": 70, "to_stern": 31, **NAME})


def summed(text: str) -> str:
    """A text with its checksum."""
    total = 0
    for sign in text.encode():
        total ^= sign
    return f"{text}*{total:02X}"


def tag(text: str) -> str:
    """A tag block."""
    return f"\\{summed(text)}\\"


def sentences(tmp_path: Path, *lines: str, since: dt.datetime | None = None) -> Ais:
    path = tmp_path / "x.nmea"
    path.write_text("\n".join(lines), encoding="latin-1")
    return read([path], since=since)


@pytest.mark.parametrize(
    "lines",
    [
        [tag(f"s:r1,c:{EPOCH}") + FIX],
        [tag(f"s:r1,c:{EPOCH}000") + FIX],
        [tag(f"c:{EPOCH}"), FIX],
        ["$" + summed("PGHP,1,2024,3,12,12,0,0,0,219,,2190067,1,00"), FIX],
        [f"{EPOCH} {FIX}"],
        [f"{EPOCH},{FIX}"],
        [f"2024-03-12T12:00:00Z {FIX}"],
        [f"2024-03-12 21:00:00+09:00 {FIX}"],
        [f"{FIX},b003669955,{EPOCH}"],
        [f"{FIX},d-093,S2212,t235959.00,T59.00339837,r09STOL1,{EPOCH}"],
    ],
)
def test_a_time_is_found_wherever_receivers_write_it(tmp_path: Path, lines: list[str]) -> None:
    ais = sentences(tmp_path, *lines)
    assert ais.positions.drop("row").rows() == [(273355410, NOON, 42.3, 132.1, 10.1, 181.0, None)]


def test_a_message_of_several_parts_is_put_together(tmp_path: Path) -> None:
    first, second = STATIC
    ais = sentences(tmp_path, tag(f"c:{EPOCH}") + first, f"{EPOCH} {FIX}", second)
    assert ais.statics.rows() == [
        (273355410, NOON, "9161003", "LADY R", "UBWX", 70, 6.5, 130.0, None, 0)
    ]
    assert ais.rows == 3


def test_parts_of_a_group_go_by_its_tag_blocks(tmp_path: Path) -> None:
    first, second = STATIC
    ais = sentences(
        tmp_path,
        tag(f"g:1-2-71,s:here,c:{EPOCH}") + first,
        tag(f"g:1-2-72,s:there,c:{EPOCH}") + first,
        tag("g:2-2-72") + second,
        tag("g:2-2-71") + second,
    )
    assert ais.quarantine.told() == []
    assert set(ais.statics["name"]) == {"LADY R"}


def test_two_sentences_of_one_line_are_both_read(tmp_path: Path) -> None:
    first, second = STATIC
    ais = sentences(tmp_path, tag(f"c:{EPOCH}") + first + tag(f"c:{EPOCH - 1}") + second)
    assert (ais.statics.height, ais.quarantine.told()) == (1, [])


def test_what_is_broken_is_counted(tmp_path: Path) -> None:
    wrong = FIX[:-2] + ("00" if FIX[-2:] != "00" else "01")
    ais = sentences(
        tmp_path,
        f"{EPOCH} {FIX}",
        f"{EPOCH} {wrong}",
        f"{EPOCH} !AIVDM,1,1,,A,14eG",
        f"{EPOCH} !AIVDM,1,1,,A,,0*26",
        f"{EPOCH} {STATIC[0]}",
        f"{EPOCH} {encode_dict({'type': 4, 'mmsi': 2190067})[0]}",
        "what is this",
        "$GPRMC,1,2,3",
        "# a remark",
        tag(f"c:{EPOCH}").replace("c:1", "c:2") + FIX,
    )
    found = {reason.text: reason.count for reason in ais.quarantine.reasons}
    assert found == {
        CHECKSUM: 1,
        BROKEN: 1,
        "message without content": 1,
        PART: 1,
        "message of type 4, not of a ship's place or name": 1,
        OTHER: 2,
        TAG: 1,
        NO_TIME: 1,
        "heading not available": 1,
    }
    assert ais.positions.height == 1


def test_parts_that_never_end_do_not_pile_up(tmp_path: Path) -> None:
    first, _ = STATIC
    lines = [tag(f"s:r{n},c:{EPOCH}") + first for n in range(999)]
    ais = sentences(tmp_path, *lines)
    assert ais.quarantine.count(PART) == 999


def test_a_time_of_noughts_is_read_as_one(tmp_path: Path) -> None:
    (time,) = sentences(tmp_path, f"0000000000 {FIX}").positions["timestamp"]
    assert time == dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def test_without_a_time_the_user_is_asked_for_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has a time") as caught:
        sentences(tmp_path, FIX)
    assert "since" in caught.value.cure


def test_the_clock_runs_by_the_seconds_that_reports_carry(tmp_path: Path) -> None:
    lines = [
        encode_dict({"type": 1, "second": second, **PLACE, "lat": 42 + n / 100})[0]
        for n, second in enumerate([10, 50, 5, 3, 60, 30])
    ]
    ais = sentences(tmp_path, *lines, STATIC[0], STATIC[1], since=NOON)
    seconds = dict(ais.positions.select("row", "timestamp").iter_rows())
    passed = [(seconds[n] - NOON).total_seconds() for n in range(6)]
    assert passed == [10, -10, 5, 3, 10, 30]
    assert ais.statics["timestamp"].to_list() == [NOON + dt.timedelta(seconds=30)]


def test_a_position_not_available_keeps_the_report(tmp_path: Path) -> None:
    nowhere = encode_dict({"type": 1, **PLACE, "lat": 91, "lon": 181, "speed": 102.3})[0]
    ais = sentences(tmp_path, f"{EPOCH} {nowhere}")
    assert ais.positions.select("lat", "lon", "speed_kn").rows() == [(None, None, None)]
    assert ais.quarantine.left_out == 0


def test_messages_before_the_first_time_are_counted_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ais_sentences, "BATCH", 2)
    ais = sentences(tmp_path, *[FIX] * 6, f"{EPOCH} {FIX}")
    assert (ais.quarantine.count(NO_TIME), ais.positions.height) == (6, 1)


@pytest.mark.parametrize("kind", [18, 19, 27])
def test_reports_of_other_types_are_read(tmp_path: Path, kind: int) -> None:
    said = encode_dict({"type": kind, **PLACE, "lat": 42.5, "lon": 132.5, "speed": 10.0})
    ais = sentences(tmp_path, *[f"{EPOCH} {sentence}" for sentence in said])
    assert ais.positions.select("lat", "lon", "speed_kn").rows() == [(42.5, 132.5, 10.0)]


def test_a_gzip_cut_short_keeps_what_was_read(tmp_path: Path) -> None:
    lines = [f"{EPOCH + 10 * n} {FIX}" for n in range(3000)]
    packed = gzip.compress("\n".join(lines).encode())
    path = tmp_path / "x.gz"
    path.write_bytes(packed[:-100])
    ais = read([path])
    assert 0 < ais.positions.height < 3000
    assert ais.quarantine.count("the rest of a file that is cut short") == 1


def test_batches_follow_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ais_sentences, "BATCH", 7)
    lines = [f"{EPOCH + n} {FIX}" for n in range(50)]
    ais = sentences(tmp_path, *lines)
    assert ais.positions["row"].to_list() == list(range(50))
