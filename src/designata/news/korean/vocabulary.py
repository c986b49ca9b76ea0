"""The words of ``data/news_korean.toml``, as patterns."""

import re
from collections.abc import Iterable
from functools import cache

from designata.data import load

TYPES = ("person", "organization", "vessel", "aircraft", "wallet")


@cache
def rows(table: str) -> dict[str, list[str]]:
    """A table's lists of words.

    >>> rows("counters")["vessel"]
    ['척']
    """
    return load("news_korean", dict[str, dict[str, list[str]]])[table]


def either(words: Iterable[str]) -> str:
    """A pattern for any of them, the longest first; a space may be missing."""
    longest = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s?") for word in longest)


@cache
def countries() -> dict[str, str]:
    """Codes by Korean name."""
    asked = load("countries_asked", dict[str, list[str]])
    korean = re.compile(r"[가-힣]{2,}")
    found = {name: code for code, names in asked.items() for name in names if korean.match(name)}
    return found | {name: code for code, names in rows("countries").items() for name in names}


@cache
def country_pattern() -> str:
    """A country's name of two signs or more."""
    return either(name for name in countries() if len(name) > 1)


@cache
def surnames() -> frozenset[str]:
    """First signs of Korean names."""
    return frozenset(rows("surnames")["words"])
