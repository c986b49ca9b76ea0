"""Cues: the words of a sentence by which it gives somebody's words, and whose they are.

A cue is told by its verb, noun or preposition and by the grammar around it; a verb of speech that
is negated, wished or declined ("declined to say") is none.
"""

from typing import TYPE_CHECKING, Literal

import msgspec

from designata.data import words
from designata.model.claim import Modality
from designata.news.attribute.frames import Frame
from designata.news.attribute.sources import phrase
from designata.news.attribute.strength import strength, words_for
from designata.news.attribute.subjects import (
    RELATIVE,
    SUBJECTS,
    Places,
    antecedent,
    noun_from,
    own_subject,
    speaker,
)
from designata.news.attribute.verbs import (
    after_as,
    agent,
    denying,
    infinitive_or_of,
    judges,
    negated,
    verb_start,
    withheld,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Literal["says", "judges", "accuses", "according", "passive", "adverb", "noun", "unchecked"]

_HEARING = frozenset({"hear", "learn"})
_PARTICIPLES = frozenset({"VBN", "VBD", "JJ"})
_VOICING = frozenset({"voice", "express", "raise", "repeat", "make", "issue"})
_SAYING = frozenset({"said", "says"})


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """Where a sentence attributes.

    Args:
        kind: how it does.
        at: the token that carries it.
        start: the first token of the cue's words.
        end: the token behind the last one.
        modality: how firmly the cue itself puts it.
        source: first token of the source and the token behind it; none where it is left open.
        subject: first token of the grammatical subject, where that is part of what is claimed.
    """

    kind: Kind
    at: int
    start: int
    end: int
    modality: Modality
    source: tuple[int, int] | None = None
    subject: int | None = None

    @property
    def first(self) -> int:
        """The first token of source and cue together."""
        return min(self.start, self.source[0]) if self.source else self.start

    @property
    def last(self) -> int:
        """The token behind source and cue together."""
        return max(self.end, self.source[1]) if self.source else self.end


def cues(frame: Frame, dates: Places) -> list[Cue]:
    """The cues of a sentence outside its quotations, in order."""
    found: list[Cue] = []
    for token in frame.free():
        cue = (
            _according(frame, token, dates)
            or _unchecked(token, dates)
            or (_passive(frame, token, dates) if token.tag_ in _PARTICIPLES else None)
            or (_said_to(frame, token, dates) if token.tag_ in _PARTICIPLES else None)
            or _active(frame, token, dates)
            or _noun(frame, token, dates)
            or _adverb(token)
        )
        if cue is not None:
            found.append(cue)
    return found


def _according(frame: Frame, token: "Token", dates: Places) -> Cue | None:
    if token.lower_ != "according" or token.i + 2 >= frame.end:
        return None
    if token.nbor(1).lower_ != "to":
        return None
    head = next((c for c in token.nbor(1).children if c.dep_ == "pobj"), None) or noun_from(
        frame, token.i + 2
    )
    if head is None:
        return None
    return Cue(
        kind="according",
        at=token.i,
        start=token.i,
        end=token.i + 2,
        modality=Modality.ASSERTED,
        source=phrase(head, dates),
    )


def _unchecked(token: "Token", dates: Places) -> Cue | None:
    if token.lemma_ not in words("news_cues", "checking"):
        return None
    if (unable := _unable(token)) is not None:
        return unable
    if not negated(token) or not any(c.dep_ in {"aux", "auxpass"} for c in token.children):
        return None
    subject = own_subject(token)
    if subject is None or subject.i > token.i or subject.lower_ in RELATIVE:
        return None
    passive = subject.dep_ == "nsubjpass" or any(c.dep_ == "auxpass" for c in token.children)
    if not passive and not any(c.lower_ in {"could", "can"} for c in token.children):
        return None
    place = phrase(subject, dates)
    return Cue(
        kind="unchecked",
        at=token.i,
        start=verb_start(token),
        end=token.i + 1,
        modality=Modality.POSSIBLE,
        source=None if passive else place,
        subject=place[0] if passive else None,
    )


def _unable(token: "Token") -> Cue | None:
    """As in "the ministry has not been able to verify their account"."""
    able = token.head
    be = able.head
    if able.lower_ not in {"able", "unable"} or be.lemma_ != "be" or token.dep_ != "xcomp":
        return None
    subject = own_subject(be)
    if subject is None or not (able.lower_ == "unable" or negated(be)):
        return None
    return Cue(
        kind="unchecked",
        at=token.i,
        start=verb_start(be),
        end=token.i + 1,
        modality=Modality.POSSIBLE,
        source=phrase(subject),
    )


def _passive(frame: Frame, token: "Token", dates: Places) -> Cue | None:
    lemma = token.lemma_.lower()
    modality = strength("passives", lemma) or denying(lemma)
    auxiliary = next(
        (c for c in token.lefts if c.dep_ in {"auxpass", "aux"} and c.lemma_ in {"be", "get"}), None
    )
    if auxiliary is None:
        return _reduced(frame, token, modality, dates) if modality else None
    subject = own_subject(token)
    if subject is None or subject.i > token.i or negated(token):
        return None
    if lemma == "quote":
        return _quoted_as(token, subject, dates)
    if subject.lower_ == "it" and any(c.dep_ == "ccomp" for c in token.children):
        modality = modality or (Modality.ASSERTED if lemma == "announce" else None)
        return _stands(token, "says", modality, dates) if modality else None
    if modality is None or not (infinitive_or_of(token) or modality is Modality.DENIED):
        return None
    head = antecedent(token) if subject.lower_ in RELATIVE else subject
    return _stands(token, "passive", modality, dates, head) if head else None


def _stands(
    token: "Token",
    kind: Kind,
    modality: Modality,
    dates: Places,
    subject: "Token | None" = None,
) -> Cue:
    """A passive's cue; its source is the agent, where there is one."""
    return Cue(
        kind=kind,
        at=token.i,
        start=verb_start(token),
        end=token.i + 1,
        modality=modality,
        source=agent(token, dates),
        subject=None if subject is None else phrase(subject, dates)[0],
    )


def _quoted_as(token: "Token", subject: "Token", dates: Places) -> Cue:
    return Cue(
        kind="says",
        at=token.i,
        start=verb_start(token),
        end=after_as(token),
        modality=Modality.REPORTED,
        source=phrase(subject, dates),
    )


def _reduced(frame: Frame, token: "Token", modality: Modality, dates: Places) -> Cue | None:
    """The cue of "a company accused of laundering money"."""
    if token.dep_ != "acl" or token.tag_ == "JJ" or not infinitive_or_of(token):
        return None
    if modality is Modality.DENIED or not frame.start <= token.head.i < token.i:
        return None
    return _stands(token, "passive", modality, dates, token.head)


def _active(frame: Frame, token: "Token", dates: Places) -> Cue | None:
    lemma = token.lemma_.lower()
    if token.pos_ not in {"VERB", "AUX"} and token.lower_ not in _SAYING:
        return _closing(frame, token) or _disputes(frame, token)
    modality = Modality.ASSERTED if _puts_it(token) else strength("verbs", lemma)
    judging = lemma in words("news_cues", "judging") and judges(token)
    quoting = lemma == "quote" and any(c.dep_ == "dobj" for c in token.children)
    adds_to = lemma == "add" and token.i + 1 < frame.end and token.nbor(1).lower_ == "to"
    if (modality is None and not judging and not quoting) or withheld(token) or adds_to:
        return None
    if quoting:
        return _quoting(token, dates)
    if token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in token.children):
        return None
    source = _heard_from(token, dates) or speaker(frame, token, dates)
    if source is None or (lemma in _HEARING and source[0] < token.i):
        return None
    kind: Kind = "judges" if judging else "says"
    if source[0] > frame.start and frame.doc[source[0] - 1].lower_ == "as":
        kind = "according"
    if lemma in {"accuse", "blame"}:
        kind = "accuses"
    return Cue(
        kind=kind,
        at=token.i,
        start=token.i,
        end=token.i + 1,
        modality=modality or Modality.ASSERTED,
        source=source,
    )


def _said_to(frame: Frame, token: "Token", dates: Places) -> Cue | None:
    """As in "three firms said to be paying for the war were listed": nobody is told to say it."""
    i = token.i
    if i + 2 >= frame.end or token.lower_ not in {"said", "alleged", "believed", "thought"}:
        return None
    if token.nbor(1).lower_ != "to" or token.nbor(2).lower_ not in {"be", "have"}:
        return None
    subject = own_subject(token)
    modality = strength("passives", token.lemma_.lower())
    if subject is None or modality is None:
        return None
    return _stands(token, "passive", modality, dates, subject)


def _closing(frame: Frame, token: "Token") -> Cue | None:
    """Speaker and verb that the parser takes for one noun: "…, court papers allege."."""
    modality = strength("verbs", token.lemma_.lower())
    last = frame.end - 1
    while last > frame.start and (frame.doc[last].is_punct or frame.doc[last].is_space):
        last -= 1
    if modality is None or token.i != last or token.pos_ not in {"NOUN", "PROPN"}:
        return None
    start = token.i - 1
    while start > frame.start and frame.doc[start].pos_ in {"NOUN", "PROPN", "ADJ", "DET"}:
        start -= 1
    if frame.doc[start].text != "," or start + 1 >= token.i or not frame.finite(frame.start, start):
        return None
    return Cue(
        kind="says",
        at=token.i,
        start=token.i,
        end=token.i + 1,
        modality=modality,
        source=(start + 1, token.i),
    )


def _puts_it(token: "Token") -> bool:
    """Whether it is "put it", as in "as the auditor put it"."""
    return token.lemma_ == "put" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "it"


def _heard_from(token: "Token", dates: Places) -> tuple[int, int] | None:
    """The officials of "we're hearing from officials that …"."""
    if token.lemma_.lower() not in _HEARING:
        return None
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "from":
            for head in child.children:
                if head.dep_ == "pobj":
                    return phrase(head, dates)
    return None


def _quoting(token: "Token", dates: Places) -> Cue | None:
    """Who is quoted, not who quotes: "State media quoted the general as saying that …"."""
    whom = next(c for c in token.children if c.dep_ == "dobj")
    if after_as(token) == token.i + 1:
        return None
    return _quoted_as(token, whom, dates)


def _noun(frame: Frame, token: "Token", dates: Places) -> Cue | None:
    modality = strength("nouns", token.lemma_.lower())
    if modality is None or token.pos_ not in {"NOUN", "PROPN"} or token.i + 2 >= frame.end:
        return None
    following = token.nbor(1)
    if (verb := _claims(token, modality)) is not None:
        return verb
    if following.lower_ != "that" or following.dep_ in SUBJECTS | {"dobj", "pobj"}:
        return None
    place = None
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if token.dep_ == "dobj" and token.head.lemma_ in _VOICING:
        owner = own_subject(token.head)  # "two delegations voiced concern that"
    if owner is not None and owner.pos_ != "PRON":
        place = phrase(owner, dates)
    return Cue(
        kind="noun", at=token.i, start=token.i, end=token.i + 1, modality=modality, source=place
    )


def _claims(token: "Token", modality: Modality) -> Cue | None:
    """A verb that the parser takes for a noun: "The Houthis claim that"."""
    if token.lower_ != token.lemma_ or not token.i or token.nbor(1).lower_ != "that":
        return None
    before = token.nbor(-1)
    if before.pos_ != "PROPN" or not before.text.endswith("s") or before.dep_ != "compound":
        return None
    return _by(token, modality, token.left_edge.i)


def _disputes(frame: Frame, token: "Token") -> Cue | None:
    """The same of one that denies, behind a capital: "Minsk disputes that number"."""
    modality = denying(token.lemma_.lower())
    first = frame.start + 1 == token.i and frame.doc[frame.start].text[0].isupper()
    if modality is None or token.tag_ != "NNS" or not first or token.i + 2 >= frame.end:
        return None
    return _by(token, modality, frame.start) if token.nbor(1).pos_ in {"DET", "PRON"} else None


def _by(token: "Token", modality: Modality, source: int) -> Cue:
    return Cue(
        kind="says",
        at=token.i,
        start=token.i,
        end=token.i + 1,
        modality=modality,
        source=(source, token.i),
    )


def _adverb(token: "Token") -> Cue | None:
    if token.lower_ not in words_for("adverbs", Modality.REPORTED):
        return None
    return Cue(
        kind="adverb", at=token.i, start=token.i, end=token.i + 1, modality=Modality.REPORTED
    )
