"""What a trigger is: the words that speak of an event; and where the subject of its verb stands."""

import re
from typing import TYPE_CHECKING, Literal

import msgspec

from designata.news.extract.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

Action = Literal["designation", "delisting"]

_FAR_UP = 5
_WITH = re.compile(
    r"(?:\s+by\s+[^,;.]{2,50})?(?:\s+(?:too|as\s+well|today|on\s+[A-Z]\w+day))?,?\s+"
    r"(?:(?:along|together)\s+with|alongside|including|among\s+them|as\s+(?:was|were))\s+"
)


_AS_WERE = re.compile(
    r",\s+as\s+(?:is|are|was|were|has|have|had)\s+|;\s+so\s+(?:is|are|was|were)\s+"
)


class Trigger(msgspec.Struct, frozen=True):
    """Words that speak of an event.

    Args:
        word: the index of the deciding word in the parse.
        verb: the index of the verb that tells who acts and how firmly; the word's own, mostly.
        regions: stretches where the targets stand, before narrowing.
        passive: whether the targets are the subject.
        weak: whether the words ("action against") mean one only where a target is told.
        ground: what is told between the measure and its targets: "sanctions against hacking, on X".
        echo: whether they only say that another does as was told ("Canada followed suit").
        lapse: whether its verb stands denied: "did not renew the measures against X".
        list: the index of the noun of the list that targets are put on or taken off.
    """

    word: int
    verb: int
    action: Action
    regions: tuple[tuple[int, int], ...]
    passive: bool = False
    weak: bool = False
    echo: bool = False
    ground: tuple[int, int] | None = None
    lapse: bool = False
    list: int | None = None


def is_passive(token: "Token") -> bool:
    """Whether a participle stands with a form of "be" and no object of its own."""
    if token.tag_ not in ("VBN", "VBD", "JJ"):
        return False
    kids = list(token.children)
    if any(t.dep_ in ("auxpass", "nsubjpass") for t in kids):
        return True
    before = token.doc[max(token.sent.start, token.i - 4) : token.i]
    return any(t.lemma_ == "be" for t in before) and not any(
        t.dep_ in ("dobj", "nsubj") for t in kids
    )


def subject_region(token: "Token", start: int) -> tuple[int, int]:
    """Where the subject of a passive verb stands: from the start, unless a verb is between."""
    subject = next((t for t in token.children if t.dep_ in ("nsubjpass", "nsubj")), None)
    end = min([t.idx for t in token.children if t.dep_ in ("auxpass", "aux")] + [token.idx])
    if subject is None:
        chained = token.head if token.dep_ == "conj" else None
        subject = (
            next((t for t in chained.children if t.dep_ in ("nsubjpass", "nsubj")), None)
            if chained
            else None
        )
        if subject is None:
            return start, end
        if subject.lower_ in ("who", "which", "that") and chained and chained.dep_ == "relcl":
            head = chained.head
            return head.left_edge.idx, head.idx + len(head)
        edge = subject.right_edge
        return _left(token, subject, start), min(edge.idx + len(edge), end)
    if subject.lower_ in ("who", "which", "that") and token.dep_ == "relcl":
        head = token.head
        return head.left_edge.idx, head.idx + len(head)
    return _left(token, subject, start), end


def _left(token: "Token", subject: "Token", start: int) -> int:
    between = token.doc[token.sent.start : subject.left_edge.i]
    verbs = [t for t in between if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("acl", "amod")]
    return max(start, subject.left_edge.idx) if verbs else start


def joined(scene: Scene, behind: int, end: int) -> tuple[int, int]:
    """Where others stand whom a passive meets too: "was listed, along with two brothers"."""
    hit = _WITH.match(scene.text, behind, end) or _AS_WERE.search(scene.text, behind, end)
    return (hit.end(), end) if hit else (behind, behind)


def governor(token: "Token") -> "Token | None":
    """The verb that a measure is the object or subject of."""
    up = token
    for _ in range(_FAR_UP):
        if up.pos_ in ("VERB", "AUX") and up.i != token.i:
            return up
        if up.head.i == up.i:
            return None
        up = up.head
    return None


def authority_near(scene: Scene, subject: "Token") -> bool:
    """Whether an authority or country is the subject itself."""
    for mention in scene.mentions_in(
        subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
    ):
        if mention.type in ("authority", "country") and mention.start <= subject.idx < mention.end:
            return True
    return False
