"""The day's changes: what is newest in full, the rest in lines, the whole in numbers."""

from collections import Counter
from typing import Any

from designata.brief import cite
from designata.brief.facts import Act, Facts
from designata.brief.prose import acts, others
from designata.brief.prose.text import Text
from designata.brief.told import Cited

FULL = 4
"""So many acts are told in full."""

LINES = 10
"""So many more in a line each."""

MUCH = 25
"""From so many targets on, they are told in numbers too."""

HEADLINE = 3
"""A headline counts so many groups; else targets."""

FRESH = 7
"""Days for which a list is fresh: most publishers change theirs weekly or more often."""

_TOP = 5
COUNT = "count of designations"


def tell(text: Text, facts: Facts) -> None:
    """Writes the brief."""
    _age(text, facts)
    if facts.changed:
        announced(text, facts)
    else:
        _nothing(text, facts)
    if not facts.acts and facts.changed:
        text.call("changes")
    others.lists(text, facts)
    others.claims(text, facts)
    others.ties(text, facts)
    _limits(text, facts)


def announced(text: Text, facts: Facts) -> None:
    """The acts."""
    if not facts.acts:
        return
    first = facts.acts[0]
    many = sum(len(act.targets) for act in facts.acts) > MUCH
    if len(facts.acts) == 1:
        text.call(acts.key("act", first), **_headline(text, first))
        acts.lead(text, first, facts.day)
        if many:
            _numbers(text, facts)
        acts.details(text, first, facts)
        return
    acts.lead(text, first, facts.day)
    _many(text, facts)
    if many:
        _numbers(text, facts)
    for at, act in enumerate(facts.acts[:FULL]):
        before = facts.acts[at - 1] if at else None
        if before is None or (before.authority, before.date) != (act.authority, act.date):
            text.head("act", actor=text.tongue.actor(act.country, act.authority), date=act.date)
        if act is not first:
            acts.lead(text, act, facts.day)
        acts.details(text, act, facts)
    _lines(text, facts, facts.acts[FULL:])


def _lines(text: Text, facts: Facts, rest: list[Act]) -> None:
    """The acts that are not told in full."""
    if not rest:
        return
    text.head("others")
    for act in rest[:LINES]:
        acts.lead(text, act, facts.day)
        acts.joint(text, act, facts.day)
    if len(rest) > LINES:
        n = len(rest) - LINES
        told = f"{len(facts.acts)} announcements: {n} more"
        count = cite.counted(told, rule=COUNT, of=_dates(rest[LINES:]), day=facts.day)
        text.say("more_acts", [count], table=True, n=n)


def _many(text: Text, facts: Facts) -> None:
    """How much there is, what is firmly said and what is not apart."""
    firm = [act for act in facts.acts if act.modality == "asserted"]
    soft = [act for act in facts.acts if act.modality != "asserted"]
    for some in (firm, soft):
        if not some:
            continue
        names = {act.authority for act in some}
        every = [target.who.entity for act in some for target in act.targets]
        targets = len(every) if len(names) > 1 else len(set(every))
        told = f"{len(names)} authorities, {targets} designations, {len(some)} announcements"
        if facts.since:
            told += f", from {facts.since} on"
        count = cite.counted(told, rule=COUNT, of=_dates(some), day=facts.day)
        key = "many_soft" if some is soft else "many_one" if len(names) == 1 else "many"
        values: dict[str, Any] = {
            "authorities": len(names),
            "targets": targets,
            "n": targets,
            "acts": len(some),
            "actor": text.tongue.actor(some[0].country, some[0].authority),
            "taker": text.tongue.land(facts.pair[1]) if facts.pair else "",
        }
        if key != "many_soft":
            text.call(key, **values)
        cites = [count, *some[0].cites("authority", "country", most=2)]
        text.say(key, cites, table=True, since=_iso(facts), **values)
    if not firm:
        text.call(acts.key("act", soft[0]), **_headline(text, soft[0]))


def _headline(text: Text, act: Act) -> dict[str, Any]:
    """The values of an act's template, short enough for a headline."""
    values = acts.told(text, act)
    if len(acts.groups(act.targets)) > HEADLINE:
        values["whom"] = text.tongue.whom([(len(act.targets), "target", None)])
    return values


def _iso(facts: Facts) -> str | None:
    return facts.since.isoformat() if facts.since else None


def _dates(told: list[Act]) -> list[Cited]:
    """A date of each act."""
    return [c for act in told for c in act.cites("listingDate", "startDate", "seen", most=1)]


def _numbers(text: Text, facts: Facts) -> None:
    """By authority, kind, country and programme."""
    text.head("numbers")
    targets = [(act, target) for act in facts.acts for target in act.targets]
    dates = _dates(facts.acts)

    def count(tally: Counter[str], what: str) -> Cited:
        told = f"{what}: " + ", ".join(f"{name} {n}" for name, n in tally.most_common(_TOP))
        return cite.counted(told, rule=COUNT, of=dates, day=facts.day)

    by_authority = Counter(act.authority for act, _ in targets)
    if len(by_authority) > 1:
        authority, n = by_authority.most_common(1)[0]
        act = next(act for act in facts.acts if act.authority == authority)
        actor = text.tongue.actor(act.country, authority)
        cites = [count(by_authority, "by authority"), *act.cites("authority", "country", most=2)]
        text.say("most", cites, n=n, actor=actor)
    people = {target.who.entity: target.who for _, target in targets}.values()
    kinds = Counter(who.kind for who in people)
    told = text.tongue.joined([text.tongue.many(n, kind) for kind, n in kinds.most_common()])
    text.say("kinds", [count(kinds, "by kind")], kinds=told)
    programs = Counter(p for _, target in targets for p in target.listing.programs[:1])
    if programs:
        told = _top(text, programs.most_common(_TOP))
        text.say("programs", [count(programs, "by programme")], programs=told)
    countries = Counter(who.country for who in people if who.country)
    if len(countries) > 1:
        named = [(text.tongue.land(code), n) for code, n in countries.most_common(_TOP)]
        text.say("countries", [count(countries, "by country")], countries=_top(text, named))


def _top(text: Text, counts: list[tuple[str, int]]) -> str:
    return text.tongue.joined([text.phrase("counted", name=name, n=n) for name, n in counts])


def _nothing(text: Text, facts: Facts) -> None:
    if facts.asked:
        text.call("nothing")
        text.say("nothing_since", _with_day(facts), since=_iso(facts))
    elif facts.compared:
        text.call("nothing")
        text.say("nothing", [one.cited for one in facts.compared], lists=len(facts.compared))
    else:
        text.call("nothing_compared")
        text.say("nothing_compared", facts.listed)
    if facts.newest:
        values = acts.told(text, facts.newest)
        cites = [acts.counted(facts.newest, facts.day), *acts.claims(facts.newest)]
        text.say("newest", cites, **values)


def _with_day(facts: Facts) -> list[Cited]:
    told = f"no designation from {facts.since} on among {len(facts.listed)} lists"
    return [cite.counted(told, rule=COUNT, of=facts.listed, day=facts.day), *facts.listed]


def _age(text: Text, facts: Facts) -> None:
    """Says before all else that no list held is fresh, so that nobody takes this for today's."""
    if facts.latest:
        cited, known = facts.latest
        if (days := (facts.day - known).days) > FRESH:
            told = f"newest edition held: {known}, {days} days before {facts.day}"
            count = cite.counted(told, rule="age of the newest edition", of=[cited], day=facts.day)
            text.say("stale", [count, cited], date=known.isoformat())


def _limits(text: Text, facts: Facts) -> None:
    """What was compared with what, and of which lists nothing earlier is held."""
    if not facts.compared:
        return
    text.head("limits")
    told = [one for one in facts.compared if one.before != one.after]
    if told:
        text.say(
            "compared",
            [one.cited for one in told],
            since=_iso(facts) if facts.asked else None,
            editions="; ".join(
                text.phrase(
                    "edition",
                    office=others.list_of(text, one.publisher),
                    after=one.after,
                    before=one.before,
                )
                for one in told
            ),
        )
    if not facts.uncompared:
        return
    names = text.tongue.joined([others.whose(text, code) for code in facts.uncompared])
    cites = [one for one in facts.listed if one.publisher in facts.uncompared]
    text.say("uncompared", cites or facts.listed, names=names)
