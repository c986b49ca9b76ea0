"""The words of an index: which of them are like a word that is asked for.

Words meet by any key (``keys.py``) and are then compared by their sounds. What is found for a word
is remembered, since the words of names recur.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from designata.index.keys import joined, places, sought, without_servant, written
from designata.names.keys import skeleton, sounds
from designata.names.nicknames import forms

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

_ALIKE = 0.62
_NO_SHARE = 0.3
_JOINED = 0.9
_LONG = 9
"""Of fewer letters, a word with another's bones is not so like it as words must be to be joined."""

_SAME_BONES = 0.75
_WITHOUT_SERVANT = 0.85
_NICKNAME = 0.88
_REMEMBERED = 1 << 18
_FORMS = ("written", "heard", "bones", "servant")

Word = tuple[str, bool]
"""A word in lower-case Latin letters, and whether it comes from a script without vowels."""


class Meeting(NamedTuple):
    """The listed words that are like a word."""

    words: "Array"
    weights: "Array"
    """The rarity of the word asked for, as much of it as the likeness is worth."""
    rarity: float


class Words:
    """The listed words.

    Args:
        arrays: of the index.
        rarity: of each word, from 0 to 1.
    """

    def __init__(self, arrays: "Mapping[str, Array]", rarity: "Array") -> None:
        import numpy as np

        self._a, self._rarity = arrays, rarity
        self._met: dict[Word, Meeting] = {}
        count = len(rarity)
        self._known = np.zeros(count, bool)
        self._forms = {form: np.empty(count, object) for form in _FORMS}

    def alike(self, wanted: set[Word]) -> dict[Word, Meeting]:
        """The listed words like each word."""
        import numpy as np

        met = self._met  # another thread may begin a new one
        new = sorted(word for word in wanted if word not in met)
        if len(met) + len(new) > _REMEMBERED:
            self._met = met = {word: met[word] for word in wanted if word in met}
        if new:
            keys = [sought(word, loose=abjad) for word, abjad in new]
            mine, words, close = self._meet(new, keys, _ALIKE)
            exact = close >= 1.0
            rarity = np.ones(len(new), np.float32)
            rarity[mine[exact]] = self._rarity[words[exact]]
            weights = _worth(close) * rarity[mine]
            bounds = np.searchsorted(mine, np.arange(len(new) + 1)).tolist()
            spans = map(slice, bounds, bounds[1:])
            for word, span, rare in zip(new, spans, rarity.tolist(), strict=False):
                met[word] = Meeting(words[span], weights[span], rare)
                if others := forms(word[0]):
                    mine, near = self._with_nicknames(others, words[span], close[span])
                    met[word] = Meeting(mine, _worth(near) * rare, rare)
        return met

    def written_together(
        self, neighbours: Iterable[tuple[str, str, bool]]
    ) -> "dict[Word, tuple[Array, Array]]":
        """Listed words that are two neighbours of a name written as one, with their likeness."""
        import numpy as np

        pairs = {
            (first + second, abjad): joined(first, second) for first, second, abjad in neighbours
        }
        if not pairs:
            return {}
        keys = np.array(list(pairs.values()), np.uint32)
        first, last = places(self._a["key"], keys.ravel())
        written, heard, bones = (last > first).reshape(-1, 3).T
        loose = np.array([abjad or len(word) >= _LONG for word, abjad in pairs])
        every = list(pairs)
        some = [every[n] for n in np.flatnonzero(written | heard | bones & loose).tolist()]
        if not some:
            return {}
        mine, words, close = self._meet(some, [pairs[pair] for pair in some], _JOINED)
        which, starts = np.unique(mine, return_index=True)
        spans = map(slice, starts.tolist(), [*starts[1:].tolist(), None])
        return {
            some[number]: (words[span], close[span])
            for number, span in zip(which.tolist(), spans, strict=True)
        }

    def _with_nicknames(
        self, others: Collection[str], words: "Array", close: "Array"
    ) -> "tuple[Array, Array]":
        """The same with the listed words that a word is short for, or that are for it."""
        import numpy as np

        keys = np.array(sorted({written(other) for other in others}), np.uint32)
        first, last = places(self._a["key"], keys)
        numbers = {
            int(number)
            for start, end in zip(first.tolist(), last.tolist(), strict=True)
            for number in self._a["key_word"][start:end].tolist()
        } - set(words[close >= _NICKNAME].tolist())
        mine = np.array(sorted(numbers), np.int64)
        mine = mine[np.array([text in others for text in self._listed(mine)["written"]], bool)]
        kept = ~np.isin(words, mine)
        return (
            np.concatenate([words[kept], mine]),
            np.concatenate([close[kept], np.full(len(mine), _NICKNAME, np.float32)]),
        )

    def _meet(
        self, new: list[Word], keys: Sequence[Sequence[int]], least: float
    ) -> "tuple[Array, Array, Array]":
        """The listed words that share a key with each word and are like it.

        Returns:
            The number of the word, ascending; the listed word; and their likeness.
        """
        import numpy as np

        flat = np.array([key for each in keys for key in each], np.uint32)
        of_word = np.repeat(np.arange(len(new)), [len(each) for each in keys])
        first, last = places(self._a["key"], flat)
        size = last - first
        offset = np.repeat(first - np.cumsum(size) + size, size)
        numbers = self._a["key_word"][offset + np.arange(len(offset))].astype(np.int64)
        pairs = np.unique(np.repeat(of_word, size).astype(np.int64) << 32 | numbers)
        mine, theirs = pairs >> 32, pairs & 0xFFFFFFFF
        asked = {name: column[mine] for name, column in _asked(new).items()}
        close = _closeness(asked, self._listed(theirs), least)
        good = close >= least
        return mine[good], theirs[good], close[good]

    def _decoded(self, name: str, numbers: "Array") -> list[str]:
        """The texts of these numbers out of one of the index's blobs."""
        import numpy as np

        start = self._a[f"{name}_start"]
        first = start[numbers].astype(np.int64)
        size = start[numbers + 1].astype(np.int64) - first
        end = np.cumsum(size)
        place = np.repeat(first - end + size, size) + np.arange(size.sum())
        together = self._a[name][place].tobytes()
        bounds = pairwise([0, *end.tolist()])
        if together.isascii():
            text = together.decode()
            return [text[start:end] for start, end in bounds]
        return [together[start:end].decode() for start, end in bounds]

    def _listed(self, numbers: "Array") -> "dict[str, Array]":
        """The listed words of these numbers, written, heard and to the bones."""
        import numpy as np

        new = np.unique(numbers[~self._known[numbers]])
        if len(new):
            written = self._decoded("word", new)
            self._forms["written"][new] = written
            self._forms["heard"][new] = self._decoded("heard", new)
            self._forms["bones"][new] = self._decoded("bones", new)
            self._forms["servant"][new] = [
                word[3:] if word.startswith("abd") else "" for word in written
            ]
            self._known[new] = True  # last, for other threads
        return {form: column[numbers] for form, column in self._forms.items()}


def _asked(words: list[Word]) -> "dict[str, Array]":
    """The words asked for, written, heard and to the bones; loose where they lack vowels."""
    import numpy as np

    texts = [word for word, _ in words]
    return {
        "written": _strings(texts),
        "heard": _strings([sounds(word) for word in texts]),
        "bones": _strings([skeleton(word) for word in texts]),
        "servant": _strings([without_servant(word) for word in texts]),
        "loose": np.array([abjad for _, abjad in words], bool),
    }


def _closeness(asked: "dict[str, Array]", listed: "dict[str, Array]", least: float) -> "Array":
    """How alike the words of two columns are, pair by pair, by whichever of their forms is best.

    What is less alike than ``least`` counts as not alike at all.
    """
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    close = np.zeros(len(asked["written"]), np.float64)
    for form in ("heard", "written"):
        near = cpdist(
            asked[form], listed[form], scorer=OSA.normalized_similarity, score_cutoff=least
        )
        close = np.maximum(close, near)
    loose = asked["loose"]
    if loose.any():
        left, right = asked["bones"][loose], listed["bones"][loose]
        near = cpdist(left, right, scorer=OSA.normalized_similarity, score_cutoff=least)
        close[loose] = np.maximum(close[loose], near)
    bones = asked["bones"] == listed["bones"]
    close[bones] = np.maximum(close[bones], _SAME_BONES)
    servant = (asked["written"] == listed["servant"]) | (asked["servant"] == listed["servant"])
    servant = (servant & (listed["servant"] != "")) | (asked["servant"] == listed["written"])
    close[servant] = np.maximum(close[servant], _WITHOUT_SERVANT)
    same = asked["written"] == listed["written"]
    return np.where(same, 1.0, np.minimum(close, 0.98)).astype(np.float32)


def _worth(close: "Array") -> "Array":
    """How much of a word's rarity a likeness is worth."""
    worth: Array = (close - _NO_SHARE) / (1 - _NO_SHARE)
    return worth


def _strings(words: list[str]) -> "Array":
    import numpy as np

    found = np.empty(len(words), object)
    found[:] = words
    return found
