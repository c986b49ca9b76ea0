"""Looks up many names at once: which listed names share enough of their words.

Each word counts as much as it is rare. Only names that hold one of a question's rarest words are
looked at, as many of these as it takes for the others to make too little by themselves; so the
long lists of common words are never read. What comes out are candidates; ``evidence`` judges them.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import msgspec

from designata.index import file, whole
from designata.index.asked import SHARE, Asked, Births, gather, neighbours, slot, spread
from designata.index.build import BITS, FRONT, NONE
from designata.index.entry import About, Listed
from designata.index.words import Words
from designata.names.parts import Name

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

MOST = 30
"""Candidates a question, at most."""

_AGAINST = 0.45
_ONE_OF_THREE = 0.36
_REMEMBERED = 1 << 18
_TOGETHER = 128


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
        self._row_born = arrays["row_born"].view(np.int64).ravel()
        self._entity_schema = arrays["entity_schema"].data
        self._entity_born = arrays["entity_born"].ravel().data

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
        return self.about.schemata[self._entity_schema[number]]

    def born(self, number: int) -> tuple[int, int]:
        """The first and last day that an entity can be born on, as ordinals; 0 if unknown."""
        return self._entity_born[2 * number], self._entity_born[2 * number + 1]

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
            (first, second, name.abjad) for name in names for first, second in neighbours(name)
        )
        found: list[list[Candidate]] = []
        for first in range(0, len(names), _TOGETHER):
            some = slice(first, first + _TOGETHER)
            asked = gather(names[some], alike, together)
            if births:
                asked.births = Births(*(column[some] for column in births))
            found += self._best(asked)
        for number, rows in whole.rows(self._a, names).items():
            columns = self._a["name_entity"][rows].tolist(), self._a["name_place"][rows].tolist()
            near = [Candidate(*place, 0) for place in zip(*columns, strict=True)][:MOST]
            known = {candidate[:2] for candidate in near}
            found[number] = near + [one for one in found[number] if one[:2] not in known]
        return found

    def _best(self, asked: Asked) -> list[list[Candidate]]:
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
        weight = asked.weight.take(met)
        mine = np.bincount(pair, weight, count)
        theirs = np.bincount(pair, np.minimum(self._rarity.take(word), weight + 0.1), count)
        total = asked.total.take(question)
        mine = np.minimum(mine, total)
        their_left_over = np.maximum(self._row_total.take(row) - theirs, 0)
        against = np.minimum(total - mine, their_left_over)
        good = np.flatnonzero(
            (mine >= SHARE * total - 1e-6)
            & (against <= np.maximum(_AGAINST, _ONE_OF_THREE * total))
        )
        _, once = np.unique(question[good] << 32 | row[good], return_index=True)
        good = good[once]
        question, row = question[good], row[good]
        share = (mine / total)[good] - 0.2 * np.minimum(their_left_over[good], 1)
        if births := asked.births:  # of a common name, first who was born that day
            listed, days = self._born_on(row), births.days[question]
            known = (listed[:, 0] > 0) & (days[:, 0] > 0)
            share += known & (listed[:, 0] <= days[:, 1]) & (listed[:, 1] >= days[:, 0])
        place = np.full(count, -1)
        place[good] = np.arange(len(good))
        pair = place.take(pair)
        kept = np.flatnonzero(pair >= 0)
        pair = pair[kept]
        unmet = np.minimum(
            _without(asked.solid[question], pair, asked.bits[met[kept]]),
            _without(self._a["row_solid"][row], pair, bits[kept]),
        )
        order = np.lexsort((-share, question))
        rank = np.arange(len(order)) - np.searchsorted(question, question)
        order = order[rank < MOST]
        bounds = np.searchsorted(question[order], np.arange(len(asked.total) + 1)).tolist()
        row = row[order]
        entities, places = self._a["name_entity"][row], self._a["name_place"][row]
        found = list(map(Candidate, entities.tolist(), places.tolist(), unmet[order].tolist()))
        return [found[start:end] for start, end in pairwise(bounds)]

    def _read(self, asked: Asked) -> "tuple[Array, Array]":
        """The listed names that hold any of the words that are needed; one may come twice."""
        import numpy as np

        words, questions = asked.word[asked.needed], asked.question[asked.needed]
        start = self._a["posting_start"]
        size = (start[words + 1] - start[words]).astype(np.int64)
        offset = np.repeat(start[words].astype(np.int64) - np.cumsum(size) + size, size)
        row = np.take(self._a["posting"], offset + np.arange(len(offset)))
        kinds = np.repeat(asked.kinds[questions], size)
        good = np.flatnonzero(np.take(self._a["row_kind"], row) & kinds)
        question, row = np.repeat(questions, size).take(good), row.take(good)
        if births := asked.births:
            born = self._born_on(row)
            near = born[:, 0] <= births.until.take(question)
            near &= born[:, 1] >= births.since.take(question)
            good = np.flatnonzero(near)
            question, row = question.take(good), row.take(good)
        return question, row.astype(np.int64)

    def _born_on(self, row: "Array") -> "Array":
        """The first and last day that each name's bearer can be born on."""
        import numpy as np

        return self._row_born.take(row).view(np.int32).reshape(-1, 2)

    def _meet(
        self, asked: Asked, question: "Array", row: "Array"
    ) -> "tuple[Array, Array, Array, Array]":
        """Which words of each listed name are like which words of its question.

        Returns:
            The number of the name, the bits of its words that meet, the listed word, and the number
            of the word among those asked for; what is of one name stands together.
        """
        import numpy as np

        front = np.take(self._a["row_front"], row, axis=0)
        slots = slot(spread(question)[:, None], front).ravel()
        flat = asked.maybe(slots)
        pair, word = flat // FRONT, front.ravel().take(flat)
        met, hit = asked.met(slots.take(flat), question.take(pair), word)
        pair, word, place = pair.take(hit), word.take(hit), flat.take(hit) % FRONT
        if len(long := np.flatnonzero(front[:, 0] == NONE)):
            found = self._of_long(asked, question[long], row[long])
            columns = (pair, long[found[0]]), (place, found[1]), (word, found[2]), (met, found[3])
            pair, place, word, met = map(np.concatenate, columns)
        joined = place - self._a["row_size"].take(row.take(pair)).astype(np.int64)
        one, two = np.uint64(1), np.uint64(3)
        alone = one << np.minimum(place, BITS).astype(np.uint64)
        together = two << np.clip(joined, 0, BITS).astype(np.uint64)
        bits = np.where(joined < 0, alone, together)
        return pair, bits, word, met

    def _of_long(
        self, asked: Asked, question: "Array", row: "Array"
    ) -> "tuple[Array, Array, Array, Array]":
        """The same of names of many words: name, place, word, and word asked for."""
        import numpy as np

        start = self._a["row_start"][row].astype(np.int64)
        size = self._a["row_start"][row + 1] - start
        end = np.cumsum(size)
        word = self._a["row_word"][np.repeat(start - end + size, size) + np.arange(end[-1])]
        slots = slot(np.repeat(spread(question), size), word)
        flat = asked.maybe(slots)
        name = np.searchsorted(end, flat, "right")
        met, hit = asked.met(slots[flat], question[name], word[flat])
        flat, name = flat[hit], name[hit]
        return name, flat - (end - size)[name], word[flat], met

    def _totals(self) -> "Array":
        """The rarity of all words of each listed name, those that are joined of others left out."""
        import numpy as np

        start = self._a["row_start"].astype(np.int64)
        rows = len(start) - 1
        place = np.arange(start[-1]) - np.repeat(start[:-1], np.diff(start))
        of_rows = self._rarity[self._a["row_word"]]
        of_rows[place >= np.repeat(self._a["row_size"], np.diff(start))] = 0
        return np.add.reduceat(of_rows, start[:-1]) if rows else of_rows


def _without(solid: "Array", pair: "Array", bits: "Array") -> "Array":
    """How many of the solid bits of each pair are not among the bits that met."""
    import numpy as np

    met = np.zeros(len(solid), np.uint64)
    first = np.flatnonzero(np.concatenate([[True], pair[1:] != pair[:-1]])[: len(pair)])
    if len(first):
        met[pair[first]] = np.bitwise_or.reduceat(bits, first)
    left_over: Array = np.bitwise_count(solid & ~met)
    return left_over
