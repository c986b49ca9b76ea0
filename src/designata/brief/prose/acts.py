"""An act as sentences: whom it hit, with whom, on what grounds, who came first."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any

from designata.brief import cite
from designata.brief.acts import LAG, first_day
from designata.brief.facts import Act, Facts, Target
from designata.brief.prose.text import Text
from designata.brief.told import Cited
from designata.data import words

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
ALL_LISTS = "no designation by another authority among the lists held"
COUNT = "count of targets by kind and country"


def lead(text: Text, act: Act, day: dt.date, *, who: str | None = None) -> None:
    """Who did what to whom, when, and who says so.

    Args:
        text: what is written.
        act: the act.
        day: the brief's.
        who: what to call the one whom it hit, where that is known already.
    """
    values = told(text, act)
    if who:
        values["whom"] = who
    count = [counted(act, day)] if len(act.targets) > ALONE else []
    text.say(
        key("act", act),
        [*count, *claims(act)],
        table=len(act.targets) > NAMED,
        opens=True,
        **values,
    )


def key(stem: str, act: Act) -> str:
    """The template for how an act is told: how firmly, and how its day is known."""
    if lists_only(act.authority):
        return f"{stem}_named"
    if act.modality != "asserted":
        return f"{stem}_{act.modality}"
    return f"{stem}_seen" if act.basis == "seen" else stem


def lists_only(authority: str) -> bool:
    """Whether an authority names somebody without a sanction.

    >>> lists_only("Global Affairs Canada")
    False
    """
    return authority.casefold() in words("brief", "lists_only")


def told(text: Text, act: Act) -> dict[str, Any]:
    """The values of an act's template."""
    country = None if lists_only(act.authority) else act.country
    return {
        "actor": text.tongue.actor(country, act.authority),
        "whom": whom(text, act.targets),
        "date": act.date,
        "speakers": text.tongue.joined(act.speakers),
        "n": len(act.targets),
    }


def whom(text: Text, targets: Sequence[Target]) -> str:
    """Whom it hit: by name where they are few, else by number, kind and country."""
    if len(targets) <= ALONE:
        return text.tongue.named([target.who for target in targets])
    return text.tongue.whom(groups(targets))


def groups(targets: Sequence[Target]) -> list[tuple[int, str, str | None]]:
    """Targets by number, kind and country."""
    counts = Counter((target.who.kind, target.who.country) for target in targets)
    if len(counts) <= GROUPS:
        return [(n, kind, country) for (kind, country), n in counts.most_common()]
    kinds = Counter(target.who.kind for target in targets)
    return [(n, kind, None) for kind, n in kinds.most_common()]


def counted(act: Act, day: dt.date) -> Cited:
    """The number of targets, by kind and country and by kind alone, as a claim of ours."""
    kinds = Counter(target.who.kind for target in act.targets)
    parts = [f"{n} {kind} {country or ''}".strip() for n, kind, country in groups(act.targets)]
    whole = ", ".join(f"{n} {kind}" for kind, n in kinds.items())
    dates = act.cites("listingDate", "startDate", "seen", most=_CITED)
    text = f"{len(act.targets)} targets: {'; '.join(parts)}; in all {whole}"
    return cite.counted(text, rule=COUNT, of=dates, day=day)


def claims(act: Act) -> list[Cited]:
    """What the first sentence on an act rests on."""
    found = []
    for target in act.targets[:NAMED]:
        dated = target.listing.cites("listingDate") or target.listing.cites("startDate", "seen")
        found += target.listing.cites("authority", "country") + dated
        found += target.who.cites("name", "name.kor", "imoNumber", "position", "home")
    return found


def details(text: Text, act: Act, facts: Facts) -> None:
    """All else that is known of an act."""
    _names(text, act)
    joint(text, act, facts.day)
    _grounds(text, act)
    if facts.scope != "entity":
        _before(text, act)
        _alone(text, act, facts)
    _programs(text, act, facts.day)
    _effective(text, act)


def _names(text: Text, act: Act) -> None:
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
            cites.append(cite.counted(rest, rule=COUNT, of=cites, day=first_day(act.date or "")))
        text.say(
            "names",
            cites,
            table=bool(more),
            noun=noun[min(len(members) - 1, 1)] if text.tongue.code != "ko" else noun[0],
            names=text.tongue.joined(names, more),
            n=len(members),
        )


def _effective(text: Text, act: Act) -> None:
    if act.effective:
        text.say("effective", act.cites("startDate", most=_CITED), date=act.effective)


def joint(text: Text, act: Act, day: dt.date) -> None:
    """Together with whom, and when the other side was made known."""
    partner = act.partner
    if partner and partner.date and act.date:
        days = (first_day(act.date) - first_day(partner.date)).days
        name = text.tongue.actor(partner.country, partner.authority)
        cites = act.cites("jointWith", most=NAMED)
        cites += partner.cites("jointWith", "authority", most=NAMED)
        cites += partner.cites("country", "listingDate", "startDate", "seen", most=NAMED)
        if not days:
            text.say("partner_same", cites, partner=name)
            return
        between = f"from {partner.date} to {act.date}: {days} days"
        cites.append(cite.counted(between, rule=LAG, of=cites, day=day))
        text.say("partner", cites, partner=name, lag=text.tongue.lag(days), date=partner.date)
    elif act.joint:
        partners = text.tongue.joined([text.tongue.office(name) for name in act.joint])
        text.say("joint", act.cites("jointWith", most=_CITED), partners=partners)


def _programs(text: Text, act: Act, day: dt.date) -> None:
    if not act.programs:
        return
    shown = act.programs[:_PROGRAMS]
    cites = act.cites("authority", most=1) + _first(act, shown)
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
        n=len(act.programs),
    )


def _first(act: Act, programs: Sequence[str]) -> list[Cited]:
    """A claim for each of some programmes."""
    found: list[Cited] = []
    for name in programs:
        listing = next(t.listing for t in act.targets if name in t.listing.programs)
        found += [one for one in listing.cites("program") if one.value == name]
    return found


def _grounds(text: Text, act: Act) -> None:
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
    return cite.counted(told_of, rule="count of targets", of=of, day=first_day(act.date or ""))


def _before(text: Text, act: Act) -> None:
    """Who had listed them: the first in full, those behind it by their days."""
    groups: dict[tuple[tuple[str, str | None, str | None], ...], list[Target]] = {}
    for target in act.targets:
        if target.earlier:
            told_by = tuple((p.authority, p.date, p.by) for p in target.earlier)
            groups.setdefault(told_by, []).append(target)
    ranked = sorted(groups.values(), key=len, reverse=True)
    for members in ranked[:_PRIORS]:
        dated = [at for at, prior in enumerate(members[0].earlier) if prior.date]
        undated = [at for at, prior in enumerate(members[0].earlier) if not prior.date]
        for at in dated[:1] + undated:
            _listed(text, act, members, at)
        if dated[1:]:
            cites = [c for t in members[:NAMED] for at in dated[1:] for c in _prior(t, at)]
            steps = [
                text.phrase(
                    "step" if p.listing.modality == "asserted" else "step_soft",
                    actor=text.tongue.actor(p.country, p.authority),
                    date=p.date,
                )
                for p in (members[0].earlier[at] for at in dated[1:])
            ]
            text.say("earlier_more", cites, steps=text.tongue.joined(steps))


def _prior(target: Target, at: int) -> list[Cited]:
    """What an earlier designation rests on, and by how much it was earlier."""
    prior, now = target.earlier[at], target.listing
    props = ("authority", "country", "listingDate", "startDate", "seen", "by")
    cites = prior.listing.cites(*props)
    if prior.days is not None and now.date:
        between = f"from {prior.date} to {now.date}: {prior.days} days"
        dates = [*cites, *now.cites("listingDate", "startDate", "seen")]
        cites.append(cite.counted(between, rule=LAG, of=dates, day=first_day(now.date)))
    return cites


def _listed(text: Text, act: Act, members: Sequence[Target], at: int) -> None:
    """That one authority had listed them before."""
    prior, shown = members[0].earlier[at], members[:NAMED]
    cites = [c for target in shown for c in _prior(target, at)]
    cites += [c for target in shown for c in target.who.cites("name", "name.kor")]
    more = len(members) - len(shown)
    if more:
        cites.append(_rest(members, more, cites, act))
    if prior.date is None:
        key = "earlier_by"
    elif prior.days is None:
        key = "earlier_unsure"
    else:
        sure = all(target.earlier[at].listing.modality == "asserted" for target in shown)
        key = "earlier" if sure else "earlier_possible"
    text.say(
        key,
        cites,
        actor=text.tongue.actor(prior.country, prior.authority),
        names=text.tongue.joined([text.tongue.called(t.who) for t in shown], more),
        lag=text.tongue.lag(prior.days) if prior.days is not None else "",
        date=prior.date or prior.by,
    )


def _alone(text: Text, act: Act, facts: Facts) -> None:
    """Those that no other list here has, where others are on several."""
    members = [target for target in act.targets if target.alone]
    if not members:
        return
    shown = members[:NAMED]
    cites = [c for target in shown for c in target.who.cites("name", "name.kor")]
    more = len(members) - len(shown)
    names = "; ".join(target.who.caption for target in shown)
    told_of = f"no other authority's list here has {names}" + (f" and {more} more" if more else "")
    absent = cite.counted(told_of, rule=ALL_LISTS, of=[*cites, *facts.listed], day=facts.day)
    called = text.tongue.joined([text.tongue.called(target.who) for target in shown], more)
    text.say("alone", [absent, *cites], names=called)
