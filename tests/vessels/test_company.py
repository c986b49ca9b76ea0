"""One ship's encounters are those that a search among all ships finds."""

import numpy as np
import pytest

from designata.vessels import encounters, fixes, rules
from designata.vessels.company import company
from designata.vessels.event import Event
from tests.vessels import given


def fleet(lat: float, lon: float) -> fixes.Fixes:
    """Ships that lie near a place for three hours, some within half a kilometre of the first."""
    random = np.random.default_rng(8)
    rows = []
    for mmsi in range(1, 40):
        near = random.uniform(0.0, 0.012) if mmsi % 3 else random.uniform(-40, 40)
        across = (lon + near / max(np.cos(np.radians(lat)), 0.01) + 180) % 360 - 180
        rows += given.line(mmsi, [(n / 4, max(-90, lat - near), across) for n in range(14)])
    return fixes.of(given.positions(rows))


@pytest.mark.parametrize("place", [(0.0, 0.0), (79.99, 179.999), (-89.9, 30.0), (55.0, -179.999)])
def test_what_one_ship_met(place: tuple[float, float]) -> None:
    heard, told = fleet(*place), rules.load()
    everything = list(encounters.find(heard, told))
    for mmsi in (1, 2, 3):
        mine = [one for one in everything if mmsi in {ship.mmsi for ship in one.vessels}]
        found = list(encounters.find(heard, told, of=[mmsi]))
        assert sorted(found, key=_pair) == sorted(mine, key=_pair)
    assert any(1 in _pair(one) for one in everything)


def _pair(event: Event) -> list[int]:
    return [ship.mmsi for ship in event.vessels]


def test_ships_elsewhere_or_at_other_times_are_no_company() -> None:
    rows = [*given.line(1, [(0, 10, 10), (1, 10, 10)]), *given.line(2, [(1, 10.5, 10)])]
    rows += [*given.line(3, [(0, 20, 10)]), *given.line(4, [(60, 10, 10)])]
    heard = fixes.of(given.positions(rows))
    assert sorted(set(company(heard, [1]).mmsi.tolist())) == [1, 2]
