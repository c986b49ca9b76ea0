"""The keys of a word under which an index holds it; equal keys make a candidate, not a match."""

from functools import lru_cache
from zlib import crc32

from designata.names.keys import skeleton, sounds

_SHORTEST_SKELETON = 3
_SHORTEST_DELETE = 4
_SERVANT = 6
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
        before = _WRITTEN
        for place in range(len(raw)):
            found.add(crc32(raw[place + 1 :], before))
            before = crc32(raw[place : place + 1], before)
    if len(raw) > _SERVANT and word.startswith("abd"):
        found.update(hashes(word[3:], loose=loose))
    return tuple(found)


def written(word: str) -> int:
    """The hash of a word as it is written."""
    return crc32(word.encode(), _WRITTEN)


def joined(first: str, second: str) -> tuple[int, int, int]:
    """The hashes of two words written as one: as written, by their sounds, by their skeletons.

    >>> joined("good", "will")[0] in hashes("goodwill")
    True
    """
    return (
        crc32((first + second).encode(), _WRITTEN),
        crc32((sounds(first) + sounds(second)).encode(), _HEARD),
        crc32((skeleton(first) + skeleton(second)).encode(), _BONES),
    )
