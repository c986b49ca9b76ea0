"""What later sentences tell of events that are gathered: their day, their effect, who is apart."""

import datetime as dt
import re

from designata.news.extract.days import effective
from designata.news.extract.event import Event, agree, firm
from designata.news.extract.partners import partners
from designata.news.extract.scene import Scene
from designata.news.extract.tally import overlaps
from designata.news.findings import Dated

_DECIDED = re.compile(
    r"\b(?:resolutions?|decisions?|decrees?|orders?|measures|sanctions|moves?|steps?|vote|announcement"
    r"|designations?|listings?|removals?|delistings?|notices?)\b[^.;]{0,60}?\b(?:was|were|came|comes|took)\s+(?:\w+\s+)?"
    r"(?:adopted|announced|published|signed|approved|taken|made|issued|passed|agreed|on|place)\b",
    re.IGNORECASE,
)
"""A sentence that dates the event told right before it."""

_STEP = re.compile(
    r"\b(?:approved|adopted|took|agreed(?:\s+on)?|announced|published|signed)\s+(?:the|this|that|its)\s+"
    r"(?:\w+\s+){0,2}?(?:step|move|decision|measures?|sanctions|resolution|order|listings?)\b[^.;]{0,40}$"
    r"|\b(?:resolution|decision|order|decree|notice|measures?|statement)s?,?\s+(?:made|issued|published|adopted"
    r"|announced|signed|approved|released)\b[^.;]{0,60}$"
    r"|\b(?:decisions?|steps?|moves?|measures)\s+(?:was|were)\s+(?:taken|adopted|approved|announced|published)"
    r"\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_DAYS_STEP = re.compile(
    r"[’']s\s+(?:\w+\s+){0,2}?(?:step|move|decision|measures?|sanctions|action|announcement|listings?|vote)\b"
)
_BEHIND, _WEEK = 5, 7
"""Sentences behind an event that may still tell its day, and how old that is at most, in days."""

_THIS = re.compile(
    r"(?:[A-Z][^.;:]{2,60}?\s(?:said|says)\s+(?:that\s+)?)?(?:[Tt]he|[Tt]his|[Tt]hese|Today[’']s|Our|We|All)\s+(?:[\w-]+\s+){0,2}?(?:actions?|steps?|moves?|designations?"
    r"|sanctions|measures?|decisions?|listings?|announcements?|took|coordinated|acted|are)\b"
    r"|(?:[Mm]easures|[Ss]anctions|[Aa]ction)\s+(?:co-?ordinated|taken|agreed)\b"
)

_ACTED = re.compile(r"[^.;:]{3,60}?\s(?:acted|acts|moved|took\s+(?:action|steps|the\s+step))\b")


def completed(scene: Scene, events: list[Event]) -> None:
    """Fills the events with what the whole text tells of them."""
    _confirm(scene, events)
    _take_effect(scene, events)
    _joined_by(scene, events)
    _date_by_decision(scene, events)
    _part(events)


def _confirm(scene: Scene, events: list[Event]) -> None:
    """A headline's "Seoul to sanction eight" is the event that the text tells as done."""
    for plan in [e for e in events if all(d.title for d in e.drafts) and not firm(e.modality)]:
        for event in events:
            same = (
                firm(event.modality)
                and event.drafts[0].action == plan.drafts[0].action
                and event.authority.country == plan.authority.country
            )
            if same and overlaps(scene, [d.items for d in event.drafts], plan.drafts[0].items):
                event.drafts[:0] = plan.drafts
                events.remove(plan)
                break


def _date_by_decision(scene: Scene, events: list[Event]) -> None:
    """As in "The resolution was adopted on Thursday", behind an event told without its day."""
    for event in events:
        if event.date or event.recalled or not firm(event.modality):
            continue
        event.date = event.date or _told_behind(scene, event, events)
        for draft in event.drafts:
            _, at = scene.bounds_at(draft.at)
            start, end = scene.bounds_at(at + 1)
            if draft.title or start < at or scene.block(start) != scene.block(draft.at):
                continue
            told = _DECIDED.search(scene.text, start, end)
            if told and effective(scene, start, end) is None:
                days = [d for d in scene.dates_in(start, end) if d.precision == "day"]
                event.date = event.date or next(iter(days), None)


def _told_behind(scene: Scene, event: Event, events: list[Event]) -> Dated | None:
    """As in "approved the step on Wednesday", "Thursday's decision", some sentences behind it."""
    since = min((draft.at for draft in event.drafts if not draft.title), default=0)
    others = [draft.at for other in events if other is not event for draft in other.drafts]
    for start, end in [pair for pair in scene.sentences if pair[0] > since][:_BEHIND]:
        if any(start <= at < end for at in others):
            return None
        for date in scene.dates_in(start, end):
            told = scene.text[start : date.start]
            behind = _DAYS_STEP.match(scene.text, date.end or 0)
            step = behind or (_STEP.search(told) and not effective(scene, start, end))
            if date.precision == "day" and step and _is_news(scene, date):
                return date
    return None


def _is_news(scene: Scene, date: Dated) -> bool:
    """Whether a day is one of the week before the article's."""
    published = scene.document.published
    if not published:
        return False
    days = (dt.date.fromisoformat(published) - dt.date.fromisoformat(date.value)).days
    return 0 <= days < _WEEK


def _joined_by(scene: Scene, events: list[Event]) -> None:
    """As in "The action was taken in coordination with Japan", behind an event.

    Or as in "Washington acted jointly with London. The Treasury targeted two banks".
    """
    for at, (start, end) in enumerate(scene.sentences):
        if _ACTED.match(scene.text, start, end) and at + 1 < len(scene.sentences):
            _join_next(scene, events, (start, end), scene.sentences[at + 1])
        if not _THIS.match(scene.text, start, end):
            continue
        before = [
            (max(d.at for d in event.drafts if d.at < start), event)
            for event in events
            if not event.recalled and any(d.at < start for d in event.drafts)
        ]
        if before:
            event = max(before, key=lambda pair: pair[0])[1]
            told = {p.country for d in event.drafts for p in d.joint} | {event.authority.country}
            event.drafts[0].joint += [
                p for p in partners(scene, start, end) if p.country not in told
            ]


def _join_next(
    scene: Scene, events: list[Event], told: tuple[int, int], following: tuple[int, int]
) -> None:
    """Those with whom an authority is told to act are partners of the act told next."""
    joint = partners(scene, *told)
    for event in events if joint else ():
        drafts = [d for d in event.drafts if following[0] <= d.at < following[1]]
        own = event.authority.country
        acts = any(m.country == own for m in scene.mentions_in(*told))
        if drafts and acts and not event.recalled:
            drafts[0].joint += [p for p in joint if p.country != own]
            return


def _part(events: list[Event]) -> None:
    """Who is told apart, on another day, is no partner, though a headline names both."""
    for event in events:
        for other in events:
            apart = (
                other is not event
                and not event.recalled
                and not other.recalled
                and firm(other.modality)
                and other.drafts[0].action == event.drafts[0].action
                and other.authority.country != event.authority.country
                and not (event.date and other.date and agree(event.date, other.date))
            )
            if apart:
                for draft in event.drafts:
                    draft.joint = [p for p in draft.joint if p.country != other.authority.country]


def _take_effect(scene: Scene, events: list[Event]) -> None:
    """As in "The measures take effect on Wednesday" is of the event told right before it."""
    for start, end in scene.sentences:
        when = effective(scene, start, end)
        if when is None:
            continue
        before = [
            (max(d.at for d in event.drafts if d.at < end), event)
            for event in events
            if any(d.at < end for d in event.drafts)
        ]
        if before:
            event = max(before, key=lambda pair: pair[0])[1]
            event.effective = event.effective or when
