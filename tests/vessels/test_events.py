import datetime as dt

import polars as pl
import pytest

from designata.errors import InputError
from designata.vessels import events, rules
from designata.vessels.event import Ship
from tests.vessels import given


def test_all_rules_sorted_by_start() -> None:
    rows = given.line(1, [(n / 6, 0, 0) for n in range(36)] + [(30, 0, 0.1)], speed_kn=0.1)
    rows += given.line(2, [(n / 6, 0.001, 0) for n in range(36)], speed_kn=0.1)
    said = given.statics(
        {"mmsi": 1, "timestamp": given.at(hours), "name": "A", "imo": "9161003", "draught_m": d}
        for hours, d in ((0, 5.0), (31, 9.0))
    )
    ports = pl.DataFrame({"name": ["Here"], "lat": [1.0], "lon": [1.0]})
    found = list(events.events(given.positions(rows), said, rules.load(), ports=ports))
    assert [event.start for event in found] == sorted(event.start for event in found)
    assert {event.type for event in found} == {"gap", "encounter", "loitering", "draught_change"}
    assert all(event.caveats and event.rows and event.rule.source for event in found)
    [meeting] = [event for event in found if event.type == "encounter"]
    assert meeting.vessels == [Ship(1, "9161003", "A"), Ship(2)]


def test_only_what_is_asked_for() -> None:
    rows = given.positions(given.line(1, [(n / 6, 0, 0) for n in range(36)]))
    found = events.events(rows, None, rules.load(), only=["loitering"])
    assert [event.type for event in found] == ["loitering"]
    with pytest.raises(InputError, match="dance"):
        list(events.events(rows, None, rules.load(), only=["dance"]))


def test_odd_input_never_crashes() -> None:
    odd = given.positions(
        [
            {"mmsi": 1, "timestamp": given.at(0), "lat": 91.0, "lon": 0.0, "speed_kn": 102.3},
            {"mmsi": 1, "timestamp": given.at(1), "lat": float("nan"), "lon": 500.0},
            {"mmsi": 1, "timestamp": given.at(2), "lat": 90.0, "lon": 180.0, "heading": 511.0},
            {"mmsi": 1, "timestamp": given.at(2), "lat": -90.0, "lon": -180.0, "course": 360.0},
            {
                "mmsi": 1,
                "timestamp": dt.datetime(2999, 1, 1, tzinfo=dt.UTC),
                "lat": 0.0,
                "lon": 0.0,
            },
            {"mmsi": None, "timestamp": given.at(3), "lat": 0.0, "lon": 0.0},
            {"mmsi": 2, "timestamp": None, "lat": 0.0, "lon": 0.0},
        ]
    )
    ports = pl.DataFrame({"name": ["Pole"], "lat": [90.0], "lon": [0.0]})
    for table in (odd, odd[:0], odd[:1], odd[5:]):
        found = list(events.events(table, given.statics([]), rules.load(), ports=ports))
        assert all(event.vessels[0].mmsi in {1, 2} for event in found)
