"""Korean sentences and their words, each word with the particles that end it.

python-mecab-ko (https://github.com/jonghwanhyeon/python-mecab-ko) tells particles from stems; a
sentence ends behind a verb's ending and a full stop that stands in no quotation.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from designata.news.document import Block, Document, Kind
from designata.news.korean.vocabulary import surnames

if TYPE_CHECKING:
    from mecab import MeCab  # type: ignore[import-untyped]

_END = re.compile(
    r"(?<=[가-힣\])])[.!?](?=\s|[\"”’)]?$)|(?<=[가-힣])[.!?][\"”](?=\s+(?!라|이라|고|며))"
)
LONGEST = 2_000
"""Characters of a sentence; what is longer is none, and is cut."""

_WORD = re.compile(r"\S+")
_MARKS = frozenset({"SF", "SC", "SSC", "SY"})
_BEHIND = '.,;:!?”"’'
_OPEN = {"“": 1, "”": -1, "「": 1, "」": -1}


class Word(msgspec.Struct, frozen=True):
    """What stands between two spaces.

    Args:
        text: without particles and punctuation behind it.
        start: offset in the document.
        end: behind ``text``.
        whole: behind all of it.
        particle: what marks its part in the sentence: 은, 는, 이, 을 …; empty where nothing does.
        inflected: whether it is a verb's form rather than a noun.
        person: whether the dictionary knows it as a person's name.
    """

    text: str
    start: int
    end: int
    whole: int
    particle: str
    inflected: bool
    person: bool


_BULLET = re.compile(r"\s*(?:[□■○●◯ㅇ◦▪▫•‣∙※▶►☞*–-]\s+)?")
"""What opens a paragraph of an official statement, and is no word of it."""


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of a block.

    Args:
        text: the document's, from ``start`` to ``end``.
        start: offset in the document.
        end: behind its last sign.
        kind: of its block.
        group: of its block.
        words: in order.
    """

    text: str
    start: int
    end: int
    kind: Kind
    group: int | None
    words: list[Word]


def sentences(document: Document) -> list[Sentence]:
    """All sentences in the order of the document."""
    found = []
    for block in document.blocks:
        at = block.start
        for end in _bounded(_ends(document.text[block.start : block.end]), block):
            until = block.start + end
            text = document.text[at:until]
            start = at + _BULLET.match(text).end()  # type: ignore[union-attr]
            text = document.text[start:until].rstrip()
            if text:
                stop = start + len(text)
                words = _words(text, start)
                found.append(Sentence(text, start, stop, block.kind, block.group, words))
            at = until
    return found


def _bounded(ends: list[int], block: Block) -> list[int]:
    """The ends, the block's own with them, and further ones where no end comes for too long."""
    found: list[int] = []
    for end in (*ends, block.end - block.start):
        at = found[-1] if found else 0
        found += [*range(at + LONGEST, end, LONGEST), end]
    return found


def _ends(text: str) -> list[int]:
    ends, depth, straight, at = [], 0, False, 0
    for match in _END.finditer(text):
        for sign in text[at : match.start()]:
            depth = max(0, depth + _OPEN.get(sign, 0))
            straight ^= sign == '"'
        at = match.start()
        closes = match.group()[-1] in '"”'
        if (depth == 0 and not straight) or closes:
            ends.append(match.end())
    return ends


@cache
def _mecab() -> "MeCab":
    from mecab import MeCab

    return MeCab()


def _without_copula(tokens: list[tuple[int, int, str, str | None]]) -> None:
    """Takes 이다 and its forms from a noun: 회사다, 등이다."""
    last = len(tokens)
    while last > 1 and tokens[last - 1][2].startswith(("E", "VCP")):
        last -= 1
    if (
        any(tag.startswith("VCP") for _, _, tag, _ in tokens[last:])
        and tokens[last - 1][2][0] in "NS"
    ):
        del tokens[last:]


def _named(text: str, tokens: list[tuple[int, int, str, str | None]]) -> bool:
    """Whether what looks like a particle ends a name of three signs: 한철만."""
    name = text[tokens[0][0] : tokens[-1][1]]
    told = len(name) == 3 and name.endswith("만") and name[0] in surnames()  # noqa: PLR2004
    return told and name[:2] not in {"우리", "이들"}


def _words(text: str, offset: int) -> list[Word]:
    tokens = [(t.span.start, t.span.end, t.pos, t.feature.semantic) for t in _mecab().parse(text)]
    words, at = [], 0
    for match in _WORD.finditer(text):
        mine = []
        while at < len(tokens) and tokens[at][0] < match.end():
            mine.append(tokens[at])
            at += 1
        while len(mine) > 1 and mine[-1][2] in _MARKS and text[mine[-1][0]] in _BEHIND:
            mine.pop()
        behind = mine[-1][1] if mine else match.end()
        _without_copula(mine)
        while len(mine) > 1 and mine[-1][2].startswith("J") and not _named(text, mine):
            mine.pop()
        end = mine[-1][1] if mine else match.end()
        tags = mine[-1][2].split("+") if mine else []
        words.append(
            Word(
                text[match.start() : end],
                offset + match.start(),
                offset + end,
                offset + match.end(),
                text[end:behind],
                inflected=bool(tags) and tags[-1].startswith("E") and tags[-1] != "ETN",
                person=len(mine) == 1 and mine[0][3] == "인명",
            )
        )
    return words
