"""Triggers at common verbs, which act only by what stands with them.

"Washington followed with eight officials", "Britain used its Regulations against two men", "an
earlier round hit six men", "two commanders went on the list", "the list has 40 tankers".
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from designata.news.extract import measures
from designata.news.extract.entries import is_target_name
from designata.news.extract.scene import Scene
from designata.news.extract.trigger import Trigger, is_passive, subject_region

if TYPE_CHECKING:
    from spacy.tokens import Token

AGAINST = re.compile(r"\s+(?:today\s+|on\s+\w+day\s+)?against\s+")
_WITH = re.compile(
    r"(?:\s+(?:suit|up))?(?:,?\s+(?:on|in)\s+[^,;.]{3,24},?)?\s+(?:with|by\s+adding)\s+"
)
_USES = frozenset({"use", "invoke", "employ", "apply", "deploy", "trigger", "wield"})
_LAW_AGAINST = re.compile(r"[^.;]{0,120}?\s(?:against|on)\s+")
_ROUND = re.compile(
    r"(?:An?|The|This|That|Another|Its|His|Their)\s+(?:[\w.’'-]+\s+){0,4}?"
    r"(?:round|wave|batch|tranche|package|raft)(?:,?\s+(?:on|in|of|from)\s+[^,;.]{3,24},?)?\s+"
)
_HITS = frozenset({"hit", "target", "cover", "name", "strike", "catch"})
_ONTO = re.compile(
    r"(?:With\s+(?:it|him|her|them)\s+)?[Oo]n\s?to\s+(?:the|its|their)\s+(?:\w+\s+)?list\s+"
)
"""As in "With it on to the list went two more companies"."""
_SANCTIONS = re.compile(r"\b(?:sanction|freez|froz|blacklist|designat|listed)", re.IGNORECASE)
_TO_OFFICE = re.compile(r"\s+(?:as|its|the|to)\b")
_NEAR = 250
_ON_LIST = re.compile(
    r"\s+(?:on|onto)(?:to)?\s+(?:the|its|their|this|that|[A-Z][\w.]+['’]s?)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:list|blacklist|register)\b"
)


def common(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """What a common verb tells.

    Args:
        scene: the document.
        token: the verb.
    """
    if token.pos_ != "VERB":
        return
    start, end = scene.bounds(token)
    behind = token.idx + len(token)
    if token.lemma_ in ("go", "land") and _ON_LIST.match(scene.text, behind, end):
        region = subject_region(token, start)
        yield Trigger(token.i, token.i, "designation", (region,), passive=True)
    elif token.lemma_ in ("go", "come") and _ONTO.fullmatch(scene.text, start, token.idx):
        yield Trigger(token.i, token.i, "designation", ((behind, end),), weak=True)
    elif first := _object(scene, token, behind, end):
        yield Trigger(token.i, token.i, "designation", ((first, end),), weak=True)


def _object(scene: Scene, token: "Token", behind: int, end: int) -> int | None:
    """Where those begin whom it meets; none where it tells no act."""
    start, _ = scene.bounds(token)
    if token.lemma_ in _HITS and _ROUND.fullmatch(scene.text, start, token.idx):
        return behind if measures.counts_some(scene, behind + 1) else None
    if not measures.has_authority(scene, token):
        return None
    if token.lemma_ == "name":
        return behind if _names_one(scene, start, behind, end) else None
    if token.lemma_ == "follow" and (led := _WITH.match(scene.text, behind, end)):
        return led.end() if measures.counts_some(scene, led.end()) else None
    against = _LAW_AGAINST.match(scene.text, behind, end) if token.lemma_ in _USES else None
    used = against and any(behind <= law.start < against.end() for law in scene.laws)
    return against.end() if against and used else None


def _names_one(scene: Scene, start: int, behind: int, end: int) -> bool:
    """As in "froze accounts. The ministry named Roe Bank"; not "named Jan Roe its envoy"."""
    first = next(iter(scene.mentions_in(behind, end)), None)
    if first is None or not is_target_name(first) or first.start != behind + 1:
        return False
    told = _SANCTIONS.search(scene.text, max(0, start - _NEAR), start)
    return told is not None and not _TO_OFFICE.match(scene.text, first.end)


def acts_so(scene: Scene, token: "Token", lemma: str) -> bool:
    """Whether a common verb tells an act here: "acted against", "the list has 40"."""
    if lemma == "act":
        against = AGAINST.match(scene.text, token.idx + len(token))
        return against is not None and measures.has_authority(scene, token)
    if lemma in ("have", "cover", "comprise", "contain"):
        return _list_counts(scene, token)
    if lemma != "block" or not is_passive(token):
        return False
    subject = next((t for t in token.children if t.dep_ == "nsubjpass"), None)
    edge = subject.left_edge.idx if subject is not None else token.idx
    return any(is_target_name(m) and m.start == edge for m in scene.mentions_in(edge, token.idx))


def _list_counts(scene: Scene, token: "Token") -> bool:
    """As in "The British list has 40 tankers", "the EU's package covers 61 vessels"."""
    subject = next((t for t in token.children if t.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ not in ("list", "package", "tranche", "round", "listings"):
        return False
    whose = scene.places_in(subject.left_edge.idx, subject.idx + len(subject))
    return bool(whose) and measures.counts_some(scene, token.idx + len(token) + 1)
