"""A risk report on a ship: what its events add up to, each factor with points, evidence and source.

Listed is said apart from scored: a designation is a fact, behaviour is a reason to look. Points,
bounds and sources stand in ``data/vessel_risk.toml``; the sum is no probability.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from designata.data import load
from designata.vessels import ports
from designata.vessels.event import Event, Ship


class Listing(msgspec.Struct, frozen=True):
    """A designation, as the store tells it."""

    authority: str
    program: str = ""
    since: str = ""
    until: str | None = None
    entity: str = ""


class Known(msgspec.Struct, frozen=True):
    """What the store says of a ship.

    Args:
        listings: its designations; one with an end no longer holds.
        built: the year.
        flag_false: whether a list or registry calls its flag false.
        caption: its name on the lists.
        entities: the ids of its entries.
    """

    listings: tuple[Listing, ...] = ()
    built: int | None = None
    flag_false: bool = False
    caption: str = ""
    entities: tuple[str, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether a designation holds.

        >>> Known(listings=(Listing("US OFAC", until="2020-01-01"),)).listed
        False
        """
        return any(listing.until is None for listing in self.listings)


class Evidence(msgspec.Struct, frozen=True):
    """What a factor rests on.

    Args:
        event: the event's place in the list that was given; none where it is the store's word.
        text: in words.
        points: what it adds, before the factor's bound.
    """

    event: int | None
    text: str
    points: float


class Factor(msgspec.Struct, frozen=True):
    """Something that adds to the sum."""

    id: str
    title: str
    points: float
    evidence: list[Evidence]
    source: str


class Report(msgspec.Struct, frozen=True):
    """What is known and what is scored.

    Args:
        ship: which.
        as_of: the last day looked at.
        since: the first.
        listings: designations that hold, and those that held; no points.
        points: the sum of the factors.
        level: ``low``, ``elevated`` or ``high``.
        factors: those that add something, most first.
        version: of the table of points.
        caveats: in plain words.
    """

    ship: Ship
    as_of: dt.date
    since: dt.date
    listings: tuple[Listing, ...]
    points: float
    level: str
    factors: list[Factor]
    version: int
    caveats: list[str]


class _Points(msgspec.Struct, frozen=True):
    title: str
    points: float
    most: float
    source: str


class _Table(msgspec.Struct, frozen=True):
    version: int
    lookback_days: int
    loitering_hours: float
    loitering_shore_nm: float
    old_years: int
    elevated: float
    high: float
    caveats: list[str]
    factor: dict[str, _Points]


@cache
def table() -> _Table:
    """The points and bounds that ship with this version."""
    return load("vessel_risk", _Table)


def report(
    ship: Ship, events: Sequence[Event], known: Mapping[str, Known], *, as_of: dt.date
) -> Report:
    """Adds up what a ship did in the days before.

    Args:
        ship: which.
        events: of any ships; those of others are passed over.
        known: what the store says, by IMO number or MMSI as text.
        as_of: the last day that counts.

    >>> report(Ship(1), [], {}, as_of=dt.date(2024, 4, 2)).level
    'low'
    """
    [told] = reports([ship], events, known, as_of=as_of)
    return told


def reports(
    ships: Iterable[Ship], events: Sequence[Event], known: Mapping[str, Known], *, as_of: dt.date
) -> list[Report]:
    """The same for many ships, the events looked through once.

    Args:
        ships: which.
        events: of any ships.
        known: what the store says, by IMO number or MMSI as text.
        as_of: the last day that counts.
    """
    took_part: dict[int | str, list[int]] = {}
    for at, event in enumerate(events):
        names = {name for other in event.vessels for name in (other.mmsi, other.imo) if name}
        for name in names:
            took_part.setdefault(name, []).append(at)
    told = []
    for ship in ships:
        places = {*took_part.get(ship.mmsi, ()), *took_part.get(ship.imo or "", ())}
        told.append(_report(ship, [(at, events[at]) for at in sorted(places)], known, as_of))
    return told


def _report(
    ship: Ship, events: Iterable[tuple[int, Event]], known: Mapping[str, Known], as_of: dt.date
) -> Report:
    """Of the events that a ship took part in, each with its place in the list that was given."""
    rules = table()
    since = as_of - dt.timedelta(days=rules.lookback_days)
    found: dict[str, list[Evidence]] = {}
    for at, event in events:
        ended = (event.end or event.start).date()
        if ended < since or event.start.date() > as_of:
            continue
        for factor, text in _told(event, ship, known):
            found.setdefault(factor, []).append(Evidence(at, text, rules.factor[factor].points))
    about = _of(ship, known)
    for factor, text in _by_the_store(about, as_of):
        found.setdefault(factor, []).append(Evidence(None, text, rules.factor[factor].points))
    factors = [_factor(name, evidence) for name, evidence in found.items()]
    factors.sort(key=lambda one: (-one.points, one.id))
    total = sum(one.points for one in factors)
    return Report(
        ship=ship,
        as_of=as_of,
        since=since,
        listings=about.listings,
        points=total,
        level="high" if total >= rules.high else "elevated" if total >= rules.elevated else "low",
        factors=factors,
        version=rules.version,
        caveats=list(rules.caveats),
    )


def _factor(name: str, evidence: list[Evidence]) -> Factor:
    told = table().factor[name]
    points = min(told.most, sum(one.points for one in evidence))
    return Factor(name, told.title, points, evidence, told.source)


def _of(ship: Ship, known: Mapping[str, Known]) -> Known:
    """What is known under the IMO number, which stays with the hull, else under the MMSI."""
    return (known.get(ship.imo) if ship.imo else None) or known.get(str(ship.mmsi)) or Known()


def _told(event: Event, ship: Ship, known: Mapping[str, Known]) -> Iterator[tuple[str, str]]:
    """The factors of an event, and what to say."""
    if event.type == "encounter":
        yield from _met(event, ship, known)
    elif teller := _TELLERS.get(event.type):
        yield from teller(event)


def _met(event: Event, ship: Ship, known: Mapping[str, Known]) -> Iterator[tuple[str, str]]:
    for other in event.vessels:
        if other.mmsi == ship.mmsi:
            continue
        about = _of(other, known)
        name = about.caption or other.name or f"MMSI {other.mmsi}"
        if about.listed:
            by = ", ".join(sorted({one.authority for one in about.listings if one.until is None}))
            yield "encounter_listed", f"met {name}, listed by {by}, {_when(event)}"
        else:
            yield "encounter", f"met {name}, {_when(event)}"


def _gap(event: Event) -> Iterator[tuple[str, str]]:
    # One that has not ended may be no more than the end of what was listened to.
    if event.end is None or event.metrics.get("receiver") == "suspect":
        return
    factor = {"likely_intentional": "gap_likely", "near_shore": "gap_near_shore"}
    hours = event.metrics.get("hours")
    text = f"{hours:.0f} h" if isinstance(hours, float) else "a gap"
    yield factor.get(event.tier or "", "gap_naive"), f"{text}, {_when(event)}"


def _dark_call(event: Event) -> Iterator[tuple[str, str]]:
    ids = event.metrics.get("port_ids")
    feasible = [
        port for name in (ids if isinstance(ids, list) else []) if (port := ports.by_id(name))
    ]
    korean = [port.name for port in feasible if port.country == "kp"]
    others = [port.name for port in feasible if port.country != "kp"]
    if korean:
        yield "dark_call_dprk", f"possible: {', '.join(korean)}, {_when(event)}"
    if others:
        yield "dark_call_other", f"possible: {', '.join(others)}, {_when(event)}"


def _loitering(event: Event) -> Iterator[tuple[str, str]]:
    hours, shore = event.metrics.get("hours"), event.metrics.get("mean_shore_nm")
    long = isinstance(hours, float) and hours >= table().loitering_hours
    if long and isinstance(shore, float) and shore >= table().loitering_shore_nm:
        yield "loitering", f"{hours:.0f} h, {shore:.0f} nm from shore, {_when(event)}"


def _draught(event: Event) -> Iterator[tuple[str, str]]:
    before, after = event.metrics.get("before_m"), event.metrics.get("after_m")
    yield "draught_change", f"from {before} to {after} m, {_when(event)}"


_IDENTITIES = {
    "flag_hopping": "flag_hopping",
    "invalid_mid": "false_flag",
    "imo_two_mmsi": "identity_shared",
    "imo_hull": "identity_shared",
    "mmsi_two_imo": "identity_shared",
}
"""The factors of tiers of changes of identity; any other is a change."""


def _identity(event: Event) -> Iterator[tuple[str, str]]:
    tier = event.tier or "identity"
    old, new = event.metrics.get("from"), event.metrics.get("to")
    values = f" from {old} to {new}" if old and new else ""
    yield (
        _IDENTITIES.get(tier, "identity_change"),
        f"{tier.replace('_', ' ')}{values}, {_when(event)}",
    )


def _port_visit(event: Event) -> Iterator[tuple[str, str]]:
    if event.tier == "confidence_1" or event.start_position is None:
        return
    port = ports.within(*event.start_position, event.start.date())
    if port:
        factor = "port_visit_dprk" if port.country == "kp" else "port_visit_other"
        yield factor, f"{port.name}, {_when(event)}: {port.reason}"


def _shared(event: Event) -> Iterator[tuple[str, str]]:
    yield "shared_mmsi", _when(event)


def _jump(event: Event) -> Iterator[tuple[str, str]]:
    yield "jump", _when(event)


_TELLERS: dict[str, Callable[[Event], Iterator[tuple[str, str]]]] = {
    "gap": _gap,
    "dark_port_call": _dark_call,
    "loitering": _loitering,
    "draught_change": _draught,
    "identity_change": _identity,
    "port_visit": _port_visit,
    "shared_mmsi": _shared,
    "jump": _jump,
}


def _by_the_store(about: Known, as_of: dt.date) -> Iterator[tuple[str, str]]:
    if about.flag_false:
        yield "false_flag", "a list or registry calls its flag false"
    if about.built is None:
        yield "age_unknown", "no year of build is known"
    elif (age := as_of.year - about.built) >= table().old_years:
        yield "old", f"built in {about.built}: about {age} years"


def _when(event: Event) -> str:
    start = event.start.date()
    end = event.end.date() if event.end else None
    if end is None:
        return f"from {start}, not ended"
    return f"{start}" if end == start else f"{start} to {end}"
