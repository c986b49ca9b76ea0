"""What is claimed: the clause or quotation that belongs to a cue.

A sentence-final "…, the ministry reported" hangs wrong in the parse as a rule, so order decides
before the tree does: what stands behind the cue, what stands before it, and which commas part them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from designata.data import words
from designata.news.cues import Cue, Places, strength
from designata.news.frames import FINITE, Frame
from designata.news.sources import phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_EDGES = " \t\n,;:—–-"
_MARKS = "\"“”«»„‘’'"
_JOINS = frozenset({"and", "but", "while", "although", "though", "whereas", "yet"})
_PARTICIPLE = "VBG"
_STARTS = frozenset({"NOUN", "PROPN", "DET", "PRON", "NUM", "ADJ"})
_SHORT = 4


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


def contents(frame: Frame, cue: Cue, others: Sequence[Cue], dates: Places) -> list[Content]:
    """What a cue attributes, in one stretch or, around the cue, in two."""
    if cue.kind in {"passive", "adverb"} or (cue.kind == "unchecked" and cue.source is None):
        return _clause(frame, cue, others)
    if cue.kind == "noun":
        return _noun_clause(frame, cue)
    if cue.kind in {"judges", "accuses", "unchecked"}:
        return _object(frame, cue, others)
    return _said(frame, cue, others, dates)


def _said(frame: Frame, cue: Cue, others: Sequence[Cue], dates: Places) -> list[Content]:
    doc = frame.doc
    verb = doc[cue.at]
    before = frame.quote_before(cue.first)
    at = _skip(frame, cue, dates)
    if before is not None and not (cue.first > frame.start and verb.tag_ == _PARTICIPLE):
        found = [Content(before.start, before.end, quoted=True)]
        after = frame.quote_from(at)
        if after is not None and after is not before:
            found.append(Content(after.start, after.end, quoted=True))
        return found
    after = frame.quote_from(at)
    if after is not None:
        found = [Content(after.start, after.end, quoted=True)]
        around = _is_parenthesis(frame, cue) and _clause_before(frame, cue)
        return [*_ahead(frame, cue, others), *found] if around else found
    that = _that(frame, cue, at)
    if that is not None:
        return _until(frame, that + 1, cue, others)
    if cue.kind == "according":
        return _around(frame, cue, at, others)
    rest = at
    while rest < frame.end and doc[rest].text in {":", '"', "“"}:
        rest += 1
    comma = rest < frame.end and doc[rest].text in {",", "—", "–"}
    clause = frame.finite(rest, frame.end) or (
        # the parser may take the verb for a noun: "said the captains transport oil"
        verb.lemma_ == "say" and frame.end - rest > _SHORT and doc[rest].pos_ in _STARTS
    )
    lemma = verb.lemma_.lower()
    only_that = lemma in words("news_cues", "that_only")
    behind = not only_that or lemma in words("news_cues", "behind")
    if not comma and rest < frame.end and clause:
        if not only_that and not _relative(doc[rest]):
            return _until(frame, rest, cue, others)
    elif not comma and lemma in words("news_cues", "infinitive") and _infinitive(doc, rest):
        return _until(frame, rest, cue, others)
    if behind and _is_parenthesis(frame, cue):
        return _around(frame, cue, at, others)
    if lemma in words("news_cues", "objects") and not comma:
        return _object(frame, cue, others)
    if comma and not only_that:
        # "said, however, the ships …"
        inner = _behind_insert(frame, rest)
        if inner is not None:
            return _until(frame, inner, cue, others)
    return []


def _infinitive(doc: "Doc", i: int) -> bool:
    return i < len(doc) and doc[i].lower_ == "to"


def _relative(token: "Token") -> bool:
    return token.lower_ in {"who", "which", "when", "where", "why", "how", "whether", "what"}


def _is_parenthesis(frame: Frame, cue: Cue) -> bool:
    """Whether a comma parts the cue from what stands before it, and something does."""
    i = cue.first - 1
    while i >= frame.start and frame.doc[i].lower_ in {"as", "also"}:
        i -= 1
    if i <= frame.start:
        return False
    return frame.doc[i].text in {",", "—", "–", "(", "?", "!"} or cue.kind == "according"


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
        return _until(frame, start + 1, cue, others) if start + 1 < frame.end else []
    comma = at < frame.end and doc[at].text in {",", "—", "–"}
    follows = comma and not _ends_claim(frame, at + 1, others)
    ahead = _ahead(frame, cue, others)
    if follows and not _clause_before(frame, cue):
        rest = _until(frame, at + 1, cue, others)
        if not rest:
            return ahead
        return [Content(ahead[0].start if ahead else rest[0].start, rest[0].end)]
    behind = at + 2 if follows and doc[at + 1].dep_ == "cc" else at + 1
    return [*ahead, *(_until(frame, behind, cue, others) if follows else [])]


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
    if first.tag_ in {_PARTICIPLE, "WP", "WDT", "WRB"} or first.lower_ in {
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
    return _slice(frame, start, cue.first)


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
        if doc[i].text == "," and doc[i + 1].lower_ in _JOINS and frame.finite(i + 2, end):
            return i + 2
    return None


def _skip(frame: Frame, cue: Cue, dates: Places) -> int:
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


_VAGUE = frozenset({"this", "last", "next", "earlier", "later", "week", "month", "year", "weekend"})


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
    if verb.lemma_ != "tell" and following < len(token.doc):
        # "warned Tokyo would pay for it"
        if token.doc[following].tag_ in FINITE:
            return False
    return i == (cue.last if behind else cue.end) and token.pos_ != "SCONJ"


def _addressee_end(doc: "Doc", token: "Token") -> int:
    for chunk in doc[token.i : min(token.i + 12, token.sent.end)].noun_chunks:
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
    chunk = next((c for c in doc[start : frame.end].noun_chunks if c.start <= start + 1), None)
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
            if doc[i + 1].lower_ == "that" and inner.lower_ in _JOINS:
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
    if following is None or following.tag_ == _PARTICIPLE or following.lower_ in _JOINS:
        return i
    for j in range(i + 1, frame.end):
        if frame.quoted(j):
            return i
        if doc[j].text == "," and not doc[j - 1].is_digit:
            return j
    return frame.end - 1 if doc[frame.end - 1].is_punct else frame.end


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


def _until(frame: Frame, start: int, cue: Cue, others: Sequence[Cue]) -> list[Content]:
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
        speaker = i + 2 if following.lower_ in _JOINS | {"as"} else i + 1
        turns = any(
            other.first in {speaker, speaker + 1}
            and other.at > i
            and other.at != cue.at
            and other.kind not in {"adverb", "passive", "noun"}
            for other in others
        )
        ends = turns or (
            following.lower_ in _JOINS and _own_clause(verb, i + 1, end) and i > start + 1
        )
        if following.tag_ == _PARTICIPLE and following.lemma_ in {"cite", "quote", "add", "say"}:
            ends = True
        if ends:
            end = i
            break
    return _slice(frame, start, end)


def _own_clause(verb: "Token", join: int, end: int) -> bool:
    """Whether a clause behind a comma hangs on the verb of speech, not on what is said."""
    return any(
        child.dep_ in {"conj", "advcl"}
        and join <= child.left_edge.i <= child.i < end
        and any(own.dep_ in {"nsubj", "nsubjpass"} for own in child.children)
        for child in verb.rights
    )


def _object(frame: Frame, cue: Cue, others: Sequence[Cue]) -> list[Content]:
    """What is denied, announced, judged: the thing and all that follows it."""
    start = cue.last if cue.source is None or cue.source[0] < cue.at else cue.end
    doc = frame.doc
    if cue.source is not None and cue.source[0] >= cue.end:
        return _ahead(frame, cue, others)
    while start < frame.end and doc[start].pos_ == "ADV":
        start += 1
    if start >= frame.end or (doc[start].is_punct and not frame.quoted(start)):
        return []
    if doc[start].pos_ in {"ADP"} and doc[cue.at].lemma_ not in {"blame"}:
        return []
    verb = doc[cue.at]
    end = frame.end
    for child in verb.rights:
        if child.dep_ == "conj" and child.i > start:
            end = min(end, max(start, child.left_edge.i - 1))
            while end > start and (doc[end - 1].lower_ in _JOINS or doc[end - 1].text == ","):
                end -= 1
            break
        if child.dep_ == "advcl" and child.i > start and doc[child.left_edge.i - 1].text == ",":
            end = min(end, child.left_edge.i - 1)
    while end < frame.end and doc[end].lower_ not in _JOINS and doc[end].text != ",":
        end += 1
    found = _until(frame, start, cue, others)
    limit = doc[end - 1].idx + len(doc[end - 1])
    return _trimmed(frame, found[0].start, min(found[0].end, limit)) if found else []


def _noun_clause(frame: Frame, cue: Cue) -> list[Content]:
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
    return _slice(frame, start, min(frame.end, clause.right_edge.i + 1))


def _clause(frame: Frame, cue: Cue, others: Sequence[Cue]) -> list[Content]:
    """The clause around a cue inside it: "The brothers are alleged to have run four firms"."""
    doc = frame.doc
    verb = doc[cue.at]
    if cue.kind == "adverb":
        verb = verb.head
        while verb.pos_ not in {"VERB", "AUX"} and verb.head is not verb:
            verb = verb.head
    start = cue.subject
    if start is None:
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        start = subject.left_edge.i if subject is not None else verb.left_edge.i
        if subject is not None and subject.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
            start = phrase(verb.head)[0]
    start = max(frame.start, start)
    if cue.modality.value == "denied":
        return _slice(frame, start, cue.start)
    end = frame.end
    if verb.dep_ in {"relcl", "acl"}:
        end = min(end, verb.right_edge.i + 1)
    for child in verb.rights:
        if child.dep_ == "conj" and any(
            own.dep_ in {"nsubj", "nsubjpass"} for own in child.children
        ):
            end = min(end, child.left_edge.i)
            break
    if verb.dep_ in {"advcl", "ccomp", "conj"}:
        end = min(end, verb.right_edge.i + 1)
    while end > start and (doc[end - 1].lower_ in _JOINS or doc[end - 1].text == ","):
        end -= 1
    return _slice(frame, start, end)


def _slice(frame: Frame, start: int, end: int) -> list[Content]:
    if start >= end:
        return []
    first, last = frame.doc[start], frame.doc[end - 1]
    return _trimmed(frame, first.idx, last.idx + len(last))


def _trimmed(frame: Frame, start: int, end: int) -> list[Content]:
    """A stretch without the stops, marks and spaces at its edges that are not its own."""
    text = frame.doc.text
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES + ".":
        if text[end - 1] == "." and _abbreviated(text, start, end):
            break
        end -= 1
    inner = text[start:end]
    if len(inner) > 1 and inner[0] in _MARKS and inner[-1] in _MARKS and inner.count(inner[0]) < 3:  # noqa: PLR2004
        if not any(mark in inner[1:-1] for mark in '"“”«»'):
            return [Content(start + 1, end - 1, quoted=True)]
    for opening, closing in ("“”", '""', "«»"):
        # a mark whose other half is outside
        if opening != closing and inner.startswith(opening) and closing not in inner:
            start += 1
        if opening != closing and inner.endswith(closing) and opening not in inner:
            end -= 1
    return [Content(start, end)] if start < end else []


def _abbreviated(text: str, start: int, end: int) -> bool:
    word = text[start:end].rsplit(" ", 1)[-1]
    return word.count(".") > 1 or word in {"Inc.", "Ltd.", "Co.", "Corp.", "No.", "Jr.", "Bros."}
