"""Designation events of an English article: one entry an event, however often it is returned to.

What single sentences tell (``drafts``) is joined where authority, action and date agree; targets
are added up by kind and country (``tally``). A designation that is older than what the article is
about is ``recalled``; one that is only planned is possible. Who is not said to be designated is no
target, be it an owner, a place or another government.
"""

import re
from typing import TYPE_CHECKING

from designata.model.claim import Modality
from designata.news.document import Document
from designata.news.extract import carried
from designata.news.extract.afterwards import completed
from designata.news.extract.background import anchor, is_recalled, spoken
from designata.news.extract.basis import basis
from designata.news.extract.draft import Draft
from designata.news.extract.drafts import drafts
from designata.news.extract.event import Event, agree, firm
from designata.news.extract.issuers import home, issuer, main_authority
from designata.news.extract.scene import Scene
from designata.news.extract.tally import overlaps, tally
from designata.news.extract.told import told_of
from designata.news.findings import Dated, Designation, Mention, Party

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LISTING = re.compile(r"\b(?:listing|designation|addition)s?\b")
_OPENING = 4
"""Blocks among which an event counts even where no one is named or counted."""


def designations(document: Document, doc: "Doc", mentions: list[Mention]) -> list[Designation]:
    """The designations and delistings that an article tells, in the order in which they come up.

    Args:
        document: the article.
        doc: its parse.
        mentions: of ``designata.news.mentions``; their ids are what targets name.
    """
    scene = Scene(document, doc, mentions)
    read = drafts(scene)
    since = anchor(document, read)
    events: list[Event] = []
    main = (
        main_authority(scene)
        or next((d.parties[0] for d in read if d.parties), None)
        or issuer(scene.text)
    )
    if main is not None and main.country is None:
        main = Party(main.name, home(scene), main.start, main.end)
    for draft in read:
        _place(scene, draft, events, main, since)
    completed(scene, events)
    shown = [event for event in events if _says_something(scene, event, events)]
    return [_designation(scene, event, events, document) for event in shown]


def _place(
    scene: Scene, draft: Draft, events: list[Event], main: Party | None, since: str | None
) -> None:
    """Into the event that it speaks of, or a new one."""
    recalled = is_recalled(draft, main, since)
    if draft.modality == Modality.POSSIBLE:
        draft.date = None
    if draft.echo and not _does_the_same(scene, draft, events):
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
        draft.parties[0]
        if draft.parties
        else _understood(scene, events, draft, main, recalled=recalled)
    )
    if party is None:
        return
    if party.country is None and (own := main or next((e.authority for e in events), None)):
        party = Party(party.name, own.country, party.start, party.end)
    for event in events:
        if _same(scene, event, draft, party, recalled=recalled):
            _join(event, draft)
            return
    events.append(_new(draft, party, recalled=recalled))


def _place_of(draft: Draft) -> int:
    return draft.at


def _does_the_same(scene: Scene, draft: Draft, events: list[Event]) -> bool:
    """Gives an echo the action and the targets of what was told last, or of a listing."""
    told = [(d.at, d, event) for event in events for d in event.drafts if d.items]
    if _LISTING.search(scene.text, *draft.span):
        told = [row for row in told if row[1].action == "designation"]
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
    scene: Scene, events: list[Event], draft: Draft, main: Party | None, *, recalled: bool
) -> Party | None:
    """Who acts where the words leave it open: as told last in the paragraph, else mainly."""
    if draft.modality == Modality.POSSIBLE and not draft.goes_on:
        return None
    if recalled:
        return main if draft.date else None
    new = [event for event in events if not event.recalled]
    block = scene.block(draft.at)
    here = [e for e in new if any(block.start <= d.at < block.end for d in e.drafts)]
    return next((event.authority for event in (*reversed(here), *new)), main)


def _latest(events: list[Event], draft: Draft, *, recalled: bool) -> Event | None:
    """The event that a telling without targets goes on about."""
    for event in reversed(events):
        wanted = draft.parties[0].country if draft.parties else event.authority.country
        if (
            event.drafts[0].action == draft.action
            and event.recalled == recalled
            and firm(event.modality) == firm(draft.modality)
            and wanted in event.countries
            and (wanted == event.authority.country or draft.date is None)
            and (event.date is None or draft.date is None or agree(event.date, draft.date))
        ):
            return event
    return None


def _same(  # noqa: PLR0911  - one return a difference
    scene: Scene, event: Event, draft: Draft, party: Party, *, recalled: bool
) -> bool:
    if event.drafts[0].action != draft.action or event.recalled != recalled or draft.apart:
        return False
    if firm(event.modality) != firm(draft.modality):
        return False
    if party.country is not None and party.country not in event.countries:
        return False
    own = party.country == event.authority.country
    if not own and draft.date and not (event.date and agree(event.date, draft.date)):
        return False
    if event.date and draft.date and not agree(event.date, draft.date):
        return False
    if recalled and not (event.date and draft.date):
        return overlaps(scene, [d.items for d in event.drafts], draft.items)
    return True


def _join(event: Event, draft: Draft) -> None:
    if draft.items and not draft.echo:
        for one in event.drafts:
            if one.echo:
                one.items = []  # whom it meets is told now
    event.drafts.append(draft)
    if draft.date and (event.date is None or len(draft.date.value) > len(event.date.value)):
        event.date = draft.date
    event.effective = event.effective or draft.effective


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
    met = frozenset(
        scene.root(item.mention).text.casefold()
        for other in events
        if other is not event and not other.recalled
        for draft in other.drafts
        for item in draft.items
        if item.mention
    )
    below = None if event.recalled else met
    reasons, targets = tally(scene, [d.items for d in event.drafts], told, below=below)
    counted = {
        scene.bounds_at(item.start)
        for draft in event.drafts
        for item in draft.items
        if item.group and not draft.span[0] <= item.start < draft.span[1]
    }
    told_in = {draft.span for draft in event.drafts} | {(s.start, s.end) for s, _ in told.sentences}
    spans = sorted(told_in | {(a, b) for a, b in counted if not _within(a, told_in)})
    joint: dict[str | None, Party] = {}
    for draft in event.drafts:
        for party in draft.joint:
            if party.country != named.country:
                joint.setdefault(party.country, party)
    return Designation(
        authority=named,
        partners=list(joint.values()),
        date=event.date or _published(scene, event, document),
        effective=event.effective,
        action=event.drafts[0].action,
        recalled=event.recalled,
        targets=targets,
        reasons=reasons,
        legal_basis=basis(scene, event, events),
        modality=event.modality,
        spans=spans,
    )


def _within(place: int, spans: set[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _best_name(scene: Scene, event: Event) -> Party:
    """A body rather than a capital: "South Korea's foreign ministry" before "Seoul"."""
    parties = [p for d in sorted(event.drafts, key=lambda d: d.title) for p in d.parties]
    bodies = {(m.start, m.end) for m in scene.mentions if m.type == "authority"}
    same = [p for p in parties if p.country == event.authority.country]
    return next(
        (p for p in same if (p.start, p.end) in bodies), same[0] if same else event.authority
    )


def _published(scene: Scene, event: Event, document: Document) -> Dated | None:
    """What is new and told without a day is of the day its authority spoke, or of the article's."""
    vague = any(draft.vague for draft in event.drafts)
    if event.recalled or vague or not document.published or not firm(event.modality):
        return None
    return spoken(scene, event.countries) or Dated(document.published, "day", document.published)
