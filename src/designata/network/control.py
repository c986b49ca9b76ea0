"""Whether ownership and control block an entity, under a rule, with the arithmetic.

The rule is applied from the listed owners on: whoever they hold enough of is blocked too, and its
stakes then count whole, until nothing is added (a least fixpoint, so loops are no trouble). It is
reckoned twice: with the least that every stake can be, and with the most. What is blocked by the
least is blocked; what is not blocked even by the most is not; of the rest one cannot tell.
"""

import enum
from collections.abc import Callable, Collection, Mapping

import msgspec

from designata.network.holdings import Control, Holding
from designata.network.kinds import Regime
from designata.network.stake import ALL, NOTHING, Bound, Stake, reaches, rest, total


class Verdict(enum.StrEnum):
    """What a rule says of an entity."""

    BLOCKED = "blocked"
    NOT_BLOCKED = "not blocked"
    CANNOT_TELL = "cannot tell"


class Solution(msgspec.Struct, frozen=True):
    """What a rule blocks, starting from some listed entities.

    Args:
        surely: who is blocked by the least that stakes can be, with the round in which it came in.
        maybe: the same by the most that they can be.
    """

    surely: Mapping[str, int]
    maybe: Mapping[str, int]

    def verdict(self, entity: str) -> Verdict:
        """What the rule says of an entity."""
        if entity in self.surely:
            return Verdict.BLOCKED
        return Verdict.CANNOT_TELL if entity in self.maybe else Verdict.NOT_BLOCKED


class Case:
    """Holdings under a rule.

    Args:
        held: who holds what of whom.
        regime: the rule.
        property: what is no firm but property, such as a ship: any share of it is enough.

    >>> from decimal import Decimal
    >>> from designata.network.kinds import regimes
    >>> half = Stake((Decimal(50), 0), (Decimal(50), 0))
    >>> case = Case([Holding("a", "b", half), Holding("b", "c", half)], regimes()["ofac"])
    >>> case.solve(["a"]).verdict("c"), str(case.share("c", case.solve(["a"])))
    (<Verdict.BLOCKED: 'blocked'>, '50 %')
    """

    def __init__(
        self,
        held: Collection[Holding],
        regime: Regime,
        *,
        property: Collection[str] = (),  # noqa: A002  - the law's word
    ) -> None:
        self.regime, self.property = regime, frozenset(property)
        self.owners: dict[str, list[Holding]] = {}
        self._assets: dict[str, list[str]] = {}
        for holding in held:
            self.owners.setdefault(holding.asset, []).append(holding)
            self._assets.setdefault(holding.owner, []).append(holding.asset)

    def solve(self, listed: Collection[str]) -> Solution:
        """What the rule blocks, if these are listed."""
        return Solution(self._spread(listed, self._surely), self._spread(listed, self._maybe))

    def share(self, asset: str, solution: Solution) -> Stake:
        """How much of an entity blocked ones hold together: the least and the most."""
        low = self._least(asset, solution.surely)
        return Stake(low, max(low, self._most(asset, solution.maybe)))

    def _spread(
        self, listed: Collection[str], enough: Callable[[str, Mapping[str, int]], bool]
    ) -> dict[str, int]:
        found = dict.fromkeys(listed, 0)
        front, number = list(listed), 0
        while front:
            number += 1
            reached = {asset for owner in front for asset in self._assets.get(owner, ())}
            front = sorted(a for a in reached if a not in found and enough(a, found))
            found |= dict.fromkeys(front, number)
        return found

    def _surely(self, asset: str, blocked: Mapping[str, int]) -> bool:
        return self._enough(asset, self._least(asset, blocked), blocked, Control.YES)

    def _maybe(self, asset: str, blocked: Mapping[str, int]) -> bool:
        return self._enough(asset, self._most(asset, blocked), blocked, Control.MAY)

    def _enough(self, asset: str, held: Bound, blocked: Mapping[str, int], at: Control) -> bool:
        if asset in self.property:
            if held > NOTHING:
                return True
        elif reaches(held, self.regime.share, more=self.regime.more):
            return True
        return self.regime.control and any(
            holding.owner in blocked and holding.control >= at for holding in self.owners[asset]
        )

    def _least(self, asset: str, blocked: Mapping[str, int]) -> Bound:
        """What blocked owners hold at least."""
        held = self.owners.get(asset, ())
        return min(ALL, total(h.stake.low for h in held if h.stake and h.owner in blocked))

    def _most(self, asset: str, blocked: Mapping[str, int]) -> Bound:
        """What they hold at most: no more than the others leave, as far as that is consistent."""
        stakes = [(h.stake, h.owner in blocked) for h in self.owners.get(asset, ()) if h.stake]
        most = total(stake.high for stake, counts in stakes if counts)
        left = rest(total(stake.low for stake, counts in stakes if not counts))
        least = total(stake.low for stake, counts in stakes if counts)
        return min(ALL, max(min(most, left), least))


def solve(case: Case, listed: Collection[str], target: str) -> tuple[Solution, list[str]]:
    """What a rule says of an entity, and from whose stakes that follows.

    Where the rule does not add up the stakes of several, each listed owner is taken by itself, and
    the answer is that which weighs most.

    Args:
        case: the holdings and the rule.
        listed: who is listed under it.
        target: the entity.
    """
    if target in listed or case.regime.together or not listed:
        return case.solve(listed), sorted(listed)
    alone = [(case.solve([one]), [one]) for one in sorted(listed)]

    def weight(found: tuple[Solution, list[str]]) -> tuple[bool, bool, Stake]:
        solution = found[0]
        return target in solution.surely, target in solution.maybe, case.share(target, solution)

    return max(alone, key=weight)
