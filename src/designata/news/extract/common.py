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
_DAY = r"(?:\s+(?:today|yesterday|on\s+\w+day))?"
_TOWARDS = {
    "move": re.compile(rf"{_DAY}\s+against\s+"),
    "crack": re.compile(rf"\s+down{_DAY}\s+on\s+"),
    "come": re.compile(rf"\s+down(?:\s+hard)?{_DAY}\s+on\s+"),
    "go": re.compile(rf"{_DAY}\s+after\s+"),
    "take": re.compile(rf"\s+(?:aim{_DAY}\s+at|in)\s+"),
    "penalise": re.compile(r"\s+"),
    "penalize": re.compile(r"\s+"),
    "punish": re.compile(r"\s+"),
}
"""How verbs of moving and striking lead to those whom an authority meets: "cracked down on"."""
_WIDENS = frozenset({"widen", "expand", "extend", "enlarge", "lengthen"})
_LIST_BY = re.compile(
    r"\s+(?:its|their|the|[A-Z][\w.]+['’]s?)\s+(?:[\w-]+\s+){0,3}?(?:list|blacklist)\s+by\s+"
)
_GROWS_BY = re.compile(r"\s+by\s+")
_LIST_NOUNS = frozenset(
    {"list", "blacklist", "package", "tranche", "round", "listings", "measures"}
)
_ACTS = frozenset(
    {"order", "regulation", "regulations", "decree", "notice", "schedule", "sanctions"}
)
_FIND_ON = re.compile(
    r"\s+(?:themselves|itself|himself|herself)\s+on\s+(?:[A-Z][\w.]+['’]s?|the|its)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:list|blacklist)\b"
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
    on_list = _FIND_ON if token.lemma_ == "find" else _ON_LIST
    led = on_list.match(scene.text, behind, end)
    if token.lemma_ in ("go", "land", "find") and led:
        word = scene.doc.char_span(led.end() - 1, led.end(), alignment_mode="expand")
        region = subject_region(token, start)
        at = word[0].i if word is not None else None
        yield Trigger(token.i, token.i, "designation", (region,), passive=True, list=at)
    elif token.lemma_ in ("go", "come") and _ONTO.fullmatch(scene.text, start, token.idx):
        yield Trigger(token.i, token.i, "designation", ((behind, end),), weak=True)
    elif first := _object(scene, token, behind, end):
        yield Trigger(token.i, token.i, "designation", ((first, end),), weak=True)


def _object(scene: Scene, token: "Token", behind: int, end: int) -> int | None:
    """Where those begin whom it meets; none where it tells no act."""
    start, _ = scene.bounds(token)
    if token.lemma_ in _HITS and _ROUND.fullmatch(scene.text, start, token.idx):
        return behind if measures.counts_some(scene, behind + 1) else None
    if first := _led_to(scene, token, behind, end):
        return first if measures.counts_some(scene, first) else None
    if not measures.has_authority(scene, token):
        return None
    if token.lemma_ == "name":
        return behind if _names_one(scene, start, behind, end) else None
    if token.lemma_ == "follow" and (led := _WITH.match(scene.text, behind, end)):
        return led.end() if measures.counts_some(scene, led.end()) else None
    against = _LAW_AGAINST.match(scene.text, behind, end) if token.lemma_ in _USES else None
    used = against and any(behind <= law.start < against.end() for law in scene.laws)
    return against.end() if against and used else None


def _led_to(scene: Scene, token: "Token", behind: int, end: int) -> int:
    """Where those begin whom an idiom leads to; 0 where it is none."""
    subject = next((t for t in token.children if t.dep_ == "nsubj"), None)
    of_list = subject is not None and subject.lower_ in _LIST_NOUNS
    lemma = token.lemma_.lower()
    form = _TOWARDS.get(lemma)
    if lemma in _WIDENS:
        form = _LIST_BY
    elif lemma in ("grow", "lengthen") and of_list:
        form = _GROWS_BY
    hit = form.match(scene.text, behind, end) if form else None
    if hit is None or is_passive(token):
        return 0
    acts = measures.has_authority(scene, token) or _goes_on(scene, token)
    return hit.end() if acts or of_list else 0


def _goes_on(scene: Scene, token: "Token") -> bool:
    """As in "Britain took aim at the trade, penalising four companies"."""
    up = token.head
    return token.tag_ == "VBG" and token.dep_ == "advcl" and measures.has_authority(scene, up)


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
    if subject is None or subject.lower_ not in _LIST_NOUNS | _ACTS:
        return False
    whose = scene.places_in(subject.left_edge.idx, subject.idx + len(subject))
    return bool(whose) and measures.counts_some(scene, token.idx + len(token) + 1)
