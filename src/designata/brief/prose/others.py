"""What stands behind the acts: claims with their speakers, ties, entries that went or changed."""

from collections import Counter
from collections.abc import Sequence

from designata.brief import cite
from designata.brief.facts import Amended, Facts, Gone, Said, Tied
from designata.brief.named import Named
from designata.brief.prose.text import Text
from designata.brief.told import Cited
from designata.lists import publishers

_NAMED = 8
_FIELDS = 5
_CLAIMS = 10
_TIES = 8


def claims(text: Text, facts: Facts) -> None:
    """Who says what: speakers and hedges as they are."""
    if facts.said:
        text.head("claims")
    by_words: dict[tuple[str, str, str | None, bool], list[Said]] = {}
    for one in facts.said:
        said = one.text, one.modality, one.speaker or one.source, one.inferred
        by_words.setdefault(said, []).append(one)
    for same in list(by_words.values())[:_CLAIMS]:
        one = same[0]
        people = [text.tongue.called(each.who) for each in same if each.who]
        more = max(len(people) - _NAMED, 0)
        names = text.tongue.joined(people[:_NAMED], more)
        title = text.phrase("program", program=one.source)
        if one.inferred:
            key = "inferred" if one.speaker else "inferred_own"
        else:
            key = "said" if one.modality == "asserted" else f"said_{one.modality}"
        text.say(
            key,
            [cited for each in same for cited in each.cited]
            + _more(one.cited[0], len(people), more),
            who=names,
            speaker=text.tongue.speaker(one.speaker or one.source),
            title=title,
            text=text.tongue.quote(one.text),
            opens=True,
        )


def ties(text: Text, facts: Facts) -> None:
    """Ties worth knowing, and whether the other end is listed too."""
    if facts.tied:
        text.head("ties")
    groups: dict[tuple[str, str, str | None, str], dict[frozenset[str], Tied]] = {}
    seen: set[tuple[frozenset[str], str | None]] = set()
    for tie in facts.tied:
        pair = frozenset((tie.who.entity, tie.other.entity))
        if (pair, tie.role) not in seen:
            seen.add((pair, tie.role))
            key = _owner(tie).entity, tie.schema, tie.role, tie.modality
            groups.setdefault(key, {})[pair] = tie
    for same in list(groups.values())[:_TIES]:
        _tied(text, list(same.values()))
    _listed(text, facts)


def _owner(tie: Tied) -> Named:
    return tie.who if tie.forward else tie.other


def _tied(text: Text, same: list[Tied]) -> None:
    """One end with all that it is tied to in the same words."""
    first = same[0]
    bonds = text.tongue.words.bonds
    assets = [text.tongue.called(tie.other if tie.forward else tie.who) for tie in same[:_NAMED]]
    more = len(same) - len(assets)
    cites = [one for tie in same[:_NAMED] for one in tie.cited]
    text.say(
        "tie" if first.modality == "asserted" else f"tie_{first.modality}",
        cites + _more(cites[0], len(same), more),
        owner=text.tongue.called(_owner(first)),
        assets=text.tongue.joined(assets, more),
        bond=bonds.get(first.schema, bonds["other"]),
        role=text.tongue.quote(first.role or first.schema),
    )


def _listed(text: Text, facts: Facts) -> None:
    """Which of the other ends are listed themselves."""
    told = {target.who.entity for target in facts.targets}
    told |= {facts.subject.entity} if facts.subject else set()
    offices: dict[str, dict[str, Tied]] = {}
    for tie in facts.tied:
        if tie.listing and tie.other.entity not in told:
            offices.setdefault(tie.listing.authority, {})[tie.other.entity] = tie
    for authority, ends in offices.items():
        shown = list(ends.values())[:_NAMED]
        cites = [
            c for tie in shown if tie.listing for c in tie.listing.cites("authority", "entity")
        ]
        cites += [c for tie in shown for c in tie.other.cites("name", "name.kor")]
        names = [text.tongue.called(tie.other) for tie in shown]
        more = len(ends) - len(shown)
        text.say(
            "tie_listed",
            cites + _more(cites[0], len(ends), more),
            names=text.tongue.joined(names, more),
            n=len(ends),
            office=text.tongue.office(authority),
        )


def lists(text: Text, facts: Facts) -> None:
    """Entries that lists no longer hold, and entries that say something else."""
    _gone(text, facts.gone)
    _amended(text, facts)


def _gone(text: Text, gone: Sequence[Gone]) -> None:
    by_publisher: dict[str, list[Gone]] = {}
    for one in gone:
        by_publisher.setdefault(one.publisher, []).append(one)
    if by_publisher:
        text.head("gone")
    for publisher, members in by_publisher.items():
        shown = members[:_NAMED]
        names = [text.tongue.full(one.who) for one in shown]
        cites = [cited for one in shown for cited in one.cited]
        cites += [c for one in shown for c in one.who.cites("imoNumber", "position", "name.kor")]
        more = len(members) - len(shown)
        text.say(
            "gone",
            cites + _more(members[0].cited[0], len(members), more),
            table=bool(more),
            list=list_of(text, publisher),
            names=text.tongue.joined(names, more),
        )


def _more(count: Cited, all_: int, more: int) -> list[Cited]:
    """What the rest was counted from."""
    if not more:
        return []
    import datetime as dt

    told = f"{all_} entries: {more} more"
    return [
        cite.counted(
            told, rule="count of entries", of=[count], day=dt.date.fromisoformat(count.date)
        )
    ]


def _amended(text: Text, facts: Facts) -> None:
    by_publisher: dict[str, list[Amended]] = {}
    for one in facts.amended:
        by_publisher.setdefault(one.publisher, []).append(one)
    if by_publisher:
        text.head("amended")
    for publisher, members in by_publisher.items():
        shown = members[:_NAMED]
        labels = text.tongue.words.fields
        counts: Counter[str] = Counter()
        for one in members:
            counts.update({labels.get(field, labels["other"]) for field in one.fields})
        fields = [text.phrase("counted", name=name, n=n) for name, n in counts.most_common(_FIELDS)]
        tally = ", ".join(f"{n} entries with other {name}" for name, n in counts.items())
        cites = [cited for one in shown for cited in one.cited]
        day = facts.day
        told = f"{len(members)} entries: {len(members) - len(shown)} more; {tally}"
        cites.append(cite.counted(told, rule="count of changed fields", of=cites[:1], day=day))
        more = len(members) - len(shown)
        text.say(
            "amended",
            cites,
            table=bool(more),
            list=list_of(text, publisher),
            n=len(members),
            names=text.tongue.joined([text.tongue.called(one.who) for one in shown], more),
            fields=text.tongue.joined(fields),
        )


def list_of(text: Text, publisher: str) -> str:
    """A publisher's list, by whose it is."""
    home = publishers.of(publisher)
    return text.phrase("list", office=text.tongue.office(home.authority))


def whose(text: Text, publisher: str) -> str:
    """Whose a publisher's lists are."""
    home = publishers.of(publisher)
    return text.tongue.actor(home.country or None, home.authority or publisher)
