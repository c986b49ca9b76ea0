"""Two countries: what one, alone or with others, did to people, firms and ships of the other."""

from designata.brief import cite
from designata.brief.facts import Facts
from designata.brief.prose import day, others
from designata.brief.prose.text import Text


def tell(text: Text, facts: Facts) -> None:
    """Writes the brief."""
    giver, taker = (text.tongue.land(code) for code in facts.pair or ("", ""))
    if facts.acts:
        day.announced(text, facts)
    else:
        since = facts.since.isoformat() if facts.since else None
        told = f"no designation by {giver} of {taker}"
        if since:
            told += f" from {since} on"
        count = cite.counted(told, rule=day.COUNT, of=facts.listed, day=facts.day)
        text.call("pair_none", giver=giver, taker=taker)
        text.say("pair_none", [count, *facts.listed], giver=giver, taker=taker, since=since)
    others.claims(text, facts)
    others.ties(text, facts)
