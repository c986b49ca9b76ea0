"""The answer to ``trace``: routes between entities, each hop with what proves it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise

import msgspec

from designata.errors import InputError
from designata.network import paths, proof
from designata.network.graph import Graph, Listing
from designata.network.proof import Known, Proof
from designata.store import find
from designata.store.claims import Store
from designata.store.dossier import CAVEAT

MOST_HOPS = 12
_MOST_STARTS = 20
_SHOWN = 5


class Hop(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a route.

    Args:
        entity: where it leads from.
        caption: its name.
        to: where it leads.
        to_caption: its name.
        proofs: the ties between the two, the firmest first.
    """

    entity: str
    caption: str
    to: str
    to_caption: str
    proofs: list[Proof]


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """A route.

    Args:
        cost: the less, the more the route says; see ``docs/network.md``.
        hops: the steps.
        designations: those in force of the entity that it ends at.
    """

    cost: float
    hops: list[Hop]
    designations: list[Listing]


class Traced(msgspec.Struct, frozen=True, kw_only=True):
    """The answer.

    Args:
        query: what was asked.
        to: where to; none for the nearest listed ones.
        as_of: the day it was asked for, if any.
        hops: the most hops of a route.
        starts: the records that answer to the question.
        listed: whether they are listed themselves.
        routes: the best first; none is no proof that there is no tie.
        caveats: what is to be known of this answer.
        caveat: what no such answer is.
    """

    query: str
    to: str | None
    as_of: dt.date | None
    hops: int
    starts: list[str]
    listed: bool
    routes: list[Route]
    caveats: list[str]
    caveat: str = CAVEAT


def trace(  # noqa: PLR0913  - a question's own parts, all by name
    store: Store,
    graph: Graph,
    query: str,
    *,
    to: str | None = None,
    hops: int = paths.HOPS,
    most: int = 3,
    as_of: dt.date | None = None,
) -> Traced:
    """The best routes from one entity to another, or to the nearest listed ones.

    Args:
        store: where proof is fetched.
        graph: its ties; see ``load.graph``.
        query: an id, a number or a name.
        to: the same; none for the nearest listed ones.
        hops: the most ties of a route.
        most: how many routes.
        as_of: the day that the graph was loaded for.

    Raises:
        InputError: when the hops are too few or too many, or a name answers to too many records.
        NotFoundError: when nothing answers to the question.
    """
    if not 1 <= hops <= MOST_HOPS:
        raise InputError(
            f"a route of {hops} hops cannot be looked for",
            where="--hops",
            cure=f"give a number from 1 to {MOST_HOPS}",
        )
    starts = _records(store, graph, query, as_of)
    goals = _records(store, graph, to, as_of) if to else None
    if goals and set(goals) & set(starts):
        raise InputError(
            f"{query!r} and {to!r} answer to the same record", cure="give two different entities"
        )
    found = paths.routes(graph, starts, goals, hops=hops, most=most)
    caveats = []
    if len(starts) > 1:
        caveats.append(f"{len(starts)} records answer to {query!r}; routes begin at any of them")
    if goals and len(goals) > 1:
        caveats.append(f"{len(goals)} records answer to {to!r}; routes end at any of them")
    if not found.complete:
        caveats.append("the search was stopped; there may be other routes as good as these")
    if not found.routes:
        caveats.append(f"no route of at most {hops} ties is known to the store's lists")
    return Traced(
        query=query,
        to=to,
        as_of=as_of,
        hops=hops,
        starts=starts,
        listed=any(name in graph.listings for name in starts),
        routes=list(_routes(store, graph, found, as_of)),
        caveats=caveats,
    )


def _records(store: Store, graph: Graph, query: str, as_of: dt.date | None) -> list[str]:
    found = list(dict.fromkeys(graph.of(name) for name in find.find(store, query, as_of=as_of)))
    if len(found) > _MOST_STARTS:
        raise InputError(
            f"{len(found)} records or more answer to {query!r}",
            where=", ".join(found[:_SHOWN]) + ", …",
            cure="give the id of one; see: designata show",
        )
    return found


def _routes(
    store: Store, graph: Graph, found: paths.Found, as_of: dt.date | None
) -> Iterator[Route]:
    pairs = {pair for _, route in found.routes for pair in pairwise(route)}
    ties = {pair: sorted(graph.between(*pair), key=graph.cost) for pair in pairs}
    proofs = proof.proofs(store, (tie for told in ties.values() for tie in told), as_of=as_of)
    ids = {name for _, route in found.routes for name in route}
    names = proof.known(store, ids, as_of=as_of)
    for cost, route in found.routes:
        hops = [
            Hop(
                entity=one,
                caption=_caption(names, one),
                to=other,
                to_caption=_caption(names, other),
                proofs=[proofs[tie] for tie in ties[one, other] if tie in proofs],
            )
            for one, other in pairwise(route)
        ]
        yield Route(cost=cost, hops=hops, designations=graph.listings.get(route[-1], []))


def _caption(names: Mapping[str, Known], entity: str) -> str:
    return names[entity].caption if entity in names else entity
