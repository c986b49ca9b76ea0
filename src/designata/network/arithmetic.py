"""Writes what a rule says of an entity: the verdict, and the arithmetic line by line."""

from collections.abc import Collection, Mapping

from designata.model import vocabulary
from designata.network.control import Case, Solution, Verdict, solve
from designata.network.graph import Graph, Listing, Tie
from designata.network.holdings import Control, Holding, Holdings
from designata.network.kinds import Regime
from designata.network.proof import Known, Proof
from designata.network.ruling import Line, Owner, Ruling, Share
from designata.network.stake import NOTHING, Stake, rest, total

_CONTROL = {Control.NO: "", Control.MAY: "may control it", Control.YES: "controls it"}


def listings(graph: Graph, entity: str, regime: Regime) -> list[Listing]:
    """The designations of an entity that count under a rule.

    A list that names no authority and no country is taken to be of any: a caveat says so.
    """
    return [
        listing
        for listing in graph.listings.get(entity, ())
        if listing.dataset not in regime.datasets_not
        and (listing.country == regime.country or (not listing.country and _named(listing, regime)))
    ]


def _named(listing: Listing, regime: Regime) -> bool:
    plain = listing.authority.casefold()
    return not plain or any(word in plain for word in regime.authorities)


class Ruler:
    """Writes what a rule says of the target, line by line."""

    def __init__(
        self,
        graph: Graph,
        found: Holdings,
        names: Mapping[str, Known],
        called: Mapping[str, str],
        where: Mapping[Tie, Proof],
    ) -> None:
        self._graph, self._found, self._called, self._where = graph, found, called, where
        self._ships = [name for name, known in names.items() if _is_ship(known.schema)]
        self._property = [name for name, known in names.items() if _is_property(known.schema)]

    def ruling(self, code: str, regime: Regime) -> Ruling:
        """What one rule says, by its short name."""
        target = self._found.target
        listed = {n: found for n in self._called if (found := listings(self._graph, n, regime))}
        banned = [] if regime.ships else [ship for ship in self._ships if listed.pop(ship, None)]
        case = Case(self._found.held, regime, property=self._property)
        solution, seeds = solve(case, list(listed), target)
        own = listed.get(target, [])
        lines = [] if own else self._lines(case, solution, listed)
        verdict = solution.verdict(target)
        held = case.owners.get(target, ())
        unknown = _unknown(held) if target not in self._property else Stake(NOTHING, NOTHING)
        caveats = [f"{self._called.get(e, e)}: {what}" for e, what in self._found.caveats]
        caveats += self._undetermined(listed, seeds, solution)
        if target in banned:
            caveats.append("it is listed as a ship, which bans it from ports and freezes nothing")
        if not own and not held:
            verdict = Verdict.CANNOT_TELL
            caveats.append("the store knows no owner of it")
        elif not own and verdict is not Verdict.BLOCKED and unknown.high > NOTHING:
            caveats.append(f"who owns {unknown} of it is not known to the store")
        if not own:
            caveats.append(regime.caveat)
        return Ruling(
            regime=code,
            name=regime.name,
            verdict=verdict,
            listed=own,
            share=Share.of(case.share(target, solution)),
            unknown=Share.of(unknown),
            owners=[] if own else _roots(case, solution, seeds, target),
            lines=lines,
            caveats=list(dict.fromkeys(caveats)),
            source=regime.source,
        )

    def _undetermined(
        self, listed: Mapping[str, list[Listing]], seeds: Collection[str], solution: Solution
    ) -> list[str]:
        return [
            f"{self._called[name]} is listed by a list that does not say whose it is; it counts"
            for name in seeds
            if name in solution.maybe
            and not any(one.country or one.authority for one in listed[name])
        ]

    def _lines(
        self, case: Case, solution: Solution, listed: Mapping[str, list[Listing]]
    ) -> list[Line]:
        """A line for everyone whose owners decide something, in the order in which they do."""
        target = self._found.target
        never = len(self._called)
        assets = [
            asset
            for asset, held in case.owners.items()
            if asset not in listed
            and (asset == target or any(h.owner in solution.maybe for h in held))
        ]
        assets.sort(
            key=lambda asset: (
                asset == target,
                solution.surely.get(asset, never),
                solution.maybe.get(asset, never),
                asset,
            )
        )
        numbers = {asset: number for number, asset in enumerate(assets, 1)}
        return [self._line(case, solution, listed, asset, numbers) for asset in assets]

    def _line(
        self,
        case: Case,
        solution: Solution,
        listed: Mapping[str, list[Listing]],
        asset: str,
        numbers: Mapping[str, int],
    ) -> Line:
        owners = [
            Owner(
                entity=holding.owner,
                caption=self._called[holding.owner],
                status=self._status(holding.owner, solution, listed, numbers),
                stake=Share.of(holding.stake) if holding.stake else None,
                control=_CONTROL[holding.control],
                counts=holding.owner in solution.maybe,
                proofs=[self._where[tie] for tie in holding.ties if tie in self._where],
            )
            for holding in case.owners[asset]
        ]
        owners.sort(key=lambda owner: (-(owner.stake.high if owner.stake else 0), owner.entity))
        share, verdict = case.share(asset, solution), solution.verdict(asset)
        test = _test(case, asset)
        return Line(
            number=numbers[asset],
            entity=asset,
            caption=self._called[asset],
            owners=owners,
            share=Share.of(share),
            verdict=verdict,
            text=_text(self._called[asset], owners, share, test, verdict),
        )

    def _status(
        self,
        owner: str,
        solution: Solution,
        listed: Mapping[str, list[Listing]],
        numbers: Mapping[str, int],
    ) -> str:
        if owner in listed and owner in solution.maybe:
            first = listed[owner][0]
            since = f" since {first.since}" if first.since else ""
            return f"listed{f' by {first.authority}' if first.authority else ''}{since}"
        line = f" by line {numbers[owner]}" if owner in numbers else ""
        if owner in solution.surely:
            return f"blocked{line}"
        if owner in solution.maybe:
            return f"perhaps blocked{line}"
        return "listed, but taken by itself" if owner in listed else f"not blocked{line}"


def _is_property(schema: str) -> bool:
    """Whether it is a thing, such as a ship, not a firm or a person."""
    found = vocabulary.schema(schema)
    return found.is_a("Asset") and not found.is_a("LegalEntity")


def _is_ship(schema: str) -> bool:
    return vocabulary.schema(schema).is_a("Vessel")


def _unknown(held: Collection[Holding]) -> Stake:
    """The share whose owners are not known."""
    low = rest(total(holding.stake.high for holding in held if holding.stake))
    high = rest(total(holding.stake.low for holding in held if holding.stake))
    return Stake(max(low, NOTHING), max(high, NOTHING))


def _roots(case: Case, solution: Solution, seeds: Collection[str], target: str) -> list[str]:
    """The listed ones whose holdings lead to the target through blocked ones only."""
    queue, found = [target], []
    for asset in queue:
        for holding in case.owners.get(asset, ()):
            owner = holding.owner
            if owner in solution.maybe and owner not in queue:
                queue.append(owner)
                if owner in seeds:
                    found.append(owner)
    return sorted(found)


def _test(case: Case, asset: str) -> str:
    if asset in case.property:
        return "any share of a thing is enough"
    share = case.regime.share
    enough = f"more than {share} % is enough" if case.regime.more else f"{share} % is enough"
    return f"{enough}, or control" if case.regime.control else enough


def _text(caption: str, owners: list[Owner], share: Stake, test: str, verdict: Verdict) -> str:
    counted = [
        f"{_held(owner)} ({owner.caption}, {owner.status})" for owner in owners if owner.counts
    ]
    others = [
        f"{_held(owner)} ({owner.caption}, {owner.status})" for owner in owners if not owner.counts
    ]
    total_ = f" = {share}" if any(owner.stake for owner in owners if owner.counts) else ""
    beside = f"; not counted: {', '.join(others)}" if others else ""
    start = " + ".join(counted) if counted else "no blocked owner"
    return f"{caption}: {start}{total_}; {test}: {verdict}{beside}"


def _held(owner: Owner) -> str:
    parts = [owner.stake.text if owner.stake else "", owner.control]
    return " and ".join(part for part in parts if part)
