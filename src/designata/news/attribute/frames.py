"""Sentences as attribution needs them: whole, with the quotations in them set aside.

The parser splits inside quotations and now and then inside a name; a frame puts such pieces
together again, so that a quotation of three sentences and its "she said" are one.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from designata.news.attribute.quotes import Quote
from designata.news.document import Document
from designata.news.english import behind_datelines

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
JOINS = frozenset({"and", "but", "while", "although", "though", "whereas", "yet"})
PARTICIPLE = "VBG"
_BREAK = 8
_STOPS = (".", "?", "!", ":", ";", '"', "”", "’", "»", ")", "…", "'")


class Frame:
    """A sentence of the text.

    Args:
        doc: the parse.
        text: the whole text, since spaCy puts it together anew each time it is asked.
        span: its first token, and the token behind its last one.
        quotes: the quotations in it, each with its first token and the token behind its last one,
            marks included.
    """

    def __init__(
        self, doc: "Doc", text: str, span: tuple[int, int], quotes: list[tuple[int, int, Quote]]
    ) -> None:
        self.doc = doc
        self.text = text
        self.start, self.end = span
        self.quotes = quotes
        self._quoted = frozenset(i for first, last, _ in quotes for i in range(first, last))

    @property
    def opens(self) -> bool:
        """Whether it opens a paragraph."""
        before = self.text[max(0, self.doc[self.start].idx - _BREAK) : self.doc[self.start].idx]
        return not before.strip(" ") or before.rstrip(" ").endswith("\n")

    def free(self) -> Iterator["Token"]:
        """The tokens outside quotations."""
        for i in range(self.start, self.end):
            if i not in self._quoted:
                yield self.doc[i]

    def quoted(self, i: int) -> bool:
        """Whether a token stands in a quotation."""
        return i in self._quoted

    def quote_before(self, i: int) -> Quote | None:
        """The quotation that ends right before a token, a comma or nothing between."""
        i -= 1
        while i >= self.start and not self.quoted(i) and self.doc[i].text in {",", "-", "–", "—"}:
            i -= 1
        return next((quote for first, last, quote in self.quotes if first <= i < last), None)

    def quote_from(self, i: int) -> Quote | None:
        """The quotation that begins at a token, a comma, colon or "that" or nothing between."""
        while (
            i < self.end
            and not self.quoted(i)
            and (self.doc[i].text in {",", ":", "that", "-", "–", "—"} or self.doc[i].is_space)
        ):
            i += 1
        return next((quote for first, last, quote in self.quotes if first <= i < last), None)

    def finite(self, start: int, end: int) -> bool:
        """Whether a finite verb stands between two tokens."""
        return any(self.doc[i].tag_ in FINITE for i in range(start, end))


def frames(document: Document, doc: "Doc", quotes: Sequence[Quote]) -> list[Frame]:
    """The sentences of an article outside its title and headings, in order."""
    skipped = [(b.start, b.end) for b in document.blocks if b.kind in {"title", "heading"}]
    borders = {block.start for block in document.blocks} | behind_datelines(document)
    spans: list[tuple[int, int]] = []
    for sentence in doc.sents:
        start = sentence.start
        while start < sentence.end and doc[start].is_space:
            start += 1
        if start == sentence.end or any(a <= doc[start].idx < b for a, b in skipped):
            continue
        if spans and doc[start].idx not in borders and _continues(document, doc, start, quotes):
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((start, sentence.end))
    return [
        Frame(doc, document.text, (start, end), _within(doc, start, end, quotes))
        for start, end in spans
    ]


def _continues(document: Document, doc: "Doc", start: int, quotes: Sequence[Quote]) -> bool:
    """Whether what the parser begins as a sentence is none."""
    at = doc[start].idx
    end = at
    while end > 0 and document.text[end - 1].isspace():
        end -= 1
    if "\n\n" in document.text[end:at]:
        return False
    if any(quote.outer < at < quote.after for quote in quotes):
        return True
    # the closing mark alone, or what follows it in small letters
    word = doc[start].text
    if end == at and word in {'"', "”", "’", "'"}:
        return True
    if any(quote.after == end for quote in quotes):
        return word[0].islower() or word in {",", "—", "–", "-"}
    return end > 0 and (not document.text.endswith(_STOPS, 0, end) or word[0].islower())


def _within(
    doc: "Doc", start: int, end: int, quotes: Sequence[Quote]
) -> list[tuple[int, int, Quote]]:
    found = []
    left = doc[start].idx
    right = doc[end - 1].idx + len(doc[end - 1])
    for quote in quotes:
        if quote.after <= left or quote.outer >= right:
            continue
        inside = [i for i in range(start, end) if quote.outer <= doc[i].idx < quote.after]
        if inside:
            found.append((inside[0], inside[-1] + 1, quote))
    return found
