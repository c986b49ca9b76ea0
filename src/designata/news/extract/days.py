"""The day of an act and of its effect, of the dates that its sentence tells."""

import re

from designata.news.dates import counts_from
from designata.news.extract.scene import Scene
from designata.news.extract.trigger import Trigger
from designata.news.findings import Dated

_EFFECTIVE = re.compile(
    r"\b(?:tak(?:e|es|ing)|took)\s+effect|\b(?:com|enter)(?:e|es|ing|s)?\s+into\s+(?:force|effect)"
    r"|\bcame\s+into\s+(?:force|effect)|\bin\s+(?:force|effect)\s+(?:since|from|as\s+of)\b|\beffective\b|\bwith\s+effect\s+from",
    re.IGNORECASE,
)
_TOLD_ON = re.compile(r",[^,.;]{3,60}?\s(?:said|says|announced|reported|confirmed)\s+(?:on\s+)?$")
"""Who says so on a day, behind the targets and what they did: "…, the ministry said on Sunday"."""
_CLAUSE = 60
_WHEN = re.compile(r",?\s+when\s")
"""As in "those of last month, when OFAC sanctioned a bank"."""
_AFTER = re.compile(r"\bafter\b[^,]*$")
"""As in "spent Thursday over their books after Australia blacklisted three firms"."""
_PLACE = re.compile(r"[A-Z][A-Z .,'’/-]{2,40}[\s,(–—-]*")


def acted_on(scene: Scene, trigger: Trigger, start: int, end: int) -> Dated | None:
    """The nearest date of its sentence that is not of the ground or of the effect."""
    word = scene.doc[trigger.word]
    near: list[tuple[int, Dated]] = []
    for date in scene.dates_in(start, end):
        if date.start is None or date.end is None:
            continue
        between = scene.text[word.idx : date.start] if date.start > word.idx else ""
        lead = scene.text[max(start, date.start - 40) : date.start]
        if _EFFECTIVE.search(lead) or re.search(r"\b(?:since|until|by)\s+$", lead):
            continue
        if re.search(
            r"\b(?:for|over|because|who|which|after|following|response|amid|despite)\b", between
        ) and not _TOLD_ON.search(lead):
            continue
        counted = counts_from(scene.text, date)
        if counted and not 0 < word.idx - date.end < _CLAUSE:
            continue
        if _is_ahead(scene, date) or _heads(scene, date.start):
            continue
        if _AFTER.search(scene.text, date.end, max(date.end, word.idx)):
            continue
        distance = abs(date.start - word.idx) + (400 if date.precision != "day" else 0)
        own, of_another = _hangs(scene, trigger, date)
        if _WHEN.match(scene.text, date.end) and 0 < word.idx - date.end < _CLAUSE:
            own, of_another = True, False
        if of_another and not counted and not date.text.lower().endswith("day"):
            continue
        near.append((distance + 800 * of_another - 500 * own, date))
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _is_ahead(scene: Scene, date: Dated) -> bool:
    """Whether it is still to come: nothing is done on a day behind that of the article."""
    published = scene.document.published
    return published is not None and date.value > published[: len(date.value)]


def _heads(scene: Scene, offset: int) -> bool:
    """Whether it is a dateline's: behind a place in capitals that opens a paragraph."""
    block = scene.block(offset)
    return bool(_PLACE.fullmatch(scene.text, block.start, offset))


def _hangs(scene: Scene, trigger: Trigger, date: Dated) -> tuple[bool, bool]:
    """Whether the parse hangs a date on the event's verb, or on one in its targets or grounds."""
    span = scene.doc.char_span(date.start or 0, date.end or 0, alignment_mode="expand")
    verb = scene.doc[trigger.verb]
    for up in span.root.ancestors if span is not None else ():
        if up.i in (trigger.verb, trigger.word):
            return True, False
        if up.pos_ in ("VERB", "AUX"):
            inside = up.i not in {t.i for t in verb.ancestors}
            return False, inside and up.dep_ in ("relcl", "acl", "advcl", "conj", "pcomp")
    return False, False


def effective(scene: Scene, start: int, end: int) -> Dated | None:
    """When a sentence says that something takes effect."""
    for hit in _EFFECTIVE.finditer(scene.text, start, end):
        for date in scene.dates_in(hit.end(), min(end, hit.end() + 40)):
            return date
    return None
