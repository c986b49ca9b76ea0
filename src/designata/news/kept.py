"""What a reading says, as claims: of the article itself, and of each entity it is linked to.

Each claim tells its place in the text (``chars=120-348``), its speaker and how firmly it is said.
Who is meant by words that only count, or by an uncertain link, is our inference: such claims are
possible, whatever the article asserts of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import msgspec

from designata.lists.entry import Entry
from designata.lists.kept import record as told
from designata.lists.news import record_id
from designata.lists.source import Record
from designata.model.claim import Claim, Modality
from designata.news import tied
from designata.news.document import Document
from designata.news.findings import (
    SCHEMATA,
    Attribution,
    Candidate,
    Mention,
    Reading,
    Target,
)
from designata.news.meant import meant
from designata.news.said import speaker, weaker

PART = "article"
"""The part of a list that its claims stand in; the main part is that of official entries."""


class _Said(msgspec.Struct, frozen=True):
    """One thing said of an entity."""

    text: str
    start: int
    end: int
    modality: Modality
    speaker: str | None = None


def claims(document: Document, reading: Reading) -> Iterator[Claim]:
    """What a reading says, as claims: of the article itself, and of each entity it is linked to.

    >>> document = Document(
    ...     text="", title="A title", published="2024-04-02", language="en", sha256="ab" * 32
    ... )
    >>> [(claim.property, claim.value) for claim in claims(document, Reading())][:2]
    [('title', 'A title'), ('publishedAt', '2024-04-02')]
    """
    for record in records(document, reading):
        entry = Entry(record.id, record.schema, locator=record.locator, part=PART)
        record.tell(entry)
        yield from entry.claims


def records(document: Document, reading: Reading) -> list[Record]:
    """The article's record, and one for each entity that it speaks of."""
    own = record_id(document.sha256)
    told = [(own, "Article", partial(_tell_article, document, reading))]
    for entity, (schema, said) in _of_entities(document, reading).items():
        told.append((entity, schema, partial(_tell_entity, document, said)))
    return [record(name, schema, tell) for name, schema, tell in told]


def record(name: str, schema: str, tell: "partial[None]") -> Record:
    """A record by what it tells: the same claims are the same bytes."""
    entry = Entry(name, schema, locator="", part=PART)
    tell(entry)
    return told(entry)


def _tell_article(document: Document, reading: Reading, entry: Entry) -> None:
    entry.known, entry.url = document.published, document.url
    entry.add("title", document.title)
    entry.add("publishedAt", document.published)
    entry.add("sourceUrl", document.url)
    entry.add("publisher", document.publisher)
    entry.add("language", None if document.language == "und" else document.language)
    for mention in reading.mentions:
        if mention.entity and not mention.refers_to:
            place = f"chars={mention.start}-{mention.end}"
            entry.add("namesMentioned", mention.text, locator=place)
            told = entry.child("Mention", mention.id)
            told.locator = place
            told.add("document", entry.id)
            told.add("resolved", mention.entity, modality=Modality.POSSIBLE)
            told.add("detectedSchema", SCHEMATA.get(mention.type))
    tied.tell(reading, entry)


def _tell_entity(document: Document, said: list[_Said], entry: Entry) -> None:
    entry.known, entry.url = document.published, document.url
    for one in said:
        entry.add(
            "notes",
            one.text,
            speaker=one.speaker,
            modality=one.modality,
            locator=f"chars={one.start}-{one.end}",
        )


def _of_entities(document: Document, reading: Reading) -> dict[str, tuple[str, list[_Said]]]:
    """What is said of each linked entity, with its schema, in the order of the text."""
    schemata: dict[str, str] = {}
    found: dict[str, dict[tuple[int, int], _Said]] = {}
    by_id = {mention.id: mention for mention in reading.mentions}
    for entity, schema, said in _by_claims(reading, by_id):
        schemata.setdefault(entity, schema)
        found.setdefault(entity, {}).setdefault((said.start, said.end), said)
    for entity, schema, said in _by_events(document, reading, by_id):
        held = found.setdefault(entity, {})
        if not any(start < said.end and said.start < end for start, end in held):
            schemata.setdefault(entity, schema)
            held[said.start, said.end] = said
    return {
        entity: (schemata[entity], [said[place] for place in sorted(said)])
        for entity, said in found.items()
    }


def _by_claims(
    reading: Reading, mentions: Mapping[str, Mention]
) -> Iterator[tuple[str, str, _Said]]:
    """Of those that it names or counts; who is only counted is our inference, so possible."""
    targets = meant(reading)
    for claim in reading.claims:
        for mention in (mentions[name] for name in claim.mentions if name in mentions):
            if mention.entity:
                yield mention.entity, _schema(mention), _claimed(claim, mention.score)
            elif not mention.named and (target := targets.get(mention.id)):
                for one in _believed(target):
                    yield one.entity, one.schema, _claimed(claim, 0.0)


def _by_events(
    document: Document, reading: Reading, mentions: Mapping[str, Mention]
) -> Iterator[tuple[str, str, _Said]]:
    """Where an event names it as a target; of those left unnamed, whom we infer, as possible."""
    for event in reading.designations:
        for target in event.targets:
            for mention in (mentions[name] for name in target.mentions if name in mentions):
                if mention.entity and event.spans:
                    here = [s for s in event.spans if s[0] <= mention.start and mention.end <= s[1]]
                    span = here[0] if here else _in_the_text(document, event.spans)
                    said = _told(document, span, weaker(event.modality, mention.score))
                    yield mention.entity, _schema(mention), said
            for one in _believed(target) if event.spans else ():
                span = _in_the_text(document, event.spans)
                yield one.entity, one.schema, _told(document, span, Modality.POSSIBLE)


def _believed(target: Target) -> list[Candidate]:
    return [] if target.undecided else target.candidates


def _in_the_text(document: Document, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The first of the spans that stands in the text, and not in a headline."""
    heads = [block for block in document.blocks if block.kind in {"title", "heading"}]
    body = [s for s in spans if not any(head.start <= s[0] < head.end for head in heads)]
    return (body or spans)[0]


def _told(document: Document, span: tuple[int, int], modality: Modality) -> _Said:
    return _Said(document.text[slice(*span)], *span, modality)


def _claimed(claim: Attribution, score: float) -> _Said:
    firm = weaker(claim.modality, score)
    return _Said(claim.text, claim.start, claim.end, firm, speaker(claim.source))


def _schema(mention: Mention) -> str:
    return SCHEMATA.get(mention.type, "Thing")
