"""The weights of evidence, in log-odds, as a readable table with its provenance.

``data/weights.toml`` is written by ``bench/fit.py`` from pairs within the lists themselves.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from designata.data import load
from designata.evidence.grade import Grade


class Table(msgspec.Struct, frozen=True):
    """The table of weights.

    Args:
        version: raised whenever a weight changes; every answer prints it with the policy.
        prior: log-odds before any evidence, for a pair that is worth a comparison.
        names: weights of the features of names, by kind: ``name.person``.
        least: what two names weigh at least, by kind: however unlike, they are but names.
        grades: weights of all other grades: ``birthDate.same_day``.
        provenance: where the weights come from.
    """

    version: int
    prior: float
    names: Mapping[str, Mapping[str, float]]
    least: Mapping[str, float]
    grades: Mapping[str, float]
    provenance: str


class _Raw(msgspec.Struct, frozen=True):
    version: int
    prior: float
    provenance: str
    name: dict[str, dict[str, float]]
    name_least: dict[str, float]
    grade: dict[str, dict[str, float]]


@cache
def table() -> Table:
    """The table that ships with this version."""
    raw = load("weights", _Raw)
    return Table(
        version=raw.version,
        prior=raw.prior,
        names={f"name.{kind}": row for kind, row in raw.name.items()},
        least={f"name.{kind}": weight for kind, weight in raw.name_least.items()},
        grades={
            f"{feature}.{grade}": weight
            for feature, row in raw.grade.items()
            for grade, weight in row.items()
        },
        provenance=raw.provenance,
    )


def of_figures(grade: str, figures: Mapping[str, float]) -> float:
    """The weight of two names, from their figures."""
    row = table().names[grade]
    total = row["bias"] + sum([row.get(name, 0.0) * value for name, value in figures.items()])
    return max(total, table().least[grade])


def weight(grade: Grade) -> float:
    """The weight of one comparison in log-odds; 0 for a grade that the table does not know.

    >>> weight(Grade("gender", "gender.different", "male", "female", "different")) < 0
    True
    """
    if grade.figures is not None:
        return of_figures(grade.grade, grade.figures)
    return table().grades.get(grade.grade, 0.0)
