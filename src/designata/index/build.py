"""Builds an index from a store: every listed entity, its names word by word, and its facts.

What a question needs to be answered lies in the index, so that screening opens no other file.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import msgspec

from designata.index import file, whole
from designata.index.entries import entries
from designata.index.entry import About, Listed
from designata.index.keys import hashes
from designata.model.when import span
from designata.names.keys import skeleton, sounds
from designata.names.parts import ANY, FIRM, PERSON, VESSEL, Name, kind_of, parse
from designata.store import listing
from designata.store.claims import Store

if TYPE_CHECKING:
    import numpy as np

VERSION = 17
BITS = 60
"""Words of a name that are told apart when it is said which of them met."""

KINDS = {PERSON: 1, FIRM: 2, VESSEL: 4, ANY: 8}
"""A bit for each kind of thing that a name names."""

FRONT = 8
"""Words of a name, joined ones among them, that stand in one row of a table; for most it is all."""

NONE = 0xFFFFFFFF
"""Stands in it for no word; a name of more words has nothing else."""

LONGEST_JOIN = 6
"""In names of more words, neighbours are not joined."""


def build(store: Store, path: Path, *, as_of: dt.date | None = None) -> About:
    """Builds the index of a store into a file.

    Args:
        store: the store.
        path: the file; replaced in one rename.
        as_of: what was known on a day.
    """
    return of_entries(
        entries(store, as_of=as_of),
        path,
        edition=store.manifest.edition,
        as_of=as_of,
        lists=listing.dates(store, as_of=as_of),
    )


def of_entries(
    listed: Iterable[Listed],
    path: Path,
    *,
    edition: int = 0,
    as_of: dt.date | None = None,
    lists: dict[str, str] | None = None,
) -> About:
    """Builds an index of entities that are at hand.

    Args:
        listed: the entities.
        path: the file; replaced in one rename.
        edition: of the store that they come from.
        as_of: the day that they were known on.
        lists: the date of each publisher's newest list.
    """
    import numpy as np

    words = _Words()
    blobs: list[bytes] = []
    numbers: list[tuple[int, int]] = []
    schemata: dict[str, int] = {}
    kinds: list[int] = []
    births: list[tuple[int, int]] = []
    encoder = msgspec.msgpack.Encoder()
    for number, entity in enumerate(listed):
        blobs.append(encoder.encode(entity))
        words.take(number, entity)
        numbers += [(crc32(value.encode()), number) for value in entity.numbers()]
        kinds.append(schemata.setdefault(entity.schema, len(schemata)))
        births.append(span(entity.facts.get("birthDate", ())))
    about = About(
        version=VERSION,
        edition=edition,
        as_of=as_of,
        lists=lists or {},
        entities=len(blobs),
        names=len(words.entities),
        schemata=list(schemata),
    )
    arrays = words.arrays() | _blob("entity", blobs) | _numbers(numbers)
    arrays["entity_schema"] = np.array(kinds, np.uint8)
    arrays["entity_born"] = np.array(births, np.int32).reshape(-1, 2)
    born = arrays["entity_born"][arrays["name_entity"]]
    born[born[:, 0] == 0] = 0, np.iinfo(np.int32).max  # who may be of any age
    arrays["row_born"] = born
    file.write(path, about, arrays)
    return about


class _Words:
    """The words of all names, and which names hold them."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._postings: list[list[int]] = []
        self._seen: Counter[int] = Counter()
        self.entities: list[int] = []
        self._texts: list[int] = []
        self._rows: list[list[int]] = []
        self._sizes: list[int] = []
        self._solid: list[int] = []
        self._kinds: list[int] = []
        self._people: list[tuple[int, Name]] = []

    def take(self, entity: int, listed: Listed) -> None:
        kind = kind_of(listed.schema)
        mine: set[int] = set()
        known: set[tuple[str, ...]] = set()
        for place, (text, _) in enumerate(listed.names):
            name = parse(text, kind)
            if not name.spelled or name.spelled in known:
                continue
            known.add(name.spelled)
            row = len(self.entities)
            self.entities.append(entity)
            self._texts.append(place)
            written = tuple(dict.fromkeys(name.spelled))
            with_joins = (*written, *joins(name.spelled))
            for word in dict.fromkeys(with_joins):
                number = self._ids.setdefault(word, len(self._ids))
                if number == len(self._postings):
                    self._postings.append([])
                self._postings[number].append(row)
                mine.add(number)
            self._rows.append([self._ids[word] for word in with_joins])
            if kind == PERSON:
                self._people.append((row, name))
            self._sizes.append(len(written))
            self._kinds.append(KINDS[kind])
            sure = not (name.abjad or name.syllabic) and len(written) == len(name.spelled)
            self._solid.append(_solid(written) if sure else 0)
        self._seen.update(mine)

    def arrays(self) -> "dict[str, np.ndarray[Any, Any]]":
        import numpy as np

        keys: list[int] = []
        of_word: list[int] = []
        for word, number in self._ids.items():
            for key in hashes(word, loose=True):
                keys.append(key)
                of_word.append(number)
        key_array, word_array = np.array(keys, np.uint32), np.array(of_word, np.uint32)
        order = np.argsort(key_array, kind="stable")
        lengths = np.array([len(rows) for rows in self._postings], np.uint32)
        postings = np.fromiter(
            (row for rows in self._postings for row in rows), np.uint32, int(lengths.sum())
        )
        frequency = np.array([self._seen[n] for n in range(len(self._ids))], np.uint32)
        arrays: dict[str, np.ndarray[Any, Any]] = {
            "key": key_array[order],
            "key_word": word_array[order],
            "posting_start": np.concatenate([[0], np.cumsum(lengths)]).astype(np.uint32),
            "posting": postings,
            "frequency": frequency,
            "row_word": np.array([n for row in self._rows for n in row], np.uint32),
            "row_start": np.concatenate(
                [[0], np.cumsum([len(row) for row in self._rows], dtype=np.uint32)]
            ).astype(np.uint32),
            "row_front": self._front(),
            "row_size": np.array(self._sizes, np.uint16),
            "row_kind": np.array(self._kinds, np.uint8),
            "row_solid": np.array(self._solid, np.uint64),
            "name_entity": np.array(self.entities, np.uint32),
            "name_place": np.array(self._texts, np.uint16),
        }
        arrays |= whole.arrays(self._people)
        arrays |= _blob("word", [word.encode() for word in self._ids])
        arrays |= _blob("heard", [sounds(word).encode() for word in self._ids])
        return arrays | _blob("bones", [skeleton(word).encode() for word in self._ids])

    def _front(self) -> "np.ndarray[Any, Any]":
        import numpy as np

        front = np.full((len(self._rows), FRONT), NONE, np.uint32)
        for size in range(1, FRONT + 1):
            of_size = [number for number, row in enumerate(self._rows) if len(row) == size]
            front[of_size, :size] = np.array([self._rows[n] for n in of_size]).reshape(-1, size)
        return front


def _solid(words: Sequence[str]) -> int:
    """A bit for each of a name's words that is no initial."""
    return sum(1 << place for place, word in enumerate(words[:BITS]) if len(word) > 1)


def joins(words: tuple[str, ...]) -> Iterator[str]:
    """Neighbours written as one word, for names that others write so.

    >>> list(joins(("good", "will", "trust")))
    ['goodwill', 'willtrust']
    """
    if len(words) <= LONGEST_JOIN:
        for first, second in pairwise(words):
            yield first + second


def _blob(name: str, pieces: list[bytes]) -> "dict[str, np.ndarray[Any, Any]]":
    import numpy as np

    lengths = np.array([len(piece) for piece in pieces], np.uint64)
    return {
        name: np.frombuffer(b"".join(pieces), np.uint8),
        f"{name}_start": np.concatenate([[0], np.cumsum(lengths)]).astype(np.uint64),
    }


def _numbers(pairs: list[tuple[int, int]]) -> "dict[str, np.ndarray[Any, Any]]":
    import numpy as np

    pairs.sort()
    return {
        "number": np.array([key for key, _ in pairs], np.uint32),
        "number_entity": np.array([entity for _, entity in pairs], np.uint32),
    }
