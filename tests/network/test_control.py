"""The rules of ownership, against a plain solver of another make."""

import random
from decimal import Decimal
from itertools import combinations

import pytest

from designata.network.control import Case, Verdict, solve
from designata.network.holdings import Control, Holding
from designata.network.kinds import Regime, regimes
from designata.network.stake import NOTHING, UNKNOWN, Stake, parse


def share(text: str) -> Stake:
    stake = parse(text)
    assert stake
    return stake


def held(*rows: tuple[str, str, str]) -> list[Holding]:
    return [Holding(owner, asset, share(stake)) for owner, asset, stake in rows]


def verdict(regime: str, rows: list[Holding], listed: list[str], target: str) -> Verdict:
    solution, _ = solve(Case(rows, regimes()[regime]), listed, target)
    return solution.verdict(target)


# Examples of https://ofac.treasury.gov/faqs/401, with our own names.
FAQ = [
    ("indirectly, whole", [("x", "a", "50"), ("a", "b", "50")], ["x"], "b", "blocked"),
    ("below half, no chain", [("x", "a", "25"), ("a", "b", "50")], ["x"], "b", "not blocked"),
    (
        "direct and indirect",
        [("x", "a", "50"), ("x", "b", "10"), ("a", "b", "40")],
        ["x"],
        "b",
        "blocked",
    ),
    (
        "two chains",
        [("x", "a", "50"), ("x", "b", "50"), ("a", "c", "25"), ("b", "c", "25")],
        ["x"],
        "c",
        "blocked",
    ),
    ("two persons", [("x", "a", "25"), ("y", "a", "25")], ["x", "y"], "a", "blocked"),
    (
        "one branch only",
        [("x", "a", "50"), ("x", "b", "25"), ("a", "c", "25"), ("b", "c", "25")],
        ["x"],
        "c",
        "not blocked",
    ),
]


@pytest.mark.parametrize(("rows", "listed", "target", "told"), [row[1:] for row in FAQ])
def test_ofac_rule(
    rows: list[tuple[str, str, str]], listed: list[str], target: str, told: str
) -> None:
    assert verdict("ofac", held(*rows), listed, target) == told


def test_half_blocks_in_the_us_and_the_eu_and_not_in_the_uk() -> None:
    half, more = held(("x", "a", "50")), held(("x", "a", "more than 50 %"))
    assert [verdict(r, half, ["x"], "a") for r in ("ofac", "eu", "uk")] == [
        "blocked",
        "blocked",
        "not blocked",
    ]
    assert verdict("uk", more, ["x"], "a") == "blocked"


def test_the_uk_does_not_add_up_two_persons() -> None:
    rows = held(("x", "a", "30"), ("y", "a", "30"))
    assert [verdict(r, rows, ["x", "y"], "a") for r in ("ofac", "eu", "uk")] == [
        "blocked",
        "blocked",
        "not blocked",
    ]


def test_control_counts_in_the_eu_and_the_uk_and_a_sign_of_it_leaves_it_open() -> None:
    controls = [Holding("x", "a", None, Control.YES)]
    assert [verdict(r, controls, ["x"], "a") for r in ("ofac", "eu", "uk")] == [
        "not blocked",
        "blocked",
        "blocked",
    ]
    sign = [Holding("x", "a", None, Control.MAY)]
    assert verdict("uk", sign, ["x"], "a") == "cannot tell"


def test_decimal_shares_add_up_exactly() -> None:
    rows = held(*((name, "a", "16.67") for name in "xy"), ("z", "a", "16.66"))
    assert verdict("ofac", rows, ["x", "y", "z"], "a") == "blocked"


def test_an_unknown_stake_leaves_it_open_unless_others_hold_the_rest() -> None:
    unknown = Holding("x", "a", UNKNOWN)
    assert verdict("ofac", [unknown], ["x"], "a") == "cannot tell"
    assert verdict("ofac", [unknown, *held(("z", "a", "60"))], ["x"], "a") == "not blocked"


def test_any_share_of_a_ship_blocks_it() -> None:
    case = Case([Holding("x", "ship", UNKNOWN)], regimes()["ofac"], property=["ship"])
    assert case.solve(["x"]).verdict("ship") is Verdict.BLOCKED


def test_a_loop_without_listed_owners_blocks_nobody() -> None:
    rows = held(("a", "b", "100"), ("b", "a", "100"))
    assert verdict("ofac", rows, ["x"], "b") == "not blocked"


# The plain solver: of all sets that contain the listed ones and are closed under the rule, the
# smallest. It tries every set.


def _closed(sets: list[frozenset[str]], listed: frozenset[str], enough: object) -> frozenset[str]:
    assert callable(enough)
    names = frozenset().union(*sets)
    fitting = [
        each
        for each in sets
        if listed <= each and not any(enough(name, each) for name in names - each)
    ]
    return min(fitting, key=len)


def _sums(rows: list[Holding], asset: str, members: frozenset[str]) -> tuple[Decimal, Decimal]:
    stakes = [h for h in rows if h.asset == asset and h.stake]
    low = sum((h.stake.low[0] for h in stakes if h.owner in members and h.stake), Decimal(0))
    high = sum((h.stake.high[0] for h in stakes if h.owner in members and h.stake), Decimal(0))
    others = sum((h.stake.low[0] for h in stakes if h.owner not in members and h.stake), Decimal(0))
    high = max(min(high, 100 - others), low)
    return min(low, Decimal(100)), min(high, Decimal(100))


def _brute(rows: list[Holding], regime: Regime, listed: list[str], target: str) -> str:
    names = sorted({h.owner for h in rows} | {h.asset for h in rows} | set(listed))
    sets = [frozenset(c) for size in range(len(names) + 1) for c in combinations(names, size)]

    def blocked(seeds: frozenset[str], end: int) -> bool:
        def enough(asset: str, members: frozenset[str]) -> bool:
            part = _sums(rows, asset, members)[end]
            by_share = part > regime.share if regime.more else part >= regime.share
            level = Control.MAY if end else Control.YES
            return by_share or (
                regime.control
                and any(
                    h.asset == asset and h.owner in members and h.control >= level for h in rows
                )
            )

        return target in _closed(sets, seeds, enough)

    groups = [frozenset(listed)] if regime.together else [frozenset([one]) for one in listed]
    if any(blocked(group, 0) for group in groups):
        return "blocked"
    return "cannot tell" if any(blocked(group, 1) for group in groups) else "not blocked"


def _random_rows(chance: random.Random, names: str) -> list[Holding]:
    rows = []
    for asset in names:
        left = 100
        for owner in chance.sample(names, chance.randint(0, 3)):
            if owner == asset or left <= 0:
                continue
            low = chance.choice([0, 10, 25, 40, 50, 51, 60])
            high = min(100, low + chance.choice([0, 0, 0, 10, 50]))
            low = min(low, left)
            left -= low
            control = chance.choice([Control.NO] * 6 + [Control.MAY, Control.YES])
            stake = Stake((Decimal(low), 0), (Decimal(max(low, high)), 0))
            rows.append(Holding(owner, asset, stake, control))
    return rows


@pytest.mark.parametrize("code", ["ofac", "eu", "uk"])
def test_equals_the_plain_solver_on_random_graphs_with_loops(code: str) -> None:
    chance = random.Random(f"ownership {code}")  # noqa: S311  - a test needs no secrets
    seen = set()
    for _ in range(1000 if code == "ofac" else 250):
        names = "abcdef"[: chance.randint(3, 6)]
        rows = _random_rows(chance, names)
        listed = sorted(chance.sample(names, chance.randint(1, 2)))
        target = chance.choice(names)
        told = verdict(code, rows, listed, target)
        assert told == _brute(rows, regimes()[code], listed, target), (rows, listed, target)
        seen.add(str(told))
    assert seen == {"blocked", "not blocked", "cannot tell"}


def test_every_world_within_the_intervals_agrees() -> None:
    chance = random.Random("worlds")  # noqa: S311  - a test needs no secrets
    regime = regimes()["ofac"]
    for _ in range(200):
        names = "abcdef"
        rows = _random_rows(chance, names)
        listed = sorted(chance.sample(names, 2))
        solution = Case(rows, regime).solve(listed)
        for _ in range(5):
            world = _world(chance, rows)
            if world is None:
                continue
            case = Case(world, regime)
            truth = case.solve(listed)
            for name in names:
                if solution.verdict(name) is not Verdict.CANNOT_TELL:
                    assert truth.verdict(name) is solution.verdict(name)
                bounds = Case(rows, regime).share(name, solution)
                assert bounds.low <= case.share(name, truth).low <= bounds.high


def _world(chance: random.Random, rows: list[Holding]) -> list[Holding] | None:
    """The rows with a share in place of every interval; none where they add up to too much."""
    world = []
    for row in rows:
        assert row.stake
        low, high = int(row.stake.low[0]), int(row.stake.high[0])
        part = (Decimal(chance.randint(low, high)), 0)
        world.append(row._replace(stake=Stake(part, part)))
    for asset in {row.asset for row in world}:
        shares = [row.stake.low[0] for row in world if row.asset == asset and row.stake]
        if sum(shares) > 100:
            return None
    return world


def test_a_long_chain_is_no_trouble() -> None:
    rows = [Holding(str(n), str(n + 1), share("50")) for n in range(20_000)]
    assert verdict("ofac", rows, ["0"], "20000") == "blocked"
    assert Case(rows, regimes()["ofac"]).share("7", Case([], regimes()["ofac"]).solve([])).low == (
        NOTHING
    )
