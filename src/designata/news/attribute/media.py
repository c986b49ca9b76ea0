"""Media between a source and the article: whom a medium quotes, and which medium a source told.

"The Gazette, citing two officials, said" has the officials for its source, "a source told Reuters"
the source; each through the medium. Satellite images and records do not speak: who cites them does.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from designata.data import words
from designata.news.attribute.cues import Cue
from designata.news.attribute.frames import Frame
from designata.news.attribute.sources import kind, phrase, source
from designata.news.attribute.subjects import Places
from designata.news.english import noun_phrases
from designata.news.findings import Mention, Source

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 40
"""Tokens between a verb of speech and the "citing" that belongs to it."""

_SPEAKING = ("people", "offices", "organizations", "media_nouns")


def through(frame: Frame, cue: Cue, dates: Places, mentions: Sequence[Mention]) -> Source | None:
    """A cue's source, with the medium that it is quoted through; none where it is left open."""
    if cue.source is None:
        return None
    who = source(frame.doc, *cue.source, mentions)
    if who.kind != "media":
        return replace(who, via=_told(frame, cue, dates))
    quoted = _cited(frame, cue)
    return who if quoted is None else replace(_named(quoted, dates, mentions), via=who.text)


def _named(head: "Token", dates: Places, mentions: Sequence[Mention]) -> Source:
    return source(head.doc, *phrase(head, dates), mentions)


def _cited(frame: Frame, cue: Cue) -> "Token | None":
    for token in frame.free():
        if token.tag_ != "VBG" or token.lemma_ not in words("news_cues", "citing"):
            continue
        whom = next((child for child in token.rights if child.dep_ == "dobj"), None)
        if whom is not None and abs(token.i - cue.at) <= _NEAR and _speaks(whom):
            return whom
    return None


def _speaks(noun: "Token") -> bool:
    low = noun.lemma_.lower()
    if low in words("news_sources", "writings"):
        return False
    return noun.pos_ != "NOUN" or any(low in words("news_sources", table) for table in _SPEAKING)


def _told(frame: Frame, cue: Cue, dates: Places) -> str | None:
    for head in _listeners(frame, cue):
        start, end = phrase(head, dates)
        if (start, end) != cue.source and kind(frame.doc, start, end) == "media":
            return frame.doc[start:end].text
    return None


def _listeners(frame: Frame, cue: Cue) -> "Iterator[Token]":
    """Who may have been spoken to: objects, "in an interview with", "was quoted by"."""
    verb = frame.doc[cue.at]
    if cue.source is not None:
        yield from _told_to(frame.doc[slice(*cue.source)].root)
    if verb.lemma_ == "tell":
        behind = noun_phrases(frame.doc, cue.end, frame.end)
        yield from (chunk.root for chunk in behind if chunk.start <= cue.end + 1)
    for child in verb.children:
        if (verb.lemma_ == "quote" and child.dep_ == "nsubj") or (
            child.i > cue.at and child.dep_ in {"dobj", "dative"}
        ):
            yield child
        elif child.i > cue.at and child.dep_ in {"agent", "prep"}:
            yield from _objects(child)
            for inner in _objects(child):
                for prep in inner.children:
                    if prep.lower_ in {"with", "to", "by"}:
                        yield from _objects(prep)


def _told_to(speaker: "Token") -> "Iterator[Token]":
    """As in "a diplomat, quoted by the news agency Northwire, said"."""
    for child in speaker.rights:
        if child.dep_ == "acl" and child.lemma_ in words("news_cues", "quoted"):
            for prep in child.children:
                if prep.lower_ in {"by", "to", "with", "in"}:
                    yield from _objects(prep)


def _objects(prep: "Token") -> "Iterator[Token]":
    return (child for child in prep.children if child.dep_ == "pobj")
