"""Routes over small stores, with what proves them."""

import datetime as dt
from pathlib import Path

import pytest

from designata.errors import InputError, NotFoundError
from designata.network import load
from designata.network.trace import Traced, trace

from .firms import firm, listed, owns, store, tie


def found(folder: Path, *lines: dict[str, object], query: str = "a", **how: object) -> Traced:
    made = store(folder, *lines)
    day = how.get("as_of")
    graph = load.graph(made, as_of=day if isinstance(day, dt.date) else None)
    return trace(made, graph, query, **how)  # type: ignore[arg-type]  # a test's own words


def test_every_hop_has_its_proof(tmp_path: Path) -> None:
    answer = found(
        tmp_path,
        firm("a", "Person"),
        firm("b"),
        *listed("z"),
        tie("Directorship", "a", "b", role="director", startDate="2020-01"),
        owns("z", "b", "30"),
    )
    [route] = answer.routes
    assert [(hop.caption, hop.to_caption) for hop in route.hops] == [
        ("Firm a", "Firm b"),
        ("Firm b", "Firm z"),
    ]
    [first], [second] = (hop.proofs for hop in route.hops)
    assert (first.says, first.role, first.since) == ("directs", "director", "2020-01")
    assert (second.one, second.says, second.other) == ("z", "owns", "b")
    assert second.percentage == ("30",)
    assert all(proof.source.sha256 and proof.source.locator for proof in (first, second))
    assert [one.authority for one in route.designations] == ["An authority"]
    assert not answer.listed


def test_references_are_ties_too(tmp_path: Path) -> None:
    answer = found(
        tmp_path, firm("a", "Vessel", owner="b"), firm("b"), firm("c", parent="b"), to="c"
    )
    assert [[proof.one for proof in hop.proofs] for hop in answer.routes[0].hops] == [["b"], ["b"]]


def test_ended_ties_are_no_routes_after_their_end(tmp_path: Path) -> None:
    lines = [firm("a"), firm("b"), tie("UnknownLink", "a", "b", endDate="2024-05-20")]
    assert found(tmp_path / "x", *lines, to="b").routes == []
    then = found(tmp_path / "y", *lines, to="b", as_of=dt.date(2024, 5, 10))
    assert len(then.routes) == 1


def test_no_route_is_no_proof_of_none(tmp_path: Path) -> None:
    answer = found(tmp_path, firm("a"), *listed("z"))
    assert (answer.routes, len(answer.caveats)) == ([], 1)


def test_bad_questions_are_told(tmp_path: Path) -> None:
    made = store(tmp_path, firm("a"), firm("b"))
    graph = load.graph(made)
    with pytest.raises(InputError, match="hops"):
        trace(made, graph, "a", hops=0)
    with pytest.raises(InputError, match="same record"):
        trace(made, graph, "a", to="Firm a")
    with pytest.raises(NotFoundError):
        trace(made, graph, "nobody at all")
