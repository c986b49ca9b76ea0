"""Names in any script, written in lower-case Latin letters for comparing.

Own tables for Cyrillic, Greek, Arabic, Hebrew, Devanagari and Hangul (``data/scripts.toml``);
whatever is left goes to anyascii. The result is a reading to compare by, not one to print.
"""

import re
import unicodedata
from functools import cache, lru_cache

import msgspec

from designata.data import load

_HANGUL = 0xAC00
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0591-\u05c7\u200b-\u200f\u202a-\u202e\u2060-\u206f]")
_RANGES = (
    ("cyrillic", "\u0400", "\u052f"),
    ("greek", "\u0370", "\u03ff"),
    ("greek", "\u1f00", "\u1fff"),
    ("arabic", "\u0600", "\u06ff"),
    ("arabic", "\u0750", "\u077f"),
    ("arabic", "\ufb50", "\ufdff"),
    ("arabic", "\ufe70", "\ufeff"),
    ("hebrew", "\u0590", "\u05ff"),
    ("devanagari", "\u0900", "\u097f"),
    ("hangul", "\uac00", "\ud7a3"),
    ("han", "\u3400", "\u9fff"),
    ("han", "\uf900", "\ufaff"),
    ("kana", "\u3040", "\u30ff"),
    ("armenian", "\u0530", "\u058f"),
    ("georgian", "\u10a0", "\u10ff"),
    ("thai", "\u0e00", "\u0e7f"),
    ("burmese", "\u1000", "\u109f"),
)

_WITHIN = {"w": "u", "y": "i"}
_WITH_H = frozenset("cdgkstz")

ABJADS = frozenset({"arabic", "hebrew"})
"""Scripts that leave most vowels out."""

SYLLABIC = frozenset({"han", "hangul"})
"""Scripts that write a syllable a sign, and no spaces within a name."""


@cache
def _tables() -> dict[str, dict[str, dict[str, str]]]:
    """Script, table, and the reading of each letter."""
    return {
        script: {
            name: dict(pair.split(":") for pair in text.split())
            for name, text in tables.items()
            if isinstance(text, str)
        }
        for script, tables in _raw().items()
    }


@cache
def _raw() -> dict[str, dict[str, str | list[str]]]:
    return load("scripts", dict[str, dict[str, str | list[str]]])


_LATIN_SHAPES, _CYRILLIC_SHAPES = "ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху"
_TO_LATIN = str.maketrans(_CYRILLIC_SHAPES, _LATIN_SHAPES)
_TO_CYRILLIC = str.maketrans(_LATIN_SHAPES, _CYRILLIC_SHAPES)
_MIXED = re.compile(r"(?=\w*[A-Za-z])(?=\w*[\u0400-\u04ff])\w+")


def unmixed(text: str) -> str:
    """The text with each word in one script, where letters of one shape are mixed.

    The letters that only Latin or only Cyrillic has decide: a list of 2021 writes HAУМЕЦ with two
    Latin letters, one of 2026 "NР DUDINKA" with a Cyrillic one.

    >>> unmixed("HAУМЕЦ") == "НАУМЕЦ", unmixed("NР Dudinka") == "NP Dudinka"
    (True, True)
    """
    return _MIXED.sub(lambda match: _unmixed(match[0]), text)


def _unmixed(word: str) -> str:
    latin = sum(c.isascii() and c not in _LATIN_SHAPES for c in word)
    cyrillic = sum(not c.isascii() and c not in _CYRILLIC_SHAPES for c in word)
    return word.translate(_TO_LATIN if latin >= cyrillic else _TO_CYRILLIC)


class Reading(msgspec.Struct, frozen=True):
    """A text in Latin letters.

    Args:
        latin: lower case ASCII; spaces between words, and between signs of syllabic scripts.
        script: that of most of its letters: ``latin``, ``cyrillic``, ``arabic``, ``han`` …
    """

    latin: str
    script: str


def script_of(text: str) -> str:
    """The script of most of the text's letters.

    >>> script_of("Lady R"), script_of("레이디 알"), script_of("习近平"), script_of("123")
    ('latin', 'hangul', 'han', 'latin')
    """
    if text.isascii():
        return "latin"
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            found = _script(letter)
            counts[found] = counts.get(found, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else "latin"


@lru_cache(maxsize=8192)
def _script(letter: str) -> str:
    for name, first, last in _RANGES:
        if first <= letter <= last:
            return name
    return "han" if _HAN.match(letter) else "latin"


def read(text: str) -> Reading:
    """Reads a text.

    >>> read("Сергей КОЗЛОВ").latin, read("오인준").latin.split(), read("Müller-Đặng").latin
    ('sergey kozlov', ['o', 'in', 'jun'], 'muller-dang')
    """
    if text.isascii():
        return Reading(text.lower(), "latin")
    plain = unmixed(_MARKS.sub("", unicodedata.normalize("NFKC", text))).lower()
    script = script_of(plain)
    if script == "greek":
        bare = unicodedata.normalize("NFD", plain)
        plain = "".join(c for c in bare if not unicodedata.combining(c))
        for pair, latin in _tables()["greek"]["digraphs"].items():
            plain = plain.replace(pair, latin)
    if script == "devanagari":
        return Reading(_devanagari(plain), script)
    if script == "arabic":
        return Reading(_arabic(plain), script)
    return Reading("".join(map(_letter, plain)), script)


def _arabic(text: str) -> str:
    """Waw and ya are vowels within a word; an "a" keeps two letters from reading as one sound.

    >>> _arabic("محمود"), _arabic("زهير"), _arabic("وليد")
    ('mhmud', 'zahir', 'wlid')
    """
    written: list[str] = []
    for letter in text:
        latin = _letter(letter)
        within = bool(written) and written[-1][-1:].isalpha()
        if within and latin in _WITHIN:
            latin = _WITHIN[latin]
        elif within and latin == "h" and written[-1][-1:] in _WITH_H:
            latin = "ah"
        if latin:
            written.append(latin)
    return "".join(written)


@lru_cache(maxsize=65536)
def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    script = _script(letter)
    if script == "hangul":
        return f" {_syllable(letter)} "
    known = _tables().get(script, {}).get("letters", {})
    if letter in known:
        return known[letter]
    bare = unicodedata.normalize("NFD", letter)[0]
    if bare in known:
        return known[bare]
    from anyascii import anyascii

    latin = anyascii(letter).lower()
    return f" {latin} " if script == "han" else latin


def _syllable(letter: str) -> str:
    code = ord(letter) - _HANGUL
    parts = _raw()["hangul"]
    return (
        parts["initials"][code // 588]
        + parts["vowels"][code % 588 // 28]
        + parts["finals"][code % 28]
    )


def _devanagari(text: str) -> str:
    table = _tables()["devanagari"]
    written = []
    for index, letter in enumerate(text):
        if letter in table["consonants"]:
            following = text[index + 1 : index + 2]
            inherent = following in table["consonants"] or following in {"ं", "ँ"}
            written.append(table["consonants"][letter] + ("a" if inherent else ""))
        else:
            written.append(table["signs"].get(letter) or table["letters"].get(letter) or "")
            if letter.isspace() or letter.isascii():
                written.append(letter)
    return "".join(written)
