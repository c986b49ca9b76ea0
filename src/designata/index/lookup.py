"""Looks up many names at once: which listed names share enough of their words.

Words meet by any key (``keys.py``) and are then compared by their sounds; each word counts as much
as it is rare. What comes out are candidates; ``evidence`` judges them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import msgspec

from designata.index import file
from designata.index.build import LONGEST_JOIN
from designata.index.entry import About, Listed
from designata.index.keys import hashes, joined
from designata.names.keys import skeleton, sounds
from designata.names.parts import Name

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

MOST = 30
"""Candidates a question, at most."""

_ALIKE = 0.62
_NO_SHARE = 0.3
_JOINED = 0.9
_SAME_BONES = 0.75
_WITHOUT_SERVANT = 0.85
_AGAINST = 0.45
_ONE_OF_THREE = 0.36
_SHARE = 0.5
_COMMON = 1500
_RAREST = 2
_REMEMBERED = 1 << 18


class Index:
    """A mapped index.

    Args:
        path: of the file.

    Raises:
        StoreError: when there is none, or it is damaged.
    """

    def __init__(self, path: Path) -> None:
        import numpy as np

        about, arrays = file.read(path)
        self.about = msgspec.json.decode(about, type=About)
        self._a = arrays
        self._decoder = msgspec.msgpack.Decoder(Listed)
        self._entries: dict[int, Listed] = {}
        self._words: dict[int, tuple[str, str, str, str]] = {}
        self._met: dict[tuple[str, bool], _Meeting] = {}
        count = max(self.about.entities, 1)
        rarity = np.log((count + 1) / (arrays["frequency"] + 1.0)) / np.log(count + 1)
        self._rarity = np.maximum(rarity, 0.05).astype(np.float32)
        of_rows = self._rarity[arrays["row_word"]]
        starts = arrays["row_start"][:-1].astype(np.int64)
        self._row_total = np.add.reduceat(of_rows, starts) if len(starts) else of_rows

    def entry(self, number: int) -> Listed:
        """A listed entity by its number."""
        if number not in self._entries:
            if len(self._entries) > _REMEMBERED:
                self._entries.clear()
            start, end = self._a["entity_start"][number : number + 2]
            self._entries[number] = self._decoder.decode(self._a["entity"][start:end].tobytes())
        return self._entries[number]

    def by_number(self, prop: str, value: str) -> list[int]:
        """The entities that have an identifier."""
        import numpy as np

        key = np.uint32(crc32(f"{prop}:{value}".encode()))
        first, last = np.searchsorted(self._a["number"], [key, key + 1 if key < 2**32 - 1 else key])
        return [int(number) for number in self._a["number_entity"][first:last]]

    def candidates(self, names: Sequence[Name]) -> list[list[int]]:
        """The entities that have a name like each name, best first; see ``candidate_names``."""
        found = self.candidate_names(names)
        return [list(dict.fromkeys(entity for entity, _ in row)) for row in found]

    def candidate_names(self, names: Sequence[Name]) -> list[list[tuple[int, int]]]:
        """The listed names that share enough words with each name, best first.

        Returns:
            For each name, entities with the place of the name in ``Listed.names``; one entity may
            come with several of its names.
        """
        alike = self._alike({(word, name.abjad) for name in names for word in name.words})
        together = self._written_together(names)
        questions = _Questions(len(names))
        for number, name in enumerate(names):
            rarities: dict[str, float] = {}
            meetings: list[_Meeting] = []
            for word in dict.fromkeys(name.words):
                meeting = alike[word, name.abjad]
                rarities[word] = meeting.rarity
                meetings.append(meeting)
            meetings.sort(key=_by_rarity)
            questions.total[number] = sum(rarities.values())
            for place, meeting in enumerate(meetings):
                if place >= _RAREST and meeting.rows > _COMMON:
                    questions.hope[number] += meeting.rarity
                elif meeting.rows:
                    questions.add(number, meeting.words, meeting.weights)
            for first, second in _neighbours(name):
                if found := together.get((first + second, name.abjad)):
                    both = rarities[first] + rarities[second]
                    questions.add(number, found[0], found[1] * both)
        found_rows: list[list[int]] = [[] for _ in names]
        if questions.words:
            found_rows = self._best(questions)
        entity, named = self._a["name_entity"], self._a["name_place"]
        return [[(int(entity[n]), int(named[n])) for n in row] for row in found_rows]

    def _best(self, asked: "_Questions") -> list[list[int]]:
        """The rows of names that hold enough of a question's words, best first.

        A row is dropped where a good part of both names stands against each other.
        """
        import numpy as np

        words, weights = np.concatenate(asked.words), np.concatenate(asked.weights)
        start = self._a["posting_start"]
        size = (start[words + 1] - start[words]).astype(np.int64)
        offset = np.repeat(start[words].astype(np.int64) - np.cumsum(size) + size, size)
        rows = self._a["posting"][offset + np.arange(len(offset))].astype(np.int64)
        of_word = np.repeat(np.array(asked.questions, np.int64), asked.lengths)
        key = np.repeat(of_word, size) << 32 | rows
        if not len(key):
            return [[] for _ in asked.total]
        order = np.argsort(key, kind="stable")
        key = key[order]
        first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        mine = np.add.reduceat(np.repeat(weights, size)[order], first)
        listed = np.minimum(self._rarity[words], weights + 0.1)
        theirs = np.add.reduceat(np.repeat(listed, size)[order], first)
        question, row = key[first] >> 32, key[first] & 0xFFFFFFFF
        hope, total = asked.hope[question], asked.total[question]
        mine = np.minimum(mine + hope, total)
        left_over = total - mine
        their_left_over = np.maximum(self._row_total[row] - theirs - hope, 0)
        against = np.minimum(left_over, their_left_over)
        good = (mine >= _SHARE * total) & (against <= np.maximum(_AGAINST, _ONE_OF_THREE * total))
        question, row = question[good], row[good]
        share = (mine / total)[good] - 0.2 * np.minimum(their_left_over[good], 1)
        order = np.lexsort((-share, question))
        bounds = np.searchsorted(question[order], np.arange(len(asked.total) + 1))
        row = row[order]
        return [
            row[start : min(start + MOST, end)].tolist() for start, end in pairwise(bounds.tolist())
        ]

    def _alike(self, wanted: set[tuple[str, bool]]) -> "dict[tuple[str, bool], _Meeting]":
        """The listed words like each word; remembered."""
        new = sorted(wanted - self._met.keys())
        if len(self._met) + len(new) > _REMEMBERED:
            self._met = {pair: self._met[pair] for pair in wanted & self._met.keys()}
        if new:
            keys = [hashes(word, loose=abjad) for word, abjad in new]
            for pair, words, close in self._meet(new, keys, _ALIKE):
                self._met[pair] = self._meeting(words, close)
        return self._met

    def _written_together(
        self, names: Sequence[Name]
    ) -> "dict[tuple[str, bool], tuple[Array, Array]]":
        """Listed words that are two neighbours of a name written as one, with their likeness."""
        import numpy as np

        pairs = {
            (first + second, name.abjad): joined(first, second)
            for name in names
            for first, second in _neighbours(name)
        }
        if not pairs:
            return {}
        keys = np.array(list(pairs.values()), np.uint32)
        first = np.searchsorted(self._a["key"], keys, "left")
        listed = np.any(np.searchsorted(self._a["key"], keys, "right") > first, axis=1)
        every = list(pairs)
        some = [every[number] for number in np.flatnonzero(listed).tolist()]
        met = self._meet(some, [pairs[pair] for pair in some], _JOINED) if some else ()
        return {pair: (words, close) for pair, words, close in met if len(words)}

    def _meet(
        self, new: list[tuple[str, bool]], keys: Sequence[Sequence[int]], least: float
    ) -> "Iterator[tuple[tuple[str, bool], Array, Array]]":
        """The listed words that share a key with each word and are like it, with their likeness."""
        import numpy as np

        flat = np.array([key for each in keys for key in each], np.uint32)
        of_word = np.repeat(np.arange(len(new)), [len(each) for each in keys])
        first = np.searchsorted(self._a["key"], flat, "left")
        size = np.searchsorted(self._a["key"], flat, "right") - first
        offset = np.repeat(first - np.cumsum(size) + size, size)
        numbers = self._a["key_word"][offset + np.arange(len(offset))].astype(np.int64)
        pairs = np.unique(np.repeat(of_word, size).astype(np.int64) << 32 | numbers)
        mine, theirs = pairs >> 32, pairs & 0xFFFFFFFF
        asked = {name: column[mine] for name, column in _asked(new).items()}
        close = _closeness(asked, self._listed(theirs))
        good = close >= least
        mine, theirs, close = mine[good], theirs[good], close[good]
        bounds = np.searchsorted(mine, np.arange(len(new) + 1)).tolist()
        for pair, start, end in zip(new, bounds, bounds[1:], strict=False):
            yield pair, theirs[start:end], close[start:end]

    def _meeting(self, words: "Array", close: "Array") -> "_Meeting":
        exact = words[close >= 1.0]
        rarity = float(self._rarity[exact[0]]) if len(exact) else 1.0
        start = self._a["posting_start"]
        return _Meeting(
            words=words,
            weights=(close - _NO_SHARE) / (1 - _NO_SHARE) * rarity,
            rarity=rarity,
            rows=int((start[words + 1] - start[words]).sum()),
        )

    def _listed(self, numbers: "Array") -> "dict[str, Array]":
        """The listed words of these numbers, written, heard and to the bones."""
        import numpy as np

        known, place = np.unique(numbers, return_inverse=True)
        rows = [self._word(number) for number in known.tolist()]
        columns = zip(*rows, strict=True) if rows else ((), (), (), ())
        names = ("written", "heard", "bones", "servant")
        return {
            name: _strings(list(column))[place] for name, column in zip(names, columns, strict=True)
        }

    def _word(self, number: int) -> tuple[str, str, str, str]:
        if number not in self._words:
            start, end = self._a["word_start"][number : number + 2]
            word = self._a["word"][start:end].tobytes().decode()
            servant = word[3:] if word.startswith("abd") else ""
            self._words[number] = word, sounds(word), skeleton(word), servant
        return self._words[number]


def _asked(words: list[tuple[str, bool]]) -> "dict[str, Array]":
    """The words asked for, written, heard and to the bones; loose where they lack vowels."""
    import numpy as np

    written = [word for word, _ in words]
    return {
        "written": _strings(written),
        "heard": _strings([sounds(word) for word in written]),
        "bones": _strings([skeleton(word) for word in written]),
        "loose": np.array([abjad for _, abjad in words], bool),
    }


def _closeness(asked: "dict[str, Array]", listed: "dict[str, Array]") -> "Array":
    """How alike the words of two columns are, pair by pair, by whichever of their forms is best."""
    import numpy as np
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cpdist

    close = np.zeros(len(asked["written"]), np.float64)
    for form in ("heard", "written"):
        near = cpdist(asked[form], listed[form], scorer=OSA.normalized_similarity)
        close = np.maximum(close, near)
    loose = asked["loose"]
    if loose.any():
        left, right = asked["bones"][loose], listed["bones"][loose]
        near = cpdist(left, right, scorer=OSA.normalized_similarity)
        close[loose] = np.maximum(close[loose], near)
    bones = asked["bones"] == listed["bones"]
    close[bones] = np.maximum(close[bones], _SAME_BONES)
    close[asked["written"] == listed["servant"]] = _WITHOUT_SERVANT
    same = asked["written"] == listed["written"]
    return np.where(same, 1.0, np.minimum(close, 0.98)).astype(np.float32)


def _strings(words: list[str]) -> "Array":
    import numpy as np

    found = np.empty(len(words), object)
    found[:] = words
    return found


class _Meeting(NamedTuple):
    """The listed words that are like a word."""

    words: "Array"
    weights: "Array"
    """The rarity of the word asked for, as much of it as the likeness is worth."""
    rarity: float
    rows: int
    """How many listed names hold any of them."""


def _by_rarity(meeting: _Meeting) -> float:
    return -meeting.rarity


class _Questions:
    """The words that are looked up, of many questions at once."""

    def __init__(self, count: int) -> None:
        import numpy as np

        self.questions: list[int] = []
        self.lengths: list[int] = []
        self.words: list[Array] = []
        self.weights: list[Array] = []
        self.total = np.zeros(count, np.float32)
        self.hope = np.zeros(count, np.float32)
        """The weight of words too common to be looked up: taken as met."""

    def add(self, question: int, words: "Array", weights: "Array") -> None:
        self.questions.append(question)
        self.lengths.append(len(words))
        self.words.append(words)
        self.weights.append(weights)


def _neighbours(name: Name) -> Iterator[tuple[str, str]]:
    """The pairs of words that others may write as one."""
    return pairwise(name.words) if len(name.words) <= LONGEST_JOIN else iter(())
