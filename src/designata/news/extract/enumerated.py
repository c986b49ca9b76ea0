"""Targets behind a colon of an event's own sentence: "the following firms are designated: A and B".

The law, the ground or the time may stand between what announces the list and its colon. A colon
that nothing announces only explains, unless as many are named behind it as were counted before.
"""

import re

from designata.news.extract.item import Item
from designata.news.extract.scene import Scene
from designata.news.extract.targets import among_targets, as_counted, last_count

_COLON = re.compile(r":(?=\s)")
_ANNOUNCED = re.compile(r"\b(?:following|as\s+follows|below)\b[^:]*$", re.IGNORECASE)
_DONE = re.compile(
    r"\bproperty\s+(?:in\s+which|of)\b[^:]*$|\b(?:designated|sanctioned|listed|blacklisted|added|targeted|include[sd]?|are|were)"
    r"(?:\s+(?!for\b|by\b)\w+){0,2}$"
)
"""As in "three officials have also been sanctioned today:"."""


def enumerated(scene: Scene, items: list[Item], start: int, end: int) -> list[Item]:
    """The names behind the colon of a sentence, without those that were read already.

    Args:
        scene: the document.
        items: what was read of the sentence.
        start: of the sentence.
        end: of it; where it ends with the colon, the paragraph goes on with the list.
    """
    read = {item.start for item in items}
    stretch = _behind(scene, start, end)
    counted = last_count(items)
    sure = stretch is not None
    if stretch is None and counted > 1 and (colon := scene.text.rfind(": ", start, end)) > 0:
        stretch = colon + 1, end
    found = among_targets(scene, *stretch, None).items if stretch else []
    named = [item for item in found if item.mention is not None and item.start not in read]
    as_many = len(named) == counted
    return [as_counted(item, items) if as_many else item for item in named if sure or as_many]


def _behind(scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    block = scene.block(start)
    if scene.text[start:end].rstrip().endswith(":"):
        rest = scene.text[end : block.end]
        first = end + len(rest) - len(rest.lstrip())
        return (first, min(scene.bounds_at(first)[1], block.end)) if rest.strip() else None
    for hit in _COLON.finditer(scene.text, start, end):
        before = scene.text[start : hit.start()]
        if _ANNOUNCED.search(before) or _DONE.search(before):
            return hit.end(), end
    return None
