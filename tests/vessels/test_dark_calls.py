import datetime as dt

import polars as pl
import pytest

from designata.vessels import coast, dark_calls, frames, routes
from designata.vessels.dark_calls import Speed
from designata.vessels.event import Event, Rule, Ship
from designata.vessels.rules import load

needs_coast = pytest.mark.skipif(not coast.available(), reason=coast.MISSING)

_OFF = (42.30, 132.10)
_START = dt.datetime(2024, 3, 12, tzinfo=dt.UTC)


def gap(
    hours: float = 40.0,
    off: tuple[float, float] | None = _OFF,
    on: tuple[float, float] | None = _OFF,
    start: dt.datetime = _START,
) -> Event:
    return Event(
        type="gap",
        vessels=[Ship(273000000)],
        start=start,
        end=start + dt.timedelta(hours=hours),
        start_position=off,
        end_position=on,
        metrics={},
        rule=Rule("gap", {}, "a test"),
        rows=[3, 4],
    )


def found(one: Event, knots: float = 14.0, **changes: float) -> list[Event]:
    rules = load({f"dark_port_call.{name}": value for name, value in changes.items()})
    return list(dark_calls.find([one], {273000000: Speed(knots, "told")}, rules))


@needs_coast
def test_forty_hours_off_dunai_leave_time_for_these_ports() -> None:
    # The worked figures of the method's notes: off and on at one point, 14 knots.
    (event,) = found(gap())
    stays = {
        name: event.metrics[f"stay_hours:{name}"]
        for name in ("nakhodka", "vostochny", "vladivostok", "rajin", "chongjin")
    }
    assert stays == pytest.approx(
        {"nakhodka": 33.5, "vostochny": 32.9, "vladivostok": 32.9, "rajin": 28.6, "chongjin": 24.8},
        abs=0.06,
    )
    assert event.type == "dark_port_call"
    assert event.tier == "by_sea"
    assert event.rows == [3, 4]
    assert any("Possible, not done" in caveat for caveat in event.caveats)
    ids = event.metrics["port_ids"]
    assert isinstance(ids, list)
    assert {"rajin", "dunai", "vostochny"} <= set(ids)
    assert "wonsan" not in ids


@needs_coast
def test_a_port_behind_land_is_feasible_only_if_straight() -> None:
    # Nampo is 307 nm from Rajin over land, three times as far around Korea.
    (event,) = found(gap(hours=12 + 700 / 14, off=(42.2, 130.4), on=(42.2, 130.4)))
    assert "nampo" in str(event.metrics["port_ids_only_if_straight"])
    assert "nampo" not in str(event.metrics["port_ids"])


@needs_coast
def test_the_way_from_rajin_to_nampo_leads_around_korea() -> None:
    rajin, nampo = (42.2333, 130.3), (38.72, 125.4)
    grid = routes.grid_around(rajin, nampo, reach_nm=1500)
    assert grid is not None
    (nm,) = routes.distances_nm(grid, rajin, [nampo])
    assert nm == pytest.approx(890, rel=0.05)


@needs_coast
def test_ways_cross_the_date_line_and_pass_canals() -> None:
    for start, end, published, reach in (
        ((42.7333, 133.05), (37.75, -122.6), 4470, 9000),
        ((31.4, 32.3), (27.5, 34.2), 260, 1000),
        ((44.6, 37.8), (40.0, 25.9), 600, 1500),
    ):
        grid = routes.grid_around(start, end, reach_nm=reach)
        assert grid is not None
        (nm,) = routes.distances_nm(grid, start, [end])
        assert nm == pytest.approx(published, rel=0.06)


def test_without_a_coastline_the_great_circle_is_all_there_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(routes, "grid_around", lambda *_, **__: None)
    monkeypatch.setattr(coast, "available", lambda: False)
    (event,) = found(gap())
    assert event.tier == "only_if_straight"
    assert event.metrics["stay_hours_straight:rajin"] == pytest.approx(28.6, abs=0.06)
    assert event.metrics["ports"] == []
    assert any(coast.MISSING in caveat for caveat in event.caveats)


def test_a_gap_too_short_or_without_ends_makes_no_event() -> None:
    assert found(gap(hours=13)) == []
    assert found(gap(off=None)) == []
    assert found(gap(), min_stay_hours=36) == []


def test_ports_are_asked_as_of_the_day_of_the_gap() -> None:
    (event,) = found(gap(start=dt.datetime(2020, 3, 12, tzinfo=dt.UTC)))
    told = event.metrics["port_ids"], event.metrics["port_ids_only_if_straight"]
    assert "dunai" not in str(told)
    assert "rajin" in str(told)


def test_the_ships_own_speed_is_taken_from_its_passages_else_that_of_its_type() -> None:
    fixes = [(1, kn) for kn in (10.0,) * 19 + (14.0,) * 2 + (0.1,) * 50 + (102.2,)]
    fixes += [(2, 9.0)] * 5
    positions = pl.DataFrame(
        {
            "mmsi": [mmsi for mmsi, _ in fixes],
            "speed_kn": [kn for _, kn in fixes],
        },
        schema_overrides={"mmsi": frames.positions()["mmsi"]},
    )
    speeds = dark_calls.speeds(positions, load(), {2: 84})
    assert speeds[1].knots == pytest.approx(14.0)
    assert "own 21 speeds" in speeds[1].basis
    assert speeds[2] == Speed(13.0, "usual for a tanker")


@needs_coast
@pytest.mark.parametrize("place", [(90.0, 0.0), (-89.0, 180.0), (45.0, 100.0), (0.0, -180.0)])
def test_poles_land_and_the_date_line_are_places_like_any_other(place: tuple[float, float]) -> None:
    for event in found(gap(hours=3000, off=place, on=(42.3, 132.1))):
        for port in str(event.metrics["port_ids"]).strip("[]'").split("', '"):
            by_sea, straight = (
                event.metrics[f"{name}:{port}"] for name in ("stay_hours", "stay_hours_straight")
            )
            assert isinstance(by_sea, float)
            assert isinstance(straight, float)
            assert by_sea <= straight + 0.01
