"""Cues: the words of a sentence by which it gives somebody's words, and whose they are.

A cue is told by its verb, noun or preposition and by the grammar around it; a verb of speech that
is negated, wished or declined ("declined to say") is none.
"""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from designata.data import load, words
from designata.model.claim import Modality
from designata.news.frames import FINITE, Frame
from designata.news.sources import phrase, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

Kind = Literal["says", "judges", "accuses", "according", "passive", "adverb", "noun", "unchecked"]
Places = Sequence[tuple[int, int]]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"who", "which", "that"})
_INNER = frozenset({"aux", "auxpass", "neg", "advmod"})
_HEARING = frozenset({"hear", "learn"})
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


@cache
def _strength(table: str) -> dict[str, Modality]:
    rows = load("news_cues", dict[str, dict[str, list[str]]])[table]
    return {word: Modality(modality) for modality, listed in rows.items() for word in listed}


def strength(table: str, word: str) -> Modality | None:
    """How firmly a word of a table puts a claim; none where it is not in it."""
    return _strength(table).get(word)


def cues(frame: Frame, dates: Places) -> list[Cue]:
    """The cues of a sentence outside its quotations, in order."""
    found: list[Cue] = []
    for token in frame.free():
        cue = (
            _according(frame, token, dates)
            or _unchecked(frame, token, dates)
            or _passive(frame, token, dates)
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
    head = next((c for c in token.nbor(1).children if c.dep_ == "pobj"), None) or _noun_from(
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


def _unchecked(frame: Frame, token: "Token", dates: Places) -> Cue | None:
    if token.lemma_ not in words("news_cues", "checking") or not _negated(token):
        return None
    if not any(child.dep_ in {"aux", "auxpass"} for child in token.children):
        return None
    subject = _own_subject(token)
    if subject is None or subject.i > token.i or subject.lower_ in _RELATIVE:
        return None
    passive = subject.dep_ == "nsubjpass" or any(c.dep_ == "auxpass" for c in token.children)
    if not passive and not any(c.lower_ in {"could", "can"} for c in token.children):
        return None
    place = phrase(subject, dates)
    return Cue(
        kind="unchecked",
        at=token.i,
        start=_verb_start(token),
        end=token.i + 1,
        modality=Modality.POSSIBLE,
        source=None if passive else place,
        subject=place[0] if passive else None,
    )


def _passive(frame: Frame, token: "Token", dates: Places) -> Cue | None:
    lemma = token.lemma_.lower()
    if token.tag_ not in {"VBN", "VBD", "JJ"} or not (
        (modality := strength("passives", lemma))
        or (modality := _denying(lemma))
        or (modality := Modality.ASSERTED if lemma in {"quote", "announce"} else None)
    ):
        return None
    auxiliary = next(
        (c for c in token.lefts if c.dep_ in {"auxpass", "aux"} and c.lemma_ in {"be", "get"}), None
    )
    agent = _agent(token, dates)
    if auxiliary is None:
        return _reduced(frame, token, modality, agent)
    if _negated(token):
        return None
    subject = _own_subject(token)
    if subject is None or subject.i > token.i:
        return None
    expletive = subject.lower_ == "it" and any(c.dep_ == "ccomp" for c in token.children)
    if lemma == "quote":
        return Cue(
            kind="says",
            at=token.i,
            start=auxiliary.i,
            end=_after_as(token),
            modality=Modality.REPORTED,
            source=phrase(subject, dates),
        )
    if not expletive and not _infinitive_or_of(token) and modality is not Modality.DENIED:
        return None
    if lemma == "announce" and not expletive:
        return None
    if subject.lower_ in _RELATIVE:
        head = _antecedent(token)
        if head is None:
            return None
        subject = head
    return Cue(
        kind="says" if expletive else "passive",
        at=token.i,
        start=_verb_start(token),
        end=token.i + 1,
        modality=modality,
        source=agent,
        subject=None if expletive else phrase(subject, dates)[0],
    )


def _reduced(
    frame: Frame, token: "Token", modality: Modality, agent: tuple[int, int] | None
) -> Cue | None:
    """ "a company accused of laundering money"."""
    if token.dep_ != "acl" or token.tag_ == "JJ" or not _infinitive_or_of(token):
        return None
    if modality is Modality.DENIED or token.head.i >= token.i or token.head.i < frame.start:
        return None
    return Cue(
        kind="passive",
        at=token.i,
        start=token.i,
        end=token.i + 1,
        modality=modality,
        source=agent,
        subject=phrase(token.head)[0],
    )


def _active(frame: Frame, token: "Token", dates: Places) -> Cue | None:
    lemma = token.lemma_.lower()
    if token.pos_ not in {"VERB", "AUX"} and token.lower_ not in _SAYING:
        return _closing(frame, token)
    modality = Modality.ASSERTED if _puts_it(token) else strength("verbs", lemma)
    judging = lemma in words("news_cues", "judging") and _judges(token)
    quoting = lemma == "quote" and any(c.dep_ == "dobj" for c in token.children)
    if (modality is None and not judging and not quoting) or _withheld(token):
        return None
    if quoting:
        return _quoting(token, dates)
    if token.tag_ in {"VBN"} and any(c.dep_ == "auxpass" for c in token.children):
        return None
    source = _heard_from(token, dates) or _speaker(frame, token, dates)
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


def _closing(frame: Frame, token: "Token") -> Cue | None:
    """ "…, court papers allege.": two words that the parser takes for one noun."""
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
    """ "As the auditor put it"."""
    return token.lemma_ == "put" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "it"


def _heard_from(token: "Token", dates: Places) -> tuple[int, int] | None:
    """ "We're hearing from officials that …"."""
    if token.lemma_.lower() not in _HEARING:
        return None
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "from":
            for head in child.children:
                if head.dep_ == "pobj":
                    return phrase(head, dates)
    return None


def _quoting(token: "Token", dates: Places) -> Cue | None:
    """ "State media quoted the general as saying that …": who is quoted, not who quotes."""
    whom = next(c for c in token.children if c.dep_ == "dobj")
    end = _after_as(token)
    if end == token.i + 1:
        return None
    return Cue(
        kind="says",
        at=token.i,
        start=token.i,
        end=end,
        modality=Modality.REPORTED,
        source=phrase(whom, dates),
    )


def _noun(frame: Frame, token: "Token", dates: Places) -> Cue | None:
    modality = strength("nouns", token.lemma_.lower())
    if modality is None or token.pos_ not in {"NOUN", "PROPN"} or token.i + 2 >= frame.end:
        return None
    following = token.nbor(1)
    if following.lower_ != "that" or following.dep_ in _SUBJECTS | {"dobj", "pobj"}:
        return None
    place = None
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is not None and owner.pos_ != "PRON":
        place = phrase(owner, dates)
    return Cue(
        kind="noun", at=token.i, start=token.i, end=token.i + 1, modality=modality, source=place
    )


def _adverb(token: "Token") -> Cue | None:
    if token.lower_ not in words_for("adverbs", Modality.REPORTED):
        return None
    return Cue(
        kind="adverb", at=token.i, start=token.i, end=token.i + 1, modality=Modality.REPORTED
    )


@cache
def words_for(table: str, modality: Modality) -> frozenset[str]:
    """A table's words of one strength."""
    return frozenset(word for word, found in _strength(table).items() if found is modality)


def _denying(lemma: str) -> Modality | None:
    return Modality.DENIED if strength("verbs", lemma) is Modality.DENIED else None


def _negated(token: "Token") -> bool:
    return any(
        child.dep_ == "neg" or child.lower_ in {"not", "never", "n't", "cannot"}
        for child in token.lefts
    )


def _withheld(token: "Token") -> bool:
    """Whether nobody says anything after all: "did not say", "declined to say", "will announce"."""
    denying = strength("verbs", token.lemma_.lower()) is Modality.DENIED
    if _negated(token) and not denying:
        return True
    if any(child.tag_ == "MD" for child in token.lefts):
        return not any(child.lower_ == "only" for child in token.lefts)
    if token.tag_ == "VB":
        # an infinitive counts only behind "went on to say", "was quick to deny", "helped reveal"
        return token.head.lemma_ not in {"go", "continue", "do", "move"}
    if token.dep_ == "pcomp" and token.head.lower_ != "as":
        return True
    return token.dep_ == "amod" or token.tag_ == "NN"


def _judges(token: "Token") -> bool:
    if token.lemma_ in {"call", "brand", "label", "term"}:
        return any(c.dep_ in {"oprd", "ccomp", "dobj", "xcomp"} for c in token.rights)
    return any(c.dep_ == "prep" and c.lower_ == "as" for c in token.rights) or any(
        grand.lower_ == "as" and grand.dep_ == "prep"
        for c in token.rights
        if c.dep_ == "dobj"
        for grand in c.rights
    )


def _after_as(token: "Token") -> int:
    for i in range(token.i + 1, min(token.i + 12, token.sent.end - 1)):
        if token.doc[i].lower_ == "as" and token.doc[i + 1].lower_ in {"saying", "telling"}:
            return i + 2
    return token.i + 1


def _infinitive_or_of(token: "Token") -> bool:
    return any(
        c.dep_ in {"xcomp", "ccomp"}
        or (c.dep_ == "prep" and c.lower_ in {"of", "with"})
        or c.dep_ == "agent"
        for c in token.rights
    )


def _agent(token: "Token", dates: Places) -> tuple[int, int] | None:
    for child in token.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            head = next((c for c in child.children if c.dep_ == "pobj"), None)
            if head is not None:
                return phrase(head, dates)
    return None


def _verb_start(token: "Token") -> int:
    """Where a verb's auxiliaries begin, as far as they stand right before it."""
    start = token.i
    while start > 0 and token.nbor(start - 1 - token.i).dep_ in _INNER:
        start -= 1
    return start


def _own_subject(token: "Token") -> "Token | None":
    """The subject, the nearest where the parser hangs two on one verb."""
    found = [child for child in token.children if child.dep_ in _SUBJECTS]
    return min(found, key=lambda child: abs(child.i - token.i), default=None)


def _antecedent(token: "Token") -> "Token | None":
    verb = token
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if verb.dep_ in {"relcl", "acl"} else None


def _speaker(frame: Frame, token: "Token", dates: Places) -> tuple[int, int] | None:
    """The subject of a verb of speech; behind it where the order is turned."""
    head = _inverted(frame, token) or _subject(token)
    if head is None:
        head = _left_noun(frame, token)
    if head is not None and head.lower_ in _RELATIVE:
        head = _antecedent(token)
    if head is None or not frame.start <= head.i < frame.end or frame.quoted(head.i):
        return None
    if head.pos_ not in _NOUNS and head.lower_ not in {"some", "others", "many", "both", "several"}:
        return None
    if any(c.lower_ in {"neither", "no", "none"} for c in (head, *head.lefts)):
        return None
    if head.lower_ in {"there", "what", "this", "that", "which", "who", "nothing"}:
        return None
    return phrase(head, dates)


def _subject(token: "Token") -> "Token | None":
    verb = token
    for _ in range(4):
        own = _own_subject(verb)
        if own is not None:
            return own
        if verb.dep_ == "acl" and verb.head.pos_ in _NOUNS:
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
    head = _noun_from(frame, token.i + 1)
    following = head.i + 1 if head is not None else frame.end
    if following < frame.end and frame.doc[following].tag_ in FINITE:
        return None  # "…, asked about it, said he had not seen it"
    own = _own_subject(token)
    if own is not None and own.i < token.i and own.i >= frame.start and not frame.quoted(own.i):
        # "the official, who asked not to be named, told reporters"
        between = token.doc[own.i + 1 : token.i].text
        if "," in between:
            return own
    return head


def _noun_from(frame: Frame, i: int) -> "Token | None":
    """The head of the noun phrase that begins at a token."""
    if i >= frame.end:
        return None
    token = frame.doc[i]
    if token.text in words_of("before_titles") and i + 1 < frame.end:
        token = frame.doc[i + 1]
    elif token.lower_ == "that" or token.pos_ in {"ADP", "SCONJ"}:
        return None
    for chunk in frame.doc[i : min(i + 12, frame.end)].noun_chunks:
        if chunk.start <= i + 1:
            return chunk.root
        break
    return token if token.pos_ in _NOUNS else None


def _left_noun(frame: Frame, token: "Token") -> "Token | None":
    """The noun right before the verb, where the parser sees no subject."""
    i = token.i - 1
    while i > frame.start and frame.doc[i].pos_ in {"ADV", "AUX", "PART"}:
        i -= 1
    if frame.doc[i].text == ",":
        # "the foreign secretary, Helen Marsh, said"
        earlier = [j for j in range(max(frame.start, i - 12), i) if frame.doc[j].text == ","]
        i = earlier[-1] - 1 if earlier else i
    if i < frame.start or frame.doc[i].pos_ not in _NOUNS:
        return None
    found = frame.doc[i]
    while found.dep_ == "compound" and found.head.i <= i:
        found = found.head
    return found
