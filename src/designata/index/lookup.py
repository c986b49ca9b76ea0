"""Looks up many names at once: which listed names share enough of their words.

Words meet by any key (``keys.py``) and are then compared by their sounds; each word counts as much
as it is rare. What comes out are candidates; ``evidence`` judges them.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import msgspec

from designata.index import file
from designata.index.build import joins
from designata.index.entry import About, Listed
from designata.index.keys import hashes
from designata.names.keys import skeleton, sounds
from designata.names.parts import Name

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

MOST = 30
"""Candidates a question, at most."""

_ALIKE = 0.62
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
        self._met: dict[tuple[str, bool], tuple[Array, Array]] = {}
        count = max(self.about.entities, 1)
        rarity = np.log((count + 1) / (arrays["frequency"] + 1.0)) / np.log(count + 1)
        self._rarity = np.maximum(rarity, 0.05).astype(np.float32)

    def entry(self, number: int) -> Listed:
        """A listed entity by its number."""
        if number not in self._entries:
            if len(self._entries) > _REMEMBERED:
                self._entries.clear()
            start, end = self._a["entity_start"][number : number + 2]
            self._entries[number] = self._decoder.decode(self._a["entity"][start:end].tobytes())
        return self._entries[number]

    def rarity(self, word: str) -> float:
        """How rare a word is among the listed names, from 0.05 to 1; 1 for an unlisted one."""
        ids, likeness = self._alike([(word, False)])[word, False]
        return float(self._rarity[ids[likeness >= 1.0]].min(initial=1.0))

    def by_number(self, prop: str, value: str) -> list[int]:
        """The entities that have an identifier."""
        import numpy as np

        key = np.uint32(crc32(f"{prop}:{value}".encode()))
        first, last = np.searchsorted(self._a["number"], [key, key + 1 if key < 2**32 - 1 else key])
        return [int(number) for number in self._a["number_entity"][first:last]]

    def candidates(self, names: Sequence[Name]) -> list[list[int]]:
        """The entities whose names share enough words with each name, best first."""
        import numpy as np

        wanted = [(word, name.abjad) for name in names for word in _every(name)]
        alike = self._alike(dict.fromkeys(wanted))
        questions: list[int] = []
        ids: list[Array] = []
        weights: list[Array] = []
        totals = np.zeros(len(names), np.float32)
        hopes = np.zeros(len(names), np.float32)
        for number, name in enumerate(names):
            rows = []
            for word in dict.fromkeys(name.words):
                found, likeness = alike[word, name.abjad]
                exact = found[likeness >= 1.0]
                rare = float(self._rarity[exact[0]]) if len(exact) else 1.0
                totals[number] += rare
                rows.append((rare, found, likeness))
            rows.sort(key=lambda row: -row[0])
            for place, (rare, found, likeness) in enumerate(rows):
                size = self._a["posting_start"][found + 1] - self._a["posting_start"][found]
                if place >= _RAREST and int(size.sum()) > _COMMON:
                    hopes[number] += rare
                    continue
                questions += [number] * len(found)
                ids.append(found)
                weights.append(likeness * rare)
            for word, parts in _joined(name):
                found, likeness = alike[word, name.abjad]
                rare = sum(row[0] for row in rows if row[1] is alike[parts[0], name.abjad][0])
                rare += sum(row[0] for row in rows if row[1] is alike[parts[1], name.abjad][0])
                near = likeness > 0.9  # noqa: PLR2004
                questions += [number] * int(near.sum())
                ids.append(found[near])
                weights.append(likeness[near] * rare)
        if not questions:
            return [[] for _ in names]
        return self._best(
            np.array(questions, np.int64),
            np.concatenate(ids),
            np.concatenate(weights),
            totals,
            hopes,
        )

    def _best(
        self, questions: "Array", words: "Array", weights: "Array", totals: "Array", hopes: "Array"
    ) -> list[list[int]]:
        """The entities of the names that hold enough of a question's words."""
        import numpy as np

        start = self._a["posting_start"]
        size = (start[words + 1] - start[words]).astype(np.int64)
        offset = np.repeat(start[words].astype(np.int64) - np.cumsum(size) + size, size)
        rows = self._a["posting"][offset + np.arange(len(offset))].astype(np.int64)
        key = np.repeat(questions, size) << 32 | rows
        weight = np.repeat(weights, size)
        order = np.argsort(key, kind="stable")
        key, weight = key[order], weight[order]
        first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        share = np.add.reduceat(weight, first)
        pair = key[first]
        question = pair >> 32
        share = (np.minimum(share, totals[question]) + hopes[question]) / totals[question]
        good = share >= _SHARE
        question, share = question[good], share[good]
        entity = self._a["name_entity"][(pair[good] & 0xFFFFFFFF)].astype(np.int64)
        order = np.lexsort((-share, question))
        found: list[list[int]] = [[] for _ in totals]
        for q, e in zip(question[order].tolist(), entity[order].tolist(), strict=True):
            mine = found[q]
            if len(mine) < MOST and e not in mine:
                mine.append(e)
        return found

    def _alike(
        self, wanted: "Sequence[tuple[str, bool]] | dict[tuple[str, bool], None]"
    ) -> "dict[tuple[str, bool], tuple[Array, Array]]":
        """The listed words like each word, with their likeness; remembered."""
        new = [pair for pair in wanted if pair not in self._met]
        if len(self._met) + len(new) > _REMEMBERED:
            self._met = {pair: self._met[pair] for pair in wanted if pair in self._met}
        if new:
            self._meet(new)
        return self._met

    def _meet(self, new: list[tuple[str, bool]]) -> None:
        import numpy as np
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.process import cpdist

        keys = [hashes(word, loose=abjad) for word, abjad in new]
        flat = np.array([key for each in keys for key in each], np.uint32)
        of_word = np.repeat(np.arange(len(new)), [len(each) for each in keys])
        first = np.searchsorted(self._a["key"], flat, "left")
        last = np.searchsorted(self._a["key"], flat, "right")
        size = last - first
        offset = np.repeat(first - np.cumsum(size) + size, size)
        listed = self._a["key_word"][offset + np.arange(len(offset))].astype(np.int64)
        pairs = np.unique(np.repeat(of_word, size).astype(np.int64) << 32 | listed)
        mine, theirs = pairs >> 32, pairs & 0xFFFFFFFF
        words = [self._word(int(number)) for number in theirs]
        abjad = [new[number][1] for number in mine]
        left = [
            skeleton(new[n][0]) if loose else sounds(new[n][0])
            for n, loose in zip(mine, abjad, strict=True)
        ]
        right = [skeleton(w) if loose else sounds(w) for w, loose in zip(words, abjad, strict=True)]
        close = cpdist(left, right, scorer=Levenshtein.normalized_similarity)
        bones = np.array(
            [skeleton(new[n][0]) == skeleton(w) for n, w in zip(mine, words, strict=True)], bool
        )
        close = np.maximum(close, np.where(bones, 0.75, 0.0))
        same = np.array([new[n][0] == w for n, w in zip(mine, words, strict=True)], bool)
        close = np.where(same, 1.0, np.minimum(close, 0.98)).astype(np.float32)
        good = close >= _ALIKE
        mine, theirs, close = mine[good], theirs[good], close[good]
        bounds = np.searchsorted(mine, np.arange(len(new) + 1))
        for number, pair in enumerate(new):
            part = slice(bounds[number], bounds[number + 1])
            self._met[pair] = theirs[part], close[part]

    def _word(self, number: int) -> str:
        start, end = self._a["word_start"][number : number + 2]
        return self._a["word"][start:end].tobytes().decode()


def _every(name: Name) -> list[str]:
    return [*dict.fromkeys((*name.words, *joins(name.words)))]


def _joined(name: Name) -> list[tuple[str, tuple[str, str]]]:
    pairs = list(zip(name.words, name.words[1:], strict=False))
    return [(a + b, (a, b)) for a, b in pairs] if len(name.words) <= 6 else []  # noqa: PLR2004
