"""Looks up many names at once: which listed names share enough of their words.

Each word counts as much as it is rare. Only names that hold one of a question's rarest words are
looked at, as many of these as it takes for the others to make too little by themselves; so the
long lists of common words are never read. What comes out are candidates; ``evidence`` judges them.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import msgspec

from designata.index import file, whole
from designata.index.build import BITS, FRONT, KINDS, LONGEST_JOIN, NONE
from designata.index.entry import About, Listed
from designata.index.words import Meeting, Word, Words
from designata.names.keys import sounds
from designata.names.parts import ANY, PERSON, Name

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

MOST = 30
"""Candidates a question, at most."""

_AGAINST = 0.45
_ONE_OF_THREE = 0.36
_SHARE = 0.5
_REMEMBERED = 1 << 18
_SHORT = 3
"""Sounds of a person's word that may be another's of which no key is the same: "Pak" and "Bak"."""

_BITS = [1 << place for place in range(BITS + 1)]
"""A bit for each word of a name; those of a very long one share the last."""

_SLOTS = 18
_SPREAD = 0x9E3779B1
_ODD = 0x85EBCA6B
_TOGETHER = 128
_COMPARABLE = {kind: bit | KINDS[ANY] for kind, bit in KINDS.items()} | {ANY: sum(KINDS.values())}
"""The kinds of things that may be what a question of a kind asks for: a ship is no person."""


class Candidate(NamedTuple):
    """A listed name that shares enough words with a question.

    Args:
        entity: the number of the entity that bears it.
        place: of the name in ``Listed.names``.
        against: so many words at least of both names stand against each other.
    """

    entity: int
    place: int
    against: int


class Births(NamedTuple):
    """When those were born who are asked for, a row a name, and who else may be meant by it.

    Args:
        days: the first and last day as ordinals; 0 if unknown.
        edges: days that two births are apart, ascending.
        near: whether a name is worth looking at whose bearer was born so far away: up to each
            edge, and beyond the last.
    """

    days: "Array"
    edges: "Array"
    near: "Array"


class Index:
    """A mapped index, for any number of threads.

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
        count = max(self.about.entities, 1)
        rarity = np.log((count + 1) / (arrays["frequency"] + 1.0)) / np.log(count + 1)
        self._rarity = np.maximum(rarity, 0.05).astype(np.float32)
        self._words = Words(arrays, self._rarity)
        self._row_total = self._totals()

    def entry(self, number: int) -> Listed:
        """A listed entity by its number."""
        found = self._entries.get(number)
        if found is None:
            if len(self._entries) > _REMEMBERED:
                self._entries.clear()
            start, end = self._a["entity_start"][number : number + 2]
            found = self._decoder.decode(self._a["entity"][start:end].tobytes())
            self._entries[number] = found
        return found

    def schema(self, number: int) -> str:
        """What an entity is."""
        return self.about.schemata[int(self._a["entity_schema"][number])]

    def born(self, number: int) -> tuple[int, int]:
        """The first and last day that an entity can be born on, as ordinals; 0 if unknown."""
        earliest, latest = self._a["entity_born"][number].tolist()
        return earliest, latest

    def by_number(self, prop: str, value: str) -> list[int]:
        """The entities that have an identifier."""
        import numpy as np

        key = np.uint32(crc32(f"{prop}:{value}".encode()))
        first, last = np.searchsorted(self._a["number"], [key, key + 1 if key < 2**32 - 1 else key])
        return [int(number) for number in self._a["number_entity"][first:last]]

    def candidates(self, names: Sequence[Name]) -> list[list[int]]:
        """The entities that have a name like each name, best first; see ``candidate_names``."""
        found = self.candidate_names(names)
        return [list(dict.fromkeys(candidate.entity for candidate in row)) for row in found]

    def candidate_names(
        self, names: Sequence[Name], births: Births | None = None
    ) -> list[list[Candidate]]:
        """The listed names that share enough words with each name, best first.

        One entity may come with several of its names.

        Args:
            names: what is asked for.
            births: leaves out who was born too far away.
        """
        alike = self._words.alike({(word, name.abjad) for name in names for word in name.spelled})
        together = self._words.written_together(
            (first, second, name.abjad) for name in names for first, second in _neighbours(name)
        )
        found: list[list[Candidate]] = []
        for first in range(0, len(names), _TOGETHER):
            some = slice(first, first + _TOGETHER)
            asked = self._asked(names[some], alike, together)
            if births:
                asked.births = Births(births.days[some], births.edges, births.near[some])
            found += self._best(asked)
        for number, rows in whole.rows(self._a, names).items():
            columns = self._a["name_entity"][rows].tolist(), self._a["name_place"][rows].tolist()
            near = [Candidate(*place, 0) for place in zip(*columns, strict=True)][:MOST]
            known = {candidate[:2] for candidate in near}
            found[number] = near + [one for one in found[number] if one[:2] not in known]
        return found

    def _asked(
        self,
        names: Sequence[Name],
        alike: Mapping[Word, Meeting],
        together: "Mapping[Word, tuple[Array, Array]]",
    ) -> "_Asked":
        """The listed words that are like the words of each name."""
        asked = _Asked()
        for number, name in enumerate(names):
            abjad = name.abjad
            words = dict.fromkeys(name.spelled)
            meetings = [alike[word, abjad] for word in words]
            bits = _BITS[: len(meetings)] + _BITS[-1:] * (len(meetings) - len(_BITS))
            rarities = [meeting.rarity for meeting in meetings]
            if name.light:
                rarities = [
                    0.0 if w in name.light else r for w, r in zip(words, rarities, strict=True)
                ]
            total = rest = sum(rarities)
            for place in sorted(range(len(meetings)), key=rarities.__getitem__, reverse=True):
                meeting, needed = meetings[place], rest >= _SHARE * total
                asked.add(number, meeting.words, meeting.weights, needed=needed, bits=bits[place])
                rest -= meeting.rarity
            whole = zip(words, bits, strict=True)
            solid = 0 if abjad else sum({bit for word, bit in whole if _is_solid(word, name.kind)})
            asked.about(total, solid, _COMPARABLE[name.kind])
            for first, second in _neighbours(name) if together else ():
                if found := together.get((first + second, abjad)):
                    places = [list(words).index(word) for word in (first, second)]
                    both = sum(rarities[place] for place in places)
                    mine = bits[places[0]] | bits[places[1]]
                    asked.add(number, found[0], found[1] * both, needed=True, bits=mine)
        asked.settle()
        return asked

    def _best(self, asked: "_Asked") -> list[list[Candidate]]:
        """The listed names that hold enough of each question's words, best first.

        A name is dropped where a good part of both names stands against each other.
        """
        import numpy as np

        if not asked.words:
            return [[] for _ in asked.total]
        question, row = self._read(asked)
        if not len(question):
            return [[] for _ in asked.total]
        count = len(question)
        pair, bits, word, met = self._meet(asked, question, row)
        mine = np.bincount(pair, asked.weight[met], count)
        theirs = np.bincount(pair, np.minimum(self._rarity[word], asked.weight[met] + 0.1), count)
        total = asked.total[question]
        mine = np.minimum(mine, total)
        their_left_over = np.maximum(self._row_total[row] - theirs, 0)
        against = np.minimum(total - mine, their_left_over)
        good = np.flatnonzero(
            (mine >= _SHARE * total - 1e-6)
            & (against <= np.maximum(_AGAINST, _ONE_OF_THREE * total))
        )
        _, once = np.unique(question[good] << 32 | row[good], return_index=True)
        good = good[once]
        unmet = np.minimum(
            _without(asked.solid[question], pair, asked.bits[met]),
            _without(self._a["row_solid"][row], pair, bits),
        )[good]
        question, row = question[good], row[good]
        share = (mine / total)[good] - 0.2 * np.minimum(their_left_over[good], 1)
        if births := asked.births:  # of a common name, first who was born that day
            share += (self._born_apart(births, question, row) <= 0) & (births.days[question, 0] > 0)
        order = np.lexsort((-share, question))
        bounds = np.searchsorted(question[order], np.arange(len(asked.total) + 1)).tolist()
        row = row[order]
        entities, places = self._a["name_entity"][row], self._a["name_place"][row]
        columns = entities.tolist(), places.tolist(), unmet[order].tolist()
        found = list(map(Candidate, *columns))
        return [found[start : min(start + MOST, end)] for start, end in pairwise(bounds)]

    def _read(self, asked: "_Asked") -> "tuple[Array, Array]":
        """The listed names that hold any of the words that are needed; one may come twice."""
        import numpy as np

        words, questions = asked.word[asked.needed], asked.question[asked.needed]
        start = self._a["posting_start"]
        size = (start[words + 1] - start[words]).astype(np.int64)
        offset = np.repeat(start[words].astype(np.int64) - np.cumsum(size) + size, size)
        rows = np.take(self._a["posting"], offset + np.arange(len(offset)))
        kinds = np.repeat(asked.kinds[questions], size)
        good = np.flatnonzero(np.take(self._a["row_kind"], rows) & kinds)
        question, row = np.repeat(questions, size)[good], rows[good].astype(np.int64)
        if births := asked.births:
            apart = self._born_apart(births, question, row)
            near = births.near[question, np.searchsorted(births.edges, apart)]
            unknown = (self._a["row_born"][row, 0] == 0) | (births.days[question, 0] == 0)
            good = np.flatnonzero(near | unknown)
            question, row = question[good], row[good]
        return question, row

    def _born_apart(self, births: Births, question: "Array", row: "Array") -> "Array":
        """The fewest days between the births of who is asked for and who bears a listed name."""
        import numpy as np

        listed, mine = self._a["row_born"][row], births.days[question]
        apart: Array = np.maximum(listed[:, 0], mine[:, 0]) - np.minimum(listed[:, 1], mine[:, 1])
        return apart

    def _meet(
        self, asked: "_Asked", question: "Array", row: "Array"
    ) -> "tuple[Array, Array, Array, Array]":
        """Which words of each listed name are like which words of its question.

        Returns:
            The number of the name, the bits of its words that meet, the listed word, and the number
            of the word among those asked for; what is of one name stands together.
        """
        import numpy as np

        front = np.take(self._a["row_front"], row, axis=0)
        maybe = np.take(asked.marked, _slot(_spread(question)[:, None], front)).ravel()
        flat = np.flatnonzero(maybe >= 0)
        pair, place = np.divmod(flat, FRONT)
        word, met = front.ravel()[flat], maybe[flat]
        if len(long := np.flatnonzero(front[:, 0] == NONE)):
            found = self._of_long(asked, question[long], row[long])
            columns = (pair, long[found[0]]), (place, found[1]), (word, found[2]), (met, found[3])
            pair, place, word, met = map(np.concatenate, columns)
        wanted = question[pair] << 32 | word
        other = np.flatnonzero(asked.key[met] != wanted)  # of another word with the same mark
        met[other] = np.minimum(np.searchsorted(asked.key, wanted[other]), len(asked.key) - 1)
        hit = np.ones(len(met), bool)
        hit[other] = asked.key[met[other]] == wanted[other]
        met, pair, place, word = met[hit], pair[hit], place[hit], word[hit]
        joined = place - self._a["row_size"][row[pair]].astype(np.int64)
        one, two = np.uint64(1), np.uint64(3)
        alone = one << np.minimum(place, BITS).astype(np.uint64)
        together = two << np.clip(joined, 0, BITS).astype(np.uint64)
        bits = np.where(joined < 0, alone, together)
        return pair, bits, word, met

    def _of_long(
        self, asked: "_Asked", question: "Array", row: "Array"
    ) -> "tuple[Array, Array, Array, Array]":
        """The same of names of many words: name, place, word, and word asked for."""
        import numpy as np

        start = self._a["row_start"][row].astype(np.int64)
        size = self._a["row_start"][row + 1] - start
        end = np.cumsum(size)
        word = self._a["row_word"][np.repeat(start - end + size, size) + np.arange(end[-1])]
        maybe = asked.marked[_slot(np.repeat(_spread(question), size), word)]
        flat = np.flatnonzero(maybe >= 0)
        name = np.searchsorted(end, flat, "right")
        return name, flat - (end - size)[name], word[flat], maybe[flat]

    def _totals(self) -> "Array":
        """The rarity of all words of each listed name, those that are joined of others left out."""
        import numpy as np

        start = self._a["row_start"].astype(np.int64)
        rows = len(start) - 1
        place = np.arange(start[-1]) - np.repeat(start[:-1], np.diff(start))
        of_rows = self._rarity[self._a["row_word"]]
        of_rows[place >= np.repeat(self._a["row_size"], np.diff(start))] = 0
        return np.add.reduceat(of_rows, start[:-1]) if rows else of_rows


class _Asked:
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
        self.marked = np.full(1 << _SLOTS, -1, np.int32)
        self.marked[_slot(_spread(self.question), self.word)] = np.arange(len(self.key))


def _without(solid: "Array", pair: "Array", bits: "Array") -> "Array":
    """How many of the solid bits of each pair are not among the bits that met."""
    import numpy as np

    met = np.zeros(len(solid), np.uint64)
    first = np.flatnonzero(np.concatenate([[True], pair[1:] != pair[:-1]])[: len(pair)])
    if len(first):
        met[pair[first]] = np.bitwise_or.reduceat(bits, first)
    left_over: Array = np.bitwise_count(solid & ~met)
    return left_over


def _spread(question: "Array") -> "Array":
    """The part of a slot that a question makes up."""
    import numpy as np

    return question.astype(np.uint32) * np.uint32(_ODD)


def _slot(spread: "Array", word: "Array") -> "Array":
    """Where a question's word is marked among those asked for; others may have the same mark."""
    import numpy as np

    return (word.astype(np.uint32) * np.uint32(_SPREAD) ^ spread) >> np.uint32(32 - _SLOTS)


@lru_cache(maxsize=1 << 17)
def _is_solid(word: str, kind: str) -> bool:
    """Whether nothing but a word with a key of its own can stand for a word."""
    return len(sounds(word)) > _SHORT if kind == PERSON else len(word) > 1


def _neighbours(name: Name) -> Iterator[tuple[str, str]]:
    """The pairs of words that others may write as one."""
    return pairwise(name.spelled) if len(name.spelled) <= LONGEST_JOIN else iter(())
