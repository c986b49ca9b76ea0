"""Counting what is right, and remembering what is not."""

from collections import Counter
from typing import NamedTuple, Self


class Miss(NamedTuple):
    """Something read otherwise than the gold says."""

    article: str
    field: str
    expected: str
    got: str


class Tally:
    """Right and asked, by field; false finds apart.

    Args:
        article: whose misses these are; a sum of tallies has none.
    """

    def __init__(self, article: str = "") -> None:
        self.article = article
        self.right: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.misses: list[Miss] = []

    def check(
        self, field: str, expected: object, got: object, *, right: bool | None = None
    ) -> None:
        """Counts a field; right where both are equal, if not told otherwise."""
        self.asked[field] += 1
        if expected == got if right is None else right:
            self.right[field] += 1
        else:
            self.misses.append(Miss(self.article, field, str(expected), str(got)))

    def false(self, field: str, got: object) -> None:
        """Remembers a find that the gold does not have."""
        self.misses.append(Miss(self.article, f"{field}, not in gold", "", str(got)))

    def __iadd__(self, other: "Tally") -> Self:
        self.right += other.right
        self.asked += other.asked
        self.found += other.found
        self.misses += other.misses
        return self

    def share(self, *fields: str) -> float | None:
        """Of the asked, how many are right."""
        asked = sum(self.asked[field] for field in fields)
        return sum(self.right[field] for field in fields) / asked if asked else None

    def precision(self, field: str) -> float | None:
        """Of the found, how many are right."""
        return self.right[field] / self.found[field] if self.found[field] else None

    def f1(self, field: str) -> float | None:
        """Of both."""
        both = self.asked[field] + self.found[field]
        return 2 * self.right[field] / both if both else None
