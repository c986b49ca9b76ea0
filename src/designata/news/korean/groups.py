"""Counted targets: 러시아 기관 2개, 개인 2명, 선박 2척; 두 척의 러시아 선박; 개인(8명)."""

import re
from functools import cache

import msgspec

from designata.news.findings import TargetType
from designata.news.korean.vocabulary import TYPES, countries, country_pattern, either, rows

_JOINED = re.compile(r"\s*(?:,|및|와|과|·|ㆍ|・|/|그리고|등)\s*(?:및)?\s*")


class Group(msgspec.Struct, frozen=True):
    """So many of one type.

    Args:
        type: what they are.
        count: how many.
        country: code, where it is told.
        start: offset in the document.
        end: behind it.
    """

    type: TargetType
    count: int
    country: str | None
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    nouns = either(word for type_ in TYPES for word in rows("types")[type_])
    counters = either(word for words in rows("counters").values() for word in words)
    number = rf"(?:\d{{1,4}}(?:,\d{{3}})*|(?:{either(numerals())})(?=\s))"
    country = rf"(?:(?P<{{0}}>{country_pattern()})(?:의|인|\s?국적(?:의|자)?|\s?소재)?\s?{{1}})?"
    tail = rf"\s?(?:{counters})(?![가-힣]*(?:째|월))"
    return re.compile(
        country.format("c1", r"(?:[가-힣A-Z]{{1,6}}\s)?").replace("{{", "{").replace("}}", "}")
        + rf"(?P<t1>{nouns})(?:들?\s?(?:등\s)?|\s?[(:]\s?)(?:총\s?)?(?P<n1>{number}){tail}"
        + rf"|(?P<n2>{number}){tail}의\s?"
        + country.format("c2", "")
        + rf"(?P<t2>{nouns})"
        + "|"
        + country.format("c3", "")
        + rf"(?P<n3>{number})\s?(?P<k3>명|척)(?![가-힣]*째)"
    )


@cache
def numerals() -> dict[str, int]:
    """Native numerals as they stand before counters.

    >>> numerals()["두"]
    2
    """
    pairs = (pair.split(":") for pair in rows("numerals")["words"])
    return {word: int(number) for word, number in pairs}


@cache
def _type_of() -> dict[str, TargetType]:
    types: tuple[TargetType, ...] = ("person", "organization", "vessel", "aircraft", "wallet")
    return {word: type_ for type_ in types for word in rows("types")[type_]}


def type_of(text: str) -> TargetType | None:
    """What a noun such as 선박 counts, if anything.

    >>> type_of("선박"), type_of("정부")
    ('vessel', None)
    """
    return _type_of().get(text)


def groups(text: str, offset: int) -> list[Group]:
    """The groups of a sentence; a country before the first holds for those joined to it.

    >>> [(g.type, g.count, g.country) for g in groups("러시아 기관 2개, 개인 2명, 선박 두 척을", 0)]
    [('organization', 2, 'ru'), ('person', 2, 'ru'), ('vessel', 2, 'ru')]
    """
    found: list[Group] = []
    for match in _pattern().finditer(text):
        number = match["n1"] or match["n2"] or match["n3"]
        noun = match["t1"] or match["t2"]
        type_ = _type_of()[noun] if noun else "vessel" if match["k3"] == "척" else "person"
        named = match["c1"] or match["c2"] or match["c3"]
        country = countries()[named] if named else _within(noun)
        start = match.start()
        joined = found and _JOINED.fullmatch(text[found[-1].end - offset : start])
        if country is None and joined:
            country = found[-1].country
        count = numerals().get(number) or int(number.replace(",", ""))
        found.append(Group(type_, count, country, offset + start, offset + match.end()))
    return found


def _within(noun: str | None) -> str | None:
    """The country inside a word: 북한인."""
    return (
        countries().get((noun or "").removesuffix("인")) if noun and noun.endswith("인") else None
    )
