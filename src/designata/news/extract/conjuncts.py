"""Where a list of targets goes on behind what is said of one of them.

"Four individuals who ran a route and three institutes", "five persons for laundering money, and two
firms": a number of another kind behind "and" is the list's next conjunct, not the clause's object.
Words that describe what was counted ("a man, a former colonel") or are part of it are none.
"""

import re

from designata.news.extract.entries import is_target_name, item_of
from designata.news.extract.item import Item
from designata.news.extract.scene import Scene

_AND = re.compile(
    r"(?:,\s+|\s)(?:and(?:\s+also)?|as\s+well\s+as|along\s+with|together\s+with|plus|besides)\s+"
    r"(?:on\s+|against\s+)?$"
)
_HIMSELF = re.compile(r"\s+(?:himself|herself|itself|themselves)\b")
"""As in "three men who work for Roe, as well as Roe himself"."""

_OWNS = re.compile(r"\s+(?:that|which|who)\s+\w+\s+(?:it|them|him|her)\b")
"""As in "two ships flagged in Gabon and the firm that manages them"."""

_BETWEEN = re.compile(
    r"\b(?:between|both|either|from(?!\s+(?:the\s+)?(?:[A-Z][\w-]*\s+){1,3}and\s+$))\b(?:(?!,\s).)*$"
)
_SHARED = re.compile(r"\s+of\s+(?:[\w’'-]+\s+){1,4}and\s+$")
_AMONG = re.compile(
    r",?\s*[(–—-]?\s*(?:including|among\s+them|among\s+whom|one\s+of\s+them|notably)\s+$"
)
_APPOSED = re.compile(r",\s+$")
_CLOSES_APPOSITION = re.compile(r"\s*(?:[,.;)]|$)")
_FOR = (
    r"(?:for\s+(?:\w+ly\s+)?(?:having|being|[a-z]+ing|his|her|its|their|the)\b"
    r"|pursuant\s+to\b|under\s+(?:[Ss]ection|E\.?O\.?|Executive\s+Order)\b)"
)
_GROUND = re.compile(rf"(?:\s*\([^()]*\))?(?:,\s[^,;]{{3,80}})?,?\s+{_FOR}")
_GROUND_BEFORE = re.compile(
    rf"\b{_FOR}.*(?:,\s+|\s)and\s+(?:also\s+)?(?:(?:the|its|his|her|their)\s+)?"
    r"(?:(?!of\b|for\b|by\b)[\w’'-]+\s+){0,4}(?:[\w-]+,\s+)?$",
    re.DOTALL,
)
_GENERIC = re.compile(
    r"(?:man|woman|person|individual|national|citizen|people|company|firm|entity|organi[sz]ation"
    r"|vessel|ship)$",
    re.IGNORECASE,
)


def goes_on(text: str, new: Item, gap: str, items: list[Item], passed_over: list[Item]) -> bool:
    """Whether a counted group behind a clause is the next of the list.

    Args:
        text: the document's.
        new: the group.
        gap: the words between it and what was read last.
        items: the list so far.
        passed_over: what was read behind its last, and is none of it.
    """
    group = new.group
    if items and _HIMSELF.match(text, new.end) and _AND.search(gap):
        return True
    if group is None or group.definite or not items or not group.count:
        return False
    counted = [item for item in items if item.group is not None and item.group.count]
    if not counted or counted[-1] is not items[-1]:
        return False
    if _SHARED.fullmatch(gap):
        return new.type == items[-1].type and counted[-1].group.count == 1  # type: ignore[union-attr]
    if not _AND.search(gap) or _BETWEEN.search(gap):
        return False
    owns = _OWNS.match(text, new.end)
    several = group.count > 1 or "," in gap[-8:] or text.startswith("one ", new.start) or owns
    other = new.type not in {item.type for item in items}
    in_clause = any(one.type == new.type and not _is_definite(one) for one in passed_over)
    return bool(several) and other and not in_clause


def with_own_grounds(scene: Scene, start: int, end: int, items: list[Item]) -> list[Item]:
    """As in "listed A for having paid them, and B, its head, for leading it": B as well.

    Args:
        scene: the document.
        start: behind the verb.
        end: of its sentence.
        items: what was read of it.
    """
    read = {item.start for item in items}
    names = [m for m in scene.mentions_in(start, end) if is_target_name(m)]
    return [
        item_of(name)
        for name in names
        if name.start not in read
        and _GROUND.match(scene.text, name.end, end)
        and _GROUND_BEFORE.search(scene.text, start, name.start)
        and items
    ]


def _is_definite(item: Item) -> bool:
    return item.group is not None and item.group.definite


def describes(text: str, new: Item, gap: str, last: Item) -> bool:
    """Whether a group only says who the one before it is, or names a part of it.

    >>> from designata.news.mentions.groups import Group
    >>> text = "one man, a former colonel, and two firms"
    >>> man = Item(0, 7, "person", group=Group(0, 7, "person", 1, noun=4))
    >>> colonel = Item(9, 25, "person", group=Group(9, 25, "person", 1, noun=18))
    >>> describes(text, colonel, ", ", man)
    True
    """
    if new.group is None or last.group is None or not last.group.count:
        return False
    if _AMONG.fullmatch(gap) and (new.type == last.type or text.startswith("the ", new.start)):
        return last.group.count > (new.group.count or 1)
    if new.type != last.type:
        return False
    one = last.group.count == 1 and new.group.count == 1
    generic = _GENERIC.search(text[last.start : last.end])
    again = _GENERIC.search(text[new.start : new.end])
    ended = _CLOSES_APPOSITION.match(text, new.end)
    return bool(one and _APPOSED.fullmatch(gap) and generic and not again and ended)
