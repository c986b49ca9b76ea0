"""The document: an article's plain text, and which stretches of it are what.

Everything that is later found in an article is a stretch of this text, told by character offsets.
"""

from typing import Literal

import msgspec

Kind = Literal["title", "heading", "paragraph", "item", "cell", "quote"]
"""What a block is: the headline, a heading, a paragraph, a list's item, a table's cell, a quotation
set apart."""


class Block(msgspec.Struct, frozen=True):
    """A stretch of the text that stands by itself.

    Args:
        kind: what it is.
        start: offset of its first character.
        end: offset behind its last one.
        group: the number of the list or table that it belongs to, for items and cells.
    """

    kind: Kind
    start: int
    end: int
    group: int | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An article as plain text.

    Args:
        text: blocks, with an empty line between them.
        title: the headline, empty where there is none; it is also the first block, if it has one.
        published: the day (ISO), where it is told or stated.
        language: ISO 639-1, ``und`` where it cannot be told.
        sha256: of the bytes that came in.
        url: where it was published, where that is told or stated.
        publisher: who publishes it, where that is stated.
        blocks: in order; they do not overlap.
        warnings: what was odd about it.
    """

    text: str
    title: str
    published: str | None
    language: str
    sha256: str
    url: str | None = None
    publisher: str | None = None
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()
