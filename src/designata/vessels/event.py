"""An event of a ship, as the contract shapes it: what happened, by which rule, out of which rows.

The rule's thresholds stand in the event with their source; so do the caveats, for an event is what
a rule found in messages, not what was seen at sea.
"""

import datetime as dt
from typing import Literal

import msgspec

Type = Literal[
    "gap",
    "encounter",
    "loitering",
    "port_visit",
    "dark_port_call",
    "jump",
    "shared_mmsi",
    "identity_change",
    "drift",
    "draught_change",
]
"""The contract's types of events."""


class Ship(msgspec.Struct, frozen=True):
    """A ship as its messages name it."""

    mmsi: int
    imo: str | None = None
    name: str | None = None


class Rule(msgspec.Struct, frozen=True):
    """What found an event.

    Args:
        id: ``gap``, ``encounter`` and so on.
        thresholds: by parameter, units in the name: ``min_hours``.
        source: who defined the rule and its thresholds.
    """

    id: str
    thresholds: dict[str, float]
    source: str


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """An event.

    Args:
        type: of the event.
        vessels: those that took part; their order is by MMSI.
        start: UTC.
        end: UTC; none while it is open.
        start_position: latitude and longitude in degrees.
        end_position: likewise.
        metrics: measures with their unit in the name: ``distance_km``, ``hours``.
        tier: how much it tells, where the rule has tiers: ``naive``, ``likely_intentional``.
        rule: what found it.
        rows: numbers of the input rows that it rests on, the first and the last of each ship.
        caveats: in plain words.
    """

    type: Type
    vessels: list[Ship]
    start: dt.datetime
    end: dt.datetime | None
    start_position: tuple[float, float] | None
    end_position: tuple[float, float] | None
    metrics: dict[str, float | int | str | list[str] | None]
    tier: str | None = None
    rule: Rule
    rows: list[int] = []
    caveats: list[str] = []
