"""Targets added up: by kind and country, with their counts, their names and their grounds."""

import re

import msgspec

from designata.news.extract.entries import item_of
from designata.news.extract.item import Item
from designata.news.extract.openings import names_of, opening_blocks, opening_sentences
from designata.news.extract.scene import Scene
from designata.news.extract.told import About, Told
from designata.news.findings import Span, Target, TargetType
from designata.news.mentions.groups import Group, kinds

_MORE = re.compile(
    r"\b(?:additional|also|another|in addition|additionally|further|separately)\b", re.IGNORECASE
)
_KINDS: tuple[TargetType, ...] = ("person", "organization", "vessel", "aircraft")


class _Part(msgspec.Struct):
    type: TargetType
    country: str | None
    count: int | None
    mentions: list[str]
    sentence: int
    at: int = -1
    kinds: frozenset[TargetType] = frozenset()
    """What "12 individuals and entities" may be; anything where it is empty."""

    @property
    def room(self) -> int:
        return max(0, (self.count or 0) - len(self.mentions))


def overlaps(scene: Scene, told: list[list[Item]], new: list[Item]) -> bool:
    """Whether two tellings share a name, or a group of one kind, number and country."""
    before = {_key(scene, item) for items in told for item in items}
    return any(_key(scene, item) in before for item in new)


def _key(scene: Scene, item: Item) -> tuple[str, ...]:
    if item.mention is not None:
        return ("name", scene.root(item.mention).text.casefold())
    return (item.type, str(item.group and item.group.count), item.country or "")


def tally(
    scene: Scene, tellings: list[list[Item]], told: Told, *, below: frozenset[str] | None
) -> tuple[list[Span], list[Target]]:
    """The grounds and the targets of an event; targets name the grounds that are theirs alone.

    Args:
        scene: the document.
        tellings: the items of each sentence that speaks of it.
        told: its grounds.
        below: the names that other events meet, which the paragraphs below do not name for this
            one; none where they may not go on to name its targets at all.
    """
    parts: list[_Part] = []
    for number, items in enumerate(tellings):
        for item in items:
            if item.group is not None:
                _add_group(scene, parts, item, number)
    names = _names(scene, tellings)
    if below is not None:
        _fill_below(scene, tellings, parts, (names, below))
    for item in names:
        _add_name(scene, parts, item)
    parts = _without_vague(parts)
    grounds = [*told.grounds, *told.sentences]
    unique: dict[str, Span] = {}
    abouts: dict[str, list[About]] = {}
    for span, about in grounds:
        unique.setdefault(span.text, span)
        abouts.setdefault(span.text, []).append(about)
    reasons = list(unique.values())
    own = [abouts[span.text] for span in reasons]
    return reasons, [_target(part, own, several=len(parts) > 1) for part in parts]


def _add_group(scene: Scene, parts: list[_Part], item: Item, sentence: int) -> None:
    group = item.group
    if group is None:
        return
    if item.others and group.count == len(item.others):
        for country in item.others:
            one = msgspec.structs.replace(group, count=1, countries=(country,))
            _add_group(
                scene,
                parts,
                msgspec.structs.replace(item, group=one, country=country, others=()),
                sentence,
            )
        return
    same = [
        p
        for p in parts
        if p.type == item.type and (p.country == item.country or None in (p.country, item.country))
    ]
    exact = [
        p
        for p in same
        if None in (p.count, group.count) or (p.count == group.count and p.sentence != sentence)
    ]
    here = [p for p in same if p.sentence == sentence and p.country == item.country]
    start, _ = scene.bounds_at(item.start)
    if here and group.count and here[0].count:
        here[0].count += group.count
    elif exact:
        exact[0].country = exact[0].country or item.country
        if exact[0].count is None and group.count is not None:
            exact[0].count, exact[0].at = group.count, item.start
    elif same and group.count and same[0].count and same[0].sentence != sentence:
        more = _MORE.search(scene.text[start : item.end])
        if more and (more.start() == 0 or not _lead(scene, same[0], group.count)):
            parts.append(_part(scene, item, group, sentence))
        elif group.count > same[0].count:
            _sum_up(parts, same, item)
    else:
        parts.append(_part(scene, item, group, sentence))


def _part(scene: Scene, item: Item, group: Group, sentence: int) -> _Part:
    words = scene.text[group.start : group.end].lower().split() if item.type == "other" else ()
    named = frozenset(kinds()[word] for word in words if word in kinds())
    return _Part(item.type, item.country, group.count, [], sentence, item.start, named)


def _sum_up(parts: list[_Part], told: list[_Part], item: Item) -> None:
    """Takes a greater number as the sum of those of its kind that it reaches."""
    total = item.group.count if item.group and item.group.count else 0
    first, rest = told[0], told[1:]
    for part in rest:
        if (first.count or 0) + (part.count or 0) <= total:
            first.count = (first.count or 0) + (part.count or 0)
            parts.remove(part)
    first.count, first.country = total, item.country


def _lead(scene: Scene, part: _Part, count: int) -> bool:
    """Whether a headline or first paragraph has told a total that these are a part of."""
    blocks = scene.document.blocks[:3]
    return (
        part.count is not None
        and count <= part.count
        and any(b.start <= part.at < b.end for b in blocks)
    )


def _names(scene: Scene, tellings: list[list[Item]]) -> list[Item]:
    """Each named target once, with the country that is told anywhere."""
    seen: dict[str, Item] = {}
    for items in tellings:
        for item in items:
            if item.mention is None:
                continue
            key = scene.root(item.mention).text.casefold()
            before = seen.get(key)
            if before is None:
                seen[key] = item
            elif before.country is None and item.country:
                seen[key] = msgspec.structs.replace(before, country=item.country)
    return list(seen.values())


def _fill_below(
    scene: Scene,
    tellings: list[list[Item]],
    parts: list[_Part],
    known_names: tuple[list[Item], frozenset[str]],
) -> None:
    """Names that open the paragraphs below, as long as more are counted than named."""
    names, others = known_names
    starts = [item.start for items in tellings for item in items]
    if not starts:
        return
    known = {scene.root(item.mention).text.casefold() for item in names if item.mention} | others
    for kind in _KINDS:
        counted = sum(part.count or 0 for part in parts if part.type == kind)
        room = counted - sum(item.type == kind for item in names)
        if room <= 0 or any(part.type == "other" for part in parts):
            continue
        found = opening_blocks(scene, min(starts), (kind,), known)
        if len(found) < room and counted > 1:
            more = opening_sentences(scene, min(starts), kind, known)
            found = more if len(more) == room else found
        if kind == "vessel" and len(found) < room:
            every = _every(scene, min(starts), kind, known)
            found = every if len(every) == room else found
        names += found[:room]
    mixed = [part for part in parts if part.type == "other" and part.count]
    if len(mixed) == 1:
        room = sum(part.count or 0 for part in parts) - len(names)
        kinds_told = tuple(mixed[0].kinds - {"other"}) or ("person", "organization")
        found = opening_blocks(scene, min(starts), kinds_told, known)
        names += found if len(found) <= room else []


def _every(scene: Scene, since: int, kind: str, known: set[str]) -> list[Item]:
    """All names of a kind behind a place: ships that entries name as whose they are."""
    found: list[Item] = []
    for mention in scene.mentions_in(since, len(scene.text)):
        own = mention.named and mention.type == kind and mention.refers_to is None
        if own and mention.text.casefold() not in known | names_of(scene, found):
            found.append(item_of(mention))
    return found


def _add_name(scene: Scene, parts: list[_Part], item: Item) -> None:
    if item.mention is None:
        return
    own = scene.root(item.mention)
    same = [p for p in parts if p.type == item.type]
    fitting = [
        p
        for p in same
        if p.room and (p.country == item.country or None in (p.country, item.country))
    ]
    fitting.sort(key=lambda part: part.country != item.country)
    loose = [
        p
        for p in same
        if p.count is None and (p.country == item.country or (p.country is None and not p.mentions))
    ]
    named = [p for p in same if p.count == len(p.mentions) and p.country == item.country]
    if fitting:
        fitting[0].mentions.append(own.id)
    elif loose:
        loose[0].mentions.append(own.id)
        loose[0].country = loose[0].country or item.country
    elif named:
        named[0].mentions.append(own.id)
        named[0].count = len(named[0].mentions)
    else:
        parts.append(_Part(item.type, item.country, 1, [own.id], -1))


def _without_vague(parts: list[_Part]) -> list[_Part]:
    """Without "individuals and entities" where it is told who they are; names are a count."""
    for part in parts:
        if part.count is None and part.mentions:
            part.count = len(part.mentions)
    told = {part.type for part in parts if part.count is not None}
    kept = []
    for part in parts:
        if part.type == "other" and not part.mentions and told - {"other"}:
            met = [
                p
                for p in parts
                if p.type in (part.kinds or told - {"other"}) and not _beside(p, part)
            ]
            part.count = max(0, (part.count or 0) - sum(p.count or 0 for p in met))
        idle = part.type in told or (told and (part.country is None or "other" in told))
        if part.count or (part.count is None and not idle):
            kept.append(part)
    return kept


def _beside(one: _Part, some: _Part) -> bool:
    """Whether one is told before a number that is of others: "a refinery and 19 entities"."""
    return one.sentence == some.sentence and 0 <= one.at < some.at


def _target(part: _Part, grounds: list[list[About]], *, several: bool) -> Target:
    own = [
        number
        for number, abouts in enumerate(grounds)
        if several and any(_meets(part, about) for about in abouts)
    ]
    return Target(
        type=part.type, count=part.count, country=part.country, mentions=part.mentions, reasons=own
    )


def _meets(part: _Part, about: About) -> bool:
    return part.type in about.types or any(name in about.mentions for name in part.mentions)
