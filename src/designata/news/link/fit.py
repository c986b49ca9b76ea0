"""How well one who was listed fits a target that an article leaves unnamed, in reasons.

Each reason is in log-odds, from ``data/news_link.toml``; with the prior they add up to the score.
"""

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import cache

import msgspec

from designata.data import load, words
from designata.evidence.explain import Reason
from designata.model import vocabulary
from designata.model.when import from_edtf
from designata.news.findings import Dated, Target, TargetType
from designata.news.link.announcements import Act, Member

_KINDS: dict[TargetType, str] = {
    "person": "Person",
    "organization": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "wallet": "CryptoWallet",
}
_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDING = re.compile(r"(?:ies|es|s|ed|ing)$")
_FEW = 40
_APART = ("same", "one", "two")
_TOLD = 6
_LONGEST = 160


class Tier(IntEnum):
    """How surely a member is of the country that is told."""

    SURE = 0
    MAYBE = 1
    HARDLY = 2
    NOT = 3


class Weights(msgspec.Struct, frozen=True):
    """The table of weights, ``data/news_link.toml``."""

    link: dict[str, float]
    unnamed: dict[str, float]
    days: dict[str, float]
    announcement: dict[str, float]


@cache
def weights() -> Weights:
    """The table that ships with this version.

    >>> weights().days["same"] > weights().days["one"]
    True
    """
    return load("news_link", Weights)


def reason(feature: str, weight: float, query: str, listed: str, note: str) -> Reason:
    """A reason, its weight rounded as everywhere."""
    return Reason(feature=feature, weight=round(weight, 3), query=query, listed=listed, note=note)


def is_of(member: Member, kind: TargetType) -> bool:
    """Whether a member is of a target's type; "other" takes all, as in "ten targets"."""
    return kind == "other" or vocabulary.schema(member.schema).is_a(_KINDS[kind])


def type_of(member: Member) -> TargetType | None:
    """The type of target that a member is."""
    schema = vocabulary.schema(member.schema)
    return next((kind for kind, name in _KINDS.items() if schema.is_a(name)), None)


def is_entity(member: Member) -> bool:
    """Whether a member may be called an entity: all may that are no persons, ships too."""
    return not vocabulary.schema(member.schema).is_a(_KINDS["person"])


def kind(member: Member, target: Target) -> Reason:
    """That it is of the type."""
    return reason("type", weights().unnamed["type"], target.type, member.schema, "of that type")


def country(member: Member, target: Target) -> tuple[Reason, Tier]:
    """How its countries meet the target's, and how surely they are the same."""
    table, told = weights().unnamed, target.country
    listed = ", ".join(sorted(member.countries or member.regimes))
    if told is None:
        weight, note, tier = table["untold"], "the article tells no country", Tier.SURE
    elif told in member.countries:
        weight, note, listed = table["country"], "a country of its own", told
        tier = Tier.SURE
    elif told in member.regimes and not member.countries:
        weight, note, listed = table["country_program"], "its program is named after it", told
        tier = Tier.SURE
    elif told in member.regimes:
        weight, note = table["program_only"], "its program alone is named after it"
        tier = Tier.MAYBE
    elif told in member.ties:
        weight, note, listed = table["country_tie"], "of its birth, papers or former flags", told
        tier = Tier.MAYBE
    elif not member.countries and not member.regimes:
        weight, note, tier = table["country_unknown"], "its list tells no country", Tier.MAYBE
    elif not member.countries:
        weight, note = table["program_other"], "its program is named after another country"
        tier = Tier.HARDLY
    else:
        # a ship sails under any flag, whoever's it is
        ship = vocabulary.schema(member.schema).is_a(_KINDS["vessel"])
        weight, note = table["country_other"], "no country in common"
        tier = Tier.HARDLY if ship else Tier.NOT
    return reason("country", weight, told or "", listed, note), tier


def count(target: Target, meant: int | None, fitting: int) -> Reason:
    """How many fit against how many are meant: of n that fit, m are meant at odds of m to n - m."""
    table, told = weights().unnamed, str(target.count or "")
    if meant is None:
        weight, note = table["uncounted"], "the article tells no number"
    elif fitting == meant:
        weight, note = table["all_of_them"], "as many fit as are meant"
    elif fitting < meant:
        weight, note = table["fewer"], "fewer fit than are meant"
    else:
        weight, note = math.log(meant / (fitting - meant)), f"{fitting} fit, {meant} meant"
    return reason("count", weight, told, str(fitting), note)


def day(told: Dated, act: Act, *, assumed: bool) -> Reason:
    """How the day of a listing meets the article's, by announcement or by effect.

    Args:
        told: the article's.
        act: the listing.
        assumed: whether the article's own day stands in for one that is not told.

    >>> told = Dated("2024-03-27", "day", "on Wednesday")
    >>> day(told, Act("kr", "2024-03-28"), assumed=False).note
    'announced 1 day apart'
    """
    table = weights().days
    best = (-math.inf, "", "")
    for listed, how in ((act.announced, "announced"), (act.effective, "in effect")):
        if listed:
            best = max(best, _met(told, listed, how))
    weight, listed, note = best
    value = f"{told.value}, the article's own day" if assumed else told.value
    return reason("date", weight + assumed * table["assumed"], value, listed, note)


def _met(told: Dated, listed: str, how: str) -> tuple[float, str, str]:
    table, days = weights().days, apart(told, listed)
    if days:
        weight = table[_APART[days]] if days < len(_APART) else table["more"]
        if told.precision != "day":
            weight = min(weight, 0.0)  # it is not in the month that is told
        return weight, listed, f"{how} {days} day{'s' * (days > 1)} apart"
    if told.precision != "day":
        return table[told.precision], listed, f"{how} in that {told.precision}"
    return table["same" if how == "announced" else "effective"], listed, f"{how} that day"


def span(told: Dated) -> tuple[dt.date, dt.date] | None:
    """The first and the last day that a date can mean.

    >>> span(Dated("2024-02", "month", "in February"))
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    try:
        when = from_edtf(told.value)
    except ValueError:
        return None
    return when.earliest, when.latest


def apart(told: Dated, listed: str) -> int:
    """How many days a listed day lies outside of what the article's date can mean."""
    first, last = span(told) or (dt.date.min, dt.date.min)
    when = from_edtf(listed)
    return max(0, (first - when.latest).days, (when.earliest - last).days)


def off(told: Dated, act: Act) -> int:
    """How many days a listing lies outside of what the article's date can mean."""
    return min(apart(told, listed) for listed in (act.announced, act.effective) if listed)


def grounds(member: Member, texts: Sequence[str], rarity: Mapping[str, float]) -> Reason | None:
    """What the article's grounds share with the listed ones, each word as it is rare."""
    shared = _words(texts) & _words(member.grounds)
    weight = weights().unnamed["reason"] * sum(rarity.get(word, 0.0) for word in shared)
    weight = round(min(weight, weights().unnamed["reason_most"]), 3)
    if not weight:
        return None

    def telling(text: str) -> float:
        return sum(rarity.get(word, 0.0) for word in _words([text]) & shared)

    told = sorted(shared, key=lambda word: (-rarity.get(word, 0.0), word))[:_TOLD]
    return reason(
        "reason",
        weight,
        max(texts, key=telling)[:_LONGEST],
        max(member.grounds, key=telling)[:_LONGEST],
        f"words in common: {', '.join(told)}",
    )


def rarity(members: Sequence[Member]) -> dict[str, float]:
    """How rare each word of the grounds is among those listed near these days, from 0 to 1."""
    counts: Counter[str] = Counter()
    for member in members:
        counts.update(_words(member.grounds))
    total = max(len(members), _FEW)
    return {
        word: max(0.0, math.log((total + 1) / (seen + 0.5)) / math.log(total + 1))
        for word, seen in counts.items()
    }


def _words(texts: Iterable[str]) -> frozenset[str]:
    """The words of texts without endings, but for those that say nothing of a ground."""
    return frozenset().union(*map(_of_text, texts)) - _empty()


def _of_text(text: str) -> frozenset[str]:
    return frozenset(_ENDING.sub("", word) for word in _WORD.findall(text.casefold()))


@cache
def _empty() -> frozenset[str]:
    return _of_text(" ".join(words("news_link", "empty")))
