"""What stands between a verb of speech and what is said: when, where, to whom, by what means.

"said on Tuesday in a statement that …", "told reporters in Riga …", "reported, citing port
records, that …": none of it is part of the claim.
"""

from typing import TYPE_CHECKING

from designata.data import words
from designata.news.attribute.cues import Cue
from designata.news.attribute.frames import FINITE, JOINS, PARTICIPLE, Frame
from designata.news.attribute.subjects import Places
from designata.news.english import noun_phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VAGUE = frozenset({"this", "last", "next", "earlier", "later", "week", "month", "year", "weekend"})


def past_adjuncts(frame: Frame, cue: Cue, dates: Places) -> int:
    """The token behind the cue and whatever tells when, where, to whom and by what means."""
    doc = frame.doc
    i = cue.last
    if cue.kind == "says" and cue.source and cue.source[0] >= cue.end:
        i = _past_apposition(frame, i)
    verb = doc[cue.at]
    clause = next((c for c in verb.rights if c.dep_ == "ccomp" and c.i > cue.at), None)
    while i < frame.end:
        token = doc[i]
        if frame.quoted(i) or token.lower_ == "that" or token.text in {",", ":", "—"}:
            if token.text == "," and (past := _past_insert(frame, i)) is not None:
                i = past
                continue
            break
        dated = next((end for start, end in dates if start <= token.idx < end), None)
        if dated is not None or _vague(token):
            i = _past(frame, i, dated if dated is not None else token.idx + len(token))
            continue
        if _addressee(cue, token, i):
            i = _addressee_end(doc, token)
            continue
        if token.pos_ in {"ADP", "SCONJ"} or token.dep_ == "prep":
            end = _past_prep(frame, token, clause, dates)
            if end is not None:
                i = end
                continue
        if token.pos_ == "ADV" and not (clause is not None and clause.is_ancestor(token)):
            i += 1
            continue
        break
    return i


def _vague(token: "Token") -> bool:
    return token.lower_ in _VAGUE and (
        token.lower_ in {"earlier", "later"}
        or (token.i + 1 < len(token.doc) and token.nbor(1).lower_ in _VAGUE)
        or (token.i > 0 and token.nbor(-1).lower_ in _VAGUE)
    )


def _past(frame: Frame, i: int, offset: int) -> int:
    while i < frame.end and frame.doc[i].idx < offset:
        i += 1
    return i


def _addressee(cue: Cue, token: "Token", i: int) -> bool:
    verb = token.doc[cue.at]
    if verb.lemma_.lower() not in words("news_cues", "addressed"):
        return False
    behind = cue.source is not None and cue.source[0] >= cue.end
    following = _addressee_end(token.doc, token)
    if verb.lemma_ != "tell" and following < len(token.doc) and token.doc[following].tag_ in FINITE:
        return False  # "warned Tokyo would pay for it"
    return i == (cue.last if behind else cue.end) and token.pos_ != "SCONJ"


def _addressee_end(doc: "Doc", token: "Token") -> int:
    for chunk in noun_phrases(doc, token.i, min(token.i + 12, token.sent.end)):
        if chunk.start <= token.i + 1:
            return chunk.end
        break
    return token.i + 1


def _past_prep(frame: Frame, prep: "Token", clause: "Token | None", dates: Places) -> int | None:
    """Behind a prepositional phrase, unless it opens what is said."""
    doc = frame.doc
    start = prep.i + 1
    if start >= frame.end:
        return None
    dated = next((end for a, end in dates if a <= doc[start].idx < end), None)
    if dated is not None:
        return _past(frame, start, dated)
    phrases = noun_phrases(doc, start, frame.end)
    chunk = next((one for one in phrases if one.start <= start + 1), None)
    if chunk is None:
        return None
    form = chunk.root.lemma_.lower() in words("news_cues", "forms")
    claim = chunk.end < frame.end and doc[chunk.end].lower_ == "that"
    if prep.lower_ not in {"in", "at", "on", "during"} and claim and form:
        return None  # "responded to reports that …"
    if not form and clause is not None and clause.is_ancestor(prep):
        return None
    return chunk.end


def _past_insert(frame: Frame, comma: int) -> int | None:
    """Behind ", citing satellite images," and the like, where "that" or a quotation follows."""
    doc = frame.doc
    for i in range(comma + 1, min(comma + 30, frame.end - 1)):
        if doc[i].text == "," and (doc[i + 1].lower_ == "that" or frame.quoted(i + 1)):
            inner = doc[comma + 1]
            if doc[i + 1].lower_ == "that" and inner.lower_ in JOINS:
                return None
            return i + 1
        if doc[i].text in {".", ";"} or frame.quoted(i):
            return None
    return None


def _past_apposition(frame: Frame, i: int) -> int:
    """Behind ", a harbour official in Kiel," after a speaker that follows the verb."""
    doc = frame.doc
    if i >= frame.end or doc[i].text != ",":
        return i
    following = doc[i + 1] if i + 1 < frame.end else None
    if following is None or following.tag_ == PARTICIPLE or following.lower_ in JOINS:
        return i
    for j in range(i + 1, frame.end):
        if frame.quoted(j):
            return i
        if doc[j].text == "," and not doc[j - 1].is_digit:
            return j
    return frame.end - 1 if doc[frame.end - 1].is_punct else frame.end
