"""How a verb of speech stands: negated or withheld, judging, in the passive with its agent."""

from typing import TYPE_CHECKING

from designata.model.claim import Modality
from designata.news.attribute.sources import phrase
from designata.news.attribute.strength import strength
from designata.news.attribute.subjects import Places

if TYPE_CHECKING:
    from spacy.tokens import Token

_INNER = frozenset({"aux", "auxpass", "neg", "advmod"})


def denying(lemma: str) -> Modality | None:
    """The modality of a verb that denies; none of any other."""
    return Modality.DENIED if strength("verbs", lemma) is Modality.DENIED else None


def negated(token: "Token") -> bool:
    """Whether a verb is negated."""
    return any(
        child.dep_ == "neg" or child.lower_ in {"not", "never", "n't", "cannot"}
        for child in token.lefts
    )


def withheld(token: "Token") -> bool:
    """Whether nobody says anything after all: "did not say", "declined to say", "will announce"."""
    denying = strength("verbs", token.lemma_.lower()) is Modality.DENIED
    if denying and any(child.dep_ == "dative" for child in token.children):
        return True  # "denied them access"
    if negated(token) and not denying:
        return True
    if any(child.tag_ == "MD" for child in token.lefts):
        return not any(child.lower_ == "only" for child in token.lefts)
    if token.tag_ == "VB":
        # an infinitive counts only behind "went on to say", "was quick to deny", "helped reveal"
        return token.head.lemma_ not in {"go", "continue", "do", "move"}
    if token.dep_ == "pcomp" and token.head.lower_ != "as":
        return True
    return token.dep_ == "amod" or token.tag_ == "NN"


def judges(token: "Token") -> bool:
    """Whether a verb says what something is held to be: "called it a front", "saw it as one"."""
    if token.lemma_ in {"call", "brand", "label", "term"}:
        return any(c.dep_ in {"oprd", "ccomp", "dobj", "xcomp"} for c in token.rights)
    return any(c.dep_ == "prep" and c.lower_ == "as" for c in token.rights) or any(
        grand.lower_ == "as" and grand.dep_ == "prep"
        for c in token.rights
        if c.dep_ == "dobj"
        for grand in c.rights
    )


def after_as(token: "Token") -> int:
    """Where words begin behind "as saying"; right behind the verb where that does not follow."""
    for i in range(token.i + 1, min(token.i + 12, token.sent.end - 1)):
        if token.doc[i].lower_ == "as" and token.doc[i + 1].lower_ in {"saying", "telling"}:
            return i + 2
    return token.i + 1


def infinitive_or_of(token: "Token") -> bool:
    """Whether what is claimed hangs on a verb: "accused of", "said to have"."""
    return any(
        c.dep_ in {"xcomp", "ccomp"}
        or (c.dep_ == "prep" and c.lower_ in {"of", "with"})
        or c.dep_ == "agent"
        for c in token.rights
    )


def agent(token: "Token", dates: Places) -> tuple[int, int] | None:
    """First token of whom a passive names by "by", and the token behind; none without one."""
    for child in token.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            head = next((c for c in child.children if c.dep_ == "pobj"), None)
            if head is not None:
                return phrase(head, dates)
    return None


def verb_start(token: "Token") -> int:
    """Where a verb's auxiliaries begin, as far as they stand right before it."""
    start = token.i
    while start > 0 and token.nbor(start - 1 - token.i).dep_ in _INNER:
        start -= 1
    return start
