"""What was wrong with an input: counts by reason and a few samples, so that nothing goes silently.

A row that cannot be used is left out; one of which only a value is unusable stays, with that value
empty. Either way it is counted here.
"""

from collections.abc import Iterable

import msgspec

SAMPLES = 5
"""The samples kept of each reason."""

_LONGEST = 200


class Sample(msgspec.Struct, frozen=True):
    """A row or sentence as the input has it.

    Args:
        row: its number over all files, from 0.
        text: its text, cut to 200 signs, what does not print shown as ``?``.
    """

    row: int
    text: str


class Reason(msgspec.Struct, frozen=True):
    """Why rows were set aside.

    Args:
        text: the reason.
        count: of rows or sentences.
        kept: whether the rows stay, with the unusable value empty.
        samples: at most five, the first found.
    """

    text: str
    count: int
    kept: bool
    samples: tuple[Sample, ...]


class Quarantine:
    """Counts and samples by reason.

    >>> quarantine = Quarantine()
    >>> quarantine.add("wrong checksum", [(7, "!AIVDM,1,1,,A,14,0*00")])
    >>> quarantine.add("speed not available", [(8, "speed 102.3")], count=2, kept=True)
    >>> quarantine.told()
    ['wrong checksum: 1 left out', 'speed not available: 2 kept without it']
    """

    def __init__(self) -> None:
        self._reasons: dict[str, Reason] = {}

    def add(
        self,
        text: str,
        samples: Iterable[tuple[int, str]],
        *,
        count: int | None = None,
        kept: bool = False,
    ) -> None:
        """Counts rows under a reason.

        Args:
            text: the reason.
            samples: of them, as row and text; those over five in all are not kept.
            count: how many there are; the number of samples when not said.
            kept: whether the rows stay.
        """
        known = self._reasons.get(text, Reason(text, 0, kept, ()))
        found = list(samples)
        more = [
            Sample(row, _printable(sample)) for row, sample in found[: SAMPLES - len(known.samples)]
        ]
        total = known.count + (len(found) if count is None else count)
        self._reasons[text] = Reason(text, total, kept, (*known.samples, *more))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All reasons, rows left out first, the most frequent first."""
        return tuple(sorted(self._reasons.values(), key=lambda r: (r.kept, -r.count, r.text)))

    def count(self, text: str) -> int:
        """How many rows have the reason."""
        return self._reasons[text].count if text in self._reasons else 0

    @property
    def left_out(self) -> int:
        """How many rows and sentences were not used at all."""
        return sum(reason.count for reason in self._reasons.values() if not reason.kept)

    def told(self) -> list[str]:
        """A line for each reason."""
        ends = {True: "kept without it", False: "left out"}
        return [f"{reason.text}: {reason.count:,} {ends[reason.kept]}" for reason in self.reasons]


def _printable(text: str) -> str:
    cut = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return "".join(sign if sign.isprintable() else "?" for sign in cut)
