"""Port visits: entering, stopping, starting and leaving, and silences in port.

A ship is in port from when it comes within one distance of a port's point until it is beyond a
larger one; it stops below one speed and starts at a larger one. How much of that was seen makes the
confidence, from 1 (only passed) to 4 (entered, stopped or fell silent, and left).
"""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from designata.vessels.event import Event
from designata.vessels.fixes import HOUR, Fixes, when
from designata.vessels.places import Places
from designata.vessels.rules import Rules, caveats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from designata.vessels.fixes import Bools, Ints

ENTRY, GAP_BEGIN, GAP_END, STOP_BEGIN, STOP_END, EXIT = (
    "entry",
    "gap_begin",
    "gap_end",
    "stop_begin",
    "stop_end",
    "exit",
)
_ORDER = (ENTRY, GAP_BEGIN, GAP_END, STOP_BEGIN, STOP_END, EXIT)
_SEA, _PORT, _STOPPED = 0, 1, 2
_CHANGES = {
    (_SEA, _PORT): (ENTRY,),
    (_SEA, _STOPPED): (ENTRY, STOP_BEGIN),
    (_PORT, _SEA): (EXIT,),
    (_PORT, _STOPPED): (STOP_BEGIN,),
    (_STOPPED, _SEA): (STOP_END, EXIT),
    (_STOPPED, _PORT): (STOP_END,),
}
_MOST = 200


class Seen(msgspec.Struct, frozen=True, order=True):
    """Something that happened in port: when, what, at which port, at which position."""

    time: int
    rank: int
    port: int
    index: int


def find(
    heard: Fixes, rules: Rules, *, ports: Places, until: dt.datetime | None = None
) -> Iterator[Event]:
    """Port visits of all ships.

    Args:
        heard: positions.
        rules: with ``port_visit.enter_km`` and others.
        ports: names and points.
        until: up to when messages were listened for; see ``Fixes.listened`` if not told.
    """
    fixes = heard.located()
    if not len(fixes):
        return
    end = fixes.listened() if until is None else round(until.timestamp() * 1_000_000)
    for visit in visits(happenings(fixes, rules, ports, end - 1)):
        yield _event(fixes, rules, ports, visit)


def happenings(fixes: Fixes, rules: Rules, ports: Places, end: int) -> Iterator[list[Seen]]:
    """What happened in ports, a list a ship, in order.

    Args:
        fixes: positions, located.
        rules: with ``port_visit.enter_km`` and others.
        ports: names and points.
        end: the last moment at which something could have been heard.
    """
    import numpy as np

    nearest, km = ports.within(fixes.lat, fixes.lon, rules["port_visit.exit_km"])
    first = np.zeros(len(fixes), dtype=bool)
    first[fixes.starts] = True
    in_port = _hold(km <= rules["port_visit.enter_km"], km >= rules["port_visit.exit_km"], first)
    state = _states(fixes, rules, in_port, first)
    port = _last_known(np.where(in_port, nearest, -1), first)
    gap = round(rules["port_visit.gap_hours"] * HOUR)
    silent = np.zeros(len(fixes), dtype=bool)
    silent[1:] = (fixes.time[1:] - fixes.time[:-1] >= gap) & (state[:-1] != _SEA)
    told = np.zeros(len(fixes), dtype=bool)
    told[1:] = state[1:] != state[:-1]
    told = (told | silent) & ~first
    last = np.zeros(len(fixes), dtype=bool)
    last[np.append(fixes.starts[1:], len(fixes)) - 1] = True
    waiting = last & (state != _SEA) & (end - fixes.time >= gap)
    seen: list[Seen] = []
    ship = None
    for index in np.flatnonzero(told | waiting).tolist():
        if fixes.mmsi[index] != ship:
            if seen:
                yield sorted(seen)
            seen, ship = [], fixes.mmsi[index]
        at, here = int(fixes.time[index]), int(port[index])
        if silent[index]:
            begun = int(fixes.time[index - 1]) + gap
            seen.append(Seen(begun, _ORDER.index(GAP_BEGIN), here, index - 1))
            seen.append(Seen(at, _ORDER.index(GAP_END), here, index))
        if told[index]:
            for change in _CHANGES.get((int(state[index - 1]), int(state[index])), ()):
                seen.append(Seen(at, _ORDER.index(change), here, index))
        if waiting[index]:
            seen.append(Seen(at + gap, _ORDER.index(GAP_BEGIN), here, index))
    if seen:
        yield sorted(seen)


def _hold(yes: "Bools", no: "Bools", first: "Bools") -> "Bools":
    """A state that holds between what begins and what ends it; each ship begins without."""
    import numpy as np

    decided = yes | no | first
    at = np.maximum.accumulate(np.where(decided, np.arange(len(yes)), 0))
    found: Bools = yes[at]
    return found


def _states(fixes: Fixes, rules: Rules, in_port: "Bools", first: "Bools") -> "NDArray[np.int8]":
    import numpy as np

    stop = fixes.speed <= rules["port_visit.stop_kn"]
    start = fixes.speed >= rules["port_visit.start_kn"]
    # a ship that was not in port a moment ago cannot have been stopped there
    away = np.append(True, ~in_port[:-1])
    stopped = _hold(stop, start | (away & ~stop), first)
    state: NDArray[np.int8] = np.where(in_port, np.where(stopped, _STOPPED, _PORT), _SEA).astype(
        "i1"
    )
    return state


def _last_known(port: "Ints", first: "Bools") -> "Ints":
    import numpy as np

    at = np.maximum.accumulate(np.where((port >= 0) | first, np.arange(len(port)), 0))
    found: Ints = port[at]
    return found


def visits(ships: Iterator[list[Seen]]) -> Iterator[list[Seen]]:
    """What happened, put together into visits: from an entry, or from the first thing seen, on."""
    for seen in ships:
        visit: list[Seen] = []
        for one in seen:
            if _ORDER[one.rank] == ENTRY and visit:
                yield visit
                visit = []
            visit.append(one)
            if _ORDER[one.rank] == EXIT:
                yield visit
                visit = []
        if visit:
            yield visit


def confidence(kinds: set[str]) -> int:
    """How sure it is that a ship visited, by what was seen of it.

    >>> confidence({"entry", "exit"}), confidence({"stop_end", "exit"}), confidence({"gap_begin"})
    (1, 3, 2)
    """
    rested = bool(kinds & {STOP_BEGIN, STOP_END, GAP_BEGIN, GAP_END})
    return 2 + len(kinds & {ENTRY, EXIT}) if rested else 1


def _event(fixes: Fixes, rules: Rules, ports: Places, visit: list[Seen]) -> Event:
    first, last = visit[0], visit[-1]
    sure = confidence({_ORDER[one.rank] for one in visit})
    told = visit if len(visit) <= _MOST else visit[: _MOST // 2] + visit[-_MOST // 2 :]
    said = caveats("port_visit")
    if _ORDER[last.rank] != EXIT:
        said.append("Its leaving was not seen; the end is that of what was.")
    return Event(
        type="port_visit",
        vessels=[fixes.ship(int(fixes.mmsi[first.index]))],
        start=when(first.time),
        end=when(last.time),
        start_position=fixes.position(first.index),
        end_position=fixes.position(last.index),
        metrics={
            "port": ports.names[first.port],
            "port_lat": float(ports.lat[first.port]),
            "port_lon": float(ports.lon[first.port]),
            "end_port": ports.names[last.port],
            "hours": (last.time - first.time) / HOUR,
            "confidence": sure,
            "seen": [f"{when(one.time):%Y-%m-%dT%H:%M:%SZ} {_ORDER[one.rank]}" for one in told],
        },
        tier=f"confidence_{sure}",
        rule=rules.rule("port_visit"),
        rows=fixes.rows(sorted({first.index, last.index})),
        caveats=said,
    )
