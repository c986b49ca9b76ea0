"""A grade: what one comparison of two records found."""

from collections.abc import Mapping

import msgspec


class Grade(msgspec.Struct, frozen=True):
    """What one comparison found.

    Args:
        feature: ``name``, ``birthDate``, ``imoNumber`` …
        grade: its row in the table of weights, ``birthDate.same_day``; for names their kind.
        left: the value of the left record.
        right: the value of the right record.
        note: in plain words.
        figures: the features of names, for their weights.
    """

    feature: str
    grade: str
    left: str
    right: str
    note: str
    figures: Mapping[str, float] | None = None
