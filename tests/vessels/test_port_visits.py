import polars as pl
import pytest

from designata.vessels import fixes, port_visits, rules
from designata.vessels.event import Event
from designata.vessels.places import Places
from tests.vessels import given

KM = 1 / 111.19492664455873
PORTS = pl.DataFrame({"name": ["Port", "Other"], "lat": [0.0, 10.0], "lon": [180.0, 0.0]})


def found(rows: list[tuple[float, float, float]], *, mmsi: int = 1) -> list[Event]:
    """Visits of a ship that is told by hours, kilometres from the port and speed."""
    told = [
        {
            "mmsi": mmsi,
            "timestamp": given.at(hours),
            "lat": 0.0,
            "lon": 180 - km * KM,
            "speed_kn": kn,
        }
        for hours, km, kn in rows
    ]
    heard = fixes.of(given.positions(told))
    return list(port_visits.find(heard, rules.load(), ports=Places(PORTS), until=given.at(48)))


def told(event: Event) -> list[str]:
    seen = event.metrics["seen"]
    assert isinstance(seen, list)
    return [one.split()[1] for one in seen]


def test_enter_stop_start_leave() -> None:
    [event] = found(
        [
            (0, 20, 10),
            (1, 2.9, 5),
            (2, 0.1, 0.2),
            (3, 0.1, 0.4),
            (4, 0.1, 0.5),
            (5, 3.9, 8),
            (6, 4.1, 9),
        ]
    )
    assert told(event) == ["entry", "stop_begin", "stop_end", "exit"]
    assert (event.start, event.end) == (given.at(1), given.at(6))
    assert event.metrics["confidence"] == 4
    assert event.metrics["port"] == "Port"
    assert event.rows == [1, 6]


def test_only_passing_is_the_least() -> None:
    [event] = found([(0, 20, 10), (1, 2, 10), (2, 20, 10)])
    assert event.metrics["confidence"] == 1
    assert not found([(0, 20, 10), (1, 3.1, 0), (2, 20, 10)])


def test_a_silence_in_port() -> None:
    [event] = found([(0, 20, 10), (1, 1, 3), (5, 1, 3), (6, 20, 9)])
    assert told(event) == ["entry", "gap_begin", "gap_end", "exit"]
    assert event.metrics["confidence"] == 4
    [event] = found([(0, 20, 10), (1, 1, 3), (4.99, 1, 3), (6, 20, 9)])
    assert told(event) == ["entry", "exit"]


def test_seen_from_within_and_not_to_the_end() -> None:
    [event] = found([(0, 1, 0), (1, 1, 3), (2, 20, 9)])
    assert told(event) == ["stop_end", "exit"]
    assert event.metrics["confidence"] == 3
    [event] = found([(0, 1, 3), (1, 1, 3)])
    assert told(event) == ["gap_begin"]
    assert event.start == given.at(5)
    assert event.metrics["confidence"] == 2
    assert any("leaving was not seen" in caveat for caveat in event.caveats)


def test_stopping_at_sea_is_not_stopping_in_port() -> None:
    [event] = found([(0, 3.5, 0.1), (1, 2.9, 0.3), (2, 20, 9)])
    assert told(event) == ["entry", "exit"]


def test_between_the_two_distances_nothing_changes() -> None:
    assert len(found([(0, 20, 9), (1, 2, 9), (2, 3.5, 9), (3, 2, 9), (4, 20, 9)])) == 1
    assert len(found([(0, 20, 9), (1, 2, 9), (2, 4.5, 9), (3, 2, 9), (4, 20, 9)])) == 2
    assert not found([(0, 20, 9), (1, 3.5, 9), (2, 20, 9)])


def test_ships_are_kept_apart_and_unknown_speeds_say_nothing() -> None:
    rows = given.line(1, [(0, 0, 180), (1, 0, 180)]) + given.line(2, [(2, 0, 179), (3, 0, 180)])
    heard = fixes.of(given.positions(rows))
    seen = list(port_visits.find(heard, rules.load(), ports=Places(PORTS), until=given.at(4)))
    assert [event.vessels[0].mmsi for event in seen] == [2]
    assert told(seen[0]) == ["entry"]


@pytest.mark.parametrize("ports", [PORTS[:0], PORTS.with_columns(lat=pl.lit(None, pl.Float64))])
def test_no_ports(ports: pl.DataFrame) -> None:
    rows = given.line(1, [(0, 0, 180), (1, 0, 180)])
    heard = fixes.of(given.positions(rows))
    assert not list(port_visits.find(heard, rules.load(), ports=Places(ports)))
