"""Targets that stand for one another: a sum and its parts, those who are described, "10 others"."""

import re
from itertools import pairwise

import msgspec

from designata.news.extract.item import Item, of_group
from designata.news.extract.scene import Scene
from designata.news.mentions.groups import Group
from designata.news.numerals import SMALL, numeral

_AND = re.compile(r"\s+and\s+")
_LEADS_TO_PARTS = re.compile(r":\s*$|\s[–—-]\s*$")
"""Between a sum and its parts: a colon or a dash."""
_ALL = re.compile(
    r",\s+(?:all|both|each)\s+(?:of\s+(?:them|which|whom)\s+)?(?:(?:are\s+)?(?:based|registered|located)\s+)?(?:from|in|of)\s+(?:the\s+)?"
)
"""Before the country of all who were told: "all from"."""
_OTHERS = re.compile(
    rf"(?:\s*\([^()]*\))?(?:,\s+[^,;.]{{3,60}})?,?\s+(?:and|along\s+with|plus)\s+({'|'.join(SMALL)}|\d{{1,3}})\s+others?\b(?!\s+\w+s\b)"
)


def summed(scene: Scene, items: list[Item], end: int) -> list[Item]:
    """The targets of a stretch, each counted once.

    Args:
        scene: the document.
        items: as they were met, in order.
        end: where the stretch ends.
    """
    items = _parts(scene, _described(scene, items))
    return _all_from(scene, _and_others(scene, items, end), end)


def _described(scene: Scene, items: list[Item]) -> list[Item]:
    """Without what as many as are counted are: "two men, a trader and a politician, and a firm"."""
    for at, item in enumerate(items):
        count = item.group.count if item.group else None
        ones = items[at + 1 : at + 1 + (count or 0)]
        single = all(it.group and it.group.count == 1 and it.type == item.type for it in ones)
        if count and count > 1 and len(ones) == count and single:
            gaps = [scene.text[a.end : b.start] for a, b in pairwise([item, *ones])]
            if gaps[0] == ", " and _AND.fullmatch(gaps[-1][-5:]):
                return items[: at + 1] + items[at + 1 + count :]
    return items


def _parts(scene: Scene, items: list[Item]) -> list[Item]:
    """Without a sum whose parts a colon leads to: "six men: four Libyans and two Eritreans"."""
    for at, item in enumerate(items):
        total = item.group.count if item.group else None
        rest = items[at + 1 :]
        counts = [it.group.count or 0 for it in rest if it.group and it.type == item.type]
        leads = rest and _LEADS_TO_PARTS.search(scene.text, item.end, rest[0].start)
        if total and leads and len(counts) == len(rest) > 1 and sum(counts) == total:
            return items[:at] + rest
    return items


def _all_from(scene: Scene, items: list[Item], end: int) -> list[Item]:
    """As in "three men and four firms, all from Alfa": the country of all of them."""
    hit = _ALL.match(scene.text, items[-1].end, end) if items else None
    place = next((place for place in scene.places if hit and place.start == hit.end()), None)
    if place is None:
        return items
    return [msgspec.structs.replace(item, country=item.country or place.code) for item in items]


def _and_others(scene: Scene, items: list[Item], end: int) -> list[Item]:
    """As in "sanctioned Jan Roe and 10 others": so many more of the kind told last."""
    found: list[Item] = []
    for at, item in enumerate(items):
        found.append(item)
        hit = _OTHERS.match(scene.text, item.end, end) if item.mention else None
        if hit and not any(later.start < hit.end() for later in items[at + 1 :]):
            before = sum(one.mention is not None and one.type == item.type for one in found)
            count = (numeral(hit[1]) or 0) + before
            more = Group(hit.start(1), hit.end(), item.type, count, noun=hit.start(1))
            found.append(of_group(more))
    return found
