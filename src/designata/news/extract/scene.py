"""What all readers of events share: a document, its parse, and what has been found in it so far."""

import bisect
import re
from typing import TYPE_CHECKING

from designata.data import words
from designata.news.dates import find
from designata.news.document import Block, Document
from designata.news.english import behind_datelines
from designata.news.findings import Dated, Mention, Span
from designata.news.legal import laws
from designata.news.mentions.groups import Group, groups
from designata.news.mentions.places import Place, places, within
from designata.news.taken import Taken

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_CLOCK = re.compile(r"\d\s?[ap]\.m\.\s*$")
_FINAL = (".", "!", "?", ":", "”", '"', "’", ".)", "!)", "?)")


def among(word: str, table: str) -> bool:
    """Whether a word or lemma is of a table of ``data/news_designation.toml``."""
    return word.lower() in words("news_designation", table)


class Scene:
    """A document with its sentences, mentions, groups, dates and laws, found by their place."""

    def __init__(self, document: Document, doc: "Doc", mentions: list[Mention]) -> None:
        self.document = document
        self.doc = doc
        self.text = document.text
        self.mentions = mentions
        self.by_id = {mention.id: mention for mention in mentions}
        self.places = places(self.text)
        self.laws: list[Span] = laws(self.text)
        self.dates: list[Dated] = [
            date
            for date in find(doc, document.published)
            if not any(law.start <= (date.start or 0) < law.end for law in self.laws)
        ]
        named = [
            (m.start, m.end)
            for m in mentions
            if m.named and m.type != "country" and not m.text.lower().endswith("minister")
        ]
        blocked = [(law.start, law.end) for law in self.laws] + named
        self.groups: list[Group] = groups(doc, self.places, Taken(blocked))
        self.sentences = self._sentences()
        self._mention_starts = [mention.start for mention in mentions]
        self._group_starts = [group.start for group in self.groups]

    def _sentences(self) -> list[tuple[int, int]]:
        """Those of the parse, joined where it cuts behind no full stop, as inside foreign names."""
        found: list[tuple[int, int]] = []
        titles = Taken((law.start + 1, law.end) for law in self.laws)
        opened = behind_datelines(self.document)
        for sent in self.doc.sents:
            start, end = sent.start_char, sent.end_char
            if found:
                before = self.text[found[-1][0] : found[-1][1]]
                final = before.rstrip().endswith(_FINAL) and not _CLOCK.search(before)
                whole = final or "\n" in before[len(before.rstrip()) :]
                cut = start > 0 and self.text[start - 1] != "\n"
                if (not whole and cut and start not in opened) or start in titles:
                    found[-1] = (found[-1][0], end)
                    continue
            found.append((start, end))
        return found or [(0, 0)]

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Those that stand wholly inside."""
        first = bisect.bisect_left(self._mention_starts, start)
        last = bisect.bisect_left(self._mention_starts, end)
        return [m for m in self.mentions[first:last] if m.end <= end]

    def groups_in(self, start: int, end: int) -> list[Group]:
        """Those that stand wholly inside."""
        first = bisect.bisect_left(self._group_starts, start)
        last = bisect.bisect_left(self._group_starts, end)
        return [g for g in self.groups[first:last] if g.end <= end]

    def places_in(self, start: int, end: int) -> list[Place]:
        """Countries that stand wholly inside."""
        return within(self.places, start, end)

    def dates_in(self, start: int, end: int) -> list[Dated]:
        """Dates that stand wholly inside."""
        return [
            date
            for date in self.dates
            if date.start is not None
            and date.end is not None
            and start <= date.start
            and date.end <= end
        ]

    def block(self, offset: int) -> Block:
        """The block that an offset lies in."""
        blocks = self.document.blocks
        at = bisect.bisect_right(blocks, offset, key=lambda block: block.start) - 1
        return blocks[at] if at >= 0 else Block("paragraph", 0, len(self.text))

    def bounds(self, token: "Token") -> tuple[int, int]:
        """Where the sentence of a word begins and ends, within its block."""
        return self.bounds_at(token.idx)

    def bounds_at(self, offset: int) -> tuple[int, int]:
        """The same, of the sentence at an offset."""
        at = bisect.bisect_right(self.sentences, offset, key=lambda pair: pair[0]) - 1
        return self.sentences[max(at, 0)]

    def root(self, mention: Mention) -> Mention:
        """The mention that it stands for, itself where it stands for none."""
        return self.by_id.get(mention.refers_to or "", mention)
