import numpy as np
import pytest
from numpy.typing import NDArray

from designata.vessels import fixes, loitering, rules, track
from designata.vessels.event import Event
from designata.vessels.gaps import Shore
from designata.vessels.loitering import Steps
from tests.vessels import given


def steps(rows: list[dict[str, float | None]], metres: str) -> Steps:
    nm = [np.nan if row[metres] is None else float(row[metres] or 0) / 1852 for row in rows]
    hours = [np.nan if row["hours"] is None else float(row["hours"] or 0) for row in rows]
    return Steps(np.array(nm), np.array(hours))


def speed(rows: list[dict[str, float | None]], metres: str) -> float | None:
    found = float(loitering.mean_kn(steps(rows, metres), np.array([0]))[0])
    return None if np.isnan(found) else found


def test_speed_of_buckets() -> None:
    for row in given.read_json("loitering/expected.json")["bucket_speed"]:
        assert speed([row], "meters_to_prev") == pytest.approx(row["expected_kn"])


def test_speed_of_a_group() -> None:
    told = given.read_json("loitering/expected.json")["group_speed"]
    assert speed(told["msgs"], "m") == pytest.approx(told["expected_kn"])


def test_what_is_slow() -> None:
    for row in given.read_json("loitering/expected.json")["is_slow"]:
        kn = np.array([np.nan if row["kn"] is None else row["kn"]])
        assert bool((kn < rules.load()["loitering.max_speed_kn"])[0]) == row["slow"]


def test_distance_from_shore() -> None:
    told = given.read_json("loitering/expected.json")["avg_shore_nm"]
    shore = [np.nan if m["shore_m"] is None else m["shore_m"] / 1852 for m in told["msgs"]]
    hours = [np.nan if m["hours"] is None else m["hours"] for m in told["msgs"]]
    found = loitering.mean_shore(np.array(shore), np.array(hours, dtype=float))
    assert found == pytest.approx(told["expected"])
    assert loitering.mean_shore(np.array([np.nan]), np.array([1.0])) is None
    assert loitering.mean_shore(np.array([2.0, 4.0]), np.array([np.nan, 0.0])) == 3


def test_slow_groups() -> None:
    for case in given.read_json("loitering/expected.json")["slow_groups"]:
        # there, a run is cut at the day; here it is not, so the day before is told as not slow
        slow = np.array([s and day == case["today"] for day, s, _ in case["buckets"]])
        numbers = [number for *_, msgs in case["buckets"] for number in msgs]
        first = np.cumsum([0, *(len(msgs) for *_, msgs in case["buckets"])])[:-1]
        runs = loitering.slow_runs(slow, np.zeros(len(slow), dtype=np.int64), first, len(numbers))
        assert [numbers[start:end] for start, end in runs] == case["expected"]


def found(rows: list[dict[str, object]], shore: Shore | None = None, **more: float) -> list[Event]:
    used = rules.load({f"loitering.{name}": value for name, value in more.items()})
    tracks = track.tracks(fixes.of(given.positions(rows)), used)
    return list(loitering.find(tracks, used, shore=shore))


def sail(knots: list[float]) -> list[dict[str, object]]:
    """A position at the start of each hour and in its middle, by the speed of each half hour."""
    lat = np.cumsum([0, *(kn / 60 / 2 for kn in knots)])
    return given.line(1, [(number / 2 + 0.01, float(at), 0) for number, at in enumerate(lat)])


def test_slow_hours_are_one_event_from_the_position_before() -> None:
    [event] = found(sail([10, 10, 10, 1, 1, 1, 1, 1, 10, 10, 10]))
    # the hour in which the ship slows down is fast on average
    assert event.start == given.at(1.51)
    assert event.end == given.at(3.51)
    assert event.metrics["hours"] == pytest.approx(2)
    assert event.metrics["mean_speed_kn"] == pytest.approx(1, rel=1e-2)
    assert "How far from shore it was is not known." in event.caveats


def test_over_midnight_and_the_date_line() -> None:
    rows = given.line(1, [(20 + number / 2, 0, 179.999) for number in range(8)])
    rows += given.line(1, [(24 + number / 2, 0, -179.999) for number in range(8)])
    [event] = found(rows)
    assert event.metrics["hours"] == pytest.approx(7.5)


def test_near_shore_and_short_are_left_out() -> None:
    def shore(lat: NDArray[np.float64], _: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.full(len(lat), 19.9)

    rows = sail([1] * 8)
    assert not found(rows, shore)
    [event] = found(rows, shore, min_shore_nm=19)
    assert event.metrics["mean_shore_nm"] == pytest.approx(19.9)
    assert not found(rows, min_hours=5)
    assert not found(rows[:1])
    assert not found([])
