"""Who holds what of an entity, and of whoever holds it, and so on upwards.

Several sources may tell one holding; they are not added up. What is only reported or possible, or
holds on the day perhaps, counts from nothing upwards. Whatever is odd is told as a caveat.
"""

import enum
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from designata.errors import InputError
from designata.model.claim import Modality
from designata.network import kinds
from designata.network.graph import Graph, Tie
from designata.network.stake import ALL, UNKNOWN, Bound, Stake, parse, total


class Control(enum.IntEnum):
    """Whether an owner controls what it holds, stakes aside."""

    NO = 0
    MAY = 1
    YES = 2


class Holding(NamedTuple):
    """What one entity holds of another, by all that is told of it.

    Args:
        owner: who holds.
        asset: what is held.
        stake: the share; none where nothing is told but control.
        control: whether the owner controls it by other means.
        ties: where that is told.
    """

    owner: str
    asset: str
    stake: Stake | None
    control: Control = Control.NO
    ties: tuple[Tie, ...] = ()


class Holdings(msgspec.Struct, frozen=True):
    """All holdings that lead to an entity.

    Args:
        target: the entity.
        held: the holdings, nearest first.
        caveats: what is odd about what is told, by the entity that is held.
    """

    target: str
    held: list[Holding]
    caveats: list[tuple[str, str]] = []


def holdings(graph: Graph, target: str) -> Holdings:
    """The holdings that lead to an entity, through any number of others and round any loop.

    >>> told = Tie("t", "Ownership", "a", "b", percentage=("60 %",))
    >>> [(h.owner, str(h.stake)) for h in holdings(Graph([told], []), "b").held]
    [('a', '60 %')]
    """
    found, caveats = [], []
    queue, seen = [target], {target}
    for asset in queue:
        pairs: dict[str, list[Tie]] = {}
        for tie in graph.into(asset):
            role = tie.role
            if not (kinds.is_stake(tie.kind) or kinds.is_control(tie.kind, role)) and not (
                kinds.is_sign(tie.kind, role)
            ):
                continue
            owner = graph.of(tie.one)
            if owner == asset:
                caveats.append((asset, "a stake of it in itself is told, and left out"))
            elif tie.modality is Modality.DENIED:
                caveats.append((asset, f"that {owner} holds it is told as denied, and left out"))
            else:
                pairs.setdefault(owner, []).append(tie)
        for owner, ties in pairs.items():
            stake, odd = _stake(ties)
            caveats += [(asset, f"of the stake of {owner}: {what}") for what in odd]
            found.append(Holding(owner, asset, stake, _control(ties), tuple(ties)))
            if owner not in seen:
                seen.add(owner)
                queue.append(owner)
        caveats += [(asset, what) for what in _too_much(h for h in found if h.asset == asset)]
    return Holdings(target, found, caveats)


def _control(ties: Iterable[Tie]) -> Control:
    found = Control.NO
    for tie in ties:
        if kinds.is_control(tie.kind, tie.role):
            found = max(found, Control.YES if _firm(tie) else Control.MAY)
        elif kinds.is_sign(tie.kind, tie.role):
            found = max(found, Control.MAY)
    return found


def _firm(tie: Tie) -> bool:
    return tie.modality is Modality.ASSERTED and tie.holds


def _stake(ties: list[Tie]) -> tuple[Stake | None, list[str]]:
    """The share that ties between the same two tell together, and what is odd about it."""
    odd = [tie.odd for tie in ties if tie.odd]
    firm: list[tuple[str, Stake]] = []
    doubted: list[tuple[str, Stake]] = []
    for tie in ties:
        if not kinds.is_stake(tie.kind):
            continue
        told = tie.percentage or tuple(filter(None, [kinds.share(tie.role)])) or ("",)
        for text in told:
            share, wrong = _share(text)
            odd += wrong
            (firm if _firm(tie) else doubted).append((tie.publisher, share))
    for held in (firm, doubted):
        if stated := list(dict.fromkeys(one for one in held if one[1] != UNKNOWN)):
            stake, differ = _together(stated)
            return stake if held is firm else _beside(stake.doubted(), firm), odd + differ
    if firm:
        return UNKNOWN, odd
    return (UNKNOWN.doubted() if doubted else None), odd


def _beside(doubted: Stake, firm: list[tuple[str, Stake]]) -> Stake:
    """A doubted share beside a firm word that something is held: it is held, how much is open."""
    return UNKNOWN if firm else doubted


def _share(text: str) -> tuple[Stake, list[str]]:
    if not text:
        return UNKNOWN, []
    try:
        share = parse(text)
    except InputError as error:
        return UNKNOWN, [f"{error.what}; it counts as unknown"]
    return (share, []) if share else (UNKNOWN, [f"the share {text!r} is not understood"])


def _together(stated: list[tuple[str, Stake]]) -> tuple[Stake, list[str]]:
    """Different shares of one owner: one of them if sources differ, up to all if one tells several.

    >>> def share(text):
    ...     return parse(text) or UNKNOWN
    >>> str(_together([("a", share("30")), ("b", share("40"))])[0])
    '30 to 40 %'
    >>> str(_together([("a", share("30")), ("a", share("40"))])[0])
    '30 to 70 %'
    """
    if len({share for _, share in stated}) == 1:
        return stated[0][1], []
    most: dict[str, list[Bound]] = {}
    for publisher, share in stated:
        most.setdefault(publisher, []).append(share.high)
    high = min(max(total(shares) for shares in most.values()), ALL)
    told = ", ".join(dict.fromkeys(str(share) for _, share in stated))
    return Stake(min(share.low for _, share in stated), high), [f"several are told: {told}"]


def _too_much(held: Iterable[Holding]) -> list[str]:
    low = total(holding.stake.low for holding in held if holding.stake)
    if low <= ALL:
        return []
    return [f"the stakes that are told of it add up to {low[0]:f} %, more than the whole"]
