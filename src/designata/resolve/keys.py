"""The keys of a record: two records that share one are worth a comparison.

Two words of a name, by their consonants; a whole name, by the words in any order; a word and a
year of birth; an identifier. A key that too many records have tells nothing, and each kind of key
has its own bound.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

import msgspec

from designata.evidence import features
from designata.model.when import span
from designata.names.parts import VESSEL, Name, kind_of, parse
from designata.resolve.records import Known

_PAIR, _LONE, _WHOLE, _SHIP, _BORN, _NUMBER = 40, 30, 200, 60, 40, 50
"""How many records may have a key of each kind before it tells nothing."""

_RAREST = 6
_BRACKETS = re.compile(r"\([^()]*\)")

_bone = lru_cache(maxsize=1 << 17)(features.key)
_rarity = lru_cache(maxsize=1 << 17)(features.rarity)
_VAGUE = 800


class Key(msgspec.Struct, frozen=True):
    """A key of a record.

    Args:
        key: 64 bits of a hash.
        most: with more records than this it tells nothing.
    """

    key: int
    most: int


def of(known: Known) -> Iterator[Key]:
    """The keys of a record, each once.

    >>> one, other = (Known(id=name, schema="Person", publisher="x", founded=1, names=(name,),
    ...                     facts={}) for name in ("Sergei Kozlov", "KOZLOV, Sergey Ivanovich"))
    >>> bool(set(of(one)) & set(of(other)))
    True
    """
    kind = kind_of(known.schema)
    found: dict[str, int] = {}
    words: set[str] = set()
    for text in (bare for name in known.names for bare in unbracketed(name)):
        name = parse(text, kind)
        mine = bones(name)
        words |= mine.keys()
        for key, most in _of_name(mine, name, kind):
            found[f"{kind} {key}"] = most
    for year in _years(known):
        for word in words:
            found[f"{kind} {word} {year}"] = _BORN
    for number in known.numbers():
        found[number] = _NUMBER
    for text, most in found.items():
        yield Key(_hash(text), most)


def unbracketed(text: str) -> Iterator[str]:
    """A name without what stands in brackets, then as it is written, if that is another.

    >>> list(unbracketed("LASHKAR I JHANGVI (LJ)"))
    ['LASHKAR I JHANGVI', 'LASHKAR I JHANGVI (LJ)']
    """
    bare = " ".join(_BRACKETS.sub(" ", text).split())
    if bare and bare != text:
        yield bare
    yield text


def bones(name: Name) -> dict[str, float]:
    """The words of a name by their consonants, initials left out, with how rare each is.

    >>> list(bones(parse("Sergei V. Kozlov")))
    ['srk', 'kslf']
    """
    return {_bone(word): _rarity(word) for word in name.words if len(word) > 1}


def _of_name(words: dict[str, float], name: Name, kind: str) -> Iterator[tuple[str, int]]:
    numbers = " ".join(sorted(name.numbers))
    rare = sorted(words, key=lambda word: (-words[word], word))[:_RAREST]
    if rare:
        yield f"= {' '.join(sorted(rare))} {numbers}", _SHIP if kind == VESSEL else _WHOLE
    if kind == VESSEL:
        return
    if len(rare) == 1:
        yield f"1 {rare[0]} {numbers}", _LONE
    for pair in combinations(sorted(rare), 2):
        yield f"2 {' '.join(pair)}", _PAIR


def _years(known: Known) -> set[int]:
    """The years of birth, where they are told to within two years."""
    first, last = span(known.facts.get("birthDate", ()))
    if not first or last - first > _VAGUE:
        return set()
    return {dt.date.fromordinal(first).year, dt.date.fromordinal(last).year}


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
