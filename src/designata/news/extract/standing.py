"""Triggers of what someone becomes: "named X a Foreign Terrorist Organization", "X is ineligible".

Who may not enter is listed by that alone (section 7031(c); section 212(a)(3)(C) of the INA).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from designata.news.extract.scene import Scene, among
from designata.news.extract.trigger import Trigger, authority_near, is_passive, subject_region
from designata.news.legal import statuses

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMES = frozenset({"name", "declare", "classify", "proclaim"})
_STATUS = re.compile(
    r"(?:,?\s+(?:as|to\s+be))?\s+(?:an?|the)\s+(?:[a-z][\w-]*\s+){0,2}?"
    r"(?:(?:terrorist|extremist)\s+(?:organi[sz]ations?|groups?|entit(?:y|ies)|movements?)\b)"
)
_AS = re.compile(r"(?:\s+(?:as|to\s+be))?\s+(?:an?|the)\s+(?:[a-z][\w-]*\s+){0,2}$")
_FOR = re.compile(
    r"\s+(?:for|to)\s+(?:[\w.]+\s+){0,4}?(?:entry|enter|visas?|admission|admittance)\b"
)
_NOW = re.compile(r"\s+to\s+(?:[\w.’']+\s+){0,4}?sanctions\b")
_TO = re.compile(
    r"\s+to\s+(?:[\w.’']+\s+){0,4}?(?:sanctions|asset\s+freezes?|visa\s+restrictions|travel\s+bans?)"
    r"(?:\s+and\s+[\w\s]{3,30})?,?\s+(?:as\s+of\s+|effective\s+|starting\s+)?(?:today|immediately)\b"
)
"""As in "two men are subject to sanctions as of today"; without the day it is a state."""

_TODAYS = re.compile(r"\s+to\s+today['’]s\s+(?:\w+\s+){0,2}(?:sanctions|designations|actions?)\b")
_OF = re.compile(
    r"\s+of\s+(?:the|these|this|our|today[’']s|new|[A-Z][\w.]+[’']s?)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:sanctions|designations?|measures|actions?|listings?)\b"
)
_BARS = frozenset({"render", "make", "find", "determine", "deem", "declare"})
_ALL = re.compile(r"(?:All|Both|They|These|Each)\b")
_FOLLOWING = re.compile(r"\bfollowing\b", re.IGNORECASE)


def becomes(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """What a verb makes of someone, or what someone is said to be ineligible for.

    Args:
        scene: the document.
        token: the verb, or the adjective.
    """
    form = {"ineligible": _FOR, "subject": _TO}.get(token.lower_)
    before = token.nbor(-1).lower_ if token.i else ""
    form = _NOW if form is _TO and before == "today" else form
    form = _TODAYS if form is _TO and _TODAYS.match(scene.text, token.idx + len(token)) else form
    if form is not None and form.match(scene.text, token.idx + len(token)):
        yield from _barred(scene, token)
    elif token.lower_ in ("target", "targets") and _OF.match(scene.text, token.idx + len(token)):
        yield from _aimed_at(scene, token)
    elif token.lemma_ in _NAMES and token.pos_ == "VERB":
        yield from _named(scene, token)


def _aimed_at(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """As in "A and B are the targets of these sanctions"; "a target of sanctions" is a state."""
    start, _ = scene.bounds(token)
    be = token.head
    if be.lemma_ == "be" and any(t.lower_ in ("the", "both") for t in token.children):
        first = min([t.idx for t in be.children if t.dep_ == "aux"] + [be.idx])
        yield Trigger(token.i, be.i, "designation", ((start, first),), passive=True, weak=True)


def _named(scene: Scene, token: "Token") -> Iterator[Trigger]:
    start, end = scene.bounds(token)
    behind = token.idx + len(token)
    status = _status(scene, behind, end)
    if status is None:
        return
    subject = next((t for t in token.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    acts = subject is not None and (
        authority_near(scene, subject) or among(subject.lemma_, "stands_for_authority")
    )
    if is_passive(token):
        region = subject_region(token, start)
        yield Trigger(token.i, token.i, "designation", (region,), passive=True, weak=True)
    elif acts and token.dep_ == "relcl" and any(t.tag_ in ("WP", "WDT") for t in token.children):
        region = token.head.left_edge.idx, token.head.idx + len(token.head)
        who = next(t for t in token.children if t.tag_ in ("WP", "WDT"))
        first = who.nbor(-1) if who.i else who
        yield Trigger(
            token.i, token.i, "designation", (region, (start, first.idx)), passive=True, weak=True
        )
    elif acts:
        yield Trigger(token.i, token.i, "designation", ((behind, status),), weak=True)


def _status(scene: Scene, start: int, end: int) -> int | None:
    """Where what someone is named begins, behind those who are."""
    told = [first for first, _ in statuses(scene.text[start:end])]
    if told:
        lead = _AS.search(scene.text, start, start + told[0])
        return lead.start() if lead else start + told[0]
    hit = _STATUS.search(scene.text, start, end)
    return hit.start() if hit else None


def _barred(scene: Scene, token: "Token") -> Iterator[Trigger]:
    start, _ = scene.bounds(token)
    verb = next((up for up in token.ancestors if up.pos_ in ("VERB", "AUX")), token)
    if verb.i > token.i or verb is token:
        return
    active = verb.lemma_ in _BARS and not is_passive(verb)
    subject = next((t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    start = subject.left_edge.idx if subject is not None and subject.i < verb.i else start
    first, last = (verb.idx + len(verb), token.idx) if active else (start, verb.idx)
    told = scene.mentions_in(first, last), scene.groups_in(first, last)
    some = any(m.named and m.type == "person" for m in told[0]) or any(g.count for g in told[1])
    some |= _ALL.match(scene.text, first) is not None
    opens = active and scene.text[token.idx : scene.bounds(token)[1]].rstrip().endswith(":")
    if some or opens or _FOLLOWING.search(scene.text, first, last):
        yield Trigger(
            token.i, verb.i, "designation", ((first, last),), passive=not active, weak=True
        )
