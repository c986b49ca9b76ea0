"""What is claimed: the clause or quotation that belongs to a cue.

A sentence-final "…, the ministry reported" hangs wrong in the parse as a rule, so order decides
before the tree does: what stands behind the cue, what stands before it, and which commas part them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from designata.data import words
from designata.news.attribute.adjuncts import past_adjuncts
from designata.news.attribute.clauses import (
    Content,
    clause_around,
    noun_clause,
    stretch,
    thing,
    until,
)
from designata.news.attribute.cues import Cue
from designata.news.attribute.frames import JOINS, PARTICIPLE, Frame
from designata.news.attribute.strength import strength
from designata.news.attribute.subjects import Places

if TYPE_CHECKING:
    from spacy.tokens import Token

_STARTS = frozenset({"NOUN", "PROPN", "DET", "PRON", "NUM", "ADJ"})
_SHORT = 4
_ASKING = frozenset({"who", "which", "when", "where", "why", "how", "whether", "what"})


def contents(frame: Frame, cue: Cue, others: Sequence[Cue], dates: Places) -> list[Content]:
    """What a cue attributes, in one stretch or, around the cue, in two."""
    if cue.kind == "unchecked" and cue.source is None:
        return _doubted(frame, cue, others)
    if cue.kind in {"passive", "adverb"}:
        return clause_around(frame, cue)
    if cue.kind == "noun":
        return noun_clause(frame, cue)
    if cue.kind in {"judges", "accuses", "unchecked"}:
        return _judged(frame, cue, others)
    at = past_adjuncts(frame, cue, dates)
    if frame.doc[cue.at].lemma_ == "announce" and _measures(frame, at):
        return []  # an act and no claim: "announced asset freezes on six companies"
    return (
        _in_relative(frame, cue, others)
        or _quoted(frame, cue, at, others)
        or _said(frame, cue, at, others)
    )


def _judged(frame: Frame, cue: Cue, others: Sequence[Cue]) -> list[Content]:
    """What is judged, or what somebody is accused of: "whom it accused of moving cash"."""
    if cue.source is not None and cue.source[0] >= cue.end:
        return _ahead(frame, cue, others)
    of = frame.doc[cue.end].lower_ in {"of", "for"} if cue.end < frame.end else False
    if of and frame.doc[cue.at].dep_ == "relcl":
        return until(frame, cue.end + 1, cue, others)
    return thing(frame, cue, others, cue.end)


def _in_relative(frame: Frame, cue: Cue, others: Sequence[Cue]) -> list[Content]:
    """What is said of one within a relative clause: "a banker who, police say, moved the cash"."""
    doc, first = frame.doc, cue.first
    if first < frame.start + _SHORT or doc[first - 1].text != "," or cue.last >= frame.end:
        return []
    if doc[first - 2].tag_ not in {"WP", "WDT"} or doc[cue.last].text != ",":
        return []
    return until(frame, cue.last + 1, cue, others)


def _doubted(frame: Frame, cue: Cue, others: Sequence[Cue]) -> list[Content]:
    """What could not be confirmed: "The report", or "whether it left" behind "It"."""
    start = cue.start if cue.subject is None else cue.subject
    alone = start + 1 == cue.start and frame.doc[start].lower_ == "it"
    behind = cue.end < frame.end and frame.doc[cue.end].lower_ in {"whether", "that", "if"}
    if alone and behind:
        return until(frame, cue.end, cue, others)
    return stretch(frame, max(start, frame.start), cue.start)


def _quoted(frame: Frame, cue: Cue, at: int, others: Sequence[Cue]) -> list[Content]:
    """The quotations before and behind the cue."""
    before = frame.quote_before(cue.first)
    if cue.first > frame.start and frame.doc[cue.at].tag_ == PARTICIPLE:
        before = None  # "…," he said, adding that
    after = frame.quote_from(at)
    found = [
        Content(quote.start, quote.end, quoted=True)
        for quote in (before, after if after is not before else None)
        if quote is not None
    ]
    around = before is None and found and _is_parenthesis(frame, cue)
    return [*_ahead(frame, cue, others), *found] if around and _clause_before(frame, cue) else found


def _said(frame: Frame, cue: Cue, at: int, others: Sequence[Cue]) -> list[Content]:
    """The clause or thing of a verb of speech, without quotations."""
    that = _that(frame, cue, at)
    if that is not None:
        return until(frame, that + 1, cue, others)
    if cue.kind == "according":
        return _around(frame, cue, at, others)
    lemma = frame.doc[cue.at].lemma_.lower()
    only_that = lemma in words("news_cues", "that_only")
    while at < frame.end and frame.doc[at].text in {":", '"', "“"}:
        at += 1
    comma = at < frame.end and frame.doc[at].text in {",", "—", "–"}
    if not comma and _opens_clause(frame, cue, at, only_that=only_that):
        return until(frame, at, cue, others)
    if (not only_that or lemma in words("news_cues", "behind")) and _closes(frame, cue, at):
        return _around(frame, cue, at, others)
    if lemma in words("news_cues", "objects") and not comma:
        return thing(frame, cue, others, at)
    # "said, however, the ships …"
    inner = _behind_insert(frame, at) if comma and not only_that else None
    return until(frame, inner, cue, others) if inner is not None else []


def _measures(frame: Frame, at: int) -> bool:
    """Whether the thing that begins at a token is what authorities impose on someone."""
    for i in range(at, min(at + _SHORT, frame.end - 1)):
        if frame.doc[i].lower_ in words("news_designation", "measures"):
            return frame.doc[i + 1].lower_ in {"on", "against"}
    return False


def _opens_clause(frame: Frame, cue: Cue, at: int, *, only_that: bool) -> bool:
    """Whether what is said begins at a token, "that" being left out."""
    if at >= frame.end:
        return False
    doc = frame.doc
    if doc[at].lower_ == "to" and doc[cue.at].lemma_ in words("news_cues", "infinitive"):
        return True
    if doc[cue.at].lemma_ == "expect" and _is_to_do(doc[cue.at]):
        return True
    if only_that or doc[at].lower_ in _ASKING:
        return False
    if doc[cue.at].lemma_ not in {"say", *words("news_cues", "addressed")}:
        governed = {child.dep_ for child in doc[cue.at].rights if child.i >= at}
        if "dobj" in governed and "ccomp" not in governed:
            return False  # "added four firms that had …"
    # the parser may take the verb for a noun: "said the captains transport oil"
    noun = doc[at].pos_ in _STARTS and frame.end - at > _SHORT and doc[cue.at].lemma_ == "say"
    return noun or frame.finite(at, frame.end)


def _is_to_do(verb: "Token") -> bool:
    """As in "expect more refugees to cross"."""
    return any(
        child.dep_ == "ccomp" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        for child in verb.rights
    )


def _is_parenthesis(frame: Frame, cue: Cue) -> bool:
    """Whether a comma parts the cue from what stands before it, and something does."""
    i = cue.first - 1
    while i >= frame.start and frame.doc[i].lower_ in {"as", "also"}:
        i -= 1
    if i <= frame.start:
        return False
    return frame.doc[i].text in {",", "—", "–", "(", "?", "!"} or cue.kind == "according"


def _closes(frame: Frame, cue: Cue, at: int) -> bool:
    """Whether the cue stands behind or amid what is said, and not before it."""
    stops = at >= frame.end or frame.doc[at].is_punct or frame.doc[at].is_space
    return _is_parenthesis(frame, cue) and (
        stops or frame.doc[at].dep_ in {"mark", "prep", "cc"} or frame.doc[at].tag_ == PARTICIPLE
    )


def _around(frame: Frame, cue: Cue, at: int, others: Sequence[Cue]) -> list[Content]:
    """What stands before the cue, and what follows its comma."""
    doc = frame.doc
    if cue.first <= frame.start or (
        cue.first == frame.start + 1 and not frame.finite(frame.start, cue.first)
    ):
        # "According to the panel, …"
        start = at
        while start < frame.end and doc[start].text != ",":
            start += 1
        return until(frame, start + 1, cue, others) if start + 1 < frame.end else []
    comma = at < frame.end and doc[at].text in {",", "—", "–"}
    follows = comma and not _ends_claim(frame, at + 1, others)
    ahead = _ahead(frame, cue, others)
    if follows and not _clause_before(frame, cue):
        rest = until(frame, at + 1, cue, others)
        if not rest:
            return ahead
        return [Content(ahead[0].start if ahead else rest[0].start, rest[0].end)]
    behind = at + 2 if follows and doc[at + 1].dep_ == "cc" else at + 1
    return [*ahead, *(until(frame, behind, cue, others) if follows else [])]


def _clause_before(frame: Frame, cue: Cue) -> bool:
    return frame.finite(frame.start, cue.first) or any(
        frame.doc[i].tag_ == "VBN" and frame.doc[i].dep_ == "ROOT"
        for i in range(frame.start, cue.first)
    )


def _ends_claim(frame: Frame, i: int, others: Sequence[Cue]) -> bool:
    """Whether what follows a comma is no longer what is claimed: "…, citing port records"."""
    doc = frame.doc
    if i >= frame.end or doc[i].is_space:
        return True
    first = doc[i]
    if first.tag_ in {PARTICIPLE, "WP", "WDT", "WRB"} or first.lower_ in {
        "who",
        "which",
        "after",
        "as",
        "when",
        "while",
        "although",
        "though",
        "in",
        "without",
        "with",
        "a",
        "an",
    }:
        return True
    own = [other for other in others if other.first in {i, i + 1} and other.kind != "adverb"]
    if own:
        return True
    return not any(doc[j].pos_ in {"VERB", "AUX"} for j in range(i, frame.end))


def _ahead(frame: Frame, cue: Cue, others: Sequence[Cue]) -> list[Content]:
    """The clause before the cue, back to the sentence's beginning or another cue's end."""
    doc = frame.doc
    start = frame.start
    for first, last, _ in frame.quotes:
        if last <= cue.first and doc[first].i >= start and last < cue.first - 1:
            start = last
    if frame.opens:
        start = max(start, _behind_dateline(frame, cue.first))
    while start < cue.first and (
        doc[start].lower_ in {"and", "but", "yet", "so", ",", "however"} or doc[start].is_space
    ):
        start += 1
    for other in others:
        if other.kind in {"says", "accuses", "judges"} and start <= other.at < cue.first:
            cut = _join(frame, cue.first, other.last)
            if cut is not None:
                start = cut
    return stretch(frame, start, cue.first)


def _behind_dateline(frame: Frame, end: int) -> int:
    """The token behind "WASHINGTON —" or "London, 14 May –" at a paragraph's head."""
    doc = frame.doc
    for i in range(frame.start + 1, min(frame.start + 12, end)):
        if doc[i].text in {"—", "–", "-", "--"}:
            return frame.start if frame.finite(frame.start, i) else i + 1
    return frame.start


def _join(frame: Frame, end: int, start: int) -> int | None:
    """Where a clause of its own begins behind ", and"."""
    doc = frame.doc
    for i in range(start, end - 1):
        if doc[i].text == "," and doc[i + 1].lower_ in JOINS and frame.finite(i + 2, end):
            return i + 2
    return None


def _that(frame: Frame, cue: Cue, at: int) -> int | None:
    doc = frame.doc
    if at < frame.end and doc[at].lower_ == "that" and not frame.quoted(at):
        if doc[at].tag_ != "DT" or frame.finite(at + 1, frame.end):
            determiner = doc[at].dep_ in {"det", "nsubj"} and doc[at].head.i > at
            return at - 1 if determiner and cue.kind == "says" else at
        return None
    # the parser's own complementiser, where something stands between
    verb = doc[cue.at]
    for child in verb.rights:
        if child.dep_ == "ccomp":
            for mark in child.children:
                if mark.dep_ != "mark" or mark.lower_ != "that" or mark.i < cue.last:
                    continue
                if strength("nouns", doc[mark.i - 1].lemma_.lower()) is None:
                    return mark.i
    return None


def _behind_insert(frame: Frame, comma: int) -> int | None:
    doc = frame.doc
    for i in range(comma + 1, min(comma + 4, frame.end - 1)):
        if doc[i].text == ",":
            return i + 1 if frame.finite(i + 1, frame.end) else None
    return None
