"""The made-up scenario around published dates: the gap brackets them, and its ports hold both."""

import datetime as dt
import runpy
from pathlib import Path

import pytest

from designata.vessels import coast, dark_calls, gaps
from designata.vessels.ais import Ais, read
from designata.vessels.event import Event
from designata.vessels.fixes import of
from designata.vessels.rules import load

_FOLDER = Path(__file__).parents[2] / "examples" / "lady_r"
_LADY_R, _ANGARA = "9161003", "9179842"


@pytest.fixture(scope="module")
def ais() -> Ais:
    return read([_FOLDER / "positions.csv", _FOLDER / "statics.csv"])


@pytest.fixture(scope="module")
def silences(ais: Ais) -> dict[str, list[Event]]:
    found = gaps.find(of(ais.positions, ais.statics), load(), shore=coast.shore())
    by_ship: dict[str, list[Event]] = {}
    for event in found:
        if event.end:
            by_ship.setdefault(event.vessels[0].imo or "", []).append(event)
    return by_ship


def calls(ais: Ais, silences: list[Event]) -> list[Event]:
    rules = load()
    types = dict.fromkeys(ais.statics["mmsi"].to_list(), 79)
    speeds = dark_calls.speeds(ais.positions, rules, types)
    return list(dark_calls.find(silences, speeds, rules))


def test_the_script_writes_the_files_that_are_there(tmp_path: Path) -> None:
    runpy.run_path(str(_FOLDER / "make.py"))["main"](tmp_path)
    for name in ("positions.csv", "statics.csv"):
        assert (tmp_path / name).read_bytes() == (_FOLDER / name).read_bytes()


def test_one_gap_of_lady_r_brackets_the_published_dates(silences: dict[str, list[Event]]) -> None:
    (gap,) = silences[_LADY_R]
    assert gap.end is not None
    assert gap.start.date() < dt.date(2024, 3, 12)
    assert gap.end.date() >= dt.date(2024, 3, 15)


@pytest.mark.skipif(not coast.available(), reason=coast.MISSING)
def test_its_feasible_ports_hold_rajin_and_vostochny(
    ais: Ais, silences: dict[str, list[Event]]
) -> None:
    (call,) = calls(ais, silences[_LADY_R])
    assert {"rajin", "vostochny", "dunai"} <= set(str(call.metrics["port_ids"]).split("'"))
    assert call.tier == "by_sea"
    assert "of its own" in str(call.metrics["speed_basis"])
    assert any(caveat.startswith("Possible, not done") for caveat in call.caveats)


@pytest.mark.skipif(not coast.available(), reason=coast.MISSING)
def test_angara_could_not_have_called_in_north_korea(
    ais: Ais, silences: dict[str, list[Event]]
) -> None:
    for call in calls(ais, silences[_ANGARA]):
        assert "rajin" not in str(call.metrics)
        assert "nampo" not in str(call.metrics)
