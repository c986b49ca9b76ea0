"""Markdown taken apart: its front matter, and its blocks as plain text.

CommonMark with tables (https://spec.commonmark.org); marks of emphasis and links go, HTML within
is dropped, and front matter is lines of ``key: value`` between dashes.
"""

import re
from typing import TYPE_CHECKING

from designata.news.document import Kind
from designata.news.read.parts import Parts, Piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z_-]{1,40})[ \t]*:[ \t]*(.*)")
_SIGN = re.compile(
    r"^(?:#{1,6} \S|\|.*\|[ \t]*\n\|[ :|-]+\|)"
    r"|\[[^\]\[\n]{1,200}\]\([^()\n]{1,500}\)|\*\*[^\s*][^*\n]{0,500}\*\*",
    re.MULTILINE,
)
_KINDS: dict[str, Kind] = {
    "heading_open": "heading",
    "list_item_open": "item",
    "th_open": "cell",
    "td_open": "cell",
    "blockquote_open": "quote",
}
_GROUPS = ("bullet_list_open", "ordered_list_open", "table_open")


def looks_so(text: str) -> bool:
    r"""Whether a text of unknown kind is Markdown: front matter, headings, tables or links.

    >>> looks_so("# Title\n\nText"), looks_so("Agenda #1\n\n- one\n- two")
    (True, False)
    """
    return bool(_front(text)[0] or _SIGN.search(text))


def take_apart(text: str) -> Parts:
    r"""The pieces of a Markdown text.

    >>> [(p.kind, p.text) for p in take_apart("# A *b*\n\n- [c](http://d)\n- e").pieces]
    [('heading', 'A b'), ('item', 'c'), ('item', 'e')]
    """
    from markdown_it import MarkdownIt

    front, body = _front(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    return Parts(
        pieces=_pieces(tokens),
        title=front.get("title", ""),
        published=front.get("published", "") or front.get("date", ""),
        url=front.get("url", ""),
        publisher=front.get("publisher", ""),
    )


def _front(text: str) -> tuple[dict[str, str], str]:
    """The front matter, if the text begins with any, and the rest."""
    if not (match := _FRONT.match(text)):
        return {}, text
    found: dict[str, str] = {}
    for line in match[1].splitlines():
        if pair := _LINE.fullmatch(line.rstrip()):
            found[pair[1].lower()] = pair[2].strip().strip("\"'")
    return (found, text[match.end() :]) if found else ({}, text)


def _pieces(tokens: "Sequence[Token]") -> list[Piece]:
    """A piece each inline; the nearest list, table, quote or heading tells what it is."""
    pieces: list[Piece] = []
    kinds: list[Kind] = []
    groups: list[int] = []
    latest = 0
    for token in tokens:
        if token.type in _GROUPS:
            if not groups:  # a nested list belongs to the outer one
                latest += 1
            groups.append(latest)
        elif token.type.replace("_close", "_open") in _GROUPS:
            groups.pop()
        if token.type in _KINDS:
            kinds.append(_KINDS[token.type])
        elif token.type.endswith("_close") and token.type.replace("_close", "_open") in _KINDS:
            kinds.pop()
        elif token.type == "inline" or token.type in {"code_block", "fence"}:
            content = _plain(token.children) if token.children is not None else token.content
            kind = kinds[-1] if kinds else "paragraph"
            grouped = groups[-1] if groups and kind in {"item", "cell"} else None
            pieces += [Piece(kind, part, grouped) for part in content.split("\0")]
    return pieces


def _plain(tokens: "Sequence[Token]") -> str:
    """The text of an inline; a hard line break parts it, since releases end their lines so."""
    found = []
    for token in tokens:
        if token.type == "hardbreak":
            found.append("\0")
        elif token.type == "softbreak":
            found.append(" ")
        elif token.type not in {"html_inline", "image"}:
            found.append(token.content)
    return "".join(found)
