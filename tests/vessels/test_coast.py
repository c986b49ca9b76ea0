import numpy as np
import pytest

from designata.vessels import coast

needs_coast = pytest.mark.skipif(not coast.available(), reason=coast.MISSING)


def test_a_ring_of_several_arcs_is_put_together_with_those_that_run_backwards() -> None:
    topology = b"""{"type": "Topology", "objects": {"land": {"type": "GeometryCollection",
      "geometries": [{"type": "MultiPolygon", "arcs": [[[0, -2]]]}]}},
      "arcs": [[[0, 0], [10, 0], [0, 10]], [[0, 0], [0, 10], [10, 0]]],
      "transform": {"scale": [0.5, 0.5], "translate": [100, 10]}}"""
    (ring,) = coast.decode(topology)
    assert ring.tolist() == [[100, 10], [105, 10], [105, 15], [105, 15], [100, 15], [100, 10]]


def test_without_the_file_every_question_is_answered_with_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(coast, "rings", tuple)
    assert coast.is_sea(42.0, 132.0) is None
    assert coast.shore_km(42.0, 132.0) is None
    assert coast.clipped((41, 128, 44, 135)) == []


@needs_coast
def test_few_points_are_as_far_from_shore_as_among_many() -> None:
    lat, lon = np.linspace(-89.9, 89.9, 120), np.linspace(-180, 900, 120)
    few = [coast.shore_km(lat[at : at + 40], lon[at : at + 40]) for at in range(0, 120, 40)]
    every = coast.shore_km(lat, lon)
    assert np.concatenate(few) == pytest.approx(every, abs=1e-6)  # type: ignore[arg-type]


@needs_coast
def test_known_points_are_sea_or_land() -> None:
    places = {
        (42.30, 132.10): True,  # the Sea of Japan off Dunai
        (45.0, 130.0): False,  # Manchuria
        (0.0, -150.0): True,
        (-80.0, 0.0): False,  # Antarctica
        (42.0, 50.5): True,  # the Caspian is water, though no ocean
        (66.0, 180.0): True,
        (-16.8, -179.99): False,  # Fiji's Taveuni lies on the date line
        (89.9, 12.0): True,
    }
    found = coast.is_sea(*np.array(list(places)).T)
    assert found is not None
    assert dict(zip(places, found.tolist(), strict=True)) == places


@needs_coast
def test_seven_tenths_of_the_earth_are_sea() -> None:
    rng = np.random.default_rng(56)
    lat = np.degrees(np.arcsin(rng.uniform(-1, 1, 20_000)))
    sea = coast.is_sea(lat, rng.uniform(-180, 180, 20_000))
    assert sea is not None
    assert sea.mean() == pytest.approx(0.71, abs=0.015)


@needs_coast
def test_the_shore_is_as_far_as_the_map_says() -> None:
    measure = coast.shore()
    assert measure is not None
    lat, lon = np.array([51.0, 42.30, 0.0, 67.5, np.nan]), np.array([1.4, 132.1, -150, 180.0, 5])
    far = measure(lat, lon)
    assert np.isnan(far[4])
    assert far[0] < 12  # in the Strait of Dover
    assert far[1] == pytest.approx(36, abs=3)
    assert far[2] > 300
    assert far[3] > 30  # the sides that close Chukotka along the date line are no shore


@needs_coast
def test_a_box_across_the_date_line_holds_both_sides() -> None:
    rings = coast.clipped((60.0, 170.0, 72.0, 195.0))
    lon = np.concatenate([ring[:, 0] for ring in rings])
    lat = np.concatenate([ring[:, 1] for ring in rings])
    assert lon.min() == 170
    assert lon.max() == 195
    assert lat.min() >= 60
    assert lat.max() <= 72
    assert coast.clipped((-1.0, -150.0, 1.0, -148.0)) == []


@needs_coast
def test_what_is_no_position_is_no_sea() -> None:
    found = coast.is_sea([np.nan, 0.0, 0.0], [0.0, np.nan, -150.0])
    assert found is not None
    assert found.tolist() == [False, False, True]
