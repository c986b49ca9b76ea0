"""Stretches of a sentence that are claimed: where a clause or a thing begins and ends.

A claim ends with its sentence, at a semicolon, or where another speaker's turn begins.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from designata.model.claim import Modality
from designata.news.attribute.cues import Cue
from designata.news.attribute.frames import FINITE, JOINS, PARTICIPLE, Frame
from designata.news.attribute.sources import phrase
from designata.news.attribute.subjects import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_EDGES = " \t\n,;:—–-"
_OPEN = frozenset("\"“«„‘'")
_CLOSE = frozenset("\"”»“’'")
_DOUBLE = frozenset('"“”«»')


class Content(msgspec.Struct, frozen=True):
    """A stretch of the text that is claimed.

    Args:
        start: offset of its first character.
        end: offset behind its last one.
        quoted: whether it is given word for word.
    """

    start: int
    end: int
    quoted: bool = False


def until(frame: Frame, start: int, cue: Cue, others: Sequence[Cue]) -> list[Content]:
    """From a token to where the claim ends: the sentence's end, or another speaker's turn."""
    doc = frame.doc
    end = frame.end
    verb = doc[cue.at]
    if verb.dep_ == "relcl" and verb.head.i < cue.at and verb.right_edge.i >= start:
        end = min(end, verb.right_edge.i + 1)
    for i in range(start, end):
        token = doc[i]
        if token.text == ";":
            end = i
            break
        if token.text != "," or i + 1 >= end:
            continue
        following = doc[i + 1]
        speaker = i + 2 if following.lower_ in JOINS | {"as"} else i + 1
        turns = any(
            other.first in {speaker, speaker + 1}
            and other.at > i
            and other.at != cue.at
            and other.kind not in {"adverb", "passive", "noun"}
            for other in others
        )
        ends = turns or (
            following.lower_ in JOINS and _own_clause(verb, i + 1, end) and i > start + 1
        )
        if following.tag_ == PARTICIPLE and following.lemma_ in {"cite", "quote", "add", "say"}:
            ends = True
        if ends:
            end = i
            break
    return stretch(frame, start, end)


def _own_clause(verb: "Token", join: int, end: int) -> bool:
    """Whether a clause behind a comma hangs on the verb of speech, not on what is said."""
    return any(
        child.dep_ in {"conj", "advcl"}
        and join <= child.left_edge.i <= child.i < end
        and _has_subject(child)
        for child in verb.rights
    )


def clause_around(frame: Frame, cue: Cue) -> list[Content]:
    """The clause around a cue inside it: "The brothers are alleged to have run four firms"."""
    doc = frame.doc
    verb = doc[cue.at]
    while cue.kind == "adverb" and verb.head.i != verb.i and verb.pos_ not in {"VERB", "AUX"}:
        verb = verb.head
    start = max(frame.start, _begins(verb) if cue.subject is None else cue.subject)
    if cue.modality is Modality.DENIED:
        return stretch(frame, start, cue.start)
    end = frame.end
    if verb.dep_ in {"relcl", "acl", "advcl", "ccomp", "conj"}:
        end = min(end, verb.right_edge.i + 1)
    for child in verb.rights:
        if child.dep_ == "conj" and _has_subject(child):
            end = min(end, child.left_edge.i)
            break
    return stretch(frame, start, _without_join(frame, start, end))


def _begins(verb: "Token") -> int:
    """Where a verb's clause begins; "that laundered money" with whatever "that" stands for."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None:
        return verb.left_edge.i
    if subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        return phrase(verb.head)[0]
    return subject.left_edge.i


def _has_subject(verb: "Token") -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _without_join(frame: Frame, start: int, end: int) -> int:
    """The end without a trailing ", and"."""
    while end > start and (frame.doc[end - 1].lower_ in JOINS or frame.doc[end - 1].text == ","):
        end -= 1
    return end


def noun_clause(frame: Frame, cue: Cue) -> list[Content]:
    """The clause behind "the claim that"."""
    doc = frame.doc
    start = cue.end + 1
    clause = next(
        (c for c in doc[cue.at].rights if c.dep_ in {"acl", "ccomp", "relcl"} and c.i > start), None
    )
    if clause is None:
        # the clause's own verb, as far as the next finite one
        clause = next((doc[i] for i in range(start, frame.end) if doc[i].tag_ in FINITE), None)
        if clause is None:
            return []
    return stretch(frame, start, min(frame.end, clause.right_edge.i + 1))


def thing(frame: Frame, cue: Cue, others: Sequence[Cue], start: int) -> list[Content]:
    """What is denied, announced, judged: the thing and all that follows it."""
    doc = frame.doc
    while start < frame.end and doc[start].pos_ == "ADV":
        start += 1
    if start >= frame.end or doc[start].pos_ == "ADP":
        return []
    if doc[start].is_punct and not frame.quoted(start):
        return []
    end = frame.end
    for child in doc[cue.at].rights:
        edge = child.left_edge.i
        if child.dep_ == "conj" and child.i > start:
            end = max(start, edge - 1)
            break
        if child.dep_ == "advcl" and child.i > start and doc[edge - 1].text == ",":
            end = min(end, edge - 1)
    end = _without_join(frame, start, end)
    # "called the measures “hostile” and …": the word before "and" is still the thing's
    while end < frame.end and doc[end].lower_ not in JOINS and doc[end].text != ",":
        end += 1
    found = until(frame, start, cue, others)
    limit = doc[end - 1].idx + len(doc[end - 1])
    return _trimmed(frame, found[0].start, min(found[0].end, limit)) if found else []


def stretch(frame: Frame, start: int, end: int) -> list[Content]:
    """The tokens from one to before another as content, trimmed; none where nothing is left."""
    if start >= end:
        return []
    first, last = frame.doc[start], frame.doc[end - 1]
    return _trimmed(frame, first.idx, last.idx + len(last))


def _trimmed(frame: Frame, start: int, end: int) -> list[Content]:
    """A stretch without the stops, marks and spaces at its edges that are not its own."""
    text = frame.text
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES + ".":
        if text[end - 1] == "." and _abbreviated(text, start, end):
            break
        end -= 1
    inner = text[start:end]
    if inner[:1] in _OPEN and inner[-1] in _CLOSE and not any(c in _DOUBLE for c in inner[1:-1]):
        return [Content(start + 1, end - 1, quoted=True)] if len(inner) > 1 else []
    for opening, closing in ("“”", "«»"):
        # a mark whose other half is outside
        if inner.startswith(opening) and closing not in inner:
            start += 1
        if inner.endswith(closing) and opening not in inner:
            end -= 1
    return [Content(start, end)] if start < end else []


def _abbreviated(text: str, start: int, end: int) -> bool:
    word = text[start:end].rsplit(" ", 1)[-1]
    return word.count(".") > 1 or word in {"Inc.", "Ltd.", "Co.", "Corp.", "No.", "Jr.", "Bros."}
