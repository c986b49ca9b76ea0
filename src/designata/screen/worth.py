"""Which candidates are worth judging: what their names can weigh at most, told without comparing.

Most candidates share one word and nothing else with a question. A bound that follows from the table
of weights tells nine tenths of them in a twentieth of the time; the rest are judged as ever.
"""

import datetime as dt
import math
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

import msgspec

from designata.evidence import features, weights
from designata.evidence.comparisons import Facts
from designata.names.compare import ALIKE, ALIKE_UNWRITTEN, joined, likeness
from designata.names.keys import sounds
from designata.names.parts import ANY, Name, parse

_RESCUED = 2
_UNLIKE = 0.3
_MET = 2.5
_RAREST = 0.9
_EVER = dt.date.max.toordinal()
_FEATURES = {
    "country": {"nationality", "citizenship", "country", "jurisdiction", "birthCountry"},
    "gender": {"gender"},
    "flag": {"flag"},
    "birthPlace": {"birthPlace"},
    "address": {"address"},
}
"""The evidence beside names, numbers and birth dates, and the properties that allow it."""


def log_odds(probability: float) -> float:
    """The log-odds of a probability.

    >>> log_odds(0.5), log_odds(0)
    (0.0, -inf)
    """
    if 0 < probability < 1:
        return math.log(probability / (1 - probability))
    return math.inf if probability else -math.inf


def beside_birth(facts: Facts) -> float:
    """What all evidence but names, numbers and birth dates can weigh, for a question's facts.

    >>> beside_birth({"birthDate": ["1970"]}), beside_birth({"country": ["ru"]}) > 0
    (0, True)
    """
    return _beside_birth(tuple(facts))


@lru_cache(maxsize=4096)
def _beside_birth(props: tuple[str, ...]) -> float:
    return sum(_best()[name] for name, needed in _FEATURES.items() if needed & {*props})


@cache
def _best() -> dict[str, float]:
    """The most that each feature's grades can weigh."""
    return {
        name: max(
            (w for grade, w in weights.table().grades.items() if grade.startswith(f"{name}.")),
            default=0.0,
        )
        for name in _FEATURES
    }


def of_births(asked: tuple[int, int], listed: tuple[int, int]) -> float:
    """What two birth dates can weigh at most, each as its first and last day; 0 if unknown.

    >>> of_births((0, 0), (700_000, 700_000)), of_births((700_000, 700_000), (710_000, 710_000)) < 0
    (0.0, True)
    """
    if not asked[0] or not listed[0]:
        return 0.0
    apart = max(asked[0], listed[0]) - min(asked[1], listed[1])
    return next(weight for most, weight in _births() if apart <= most)


def births() -> tuple[list[int], list[float]]:
    """How many days two births are apart at most, in steps, and the most that each can weigh.

    >>> steps, most = births()
    >>> steps[:2], most[0] > 0 > most[-1]
    ([0, 366], True)
    """
    return [int(min(step, _EVER)) for step, _ in _births()], [weight for _, weight in _births()]


@cache
def _births() -> tuple[tuple[float, float], ...]:
    """The most that birth dates can weigh which are at most so many days apart."""
    found = weights.table().grades
    weight = {
        name.partition(".")[2]: w for name, w in found.items() if name.startswith("birthDate.")
    }
    decade = weight["within_ten_years"]
    far = {"within_three_years", "within_ten_years", "more_than_ten_years_off"}
    far_or_same = far | {"same_day", "same_as_far_as_known", "ten_years_off_same_day"}
    return (
        (0, max(weight.values())),
        (366, max(w for name, w in weight.items() if name not in far_or_same)),
        (3 * 366, weight["within_three_years"]),
        (3650, decade),
        (3660, max(decade, weight["ten_years_off_same_day"])),
        (math.inf, max(weight["more_than_ten_years_off"], decade)),
    )


@lru_cache(maxsize=1 << 16)
def of_unmet(kind: str, against: int, words: tuple[str, ...]) -> float:
    """What a name can weigh at most when so many words stand against each other.

    >>> of_unmet("person", 0, ("ivan", "kozlov")) > of_unmet("person", 1, ("ivan", "kozlov"))
    True
    """
    row = _rows()[kind]
    rare = [_rarity(word) for word in words]
    met = min((sum(rare) + _RAREST * len(rare)) / 2, _MET)
    return row.base + row.met * met + row.each * len(rare) + row.against * against


def of_names(left: Iterable[Name], right: Iterable[Name], *, enough: float = math.inf) -> float:
    """What the names of two records can weigh at most.

    Args:
        left: the names of one.
        right: the names of the other.
        enough: what is as much is not looked at further, though it may weigh more.

    >>> a, b = parse("Sergei Kozlov", "person"), parse("KOZLOV, Sergey", "person")
    >>> of_names([a], [b]) > 0 > of_names([a], [parse("Sergei Ivanenko", "person")])
    True
    """
    most = -math.inf
    for a, b in product(left, right):
        most = max(most, _most(a, b, enough))
        if most >= enough:
            break
    return most


class _Row(msgspec.Struct, frozen=True):
    """The weights of one kind of names, in brief.

    Args:
        base: in any case.
        met: for the rarity of the words that meet.
        each: for each word that meets.
        against: for each word that stands against another.
    """

    base: float
    met: float
    each: float
    against: float


_COUNTED = {
    "bias",
    "met",
    "exact",
    "unlike",
    "worst",
    "initials",
    "conflict",
    "left_over",
    "against",
}
_RESCUES = {"one_letter", "two_letters", "slip"}
"""Features that are looked at one by one; any other is 0 or 1."""


@cache
def _rows() -> dict[str, _Row]:
    found = {}
    for grade, row in weights.table().names.items():
        gain = {name: max(weight, 0.0) for name, weight in row.items()}
        flags = sum(weight for name, weight in gain.items() if name not in _COUNTED | _RESCUES)
        found[grade.removeprefix("name.")] = _Row(
            base=row["bias"] + flags + gain["worst"] * _UNLIKE,
            met=max(row["met"] + gain["exact"], 0.0),
            each=gain["unlike"] * _UNLIKE + gain["initials"] + gain["left_over"],
            against=min(row["against"] + gain["conflict"], 0.0),
        )
    return found


def _most(left: Name, right: Name, enough: float) -> float:
    if left.kind != right.kind:  # as evidence.comparisons does
        if left.kind == ANY:
            left = parse(left.text, right.kind)
        elif right.kind == ANY:
            right = parse(right.text, left.kind)
    mine, theirs = left.words, right.words
    abjad = left.abjad != right.abjad
    over: list[str] = []
    rare = 0.0
    met: set[str] = set()
    for word in mine:
        found = [other for other in theirs if _near(word, other, abjad)]
        if found:
            rare += _rarity(word)
            met.update(found)
        else:
            over.append(word)
    others = [other for other in theirs if other not in met]
    against = min(len(over), len(others))
    row = _rows()[left.kind]
    rare = min((rare + sum(map(_rarity, met))) / 2, _MET)
    most = row.base + row.met * rare + row.each * len(mine) + row.against * against
    if most >= enough or not against:
        return most
    if (
        features.letters_apart(over, others) <= _RESCUED
        or features.letters_off(left, right, most=_RESCUED) <= _RESCUED
        or joined(left, right) != (list(mine), list(theirs))
    ):
        return math.inf
    return most


_rarity = lru_cache(maxsize=1 << 17)(features.rarity)


@lru_cache(maxsize=1 << 18)
def _near(left: str, right: str, abjad: bool) -> bool:  # noqa: FBT001  - cached
    """Whether two words can meet, as ``names.compare`` has it."""
    if len(left) == 1 or len(right) == 1:
        return left[0] == right[0] or sounds(left)[:1] == sounds(right)[:1]
    return likeness(left, right, abjad) >= (ALIKE_UNWRITTEN if abjad else ALIKE)
