"""An act as sentences: whom it hit, with whom, on what grounds, who came first."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from designata.brief import cite
from designata.brief.facts import Act, Facts, Target
from designata.brief.told import Cited
from designata.data import words

if TYPE_CHECKING:
    from designata.brief.write import Text

NAMED = 8
"""So many names stand in a sentence; the rest are counted."""

ALONE = 2
"""So many targets are named at once, without being counted first."""

GROUPS = 4
"""Targets are counted by kind and country up to so many groups, then by kind alone."""

_REASONS = 4
_PRIORS = 5
_PROGRAMS = 3
_CITED = 16
COUNT = "count of targets by kind and country"


def lead(text: "Text", act: Act, day: dt.date) -> None:
    """Who did what to whom, when, and who says so."""
    values = told(text, act)
    count = [counted(act, day)] if len(act.targets) > ALONE else []
    text.say(
        key("act", act),
        [*count, *claims(act)],
        table=len(act.targets) > NAMED,
        **values,
    )


def key(stem: str, act: Act) -> str:
    """The template for how an act is told: how firmly, and how its day is known."""
    if act.authority.casefold() in words("brief", "lists_only"):
        return f"{stem}_named"
    if act.modality != "asserted":
        return f"{stem}_{act.modality}"
    return f"{stem}_seen" if act.basis == "seen" else stem


def told(text: "Text", act: Act) -> dict[str, object]:
    """The values of an act's template."""
    named_only = act.authority.casefold() in words("brief", "lists_only")
    return {
        "actor": text.tongue.actor(None if named_only else act.country, act.authority),
        "whom": whom(text, act.targets),
        "date": act.date,
        "speakers": text.tongue.joined(act.speakers),
        "n": len(act.targets),
    }


def whom(text: "Text", targets: Sequence[Target]) -> str:
    """Whom it hit: by name where they are few, else by number, kind and country."""
    if len(targets) <= ALONE:
        return text.tongue.joined([text.tongue.single(target.who) for target in targets])
    return text.tongue.whom(groups(targets))


def groups(targets: Sequence[Target]) -> list[tuple[int, str, str | None]]:
    """Targets by number, kind and country."""
    counts = Counter((target.who.kind, target.who.country) for target in targets)
    if len(counts) <= GROUPS:
        return [(n, kind, country) for (kind, country), n in counts.most_common()]
    kinds = Counter(target.who.kind for target in targets)
    return [(n, kind, None) for kind, n in kinds.most_common()]


def counted(act: Act, day: dt.date) -> Cited:
    """The number of targets, as a claim of ours."""
    parts = "; ".join(
        f"{n} {kind} {country or ''}".strip() for n, kind, country in groups(act.targets)
    )
    dates = act.cites("listingDate", "startDate", "seen")[:_CITED]
    return cite.counted(f"{len(act.targets)} targets: {parts}", rule=COUNT, of=dates, day=day)


def claims(act: Act) -> list[Cited]:
    """What the first sentence on an act rests on."""
    found = []
    for target in act.targets[:NAMED]:
        dated = target.listing.cites("listingDate") or target.listing.cites("startDate", "seen")
        found += target.listing.cites("authority", "country") + dated
        found += target.who.cites("name", "name.kor", "imoNumber", "position", "home")
    return found


def details(text: "Text", act: Act, facts: Facts) -> None:
    """All else that is known of an act."""
    _names(text, act)
    _with(text, act, facts.day)
    _grounds(text, act)
    _before(text, act)
    _alone(text, act)


def _names(text: "Text", act: Act) -> None:
    if len(act.targets) <= ALONE:
        return
    by_kind: dict[str, list[Target]] = {}
    for target in act.targets:
        by_kind.setdefault(target.who.kind, []).append(target)
    for kind, members in by_kind.items():
        shown = members[:NAMED]
        names = [text.tongue.full(target.who) for target in shown]
        noun = text.tongue.words.nouns[kind]
        cites = [
            one
            for target in shown
            for one in target.who.cites("name", "name.kor", "imoNumber", "position")
        ]
        more = len(members) - len(shown)
        if more:
            rest = f"{len(members)} {kind}, of whom {len(shown)} are named: {more} more"
            cites.append(cite.counted(rest, rule=COUNT, of=cites, day=facts_day(act)))
        text.say(
            "names",
            cites,
            table=bool(more),
            noun=noun[min(len(members) - 1, 1)] if text.tongue.code != "ko" else noun[0],
            names=text.tongue.joined(names, more),
            n=len(members),
        )


def facts_day(act: Act) -> dt.date:
    """The first day that an act's date can mean."""
    from designata.model.when import from_edtf

    return from_edtf(act.date or "").earliest


def _with(text: "Text", act: Act, day: dt.date) -> None:
    """When it took effect, under which programmes, together with whom."""
    if act.effective:
        text.say("effective", act.cites("startDate")[:_CITED], date=act.effective)
    partner = act.partner
    if partner and partner.date and act.date:
        days = (facts_day(act) - facts_day(partner)).days
        name = text.tongue.actor(partner.country, partner.authority)
        cites = [*act.cites("jointWith")[:NAMED], *partner.cites("jointWith", "authority")[:NAMED]]
        cites += partner.cites("country", "listingDate", "startDate", "seen")[:NAMED]
        if days:
            lag = f"from {partner.date} to {act.date}: {days} days"
            cites.append(cite.counted(lag, rule="days between two stated dates", of=cites, day=day))
            lag_told = text.tongue.lag(days)
            text.say("partner", cites, partner=name, lag=lag_told, date=partner.date)
        else:
            text.say("partner_same", cites, partner=name)
    elif act.joint:
        partners = text.tongue.joined([text.tongue.office(name) for name in act.joint])
        text.say("joint", act.cites("jointWith")[:_CITED], partners=partners)
    if act.programs:
        shown = act.programs[:_PROGRAMS]
        cites = act.cites("authority")[:1] + _first(act.cites("program"), shown)
        more = len(act.programs) - len(shown)
        if more:
            rest = f"{len(act.programs)} programmes: {more} more"
            cites.append(cite.counted(rest, rule="count of programmes", of=cites, day=day))
        programs = [text.phrase("program", program=name) for name in shown]
        text.say(
            "authority",
            cites,
            office=text.tongue.office(act.authority),
            programs=text.tongue.joined(programs),
            more=more,
        )


def _first(cited: Iterable[Cited], values: Iterable[str]) -> list[Cited]:
    """A claim for each of some values."""
    wanted = dict.fromkeys(values)
    found: dict[str, Cited] = {}
    for one in cited:
        if one.value in wanted:
            found.setdefault(one.value, one)
    return list(found.values())


def _grounds(text: "Text", act: Act) -> None:
    """On what grounds, those that share one together."""
    by_reason: dict[str, list[Target]] = {}
    for target in act.targets:
        for reason in target.listing.reasons[:1]:
            by_reason.setdefault(reason, []).append(target)
    shared = sorted(by_reason.items(), key=lambda item: -len(item[1]))
    for reason, members in shared[:_REASONS]:
        shown = members[:NAMED]
        cites = [one for target in shown for one in target.listing.cites("reason")]
        speakers = [s for s in dict.fromkeys(one.speaker for one in cites) if s]
        speakers = [name for name in speakers if name != act.authority]
        cites += [one for target in shown for one in target.who.cites("name", "name.kor")]
        more = len(members) - len(shown)
        if more:
            cites.append(_rest(members, more, cites, act))
        text.say(
            "reason_said" if speakers else "reason",
            cites,
            names=text.tongue.joined([text.tongue.called(t.who) for t in shown], more),
            text=text.tongue.quote(reason),
            speakers=text.tongue.joined(speakers),
        )


def _rest(members: Sequence[Target], more: int, of: Sequence[Cited], act: Act) -> Cited:
    told_of = f"{len(members)} targets: {more} more"
    return cite.counted(told_of, rule="count of targets", of=of, day=facts_day(act))


def _before(text: "Text", act: Act) -> None:
    """Who had listed them, the longest ago first; those of one day together."""
    groups: dict[tuple[str, str | None, str | None, int | None], list[Target]] = {}
    for target in act.targets:
        for prior in target.earlier:
            at = prior.authority, prior.date, prior.by, prior.days
            groups.setdefault(at, []).append(target)
    ranked = sorted(
        groups.items(), key=lambda item: (-len(item[1]), item[0][1] or item[0][2] or "")
    )
    for (authority, date, by, days), members in sorted(
        ranked[:_PRIORS], key=lambda item: item[0][1] or item[0][2] or ""
    ):
        shown = members[:NAMED]
        priors = [p for t in shown for p in t.earlier if (p.authority, p.date) == (authority, date)]
        cites = [one for prior in priors for one in prior.cited]
        cites += [one for target in shown for one in target.who.cites("name", "name.kor")]
        more = len(members) - len(shown)
        if more:
            cites.append(_rest(members, more, cites, act))
        sure = all(
            one.modality == "asserted" for one in cites if one.property == "Sanction.authority"
        )
        stem = "earlier" if sure else "earlier_possible"
        text.say(
            "earlier_by" if date is None else stem if days is not None else "earlier_unsure",
            cites,
            actor=text.tongue.actor(priors[0].country, authority),
            names=text.tongue.joined([text.tongue.called(t.who) for t in shown], more),
            lag=text.tongue.lag(days) if days is not None else "",
            date=date or by,
        )


def _alone(text: "Text", act: Act) -> None:
    """Those that no other list here has, where others are on several."""
    members = [target for target in act.targets if target.alone]
    if not members:
        return
    shown = members[:NAMED]
    cites = [one for target in shown if (one := target.alone)]
    cites += [one for target in shown for one in target.who.cites("name", "name.kor")]
    more = len(members) - len(shown)
    if more:
        cites.append(_rest(members, more, cites, act))
    names = text.tongue.joined([text.tongue.called(target.who) for target in shown], more)
    text.say("alone", cites, names=names)
