"""The answer to ``control``: who owns and controls an entity, rule by rule, with the arithmetic."""

import datetime as dt

from designata.errors import InputError
from designata.network import kinds, proof
from designata.network.arithmetic import Ruler
from designata.network.graph import Graph
from designata.network.holdings import holdings
from designata.network.ruling import Owned
from designata.store import find
from designata.store.claims import Store

_MOST = 10
"""The most records that an answer is given for."""


def control(store: Store, graph: Graph, entity: str, *, as_of: dt.date | None = None) -> Owned:
    """Who owns and controls an entity, by every rule.

    Args:
        store: where names and proof are fetched.
        graph: its ties; see ``load.graph``.
        entity: a record's id.
        as_of: the day that the graph was loaded for.
    """
    target = graph.of(entity)
    found = holdings(graph, target)
    ids = {target} | {holding.owner for holding in found.held}
    names = proof.known(store, ids, as_of=as_of)
    ties = [tie for holding in found.held for tie in holding.ties]
    where = proof.proofs(store, ties, as_of=as_of)
    called = {name: names[name].caption if name in names else name for name in ids}
    return Owned(
        entity=target,
        caption=called[target],
        schema=names[target].schema if target in names else "Thing",
        as_of=as_of,
        rulings=[
            Ruler(graph, found, names, called, where).ruling(code, regime)
            for code, regime in kinds.regimes().items()
        ],
    )


def answers(store: Store, graph: Graph, query: str, *, as_of: dt.date | None = None) -> list[Owned]:
    """The answer for every record that answers to an id, a number or a name.

    Raises:
        InputError: when more records do than can be meant.
        NotFoundError: when none does.
    """
    records = find.find(store, query, as_of=as_of)
    found = list(dict.fromkeys(graph.of(record) for record in records))
    if len(found) > _MOST:
        raise InputError(
            f"{len(found)} records or more answer to {query!r}",
            where=", ".join(found[:_MOST]) + ", …",
            cure="give the id of one; see: designata show",
        )
    return [control(store, graph, entity, as_of=as_of) for entity in found]
