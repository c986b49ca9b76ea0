"""Stretches of a text that are taken: asked by place, so that long articles stay quick."""

import bisect
from collections.abc import Iterable


class Taken:
    """Stretches, joined where they overlap.

    >>> taken = Taken([(0, 4), (10, 12)])
    >>> taken.touches(3, 6), taken.touches(4, 10), 11 in taken
    (True, False, True)
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Takes one more."""
        first = bisect.bisect_right(self._ends, start)
        last = bisect.bisect_left(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]

    def touches(self, start: int, end: int) -> bool:
        """Whether any of a stretch is taken."""
        at = bisect.bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def __contains__(self, offset: int) -> bool:
        return self.touches(offset, offset + 1)
