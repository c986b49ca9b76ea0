"""Quotations: what an article gives word for word, told from words it only holds at arm's length.

A quotation that is a claim stands where a clause may stand; a word or two in quotation marks inside
a sentence ("the so-called “dark fleet”") are part of that sentence. A quotation over several
paragraphs opens anew in each and closes in the last.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

import msgspec

from designata.news.document import Block, Document

_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’", "'": "'"}
_OPENING = re.compile(r"(?<![\w\d])[“\"«„‘'](?=[\w\[(…$£€'‘“])")
_CLOSING = {
    "”": re.compile("”"),
    '"': re.compile(r'(?<!\s)"'),
    "»": re.compile("»"),
    "“": re.compile("[“”]"),
    # an apostrophe closes only behind a stop, or where neither a letter follows nor a plural ends
    "’": re.compile(r"(?<=[.,?!…])’(?!\w)|(?<=[^s\s])’(?!\w)"),
    "'": re.compile(r"(?<=[.,?!…])'(?!\w)|(?<=[^s\s])'(?!\w)"),
}
_BEFORE = re.compile(r"(?:^|[.,:;?!…—–)”\"’]|\s-)\s*$")
_CLAUSE = 3
"""Fewer words are a claim only where a stop closes them: "No," he said."""


class Quote(msgspec.Struct, frozen=True):
    """A quotation that stands for a clause.

    Args:
        start: offset of its first character behind the mark.
        end: offset behind its last one, before the mark.
        outer: offset of the opening mark.
        after: offset behind the closing mark.
        goes_on: whether it continues the quotation of the paragraph before.
    """

    start: int
    end: int
    outer: int
    after: int
    goes_on: bool = False


def quotations(document: Document) -> list[Quote]:
    """The quotations that stand for clauses, in order.

    >>> text = 'The “dark fleet” grew. “We saw it,” she said.'
    >>> from designata.news.document import Block
    >>> blocks = (Block("paragraph", 0, len(text)),)
    >>> document = Document(
    ...     text=text, title="", published=None, language="en", sha256="", blocks=blocks
    ... )
    >>> [text[quote.start : quote.end] for quote in quotations(document)]
    ['We saw it,']
    """
    found: list[Quote] = []
    opened = False
    whole = (Block("paragraph", 0, len(document.text)),)
    for block, following in _paired(document.blocks or whole):
        if block.kind in {"title", "heading"}:
            continue
        if block.kind == "quote" and not _OPENING.match(document.text, block.start):
            found.append(Quote(block.start, block.end, block.start, block.end))
            continue
        goes_on = opened
        opened = False
        for quote in _inside(document.text, block, following):
            if goes_on and quote.outer != block.start:
                goes_on = False
            if _is_clause(document.text, block, quote):
                found.append(msgspec.structs.replace(quote, goes_on=goes_on))
            goes_on = False
            opened = quote.after == block.end and document.text[quote.end : quote.after] == ""
    return found


def _paired(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Block | None]]:
    yield from zip_longest(blocks, blocks[1:])


def _inside(text: str, block: Block, following: Block | None) -> Iterator[Quote]:
    at = block.start
    while opening := _OPENING.search(text, at, block.end):
        mark = opening.group()
        closing = _CLOSING[_PAIRS[mark]].search(text, opening.end(), block.end)
        if closing:
            yield Quote(opening.end(), closing.start(), opening.start(), closing.end())
            at = closing.end()
        elif following is not None and text.startswith(mark, following.start):
            yield Quote(opening.end(), block.end, opening.start(), block.end)
            at = block.end
        else:
            at = opening.end()


def _is_clause(text: str, block: Block, quote: Quote) -> bool:
    inner = text[quote.start : quote.end].strip()
    if not _BEFORE.search(text[block.start : quote.outer]):
        return False
    stopped = inner.endswith((".", ",", "?", "!", "…", "—"))
    following = text[quote.after : quote.after + 1]
    if not stopped and following not in {",", ".", ""}:
        return False
    first = quote.outer == block.start or bool(
        re.search(r"[.?!:”\"’]\s*$", text[block.start : quote.outer])
    )
    return len(inner.split()) >= _CLAUSE if not first else stopped or len(inner.split()) > _CLAUSE
