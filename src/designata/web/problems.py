"""What went wrong, in the reader's language.

Errors say what and the cure in English; the frequent ones stand in ``locales/problem.toml`` by
those words. What is not among them stays as it is, and pages mark it as English.
"""

import re
from functools import cache

from designata.web import words

_ROOM = "problem."
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
            named = match.groupdict()
            return t(key, **{k: t.day(v) if k.startswith("day") else v for k, v in named.items()})
    return None


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """What the program says, by the key of its words; what names least first."""
    english = [
        (key, texts["en"])
        for key, texts in words.strings().items()
        if key.startswith(_ROOM) and isinstance(texts["en"], str)
    ]
    english.sort(key=lambda pair: len(re.sub(r"\{\w+\}", "", pair[1])), reverse=True)
    return [
        (key, re.compile(_NAMED.sub(r"(?P<\1>.+)", re.escape(text)), re.DOTALL))
        for key, text in english
    ]
