"""What a brief counts, as small plots and as the list of everything."""

from collections import Counter
from collections.abc import Iterator

from designata.brief.facts import Facts
from designata.brief.named import Named
from designata.brief.told import Bar, Plot, Row
from designata.brief.tongue.base import Tongue

BARS = 6
LEAST = 3
"""Fewer targets than this need no plot."""


def plots(facts: Facts, tongue: Tongue) -> list[Plot]:
    """Counts by authority, kind, country and programme; none where there is one bar."""
    targets = [(act, target) for act in facts.acts for target in act.targets]
    if len(targets) < LEAST or facts.scope == "entity":
        return []
    labels, nouns = tongue.words.labels, tongue.words.nouns
    unknown = labels["unknown"]
    people = {target.who.entity: target.who for _, target in targets}.values()
    counted = {
        "by_authority": Counter(
            tongue.place(act.country) if act.country else act.authority for act, _ in targets
        ),
        "by_kind": Counter(_kind(nouns[who.kind], tongue) for who in people),
        "by_country": Counter(
            tongue.place(who.country) if who.country else unknown for who in people
        ),
        "by_program": Counter(
            program for _, target in targets for program in target.listing.programs[:1]
        ),
    }
    return [
        Plot(title=labels[title], bars=_bars(tally, labels["others"], unknown))
        for title, tally in counted.items()
        if len(tally) > 1
    ]


def _kind(noun: list[str], tongue: Tongue) -> str:
    return noun[0] if tongue.code == "ko" else noun[1]


def _bars(tally: Counter[str], others: str, unknown: str) -> list[Bar]:
    """The longest first; what is left, and what is not known, last."""
    ranked = [(label, count) for label, count in tally.most_common() if label != unknown]
    rest = sum(count for _, count in ranked[BARS:])
    last = ((others, rest), (unknown, tally[unknown]))
    return [Bar(*bar) for bar in (*ranked[:BARS], *last) if bar[1]]


def rows(facts: Facts, tongue: Tongue) -> list[Row]:
    """All that came, went and changed."""
    return list(_rows(facts, tongue))


def _rows(facts: Facts, tongue: Tongue) -> Iterator[Row]:
    for act in facts.acts:
        for target in act.targets:
            detail = " · ".join(filter(None, (act.date, ", ".join(target.listing.programs))))
            yield _row(tongue, target.who, "designated", detail, act.publisher)
    for gone in facts.gone:
        yield _row(tongue, gone.who, "gone", "", gone.publisher)
    for one in facts.amended:
        yield _row(tongue, one.who, "amended", ", ".join(one.fields), one.publisher)


def _row(tongue: Tongue, who: Named, what: str, detail: str, publisher: str) -> Row:
    return Row(
        entity=who.entity,
        caption=tongue.called(who),
        kind=tongue.words.nouns[who.kind][0],
        what=tongue.words.labels[what],
        detail=detail,
        publisher=publisher,
    )
