"""How alike two names are, word by word: which words met, which are left over on either side.

Words are compared by their sounds, with edits that cost what they mean: a vowel for a vowel or a
voiced for an unvoiced consonant little, a letter for any other much. Words may stand in any order,
be joined or split, or be given as initials. What it means is for ``evidence`` to weigh.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec
from rapidfuzz.distance import OSA

from designata.names.keys import skeleton, sounds
from designata.names.nicknames import distinct, nicknames
from designata.names.parts import BARE, Name, with_titles

VOWELS = frozenset("aeiou")
ALIKE = 0.8
"""Below this, two words are different words."""

ALIKE_UNWRITTEN = 0.7
"""The same, where one of them leaves its vowels out."""

_HALF_VOWELS = VOWELS | {"v"}
_NEAR = {
    frozenset(pair): cost
    for pairs, cost in (
        (("vf", "kg", "zs", "cs", "SC", "JZ", "JC", "hX", "Xk", "sS", "zZ", "cC", "JS", "cz"), 0.3),
        (("gh", "td", "pb", "Ji", "iJ", "gJ", "kX", "vb", "kC", "gX", "Cc", "ZS", "Jz"), 0.45),
        (("mn", "kh", "fp", "fh", "ts", "dz", "tc", "tC"), 0.7),
    )
    for pair in pairs
}
_VOWEL_FOR_VOWEL = 0.4
_VOWEL_MORE = 0.55
_H_MORE = 0.5
_UNWRITTEN = 0.06
_FIRST_LETTER = 0.25
_WITHOUT_SERVANT = 0.85
_NICKNAME = 0.88
_HOPELESS = 0.34
_ROUNDING = 1e-9
_MELTS, _INTO = frozenset("bcdgkpstz"), frozenset("hsczjk")
"""Letters that can make one sound with those that follow: "s" and "h"."""

_SHORT = 4
_SHORT_ALIKE = 0.86
"""Short words differ by less, and so must be more alike."""


class Met(msgspec.Struct, frozen=True):
    """Two words that met.

    Args:
        left: the word of the left name.
        right: the word of the right name.
        likeness: from ``ALIKE`` to 1.
        initial: whether one is only the other's first letter.
    """

    left: str
    right: str
    likeness: float
    initial: bool = False


class Comparison(msgspec.Struct, frozen=True):
    """Two names, word by word.

    Args:
        met: words that met, best first.
        left: words of the left name that met none.
        right: words of the right name that met none.
        in_order: whether the words that met stand in one order.
        numbers: whether the numbers are the same; none where neither has any.
        forms: whether the legal forms are of one class; none where either has none.
    """

    met: tuple[Met, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    in_order: bool
    numbers: bool | None
    forms: bool | None


def compare(left: Name, right: Name) -> Comparison:
    """Compares two names.

    >>> from designata.names.parts import parse
    >>> found = compare(parse("Sergei Kozlov", "person"), parse("KOZLOV, Sergey M.", "person"))
    >>> [(met.left, met.right) for met in found.met], found.left, found.right
    ([('kozlov', 'kozlov'), ('sergei', 'sergey')], (), ('m',))
    """
    abjad = left.abjad != right.abjad
    mine, theirs = joined(left, right)
    pairs = sorted(
        (
            (-likeness(a, b, abjad), i, j)
            for i, a in enumerate(mine)
            for j, b in enumerate(theirs)
            if len(a) > 1 and len(b) > 1
        ),
    )
    met: list[Met] = []
    places: list[tuple[int, int]] = []
    free_left, free_right = set(range(len(mine))), set(range(len(theirs)))
    for minus, i, j in pairs:
        if -minus < (ALIKE_UNWRITTEN if abjad else ALIKE):
            break
        if i in free_left and j in free_right:
            met.append(Met(mine[i], theirs[j], -minus))
            places.append((i, j))
            free_left.discard(i)
            free_right.discard(j)
    for i in sorted(free_left):
        for j in sorted(free_right):
            a, b = mine[i], theirs[j]
            if min(len(a), len(b)) == 1 and (a[0] == b[0] or sounds(a)[:1] == sounds(b)[:1]):
                met.append(Met(a, b, 1.0, initial=len(a) != len(b)))
                places.append((i, j))
                free_left.discard(i)
                free_right.discard(j)
                break
    order = [j for _, j in sorted(places)]
    return Comparison(
        met=tuple(met),
        left=tuple(mine[i] for i in sorted(free_left)),
        right=tuple(theirs[j] for j in sorted(free_right)),
        in_order=order == sorted(order),
        numbers=_same(left.numbers, right.numbers) if left.numbers or right.numbers else None,
        forms=left.form == right.form if left.form and right.form else None,
    )


def _shuffled(left: Name, right: Name) -> bool:
    """Whether two people's names are of the very same words, wherever "Abu" and "Abdul" stand."""
    return bool(left.tokens) and sorted(left.tokens) == sorted(right.tokens)


def _same(left: Sequence[str], right: Sequence[str]) -> bool:
    return sorted(left) == sorted(right)


def joined(left: Name, right: Name) -> tuple[list[str], list[str]]:
    """The words of both as they are compared: those joined that the other name writes as one.

    >>> from designata.names.parts import parse
    >>> joined(parse("Kim Jong Un", "person"), parse("KIM Jongun", "person"))
    (['kim', 'jongun'], ['kim', 'jongun'])
    """
    mine, theirs = list(left.words), list(right.words)
    if left.words == right.words:
        return mine, theirs
    if _shuffled(left, right):
        return list(left.tokens), list(right.tokens)
    if titles := (left.light | right.light).intersection(left.tokens, right.tokens):
        mine, theirs = list(with_titles(left, titles)), list(with_titles(right, titles))
    mine, theirs = _apart(mine, theirs), _apart(theirs, mine)
    abjad = left.abjad != right.abjad
    return _join(mine, theirs, abjad=abjad), _join(theirs, mine, abjad=abjad)


def _apart(words: list[str], others: list[str]) -> list[str]:
    """Words without an "Abdul" that the other name has before another word.

    "Abdul Omari" is "Abdul Jabbar Omari" with a word left out, and so is "Omar Abdul".
    """
    found: list[str] = []
    for word in words:
        first, rest = word[:3], word[3:]
        if first in BARE and word not in others:
            alone = [other for other in others if not other.startswith(first)]
            if len(alone) < len(others):
                if not rest:
                    continue
                if any(likeness(rest, other) >= ALIKE for other in alone):
                    word = rest  # noqa: PLW2901
        found.append(word)
    return found or words


def _join(words: list[str], others: list[str], *, abjad: bool) -> list[str]:
    keys = {skeleton(word): word for word in others if len(word) > 3}  # noqa: PLR2004
    words = list(words)
    index = 0
    while index < len(words) - 1:
        best, length = ALIKE, 0
        for size in (2, 3) if _may_join(words[index : index + 3], keys) else ():
            parts = words[index : index + size]
            other = keys.get(skeleton("".join(parts)))
            if len(parts) == size and other and not set(parts) & set(others):
                alone = max(likeness(part, other, abjad) for part in parts)
                together = likeness("".join(parts), other, abjad)
                if together > max(best, alone):
                    best, length = together, size
        if length:
            words[index : index + length] = ["".join(words[index : index + length])]
        index += 1
    return words


def _may_join(words: Sequence[str], wholes: Iterable[str]) -> bool:
    """Whether the first of these words and those behind it can make one of these skeletons.

    What a word begins with stays, save where letters become one sound with the next word's; so
    much is told without taking them apart as one.
    """
    first, *behind = map(skeleton, words)
    word = words[0]
    stays = len(first) > 1 and word[0] not in "cqx"
    if len(word) <= _SHORT and word[-1] in _MELTS and behind[0][:1] in _INTO:
        stays = False
    longest = len(first) + sum(map(len, behind)) + 2
    wholes = [whole for whole in wholes if len(whole) <= longest]
    return bool(wholes) and (not stays or first[0] in {whole[:1] for whole in wholes})


@lru_cache(maxsize=1 << 18)
def likeness(left: str, right: str, abjad: bool = False) -> float:  # noqa: FBT001, FBT002  - cached
    """How alike two words sound, up to 1 for the same letters; 0 where they are different words.

    Args:
        left: a word in lower-case Latin letters.
        right: another.
        abjad: whether one of them comes from a script that leaves vowels out.

    >>> likeness("sergey", "sergei") > 0.95 > likeness("sergey", "ivan")
    True
    >>> likeness("mhmd", "mohammed", True) > 0.8 > likeness("mhmd", "mohammed")
    True
    """
    if left == right:
        return 1.0
    if distinct(left, right):
        return 0.0
    a, b = sounds(left), sounds(right)
    if a == b:
        return 0.98
    known = _NICKNAME if nicknames(left) & nicknames(right) else 0.0
    if _servant(a, b) or _servant(b, a):
        known = _WITHOUT_SERVANT
    found = _by_consonants(a, b) if abjad else _by_letters(a, b)
    if min(len(a), len(b)) <= _SHORT and found < (ALIKE if abjad else _SHORT_ALIKE):
        found = 0.0
    return max(known, found)


def _by_letters(a: str, b: str) -> float:
    if OSA.normalized_similarity(a, b, score_cutoff=_HOPELESS) < _HOPELESS:
        return 0.0
    longest = max(len(a), len(b), 4)
    cost = _distance(a, b, _VOWEL_MORE, most=(1 - ALIKE) * longest)
    if a[0] != b[0] and frozenset((a[0], b[0])) not in _NEAR and not ({a[0], b[0]} <= VOWELS):
        cost += _FIRST_LETTER
    return max(0.0, 1.0 - cost / longest)


def _servant(long: str, short: str) -> bool:
    """Whether a name is the other behind "abd", which lists leave out at times."""
    return len(short) > 3 and long.startswith(("abd", "bd")) and long.endswith(short)  # noqa: PLR2004


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter not in _HALF_VOWELS)


def _by_consonants(a: str, b: str) -> float:
    if OSA.normalized_similarity(_bare(a), _bare(b), score_cutoff=_HOPELESS) < _HOPELESS:
        return 0.0
    longest = max(sum(c not in _HALF_VOWELS for c in word) for word in (a, b))
    if not longest:
        return 0.0
    longest = max(longest, 3)
    cost = _distance(a, b, _UNWRITTEN, most=(1 - ALIKE_UNWRITTEN) * longest)
    return max(0.0, 1.0 - cost / longest)


def _distance(a: str, b: str, vowel: float, *, most: float) -> float:
    """Edits with their costs; a letter out of place counts once (restricted Damerau).

    Infinite as soon as it is sure to be more than ``most``.
    """
    most += _ROUNDING
    insert = [_more(c, vowel) for c in b]
    before_last: list[float] = []
    last = [0.0]
    for cost in insert:
        last.append(last[-1] + cost)
    for i, x in enumerate(a):
        delete = _more(x, vowel)
        row = [last[0] + delete]
        for j, y in enumerate(b):
            best = last[j] + _instead(x, y)
            other = last[j + 1] + delete
            best = min(other, best)
            other = row[j] + insert[j]
            best = min(other, best)
            if i and j and x == b[j - 1] and y == a[i - 1] and x != y:
                best = min(best, before_last[j - 1] + 0.8)
            row.append(best)
        if min(row) > most and min(last) > most:
            return math.inf
        before_last, last = last, row
    return last[-1]


def _more(letter: str, vowel: float) -> float:
    if letter in VOWELS or (vowel == _UNWRITTEN and letter == "v"):
        return vowel
    return _H_MORE if letter == "h" else 1.0


@lru_cache(maxsize=4096)
def _instead(x: str, y: str) -> float:
    if x == y:
        return 0.0
    if x in VOWELS and y in VOWELS:
        return _VOWEL_FOR_VOWEL
    if x in _HALF_VOWELS and y in _HALF_VOWELS:
        return _VOWEL_FOR_VOWEL
    return _NEAR.get(frozenset((x, y)), 1.0)
