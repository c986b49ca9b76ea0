"""What went wrong, or is not decided, in the reader's language.

The program says it in English; what is frequent stands in ``locales`` by those words: errors and
their cures in ``problem.toml``, what an article leaves open in ``undecided.toml``. What is not
among them stays as it is, and pages mark it as English.
"""

import re
from functools import cache

from designata.model import countries
from designata.web import words

_ROOMS = ("problem.", "undecided.")
_NAMED = re.compile(r"\\\{(\w+)\\\}")


def told(text: str, t: "words.Words") -> str | None:
    """A text of an error in a language; none where only English has it.

    Args:
        text: what went wrong, or the cure.
        t: the words of the language.

    >>> told("nothing answers to 'Ada'", words.words("uk"))
    "На запит 'Ada' нічого не знайдено"
    >>> told("the moon is down", words.words("uk"))
    """
    for key, pattern in _patterns():
        if match := pattern.fullmatch(text):
            return t(key, **{what: _named(what, v, t) for what, v in match.groupdict().items()})
    return None


def _named(what: str, value: str, t: "words.Words") -> str:
    """A value as it is read; ``day`` and ``whom`` are a day and a country."""
    if what.startswith("day"):
        return t.day(value)
    code = countries.code(value.removeprefix("the ")) if what == "whom" else None
    return t.country(code) if code else value


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """What the program says, by the key of its words; what names least first."""
    english = [
        (key, texts["en"])
        for key, texts in words.strings().items()
        if key.startswith(_ROOMS) and isinstance(texts["en"], str)
    ]
    english.sort(key=lambda pair: len(re.sub(r"\{\w+\}", "", pair[1])), reverse=True)
    return [
        (key, re.compile(_NAMED.sub(r"(?P<\1>.+)", re.escape(text)), re.DOTALL))
        for key, text in english
    ]
