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
