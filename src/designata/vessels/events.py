"""The door to the rules: positions in, explained events out, sorted by their start.

Which rules run is told by type of event; what is not asked for is not computed.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, get_args

from designata.errors import InputError
from designata.vessels import (
    draught,
    drift,
    encounters,
    fixes,
    gaps,
    loitering,
    port_visits,
    track,
)
from designata.vessels.event import Event, Type
from designata.vessels.gaps import Shore
from designata.vessels.places import Places
from designata.vessels.rules import Rules

if TYPE_CHECKING:
    import polars as pl

HERE: tuple[Type, ...] = (
    "gap",
    "encounter",
    "loitering",
    "port_visit",
    "jump",
    "shared_mmsi",
    "drift",
    "draught_change",
)
"""The types of events that this door finds."""


def events(  # noqa: PLR0913  - what a ship did depends on all of them
    positions: "pl.DataFrame",
    statics: "pl.DataFrame | None",
    rules: Rules,
    *,
    ports: "pl.DataFrame | None" = None,
    shore: Shore | None = None,
    only: Collection[str] | None = None,
    until: dt.datetime | None = None,
    everybody: "tuple[pl.DataFrame, pl.DataFrame] | None" = None,
) -> Iterator[Event]:
    """Finds events.

    Args:
        positions: of ``frames.positions()``, in any order.
        statics: of ``frames.statics()``.
        rules: from ``rules.load``.
        ports: ``name``, ``lat``, ``lon``; without them no port visits are found.
        shore: nautical miles from shore of latitudes and longitudes.
        only: types of events; all if not told.
        until: up to when messages were listened for; see ``Fixes.listened`` if not told.
        everybody: positions and statics of all ships, where those given are of some: whom these
            met, and whether the receivers heard anybody, is looked for among all.

    Raises:
        InputError: for a type of event that there is not.
    """
    wanted = set(HERE if only is None else only)
    unknown = wanted - set(get_args(Type))
    if unknown:
        raise InputError(
            f"there are no events of the type {', '.join(sorted(unknown))}",
            cure=f"use one of {', '.join(get_args(Type))}",
        )
    heard = fixes.of(positions, statics)
    among = heard if everybody is None else fixes.of(*everybody)
    if until is None and len(among):
        until = fixes.when(among.listened())
    places = None if ports is None else Places(ports)
    found: list[Event] = []
    if wanted & {"gap", "draught_change"}:
        silences = list(gaps.find(heard, rules, shore=shore, until=until, among=among))
        found += silences if "gap" in wanted else []
        if "draught_change" in wanted and statics is not None:
            found += draught.find(silences, statics, rules)
    if "encounter" in wanted:
        some = None if everybody is None else heard.mmsi[heard.starts].tolist()
        found += encounters.find(among, rules, ports=places, of=some)
    if "port_visit" in wanted and places is not None:
        found += port_visits.find(heard, rules, ports=places, until=until)
    if "drift" in wanted:
        lengths = _lengths(statics)
        found += drift.find(heard, rules, lengths=lengths)
        found += drift.sudden_stops(heard, rules, lengths=lengths)
    if wanted & {"loitering", "jump", "shared_mmsi"}:
        found += _of_tracks(heard, rules, wanted, shore)
    yield from sorted(found, key=lambda event: (event.start, event.type, event.vessels[0].mmsi))


def _of_tracks(
    heard: fixes.Fixes, rules: Rules, wanted: set[str], shore: Shore | None
) -> Iterator[Event]:
    tracks = track.tracks(heard, rules)
    if "jump" in wanted:
        yield from track.jumps(tracks, rules)
    if "shared_mmsi" in wanted:
        yield from track.shared(tracks, rules)
    if "loitering" in wanted:
        yield from loitering.find(tracks, rules, shore=shore)


def _lengths(statics: "pl.DataFrame | None") -> dict[int, float]:
    """The last length that each ship told; 0 is not told."""
    import polars as pl

    if statics is None:
        return {}
    told = statics.filter(pl.col("length_m") > 0).sort("timestamp", maintain_order=True)
    return dict(told.group_by("mmsi").agg(pl.col("length_m").last()).iter_rows())
