"""Ties as arrays: who is tied to whom, ready to be searched from either end.

Entities are numbered; the ties of each stand together (compressed sparse rows). Ties between the
same two are one way for a route, at the cost of the best of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import msgspec
import numpy as np

from designata.model.claim import Modality
from designata.network import kinds

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
Flags: TypeAlias = "NDArray[np.bool_]"


class Tie(NamedTuple):
    """What is told of a tie between two entities.

    Args:
        subject: the tie's own id, or that of the entity whose property it is.
        kind: of ``data/network.toml``.
        one: the end that acts: the owner, the director, the agent.
        other: the other end.
        publisher: whose list or article tells it.
        modality: how firmly it is said.
        since: from when it holds (EDTF), as far as is told.
        until: until when.
        percentage: the shares that are told, as the source writes them.
        role: the source's word for it.
        holds: whether it holds on the day asked for: false where its dates leave it open.
        odd: what is wrong with what the source tells.
    """

    subject: str
    kind: str
    one: str
    other: str
    publisher: str = ""
    modality: Modality = Modality.ASSERTED
    since: str | None = None
    until: str | None = None
    percentage: tuple[str, ...] = ()
    role: str = ""
    holds: bool = True
    odd: str = ""


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A designation of an entity that is in force.

    Args:
        entity: the record that it lists.
        authority: who listed it; empty where the list does not say.
        country: whose authority; none where the list does not say.
        program: under which program.
        since: since when, as stated.
        dataset: ``publisher:dataset``.
    """

    entity: str
    authority: str
    country: str | None
    program: str | None
    since: str | None
    dataset: str


class Ways(NamedTuple):
    """Each entity's neighbours: those of ``n`` stand from ``start[n]`` to ``start[n + 1]``."""

    start: Ints
    to: Ints
    cost: Floats


class Graph:
    """Ties, searchable.

    Args:
        ties: all that are told.
        listings: the designations in force.
        same: which entity a record is, where several records are one; itself by default.

    >>> graph = Graph([Tie("t", "Ownership", "a", "b")], [])
    >>> graph.ids, [tie.kind for tie in graph.between("b", "a")]
    (['a', 'b'], ['Ownership'])
    """

    def __init__(
        self,
        ties: Sequence[Tie],
        listings: Iterable[Listing],
        *,
        same: Mapping[str, str] | None = None,
    ) -> None:
        self._same = same or {}
        self.ties = ties
        self.listings: dict[str, list[Listing]] = {}
        for listing in listings:
            self.listings.setdefault(self.of(listing.entity), []).append(listing)
        ends = [(self.of(tie.one), self.of(tie.other)) for tie in ties]
        self.ids = sorted({end for pair in ends for end in pair} | set(self.listings))
        self.number = {name: number for number, name in enumerate(self.ids)}
        self._one = np.fromiter((self.number[one] for one, _ in ends), np.int64, len(ends))
        self._other = np.fromiter((self.number[other] for _, other in ends), np.int64, len(ends))
        self.listed: Flags = np.fromiter((n in self.listings for n in self.ids), np.bool_)

    def of(self, record: str) -> str:
        """The entity that a record is."""
        return self._same.get(record, record)

    @staticmethod
    def cost(tie: Tie) -> float:
        """What a hop over a tie costs a route."""
        return kinds.kinds()[tie.kind].cost + kinds.doubt(tie.modality, undated=not tie.holds)

    @cached_property
    def ways(self) -> Ways:
        """Where one can go from each entity; denied ties and ties with itself lead nowhere."""
        cost = np.fromiter(map(self.cost, self.ties), np.float64, len(self.ties))
        firm = (tie.modality is not Modality.DENIED for tie in self.ties)
        used = np.fromiter(firm, np.bool_, len(self.ties)) & (self._one != self._other)
        one, other = self._one[used], self._other[used]
        cost = np.concatenate([cost[used]] * 2)
        return ways(np.concatenate([one, other]), np.concatenate([other, one]), cost, len(self.ids))

    @cached_property
    def _by_entity(self) -> tuple[Ints, Ints, Ints, Ints]:
        """The ties in the order of their first and of their second end, and where each begins."""
        size = np.arange(len(self.ids) + 1)
        found = []
        for end in (self._one, self._other):
            order = np.argsort(end, kind="stable")
            found += [order, np.searchsorted(end[order], size)]
        return found[0], found[1], found[2], found[3]

    def out(self, entity: str) -> list[Tie]:
        """The ties whose first end an entity is."""
        order, start, _, _ = self._by_entity
        return self._slice(order, start, entity)

    def into(self, entity: str) -> list[Tie]:
        """The ties whose second end an entity is."""
        _, _, order, start = self._by_entity
        return self._slice(order, start, entity)

    def between(self, left: str, right: str) -> list[Tie]:
        """The ties between two entities, in either direction, that are not denied."""
        at = {left, right}
        few = min(at, key=lambda name: len(self.out(name)) + len(self.into(name)))
        found = [tie for tie in (*self.out(few), *self.into(few)) if self._ends(tie) == at]
        return [tie for tie in found if tie.modality is not Modality.DENIED]

    def _ends(self, tie: Tie) -> set[str]:
        return {self.of(tie.one), self.of(tie.other)}

    def _slice(self, order: Ints, start: Ints, entity: str) -> list[Tie]:
        number = self.number.get(entity)
        if number is None:
            return []
        return [self.ties[at] for at in order[start[number] : start[number + 1]].tolist()]


def ways(one: Ints, other: Ints, cost: Floats, size: int) -> Ways:
    """Rows of neighbours; of ways between the same two, the cheapest.

    >>> ways(np.array([1, 0, 0]), np.array([0, 1, 1]), np.array([3.0, 2.0, 1.0]), 2).cost.tolist()
    [1.0, 3.0]
    """
    order = np.lexsort((cost, other, one))
    one, other, cost = one[order], other[order], cost[order]
    first = np.ones(len(one), np.bool_)
    first[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    one, other, cost = one[first], other[first], cost[first]
    return Ways(np.searchsorted(one, np.arange(size + 1)), other, cost)
