"""The cap on refined petroleum to North Korea as a ledger: what was reported, what is estimated.

Reports to the 1718 Committee are counted as told. Deliveries that someone saw are estimated low,
middle and high, from the tonnes told or from the tanker's size and how full it may have been, with
barrels in a tonne by product. The two are never added up: a delivery may stand in both.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Literal

import msgspec

from designata.errors import InputError
from designata.vessels.goods import Cap, table


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """Refined petroleum that reached North Korea, or is said to have.

    Args:
        day: of the delivery, or the last of the month reported on.
        kind: a state's report, or someone's observation.
        source: whose word it is.
        barrels: if told.
        tonnes: of cargo, if told.
        deadweight_t: of the tanker, where no amount is told.
        product: a key of the table of barrels in a tonne, if known.
    """

    day: dt.date
    kind: Literal["reported", "observed"]
    source: str
    barrels: float | None = None
    tonnes: float | None = None
    deadweight_t: float | None = None
    product: str | None = None


class Amount(msgspec.Struct, frozen=True):
    """Barrels, between bounds."""

    low: float
    mid: float
    high: float

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.low + other.low, self.mid + other.mid, self.high + other.high)


class Ledger(msgspec.Struct, frozen=True):
    """A year's account.

    Args:
        year: which.
        cap: the most barrels, and by which rule.
        reported: barrels that states reported.
        estimated: barrels by observations.
        passed: the day on which each account went over the cap, where it did.
        entries: each delivery with its barrels, by day.
    """

    year: int
    cap: Cap
    reported: Amount
    estimated: Amount
    passed: dict[str, dt.date]
    entries: list[tuple[Delivery, Amount]]


def barrels(delivery: Delivery) -> Amount:
    """A delivery's barrels, low, middle and high.

    Raises:
        InputError: when it tells no amount, a negative one, or a product that is not in the table.

    >>> barrels(Delivery(day=dt.date(2024, 3, 7), kind="observed", source="", deadweight_t=5000))
    Amount(low=10923.0, mid=18075.0, high=38250.0)
    """
    for told in (delivery.barrels, delivery.tonnes, delivery.deadweight_t):
        if told is not None and not 0 <= told < 1e7:  # noqa: PLR2004  - no ship carries more
            raise InputError(f"a delivery cannot be of {told}", where=delivery.source)
    if delivery.barrels is not None:
        return Amount(delivery.barrels, delivery.barrels, delivery.barrels)
    if delivery.tonnes is not None:
        tonnes = dict.fromkeys(("low", "mid", "high"), delivery.tonnes)
    elif delivery.deadweight_t is not None:
        tonnes = {bound: delivery.deadweight_t * share for bound, share in table().laden.items()}
    else:
        raise InputError(
            "a delivery tells no amount",
            where=delivery.source,
            cure="give barrels, tonnes or the tanker's deadweight_t",
        )
    factor = _factors(delivery)
    return Amount(*(round(tonnes[bound] * factor[bound], 1) for bound in ("low", "mid", "high")))


def ledger(deliveries: Iterable[Delivery], year: int) -> Ledger:
    """The account of a year.

    Raises:
        InputError: when there was no cap in that year, or a delivery tells no amount.

    >>> fuel = Delivery(day=dt.date(2024, 3, 7), kind="reported", source="China", tonnes=70000.0)
    >>> account = ledger([fuel], 2024)
    >>> round(account.reported.low), round(account.reported.high), account.passed["reported_high"]
    (463400, 595000, datetime.date(2024, 3, 7))
    """
    cap = next(
        (
            one
            for one in table().cap
            if one.since <= dt.date(year, 12, 31)
            and dt.date(year, 12, 31) <= (one.until or dt.date.max)
        ),
        None,
    )
    if cap is None:
        raise InputError(f"there was no cap in {year}", cure="ask for 2017 or later")
    entries = sorted(
        (
            (one, barrels(one))
            for one in deliveries
            if one.day.year == year and one.day >= cap.since
        ),
        key=lambda entry: entry[0].day,
    )
    sums = {"reported": Amount(0, 0, 0), "observed": Amount(0, 0, 0)}
    passed: dict[str, dt.date] = {}
    for delivery, amount in entries:
        sums[delivery.kind] += amount
        name = "reported" if delivery.kind == "reported" else "estimated"
        for bound in ("low", "mid", "high"):
            if getattr(sums[delivery.kind], bound) > cap.barrels:
                passed.setdefault(f"{name}_{bound}", delivery.day)
    return Ledger(year, cap, sums["reported"], sums["observed"], passed, entries)


def _factors(delivery: Delivery) -> dict[str, float]:
    known = table().barrels_per_tonne
    if delivery.product is None:
        return {bound: known[product] for bound, product in table().unknown_product.items()}
    if delivery.product not in known:
        raise InputError(
            f"no density is known of {delivery.product!r}",
            where=delivery.source,
            cure=f"use one of {', '.join(known)}",
        )
    return dict.fromkeys(("low", "mid", "high"), known[delivery.product])
