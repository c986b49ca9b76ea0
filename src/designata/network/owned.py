"""The answer to ``control``: who owns and controls an entity, rule by rule, with the arithmetic."""

import datetime as dt
from collections.abc import Collection, Mapping

import msgspec

from designata.errors import InputError
from designata.model import vocabulary
from designata.network import kinds, proof
from designata.network.control import Case, Solution, Verdict, solve
from designata.network.graph import Graph, Listing
from designata.network.holdings import Control, Holding, Holdings, holdings
from designata.network.kinds import Regime
from designata.network.proof import Known, Proof
from designata.network.stake import NOTHING, Stake, rest, total
from designata.store import find
from designata.store.claims import Store
from designata.store.dossier import CAVEAT

_MOST = 10
"""The most records that an answer is given for."""

_CONTROL = {Control.NO: "", Control.MAY: "may control it", Control.YES: "controls it"}


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A percentage between two ends.

    Args:
        low: the least, in per cent.
        high: the most.
        text: the same in words, which keep "more than 50" and "50" apart.
    """

    low: float
    high: float
    text: str

    @classmethod
    def of(cls, stake: Stake) -> "Share":
        """A share for a reader."""
        return cls(low=float(stake.low[0]), high=float(stake.high[0]), text=str(stake))


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """One owner in a line of the arithmetic.

    Args:
        entity: the owner.
        caption: its name.
        status: whether it is listed, blocked by a line above, perhaps blocked, or not blocked.
        stake: what it holds; none where only control is told.
        control: whether it controls the firm by other means.
        counts: whether its stake is added.
        proofs: where that is told.
    """

    entity: str
    caption: str
    status: str
    stake: Share | None
    control: str
    counts: bool
    proofs: list[Proof]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the arithmetic: what blocked owners hold of one entity.

    Args:
        number: of the line; later lines build on it.
        entity: whose owners are added up.
        caption: its name.
        owners: each owner.
        share: the sum.
        verdict: what follows for the entity.
        text: the line in words.
    """

    number: int
    entity: str
    caption: str
    owners: list[Owner]
    share: Share
    verdict: Verdict
    text: str


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule says.

    Args:
        regime: the rule's short name: ``ofac``, ``eu``, ``uk``.
        name: for people.
        verdict: what it says of the entity.
        listed: the designations of the entity itself, where it is listed.
        share: what blocked owners hold of it together.
        unknown: the share whose owners the store does not know.
        owners: the listed ones from whom it follows.
        lines: the arithmetic.
        caveats: what is to be known of it.
        source: where the rule stands.
    """

    regime: str
    name: str
    verdict: Verdict
    listed: list[Listing]
    share: Share
    unknown: Share
    owners: list[str]
    lines: list[Line]
    caveats: list[str]
    source: str


class Owned(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one entity.

    Args:
        entity: its id.
        caption: its name.
        schema: what it is.
        as_of: the day it was asked for, if any.
        rulings: one a rule.
        caveat: what no such answer is.
    """

    entity: str
    caption: str
    schema: str
    as_of: dt.date | None
    rulings: list[Ruling]
    caveat: str = CAVEAT


def control(store: Store, graph: Graph, entity: str, *, as_of: dt.date | None = None) -> Owned:
    """Who owns and controls an entity, by every rule.

    Args:
        store: where names and proof are fetched.
        graph: its ties; see ``load.graph``.
        entity: a record's id.
        as_of: the day that the graph was loaded for.
    """
    target = graph.of(entity)
    found = holdings(graph, target)
    ids = {target} | {holding.owner for holding in found.held}
    names = proof.known(store, ids, as_of=as_of)
    where = {
        (holding.owner, holding.asset): proof.proofs(store, holding.ties, as_of=as_of)
        for holding in found.held
    }
    called = {name: names[name].caption if name in names else name for name in ids}
    return Owned(
        entity=target,
        caption=called[target],
        schema=names[target].schema if target in names else "Thing",
        as_of=as_of,
        rulings=[
            _Ruler(graph, found, names, called, where).ruling(code, regime)
            for code, regime in kinds.regimes().items()
        ],
    )


def answers(store: Store, graph: Graph, query: str, *, as_of: dt.date | None = None) -> list[Owned]:
    """The answer for every record that answers to an id, a number or a name.

    Raises:
        InputError: when more records do than can be meant.
        NotFoundError: when none does.
    """
    records = find.find(store, query, as_of=as_of)
    found = list(dict.fromkeys(graph.of(record) for record in records))
    if len(found) > _MOST:
        raise InputError(
            f"{len(found)} records or more answer to {query!r}",
            where=", ".join(found[:_MOST]) + ", …",
            cure="give the id of one; see: designata show",
        )
    return [control(store, graph, entity, as_of=as_of) for entity in found]


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


class _Ruler:
    """Writes what a rule says of the target, line by line."""

    def __init__(
        self,
        graph: Graph,
        found: Holdings,
        names: Mapping[str, Known],
        called: Mapping[str, str],
        where: Mapping[tuple[str, str], list[Proof]],
    ) -> None:
        self._graph, self._found, self._called, self._where = graph, found, called, where
        self._property = [name for name, known in names.items() if _is_property(known.schema)]

    def ruling(self, code: str, regime: Regime) -> Ruling:
        target = self._found.target
        listed = {n: found for n in self._called if (found := listings(self._graph, n, regime))}
        case = Case(self._found.held, regime, property=self._property)
        solution, seeds = solve(case, list(listed), target)
        own = listed.get(target, [])
        lines = [] if own else self._lines(case, solution, listed)
        verdict = solution.verdict(target)
        held = case.owners.get(target, ())
        unknown = _unknown(held) if target not in self._property else Stake(NOTHING, NOTHING)
        caveats = [f"{self._called.get(e, e)}: {what}" for e, what in self._found.caveats]
        caveats += self._undetermined(listed, seeds, solution)
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
                proofs=self._where[holding.owner, asset],
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
