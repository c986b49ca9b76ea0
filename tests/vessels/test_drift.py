import pytest

from designata.vessels import drift, fixes, rules
from tests.vessels import given


def test_drift_of_the_sample() -> None:
    [event] = drift.find(fixes.of(given.danish(538004030)), rules.load())
    [case] = [
        case
        for case in given.read_json("drift/expected.json")["cases"]
        if case["mmsi"] == 538004030
    ]
    assert event.start == given.time(case["expected"]["start"])
    assert event.end == given.time("2014-09-28T16:50:05.502Z")
    assert event.metrics["since"] == "2014-09-28T16:37:54Z"
    assert event.metrics["sure_since"] == "2014-09-28T16:47:55Z"


def test_no_drift_in_the_other_sample() -> None:
    heard = fixes.of(given.danish(212123000))
    assert not list(drift.find(heard, rules.load()))
    assert not list(drift.sudden_stops(heard, rules.load()))


def test_sudden_stop_of_the_sample() -> None:
    heard = fixes.of(given.danish(219165000))
    [event] = drift.sudden_stops(heard, rules.load())
    assert event.start == given.time("2014-10-05T16:10:11.424Z")
    assert event.tier == "sudden_stop"
    assert not list(drift.find(heard, rules.load()))


def across(course: float, heading: float, minutes: int = 12) -> fixes.Fixes:
    rows = given.line(1, [(minute / 60, 0.0005 * minute, 0) for minute in range(minutes)])
    more = {"speed_kn": 2.0, "course": course, "heading": heading}
    return fixes.of(given.positions([{**row, **more} for row in rows]))


@pytest.mark.parametrize(
    ("course", "heading", "drifts"),
    [
        (0, 90, True),
        (350, 80, True),
        (0, 45, False),
        (0, 46, True),
        (0, 180, False),
        (0, 136, False),
    ],
)
def test_course_across_heading(course: float, heading: float, drifts: bool) -> None:  # noqa: FBT001
    assert bool(list(drift.find(across(course, heading), rules.load()))) == drifts


def test_too_short_a_ship_or_a_time() -> None:
    assert not list(drift.find(across(0, 90), rules.load(), lengths={1: 49}))
    assert list(drift.find(across(0, 90), rules.load(), lengths={1: 50}))
    assert not list(drift.find(across(0, 90, 11), rules.load()))
    assert not list(drift.find(fixes.of(given.positions([])), rules.load()))


def stop(*told: tuple[float, float]) -> int:
    """Sudden stops of a ship told by seconds and knots."""
    rows = [
        {**given.line(1, [(seconds / 3600, 0, 0)])[0], "speed_kn": knots} for seconds, knots in told
    ]
    return len(list(drift.sudden_stops(fixes.of(given.positions(rows)), rules.load())))


def test_sudden_stops() -> None:
    assert stop((0, 7), (30, 1), (90, 0)) == 1
    assert stop((0, 6.9), (30, 1), (90, 0)) == 0
    assert stop((0, 7), (31, 1), (91, 0)) == 0
    assert stop((0, 7), (30, 1.1), (90, 0)) == 0
    assert stop((0, 7), (30, 1), (89, 0), (95, 3)) == 0
    assert stop() == 0
