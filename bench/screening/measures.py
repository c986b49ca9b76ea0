"""Counts, shares and calibration of scores against labels."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

Scored = Sequence[tuple[float, bool]]
"""Scores with what is true."""


class Figures(NamedTuple):
    """What a threshold makes of a set of pairs."""

    found: int
    false: int
    missed: int
    refused: int

    @property
    def precision(self) -> float:
        """Of those called one, how many are."""
        return _share(self.found, self.found + self.false)

    @property
    def recall(self) -> float:
        """Of those that are one, how many are called so."""
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _share(2 * self.found, 2 * self.found + self.false + self.missed)

    @property
    def apart(self) -> float:
        """Of those that are two, how many are called so."""
        return _share(self.refused, self.refused + self.false)


class Bin(NamedTuple):
    """The pairs of a span of scores: how many, their mean score, and how many are one."""

    low: float
    high: float
    pairs: int
    said: float
    true: float


def _share(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def figures(scored: Scored, threshold: float) -> Figures:
    """The counts at a threshold.

    >>> figures([(0.9, True), (0.6, False), (0.2, True), (0.1, False)], 0.5)
    Figures(found=1, false=1, missed=1, refused=1)
    """
    found = sum(score >= threshold and same for score, same in scored)
    false = sum(score >= threshold and not same for score, same in scored)
    ones = sum(same for _, same in scored)
    return Figures(found, false, ones - found, len(scored) - ones - false)


def best_threshold(scored: Scored) -> float:
    """The threshold with the highest F1 on these very pairs: more than a matcher can have.

    >>> best_threshold([(0.9, True), (0.6, False), (0.2, False)])
    0.9
    """
    return max({score for score, _ in scored}, key=lambda t: (figures(scored, t).f1, t))


def reliability(scored: Scored, edges: Sequence[float]) -> list[Bin]:
    """How often what is said with a probability is true, by spans of it."""
    bins = []
    for low, high in pairwise(edges):
        mine = [(s, y) for s, y in scored if low <= s and (s < high or high == edges[-1])]
        if mine:
            said = sum(s for s, _ in mine) / len(mine)
            bins.append(Bin(low, high, len(mine), said, sum(y for _, y in mine) / len(mine)))
    return bins


def calibration_error(bins: Iterable[Bin]) -> float:
    """The mean distance of what is said and what is true, weighted by the pairs of each bin."""
    several = list(bins)
    return _share(
        sum(b.pairs * abs(b.said - b.true) for b in several), sum(b.pairs for b in several)
    )


def brier(scored: Scored) -> float:
    """The mean squared error of the scores as probabilities."""
    return _share(sum((score - same) ** 2 for score, same in scored), len(scored))
