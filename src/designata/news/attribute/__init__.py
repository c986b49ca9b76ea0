"""Who claims what, and how firmly: every claim of an article with its source.

Sentence by sentence: cues (``cues.py``), what they attribute (``contents.py``), who speaks
(``subjects.py``, ``sources.py``, ``media.py``), how firmly (``modality.py``), and the ties that are
stated (``relations.py``).
A quotation without a cue of its own belongs to whoever spoke last. What the article itself says is
a claim only where it states a tie worth keeping, or marks something as unconfirmed.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from designata.data import words
from designata.model.claim import Modality
from designata.news.attribute.clauses import Content
from designata.news.attribute.contents import contents
from designata.news.attribute.cues import Cue, cues
from designata.news.attribute.frames import Frame, frames
from designata.news.attribute.media import through
from designata.news.attribute.modality import main_verb, polarity, weakened
from designata.news.attribute.quotes import Quote, quotations
from designata.news.attribute.relations import relation
from designata.news.attribute.sources import OPEN, kind, phrase, source, span
from designata.news.attribute.speakers import Speakers
from designata.news.attribute.strength import strength
from designata.news.attribute.turns import Turn, turns
from designata.news.dates import find
from designata.news.document import Block, Document
from designata.news.findings import Attribution, Dated, Mention, Source, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def attributions(
    document: Document, doc: "Doc", mentions: Sequence[Mention] = ()
) -> list[Attribution]:
    """The claims of an English article, in its order.

    Args:
        document: the article.
        doc: its parse (``english.parse``).
        mentions: what it names; their ids stand in claims and ties.
    """
    return list(_Reader(document, doc, mentions).read())


class _Reader:
    """Reads one article; remembers who spoke."""

    def __init__(self, document: Document, doc: "Doc", mentions: Sequence[Mention]) -> None:
        self._document = document
        self._doc = doc
        self._mentions = mentions
        self._speakers = Speakers(mentions)
        self._dates = find(doc, document.published)
        self._places = [
            (date.start, date.end)
            for date in self._dates
            if date.start is not None and date.end is not None
        ]
        self._quotes = quotations(document)
        self._claims: list[Attribution] = []
        self._last: tuple[Source, int] | None = None
        self._said: Span | None = None

    def read(self) -> list[Attribution]:
        spoken = turns(self._document)
        blocks = sorted(self._document.blocks, key=lambda block: block.start)
        waiting: list[Quote] = []
        for frame in frames(self._document, self._doc, self._quotes):
            at = self._doc[frame.start].idx
            block = next((b for b in blocks if b.start <= at < b.end), None)
            turn = spoken.get(block.start) if block is not None else None
            if turn is not None and not turn.presents:
                if at == turn.block.start:
                    self._turn(turn)
                continue
            before = len(self._claims)
            self._sentence(frame)
            mine = self._claims[before:]
            loose = [
                quote
                for _, _, quote in frame.quotes
                if not any(c.start < quote.end and quote.start < c.end for c in mine)
            ]
            waiting = self._settle(frame, block, loose, waiting, spoke=bool(mine))
            if not mine and not frame.quotes:
                self._own(frame)
        self._claims.sort(key=lambda claim: (claim.start, claim.end))
        return self._claims

    # sentences

    def _sentence(self, frame: Frame) -> None:
        found = cues(frame, self._places)
        taken: list[tuple[int, int]] = []
        relayed: dict[int, str] = {}
        order = {"says": 0, "accuses": 0, "judges": 0, "according": 1, "unchecked": 2, "passive": 3}
        stated = [
            (cue, contents(frame, cue, [o for o in found if o is not cue], self._places))
            for cue in found
        ]
        # of two that overlap, the one that holds the other: "…that it said…, the ministry reported"
        stated.sort(
            key=lambda row: (order.get(row[0].kind, 4), -sum(p.end - p.start for p in row[1]))
        )
        for cue, whole in stated:
            at = self._doc[cue.at].idx
            if any(start <= at < end for start, end in taken):
                continue
            parts = [
                part
                for part in whole
                if not any(start < part.end and part.start < end for start, end in taken)
            ]
            if not parts:
                self._opens(frame, cue, found)
                continue
            inner = self._relayed(cue, found, parts)
            if inner is not None and cue.source is not None:
                relayed[inner.at] = self._doc[slice(*cue.source)].text
                continue
            self._claim(frame, cue, parts, relayed.get(cue.at))
            taken.extend((part.start, part.end) for part in parts)

    def _opens(self, frame: Frame, cue: Cue, found: Sequence[Cue]) -> None:
        """Whose words the next paragraph gives: "A minister said:"."""
        last = frame.end - 1
        while last > cue.at and self._doc[last].is_space:
            last -= 1
        if cue is found[-1] and cue.kind == "says" and self._doc[last].text == ":":
            who = self._source(frame, cue)
            if who is not None:
                self._last = (who, self._doc[cue.at].idx)
                self._said = span(self._doc, cue.start, cue.end)

    def _relayed(self, cue: Cue, found: Sequence[Cue], parts: Sequence[Content]) -> Cue | None:
        """The speaker whose words a medium only passes on: "NHK reported officials said"."""
        if cue.source is None or kind(self._doc, *cue.source, self._mentions) != "media":
            return None
        for other in found:
            if other.kind != "says" or other.source is None or other.at == cue.at:
                continue
            first = self._doc[other.first].idx
            if parts[0].start <= first <= parts[0].start + 3:
                return other
        return None

    def _claim(self, frame: Frame, cue: Cue, parts: Sequence[Content], medium: str | None) -> None:
        who = self._source(frame, cue)
        if who is not None and medium is not None:
            who = msgspec.structs.replace(who, via=medium)
        told = cue.modality
        words_ = span(self._doc, cue.start, cue.end)
        date = self._date(frame, parts)
        for part in parts:
            modality = told
            if self._untrue(part):
                modality = Modality.DENIED
            modality = weakened(self._doc, part.start, part.end, modality)
            self._add(part, who, words_, modality, date)
            if cue.kind == "unchecked":  # the checking failed, not what was to be checked
                self._claims[-1] = msgspec.structs.replace(self._claims[-1], polarity="affirmed")
        if who is not None and who.start is not None:
            self._last = (who, self._doc[cue.at].idx)
            self._said = words_ if cue.kind == "says" else None

    def _untrue(self, part: Content) -> bool:
        """Whether a claim is that a claim is untrue: "the accusations were baseless"."""
        text = self._document.text[part.start : part.end].lower()
        said = re.findall(r"[\w-]+", text)
        about = any(strength("nouns", word.rstrip("s")) for word in said[:4])
        vague = bool(said) and said[0] in {"it", "this", "that", "them", "they", "these", "those"}
        short = len(said) <= 12  # noqa: PLR2004  - longer ones say more than that
        return (about or vague) and short and any(w in words("news_cues", "untrue") for w in said)

    def _add(
        self,
        part: Content,
        who: Source | None,
        cue: Span | None,
        modality: Modality,
        date: Dated | None,
    ) -> None:
        start, end = _bare(self._document.text, part)
        if end - start < 2:  # noqa: PLR2004  - a stray mark
            return
        self._claims.append(
            Attribution(
                text=self._document.text[start:end],
                start=start,
                end=end,
                source=who,
                cue=cue,
                modality=modality,
                polarity=polarity(self._doc, start, end),
                date=date,
                mentions=[m.id for m in self._mentions if start <= m.start and m.end <= end],
                relation=relation(self._doc, start, end, self._mentions),
                quoted=part.quoted,
            )
        )

    # sources

    def _source(self, frame: Frame, cue: Cue) -> Source | None:
        if cue.kind == "unchecked":
            return None
        who = through(frame, cue, self._places, self._mentions)
        if who is None:
            return OPEN
        return self._speakers.known(who)

    def _date(self, frame: Frame, parts: Sequence[Content]) -> Dated | None:
        """When it was said: a date of the sentence outside what is claimed."""
        left = self._doc[frame.start].idx
        right = self._doc[frame.end - 1].idx + len(self._doc[frame.end - 1])
        for date in self._dates:
            if date.start is None or not left <= date.start < right:
                continue
            if not any(part.start <= date.start < part.end for part in parts):
                return date
        return None

    # quotations without a cue of their own

    def _settle(
        self,
        frame: Frame,
        block: Block | None,
        loose: Sequence[Quote],
        waiting: list[Quote],
        *,
        spoke: bool,
    ) -> list[Quote]:
        """Gives quotations without a cue to whoever speaks in their paragraph, or spoke last."""
        start = block.start if block is not None else 0
        if spoke and self._last is not None:
            for quote in waiting:
                self._given(quote, self._last[0])
            waiting = []
        for quote in loose:
            who = self._introduced(frame, quote)
            if who is None and self._last is not None:
                here = self._last[1] >= start
                if here or quote.goes_on or block is None or self._alone(block, quote):
                    who = self._last[0]
            if who is not None:
                self._given(quote, who)
            else:
                waiting = [*waiting, quote]
        if block is not None and self._doc[frame.end - 1].idx >= block.end - 1:
            return []
        return waiting

    def _alone(self, block: Block, quote: Quote) -> bool:
        return block.kind == "quote" or (
            quote.outer == block.start and quote.after >= block.end - 1
        )

    def _introduced(self, frame: Frame, quote: Quote) -> Source | None:
        """The subject of a sentence whose colon opens the quotation."""
        opening = next(first for first, _, found in frame.quotes if found is quote)
        if opening <= frame.start or self._doc[opening - 1].text != ":":
            return None
        subject = next((t for t in frame.free() if t.dep_ == "nsubj" and t.i < opening), None)
        if subject is None:
            return None
        who = self._speakers.known(
            source(self._doc, *phrase(subject, self._places), self._mentions)
        )
        self._last = (who, subject.idx)
        return who

    def _given(self, quote: Quote, who: Source) -> None:
        modality = weakened(self._doc, quote.start, quote.end, Modality.ASSERTED)
        told = self._last is not None and self._last[0] == who
        cue = self._said if told else None
        self._add(Content(quote.start, quote.end, quoted=True), who, cue, modality, None)

    # broadcasts, and what the article itself says

    def _turn(self, turn: Turn) -> None:
        start = turn.block.start
        who = self._speakers.known(
            Source(text=turn.name, kind="person", start=start, end=start + len(turn.name))
        )
        modality = weakened(self._doc, turn.start, turn.block.end, Modality.ASSERTED)
        self._add(Content(turn.start, turn.block.end), who, None, modality, None)
        self._last = (who, start)

    def _own(self, frame: Frame) -> None:
        """A sentence of the article's own that states a tie."""
        first, last = self._doc[frame.start], self._doc[frame.end - 1]
        start, end = first.idx, last.idx + len(last)
        while end > start and self._document.text[end - 1] in " \n.;,":
            end -= 1
        if relation(self._doc, start, end, self._mentions) is None:
            return
        if main_verb(self._doc, start, end) is None:
            return
        modality = weakened(self._doc, start, end, Modality.ASSERTED)
        self._add(Content(start, end), None, None, modality, None)


def _bare(text: str, part: Content) -> tuple[int, int]:
    """A quotation without the comma or point that only its sentence needs."""
    start, end = part.start, part.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or (part.quoted and text[end - 1] in ",.")):
        end -= 1
    return start, end
