"""The command ``track`` as its users meet it, on the example that ships with the project."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import run

EXAMPLE = Path(__file__).parents[2] / "examples" / "lady_r"
FILES = (EXAMPLE / "positions.csv", EXAMPLE / "statics.csv")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("track") / "store"
    run("update", "casebook", store=folder)
    return folder


def test_the_gap_leaves_time_for_rajin_and_vostochny(store: Path) -> None:
    lines = run("track", *FILES, "--only", "dark_port_call", "--json", store=store).splitlines()
    [event] = [json.loads(line) for line in lines]
    assert {"rajin", "vostochny"} <= set(event["metrics"]["port_ids"])
    assert event["vessels"][0]["imo"] == "9161003"
    assert event["start"].endswith("Z")
    assert event["rule"]["source"]
    assert event["caveats"]


def test_listed_is_said_apart_from_scored(store: Path) -> None:
    told = run("track", *FILES, "--imo", "9161003", store=store)
    assert "listed by Office of Foreign Assets Control" in told
    assert "possible: " in told
    assert "ANGARA" not in told


def test_a_page_is_drawn(store: Path, tmp_path: Path) -> None:
    run("track", *FILES, "--out", tmp_path / "page.html", store=store)
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "<svg" in page
    assert "<script" not in page
    assert "src=" not in page
    assert "@import" not in page


def test_a_parameter_can_be_set_and_a_wrong_one_is_an_error(store: Path) -> None:
    only = ("--only", "gap", "--json")
    assert run("track", *FILES, *only, "--set", "gap.min_hours=2000", store=store) == ""
    told = run("track", *FILES, "--set", "gap.hours=3", store=store, code=1)
    assert "gap.min_hours" in told
    assert "cure" in run("track", *FILES, "--set", "gap.min_hours", store=store, code=1)


def test_a_ship_that_is_not_there_is_an_error(store: Path) -> None:
    assert "no ship of IMO 9179843" in run("track", *FILES, "--imo", "9179843", store=store, code=1)


def test_what_is_no_ais_is_an_error(store: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("a,b\n1,2\n", "utf-8")
    assert "cure" in run("track", odd, store=store, code=1)
