"""The best routes between entities: the cheapest few, no entity twice, within a number of hops.

First the rest of the way is reckoned for every entity and number of hops left, with whole arrays
(Bellman and Ford's relaxation); then routes are followed in the order of what they can cost at
best, so that the first to arrive are the best ones. Blind alleys are taken out beforehand.
"""

import heapq
from collections.abc import Collection
from itertools import count

import msgspec
import numpy as np

from designata.network.graph import Flags, Floats, Graph, Ints, Ways

HOPS = 6
"""The most hops that a route may have, where nobody says."""

_STEPS = 100_000
"""The most steps that are followed before the search is given up as it stands."""


class Found(msgspec.Struct, frozen=True):
    """Routes, each with its cost, best first; and whether there can be no better ones."""

    routes: list[tuple[float, list[str]]]
    complete: bool


def routes(
    graph: Graph,
    starts: Collection[str],
    goals: Collection[str] | None,
    *,
    hops: int = HOPS,
    most: int = 3,
) -> Found:
    """The best routes from any of the starts to any of the goals.

    Args:
        graph: of the ties.
        starts: the records of the entity that is asked about.
        goals: where to; none for whoever is listed and is not a start.
        hops: the most ties of a route.
        most: how many routes.

    >>> from designata.network.graph import Tie
    >>> ties = [Tie("1", "Ownership", "a", "b"), Tie("2", "Ownership", "b", "c")]
    >>> routes(Graph(ties, []), ["a"], ["c"]).routes
    [(2.0, ['a', 'b', 'c'])]
    """
    at_start = _flags(graph, starts)
    at_goal = graph.listed & ~at_start if goals is None else _flags(graph, goals) & ~at_start
    if not at_start.any() or not at_goal.any():
        return Found([], complete=True)
    ways = _passable(graph.ways, at_start, at_goal, hops)
    left = _left(ways, at_goal, hops)
    found, complete = _Search(ways, at_start, at_goal, left).found(most)
    told = [(round(cost, 6), [graph.ids[number] for number in route]) for cost, route in found]
    return Found(told, complete=complete)


def _flags(graph: Graph, entities: Collection[str]) -> Flags:
    flags = np.zeros(len(graph.ids), np.bool_)
    flags[[graph.number[name] for name in entities if name in graph.number]] = True
    return flags


def _passable(ways: Ways, at_start: Flags, at_goal: Flags, hops: int) -> Ways:
    """The ways that a route can take: near enough to both ends, and no blind alley."""
    ends = at_start | at_goal
    away = _away(ways, at_start, at_goal, hops)
    toward = _away(ways, at_goal, at_start, hops)
    inside = away + toward <= hops
    while True:
        ways = _within(ways, inside)
        alley = inside & (np.diff(ways.start) <= 1) & ~ends
        if not alley.any():
            return ways
        inside &= ~alley


def _away(ways: Ways, here: Flags, stop: Flags, hops: int) -> Ints:
    """How many hops every entity is away; beyond those that stop a route none is looked for."""
    far = np.full(len(here), hops + 1, np.int64)
    far[here] = 0
    front = np.flatnonzero(here)
    for hop in range(1, hops + 1):
        reached = ways.to[_rows(ways, front)]
        far[reached[far[reached] > hop]] = hop
        front = np.flatnonzero((far == hop) & ~stop)
        if not len(front):
            break
    return far


def _rows(ways: Ways, entities: Ints) -> Ints:
    """The places of all ways that begin at one of the entities."""
    first, length = ways.start[entities], ways.start[entities + 1] - ways.start[entities]
    shift = np.repeat(first - np.concatenate(([0], np.cumsum(length)[:-1])), length)
    return shift + np.arange(len(shift))


def _within(ways: Ways, inside: Flags) -> Ways:
    """The ways between entities that are inside."""
    begin = np.repeat(np.arange(len(inside)), np.diff(ways.start))
    kept = inside[begin] & inside[ways.to]
    length = np.bincount(begin[kept], minlength=len(inside))
    return Ways(np.concatenate(([0], np.cumsum(length))), ways.to[kept], ways.cost[kept])


def _left(ways: Ways, at_goal: Flags, hops: int) -> list[Floats]:
    """What the rest of a route costs at best from every entity, by the hops that are left."""
    best = np.where(at_goal, 0.0, np.inf)
    layers = [best]
    rows = np.flatnonzero(np.diff(ways.start))
    for _ in range(hops):
        if len(rows):
            nearest = np.minimum.reduceat(ways.cost + best[ways.to], ways.start[rows])
            best = best.copy()
            best[rows] = np.minimum(best[rows], nearest)
        layers.append(best)
    return layers


class _Search:
    """Follows routes, always the one that can cost least."""

    def __init__(self, ways: Ways, at_start: Flags, at_goal: Flags, left: list[Floats]) -> None:
        self._ways, self._at_start, self._at_goal, self._left = ways, at_start, at_goal, left
        self._turns: dict[tuple[int, int], tuple[Ints, Floats]] = {}
        self._heap: list[tuple[float, int, tuple[int, ...], float, int]] = []
        self._ticket = count()

    def found(self, most: int) -> tuple[list[tuple[float, tuple[int, ...]]], bool]:
        """The best routes with their costs; and whether the search came to its end."""
        for start in np.flatnonzero(self._at_start).tolist():
            self._wait((start,), 0.0, 0)
        found: list[tuple[float, tuple[int, ...]]] = []
        for _ in range(_STEPS):
            if not self._heap or len(found) == most:
                return found, True
            _, _, route, spent, rank = heapq.heappop(self._heap)
            self._wait(route, spent, rank + 1)
            place = int(self._turn(route)[0][rank])
            entity, cost = int(self._ways.to[place]), spent + float(self._ways.cost[place])
            if self._at_goal[entity]:
                found.append((cost, (*route, entity)))
            elif entity not in route:
                self._wait((*route, entity), cost, 0)
        return found, False

    def _wait(self, route: tuple[int, ...], spent: float, rank: int) -> None:
        """Puts a route in line, by what it costs at best with the next turn of that rank."""
        if len(route) == len(self._left):
            return
        _, worth = self._turn(route)
        if rank < len(worth) and np.isfinite(worth[rank]):
            entry = (spent + float(worth[rank]), next(self._ticket), route, spent, rank)
            heapq.heappush(self._heap, entry)

    def _turn(self, route: tuple[int, ...]) -> tuple[Ints, Floats]:
        """Where a route can go on, the most promising first, and what the rest then costs."""
        entity, hops = route[-1], len(self._left) - len(route)
        if (entity, hops) not in self._turns:
            row = slice(self._ways.start[entity], self._ways.start[entity + 1])
            to = self._ways.to[row]
            worth = self._ways.cost[row] + self._left[hops - 1][to]
            worth[self._at_start[to]] = np.inf
            order = np.argsort(worth, kind="stable")
            self._turns[entity, hops] = row.start + order, worth[order]
        return self._turns[entity, hops]
