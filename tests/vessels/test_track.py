import datetime as dt
import json
from typing import Any

import numpy as np
import polars as pl
import pytest

from designata.vessels import fixes, rules, track
from designata.vessels.sphere import KM_PER_NM, distance_km
from tests.vessels import given


def sample(name: str) -> tuple[list[dict[str, Any]], fixes.Fixes]:
    lines = given.shared(f"segments/{name}").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    told = given.positions(
        {
            "mmsi": int(row["ssvid"]),
            "timestamp": given.time(row["timestamp"]),
            "lat": row["lat"],
            "lon": row["lon"],
            "speed_kn": row["speed"],
        }
        for row in rows
    )
    return rows, fixes.of(told)


def test_implied_speed() -> None:
    rows, heard = sample("263576000.json")
    heard = heard.located()
    known = dict(zip(heard.row[1:].tolist(), track.implied_speed(heard)[:-1].tolist(), strict=True))
    told = {
        number: float(row["implied_speed"])
        for number, row in enumerate(rows)
        # there, a step begins at the row before; here, at the last other position
        if row["implied_speed"] is not None and number - 1 in known and number in known
    }
    near = [known[number] == pytest.approx(speed, rel=1e-2) for number, speed in told.items()]
    assert sum(near) > 0.9 * len(near) > 300


def test_jump_of_the_sample() -> None:
    _, heard = sample("338013000.json")
    found = track.tracks(heard, rules.load())
    starts = [event.end for event in track.jumps(found, rules.load())]
    assert any(
        end and given.time("2017-07-20T05:59:00Z") <= end <= given.time("2017-07-20T06:06:40Z")
        for end in starts
    )
    assert not list(track.shared(found, rules.load()))


def test_the_main_track_of_the_sample_stays_whole() -> None:
    rows, heard = sample("338013000.json")
    found = track.tracks(heard, rules.load())
    numbers = found.of_fixes()[
        [rows[row]["expected"] == rows[0]["expected"] for row in found.fixes.row.tolist()]
    ]
    assert np.bincount(numbers[numbers >= 0]).max() >= 0.99 * len(numbers) > 900


@pytest.mark.parametrize(
    ("name", "key", "long", "fast"),
    [("segmented-416000000.json", "segment", 58, 0), ("338013000.json", "expected", 0, 9)],
)
def test_the_samples_contradict_their_parameters(name: str, key: str, long: int, fast: int) -> None:
    """Made by two versions, neither with 25 knots, 8 and 0.25 hours: see docs/benchmarks/ships.md.

    One keeps silences of up to 55 hours within a segment, the other steps of over 500 knots.
    """
    told = rules.load()
    ends: dict[str, tuple[dt.datetime, float, float]] = {}
    silences = steps = 0
    for text in given.shared(f"segments/{name}").read_text("utf-8").splitlines():
        row = json.loads(text)
        if row["lat"] is None:
            continue
        here = given.time(row["timestamp"]), row["lat"], row["lon"]
        then, *place = ends.get(row[key], here)
        ends[row[key]] = here
        hours = (here[0] - then) / dt.timedelta(hours=1)
        [km] = distance_km(*(np.array([one]) for one in (*place, *here[1:])))
        silences += hours > told["jump.max_hours"]
        steps += km / KM_PER_NM > told["jump.max_kn"] * np.hypot(hours, told["jump.buffer_hours"])
    assert (silences, steps) == (long, fast)


def test_shared_mmsi_of_the_sample() -> None:
    _, heard = sample("416000000.json")
    [event] = track.shared(track.tracks(heard, rules.load()), rules.load())
    assert event.vessels[0].mmsi == 416000000
    assert float(str(event.metrics["overlap_hours"])) > 10


def tracks(rows: list[dict[str, object]]) -> track.Tracks:
    return track.tracks(fixes.of(given.positions(rows)), rules.load())


def test_one_position_far_off_is_an_excursion() -> None:
    rows = given.line(1, [(n / 4, 0, 0.01 * n) for n in range(8)])
    rows += given.line(1, [(1.1, 5, 5)])
    found = tracks(rows)
    [event] = track.jumps(found, rules.load())
    assert (event.tier, event.start, event.end) == ("excursion", given.at(1), given.at(1.25))
    assert sorted(set(found.of_fixes().tolist())) == [-1, 0]
    assert len(found.clean()[0]) == 8


def test_a_ship_that_stays_elsewhere_has_jumped() -> None:
    rows = given.line(1, [(n / 4, 0, 0.01 * n) for n in range(8)])
    rows += given.line(1, [(2 + n / 4, 30, 0.01 * n) for n in range(8)])
    [event] = track.jumps(tracks(rows), rules.load())
    assert (event.tier, event.end) == ("lasting", given.at(2))
    assert event.metrics["distance_km"] == pytest.approx(3336, rel=1e-2)
    assert not list(track.shared(tracks(rows), rules.load()))


def test_two_ships_in_turn_share_an_mmsi() -> None:
    rows = given.line(1, [(n / 4, 0, 0.01 * n) for n in range(20)])
    rows += given.line(1, [(n / 4 + 0.1, 40, 0.01 * n) for n in range(20)])
    found = tracks(rows)
    [event] = track.shared(found, rules.load())
    assert event.metrics["tracks"] == 2
    assert event.metrics["overlap_hours"] == pytest.approx(4.65)
    assert len(list(track.jumps(found, rules.load()))) == 1


def test_fast_ships_are_believed_and_the_date_line_is_no_jump() -> None:
    fast = given.line(1, [(n, 0, 0.65 * n) for n in range(8)], speed_kn=39.0)
    assert not list(track.jumps(tracks(fast), rules.load()))
    line = given.line(1, [(0, 0, 179.9), (1, 0, -179.9), (2, 89.9, 0)])
    assert len(list(track.jumps(tracks(line), rules.load()))) == 1


def test_copies_and_the_same_time_twice() -> None:
    rows = given.positions(given.line(1, [(n / 4, 0, 0.01 * n) for n in range(8)]))
    heard = fixes.of(pl.concat([rows, rows, rows]))
    assert len(heard) == 8
    speeds = track.implied_speed(fixes.of(given.positions(given.line(1, [(0, 0, 0), (0, 1, 0)]))))
    assert np.isinf(speeds[0])


def test_nothing_of_nothing() -> None:
    found = tracks([])
    assert not list(track.jumps(found, rules.load()))
    assert not list(track.shared(found, rules.load()))
