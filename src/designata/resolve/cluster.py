"""Clusters of records that are one, joined pair by pair, the surest first.

What people said of a pair comes before what the evidence says, and "different" wins over
everything. No cluster holds two records whose deciding numbers differ, nor two records of one list
that are not one by themselves. The same pairs give the same clusters, in whatever order they come.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

import msgspec

from designata.resolve.judge import Verdict, decided, table
from designata.resolve.records import Known

Pair: TypeAlias = tuple[str, str]
"""Two ids, the lower first."""

_BY_NUMBER = 1_000.0
_BY_PEOPLE = 2_000.0


class Edge(msgspec.Struct, frozen=True):
    """A pair of records that was weighed.

    Args:
        left: the lower id.
        right: the higher id.
        log_odds: that the two are one.
    """

    left: str
    right: str
    log_odds: float

    @property
    def pair(self) -> Pair:
        """The two ids."""
        return self.left, self.right


def pair(one: str, other: str) -> Pair:
    """Two ids in their order.

    >>> pair("un-1", "eu-2")
    ('eu-2', 'un-1')
    """
    return (one, other) if one < other else (other, one)


def clusters(
    known: Mapping[str, Known],
    edges: Iterable[Edge],
    judged: Mapping[Pair, Verdict],
    *,
    decide: Callable[[Known, Known], Verdict | None] = decided,
) -> list[frozenset[str]]:
    """The clusters of more than one record.

    Args:
        known: the records, by id.
        edges: the pairs that were weighed, whose records must be known.
        judged: what people last said of pairs.
        decide: what numbers say of a pair.
    """
    joining = _Joining(known, judged, decide)
    strengths = {}
    for edge in edges:
        strengths[edge.pair] = _strength(known, edge, judged, decide)
    for both, verdict in judged.items():
        if verdict is Verdict.SAME and both[0] in known and both[1] in known:
            strengths[both] = _BY_PEOPLE
    joining.strengths = strengths
    joining.same = {both for both in strengths if strengths[both] >= joining.needed(both)}
    unclear = _unclear(known, strengths, joining.same)
    for _, both in sorted((-strengths[both], both) for both in joining.same - unclear):
        joining.join(*both)
    return sorted((c for c in joining.clusters() if len(c) > 1), key=min)


def _strength(
    known: Mapping[str, Known],
    edge: Edge,
    judged: Mapping[Pair, Verdict],
    decide: Callable[[Known, Known], Verdict | None],
) -> float:
    """Log-odds, or more where people or numbers say that the two are one."""
    if edge.pair in judged:
        return _BY_PEOPLE if judged[edge.pair] is Verdict.SAME else -_BY_PEOPLE
    left, right = known[edge.left], known[edge.right]
    said = decide(left, right)
    if said is Verdict.SAME:
        return _BY_NUMBER + edge.log_odds
    return -_BY_NUMBER if said is Verdict.DIFFERENT else edge.log_odds


def _unclear(
    known: Mapping[str, Known], strengths: Mapping[Pair, float], same: set[Pair]
) -> set[Pair]:
    """The pairs for which a list offers another record that does nearly as well, or better."""
    rivals: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for (left, right), strength in strengths.items():
        rivals[left, known[right].publisher].append((strength, right))
        rivals[right, known[left].publisher].append((strength, left))
    found = set()
    margin = table().margin
    for both in same:
        mine = strengths[both]
        for one, other in (both, both[::-1]):
            for strength, rival in rivals[one, known[other].publisher]:
                if rival != other and strength > mine - margin and pair(rival, other) not in same:
                    found.add(both)
    return found


class _Joining:
    """Clusters under way."""

    def __init__(
        self,
        known: Mapping[str, Known],
        judged: Mapping[Pair, Verdict],
        decide: Callable[[Known, Known], Verdict | None],
    ) -> None:
        self._known, self._judged, self._decide = known, judged, decide
        self.strengths: Mapping[Pair, float] = {}
        self.same: set[Pair] = set()
        self._members: dict[str, frozenset[str]] = {}

    def needed(self, both: Pair) -> float:
        """The log-odds from which two records are one."""
        return table().same_for(self._known[both[0]].schema)

    def join(self, left: str, right: str) -> None:
        """Makes one cluster of those of two records, if every pair across them allows it."""
        mine, theirs = self._of(left), self._of(right)
        if mine is theirs:
            return
        across = [pair(a, b) for a in mine for b in theirs]
        if not all(map(self._may, across)):
            return
        weighed = [self.strengths[both] for both in across if both in self.strengths]
        if sum(weighed) < self.needed((left, right)) * len(weighed):
            return
        together = mine | theirs
        for member in together:
            self._members[member] = together

    def clusters(self) -> set[frozenset[str]]:
        """The clusters as they stand."""
        return set(self._members.values())

    def _of(self, record: str) -> frozenset[str]:
        return self._members.setdefault(record, frozenset((record,)))

    def _may(self, both: Pair) -> bool:
        if self._judged.get(both) is Verdict.DIFFERENT:
            return False
        left, right = self._known[both[0]], self._known[both[1]]
        if self._decide(left, right) is Verdict.DIFFERENT:
            return False
        return left.publisher != right.publisher or both in self.same
