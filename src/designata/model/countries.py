"""Countries as FollowTheMoney codes them: ISO 3166-1 in lower case, with codes for former ones."""

import re
import unicodedata
from functools import cache, lru_cache

from designata.data import load

_NOT_LETTERS = re.compile(r"[^\w]+")
_CITIZEN = re.compile(r"\b(?:citizens?|citizenship|nationals?|nationality|nationalities)\b")


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _NOT_LETTERS.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


@cache
def _names() -> dict[str, list[str]]:
    return load("countries", dict[str, list[str]])


@cache
def _codes() -> dict[str, str]:
    table = {_fold(name): code for code, names in _names().items() for name in names}
    return table | {_fold(code): code for code in _names()}


@lru_cache(maxsize=65536)
def code(text: str) -> str | None:
    """The code of a country's name or code in any case; none when it is unknown.

    Remarks in brackets and "formerly" are looked through where the rest names one country.

    >>> code("Korea, North"), code("RU"), code("Ukrainian SSR (now Ukraine)"), code("Atlantis")
    ('kp', 'ru', 'ua', None)
    """
    table = _codes()
    for candidate in (text, *_looked_through(text)):
        if found := table.get(_fold(candidate)):
            return found
    return None


@cache
def _demonyms() -> dict[str, str]:
    table = load("demonyms", dict[str, list[str]])
    return {_fold(name): code for code, names in table.items() for name in names}


@lru_cache(maxsize=65536)
def nation(text: str) -> str | None:
    """The code of a country's name or of what its people and papers are called.

    >>> nation("Tunisian"), nation("Saudi Arabian citizenship"), nation("Chad"), nation("Martian")
    ('tn', 'sa', 'td', None)
    """
    if found := code(text):
        return found
    for candidate in (text, *_looked_through(text)):
        bare = _CITIZEN.sub(" ", _fold(candidate)).strip()
        if found := _demonyms().get(bare) or (code(bare) if len(bare) > 3 else None):  # noqa: PLR2004
            return found
    return None


def _looked_through(text: str) -> list[str]:
    found = re.findall(r"\b(?:now|currently)\s+([^()]+)", text, re.IGNORECASE)
    without = re.sub(r"\([^()]*\)", " ", text).strip()
    halves = text.split(" / ")
    return [*found, without, halves[0]]


def name(code: str, lang: str = "en") -> str:
    """The name of a code in English, Korean or Ukrainian; the code itself when it is unknown.

    >>> name("kp"), name("kp", "ko"), name("kp", "uk"), name("zz", "ko")
    ('North Korea', '북한', 'Північна Корея', 'zz')
    """
    return _told()[lang].get(code, code) if lang in _told() else _names().get(code, [code])[0]


@cache
def _told() -> dict[str, dict[str, str]]:
    return load("countries_told", dict[str, dict[str, str]])
