"""Plain text taken apart: paragraphs, headings and list items, told by lines and their ends.

Articles part paragraphs by empty lines and may wrap their lines; press releases often give each
paragraph one line. A short line without a full stop is a heading, several in a row are a list.
"""

import re
import unicodedata

from designata.news.document import Kind
from designata.news.read import dateline
from designata.news.read.parts import Parts, Piece

_BULLET = re.compile(
    r"\s*(?:[-*•▪●◦‣∙·○□■▲△ㅇ◇◆▶※–—]+\s+|[①-⑳㉮-㉻㈀-㈜]\s*|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[가-하])\)\s+"
    r"|(?:\d{1,2}|[가나다라마바사아자차카타파하])\.\s+(?!\d{1,2}\.\s*\d))(?=\S)"
)
"""What stands before a list's item; not a day before its month, as in "4. 2. 2024"."""
_ENDED = re.compile(r"[.!?。…:;,][\"'”’)\]]*(?:\s+(?:and|or))?$")
_SHORT = 120
_WRAPPED = 110


def take_apart(text: str) -> Parts:
    r"""The pieces of a plain text.

    >>> [p.kind for p in take_apart("Two ships listed\n\nThe ministry acted.\n- ANGARA").pieces]
    ['title', 'paragraph', 'item']
    """
    lines = _titled(_lines(text))
    marked = [_BULLET.match(line) for line in lines]
    bare = [
        line[match.end() :] if match else line for line, match in zip(lines, marked, strict=True)
    ]
    short = [
        not match and len(line) <= _SHORT and not _ENDED.search(line)
        for line, match in zip(lines, marked, strict=True)
    ]
    kinds: list[Kind] = ["item" if match else "paragraph" for match in marked]
    at, opened = 0, bool(lines and short[0] and len(lines) > 1)
    if opened:
        kinds[0], at = "title", 1
    while at < len(lines):
        end = at
        while end < len(lines) and short[end]:
            end += 1
        led = at > 0 and lines[at - 1].endswith(":")
        listed = led or (end - at > 1 and kinds[at - 1] != "title")
        for place in range(at, end):
            kinds[place] = "item" if listed else "heading"
        at = end + 1
    return Parts(pieces=_grouped(bare, kinds))


def _titled(lines: list[str]) -> list[str]:
    """With the headline first, before a day or the words "Press release"."""
    for place, line in enumerate(lines[:4]):
        if len(line) > _SHORT or _ENDED.search(line):
            break
        if not dateline.heads(line):
            return [line, *lines[:place], *lines[place + 1 :]]
    return lines


def _grouped(lines: list[str], kinds: list[Kind]) -> list[Piece]:
    pieces: list[Piece] = []
    group = 0
    for place, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "item" and (place == 0 or kinds[place - 1] != "item"):
            group += 1
        pieces.append(Piece(kind, line, group if kind == "item" else None))
    return pieces


def _lines(text: str) -> list[str]:
    """Lines that are not empty, those that were only wrapped put together again.

    A line was wrapped if the next one's first word would not have fitted on it.
    """
    raw = [line.strip() for line in text.split("\n")]
    width = max(map(_width, raw), default=0)
    joined: list[str] = []
    open_line = False
    for place, line in enumerate(raw):
        if not line:
            open_line = False
            continue
        wraps = width <= _WRAPPED and open_line and not _BULLET.match(line)
        if wraps and _width(raw[place - 1]) + 1 + _width(line.split()[0]) > width:
            joined[-1] += " " + line
        else:
            joined.append(line)
        open_line = True
    return joined


def _width(line: str) -> int:
    """Columns on a screen: signs of East Asian scripts take two."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)
