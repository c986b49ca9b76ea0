"""Puts named targets to those they are among, by what the store knows them to be.

"Four individuals, including AHMED JAN": who reads a name for that of a firm finds a firm besides
four individuals. Once it is linked to a person, it is one of the four.
"""

from collections.abc import Mapping

import msgspec

from designata.news.findings import Designation, Mention, Target


def regrouped(designation: Designation, mentions: Mapping[str, Mention]) -> Designation:
    """The designation, its linked names among the one group of their type that is short of names.

    Args:
        designation: as it was found.
        mentions: linked, by id; a link corrects their type.

    >>> from designata.news.findings import Party
    >>> four = Target(type="person", count=4)
    >>> firm = Target(type="organization", count=1, mentions=["m1"])
    >>> event = Designation(authority=Party("UN", "un"), targets=[four, firm])
    >>> name = Mention(id="m1", text="AHMED", start=0, end=5, type="person", entity="un-1")
    >>> [(it.count, it.mentions) for it in regrouped(event, {"m1": name}).targets]
    [(4, ['m1'])]
    """
    targets = list(designation.targets)
    for place, target in enumerate(designation.targets):
        for name in target.mentions:
            mention = mentions.get(name)
            if mention is None or mention.entity is None or mention.type == target.type:
                continue
            short = [n for n, it in enumerate(targets) if it.type == mention.type and _is_short(it)]
            if target.type != "other" and len(short) == 1:
                targets[place] = _without(targets[place], name)
                group = targets[short[0]]
                targets[short[0]] = msgspec.structs.replace(group, mentions=[*group.mentions, name])
    kept = [it for it in targets if it.mentions or it in designation.targets]
    return msgspec.structs.replace(designation, targets=kept)


def _is_short(target: Target) -> bool:
    return target.count is not None and target.count > len(target.mentions)


def _without(target: Target, name: str) -> Target:
    left = [it for it in target.mentions if it != name]
    # a number beside names is told of others too; one that was counted from names is not
    count = target.count - 1 if target.count == len(target.mentions) else target.count
    return msgspec.structs.replace(target, mentions=left, count=count)
