"""What many names ask for at once: the listed words that are like theirs, and who may be meant."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from designata.index.build import BITS, KINDS, LONGEST_JOIN
from designata.index.words import Meeting, Word
from designata.names.keys import sounds
from designata.names.parts import ANY, PERSON, Name

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

SHARE = 0.5
"""So much of a question's words a listed name must hold, by their rarity."""

_SHORT = 3
"""Sounds of a person's word that may be another's of which no key is the same: "Pak" and "Bak"."""

_BITS = [1 << place for place in range(BITS + 1)]
"""A bit for each word of a name; those of a very long one share the last."""

_SLOTS = 18
_SPREAD = 0x9E3779B1
_ODD = 0x85EBCA6B
_COMPARABLE = {kind: bit | KINDS[ANY] for kind, bit in KINDS.items()} | {ANY: sum(KINDS.values())}
"""The kinds of things that may be what a question of a kind asks for: a ship is no person."""


class Births(NamedTuple):
    """When those were born who are asked for, a row a name, and who else may be meant by it.

    Args:
        days: the first and last day as ordinals; 0 if unknown.
        since: the day before which nobody was born who is worth looking at.
        until: the day after which nobody was.
    """

    days: "Array"
    since: "Array"
    until: "Array"


class Asked:
    """The words that are asked for, of many questions at once."""

    def __init__(self) -> None:
        self.words: list[Array] = []
        self.births: Births | None = None
        self._weights: list[Array] = []
        self._words_about: list[tuple[int, int, bool, int]] = []
        self._about: list[tuple[float, int, int]] = []

    def about(self, total: float, solid: int, kinds: int) -> None:
        """The next question.

        Args:
            total: the rarity of its words.
            solid: a bit for each word of it that nothing else can stand for.
            kinds: of things that it may ask for.
        """
        self._about.append((total, solid, kinds))

    def add(
        self, question: int, words: "Array", weights: "Array", *, needed: bool, bits: int
    ) -> None:
        """Listed words like a word, or like two neighbours, of a question."""
        if len(words):
            self.words.append(words)
            self._weights.append(weights)
            self._words_about.append((question, len(words), needed, bits))

    def settle(self) -> None:
        """Sorts them by question and listed word, each with the most that it weighs."""
        import numpy as np

        total, solid, kinds = zip(*self._about, strict=True)
        self.total = np.array(total, np.float32)
        self.solid, self.kinds = np.array(solid, np.uint64), np.array(kinds, np.uint8)
        if not self.words:
            return
        questions, lengths, needed, bits = zip(*self._words_about, strict=True)
        question = np.repeat(np.array(questions, np.int64), lengths)
        key = question << 32 | np.concatenate(self.words)
        weight = np.concatenate(self._weights)
        order = np.argsort(key)
        key = key[order]
        first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        self.key, self.weight = key[first], np.maximum.reduceat(weight[order], first)
        bit = np.repeat(np.array(bits, np.uint64), lengths)
        self.bits = np.bitwise_or.reduceat(bit[order], first)
        self.needed = np.logical_or.reduceat(np.repeat(np.array(needed), lengths)[order], first)
        self.question, self.word = self.key >> 32, self.key & 0xFFFFFFFF
        self._marked = np.zeros(1 << _SLOTS, bool)
        self._owner = np.empty(1 << _SLOTS, np.int32)
        mine, every = slot(spread(self.question), self.word), np.arange(len(self.key))
        self._marked[mine], self._owner[mine] = True, every
        self._hidden = np.flatnonzero(self._owner[mine] != every)
        self._shared = np.zeros(1 << _SLOTS, bool)
        self._shared[mine[self._hidden]] = True

    def maybe(self, slots: "Array") -> "Array":
        """Which of these slots are marked as those of words that are asked for."""
        import numpy as np

        return np.flatnonzero(self._marked.take(slots))

    def met(self, slots: "Array", question: "Array", word: "Array") -> "tuple[Array, Array]":
        """Which words are asked for by their questions, of those whose slots are marked.

        Returns:
            The number of the word among those asked for, and its place in what was given.
        """
        import numpy as np

        wanted = question << 32 | word
        met = self._owner.take(slots)
        same = self.key.take(met) == wanted
        other = np.flatnonzero(self._shared.take(slots) & ~same)
        if len(other):  # a slot is owned by one of the words that share it
            hidden = self.key[self._hidden]
            place = np.searchsorted(hidden, wanted[other]).clip(max=len(hidden) - 1)
            met[other] = self._hidden[place]
            same[other] = hidden[place] == wanted[other]
        hit = np.flatnonzero(same)
        return met.take(hit), hit


def gather(
    names: Sequence[Name],
    alike: Mapping[Word, Meeting],
    together: "Mapping[Word, tuple[Array, Array]]",
) -> "Asked":
    """The listed words that are like the words of each name."""
    asked = Asked()
    for number, name in enumerate(names):
        abjad = name.abjad
        words = dict.fromkeys(name.spelled)
        meetings = [alike[word, abjad] for word in words]
        bits = _BITS[: len(meetings)] + _BITS[-1:] * (len(meetings) - len(_BITS))
        rarities = [meeting.rarity for meeting in meetings]
        if name.light:
            rarities = [0.0 if w in name.light else r for w, r in zip(words, rarities, strict=True)]
        total = rest = sum(rarities)
        for place in sorted(range(len(meetings)), key=rarities.__getitem__, reverse=True):
            meeting, needed = meetings[place], rest >= SHARE * total
            asked.add(number, meeting.words, meeting.weights, needed=needed, bits=bits[place])
            rest -= meeting.rarity
        whole = zip(words, bits, strict=True)
        solid = 0 if abjad else sum({bit for word, bit in whole if _is_solid(word, name.kind)})
        asked.about(total, solid, _COMPARABLE[name.kind])
        for first, second in neighbours(name) if together else ():
            if found := together.get((first + second, abjad)):
                places = [list(words).index(word) for word in (first, second)]
                both = sum(rarities[place] for place in places)
                mine = bits[places[0]] | bits[places[1]]
                asked.add(number, found[0], found[1] * both, needed=True, bits=mine)
    asked.settle()
    return asked


def spread(question: "Array") -> "Array":
    """The part of a slot that a question makes up."""
    import numpy as np

    return question.astype(np.uint32) * np.uint32(_ODD)


def slot(spread: "Array", word: "Array") -> "Array":
    """Where a question's word is marked among those asked for; others may have the same mark."""
    import numpy as np

    return (word.astype(np.uint32) * np.uint32(_SPREAD) ^ spread) >> np.uint32(32 - _SLOTS)


@lru_cache(maxsize=1 << 17)
def _is_solid(word: str, kind: str) -> bool:
    """Whether nothing but a word with a key of its own can stand for a word."""
    return len(sounds(word)) > _SHORT if kind == PERSON else len(word) > 1


def neighbours(name: Name) -> Iterator[tuple[str, str]]:
    """The pairs of words that others may write as one."""
    return pairwise(name.spelled) if len(name.spelled) <= LONGEST_JOIN else iter(())
