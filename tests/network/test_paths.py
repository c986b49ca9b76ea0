"""Routes, against networkx."""

import random
from itertools import islice, pairwise

import networkx as nx  # type: ignore[import-untyped]  # it ships no types
import pytest

from designata.model.claim import Modality
from designata.network.graph import Graph, Listing, Tie
from designata.network.paths import routes

KINDS = ("Ownership", "Directorship", "UnknownLink", "Family", "Employment")


def listing(entity: str) -> Listing:
    return Listing(
        entity=entity, authority="A", country="us", program=None, since=None, dataset="x:x"
    )


def test_asserted_goes_before_possible() -> None:
    ties = [
        Tie("1", "Ownership", "a", "m"),
        Tie("2", "Ownership", "m", "z"),
        Tie("3", "Ownership", "a", "n", modality=Modality.POSSIBLE),
        Tie("4", "Ownership", "n", "z"),
    ]
    found = routes(Graph(ties, []), ["a"], ["z"]).routes
    assert [route for _, route in found] == [["a", "m", "z"], ["a", "n", "z"]]


def test_a_denied_tie_is_no_route() -> None:
    ties = [Tie("1", "Ownership", "a", "z", modality=Modality.DENIED)]
    assert routes(Graph(ties, []), ["a"], ["z"]).routes == []


def test_the_nearest_listed_is_found_and_the_start_is_none() -> None:
    ties = [
        Tie("1", "Family", "b", "a"),
        Tie("2", "Family", "c", "b"),
        Tie("3", "Family", "a", "a"),
    ]
    found = routes(Graph(ties, [listing("a"), listing("c")]), ["a"], None).routes
    assert found == [(2.4, ["a", "b", "c"])]


def test_ties_between_the_same_two_are_one_way() -> None:
    ties = [Tie(str(n), kind, "a", "z") for n, kind in enumerate(KINDS)]
    graph = Graph(ties, [])
    assert routes(graph, ["a"], ["z"]).routes == [(1.0, ["a", "z"])]
    assert len(graph.between("a", "z")) == len(KINDS)


def test_records_that_are_one_entity_are_one_node() -> None:
    ties = [Tie("1", "Family", "a", "b1"), Tie("2", "Family", "b2", "c")]
    graph = Graph(ties, [], same={"b1": "b", "b2": "b"})
    assert routes(graph, ["a"], ["c"]).routes == [(2.4, ["a", "b", "c"])]


def test_unknown_ends_have_no_routes() -> None:
    graph = Graph([Tie("1", "Family", "a", "b")], [])
    assert routes(graph, ["nobody"], ["b"]).routes == []
    assert routes(Graph([], []), ["a"], None).routes == []


def test_hops_are_a_limit() -> None:
    ties = [Tie(str(n), "Ownership", str(n), str(n + 1)) for n in range(5)]
    graph = Graph(ties, [])
    assert routes(graph, ["0"], ["5"], hops=4).routes == []
    assert len(routes(graph, ["0"], ["5"], hops=5).routes) == 1


def test_a_hub_of_blind_alleys_is_left_alone() -> None:
    ties = [Tie(f"l{n}", "Ownership", "hub", f"leaf{n}") for n in range(3000)]
    ties += [Tie("s", "Employment", "a", "hub"), Tie("t", "Employment", "hub", "z")]
    found = routes(Graph(ties, []), ["a"], ["z"], hops=6)
    assert found.complete
    assert [route for _, route in found.routes] == [["a", "hub", "z"]]


@pytest.mark.parametrize("hops", [3, 5])
def test_equals_networkx(hops: int) -> None:
    chance = random.Random(hops)  # noqa: S311  - a test needs no secrets
    for _ in range(60):
        names = [f"e{n}" for n in range(chance.randint(4, 14))]
        ties = [
            Tie(str(n), chance.choice(KINDS), chance.choice(names), chance.choice(names))
            for n in range(chance.randint(3, 30))
        ]
        graph = Graph(ties, [])
        start, goal = chance.sample(names, 2)
        oracle = nx.Graph()
        oracle.add_nodes_from(names)
        for tie in ties:
            if tie.one != tie.other:
                held = oracle.get_edge_data(tie.one, tie.other, {"cost": 99.0})["cost"]
                oracle.add_edge(tie.one, tie.other, cost=min(held, graph.cost(tie)))
        costs = sorted(
            round(sum(oracle.edges[pair]["cost"] for pair in pairwise(path)), 6)
            for path in nx.all_simple_paths(oracle, start, goal, cutoff=hops)
        )
        found = routes(graph, [start], [goal], hops=hops, most=4)
        assert found.complete
        assert [cost for cost, _ in found.routes] == list(islice(costs, 4))
        assert all(len(set(route)) == len(route) for _, route in found.routes)
