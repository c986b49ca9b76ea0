from designata.vessels import draught, fixes, gaps, rules
from designata.vessels.event import Event
from tests.vessels import given


def found(*told: tuple[float, float | None]) -> list[Event]:
    """Changes across a gap from 10 to 30 hours, of a tanker told by hours and draught."""
    heard = fixes.of(given.positions(given.line(1, [(0, 0, 0), (10, 0, 0), (30, 0, 0)])))
    statics = given.statics(
        {
            "mmsi": 1,
            "timestamp": given.at(hours),
            "draught_m": metres,
            "length_m": 250.0,
            "ship_type": 80,
        }
        for hours, metres in told
    )
    used = rules.load({"gap.min_hours": 12})
    return list(draught.find(gaps.find(heard, used), statics, used))


def test_heard_again_deeper() -> None:
    [event] = found((1, 8.0), (9, 8.0), (31, 13.1))
    assert (event.metrics["before_m"], event.metrics["after_m"]) == (8.0, 13.1)
    assert event.metrics["change_m"] == 5.1
    assert (event.metrics["load_before"], event.metrics["load_after"]) == ("ballast", "laden")
    assert (event.tier, event.rows) == ("deeper", [1, 2])
    assert (event.start, event.end) == (given.at(10), given.at(30))


def test_what_is_no_change() -> None:
    assert not found((1, 8.0), (31, 8.9))
    assert len(found((1, 8.1), (31, 9.1))) == 1
    assert not found((1, 8.0), (31, 0.0), (32, None))
    assert not found((31, 8.0), (32, 13.0))
    assert not found((1, 8.0))
    assert not found()
