"""Where names stand: runs of capitalised words, with the small words that belong inside.

The model's entities help to tell names from openings of sentences; they do not say where a name
ends, since the small model cuts foreign names in pieces.
"""

import re
from typing import TYPE_CHECKING

from designata.data import words
from designata.news.document import Block, Document
from designata.news.mentions.name import Name, Word, body_words
from designata.news.mentions.registered import fields, registered
from designata.news.mentions.runs import PERSONAL, is_capital, run_end, words_of
from designata.news.mentions.trim import trimmed
from designata.news.taken import Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc

_TITLE_CASE = 0.7
_ENTRIES = ("item", "cell")
_LONG_WORD = 4
_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,40}\s*\(([A-Z][^()\n]{1,40})\)\s*[—–-]")
"""As in "WASHINGTON (Alfa Wire) —": who reports."""
_TOPIC, _SENTENCE = 2, 8
"""Words that a line over a text has at least, and the text below it."""


def names(document: Document, doc: "Doc", taken: "Iterable[tuple[int, int]]") -> list[Name]:
    """The names of a text, in its order.

    Args:
        document: the article.
        doc: its parse, whose entities help.
        taken: stretches that are known to be something else: dates, laws, authorities.
    """
    blocked = Taken(taken)
    labels = _labels(doc)
    found = [Name(start, end) for start, end in registered(document.text)]
    for start, end in (*((n.start, n.end) for n in found), *fields(document.text)):
        blocked.add(start, end)
    later: list[Block] = []
    blocks = document.blocks or (Block("paragraph", 0, len(document.text)),)
    for block in blocks:
        if reports := _DATELINE.match(document.text, block.start, block.end):
            blocked.add(*reports.span(1))
    for block, below in zip(blocks, (*blocks[1:], None), strict=True):
        line = document.text[block.start : block.end]
        entry = block.kind in _ENTRIES
        if block.kind == "title" or (
            not entry and (_is_title_case(line) or _is_topic(document.text, block, below))
        ):
            later.append(block)
            continue
        found += _in_block(document.text, block, labels, blocked)
    found += _surnames(document.text, found, blocked)
    known = {document.text[name.start : name.end] for name in found}
    for block in later:
        found += _repeated(document.text, block, known, blocked)
    return sorted(found, key=lambda name: name.start)


def _surnames(text: str, found: list[Name], blocked: Taken) -> "Iterator[Name]":
    """The last words of persons' names where they stand alone: "Roe was listed too"."""
    done = Taken([(name.start, name.end) for name in found])
    idle = words("news_names", "no_names")
    whole = [(text[name.start : name.end].split(), name.end) for name in found]
    firms = {
        word for parts, _ in whole for word in parts if word.lower().strip(".,") in body_words()
    }
    last = {
        parts[-1]: end
        for parts, end in reversed(whole)
        if 1 < len(parts) < PERSONAL and not firms & set(parts) and parts[-1].lower() not in idle
    }
    for word, since in last.items():
        for hit in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-]| [A-Z])", text[since:]):
            start, end = since + hit.start(), since + hit.end()
            if not done.touches(start, end) and not blocked.touches(start, end):
                yield Name(start, end)


def _labels(doc: "Doc") -> dict[int, tuple[str, int]]:
    """The model's type and the end of the entity, for each character offset of a word."""
    return {token.idx: (ent.label_, ent.end_char) for ent in doc.ents for token in ent}


def _is_title_case(line: str) -> bool:
    """Whether it is a heading in title case with words of no name: its capitals tell nothing."""
    long = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) >= _LONG_WORD]
    if len(long) < 2 or line.rstrip().endswith((".", ":", ";", ",")):  # noqa: PLR2004
        return False
    capital = sum(word[0].isupper() for word in long)
    idle = words("news_names", "no_names")
    return capital >= _TITLE_CASE * len(long) and any(word.lower() in idle for word in long)


def _is_topic(text: str, block: Block, below: Block | None) -> bool:
    """Whether a line in capitals heads a text that does not speak of it by name.

    A line that is a name opens an entry, and the entry takes it up; in a bare list of names a line
    stands over another or over its fields, not over sentences.
    """
    line = text[block.start : block.end].strip()
    if below is None or not line.isupper() or len(line.split()) < _TOPIC:
        return False
    follows = text[below.start : below.end].strip()
    if not follows.endswith((".", ":")) or len(follows.split()) < _SENTENCE:
        return False
    own = {word.casefold() for word in re.findall(r"[^\W\d_]{4,}", line)}
    told = {word.casefold() for word in re.findall(r"[^\W\d_]{4,}", follows) if word[0].isupper()}
    return bool(own) and not own & told


def _repeated(text: str, block: Block, known: set[str], blocked: Taken) -> "Iterator[Name]":
    """Names of the body that a headline holds."""
    part = text[block.start : block.end]
    done = Taken()
    for name in sorted(known, key=len, reverse=True):
        for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!-?\w)", part):
            start, end = block.start + hit.start(), block.start + hit.end()
            if not done.touches(start, end) and not blocked.touches(start, end):
                done.add(start, end)
                yield Name(start, end)


def _in_block(
    text: str,
    block: Block,
    labels: dict[int, tuple[str, int]],
    blocked: Taken,
) -> "Iterator[Name]":
    listed = words_of(text, block.start, block.end)
    at = 0
    while at < len(listed):
        if not _opens(listed[at]) or blocked.touches(listed[at].start, listed[at].end):
            at += 1
            continue
        end = run_end(text, listed, at, labels, blocked)
        if name := trimmed(text, listed[at:end], labels, block):
            yield name
        at = end


def _opens(word: Word) -> bool:
    return is_capital(word)
