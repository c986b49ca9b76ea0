"""The legal basis of an event: which of the laws that an article names it rests on.

Laws beside the event's own words count, those in the entries of its list, and those in sentences
that go back to it ("these measures are taken under"). A law that is said to be broken is none.
"""

import re
from typing import TYPE_CHECKING

from designata.news.extract.scene import Scene
from designata.news.findings import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designata.news.extract.event import Event

_BROKEN = re.compile(
    r"\b(?:in\s+(?:violation|breach|contravention|defiance)\s+of|violat\w+|breach\w*|contrary\s+to"
    r"|contraven\w+|prohibited\s+(?:by|under)|banned\s+(?:by|under)|barred\s+by|flout\w*"
    r"|circumvent\w*|evad\w+|required?\s+by|notwithstanding)\s+(?:[\w’'-]+\s+){0,4}$",
    re.IGNORECASE,
)
_REQUIRES = re.compile(r"\s*(?:,[^,.]{3,60},\s*)?(?:require|prohibit|ban|forbid|oblige)s?\b")
_BACK = re.compile(
    r"\b(?:this|these|the|today[’']s|their|its|both|all|such|each|those)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:designations?|listings?|measures?|actions?|sanctions?|restrictions?|decisions?|freezes?"
    r"|delistings?|removals?|steps?|legal\s+acts?|assets?|persons?|individuals?|entit(?:y|ies)|vessels?|ships?)\b"
    r"|\bamendments?\b|\bacted\b(?=\s+(?:under|pursuant))"
    r"|\b(?:they|all|each|both|we|it)\b(?=[^.]{0,60}\b(?:under|pursuant|accordance|based)\b)",
    re.IGNORECASE,
)
_RESTS = re.compile(
    r"\b(?:pursuant\s+to|under|amend(?:ing|ments?\s+to)|accordance\s+with|(?:set|laid)\s+(?:out|down)\s+in|based\s+on"
    r"|basis\s+of|rests?\s+(?:up)?on|made\s+use\s+of|grounded\s+in|founded\s+on|relies\s+on|invoking|invoked|by\s+virtue\s+of|authori[sz]ed\s+by|contained\s+in|through|relying\s+on"
    r"|as\s+provided\s+(?:by|for\s+in)|in\s+line\s+with|within\s+the\s+framework\s+of|implements?"
    r"|legal\s+(?:basis|acts?|texts?),?|published\s+in|appeared\b[^.;]{0,60}?\sas|tool|basis|authority|used|uses|were?|was|is|and|,)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_DONE = re.compile(r"\s*(?:,[^,.]{3,60},\s*)?(?:was|were|has\s+been|is|provides?|authori[sz]es?)\b")


def basis(scene: Scene, event: "Event", events: "Sequence[Event]") -> list[Span]:
    """The laws that an event rests on, each once, in the order of the text.

    Args:
        scene: the document.
        event: the event.
        events: all of the article, the event among them.
    """
    found: dict[str, Span] = {}
    for law in scene.laws:
        if not _broken(scene, law) and _of(scene, law, event, events):
            found.setdefault(law.text.casefold(), law)
    return list(found.values())


def _broken(scene: Scene, law: Span) -> bool:
    before = scene.text[max(0, law.start - 80) : law.start]
    return bool(_BROKEN.search(before) or _REQUIRES.match(scene.text, law.end))


def _of(scene: Scene, law: Span, event: "Event", events: "Sequence[Event]") -> bool:
    """Whether a law is an event's, and of no other that stands nearer."""
    owners = [one for one in events if _beside(scene, law, one)]
    if owners:
        return event in owners
    return _goes_back(scene, law, events) and event is _nearest(scene, law, events)


def _beside(scene: Scene, law: Span, event: "Event") -> bool:
    """Whether it stands in the event's own sentences, or in an entry of its list."""
    for draft in event.drafts:
        start, end = draft.span
        if start <= law.start < end:
            return True
        for item in draft.items:
            block = scene.block(item.start)
            listed = item.start >= end and block.start >= end
            if listed and block.start <= law.start < block.end:
                return True
    return False


def _goes_back(scene: Scene, law: Span, events: "Sequence[Event]") -> bool:
    """Whether its sentence speaks of a measure that rests on it, rather than of the law alone."""
    start, end = scene.bounds_at(law.start)
    before = scene.text[start : law.start]
    if _RESTS.search(before):
        return bool(_BACK.search(scene.text, start, end))
    if before.strip() or not _DONE.match(scene.text, law.end):
        return False
    block = scene.block(law.start)
    return any(block.start <= d.at < law.start for one in events for d in one.drafts)


def _nearest(scene: Scene, law: Span, events: "Sequence[Event]") -> "Event | None":
    """The event last told before it, of those whose authority its sentence names, if it does."""
    start, end = scene.bounds_at(law.start)
    told = {m.country for m in scene.mentions_in(start, end) if m.type == "authority"}
    told |= {
        place.code
        for place in scene.places_in(start, end)
        if place.kind in ("country", "seat") and not law.start <= place.start < law.end
    }
    told = {code for code in told if code is not None}

    block = scene.block(law.start)

    def rank(one: "Event") -> tuple[bool, bool, int, int]:
        own = {one.authority.country, *(p.country for d in one.drafts for p in d.joint)}
        at = [draft.at for draft in one.drafts if draft.at < law.start]
        here = max(at) if max(at) >= block.start else -1  # else of what is told first
        return bool(own & told) or not told, not one.recalled, here, -min(at)

    before = [one for one in events if any(draft.at < law.start for draft in one.drafts)]
    return max(before, key=rank, default=None)
