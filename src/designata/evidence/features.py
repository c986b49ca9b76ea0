"""What a comparison of two names amounts to in figures, for the weights to be put on.

Every word counts as much as it is rare (Fellegi and Sunter's term-frequency adjustment: agreeing on
a rare value says more than on a common one).
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from designata.names.compare import Comparison
from designata.names.keys import skeleton, sounds
from designata.names.parts import Name

NAMES = (
    "met",
    "exact",
    "unlike",
    "worst",
    "conflict",
    "left_over",
    "one_word",
    "initials",
    "numbers_differ",
    "number_missing",
    "forms_differ",
    "forms_same",
    "out_of_order",
    "near_miss",
    "uncovered",
)
"""The features, as the table of weights names them."""

_RARE = 0.9
_BONES = 3
_MET_ENOUGH = 2.5
_SHORT = 4
_EDITS = 2


def rarity(word: str) -> float:
    """How rare a word is in names, from 0.05 to 0.9.

    Counted in the lists by consonants, so that all spellings of a word count as one
    (``data/word_rarity.toml``); a word that is not among the common ones is rare.

    >>> rarity("mohammad") == rarity("mhmd") < rarity("panfilov")
    True
    """
    return _common().get(key(word), _RARE)


def key(word: str) -> str:
    """Under what a word is counted: its consonants, or its sounds where those are few."""
    bones = skeleton(word)
    return bones if len(bones) >= _BONES else sounds(word)


@cache
def _common() -> dict[str, float]:
    source = files("designata.data").joinpath("word_rarity.toml")
    table: dict[str, str] = tomllib.loads(source.read_text("utf-8"))["rarity"]
    return {word: float(value) for value, words in table.items() for word in words.split()}


def of_names(left: Name, right: Name, found: Comparison) -> Mapping[str, float]:
    """The features of two names.

    >>> from designata.names.compare import compare
    >>> from designata.names.parts import parse
    >>> a, b = parse("Ivan Petrov", "person"), parse("Petrov Ivan", "person")
    >>> found = of_names(a, b, compare(a, b))
    >>> found["conflict"], found["out_of_order"]
    (0.0, 1.0)
    """
    whole = [met for met in found.met if not met.initial]
    weights = {met: (rarity(met.left) + rarity(met.right)) / 2 for met in whole}
    over_left = sum(rarity(word) for word in found.left)
    over_right = sum(rarity(word) for word in found.right)
    conflict = min(over_left, over_right)
    total = sum(weights.values())
    exact = sum(weight for met, weight in weights.items() if met.likeness >= 0.98)  # noqa: PLR2004
    unlike = sum(1 - met.likeness for met in whole)
    return MappingProxyType(
        {
            "met": min(total, _MET_ENOUGH),
            "exact": min(exact, _MET_ENOUGH),
            "unlike": unlike,
            "worst": max((1 - met.likeness for met in whole), default=0.0),
            "conflict": conflict,
            "left_over": max(over_left, over_right) - conflict,
            "one_word": float(len(whole) == 1),
            "initials": float(len(found.met) - len(whole)),
            "numbers_differ": float(
                found.numbers is False and bool(left.numbers and right.numbers)
            ),
            "number_missing": float(
                found.numbers is False and not (left.numbers and right.numbers)
            ),
            "forms_differ": float(found.forms is False),
            "forms_same": float(found.forms is True),
            "out_of_order": float(not found.in_order),
            "near_miss": _near_miss(left, right, found),
            "uncovered": conflict / (conflict + total) if conflict else 0.0,
        }
    )


def _near_miss(left: Name, right: Name, found: Comparison) -> float:
    """1 where all that is left over is one word on each side, a letter or two apart."""
    if len(found.left) != 1 or len(found.right) != 1 or left.numbers != right.numbers:
        return 0.0
    from rapidfuzz.distance import OSA

    a, b = found.left[0], found.right[0]
    longest = max(len(a), len(b))
    edits = OSA.distance(a, b, score_cutoff=_EDITS)
    if longest < _SHORT:
        return float(edits == 1) / 2
    return float(edits <= min(_EDITS, longest // 3 or 1))
