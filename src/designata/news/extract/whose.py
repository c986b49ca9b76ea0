"""Of which country a target is, by the words beside it: "Russian banks A and B", "their head"."""

import re

import msgspec

from designata.news.extract.item import Item
from designata.news.extract.scene import Scene
from designata.news.mentions.groups import kinds

_THEIRS = re.compile(r"\s+(?:who|that|which)\s+(?:\w+\s+){1,2}(?:them|it|the\s+\w+s)\b")
_VERB = re.compile(r"\b(?:includes?|are|is|were|was)\b")
"""Behind who acts: "those sanctioned by Canada include Roe", whom Canada does not own."""


def theirs(scene: Scene, items: list[Item], new: Item, gap: str) -> Item:
    """As in "two people who head them" are of the country of those that they head."""
    tied = _THEIRS.match(scene.text, new.end) or re.match(
        r"(?:their|its)\b", scene.text[new.start :][:6]
    )
    countries = {item.country for item in items}
    if new.country or not (tied or re.search(r"\b(?:their|its)\s*$", gap)) or len(countries) != 1:
        return new
    return msgspec.structs.replace(new, country=countries.pop())


def placed(scene: Scene, item: Item, gap: str) -> Item:
    """The item with the country whose word stands in the same noun phrase before it."""
    if item.country or item.mention is None:
        return item
    before = re.split(r"[,;:.]|\band\b|\bon\b|\bof\b|\bagainst\b", gap)[-1]
    start = item.start - len(before)
    places = [p for p in scene.places_in(start, item.start) if p.kind in ("nation", "country")]
    between = scene.text[places[-1].end : item.start] if places else ""
    if re.search(r"\w", between) and not _VERB.search(between):
        noun = before.split()[-1].lower()
        plural = noun in kinds() and noun.endswith(("s", "men", "women"))
        return msgspec.structs.replace(item, country=places[-1].code, plural=plural)
    return item
