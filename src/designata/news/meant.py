"""Whom words that only count mean: "two Russian ships", told of an event, and its target."""

from collections.abc import Iterable

from designata.news.findings import Mention, Reading, Target


def meant(reading: Reading) -> dict[str, Target]:
    """By mention, the target that it names, counts or goes back to.

    >>> from designata.news.findings import Designation, Party
    >>> ships = Mention(id="m1", text="two ships", start=9, end=18, type="vessel", named=False)
    >>> target = Target(type="vessel", count=2)
    >>> event = Designation(authority=Party("Seoul", "kr"), targets=[target], spans=[(0, 20)])
    >>> meant(Reading(mentions=[ships], designations=[event]))["m1"].count
    2
    """
    found: dict[str, Target] = {}
    for event in reading.designations:
        for target in event.targets:
            found |= dict.fromkeys(target.mentions, target)
        for mention in reading.mentions:
            if not mention.named and not mention.refers_to and _within(mention, event.spans):
                for target in event.targets:
                    if _may_be(mention, target):
                        found.setdefault(mention.id, target)
    for mention in reading.mentions:
        if mention.refers_to in found:
            found[mention.id] = found[mention.refers_to]
    return found


def _may_be(mention: Mention, target: Target) -> bool:
    lands = {mention.country, target.country} - {None}
    return mention.type == target.type and len(lands) < 2  # noqa: PLR2004  - not two of them


def _within(mention: Mention, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)
