"""Turns of a broadcast's transcript: "OLENA KRAVETS, ADVISER TO THE PRESIDENT: We have …".

Those who present it speak for the article; everyone else's turn is a claim of theirs.
"""

import re

import msgspec

from designata.data import words
from designata.news.document import Block, Document

_TURN = re.compile(
    r"(?P<name>(?:(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr|GEN|SEN|AMB)\.?\s+)?(?:[A-Z][A-Z.'’-]+\s?){1,4}"
    r"|(?:Mr|Ms|Mrs|Dr)\.?\s[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)"
    r"(?P<role>(?:,\s[^:\n]{2,60})|\s?\([^)\n]{2,60}\))?:\s+"
)
_NOBODY = frozenset({"q", "a", "question", "answer", "note", "editor", "update", "correction"})


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph that somebody speaks.

    Args:
        block: the paragraph.
        name: who, as written.
        start: offset of what is said.
        presents: whether it is the article's own voice.
    """

    block: Block
    name: str
    start: int
    presents: bool


def turns(document: Document) -> dict[int, Turn]:
    """The turns of a transcript by where their paragraphs start; none in other articles."""
    presenting: set[str] = set()
    found: dict[int, Turn] = {}
    for block in document.blocks:
        match = _TURN.match(document.text, block.start, block.end)
        if match is None or match["name"].strip().lower() in _NOBODY:
            continue
        name = match["name"].rstrip()
        # the role is told once, the surname alone later
        role = set(re.findall(r"\w+", (match["role"] or "").lower()))
        if role & words("news_sources", "presenting"):
            presenting.add(name.split()[-1])
        found[block.start] = Turn(
            block=block, name=name, start=match.end(), presents=name.split()[-1] in presenting
        )
    return found
