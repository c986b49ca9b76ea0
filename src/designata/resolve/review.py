"""The review queue: pairs that nobody has decided, those first whose decision is worth most.

A decision is worth its uncertainty, which is greatest where the probability is one half, times the
number of records that it brings together or keeps apart.
"""

import math

import msgspec

from designata.evidence.explain import probability
from designata.resolve.cluster import Edge
from designata.resolve.judge import Verdict, decided, table
from designata.resolve.resolution import Resolution


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """A pair that somebody should look at.

    Args:
        left: an id.
        right: another.
        captions: their names.
        schema: of the left one.
        publishers: whose lists.
        score: the probability that they are one.
        records: how many records a decision brings together or keeps apart.
        worth: uncertainty in bits, times records.
        doubt: why it is not decided by the evidence.
    """

    left: str
    right: str
    captions: tuple[str, str]
    schema: str
    publishers: tuple[str, str]
    score: float
    records: int
    worth: float
    doubt: str


def queue(found: Resolution, limit: int | None = None) -> list[Open]:
    """The pairs to look at, the most rewarding first; one for any two clusters.

    Args:
        found: the resolution.
        limit: the most pairs.
    """
    best: dict[tuple[frozenset[str], ...], Edge] = {}
    said = _apart(found)
    for edge in found.edges.values():
        if edge.log_odds < table().unsure or edge.pair in found.judged:
            continue
        mine, theirs = found.together(edge.left), found.together(edge.right)
        ends = tuple(sorted((mine, theirs), key=min))
        if mine is theirs or ends in said or _numbers_differ(found, mine, theirs):
            continue
        if ends not in best or edge.log_odds > best[ends].log_odds:
            best[ends] = edge
    rows = [_open(found, edge, ends) for ends, edge in best.items()]
    rows.sort(key=lambda row: (-row.worth, row.left, row.right))
    return rows[:limit]


def _apart(found: Resolution) -> set[tuple[frozenset[str], ...]]:
    """The clusters of which somebody said that they are two, or that it cannot be told."""
    return {
        tuple(sorted((found.together(left), found.together(right)), key=min))
        for (left, right), verdict in found.judged.items()
        if verdict is not Verdict.SAME
    }


def _numbers_differ(found: Resolution, mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(
        decided(found.known[one], found.known[other]) is Verdict.DIFFERENT
        for one in mine
        for other in theirs
    )


def _open(found: Resolution, edge: Edge, ends: tuple[frozenset[str], ...]) -> Open:
    left, right = found.known[edge.left], found.known[edge.right]
    score = probability(edge.log_odds)
    records = sum(map(len, ends))
    sure = edge.log_odds >= table().same_for(left.schema)
    return Open(
        left=left.id,
        right=right.id,
        captions=(left.caption, right.caption),
        schema=left.schema,
        publishers=(left.publisher, right.publisher),
        score=round(score, 6),
        records=records,
        worth=round(_bits(score) * records, 3),
        doubt="another record does as well, or the clusters do not fit"
        if sure
        else "the evidence does not suffice",
    )


def _bits(probable: float) -> float:
    """The uncertainty of a probability, in bits.

    >>> _bits(0.5), _bits(1.0)
    (1.0, 0.0)
    """
    parts = (p for p in (probable, 1 - probable) if p > 0)
    return abs(sum(p * math.log2(p) for p in parts))
