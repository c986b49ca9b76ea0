"""Which language an article is in: told by its script and its commonest words, or left open.

Only tells English and Korean, which are read, from the others, which are named and not guessed at.
"""

import re
from functools import cache

from designata.data import load

UNKNOWN = "und"

_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "ko": re.compile(r"[\uac00-\ud7a3]"),
    "ja": re.compile(r"[\u3040-\u30ff]"),
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "el": re.compile(r"[\u0370-\u03ff]"),
    "he": re.compile(r"[\u0590-\u05ff]"),
    "th": re.compile(r"[\u0e00-\u0e7f]"),
    "hi": re.compile(r"[\u0900-\u097f]"),
    "hy": re.compile(r"[\u0530-\u058f]"),
    "ka": re.compile(r"[\u10a0-\u10ff]"),
    "my": re.compile(r"[\u1000-\u109f]"),
}
"""Scripts that one language, or mainly one, is written in. Japanese stands before Chinese: it has
both scripts."""

_SHARED = {
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "arabic": re.compile(r"[\u0600-\u06ff\u0750-\u077f]"),
}
"""Scripts of many languages, told apart by words and, where these are few, by letters."""

_ENOUGH = 0.25
"""Share of an article's letters that tells its script: names in Latin letters may be many."""
_LEAST = 0.08
"""Share of words that must be common words of the language; English prose has about 0.35."""
_SAMPLE = 20_000


@cache
def _common() -> dict[str, tuple[str, frozenset[str]]]:
    table = load("news_languages", dict[str, dict[str, str]])
    return {code: (row["name"], frozenset(row["words"].split())) for code, row in table.items()}


def _by_letters(sample: str, letters: int) -> str:
    """The language of a script that several share, by the letters that only it has."""
    rows = load("news_letters", dict[str, dict[str, list[str]]])["scripts"]
    low = sample.lower()
    for script, form in _SHARED.items():
        if len(form.findall(sample)) * 2 < letters:
            continue
        for row in rows[script]:
            code, *own = row.split()
            if not own or any(letter in low for letter in own):
                return code
    return UNKNOWN


def tell(text: str) -> str:
    """The language as ISO 639-1, ``und`` where too little speaks for any.

    >>> tell("The ministry said on Tuesday that it had listed two ships"), tell("LADY R")
    ('en', 'und')
    >>> tell("Le ministère a annoncé mardi des sanctions contre les deux navires")
    'fr'
    >>> tell("Санкции против судов"), tell("عقوبات على سفينتين")
    ('ru', 'ar')
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample)) or 1
    for code, script in _SCRIPTS.items():
        if len(script.findall(sample)) >= letters * _ENOUGH:
            return code
    words = [word.lower() for word in _WORD.findall(sample)]
    counts = {
        code: sum(word in common for word in words) for code, (_, common) in _common().items()
    }
    best = max(counts, key=lambda code: counts[code])
    runners = sorted(counts.values())
    if counts[best] < max(2, len(words) * _LEAST) or runners[-1] == runners[-2]:
        return _by_letters(sample, letters)
    return best


def name(code: str) -> str:
    """What a language is called in English.

    >>> name("de"), name("zh")
    ('German', 'Chinese')
    """
    return _common()[code][0] if code in _common() else code
