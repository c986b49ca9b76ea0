"""The keys of a word under which an index holds it; equal keys make a candidate, not a match."""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from designata.names.keys import skeleton, sounds

_SHORTEST_SKELETON = 3
_SHORTEST_DELETE = 4
_SERVANT = 6


@lru_cache(maxsize=1 << 17)
def hashes(word: str, *, loose: bool = False) -> tuple[int, ...]:
    """The 32-bit hashes of a word's keys: itself, its sounds, its skeleton, a letter left out.

    Args:
        word: in lower-case Latin letters.
        loose: also a short skeleton, for words without vowels.

    >>> bool(set(hashes("sergey")) & set(hashes("sergei")))
    True
    """
    return tuple({crc32(key.encode()) for key in _keys(word, loose=loose)})


def _keys(word: str, *, loose: bool) -> Iterator[str]:
    yield "w" + word
    yield "s" + sounds(word)
    bones = skeleton(word)
    if len(bones) >= _SHORTEST_SKELETON or (loose and bones):
        yield "k" + bones
    if len(word) >= _SHORTEST_DELETE:
        for place in range(len(word)):
            yield "w" + word[:place] + word[place + 1 :]
    if word.startswith("abd") and len(word) > _SERVANT:
        yield from _keys(word[3:], loose=loose)
