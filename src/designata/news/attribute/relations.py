"""Ties that a clause states: who owns, leads, represents, supplies whom.

The words, their direction and the FollowTheMoney schema that each tie would become stand in
``data/news_relations.toml``; a tie needs both of its ends in the clause.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from designata.data import load
from designata.model.countries import nation
from designata.news.attribute.sources import phrase
from designata.news.findings import Mention, Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WHO = frozenset({"who", "which", "that"})
_NOBODY = _WHO | {"what", "those", "these", "this", "there"}
_DUE = frozenset({"should", "must", "shall", "will", "would"})
_COPULA = frozenset({"be", "become", "remain"})


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """How a tie is worded.

    Args:
        schema: the FollowTheMoney schema that it would become.
        verbs: by lemma, the prepositions that lead to the other end; ``""`` for a direct object.
        nouns: by lemma, likewise: "a representative of".
        inverse: nouns by which the other end is the subject.
        things: what must be sent or provided for the tie to be this one.
    """

    schema: str
    verbs: dict[str, list[str]] = {}
    nouns: dict[str, list[str]] = {}
    inverse: dict[str, list[str]] = {}
    things: list[str] = []


@cache
def ties() -> dict[str, Tie]:
    """Ties by predicate; those that ask for a thing come first, since they say more.

    >>> ties()["owns"].schema
    'Ownership'
    """
    rows = load("news_relations", dict[str, Tie])
    return dict(sorted(rows.items(), key=lambda row: not row[1].things))


def relation(doc: "Doc", start: int, end: int, mentions: Sequence[Mention]) -> Relation | None:
    """The first tie that a stretch of text states; none where it states none."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    for token in span:
        for subject, predicate, other in _stated(token):
            places = [_place(end_, span.start, span.end) for end_ in (subject, other)]
            if all(places):
                left, right = (_named(doc, place, mentions) for place in places if place)
                if left and right and left != right:
                    return Relation(left, predicate, right)
    return None


def _stated(token: "Token") -> "Iterator[tuple[Token, str, Token]]":
    lemma = token.lemma_.lower()
    if token.pos_ in {"VERB", "AUX"} and token.tag_ != "JJ":
        for predicate, tie in ties().items():
            if lemma in tie.verbs:
                yield from _by_verb(token, predicate, tie)
    elif token.pos_ in {"NOUN", "PROPN"}:
        for predicate, tie in ties().items():
            yield from _by_noun(token, predicate, tie.nouns.get(lemma, []), swapped=False)
            yield from _by_noun(token, predicate, tie.inverse.get(lemma, []), swapped=True)
        if lemma in {"national", "citizen"}:
            yield from _by_nationality(token)


def _by_verb(token: "Token", predicate: str, tie: Tie) -> "Iterator[tuple[Token, str, Token]]":
    if any(child.dep_ in {"neg", "prt"} or child.lower_ in _DUE for child in token.children):
        return  # "carry out" is another verb, and what should be is no tie yet
    passive = any(child.dep_ == "auxpass" for child in token.children) or token.dep_ == "acl"
    subject = _subject(token)
    direct = next((c for c in token.children if c.dep_ == "dobj"), None)
    thing = subject if passive and token.tag_ == "VBN" else direct
    if tie.things and not (thing is not None and _among(thing, tie.things)):
        return
    for way in tie.verbs[token.lemma_.lower()]:
        swapped, word = way.startswith("<"), way.removeprefix("<")
        if word == "":
            if token.tag_ == "VBN" and passive:
                left, right = _object_of(token, {"by"}), subject
            else:
                left, right = subject, direct
                if tie.things:
                    # "gave the workers passports": the thing itself is no end
                    right = next(
                        (c for c in token.children if c.dep_ == "dative" and c.pos_ != "ADP"), None
                    )
        elif word == "with":
            # "supplied the army with optics"
            left, right = subject, direct if _object_of(token, {"with"}, direct) else None
        else:
            right = _object_of(token, {word}, direct)
            left = subject
            if passive and thing is subject and predicate != "is_based_in":
                left = _object_of(token, {"by"}) or subject
        if left is not None and right is not None:
            yield (right, predicate, left) if swapped else (left, predicate, right)


def _by_noun(
    token: "Token", predicate: str, prepositions: list[str], *, swapped: bool
) -> "Iterator[tuple[Token, str, Token]]":
    if not prepositions:
        return
    other = _object_of(token, set(prepositions)) or next(
        (c for c in token.children if c.dep_ == "poss" and c.pos_ != "PRON"), None
    )
    holder = _holder(token)
    if other is not None and holder is not None:
        yield (other, predicate, holder) if swapped else (holder, predicate, other)


def _by_nationality(token: "Token") -> "Iterator[tuple[Token, str, Token]]":
    holder = _holder(token)
    for child in token.children:
        if holder is not None and child.dep_ in {"amod", "compound"} and nation(_people(child)):
            yield holder, "is_national_of", child


def _people(token: "Token") -> str:
    return token.doc[token.left_edge.i : token.i + 1].text


def _holder(noun: "Token") -> "Token | None":
    """Who is said to be the noun: "Pak is a representative", "Pak, a representative"."""
    head = noun
    while head.dep_ == "conj" and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    if head.dep_ == "attr" and head.head.lemma_ in _COPULA:
        return _subject(head.head)
    if head.dep_ == "appos":
        return head.head
    if head.dep_ == "pobj" and head.head.lower_ == "as":
        verb = head.head.head
        return _subject(verb) if verb.pos_ == "VERB" else None
    return next(
        (c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"),
        None,
    )


def _subject(verb: "Token") -> "Token | None":
    for _ in range(4):
        own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if own is not None and own.lower_ in _WHO:
            return verb.head if verb.dep_ in {"relcl", "acl"} else None
        if own is not None:
            return own
        if verb.dep_ in {"acl", "relcl"}:
            return verb.head
        if verb.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep"}:
            return None
        verb = verb.head
    return None


def _object_of(token: "Token", wanted: set[str], direct: "Token | None" = None) -> "Token | None":
    """What a preposition leads to, on the word itself or on its object."""
    for holder in (token, *([direct] if direct is not None else [])):
        for child in holder.rights:
            if child.dep_ not in {"prep", "agent", "dative"}:
                continue
            target = next((c for c in child.children if c.dep_ == "pobj"), None)
            if target is None:
                continue
            if child.lower_ in wanted:
                return target
            if "behalf" in wanted and target.lower_ == "behalf":
                return _object_of(target, {"of"}) or next(
                    (c for c in target.children if c.dep_ == "poss"), None
                )
    # "owned or controlled by": the last of the verbs has the preposition
    for child in token.children:
        if (
            child.dep_ == "conj"
            and child.pos_ == "VERB"
            and not any(own.dep_ in _SUBJECTS for own in child.children)
        ):
            return _object_of(child, wanted)
    return None


def _among(thing: "Token", listed: list[str]) -> bool:
    return any(t.lower_ in listed or t.lemma_ in listed for t in (thing, *thing.conjuncts))


def _place(head: "Token", start: int, end: int) -> "tuple[Token, int, int] | None":
    if not start <= head.i < end or head.lower_ in _NOBODY:
        return None
    first, last = phrase(head)
    if any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBN" for t in head.doc[first:last]):
        return None  # the parser took a clause for a noun
    return head, first, last


def _named(doc: "Doc", place: "tuple[Token, int, int]", mentions: Sequence[Mention]) -> str | None:
    """The mention in an end's words, the one on its head before others; else the words.

    A pronoun that no mention explains names nobody.
    """
    head, first, last = place
    left, right = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    on_head = [m for m in mentions if m.start <= head.idx < m.end]
    inside = on_head or [m for m in mentions if left <= m.start and m.end <= right]
    if inside:
        return max(inside, key=lambda mention: mention.end - mention.start).id
    return None if head.tag_ in {"PRP", "PRP$"} else doc[first:last].text
