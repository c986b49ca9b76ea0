"""An article that was read, cut for a page: its blocks as stretches that each know their marks."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from designata.engine import Designata
from designata.network import proof
from designata.network.proof import Known
from designata.news import kept
from designata.news.document import Block, Document
from designata.news.findings import Mention, Read, Reading
from designata.news.marks import Mark, marks, pieces

COLOURS = ("target", "authority", "name", "date", "reason", "source")
"""What a stretch can be, the most telling first."""

FIRM = ("asserted", "reported", "possible", "denied")
"""How firmly a claim is said."""


class Piece(NamedTuple):
    """A stretch of the article under the same marks.

    Args:
        text: as it stands.
        start: its offset in the article.
        kind: one of ``COLOURS``, or empty.
        firm: one of ``FIRM``, or empty.
        notes: what is said of it; only where a mark begins, so that each is read out once.
        key: names it on the page, where it has notes.
        entity: whom it is linked to.
    """

    text: str
    start: int
    kind: str
    firm: str
    notes: tuple[str, ...]
    key: str
    entity: str | None


class Paragraph(NamedTuple):
    """A block of the article."""

    kind: str
    pieces: list[Piece]


class Touched(NamedTuple):
    """An entity of the store that the article says something of."""

    entity: str
    caption: str


class Page(NamedTuple):
    """All that a page shows of a reading.

    Args:
        read: the answer.
        paragraphs: the article.
        mentions: by id.
        known: the entities that it may speak of, by id.
        touched: those that keeping it tells something of.
        record: the article's own record, once kept.
    """

    read: Read
    paragraphs: list[Paragraph]
    mentions: Mapping[str, Mention]
    known: Mapping[str, Known]
    touched: list[Touched]
    record: str


def page(engine: Designata, found: Read) -> Page:
    """A reading, ready for a page."""
    reading = found.reading
    told = [record.id for record in kept.records(found.document, reading)]
    ids = {mention.entity for mention in found.mentions if mention.entity} | set(told[1:])
    known = proof.known(engine.store, ids) if found.lists else {}
    captions = {entity: one.caption for entity, one in known.items()}
    return Page(
        read=found,
        paragraphs=list(paragraphs(found.document, reading, captions)),
        mentions={mention.id: mention for mention in found.mentions},
        known=known,
        touched=[Touched(entity, captions.get(entity, entity)) for entity in told[1:]],
        record=told[0],
    )


def paragraphs(
    document: Document, reading: Reading, captions: Mapping[str, str]
) -> Iterator[Paragraph]:
    """The article's blocks, cut at every mark's ends.

    >>> from designata.news.findings import Mention
    >>> document = Document(
    ...     text="The LADY R sailed", title="", published=None, language="en", sha256="00"
    ... )
    >>> ship = Mention(id="m1", text="LADY R", start=4, end=10, type="vessel")
    >>> [(p.text, p.kind) for p in next(paragraphs(document, Reading(mentions=[ship]), {})).pieces]
    [('The ', ''), ('LADY R', 'name'), (' sailed', '')]
    """
    found = marks(document, reading, captions)
    linked = {(m.start, m.end): m.entity for m in reading.mentions if m.entity}
    for block in document.blocks or (Block("paragraph", 0, len(document.text)),):
        cut = pieces(block.start, block.end, found)
        told = [_piece(document.text[one:end], one, held, linked) for one, end, held in cut]
        yield Paragraph(block.kind, told)


def _piece(text: str, start: int, held: list[Mark], linked: Mapping[tuple[int, int], str]) -> Piece:
    kinds = [mark.kind for mark in held if mark.kind in COLOURS]
    firm = [mark.kind for mark in held if mark.kind in FIRM]
    notes = tuple(dict.fromkeys(m.note for m in held if m.start == start and m.note))
    entities = [linked[m.start, m.end] for m in held if (m.start, m.end) in linked]
    return Piece(
        text=text,
        start=start,
        kind=min(kinds, key=COLOURS.index, default=""),
        firm=firm[-1] if firm else "",
        notes=notes,
        key=f"note-{start}" if notes else "",
        entity=entities[0] if entities else None,
    )
