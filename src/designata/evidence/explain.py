"""A judgement with its reasons: weights that, with the prior, add up to the score."""

import math
from collections.abc import Iterable

import msgspec

from designata.evidence import weights
from designata.evidence.comparisons import Record, grades
from designata.evidence.grade import Grade


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence.

    Args:
        feature: what was compared.
        weight: in log-odds; above 0 speaks for one thing, below for two.
        query: the value of the record that was asked about.
        listed: the listed value it met.
        note: in plain words.
    """

    feature: str
    weight: float
    query: str
    listed: str
    note: str


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """How likely two records are one.

    Args:
        score: a probability from 0 to 1.
        prior: log-odds before the evidence.
        reasons: the evidence, most telling first.
    """

    score: float
    prior: float
    reasons: list[Reason]


def judge(left: Record, right: Record, *, prior: float | None = None) -> Judgement:
    """Weighs everything that two records allow to compare.

    Args:
        left: the record that is asked about.
        right: the listed one.
        prior: log-odds before the evidence; the table's by default, for pairs of unknown origin.

    >>> a = Record.of("Vessel", ["Lady R"], {"imoNumber": ["9161003"]})
    >>> b = Record.of("Vessel", ["LADY R"], {"imoNumber": ["9179842"]})
    >>> judge(a, b).score < 0.1
    True
    """
    return weigh(grades(left, right), prior=prior)


def weigh(found: Iterable[Grade], *, prior: float | None = None) -> Judgement:
    """The sum of the weights, as a probability.

    >>> found = weigh([])
    >>> math.isclose(probability(found.prior), found.score)
    True
    """
    prior = weights.table().prior if prior is None else prior
    reasons = [
        Reason(
            feature=grade.feature,
            weight=round(weights.weight(grade), 3),
            query=grade.left,
            listed=grade.right,
            note=grade.note,
        )
        for grade in found
    ]
    reasons.sort(key=lambda reason: -abs(reason.weight))
    total = prior + sum(reason.weight for reason in reasons)
    return Judgement(score=probability(total), prior=prior, reasons=reasons)


def probability(logit: float) -> float:
    """The probability of log-odds.

    >>> probability(0.0), round(probability(6.1), 3)
    (0.5, 0.998)
    """
    if logit < -30:  # noqa: PLR2004  - below any float that matters
        return 0.0
    return 1 / (1 + math.exp(-logit))
