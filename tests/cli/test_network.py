"""The commands ``trace`` and ``control`` as their users meet them, on the casebook."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli import run


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network") / "store"
    run("update", "casebook", store=folder)
    return folder


def test_a_route_has_proof_at_each_hop(store: Path) -> None:
    found = json.loads(run("trace", "9161003", "--to", "Transmorflot", "--json", store=store))
    [route, *_] = found["routes"]
    assert route["hops"]
    for hop in route["hops"]:
        assert all(proof["source"] for proof in hop["proofs"])
    assert "Aju Business Daily" in run("trace", "9161003", "--to", "Transmorflot", store=store)


def test_a_ruling_says_by_which_rule_and_whose_listing(store: Path) -> None:
    told = run("control", "Transmorflot", "--no-keep", store=store)
    assert "OFAC's 50 % rule: blocked" in told
    assert "listed by Office of Foreign Assets Control since 2022-05-08" in told


def test_who_is_not_there_is_an_error(store: Path) -> None:
    assert "cure" in run("trace", "Nobody Of That Name", store=store, code=1)
    assert "cure" in run("control", "Nobody Of That Name", store=store, code=1)


def test_resolve_judge_and_explain_work_together(store: Path) -> None:
    told = json.loads(run("resolve", "--json", store=store))
    assert told["records"] > 100
    why = run("judge", "casebook-lady-r", "casebook-angara", "same", store=store, code=1)
    assert "different UN references, IMO numbers or LEIs" in why or "reason" in why
    pair = ("casebook-lady-r", "casebook-angara")
    run("judge", *pair, "different", "--reason", "two hulls", "--who", "A. Reader", store=store)
    shown = run("explain", *pair, store=store)
    assert "A. Reader: different, two hulls" in shown
