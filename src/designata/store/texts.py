"""A column of text as Parquet has it: each distinct text once, and its number in every row.

Questions about a few of them are asked of their bytes, with numpy alone: ``pyarrow.compute`` makes
a function of each of Arrow's kernels when it is imported, which takes longer than the answer.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

Numbers: TypeAlias = "NDArray[np.int64]"

_FEW = 16


class Texts:
    """The texts of some rows.

    Args:
        column: distinct texts, and their numbers in the rows, as Arrow reads them.

    >>> import pyarrow as pa
    >>> texts = Texts(pa.array(["b", None, "a", "b"]).dictionary_encode())
    >>> texts.at(np.array([1, 2, 3]))
    [None, 'a', 'b']
    >>> texts.having(["b", "c"])[texts.numbers].tolist()
    [True, False, False, True]
    """

    def __init__(self, column: "pa.DictionaryArray[Any, Any]") -> None:
        distinct = cast("pa.StringArray", column.dictionary)
        _, ends, content = distinct.buffers()
        self._count, begin = len(distinct), distinct.offset
        self._ends = _plain(ends, np.dtype(np.int32))[begin : begin + self._count + 1]
        self._content = _plain(content, np.dtype(np.uint8))
        self.numbers = _numbers(cast("pa.Int32Array", column.indices), none=self._count)

    def at(self, rows: Numbers) -> list[str | None]:
        """What rows have."""
        used = self.used(rows)
        texts: dict[int, str | None] = dict(zip(used.tolist(), self.of(used), strict=True))
        return [texts.get(number) for number in self.numbers[rows].tolist()]

    def of(self, numbers: Numbers) -> list[str]:
        """The texts of some numbers."""
        begins, ends = self._ends[numbers].tolist(), self._ends[numbers + 1].tolist()
        content = self._content.data
        return [str(content[a:b], "utf-8") for a, b in zip(begins, ends, strict=True)]

    def used(self, rows: Numbers) -> Numbers:
        """The numbers of the texts that some rows have, each once, in order."""
        times = np.bincount(self.numbers[rows], minlength=self._count)
        return np.flatnonzero(times[: self._count])

    def having(self, wanted: Sequence[str], among: "Numbers | None" = None) -> "NDArray[np.bool_]":
        """Whether the text of each number is one of some; that of a row without any is not.

        Args:
            wanted: the texts.
            among: the numbers of the only ones that are looked at.
        """
        flags = np.zeros(self._count + 1, np.bool_)
        some = np.arange(self._count) if among is None else among
        if not some.size:
            return flags
        lengths = self._ends[some + 1] - self._ends[some]
        searched = [text.encode(errors="surrogatepass") for text in wanted]
        if len(searched) <= _FEW:
            for text in searched:
                flags[self._equal(text, some[lengths == len(text)])] = True
        else:
            found = set(wanted)
            likely = some[np.isin(lengths, [len(text) for text in searched])]
            flags[likely] = [text in found for text in self.of(likely)]
        return flags

    def _equal(self, text: bytes, numbers: Numbers) -> Numbers:
        """Those of some texts, all as long as one, that are it; ids differ most at their ends."""
        for at in range(-1, -len(text) - 1, -1):
            if not numbers.size:
                break
            numbers = numbers[self._content[self._ends[numbers + 1] + at] == text[at]]
        return numbers


def _numbers(indices: "pa.Int32Array", *, none: int) -> "NDArray[np.int32]":
    """The number of the text in every row; where there is no text, a number of its own."""
    there, content = indices.buffers()
    begin, end = indices.offset, indices.offset + len(indices)
    numbers = _plain(content, np.dtype(np.int32))[begin:end]
    if not indices.null_count:
        return numbers
    bits = np.unpackbits(_plain(there, np.dtype(np.uint8)), count=end, bitorder="little")[begin:]
    return np.where(bits, numbers, np.int32(none))


def _plain(buffer: "pa.Buffer | None", kind: "np.dtype[Any]") -> "NDArray[Any]":
    """What a buffer of Arrow's holds, where it lies; there is none where there is nothing."""
    return np.frombuffer(b"" if buffer is None else cast("bytes", buffer), kind)


def without_case(text: str) -> str:
    """A text as it compares where the case of its letters is nothing.

    >>> without_case("İSTANBUL"), without_case("Straße")
    ('istanbul', 'strasse')
    """
    return text.casefold().replace("i\N{COMBINING DOT ABOVE}", "i")
