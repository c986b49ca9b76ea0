"""An article's bytes as a document: plain text in blocks, its title, its day and its language.

Told from the content: HTML, Markdown or plain text. What the article says is data: nothing in it
is run, fetched or obeyed. The publication day is the caller's word, else the article's, else none.
"""

import datetime as dt
import hashlib
import re

import msgspec

from designata.errors import InputError
from designata.model.address import is_web
from designata.news.document import Block, Document
from designata.news.english import LONGEST
from designata.news.read import dateline, html, language, markdown, plain
from designata.news.read.decode import decode, tidy
from designata.news.read.parts import Parts, Piece

READ = ("en", "ko")
"""Languages that are read."""

_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_BETWEEN = "\n\n"
_HEAD = 6
_SPACE = re.compile(r"\s+")


def read(
    data: bytes,
    *,
    name: str = "",
    published: dt.date | None = None,
    url: str | None = None,
    today: dt.date | None = None,
) -> Document:
    r"""Reads an article.

    Args:
        data: its bytes.
        name: the file's name; its ending is a hint, and errors name it.
        published: the day of publication, where the caller knows it.
        url: where it was published, where the caller knows it.
        today: a later publication day draws a warning; none where nothing is checked.

    Raises:
        InputError: when it is too long, binary or empty, or the address is none of the web.

    >>> document = read(b"# Two ships listed\n\nSEOUL, 2 April 2024. The ministry acted on it.")
    >>> document.title, document.published, document.language
    ('Two ships listed', '2024-04-02', 'en')
    >>> [document.text[block.start : block.end] for block in document.blocks][0]
    'Two ships listed'
    """
    if url and not is_web(url):  # it is told on, and others make links of it
        raise InputError("the address is none of the web", where=url[:80], cure="begin with https")
    text, warnings = decode(data, name=name)
    text = tidy(text)
    if not text.strip():
        raise InputError("the article is empty", where=name, cure="give an article with text")
    parts = _parts(text, name)
    pieces = _titled(parts)
    if not pieces:
        raise InputError("the article holds no text", where=name, cure="give an article with text")
    if sum(len(piece.text) + len(_BETWEEN) for piece in pieces) > LONGEST:
        raise InputError(
            f"the article has more than {LONGEST:,} characters",
            where=name,
            cure="give one article at a time",
        )
    body, blocks = _laid_out(pieces)
    day, doubts = _day(parts, pieces, published, today)
    told = language.tell(body)
    if told not in READ:
        warnings = [*warnings, _unread(told)]
    stated = parts.url if is_web(parts.url) else None
    return Document(
        text=body,
        title=pieces[0].text if pieces[0].kind == "title" else "",
        published=day,
        language=told,
        sha256=hashlib.sha256(data).hexdigest(),
        url=url or stated,
        publisher=parts.publisher or None,
        blocks=tuple(blocks),
        warnings=(*warnings, *doubts),
    )


def _parts(text: str, name: str) -> Parts:
    """By content first: a file's name is often wrong about HTML."""
    ending = name.lower()
    if html.looks_so(text) or (ending.endswith(_HTML) and "<" in text):
        return html.take_apart(text, name=name)
    if len(text) > LONGEST:
        raise InputError(
            f"the article has {len(text):,} characters; at most {LONGEST:,} are read",
            where=name,
            cure="give one article at a time",
        )
    if ending.endswith(_MARKDOWN) or markdown.looks_so(text):
        return markdown.take_apart(text)
    return plain.take_apart(text)


def _titled(parts: Parts) -> list[Piece]:
    """The pieces with single spaces, without empty ones; the title first, if there is one."""
    pieces = [
        msgspec.structs.replace(piece, text=clean)
        for piece in parts.pieces
        if (clean := _SPACE.sub(" ", piece.text).strip())
    ]
    title = _SPACE.sub(" ", parts.title).strip()
    if not pieces or pieces[0].kind == "title":
        return pieces
    for place, piece in enumerate(pieces[:_HEAD]):
        if title and piece.text.casefold() == title.casefold():
            del pieces[place]
            return [Piece("title", piece.text), *pieces]
    if title:
        return [Piece("title", title), *pieces]
    if pieces[0].kind == "heading":
        pieces[0] = Piece("title", pieces[0].text)
    return pieces


def _laid_out(pieces: list[Piece]) -> tuple[str, list[Block]]:
    blocks: list[Block] = []
    start = 0
    for piece in pieces:
        blocks.append(Block(piece.kind, start, start + len(piece.text), piece.group))
        start += len(piece.text) + len(_BETWEEN)
    return _BETWEEN.join(piece.text for piece in pieces), blocks


def _day(
    parts: Parts, pieces: list[Piece], given: dt.date | None, today: dt.date | None
) -> tuple[str | None, list[str]]:
    """The publication day, and what is odd about it."""
    warnings: list[str] = []
    own = dateline.day(parts.published)
    if parts.published and not own:
        warnings.append(f"the stated publication date {parts.published[:40]!r} is no day")
    own = own or dateline.stated([piece.text for piece in pieces[:_HEAD]])
    day = given.isoformat() if given else own
    if given and own and own != day:
        warnings.append(f"the article states {own} as its day; {day} was given, and counts")
    if day and today and day > today.isoformat():
        warnings.append(f"the publication date {day} is in the future")
    return day, warnings


def _unread(code: str) -> str:
    if code == language.UNKNOWN:
        return "the language cannot be told; English and Korean are read"
    return f"the article is in {language.name(code)}, which is not read; English and Korean are"
