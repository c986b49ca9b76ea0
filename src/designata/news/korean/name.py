"""A name in a Korean text, and what its own words and its neighbours tell of it."""

import re
from functools import cache

import msgspec

from designata.news.findings import MentionType
from designata.news.korean import facts
from designata.news.korean.groups import type_of
from designata.news.korean.sentences import Sentence
from designata.news.korean.vocabulary import TYPES, country_pattern, either, rows, surnames

_HANGUL_NAME = re.compile(r"[가-힣]{2,4}")
_DATE = re.compile(r"\d{1,4}(?:년|월|일)|\d{4}\.\d{1,2}\.\d{1,2}\.?(?:\([가-힣]\))?")


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """A name with what its neighbourhood tells.

    Args:
        start: offset in the document.
        end: behind it.
        type: what it names.
        facts: by FollowTheMoney's property.
        rank: how surely it is one that the sentence lists: 0 an item or with facts, 1 in a list,
            2 the topic of its sentence, 3 anything else.
    """

    start: int
    end: int
    type: MentionType
    facts: dict[str, list[str]] = {}
    rank: int = 3


@cache
def _descriptors() -> re.Pattern[str]:
    nouns = either(word for type_ in TYPES for word in rows("types")[type_])
    return re.compile(
        rf"(?:{country_pattern()})(?:인|의|국적|국적자|계)?|{nouns}|국적|국적자|소속|등|및|우리|또한"
    )


def describes(word: str) -> bool:
    """Whether a word is no part of a name but tells of it: a country, a kind, a date."""
    return bool(_descriptors().fullmatch(word) or _DATE.fullmatch(word))


def noun_before(sentence: Sentence, start: int) -> MentionType | None:
    """The type that the nouns before a name tell: 선박 LADY R."""
    for word in reversed([word for word in sentence.words if word.end <= start][-3:]):
        if found := type_of(word.text):
            return found
        if word.particle or word.inflected:
            return None
    return None


def kind(text: str, told: MentionType | None) -> MentionType | None:
    """What a name is, by its own words first."""
    bare = text.strip()
    if facts.organisation(bare):
        return "organization"
    if told:
        return told
    if korean_person(bare.split(" ")[0]):
        return "person"
    return "vessel" if bare.endswith("호") else None


def korean_person(text: str) -> bool:
    """Whether it may be a Korean's name by its length and its surname."""
    return bool(_HANGUL_NAME.fullmatch(text)) and text[0] in surnames() and len(text) >= 2  # noqa: PLR2004


def theme(sentence: Sentence) -> MentionType | None:
    """The type that a sentence's topic announces: 기관 2곳은, 제재 대상 기관은, 개인으로는."""
    for place, word in enumerate(sentence.words[:6]):
        if word.particle.endswith(("은", "는")):
            near = sentence.words[max(0, place - 1) : place + 1]
            return next((found for w in reversed(near) if (found := type_of(w.text))), None)
    return None
