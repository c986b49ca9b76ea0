"""What a comparison of two names amounts to in figures, for the weights to be put on.

Every word counts as much as it is rare (Fellegi and Sunter's term-frequency adjustment: agreeing on
a rare value says more than on a common one).
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import msgspec
from rapidfuzz.distance import OSA

from designata.data import load
from designata.names.compare import Comparison
from designata.names.keys import skeleton, sounds
from designata.names.parts import PERSON, VESSEL, Name

NAMES = (
    "nothing",
    "met",
    "exact",
    "unlike",
    "worst",
    "against",
    "conflict",
    "left_over",
    "one_of_several",
    "lone",
    "initials",
    "numbers_differ",
    "number_missing",
    "forms_differ",
    "forms_same",
    "out_of_order",
    "one_letter",
    "two_letters",
    "slip",
    "other_name",
    "only_alike",
)
"""The features, as the table of weights names them."""

_RARE = 0.9
_BONES = 3
_MET_ENOUGH = 2.5
_SHORT = 7
_SWAPPED = 5
"""Letters from which on a name with two of them swapped is hardly another name, save a ship's."""

_WORD = 4
_MANY = 3
_SLIP = -1


def rarity(word: str) -> float:
    """How rare a word is in names, from 0.05 to 0.9.

    Counted in the lists by consonants, so that all spellings of a word count as one
    (``data/word_rarity.toml``), and no more than names that millions bear
    (``data/common_names.toml``); a word that is not among the common ones is rare.

    >>> rarity("mohammad") == rarity("mhmd") < rarity("panfilov")
    True
    """
    return _common().get(key(word), _RARE)


def _other_name(left: Name, right: Name, found: Comparison) -> bool:
    """Whether words that stand against each other are names in their own right.

    A slip of the pen hardly ever makes another name of one: Bashir and Yasir are brothers.
    """
    sides = (left, found.left), (right, found.right)
    return all(
        any(_is_name(word, name.kind, name.abjad) for word in words) for name, words in sides
    )


@lru_cache(maxsize=1 << 16)
def _is_name(word: str, kind: str, abjad: bool) -> bool:  # noqa: FBT001  - cached
    """Whether several people bear a word, behind "servant of" too; a firm's, if it is common."""
    if kind != PERSON:
        return key(word) in _common()
    for one in (word, word.removeprefix("abd")):
        if (skeleton(one) in _unwritten()) if abjad else (sounds(one) in _known()):
            return True
    return False


@cache
def _known() -> frozenset[str]:
    """The names that several people bear, by their sounds."""
    return frozenset(load("known_names", dict[str, str])["names"].split())


@cache
def _unwritten() -> frozenset[str]:
    """The same by their consonants, where no more is written."""
    return frozenset(map(skeleton, _known()))


def key(word: str) -> str:
    """Under what a word is counted: its consonants, or its sounds where those are few."""
    bones = skeleton(word)
    return bones if len(bones) >= _BONES else sounds(word)


class _Common(msgspec.Struct, frozen=True):
    rarity: float
    names: str


@cache
def _common() -> dict[str, float]:
    counted = load("word_rarity", dict[str, dict[str, str]])["rarity"]
    found = {bones: float(value) for value, row in counted.items() for bones in row.split()}
    common = load("common_names", _Common)
    for word in common.names.split():
        found[key(word)] = min(found.get(key(word), _RARE), common.rarity)
    return found


def of_names(left: Name, right: Name, found: Comparison) -> Mapping[str, float]:
    """The features of two names; those that are 0 are left out.

    >>> from designata.names.compare import compare
    >>> from designata.names.parts import parse
    >>> a, b = parse("Ivan Petrov", "person"), parse("Petrov Ivan", "person")
    >>> found = of_names(a, b, compare(a, b))
    >>> "conflict" in found, found["out_of_order"]
    (False, 1.0)
    """
    whole = [met for met in found.met if not met.initial]
    weights = {met: (rarity(met.left) + rarity(met.right)) / 2 for met in whole}
    over_left = sum(rarity(word) for word in found.left)
    over_right = sum(rarity(word) for word in found.right)
    conflict = min(over_left, over_right)
    total = sum(weights.values())
    exact = sum(weight for met, weight in weights.items() if met.likeness >= 0.98)  # noqa: PLR2004
    unlike = sum(1 - met.likeness for met in whole)
    both = bool(left.numbers and right.numbers)
    letters = _letters(left, right, found)
    other_name = letters not in {0, _MANY} and _other_name(left, right, found)
    if other_name and letters == 2:  # noqa: PLR2004
        letters = _MANY
    figures = {
        "nothing": float(not whole and letters in {0, _MANY}),
        "met": min(total, _MET_ENOUGH),
        "exact": min(exact, _MET_ENOUGH),
        "unlike": unlike,
        "worst": max((1 - met.likeness for met in whole), default=0.0),
        "against": float(min(len(found.left), len(found.right))),
        "conflict": float(conflict),
        "left_over": max(over_left, over_right) - conflict,
        "one_of_several": float(len(whole) == 1 and bool(found.left or found.right)),
        "lone": float(
            len(whole) == 1 and bool(found.left) != bool(found.right) and not found.met[1:]
        ),
        "initials": float(len(found.met) - len(whole)),
        "numbers_differ": float(found.numbers is False and both),
        "number_missing": float(found.numbers is False and not both),
        "forms_differ": float(found.forms is False),
        "forms_same": float(found.forms is True),
        "out_of_order": float(not found.in_order),
        "one_letter": float(letters == 1),
        "two_letters": float(letters == 2),  # noqa: PLR2004
        "slip": float(letters == _SLIP),
        "only_alike": float(len(left.words) == len(right.words) == 1 and bool(unlike)),
        "other_name": float(other_name),
    }
    return {name: value for name, value in figures.items() if value}


def letters_off(left: Name, right: Name, *, most: int) -> int:
    """How many letters of the whole name differ, ``most`` and one if it is more.

    With and without what counts for nothing, and as it is written: a letter mistyped in "Abdul"
    leaves it where nothing else is left out.

    >>> from designata.names.parts import parse
    >>> letters_off(parse("Agdulhai Khan", "person"), parse("Abdulhai Khan", "person"), most=2)
    1
    """
    pairs = [(left.words, right.words)]
    if left.tokens and right.tokens:
        pairs.append((left.tokens, right.tokens))
    return min(OSA.distance("".join(a), "".join(b), score_cutoff=most) for a, b in pairs)


def letters_apart(left: Iterable[str], right: Iterable[str]) -> int:
    """How many letters differ of the words that stand against each other, wherever they stand.

    >>> letters_apart(["ssad"], ["asad"]), letters_apart(["ivan"], ["oleg"]) > 2
    (1, True)
    """
    return OSA.distance("".join(left), "".join(right), score_cutoff=_MANY - 1)


def _letters(left: Name, right: Name, found: Comparison) -> int:
    """How many letters of the whole name differ, where a word stands against another.

    A slip of the pen makes another word of a short one; in a long name it is still a slip.

    Returns:
        0 where nothing stands against anything, 1 or 2 letters among longer words, ``_SLIP`` for
        one among short ones or a space in the wrong place, else ``_MANY``.
    """
    if not (found.left and found.right) or left.numbers != right.numbers:
        return 0
    one, other = "".join(left.words), "".join(right.words)
    letters = letters_off(left, right, most=_MANY - 1)
    if letters >= _MANY:
        letters = letters_apart(found.left, found.right)
        letters += sum(OSA.distance(met.left, met.right) for met in found.met if not met.initial)
    letters += left.abjad and right.abjad
    swapped = letters == 1 and len(one) >= _SWAPPED and sorted(one) == sorted(other)
    swapped &= left.kind != VESSEL
    if letters >= _MANY or (min(len(one), len(other)) < _SHORT and not swapped):
        return _MANY
    shortest = min(map(len, (*found.left, *found.right)))
    longest = max(map(len, (*found.left, *found.right)))
    if longest == 1 or (letters == 2 and longest <= _WORD):  # noqa: PLR2004
        return _MANY
    if shortest < _WORD or not letters:
        return _SLIP if letters <= 1 else _MANY
    return letters
