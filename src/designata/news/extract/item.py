"""One in the place of a target, as lists, appositions and sentences yield it before counting."""

import msgspec

from designata.news.findings import Mention, TargetType
from designata.news.mentions.groups import Group


class Item(msgspec.Struct, frozen=True):
    """One in the place of a target: a name, or a group that is only counted.

    Args:
        mention: the name's.
        group: of those that are not named.
        country: code, where the words beside it tell.
        others: codes, where several countries are told of a group together.
        plural: whether its country was told of it and of those that follow it together.
    """

    start: int
    end: int
    type: TargetType
    mention: Mention | None = None
    group: Group | None = None
    country: str | None = None
    others: tuple[str, ...] = ()
    plural: bool = False


def of_group(group: Group) -> Item:
    """Those that are only counted as a target; of a country, where the words tell just one.

    >>> of_group(Group(0, 11, "person", 4, ("ly",))).country
    'ly'
    """
    country = group.countries[0] if len(group.countries) == 1 else None
    return Item(group.start, group.end, group.type, group=group, country=country)


def beside(items: list[Item], new: Item) -> Item:
    """A number with those named before it in a list: "Roe and five other officers" are six.

    >>> told = Mention(id="m1", text="Roe", start=0, end=3, type="person")
    >>> roe = Item(0, 3, "person", mention=told)
    >>> five = Item(8, 27, "person", group=Group(8, 27, "person", 5))
    >>> beside([roe], five).group.count
    6
    """
    group = new.group
    before = [item for item in items if item.type == new.type]
    if group is None or not group.count or any(item.group is not None for item in before):
        return new
    together = msgspec.structs.replace(group, count=group.count + len(before))
    return msgspec.structs.replace(new, group=together)
