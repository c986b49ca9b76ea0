"""The keys of a word under which an index holds it; equal keys make a candidate, not a match."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from rapidfuzz.distance import OSA

from designata.names.keys import skeleton, sounds

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

_SHORTEST_SKELETON = 3
_SHORTEST_DELETE = 4
_SERVANT = 6
_SERVANTS = ("abdul", "abdel", "abdal")
_WRITTEN, _HEARD, _BONES = (crc32(mark) for mark in (b"w", b"s", b"k"))


@lru_cache(maxsize=1 << 17)
def hashes(word: str, *, loose: bool = False) -> tuple[int, ...]:
    """The 32-bit hashes of a word's keys: itself, its sounds, its skeleton, a letter left out.

    Args:
        word: in lower-case Latin letters.
        loose: also a short skeleton, for words without vowels.

    >>> bool(set(hashes("sergey")) & set(hashes("sergei")))
    True
    """
    raw, bones = word.encode(), skeleton(word)
    found = {crc32(raw, _WRITTEN), crc32(sounds(word).encode(), _HEARD)}
    if len(bones) >= _SHORTEST_SKELETON or (loose and bones):
        found.add(crc32(bones.encode(), _BONES))
    if len(raw) >= _SHORTEST_DELETE:
        found.update(left_out(raw, _WRITTEN))
    if len(raw) > _SERVANT and word.startswith("abd"):
        found.update(hashes(word[3:], loose=loose))
    elif len(raw) == _SERVANT and word.startswith("abd"):
        found.add(crc32(raw[3:], _WRITTEN))
    return tuple(found)


def left_out(raw: bytes, mark: int) -> Iterator[int]:
    """The hashes of some letters, each of them left out in turn.

    Args:
        raw: the letters.
        mark: what is hashed before them.
    """
    for place in range(len(raw)):
        yield crc32(raw[place + 1 :], mark)
        mark = crc32(raw[place : place + 1], mark)


def sought(word: str, *, loose: bool = False) -> tuple[int, ...]:
    """The hashes by which a word is looked for: its own, and that of what follows "Abdul" in it.

    >>> set(sought("agdulhai")) & set(hashes("abdhai")) == {written("hai")}
    True
    """
    rest = without_servant(word)
    return (*hashes(word, loose=loose), *((written(rest),) if rest else ()))


@lru_cache(maxsize=1 << 16)
def without_servant(word: str) -> str:
    """What follows "Abu" or "Abdul" in a word that begins with it; else nothing.

    "Abdul" may be mistyped by a letter.

    >>> without_servant("agdulhai"), without_servant("bdulqader"), without_servant("ahmed")
    ('hai', 'qader', '')
    """
    if len(word) >= _SERVANT and word.startswith("abd"):
        return word[3:]
    told = ("b" in word[:3]) + ("d" in word[1:4]) + ("l" in word[3:6])
    for size in (5, 4, 6) if told > 1 else ():  # a mistyped letter leaves two of them in place
        begin, rest = word[:size], word[size:]
        if len(rest) >= _SHORTEST_SKELETON and any(
            OSA.distance(begin, form, score_cutoff=1) <= 1 for form in _SERVANTS
        ):
            return rest
    return word[3:] if len(word) >= _SERVANT and word.startswith("abu") else ""


def written(word: str) -> int:
    """The hash of a word as it is written."""
    return crc32(word.encode(), _WRITTEN)


class Half(NamedTuple):
    """What is needed of a word to hash it together with a neighbour."""

    written: bytes
    heard: bytes
    bones: bytes
    first: tuple[int, int, int]
    """The hashes of the word as the first half."""


@lru_cache(maxsize=1 << 17)
def half(word: str) -> Half:
    """A word as a half of two that are written as one."""
    raw, heard, bones = word.encode(), sounds(word).encode(), skeleton(word).encode()
    hashes = crc32(raw, _WRITTEN), crc32(heard, _HEARD), crc32(bones, _BONES)
    return Half(raw, heard, bones, hashes)


def joined(first: str, second: str) -> tuple[int, int, int]:
    """The hashes of two words written as one: as written, by their sounds, by their skeletons.

    >>> joined("good", "will")[0] in hashes("goodwill")
    True
    """
    written, heard, bones = half(first).first
    end = half(second)
    return crc32(end.written, written), crc32(end.heard, heard), crc32(end.bones, bones)


def places(keys: "Array", wanted: "Array") -> "tuple[Array, Array]":
    """Where each key begins and ends among all keys; asked in their order, which spares memory.

    Args:
        keys: ascending.
        wanted: in any order.

    >>> import numpy as np
    >>> [place.tolist() for place in places(np.array([2, 5, 5, 9]), np.array([5, 4]))]
    [[1, 1], [3, 1]]
    """
    import numpy as np

    order = np.argsort(wanted)
    first, last = np.empty(len(wanted), np.int64), np.empty(len(wanted), np.int64)
    first[order] = np.searchsorted(keys, wanted[order])
    last[order] = np.searchsorted(keys, wanted[order], "right")
    return first, last
