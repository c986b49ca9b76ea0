import datetime as dt
from typing import Any

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from designata.vessels import fixes, gaps, rules
from designata.vessels.event import Event
from tests.vessels import given


def found(rows: pl.DataFrame, hours: float = 6.0, **more: Any) -> list[Event]:  # noqa: ANN401
    return list(gaps.find(fixes.of(rows), rules.load({"gap.min_hours": hours}), **more))


def messages(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return given.positions(
        {
            "mmsi": int(row["ssvid"]),
            "timestamp": dt.datetime.fromtimestamp(row["timestamp"], dt.UTC),
            "lat": row["lat"],
            "lon": row["lon"],
        }
        for row in rows
    )


CASES = [
    ("one_open_gap_one_closed_gap", [(True, 1), (False, 3)]),
    ("period_1_day", [(True, 2), (True, 1), (True, 1), (False, 1)]),
    ("period_1_day_no_duplicated_closed_gap_2", [(False, 3)]),
    ("period_180_days_gap_after_6_pm_in_last_window", [(False, 1)]),
    # the first of these four lies before the days that the case asks for
    ("one_ssvid_without_open_gap", [(True, 4), (True, 7), (True, 5), (True, 4)]),
    ("same_ssvid_zero_gaps", []),
    ("one_ssvid_no_open_gap", []),
]


@pytest.mark.parametrize(("name", "expected"), CASES)
def test_cases(name: str, expected: list[tuple[bool, int]]) -> None:
    case = next(c for c in given.read_json("gaps/cases.json")["cases"] if c["id"] == name)
    before = [
        {key.removeprefix("start_"): value for key, value in gap.items()}
        for gap in case.get("open_gaps", [])
    ]
    until = given.time(case["date_range"][1]) if "date_range" in case else None
    events = found(messages(before + case["messages"]), case["threshold"], until=until)
    assert [(e.end is not None, e.metrics["positions_before"]) for e in events] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("different_ssvid_zero_gaps", 0), ("input_message_with_same_ssvid_and_timestamp", 1)],
)
def test_closed_gaps_of_cases_that_ask_for_no_open_ones(name: str, expected: int) -> None:
    case = next(c for c in given.read_json("gaps/cases.json")["cases"] if c["id"] == name)
    events = found(messages(case["messages"]), case["threshold"])
    assert len([event for event in events if event.end]) == expected


@pytest.mark.parametrize("hours", ["0.5", "1", "2", "6", "12"])
def test_sample(hours: str) -> None:
    expected = given.read_json("gaps/sample_expected.json")["gaps"][hours]
    events = found(messages(given.read_json("gaps/sample_messages.json")), float(hours))
    ours: list[tuple[object, ...]] = sorted(
        (
            event.vessels[0].mmsi,
            event.start.timestamp(),
            event.end.timestamp(),
            event.metrics["positions_before"],
            event.metrics["hours"],
        )
        for event in events
        if event.end
    )
    assert ours == sorted(
        (
            int(gap["ssvid"]),
            gap["start_timestamp"],
            gap["end_timestamp"],
            gap["positions_hours_before"],
            pytest.approx(gap["duration_h"]),
        )
        for gap in expected
    )


def test_open_gap_ends_at_the_midnight_after_the_last_day() -> None:
    [event] = found(given.positions(given.line(1, [(17.9, 0, 0)])))
    assert event.end is None
    assert event.metrics["hours"] == pytest.approx(6.1)
    assert not found(given.positions(given.line(1, [(18, 0, 0)])))


def test_among_others_a_gap_is_open_only_where_they_are_heard_longer() -> None:
    silent = given.line(1, [(0, 0, 0), (1, 0, 0)])
    others = [given.line(2, [(hour, 5, 5) for hour in range(hours)]) for hours in (8, 9)]
    assert not found(given.positions([*silent, *others[0]]), 6.5)
    [event] = found(given.positions([*silent, *others[1]]), 6.5)
    assert (event.vessels[0].mmsi, event.end, event.metrics["hours"]) == (1, None, 7)
    assert any("not heard again" in caveat for caveat in event.caveats)


def test_a_straggler_does_not_tell_that_a_receiver_heard() -> None:
    rows = [row for mmsi in range(1, 40) for row in given.line(mmsi, [(0, mmsi, 0)])]
    assert not found(given.positions([*rows, *given.line(40, [(0, 0, 0), (5, 0, 0), (9, 0, 0)])]))


def test_of_some_ships_the_others_tell_what_was_listened_for() -> None:
    rows = given.positions(
        [*given.line(1, [(0, 0, 0)]), *given.line(2, [(hour, 5, 5) for hour in range(9)])]
    )
    mine = fixes.of(rows.filter(pl.col("mmsi") == 1))
    [event] = gaps.find(mine, rules.load(), among=fixes.of(rows))
    assert event.metrics["hours"] == 8


def test_strictly_longer() -> None:
    rows = given.line(1, [(0, 0, 0), (6, 0, 1), (12.001, 0, 2), (23, 0, 2)])
    assert [event.start for event in found(given.positions(rows))][:1] == [given.at(6)]


def test_measures_cross_the_date_line() -> None:
    [event] = found(
        given.positions(given.line(1, [(0, 0, 179.5), (10, 0, -179.5), (20, 0, 0)])), 9.9
    )[:1]
    assert event.metrics["distance_km"] == pytest.approx(111.19, rel=1e-3)
    assert event.metrics["implied_speed_kn"] == pytest.approx(6.004, rel=1e-3)


def test_order_copies_and_nulls_change_nothing() -> None:
    rows = given.positions(given.line(1, [(0, 1, 1), (1, 1, 1), (9, 1, 1), (20, 1, 1)]))
    mixed = pl.concat([rows[::-1], rows, rows])
    nulls = given.positions([{"mmsi": None, "timestamp": given.at(2)}, {"mmsi": 1}])
    [plain, mixed_up] = found(rows, 7), found(pl.concat([mixed, nulls]), 7)
    assert [e.metrics for e in plain] == [e.metrics for e in mixed_up]
    assert [e.start for e in plain] == [e.start for e in mixed_up]


def test_a_message_without_a_position_is_a_sign_of_life() -> None:
    rows = given.line(1, [(0, 1, 1), (20, 1, 1)])
    silent: dict[str, object] = {"mmsi": 1, "timestamp": given.at(5), "lat": 91.0, "lon": 181.0}
    [event] = found(given.positions([*rows, silent]))
    assert (event.start, event.start_position) == (given.at(5), None)
    assert event.metrics["distance_km"] is None


def away(nm: float) -> gaps.Shore:
    def shore(lat: NDArray[np.float64], _: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.full(len(lat), nm)

    return shore


@pytest.mark.parametrize(
    ("nm", "hours", "before", "tier"),
    [
        (60, 12, 14, "likely_intentional"),
        (60, 12, 13, "naive"),
        (60, 11, 14, "naive"),
        (49, 12, 14, "naive"),
        (29, 12, 14, "near_shore"),
    ],
)
def test_tiers(nm: float, hours: float, before: int, tier: str) -> None:
    places = [(-number / 2, 10, 10) for number in range(before)]
    rows = given.positions(given.line(1, [*places, (hours, 10, 10)]))
    event = found(rows, shore=away(nm))[0]
    assert (event.tier, event.metrics["shore_nm"]) == (tier, nm)


def test_no_tier_without_the_shore() -> None:
    [event, *_] = found(given.positions(given.line(1, [(0, 0, 0), (40, 0, 0)])))
    assert event.tier == "naive"
    assert "How far from shore it began is not known." in event.caveats
    assert event.rule.thresholds["min_hours"] == 6
    assert event.rows == [0, 1]


def test_receivers_that_fail_are_told() -> None:
    rows = []
    for mmsi in range(1, 11):
        hours = [number / 4 for number in range(200) if not 120 <= number < 150]
        rows += given.line(mmsi, [(hour, 0, mmsi) for hour in hours])
    rows += given.line(11, [(number / 4, 0, 20) for number in range(200)])
    events = [event for event in found(given.positions(rows)) if event.end]
    assert {event.metrics["receiver"] for event in events} == {"suspect"}
    assert len(events) == 10
