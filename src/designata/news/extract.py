"""Designation events of an English article: one entry an event, however often it is returned to.

What single sentences tell (``drafts``) is joined where authority, action and date agree; targets
are added up by kind and country (``tally``). A designation that is older than what the article is
about is ``recalled``; one that is only planned is possible. Who is not said to be designated is no
target, be it an owner, a place or another government.
"""

import re
from typing import TYPE_CHECKING

import msgspec

from designata.model.claim import Modality
from designata.news import carried
from designata.news.actors import main_authority
from designata.news.basis import basis
from designata.news.document import Document
from designata.news.drafts import Draft, drafts, effective
from designata.news.findings import Dated, Designation, Mention, Party
from designata.news.issuers import issuer
from designata.news.scene import Scene
from designata.news.tally import overlaps, tally
from designata.news.told import told_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_DAYS = 3
_WEEK = 6
"""An act of so many days before the news, or of a weekday of that week, is news too."""


_DECIDED = re.compile(
    r"\b(?:resolutions?|decisions?|decrees?|orders?|measures|sanctions|moves?|steps?|vote|announcement"
    r"|designations?|listings?|removals?|delistings?|notices?)\b[^.;]{0,60}?\b(?:was|were|came|comes|took)\s+(?:\w+\s+)?"
    r"(?:adopted|announced|published|signed|approved|taken|made|issued|passed|agreed|on|place)\b",
    re.IGNORECASE,
)
"""A sentence that dates the event told right before it."""

_OPENING = 4
"""Blocks among which an event counts even where no one is named or counted."""


class Event(msgspec.Struct, kw_only=True):
    """Drafts that speak of one event."""

    drafts: list[Draft]
    authority: Party
    date: Dated | None
    recalled: bool
    effective: Dated | None = None

    @property
    def modality(self) -> Modality:
        """As firmly as it is told anywhere."""
        order = list(Modality)
        return min((draft.modality for draft in self.drafts), key=order.index)


def designations(document: Document, doc: "Doc", mentions: list[Mention]) -> list[Designation]:
    """The designations and delistings that an article tells, in the order in which they come up.

    Args:
        document: the article.
        doc: its parse.
        mentions: of ``designata.news.mentions``; their ids are what targets name.
    """
    scene = Scene(document, doc, mentions)
    read = drafts(scene)
    anchor = _anchor(document, read)
    events: list[Event] = []
    main = (
        main_authority(scene)
        or next((d.parties[0] for d in read if d.parties), None)
        or issuer(scene.text)
    )
    for draft in read:
        _place(scene, draft, events, main, anchor)
    _confirm(scene, events)
    _take_effect(scene, events)
    _date_by_decision(scene, events)
    _part(events)
    shown = [event for event in events if _says_something(scene, event, events)]
    return [_designation(scene, event, events, document) for event in shown]


def _anchor(document: Document, read: list[Draft]) -> str | None:
    """The day of what the article is about: the newest that it tells as done."""
    days = [
        draft.date.value
        for draft in read
        if draft.date
        and draft.date.precision == "day"
        and not draft.past
        and draft.modality in (Modality.ASSERTED, Modality.REPORTED)
    ]
    newest = max(days, default=None)
    undated = any(draft.date is None and not draft.past and _firm(draft.modality) for draft in read)
    if document.published and undated:
        near = newest and abs(_days(newest, document.published)) <= _DAYS
        return newest if near else document.published
    return newest


def _days(earlier: str, later: str) -> int:
    import datetime as dt

    try:
        return (dt.date.fromisoformat(later) - dt.date.fromisoformat(earlier)).days
    except ValueError:
        return 0


def _place(
    scene: Scene, draft: Draft, events: list[Event], main: Party | None, anchor: str | None
) -> None:
    """Into the event that it speaks of, or a new one."""
    recalled = _is_recalled(draft, main, anchor)
    if draft.modality == Modality.POSSIBLE:
        draft.date = None
    if draft.echo and not _does_the_same(draft, events):
        return
    if not draft.items and not draft.echo:
        if event := _latest(events, draft, recalled=recalled):
            _join(event, draft)
            return
        told = [one.items for event in events for one in sorted(event.drafts, key=_place_of)]
        draft.items = carried.meant(draft.back, told) if _stands_alone(draft) else []
        if not draft.items and not _opens(draft, events, recalled=recalled):
            return
    party = (
        draft.parties[0] if draft.parties else _understood(events, draft, main, recalled=recalled)
    )
    if party is None:
        return
    for event in events:
        if _same(scene, event, draft, party, recalled=recalled):
            _join(event, draft)
            return
    events.append(_new(draft, party, recalled=recalled))


def _place_of(draft: Draft) -> int:
    return draft.at


def _is_recalled(draft: Draft, main: Party | None, anchor: str | None) -> bool:
    """Whether it is told as background: by its day, by its words, or as what another "has" done."""
    if draft.modality == Modality.POSSIBLE:
        return False
    others = main is not None and bool(draft.parties) and draft.parties[0].country != main.country
    if draft.date is not None and anchor is not None:
        older = draft.date.value < anchor[: len(draft.date.value)]
        near = _near(draft.date, others=others)
        if draft.date.precision == "day" and _days(draft.date.value, anchor) <= near:
            return False
        return older or draft.past
    return draft.past or (draft.perfect and others and not draft.title)


def _near(date: Dated, *, others: bool) -> int:
    """How many days before the news an act still belongs to it: another's, or of a weekday."""
    weekday = date.text.lower().endswith("day") and " " not in date.text
    return _WEEK if weekday or others else _DAYS


def _does_the_same(draft: Draft, events: list[Event]) -> bool:
    """Gives an echo the action and the targets of what was told last."""
    told = [(d.at, d, event) for event in events for d in event.drafts if d.items]
    if not told or not draft.parties or draft.modality == Modality.DENIED:
        return False
    _, _, event = max(told, key=lambda row: (not row[2].recalled, row[0]))
    draft.action = event.drafts[0].action
    draft.items = [item for one in event.drafts for item in one.items]
    return True


def _stands_alone(draft: Draft) -> bool:
    """Whether it tells who acts or when, so that it is no mere return to what was told."""
    return bool(draft.parties) or draft.date is not None


def _opens(draft: Draft, events: list[Event], *, recalled: bool) -> bool:
    """Whether it is the first that an article tells, though it meets nobody yet."""
    return (
        bool(draft.parties)
        and not draft.back
        and not recalled
        and draft.modality == Modality.ASSERTED
        and not events
    )


def _new(draft: Draft, party: Party, *, recalled: bool) -> Event:
    return Event(
        drafts=[draft],
        authority=party,
        date=draft.date,
        recalled=recalled,
        effective=draft.effective,
    )


def _understood(
    events: list[Event], draft: Draft, main: Party | None, *, recalled: bool
) -> Party | None:
    """Who acts where the words leave it open: as in the event told last, else the publisher."""
    if draft.modality == Modality.POSSIBLE and not draft.goes_on:
        return None
    if recalled:
        return main if draft.date else None
    return next((e.authority for e in reversed(events) if not e.recalled), main)


def _latest(events: list[Event], draft: Draft, *, recalled: bool) -> Event | None:
    """The event that a telling without targets goes on about."""
    for event in reversed(events):
        wanted = draft.parties[0].country if draft.parties else event.authority.country
        if (
            event.drafts[0].action == draft.action
            and event.recalled == recalled
            and _firm(event.modality) == _firm(draft.modality)
            and wanted in _countries(event)
            and (wanted == event.authority.country or draft.date is None)
            and (event.date is None or draft.date is None or _agree(event.date, draft.date))
        ):
            return event
    return None


def _same(  # noqa: PLR0911  - one return a difference
    scene: Scene, event: Event, draft: Draft, party: Party, *, recalled: bool
) -> bool:
    if event.drafts[0].action != draft.action or event.recalled != recalled:
        return False
    if _firm(event.modality) != _firm(draft.modality):
        return False
    if party.country is not None and party.country not in _countries(event):
        return False
    own = party.country == event.authority.country
    if not own and draft.date and not (event.date and _agree(event.date, draft.date)):
        return False
    if event.date and draft.date and not _agree(event.date, draft.date):
        return False
    if recalled and not (event.date and draft.date):
        return overlaps(scene, [d.items for d in event.drafts], draft.items)
    return True


def _countries(event: Event) -> set[str | None]:
    return {event.authority.country, *(p.country for d in event.drafts for p in d.joint)}


def _firm(told: Modality) -> bool:
    return told in (Modality.ASSERTED, Modality.REPORTED)


def _agree(one: Dated, other: Dated) -> bool:
    return one.value.startswith(other.value) or other.value.startswith(one.value)


def _join(event: Event, draft: Draft) -> None:
    if draft.items and not draft.echo:
        for one in event.drafts:
            if one.echo:
                one.items = []  # whom it meets is told now
    event.drafts.append(draft)
    if draft.date and (event.date is None or len(draft.date.value) > len(event.date.value)):
        event.date = draft.date
    event.effective = event.effective or draft.effective


def _confirm(scene: Scene, events: list[Event]) -> None:
    """A headline's "Seoul to sanction eight" is the event that the text tells as done."""
    for plan in [e for e in events if all(d.title for d in e.drafts) and not _firm(e.modality)]:
        for event in events:
            same = (
                _firm(event.modality)
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
        if event.date or event.recalled or not _firm(event.modality):
            continue
        for draft in event.drafts:
            _, at = scene.bounds_at(draft.at)
            start, end = scene.bounds_at(at + 1)
            if draft.title or start < at or scene.block(start) != scene.block(draft.at):
                continue
            told = _DECIDED.search(scene.text, start, end)
            if told and effective(scene, start, end) is None:
                days = [d for d in scene.dates_in(start, end) if d.precision == "day"]
                event.date = event.date or next(iter(days), None)


def _part(events: list[Event]) -> None:
    """Who is told apart, on another day, is no partner, though a headline names both."""
    for event in events:
        for other in events:
            apart = (
                other is not event
                and not other.recalled
                and _firm(other.modality)
                and other.drafts[0].action == event.drafts[0].action
                and other.authority.country != event.authority.country
                and not (event.date and other.date and _agree(event.date, other.date))
            )
            if apart:
                for draft in event.drafts:
                    draft.joint = [p for p in draft.joint if p.country != other.authority.country]


def _take_effect(scene: Scene, events: list[Event]) -> None:
    """As in "The measures take effect on Wednesday" is of the event told right before it."""
    for sent in scene.doc.sents:
        when = effective(scene, sent.start_char, sent.end_char)
        if when is None:
            continue
        before = [
            (max(d.at for d in event.drafts if d.at < sent.end_char), event)
            for event in events
            if any(d.at < sent.end_char for d in event.drafts)
        ]
        if before:
            event = max(before, key=lambda pair: pair[0])[1]
            event.effective = event.effective or when


def _says_something(scene: Scene, event: Event, events: list[Event]) -> bool:
    met = any(draft.items for draft in event.drafts)
    opening = scene.document.blocks[:_OPENING]
    opens = not opening or event.drafts[0].at < opening[-1].end
    return met or (event is events[0] and opens and not all(draft.weak for draft in event.drafts))


def _designation(
    scene: Scene, event: Event, events: list[Event], document: Document
) -> Designation:
    named = _best_name(scene, event)
    others = [draft.at for other in events if other is not event for draft in other.drafts]
    told = told_of(scene, event.drafts, others)
    reasons, targets = tally(
        scene, [d.items for d in event.drafts], told, goes_on=not event.recalled
    )
    spans = sorted(
        {draft.span for draft in event.drafts} | {(s.start, s.end) for s, _ in told.sentences}
    )
    joint: dict[str | None, Party] = {}
    for draft in event.drafts:
        for party in draft.joint:
            if party.country != named.country:
                joint.setdefault(party.country, party)
    return Designation(
        authority=named,
        partners=list(joint.values()),
        date=event.date or _published(event, document),
        effective=event.effective,
        action=event.drafts[0].action,
        recalled=event.recalled,
        targets=targets,
        reasons=reasons,
        legal_basis=basis(scene, event, events),
        modality=event.modality,
        spans=spans,
    )


def _best_name(scene: Scene, event: Event) -> Party:
    """A body rather than a capital: "South Korea's foreign ministry" before "Seoul"."""
    parties = [p for d in sorted(event.drafts, key=lambda d: d.title) for p in d.parties]
    bodies = {(m.start, m.end) for m in scene.mentions if m.type == "authority"}
    same = [p for p in parties if p.country == event.authority.country]
    return next(
        (p for p in same if (p.start, p.end) in bodies), same[0] if same else event.authority
    )


def _published(event: Event, document: Document) -> Dated | None:
    """What is told as new and without a day is of the article's own day."""
    vague = any(draft.vague for draft in event.drafts)
    if event.recalled or vague or not document.published or not _firm(event.modality):
        return None
    return Dated(document.published, "day", document.published)
