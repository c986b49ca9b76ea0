"""Countries as news names them: by name, people or capital ("Seoul", "the North", "Russian").

A capital stands for the government where it acts and for the country where someone is based.
"""

import bisect
import re
from functools import cache, lru_cache
from typing import Literal

import msgspec

from designata.data import load

Kind = Literal["country", "nation", "seat", "city"]

_TOO_SHORT = 3
"""Shorter words count as countries only in capitals: "US", "UK", "UAE"."""

_WORD = re.compile(r"(?<![\w$])\w+")
_OTHER_NORTH = r"(?![Tt]he\s+(?:North|South)\s+[A-Z])"
"""The North Sea is no country; "the North" alone is the one that the article speaks of."""


class Place(msgspec.Struct, frozen=True):
    """Words that name a country.

    Args:
        kind: its name, its people or adjective, the seat of its government, or another city.
    """

    start: int
    end: int
    code: str
    kind: Kind


@cache
def _table() -> dict[str, tuple[str, Kind]]:
    own = load("news_places", dict[str, dict[str, list[str]]])
    table: dict[str, tuple[str, Kind]] = {}
    rows: tuple[tuple[dict[str, list[str]], Kind], ...] = (
        (load("countries", dict[str, list[str]]), "country"),
        (own["also"], "nation"),
        (load("demonyms", dict[str, list[str]]), "nation"),
        (own["cities"], "city"),
        (own["seats"], "seat"),
    )
    for names, kind in rows:
        for code, words in names.items():
            for word in words:
                if len(word) > _TOO_SHORT or word.isupper():
                    table.setdefault(word, (code, kind))
    table["Russian"] = ("ru", "nation")
    return table


@cache
def _by_first() -> dict[str, list[str]]:
    """The words that name a country, by the first of them: one pattern of all is slow to make."""
    found: dict[str, list[str]] = {}
    for words in _table():
        found.setdefault(_WORD.findall(words)[0], []).append(words)
    return found


@lru_cache(maxsize=1 << 10)
def _pattern(first: str) -> re.Pattern[str] | None:
    """What a text may go on with, from its word on, to name a country."""
    firsts = dict.fromkeys((first, first.removesuffix("s")))
    words = [words for one in firsts for words in _by_first().get(one, ())]
    if not words:
        return None
    words.sort(key=len, reverse=True)
    listed = "|".join(re.escape(one).replace("\\ ", r"\s+") for one in words)
    return re.compile(rf"{_OTHER_NORTH}(?:{listed})(?:(?=s?(?!\w)(?!\.\w))|(?<=\.))")


def places(text: str) -> list[Place]:
    """Countries in a text, in its order.

    >>> [(place.code, place.kind) for place in places("Seoul listed two Russian firms in the UAE")]
    [('kr', 'seat'), ('ru', 'nation'), ('ae', 'country')]
    """
    found: list[Place] = []
    for word in _WORD.finditer(text):
        if found and word.start() < found[-1].end:
            continue
        pattern = _pattern(word.group())
        hit = pattern.match(text, word.start()) if pattern else None
        if hit is None:
            continue
        code, kind = _table()[re.sub(r"\s+", " ", hit.group())]
        found.append(Place(hit.start(), hit.end(), code, kind))
    if {"cd", "cg"} <= {place.code for place in found}:
        return [_of_kinshasa(text, place) for place in found]
    return found


def _of_kinshasa(text: str, place: Place) -> Place:
    """With "Congo" as that of Kinshasa, of which the text speaks elsewhere."""
    bare = text[place.start : place.end] == "Congo"
    return Place(place.start, place.end, "cd", place.kind) if bare else place


def within(listed: list[Place], start: int, end: int) -> list[Place]:
    """Those of a sorted list that stand inside a stretch."""
    first = bisect.bisect_left(listed, start, key=lambda place: place.start)
    last = bisect.bisect_left(listed, end, key=lambda place: place.start)
    return [place for place in listed[first:last] if place.end <= end]
