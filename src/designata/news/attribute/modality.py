"""How firmly a claim is put, and whether it says that something is or is not so.

The cue gives the first word; the claim's own main clause, not its side clauses, may weaken it.
"""

import re
from typing import TYPE_CHECKING

from designata.data import words
from designata.model.claim import Modality
from designata.news.attribute.strength import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from spacy.tokens import Doc, Span, Token

_SIDE = frozenset({"relcl", "acl", "advcl"})


def main_verb(doc: "Doc", start: int, end: int) -> "Token | None":
    """The verb that carries the clause in a stretch of text; none where there is none."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    inside = [t for t in span if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"}]
    root = span.root
    if root in inside:
        return root
    return next((t for t in inside if t.dep_ not in _SIDE | {"amod", "compound"}), None)


def weakened(doc: "Doc", start: int, end: int, cue: Modality) -> Modality:
    """How firmly a stretch of text is claimed under a cue."""
    if cue in {Modality.DENIED, Modality.POSSIBLE}:
        return cue
    verb = main_verb(doc, start, end)
    if verb is None:
        return cue
    group = [t for t in _group(verb) if start <= t.idx < end]
    if any(_possible(t) for t in group) or _conditional(
        doc.char_span(start, end, alignment_mode="expand")
    ):
        return Modality.POSSIBLE
    passive = any(t.dep_ == "auxpass" for t in group)
    reported = any(t.lower_ in words_for("adverbs", Modality.REPORTED) for t in group)
    if passive and verb.lemma_ in words_for("passives", Modality.POSSIBLE):
        return Modality.POSSIBLE
    if reported or (passive and verb.lemma_ in words_for("passives", Modality.REPORTED)):
        return Modality.REPORTED
    return cue


def _group(verb: "Token") -> "Iterator[Token]":
    """A verb with its auxiliaries and adverbs, and those of the infinitive that it governs."""
    yield verb
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass", "neg", "advmod"}:
            yield child
        elif child.dep_ == "xcomp" or (child.dep_ == "acomp" and child.lower_ == "likely"):
            yield child
            yield from (c for c in child.children if c.dep_ == "advmod")


def _possible(token: "Token") -> bool:
    low = token.lower_
    if low in words("news_cues", "modals"):
        following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
        return not (low == "could" and following in {"not", "n't", "no"})
    if low in words_for("adverbs", Modality.POSSIBLE):
        return low != "likely" or token.dep_ in {"advmod", "acomp"}
    return token.lemma_ in {"appear", "seem"}


def _conditional(span: "Span | None") -> bool:
    text = "" if span is None else span.text
    return bool(re.match(r"(?:if|unless|should)\b", text, re.IGNORECASE)) or bool(
        re.search(r"\bwould\b[^.;]{0,80}\bif\b", text)
    )


def polarity(doc: "Doc", start: int, end: int) -> "Literal['affirmed', 'negated']":
    """Whether a stretch of text says that something is not so."""
    verb = main_verb(doc, start, end)
    if verb is None:
        return "affirmed"
    for child in verb.children:
        if not start <= child.idx < end:
            continue
        if child.dep_ == "neg" or child.lower_ in {"not", "never", "n't", "nobody", "nothing"}:
            return "negated"
        determined = child.dep_ in {"nsubj", "nsubjpass", "attr"} or (
            child.dep_ == "dobj" and verb.lemma_ in {"have", "see", "find"}
        )
        objects = [c for c in child.children if c.dep_ == "pobj"] if child.dep_ == "prep" else []
        for thing in [*([child] if determined else []), *objects]:
            if any(c.lower_ in {"no", "neither"} for c in thing.children):
                return "negated"
        if child.lower_ in {"none", "neither"}:
            return "negated"
    return "affirmed"
