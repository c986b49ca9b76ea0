"""A number that a later sentence breaks down: "Six of them are companies and three are people"."""

import re

from designata.news.extract.item import Item, of_group
from designata.news.extract.scene import Scene
from designata.news.mentions.groups import Group, kinds
from designata.news.numerals import SMALL, numeral

_NUMBER = rf"(?:{'|'.join(SMALL)}|\d{{1,3}})"
_PART = re.compile(
    rf"\b(?P<count>{_NUMBER})(?:\s+of\s+(?:them|these|those|the\s+\w+))?\s+(?:are|were|is|was)\s+"
    r"(?:an?\s+)?(?:[\w-]+\s+){0,3}?(?P<noun>[\w-]+)(?=\s*(?:[.,;]|and\b|in\b|from\b|based\b|that\b|who\b|$))",
    re.IGNORECASE,
)


def broken_down(scene: Scene, items: list[Item], end: int) -> list[Item]:
    """The parts that the two sentences behind an event tell of targets that it only counts.

    Args:
        scene: the document.
        items: the event's targets.
        end: where its sentence ends.
    """
    whole = sum(i.group.count or 0 for i in items if i.group and i.type == "other")
    block = scene.block(end - 1)
    if not whole or end >= block.end:
        return []
    _, first = scene.bounds_at(end + 1)
    last = scene.bounds_at(first + 1)[1] if first + 1 < block.end else first
    found = []
    for hit in _PART.finditer(scene.text, end, min(last, block.end)):
        kind, count = kinds().get(hit.group("noun").lower()), numeral(hit.group("count"))
        if kind and count:
            start, stop = hit.span()
            group = Group(start, stop, kind, count, noun=hit.start("noun"))
            found.append(of_group(group))
    told = sum(item.group.count or 0 for item in found if item.group)
    return found if told <= whole else []
