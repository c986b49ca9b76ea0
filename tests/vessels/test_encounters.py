import csv

import numpy as np
import polars as pl
import pytest

from designata.vessels import encounters, fixes, resample, rules
from designata.vessels.event import Event
from designata.vessels.places import Places
from tests.vessels import given


def case(name: str) -> tuple[list[dict[str, object]], pl.DataFrame, rules.Rules]:
    told = given.read_json("encounters/expected.json")["cases"]
    [one] = [each for each in told if each["case"] == name]
    with given.shared(f"encounters/{one['positions']}").open(encoding="utf-8") as lines:
        rows = given.positions(
            {
                "mmsi": int(row["id"]),
                "timestamp": given.time(row["timestamp"]),
                "lat": float(row["lat"]),
                "lon": float(row["lon"]),
            }
            for row in csv.DictReader(lines)
        )
    used = rules.load(
        {
            "encounter.resample_s": one["params"]["resample_s"],
            "encounter.max_interpolate_s": one["params"]["max_gap_s"],
            "encounter.max_km": one["params"]["max_km"],
            "encounter.min_minutes": one["params"]["min_minutes"],
        }
    )
    return one["expected_raw"], rows, used


@pytest.mark.parametrize("name", ["simple", "multi", "fastsep"])
def test_views(name: str) -> None:
    expected, rows, used = case(name)
    seen = encounters.views(fixes.of(rows).located(), used)
    got = sorted(seen, key=lambda view: (view.ship, view.other))
    assert [
        (
            str(v.ship),
            str(v.other),
            fixes.when(v.start),
            fixes.when(v.end),
            v.ship_points,
            v.other_points,
        )
        for v in got
    ] == [
        (
            one["vessel_1_seg_id"],
            one["vessel_2_seg_id"],
            given.time(str(one["start_time"])),
            given.time(str(one["end_time"])),
            one["vessel_1_point_count"],
            one["vessel_2_point_count"],
        )
        for one in expected
    ]
    measures = ["mean_latitude", "mean_longitude", "median_distance_km", "median_speed_knots"]
    measures += ["start_lat", "start_lon", "end_lat", "end_lon"]
    for view, one in zip(got, expected, strict=True):
        ours = [view.mean_lat, view.mean_lon, view.median_km, view.median_kn]
        ours += [*view.start_position, *view.end_position]
        assert ours == pytest.approx([one[name] for name in measures], rel=1e-5, abs=1e-9)


def test_resampled_positions() -> None:
    told = given.read_json("encounters/resample.json")
    rows = given.positions(
        {"mmsi": 0, "timestamp": given.time(row["timestamp"]), "lat": row["lat"], "lon": row["lon"]}
        for row in told["input"]
    )
    points = resample.resample(fixes.of(rows).located(), 600, 3600)
    got = [
        (fixes.when(int(slot) * 600 * fixes.SECOND), lat, lon, pytest.approx(float(density)))
        for slot, lat, lon, density in zip(
            points.slot, points.lat, points.lon, points.density, strict=True
        )
    ]
    # what comes after the last position is extrapolated there, and not here
    assert got == [
        (given.time(row["timestamp"]), row["lat"], row["lon"], row["point_density"])
        for row in told["expected"][: len(got)]
    ]
    assert len(got) == 8


def pair(
    lat: float = 0.0, lon: float = 0.0, hours: tuple[float, ...] = (0, 3), apart: float = 0.001
) -> list[dict[str, object]]:
    """Two ships side by side, a position each ten minutes."""
    steps = np.arange(hours[0], hours[1] + 1e-9, 1 / 6).tolist()
    one = given.line(1, [(hour, lat, lon) for hour in steps])
    return one + given.line(2, [(hour, lat + apart, lon) for hour in steps])


def found(rows: list[dict[str, object]], ports: Places | None = None, **more: float) -> list[Event]:
    used = rules.load({f"encounter.{name}": value for name, value in more.items()})
    return list(encounters.find(fixes.of(given.positions(rows)), used, ports=ports))


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (0.0, 180.0), (89.99, 10.0), (-90.0, 0.0)])
def test_anywhere_on_the_globe(lat: float, lon: float) -> None:
    [event] = found(pair(lat, lon))
    assert [ship.mmsi for ship in event.vessels] == [1, 2]
    assert event.metrics["hours"] == pytest.approx(3)
    assert event.metrics["median_distance_km"] == pytest.approx(0.1112, rel=1e-3)


def test_on_both_sides_of_the_date_line() -> None:
    steps = [number / 6 for number in range(19)]
    rows = given.line(1, [(hour, 0, 179.999) for hour in steps])
    rows += given.line(2, [(hour, 0, -179.999) for hour in steps])
    [event] = found(rows)
    assert event.metrics["median_distance_km"] == pytest.approx(0.2224, rel=1e-3)
    assert abs(float(str(event.metrics["mean_lon"]))) == pytest.approx(180)


def test_over_midnight() -> None:
    [event] = found(pair(hours=(22.5, 25)))
    assert (event.start, event.end) == (given.at(22.5), given.at(25))


def test_too_short_too_far_too_fast() -> None:
    assert not found(pair(hours=(0, 1.8)))
    assert found(pair(hours=(0, 2)))
    assert not found(pair(apart=0.005))
    fast = [
        {**row, "lon": 0.02 * number}
        for side in (pair()[:19], pair()[19:])
        for number, row in enumerate(side)
    ]
    assert not found(fast)
    assert found(fast, max_speed_kn=10)


def test_interruptions_are_merged() -> None:
    short, long = pair(hours=(0, 2)) + pair(hours=(5.5, 8)), pair(hours=(0, 2)) + pair(hours=(6, 9))
    assert [event.end for event in found(short)] == [given.at(8)]
    assert len(found(long)) == 2


def test_away_from_ports() -> None:
    port = {"name": ["Here"], "lat": [0.0], "lon": [0.05]}
    assert not found(pair(), Places(pl.DataFrame(port)))
    [event] = found(pair(), Places(pl.DataFrame(port)), min_anchorage_km=5)
    assert event.metrics["port"] == "Here"
    assert event.metrics["port_km"] == pytest.approx(5.56, rel=1e-2)
    [event] = found(pair(), Places(pl.DataFrame({"name": [], "lat": [], "lon": []})))
    assert event.metrics["port"] is None


def test_cites_the_rows_it_rests_on() -> None:
    [event] = found(pair())
    assert event.rows == [0, 18, 19, 37]


def test_nothing_of_nothing() -> None:
    assert not found([])
    assert not found([{"mmsi": 1, "timestamp": given.at(0)}] * 3)
