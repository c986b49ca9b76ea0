"""Names the targets that an article leaves unnamed, from what the lists say of that day.

The announcement (one authority, one day) that best explains all targets of an event together is
chosen first, and then who of it is meant. Where the lists do not decide, that is said, with the
reason. Nothing is guessed of what has not happened, or where no authority or day is told.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

import msgspec

from designata.model.claim import Modality
from designata.names.compare import compare
from designata.names.parts import Name, parse
from designata.news.document import Document
from designata.news.findings import Dated, Designation, Mention
from designata.news.link import announcements, fit
from designata.news.link.announcements import Member, Window
from designata.news.link.regroup import regrouped
from designata.news.link.trial import Event, Listed, Trial, unnamed, whose
from designata.store.claims import Store

_INITIAL = 3
"""Letters of a word that says too little of whom a name means, at most."""
_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2200, 1, 1)
"""Other days are no designation's."""

_Held = Callable[[str], tuple[int, int]]
"""How many designations of a country the store holds, and how many of them with a day."""


def name_unnamed(
    designations: Sequence[Designation],
    mentions: Sequence[Mention],
    store: Store,
    document: Document,
) -> list[Designation]:
    """The designations, their unnamed targets with candidates or with why there are none.

    Args:
        designations: as they were found.
        mentions: linked.
        store: whose lists are asked, once for all events.
        document: the article; its own day stands in where an event's is not told.
    """
    by_id = {mention.id: mention for mention in mentions}
    designations = [regrouped(designation, by_id) for designation in designations]
    asked = [_event(designation, document) for designation in designations]
    windows = {n: _window(event) for n, event in enumerate(asked) if isinstance(event, Event)}
    found = announcements.members(store, list(windows.values()))
    near = dict(zip(windows, found, strict=True))
    held: _Held = cache(partial(announcements.dated, store))
    answers = []
    for number, (designation, event) in enumerate(zip(designations, asked, strict=True)):
        if isinstance(event, Event):
            answers.append(_named(event, near[number], by_id, held))
        else:
            answers.append(_undecided(designation, event))
    return answers


def _event(designation: Designation, document: Document) -> Event | str:
    """What can be asked, or why it cannot; empty where nobody is unnamed."""
    if not any(map(unnamed, designation.targets)):
        return ""
    if designation.modality in {Modality.POSSIBLE, Modality.DENIED}:
        return "the article does not say that it has been done"
    if not designation.authority.country:
        return "the article does not tell whose authority acts"
    day = designation.date or designation.effective
    assumed = day is None and not designation.recalled
    if assumed and document.published:
        day = Dated(document.published, "day", "")
    span = fit.span(day) if day else None
    if day is None or span is None or not _FIRST <= span[0] <= span[1] < _LAST:
        return "the article does not tell when"
    return Event(designation=designation, day=day, assumed=assumed)


def _window(event: Event) -> Window:
    designation, days = event.designation, fit.weights().days
    first, last = fit.span(event.day) or (dt.date.min, dt.date.min)
    parties = [designation.authority, *designation.partners]
    return Window(
        countries=tuple(dict.fromkeys(party.country for party in parties if party.country)),
        first=(first - dt.timedelta(days=int(days["before"]))).isoformat(),
        last=(last + dt.timedelta(days=int(days["after"]))).isoformat(),
        ended=designation.action == "delisting",
    )


def _named(
    event: Event, members: list[Member], mentions: Mapping[str, Mention], held: _Held
) -> Designation:
    designation = event.designation
    if not members:
        return _undecided(designation, _nothing(event, held))
    told = _told(designation, mentions, members)
    designation = regrouped(designation, {name: meant for name, (meant, _) in told.items()})
    event = msgspec.structs.replace(event, designation=designation)
    if not any(map(unnamed, designation.targets)):
        return designation
    listed = Listed(
        members=members,
        named={name: entity for name, (_, entity) in told.items()},
        rarity=fit.rarity(members),
    )
    tried = [
        Trial(event, listed, country=country, day=day, program=program)
        for country, day, program in listed.announcements()
    ]
    tried.sort(key=lambda trial: (-trial.score, trial.day, trial.country))
    best, chosen = tried[0], tried[0].chosen()
    if not best.fits:
        why = f"the designations by {whose(best.country)} near {event.day.value} hold nobody such"
        return _undecided(designation, why)
    near = best.score - fit.weights().announcement["tie"]
    rivals = [
        trial
        for trial in tried[1:]
        if trial.score > near and trial.enough >= best.enough and trial.chosen() != chosen
    ]
    days = sorted({trial.day for trial in (best, *rivals)})
    equal = f"announcements of {' and '.join(days)} fit equally well" if rivals else None
    return msgspec.structs.replace(designation, targets=best.targets(equal or best.doubt(tried)))


def _undecided(designation: Designation, why: str) -> Designation:
    targets = [
        msgspec.structs.replace(target, undecided=why) if unnamed(target) else target
        for target in designation.targets
    ]
    return msgspec.structs.replace(designation, targets=targets)


def _nothing(event: Event, held: _Held) -> str:
    """Why nothing was found: no list, a list without days, or nothing on these days."""
    country = event.designation.authority.country or ""
    entries, with_day = held(country)
    if not entries:
        return f"the store holds no list of designations by {whose(country)}"
    if not with_day:
        return f"the list of {whose(country)} does not say when its entries were listed"
    act = "delisting" if event.designation.action == "delisting" else "designation"
    partly = ", and many of its entries state no day" if with_day * 2 < entries else ""
    return f"the store holds no {act} by {whose(country)} near {event.day.value}{partly}"


def _told(
    designation: Designation, mentions: Mapping[str, Mention], members: Sequence[Member]
) -> dict[str, tuple[Mention, str]]:
    """The names that are targets of this event and of a member, linked or by name, with the member.

    Their type becomes the member's: that is what the authority's own list takes them for.
    """
    found = {}
    for i in dict.fromkeys(i for target in designation.targets for i in target.mentions):
        mention = mentions.get(i)
        member = _whom(mention, members) if mention else None
        if mention and member:
            kind = fit.type_of(member) or mention.type
            meant = msgspec.structs.replace(mention, type=kind, entity=member.entity)
            found[i] = meant, member.entity
    return found


def _whom(mention: Mention, members: Sequence[Member]) -> Member | None:
    """The one member that a name means: by its link, by the very words, by all of them in both.

    Or by all of its own, as "Alfa" means "JSC Alfa Shipyard" among those of a day.
    """
    text = parse(mention.text)
    rules: tuple[Callable[[Member], bool], ...] = (
        lambda member: mention.entity in member.records,
        lambda member: any(parse(name).words == text.words for name in member.names),
        lambda member: any(_same(text, parse(name)) for name in member.names),
        lambda member: any(_within(text, parse(name)) for name in member.names),
    )
    for rule in rules:
        if meant := [member for member in members if rule(member)]:
            return meant[0] if len(meant) == 1 else None
    return None


def _within(short: Name, whole: Name) -> bool:
    met = compare(short, whole)
    return any(len(it.left) > _INITIAL for it in met.met) and not met.left and bool(met.right)


def _same(one: Name, other: Name) -> bool:
    met = compare(one, other)
    return bool(met.met) and not met.left and not met.right
