"""How one more target joins those before it: as another, as the name of one, as what one is."""

import re

import msgspec

from designata.news.extract import conjuncts
from designata.news.extract.gate import called
from designata.news.extract.item import Item, beside
from designata.news.extract.scene import Scene
from designata.news.extract.whose import placed, theirs
from designata.news.findings import TargetType
from designata.news.mentions.name import is_role

LISTED = re.compile(r"\s*(?:\([^()]*\))?\s*(?:,|;|,?\s+and|,?\s+as\s+well\s+as)\s*")
"""What stands between two of a list."""


def joined(  # noqa: PLR0911  - one return a way to belong together
    scene: Scene, items: list[Item], new: Item, gap: str
) -> list[Item]:
    """The items with one more; a description and the name that it describes are one."""
    last = items[-1] if items else None
    if last is None:
        return [placed(scene, new, gap)]
    if conjuncts.describes(scene.text, new, gap, last):
        return items
    if last.group is not None and new.mention is not None and _describes(scene, last, new, gap):
        plural = last.country is not None and last.group.count != 1
        kind = new.type if _is_role(scene, last) else kind_of(new, last)
        named = msgspec.structs.replace(
            new, country=new.country or last.country, type=kind, plural=plural
        )
        room = (last.group.count or 1) - 1
        if room <= 0:
            return [*items[:-1], named]
        return [*items, named]
    if last.plural and new.mention is not None and new.type == last.type and LISTED.fullmatch(gap):
        return [
            *items,
            msgspec.structs.replace(new, country=new.country or last.country, plural=True),
        ]
    if (
        new.group is not None
        and last.mention is not None
        and re.fullmatch(r"\.?\s*(?:\([^()]*\))?[,–-]\s*", gap)
    ):
        count = new.group.count
        if count == 1 or (count is None and not scene.text[new.start].isdigit()):
            described = msgspec.structs.replace(last, country=last.country or new.country)
            return [*items[:-1], described]
        if count is not None:
            described_all = [item for item in items[-count:] if item.mention is not None]
            if len(described_all) == count:
                return [
                    *items[:-count],
                    *(
                        msgspec.structs.replace(i, country=i.country or new.country)
                        for i in described_all
                    ),
                ]
    new = _as_ship(new, items)
    return [*items, beside(items, placed(scene, theirs(scene, items, new, gap), gap))]


def _as_ship(new: Item, items: list[Item]) -> Item:
    """A name in capitals behind a ship's in capitals: "the tankers AMBER, of Panama, and STAR"."""
    capitals = new.mention is not None and new.mention.text.isupper() and new.type == "person"
    ships = (item.mention for item in items if item.type == "vessel")
    if capitals and any(ship is not None and ship.text.isupper() for ship in ships):
        return msgspec.structs.replace(new, type="vessel")
    return new


def _is_role(scene: Scene, group: Item) -> bool:
    """Whether it tells one that may be a person or a firm: "its owner"."""
    noun = scene.text[group.group.noun : group.end].lower() if group.group else ""
    return group.type == "person" and is_role(noun)


def _describes(scene: Scene, group: Item, name: Item, gap: str) -> bool:
    """Whether a group's words stand right before the name of one of them."""
    kinds = (group.type, "organization") if _is_role(scene, group) else (group.type,)
    if group.group is None or (name.type not in kinds and group.type != "other"):
        return False
    if re.fullmatch(r"\s*[“\"‘']?", gap) or called(gap):
        return True
    return bool(
        re.search(r"[,:–(]\s*(?:including|namely|such as|among them)?\s*(?:the\s+)?[“\"]?$", gap)
    ) and (group.group.count is None or group.group.count >= 1)


def kind_of(new: Item, group: Item) -> TargetType:
    """What one is that is told of a group: of its kind, where that has one."""
    return new.type if group.type == "other" else group.type
