"""Words found again in an article, as they stand there.

Whoever read the article may give words without their place; what does not stand there letter by
letter was not read but made up. Only blanks, quotation marks and dashes may be written otherwise.
"""

import bisect
from collections.abc import Iterator

from designata.news.findings import Span

_FOLDED = str.maketrans("\u00a0\u202f\n\t“”„«»‘’‚`–—‐‑", '    """""\'\'\'\'----')


class Verbatim:
    """The text of an article, asked where words stand in it.

    >>> article = Verbatim("Two ships, LADY R and “ANGARA”. ANGARA left.")
    >>> article.find("ANGARA", near=40)
    Span(text='ANGARA', start=32, end=38)
    >>> article.find('"ANGARA"'), article.find("ships sank")
    (Span(text='“ANGARA”', start=22, end=30), None)
    """

    def __init__(self, text: str) -> None:
        self.text, self._folded = text, text.translate(_FOLDED)
        self._places: dict[str, list[Span]] = {}

    def stands(self, words: str, start: int | None, end: int | None) -> bool:
        """Whether the words are the stretch between two offsets."""
        if start is None or end is None or not 0 <= start < end <= len(self.text):
            return False
        return self.text[start:end] == words

    def places(self, words: str) -> list[Span]:
        """Every stretch that reads so, in the article's own letters; never a part of a word."""
        sought = words.translate(_FOLDED).strip()
        if sought not in self._places:
            self._places[sought] = list(self._search(sought)) if sought else []
        return self._places[sought]

    def _search(self, sought: str) -> Iterator[Span]:
        at = self._folded.find(sought)
        while at >= 0:
            end = at + len(sought)
            if not self._within_word(at) and not self._within_word(end):
                yield Span(self.text[at:end], at, end)
            at = self._folded.find(sought, at + 1)

    def find(self, words: str, *, near: int | None = None) -> Span | None:
        """The stretch that reads so: the only one, or the nearest to an offset; else the first."""
        found = self.places(words)
        if near is None:
            return found[0] if found else None
        at = bisect.bisect_left(found, near, key=lambda span: span.start)
        beside = found[max(0, at - 1) : at + 1]
        return min(beside, key=lambda span: abs(span.start - near), default=None)

    def _within_word(self, at: int) -> bool:
        """Whether an offset parts a word or number; Korean particles stand right behind names."""
        if not 0 < at < len(self.text):
            return False
        before, behind = self.text[at - 1], self.text[at]
        return before.isalnum() and behind.isalnum() and not (_joins(before) or _joins(behind))


def _joins(sign: str) -> bool:
    return not sign.isdecimal() and sign > "\u1100"
