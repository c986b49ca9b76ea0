"""Whose verb it is: the speaker of a verb of speech, before it, behind it, or commas away.

The parser is asked first; where it loses the subject behind an apposition or takes an order that is
turned ("…," said Marta Lindqvist) for another, the words beside the verb decide.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from designata.news.attribute.frames import FINITE, Frame
from designata.news.attribute.sources import phrase, words_of
from designata.news.english import noun_phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

Places = Sequence[tuple[int, int]]
"""Offsets of dates, which are no part of a source."""

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
RELATIVE = frozenset({"who", "which", "that"})

_NOT_QUOTED = frozenset(
    {"i", "we", "you", "there", "what", "this", "that", "which", "who", "nothing"}
)
"""Who speaks in the first person is not quoted; the others say nothing."""


def speaker(frame: Frame, token: "Token", dates: Places) -> tuple[int, int] | None:
    """The subject of a verb of speech; behind it where the order is turned."""
    head = _inverted(frame, token) or _subject(token)
    if head is None:
        head = _left_noun(frame, token)
    if head is not None and head.lower_ in RELATIVE:
        head = antecedent(token)
    if head is None or not frame.start <= head.i < frame.end or frame.quoted(head.i):
        return None
    some = head.lower_ in {"some", "others", "many", "both", "several"}
    one = head.pos_ == "ADJ" and head.dep_ in SUBJECTS  # "a Jordanian denied"
    if head.pos_ not in NOUNS and not some and not one:
        return None
    if any(c.lower_ in {"neither", "no", "none"} for c in (head, *head.lefts)):
        return None
    if head.lower_ in _NOT_QUOTED:
        return None
    return phrase(head, dates)


def _subject(token: "Token") -> "Token | None":
    verb = token
    for _ in range(4):
        own = own_subject(verb)
        if own is not None:
            return own
        if verb.dep_ == "acl" and verb.head.pos_ in NOUNS:
            return verb.head
        if verb.dep_ not in {"conj", "advcl", "xcomp", "pcomp", "prep", "ccomp", "dep"}:
            return None
        if verb.dep_ == "ccomp" and token.tag_ != "VBG":
            return None
        verb = verb.head
    return None


def _inverted(frame: Frame, token: "Token") -> "Token | None":
    """The speaker behind the verb: "…," said Marta Lindqvist."""
    before = token.i - 1
    if before >= frame.start and not (
        frame.quoted(before) or token.doc[before].text in {",", "—", "–", "”", '"', "’"}
    ):
        return None
    if before < frame.start or token.tag_ == "VBG":
        return None
    head = noun_from(frame, token.i + 1)
    following = head.i + 1 if head is not None else frame.end
    if following < frame.end and frame.doc[following].tag_ in FINITE:
        return None  # "…, asked about it, said he had not seen it"
    own = own_subject(token)
    if own is not None and own.i < token.i and own.i >= frame.start and not frame.quoted(own.i):
        # "the official, who asked not to be named, told reporters"
        between = token.doc[own.i + 1 : token.i].text
        if "," in between:
            return own
    return head


def noun_from(frame: Frame, i: int) -> "Token | None":
    """The head of the noun phrase that begins at a token."""
    if i >= frame.end:
        return None
    token = frame.doc[i]
    if token.text in words_of("before_titles") and i + 1 < frame.end:
        token = frame.doc[i + 1]
    elif token.lower_ == "that" or token.pos_ in {"ADP", "SCONJ"}:
        return None
    for chunk in noun_phrases(frame.doc, i, min(i + 12, frame.end)):
        if chunk.start <= i + 1:
            return chunk.root
        break
    return token if token.pos_ in NOUNS else None


def _left_noun(frame: Frame, token: "Token") -> "Token | None":
    """The noun right before the verb, where the parser sees no subject."""
    i = token.i - 1
    while i > frame.start and frame.doc[i].pos_ in {"ADV", "AUX", "PART"}:
        i -= 1
    if frame.doc[i].text == ",":
        # "the foreign secretary, Helen Marsh, said"
        earlier = [j for j in range(max(frame.start, i - 12), i) if frame.doc[j].text == ","]
        i = earlier[-1] - 1 if earlier else i
    if i < frame.start or frame.doc[i].pos_ not in NOUNS:
        return None
    found = frame.doc[i]
    while found.dep_ == "compound" and found.head.i <= i:
        found = found.head
    return found


def own_subject(token: "Token") -> "Token | None":
    """The subject, the nearest where the parser hangs two on one verb."""
    found = [child for child in token.children if child.dep_ in SUBJECTS]
    return min(found, key=lambda child: abs(child.i - token.i), default=None)


def antecedent(token: "Token") -> "Token | None":
    """The noun that a relative clause's verb hangs on."""
    verb = token
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ in {"relcl", "acl"} else None
