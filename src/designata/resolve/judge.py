"""Are two records one? The evidence, weighed as everywhere, and what lists alone can add to it.

A listing tells all names of an entity, so that it says more whether the first of them is among
the other's, and how many they share; and it tells more of ships than a customer's record does. The
weights of that, and the log-odds before any evidence, stand in ``data/resolve.toml`` and are fitted
by ``bench/resolve_fit.py``.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeAlias

import msgspec

from designata.data import load
from designata.evidence import comparisons, weights
from designata.evidence.comparisons import Facts, Record, grades
from designata.evidence.explain import Judgement, Reason, probability
from designata.evidence.grade import Grade
from designata.model import vocabulary
from designata.model.when import span
from designata.names.parts import ANY, VESSEL, Name, kind_of, parse
from designata.resolve.keys import bones, unbracketed
from designata.resolve.records import DECISIVE, Known

_SEVERAL = 2
_COMPARED = 3
_NEAR = 0.5
_YEARS = 3 * 366
_OVER = 0.1
_WORD = re.compile(r"[a-z]+")
_ANY_SHIP = {"ship", "vessel", "other", "carrier", "products", "multi", "purpose", "heavy", "load"}


class Verdict(StrEnum):
    """What is thought of a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Table(msgspec.Struct, frozen=True):
    """What resolving adds to the table of weights; see ``data/resolve.toml``.

    Args:
        version: raised whenever a figure changes.
        provenance: where the figures come from.
        same: from these log-odds on, two records are one; by kind of name.
        unsure: from these on, somebody should look.
        margin: a better pair for one of the two, by less than this, makes a pair unsure.
        hopeless: how much of two names must agree at least.
        within: added to the prior for two records of one list and program: it lists none twice.
        beside: added to the prior for two records of one list under different programs.
        prior: log-odds before the evidence, by kind of name.
        names: weights by kind for how the names of two records agree.
        ship: weights for what lists tell of ships: year of building, call sign, type.
    """

    version: int
    provenance: str
    same: dict[str, float]
    unsure: float
    margin: float
    hopeless: float
    within: float
    beside: float
    prior: dict[str, float]
    names: dict[str, dict[str, float]]
    ship: dict[str, float]

    def same_for(self, schema: str) -> float:
        """The log-odds from which two things of a schema are one."""
        return self.same[kind_of(schema)]


@cache
def table() -> Table:
    """The table that ships with this version."""
    return load("resolve", Table)


_Written: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]


class Side(msgspec.Struct, frozen=True):
    """A record made ready for many comparisons.

    Args:
        known: the record.
        kind: of its names.
        names: each once, with its words by their consonants.
        written: the words and numbers of each name, in any order; the first name's first.
        facts: everything but its names.
        born: the first and the last day of birth that are possible.
        numbers: every identifier.
    """

    known: Known
    kind: str
    names: tuple[tuple[Name, dict[str, float], float], ...]
    written: tuple[_Written, ...]
    facts: Record
    born: tuple[int, int]
    numbers: frozenset[str]


def side(known: Known) -> Side:
    """A record made ready."""
    kind = kind_of(known.schema)
    names: dict[object, Name] = {}
    written: dict[_Written, None] = {}
    for text in (bare for name in known.names for bare in unbracketed(name)):
        name = parse(text, kind)
        names.setdefault((name.words, name.numbers, name.form, name.abjad), name)
        written[tuple(sorted(name.words)), tuple(sorted(name.numbers))] = None
    parts = [(name, bones(name)) for name in names.values()]
    return Side(
        known=known,
        kind=kind,
        names=tuple((name, words, sum(words.values())) for name, words in parts),
        written=tuple(written),
        facts=Record(known.schema, (), known.facts),
        born=span(known.facts.get("birthDate", ())),
        numbers=frozenset(known.numbers()),
    )


def decided(left: Known, right: Known) -> Verdict | None:
    """What a number says of which one thing has one; none where none is on both sides.

    Within one list a shared number decides nothing: its publisher keeps the two apart.

    >>> one, other = (Known(id=i, schema="Vessel", publisher=i, founded=1, names=("A",),
    ...                     facts={"imoNumber": (imo,)}) for i, imo in (("ca", "1"), ("ua", "2")))
    >>> decided(one, other), decided(one, one)
    (<Verdict.DIFFERENT: 'different'>, None)
    """
    found = None
    for prop in DECISIVE:
        mine, theirs = left.facts.get(prop), right.facts.get(prop)
        if mine and theirs:
            if set(mine).isdisjoint(theirs):
                return Verdict.DIFFERENT
            found = Verdict.SAME
    return found if left.publisher != right.publisher else None


@lru_cache(maxsize=4096)
def comparable(left: str, right: str) -> bool:
    """Whether things of two schemata can be one.

    >>> comparable("Company", "Organization"), comparable("Vessel", "Person")
    (True, False)
    """
    one, other = vocabulary.schema(left), vocabulary.schema(right)
    return one.is_a(right) or other.is_a(left) or kind_of(left) == kind_of(right) != ANY


def hopeless(left: Side, right: Side) -> bool:
    """Whether two records are not worth weighing: no number, birth or name speaks for them."""
    if not left.numbers.isdisjoint(right.numbers):
        return False
    if left.born[0] and right.born[0]:
        apart = max(left.born[0], right.born[0]) - min(left.born[1], right.born[1])
        if apart > _YEARS:
            return True
    least = table().hopeless
    for _, mine, all_mine in left.names:
        for _, theirs, all_theirs in right.names:
            if _agreement(mine, all_mine, theirs, all_theirs) >= least:
                return False
    return True


def _agreement(
    mine: dict[str, float], all_mine: float, theirs: dict[str, float], all_theirs: float
) -> float:
    """The rarity of the words that two names share, less what stands against each other."""
    common = mine.keys() & theirs.keys()
    if not common:
        return -9.0
    shared = sum([mine[word] for word in common])
    left, right = all_mine - shared, all_theirs - shared
    return shared - min(left, right) - _OVER * max(left, right)


def weigh(left: Side, right: Side) -> list[tuple[Grade, float]]:
    """Every comparison of two records, with its weight."""
    found = list(grades(left.facts, right.facts))
    if named := _names(left, right):
        found.append(named)
    weighed = [(grade, weights.weight(grade)) for grade in found]
    extra = table()
    for grade in _of_listings(left, right):
        row = extra.names[left.kind] if grade.feature == "names" else extra.ship
        weighed.append((grade, row[grade.grade]))
    return weighed


def prior(left: Side, right: Side) -> float:
    """The log-odds before any evidence."""
    extra = table()
    before = extra.prior[left.kind]
    if left.known.publisher != right.known.publisher:
        return before
    programs = left.known.facts.get("program", ()), right.known.facts.get("program", ())
    apart = all(programs) and set(programs[0]).isdisjoint(programs[1])
    return before + (extra.beside if apart else extra.within)


def log_odds(left: Side, right: Side) -> float:
    """The log-odds that two records are one."""
    return prior(left, right) + sum([weight for _, weight in weigh(left, right)])


def judge(left: Known, right: Known) -> Judgement:
    """The judgement of two records with its reasons, most telling first.

    >>> one, other = (Known(id=p, schema="Person", publisher=p, founded=1, names=(name,),
    ...                     facts={"birthDate": ("1970-03-05",)})
    ...     for p, name in (("un", "Sergei Kozlovskij"), ("eu", "KOZLOVSKY, Sergey")))
    >>> judge(one, other).score > 0.9
    True
    """
    one, other = side(left), side(right)
    before = prior(one, other)
    weighed = weigh(one, other)
    reasons = [
        Reason(
            feature=grade.feature,
            weight=round(weight, 3),
            query=grade.left,
            listed=grade.right,
            note=grade.note,
        )
        for grade, weight in weighed
    ]
    reasons.sort(key=lambda reason: -abs(reason.weight))
    total = before + sum(reason.weight for reason in reasons)
    return Judgement(score=probability(total), prior=before, reasons=reasons)


def verdict(left: Known, found: Judgement) -> Verdict:
    """What the evidence amounts to.

    Args:
        left: one of the two records.
        found: the judgement of them.
    """
    total = found.prior + sum(reason.weight for reason in found.reasons)
    if total >= table().same_for(left.schema):
        return Verdict.SAME
    return Verdict.UNSURE if total >= table().unsure else Verdict.DIFFERENT


def _names(left: Side, right: Side) -> Grade | None:
    """The names that speak most for being one, sought among the few that have most in common."""
    ranked = sorted(
        (-_agreement(mine, all_mine, theirs, all_theirs), i, j)
        for i, (_, mine, all_mine) in enumerate(left.names)
        for j, (_, theirs, all_theirs) in enumerate(right.names)
    )
    best: tuple[float, Grade] | None = None
    for minus, i, j in ranked[:_COMPARED]:
        if minus > ranked[0][0] + _NEAR:
            break
        one = Record("", (left.names[i][0],), {}, frozenset(left.known.weak))
        other = Record("", (right.names[j][0],), {}, frozenset(right.known.weak))
        if found := comparisons.names(one, other):
            weight = weights.weight(found)
            if best is None or weight > best[0]:
                best = weight, found
    return best[1] if best else None


def _of_listings(left: Side, right: Side) -> Iterator[Grade]:
    if left.written and right.written:
        first = (left.written[0] in right.written) + (right.written[0] in left.written)
        shared = len(set(left.written) & set(right.written))
        fewer = min(len(left.written), len(right.written))
        how = "none" if not shared else "several" if shared >= _SEVERAL else "one"
        if how == "one" and left.kind == VESSEL and fewer >= _SEVERAL:
            how = "one_of_several"
        whose = ("first_of_none", "first_of_one", "first_of_both")[first]
        yield Grade(
            "names",
            f"{whose}_{how}",
            left.known.caption,
            right.known.caption,
            f"{shared} name{'s' * (shared != 1)} in both; {_SAID[first]}",
        )
    if left.kind == VESSEL:
        yield from _of_ships(left.known.facts, right.known.facts)


def _of_ships(left: Facts, right: Facts) -> Iterator[Grade]:
    if built := _both(left, right, "buildDate"):
        gap = abs(span(built[0])[0] - span(built[1])[0]) // 365
        grade = ("same", "next_year")[gap] if gap <= 1 else "different"
        yield Grade("buildDate", f"build_{grade}", *_shown(built), f"{gap} years apart")
    if signs := _both(left, right, "callSign"):
        grade = "different" if set(signs[0]).isdisjoint(signs[1]) else "same"
        yield Grade("callSign", f"call_sign_{grade}", *_shown(signs), f"{grade} call sign")
    if types := _both(left, right, "type"):
        mine, theirs = map(_type_words, types)
        grade = "different" if mine.isdisjoint(theirs) else "same"
        yield Grade("type", f"type_{grade}", *_shown(types), f"{grade} type")


def _type_words(types: Sequence[str]) -> set[str]:
    """The words that tell types of ships apart; the United States write Ro-Ro in full."""
    whole = " ".join(types).lower().replace("roll-on roll-off", "ro-ro")
    return set(_WORD.findall(whole)) - _ANY_SHIP


def _both(left: Facts, right: Facts, prop: str) -> tuple[Sequence[str], Sequence[str]] | None:
    mine, theirs = left.get(prop), right.get(prop)
    return (mine, theirs) if mine and theirs else None


def _shown(values: tuple[Sequence[str], Sequence[str]]) -> tuple[str, str]:
    return ", ".join(values[0]), ", ".join(values[1])


_SAID = (
    "the first of neither is among the other's",
    "the first of one is among the other's",
    "the first of each is among the other's",
)
