"""One entity or ship: who designated it, in which order, on what grounds; what is said of it."""

from typing import TYPE_CHECKING, Any

from designata.brief import cite
from designata.brief.acts import LAG, first_day
from designata.brief.facts import Act, Facts
from designata.brief.prose import acts, others
from designata.brief.prose.text import Text
from designata.brief.told import Cited

if TYPE_CHECKING:
    from designata.brief.listings import Listing

COUNT = "count of authorities"


def tell(text: Text, facts: Facts) -> None:
    """Writes the brief."""
    who = facts.subject
    if who is None:
        raise ValueError("a brief about an entity has a subject")
    name = text.tongue.called(who)
    authorities = {act.authority for act in facts.acts if act.modality == "asserted"}
    authorities |= {one.authority for one in facts.undated if one.modality == "asserted"}
    authorities = {name for name in authorities if not acts.lists_only(name)}
    if not facts.acts and not facts.undated:
        since = facts.since.isoformat() if facts.since else None
        told = f"no designation of {who.caption}" + (f" from {since} on" if since else "")
        count = cite.counted(told, rule=COUNT, of=facts.listed, day=facts.day)
        text.call("entity_none", name=name)
        cites = [count, *who.cites("name", "name.kor", "imoNumber", "position"), *facts.listed]
        text.say("entity_none", cites, name=text.tongue.full(who), since=since)
    else:
        key = "entity" if authorities else "entity_soft"
        text.call(key, name=name, authorities=len(authorities))
        if authorities:
            _lead(text, facts, authorities)
        _soft(text, facts, authorities)
        for act in facts.acts:
            actor = text.tongue.actor(act.country, act.authority)
            text.head("act", actor=actor, date=act.date)
            acts.lead(text, act, facts.day, who=name)
            acts.details(text, act, facts)
        _undated(text, facts)
    others.claims(text, facts)
    others.ties(text, facts)


def _lead(text: Text, facts: Facts, authorities: set[str]) -> None:
    who = facts.subject
    if who is None:
        return
    cites = who.cites("name", "name.kor", "imoNumber", "position", "home")
    told = f"{len(authorities)} authorities: {'; '.join(sorted(authorities))}"
    firm = [act for act in facts.acts if act.authority in authorities]
    firm = [act for act in firm if act.modality == "asserted"]
    dates = [c for act in firm for c in _dated(act)]
    count = cite.counted(told, rule=COUNT, of=dates, day=facts.day)
    name = text.tongue.full(who)
    values: dict[str, Any] = {"name": name, "authorities": len(authorities)}
    if not firm:
        undated = [c for one in facts.undated for c in one.cites("authority")]
        text.say("entity_undated", [count, *cites, *undated], **values)
        return
    last, first = firm[0], firm[-1]
    values |= {
        "first": text.tongue.actor(first.country, first.authority),
        "first_date": first.date,
        "last": text.tongue.actor(last.country, last.authority),
        "last_date": last.date,
    }
    key = "entity_one" if len(authorities) == 1 else "entity"
    text.say(key, [count, *cites, *_dated(first), *_dated(last)], **values)
    if len(firm) > 1:
        days = (first_day(last.date or "") - first_day(first.date or "")).days
        between = f"from {first.date} to {last.date}: {days} days"
        lag = cite.counted(between, rule=LAG, of=[*_dated(first), *_dated(last)], day=facts.day)
        text.say("entity_lag", [lag, *_dated(first), *_dated(last)], lag=text.tongue.span(days))


def _soft(text: Text, facts: Facts, firm: set[str]) -> None:
    """Authorities that are only reported, or held possible, to have designated it."""
    who = facts.subject
    told = [target.listing for act in facts.acts for target in act.targets] + facts.undated
    by_hedge: dict[str, dict[str, Listing]] = {}
    for listing in told:
        if listing.modality != "asserted" and listing.authority not in firm:
            by_hedge.setdefault(listing.modality, {}).setdefault(listing.authority, listing)
    for hedge, listings in by_hedge.items():
        some = list(listings.values())
        actors = [text.tongue.actor(one.country, one.authority) for one in some]
        text.say(
            f"entity_{hedge}",
            [c for one in some for c in one.cites("authority", "country", "entity", "seen")]
            + (who.cites("name", "name.kor") if who else []),
            actors=text.tongue.joined(actors),
            n=len(actors),
            firm=bool(firm),
            name=text.tongue.called(who) if who else some[0].record,
        )


def _dated(act: Act) -> list[Cited]:
    listing = act.targets[0].listing
    return listing.cites("authority", "country", "listingDate", "startDate", "seen")


def _undated(text: Text, facts: Facts) -> None:
    """Lists that have it without a day."""
    if facts.undated:
        text.head("undated")
    for listing in facts.undated:
        shown = listing.programs[:3]
        programs = [text.phrase("program", program=name) for name in shown]
        who = facts.subject
        name = text.tongue.called(who) if who else listing.record
        cites = listing.cites("authority", "entity", "program", "by", "seen")
        text.say(
            "undated_named" if acts.lists_only(listing.authority) else "undated",
            cites + (who.cites("name", "name.kor") if who else []),
            office=text.tongue.office(listing.authority),
            name=name,
            programs=text.tongue.joined(programs),
            date=listing.by,
        )
