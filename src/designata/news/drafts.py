"""One trigger read to its end: who acts, when, on whom, why, under which law, how firmly."""

import re
from functools import cache

import msgspec

from designata.data import words
from designata.model.claim import Modality
from designata.news.actors import acting, main_authority, partners
from designata.news.findings import Dated, Party, Span
from designata.news.firmness import is_past, modality
from designata.news.scene import Scene
from designata.news.targets import Item, among_targets, listed_below
from designata.news.triggers import Action, Trigger, triggers

_EFFECTIVE = re.compile(
    r"\b(?:tak(?:e|es|ing)|took)\s+effect|\b(?:com|enter)(?:e|es|ing|s)?\s+into\s+(?:force|effect)"
    r"|\bcame\s+into\s+(?:force|effect)|\beffective\b|\bwith\s+effect\s+from",
    re.IGNORECASE,
)
_NO_GROUND = re.compile(
    r"\s+(?:the\s+first|more\s+information|the\s+second|years|months|now|\w+\s+years)\b"
)
_GROUND_ENDS = re.compile(
    r",?\s+(?:pursuant\s+to|under\s+(?:section|executive|E\.O|the\s+\w+\s+sanctions)|(?:he|she|it|they|the\s+\w+)\s+(?:said|says)\b)"
    r"|,\s+(?:an?|the)\s+(?:\w+\s+){0,3}(?:official|spokes\w+|statement)\s+\w+|,\s+according\s+to|\.?$",
    re.IGNORECASE,
)


_DATELINE = 60
"""A dateline is shorter than this."""


class Draft(msgspec.Struct, kw_only=True):
    """What one trigger tells.

    Args:
        parties: who acts; empty where the words leave it open.
        items: whom it meets.
        back: whether it goes back to targets told before.
        past: whether words beside it place it in the past.
        title: whether it stands in the headline.
        weak: whether its words mean a designation only where someone is met.
    """

    span: tuple[int, int]
    at: int
    action: Action
    modality: Modality
    parties: list[Party]
    joint: list[Party]
    items: list[Item]
    back: bool
    past: bool
    title: bool
    weak: bool
    date: Dated | None
    effective: Dated | None
    grounds: list[Span]
    laws: list[Span]


def drafts(scene: Scene) -> list[Draft]:
    """The drafts of a text, in its order; those that are refused or say nothing are left out."""
    found = triggers(scene)
    main = main_authority(scene)
    read = []
    for at, trigger in enumerate(found):
        firm = modality(scene, trigger)
        if firm is not None:
            following = found[at + 1] if at + 1 < len(found) else None
            read.append(_draft(scene, trigger, following, (firm, main)))
    return read


def _draft(
    scene: Scene, trigger: Trigger, following: Trigger | None, told: tuple[Modality, Party | None]
) -> Draft:
    word = scene.doc[trigger.word]
    start, end = scene.bounds(word)
    firm, main = told
    parties = acting(scene, trigger)
    country = (parties[0] if parties else main or Party("", None)).country
    items: list[Item] = []
    back, stop = False, word.idx + len(word)
    for first, last in trigger.regions:
        until = _until(scene, trigger, following, last)
        found = among_targets(scene, first, until, country)
        items += found.items
        back |= found.back
        stop = max(stop, found.end)
    items += listed_below(scene, start, end)
    joint = [p for p in [*parties[1:], *partners(scene, start, end)] if p.country != country]
    return Draft(
        span=(start, start + len(scene.text[start:end].rstrip())),
        at=word.idx,
        action=trigger.action,
        modality=firm,
        parties=parties[:1],
        joint=joint,
        items=items,
        back=back,
        past=is_past(scene, trigger),
        title=scene.block(start).kind == "title",
        weak=trigger.weak,
        date=_date(scene, trigger, start, end),
        effective=effective(scene, start, end),
        grounds=_grounds(scene, stop, end) if items or not trigger.passive or back else [],
        laws=scene.laws_in(start, end),
    )


def _until(scene: Scene, trigger: Trigger, following: Trigger | None, end: int) -> int:
    """Before the next trigger's own words, where that stands in the same stretch."""
    if following is None or trigger.passive:
        return end
    other = scene.doc[following.verb]
    word = scene.doc[trigger.word]
    return min(end, other.idx) if other.idx > word.idx and not following.passive else end


def _date(scene: Scene, trigger: Trigger, start: int, end: int) -> Dated | None:
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
        ):
            continue
        distance = abs(date.start - word.idx) + (400 if date.precision != "day" else 0)
        near.append((distance, date))
    if near:
        return min(near, key=lambda pair: pair[0])[1]
    block = scene.block(start)
    lead_in = scene.text[block.start : start]
    dateline = scene.dates_in(block.start, start)
    short = block.start < start and len(lead_in) < _DATELINE
    return dateline[0] if short and dateline and dateline[0].precision == "day" else None


def effective(scene: Scene, start: int, end: int) -> Dated | None:
    """When a sentence says that something takes effect."""
    for hit in _EFFECTIVE.finditer(scene.text, start, end):
        for date in scene.dates_in(hit.end(), min(end, hit.end() + 40)):
            return date
    return None


@cache
def _opener() -> re.Pattern[str]:
    listed = sorted(words("news_designation", "grounds"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})\s+", re.IGNORECASE)


def _grounds(scene: Scene, start: int, end: int) -> list[Span]:
    """What follows "for", "over", "accused of" behind the targets."""
    for hit in _opener().finditer(scene.text, start, end):
        if _NO_GROUND.match(scene.text, hit.end() - 1):
            continue
        if re.search(
            r"\b(?:who|which|whose|where)\b", scene.text[start : hit.start()].rsplit(",", 1)[-1]
        ):
            break
        stop = _GROUND_ENDS.search(scene.text, hit.end(), end)
        last = stop.start() if stop else end
        text = scene.text[hit.end() : last].rstrip(" .;,\n")
        if len(text.split()) > 1:
            return [Span(text, hit.end(), hit.end() + len(text))]
    return []
