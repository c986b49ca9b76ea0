"""How long routes and rulings take, and that rulings are right: python bench/network_bench.py.

Ties are made up, half a million by default, with hubs as lists have them; a part of them is of
unlisted firms. With ``--store DIR``, a store's own ties are asked too.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from designata.network import load, owned, paths
from designata.network.graph import Graph, Listing, Tie
from designata.network.kinds import regimes
from designata.store.claims import Store

KINDS = ("Ownership", "Directorship", "UnknownLink", "Family", "Employment")
HUBS, LISTED, ASKED = 200, 50, 60


def made_up(ties: int, entities: int) -> tuple[list[Tie], list[Listing]]:
    """Ties of which three in ten lead to a hub, and a few designations."""
    chance = random.Random(entities)
    names = [f"e{number}" for number in range(entities)]
    told = [
        Tie(
            f"t{number}",
            chance.choice(KINDS),
            chance.choice(names),
            chance.choice(names[:HUBS]) if chance.random() < 0.3 else chance.choice(names),
        )
        for number in range(ties)
    ]
    listings = [
        Listing(entity=name, authority="A", country="us", program=None, since=None, dataset="a:b")
        for name in chance.sample(names, LISTED)
    ]
    return told, listings


def timed(what: str, ask: Callable[[], object]) -> float:
    """Asks, and prints how long it took."""
    start = time.perf_counter()
    ask()
    taken = time.perf_counter() - start
    print(f"{what:<58} {taken:8.3f} s")
    return taken


def asked(graph: Graph, *, hops: int) -> None:
    """Routes between random entities and to the nearest listed, over a loaded graph."""
    chance = random.Random(hops)
    for to_listed in (False, True):
        taken, worked, complete, found = [], [], 0, 0
        for _ in range(ASKED):
            start, goal = chance.sample(graph.ids, 2)
            begun, busy = time.perf_counter(), time.process_time()
            answer = paths.routes(graph, [start], None if to_listed else [goal], hops=hops)
            taken.append(time.perf_counter() - begun)
            worked.append(time.process_time() - busy)
            complete += answer.complete
            found += bool(answer.routes)
        what = "to the nearest listed" if to_listed else "between two"
        print(
            f"  {what}, {hops} hops: median {statistics.median(taken):.3f} s, most "
            f"{max(taken):.3f} s (processor {max(worked):.3f} s); "
            f"{found} of {ASKED} found, {complete} complete"
        )


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ties", type=int, default=500_000)
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    for entities in (50_000, 200_000, 400_000):
        print(f"\n{given.ties:,} ties among {entities:,} entities")
        ties, listings = made_up(given.ties, entities)
        graphs: list[Graph] = []

        def build(ties: list[Tie] = ties, listings: list[Listing] = listings) -> None:
            graph = Graph(ties, listings)
            assert len(graph.ways.to)  # noqa: S101  - builds the arrays
            graph.out(graph.ids[0])
            graphs.append(graph)  # noqa: B023  - called at once

        timed("  arrays built", build)
        for hops in (4, 6):
            asked(graphs[0], hops=hops)
    if given.store:
        store = Store(given.store)
        print(f"\nthe store {given.store.name}")
        graph = load.graph(store)
        timed("  ties and designations loaded", lambda: load.graph(store))
        print(f"  {len(graph.ties):,} ties, {len(graph.listings):,} listed entities")
        asked(graph, hops=6)
        owners = sorted({tie.other for tie in graph.ties if tie.kind == "Ownership"})
        timed(
            f"  {len(owners)} rulings of {len(regimes())} rules each",
            lambda: [owned.control(store, graph, entity) for entity in owners],
        )


if __name__ == "__main__":
    main()
