"""The story of some ships: files of AIS read, events found, risks added up.

The one place where readers, rules, identities, dark port calls and risk meet; what the lists say of
a ship is handed in.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from designata.errors import InputError
from designata.model import identifiers
from designata.vessels import ais, coast, dark_calls, events, identity, identity_hulls, ports
from designata.vessels.ais_quarantine import Quarantine
from designata.vessels.event import Event, Ship
from designata.vessels.risk import Known, Report, reports
from designata.vessels.rules import Rules

if TYPE_CHECKING:
    import polars as pl

_IDENTITY = {"identity_change", "shared_mmsi"}


class Story(NamedTuple):
    """What some ships did.

    Args:
        ships: by MMSI, as they last named themselves.
        positions: theirs.
        events: by their start.
        risk: a report each.
        quarantine: what of the files was left out or emptied, by reason.
        rows: that were read.
        guesses: how each file was understood.
        begins: the number of each file's first row.
    """

    ships: list[Ship]
    positions: "pl.DataFrame"
    events: list[Event]
    risk: list[Report]
    quarantine: Quarantine
    rows: int
    guesses: tuple[str, ...]
    begins: tuple[int, ...]

    def ships_met(self) -> list[Ship]:
        """Every ship that took part in an event."""
        return list({ship: None for event in self.events for ship in event.vessels})


def tell(  # noqa: PLR0913  - files, whose, by which rules, with what the lists say
    paths: Sequence[Path],
    rules: Rules,
    *,
    imo: str | None = None,
    mmsi: int | None = None,
    only: Collection[str] | None = None,
    known: Callable[[Sequence[Ship]], Mapping[str, Known]] | None = None,
    now: dt.datetime | None = None,
) -> Story:
    """Reads files and tells what the ships in them did.

    Args:
        paths: of AIS.
        rules: from ``rules.load``.
        imo: only this ship.
        mmsi: only this one.
        only: types of events; all if not told.
        known: what the lists say of ships, by IMO number or MMSI as text.
        now: UTC; rows of a later clock are set aside.

    Raises:
        InputError: when a file cannot be read, a type is none, or the ship is not in the files.
    """
    read = ais.read(paths, now=now)
    ships = _ships(read.positions, read.statics)
    asked = _asked(ships, imo, mmsi)
    positions, statics = read.positions, read.statics
    if asked is not None:
        import polars as pl

        mine = pl.col("mmsi").is_in([ship.mmsi for ship in asked])
        positions, statics = positions.filter(mine), statics.filter(mine)
    everybody = None if asked is None else (read.positions, read.statics)
    found = _events(positions, statics, rules, only, everybody)
    if asked is not None:
        numbers = {ship.mmsi for ship in asked}
        found = [one for one in found if any(ship.mmsi in numbers for ship in one.vessels)]
        ships = asked
    return Story(
        ships,
        positions,
        found,
        _risk(ships, positions, found, known) if only is None else [],
        read.quarantine,
        read.rows,
        read.guesses,
        read.begins,
    )


def _events(
    positions: "pl.DataFrame",
    statics: "pl.DataFrame",
    rules: Rules,
    only: Collection[str] | None,
    everybody: "tuple[pl.DataFrame, pl.DataFrame] | None",
) -> list[Event]:
    """The events of some ships; whom they met is looked for among everybody."""
    wanted = None if only is None else set(only)
    run = set(events.HERE) if wanted is None else wanted
    found = list(
        events.events(
            positions,
            statics,
            rules,
            ports=ports.frame(),
            shore=coast.shore(),
            only=run | {"gap"} if "dark_port_call" in run else run,
            everybody=everybody,
        )
    )
    if wanted is None or "dark_port_call" in wanted:
        gaps = [event for event in found if event.type == "gap"]
        speed = dark_calls.speeds(positions, rules, _types(statics))
        found += dark_calls.find(gaps, speed, rules)
    if wanted is None or wanted & _IDENTITY:
        found += identity.events(statics)
        found += identity_hulls.find(positions, statics, rules)
    if wanted is not None:
        found = [event for event in found if event.type in wanted]
    return sorted(found, key=lambda event: (event.start, event.type, event.vessels[0].mmsi))


def _risk(
    ships: Sequence[Ship],
    positions: "pl.DataFrame",
    found: Sequence[Event],
    known: Callable[[Sequence[Ship]], Mapping[str, Known]] | None,
) -> list[Report]:
    last = positions["timestamp"].max() if len(positions) else None
    if not isinstance(last, dt.datetime):
        return []
    partners = {ship.mmsi: ship for event in found for ship in event.vessels}
    everyone = [*ships, *(ship for number, ship in partners.items() if number)]
    told = known(everyone) if known else {}
    return reports(ships, found, told, as_of=last.date())


def _ships(positions: "pl.DataFrame", statics: "pl.DataFrame") -> list[Ship]:
    """The ships that were heard, as they last named themselves."""
    import polars as pl

    named = statics.group_by("mmsi").agg(
        pl.col("imo").drop_nulls().last(), pl.col("name").drop_nulls().last()
    )
    heard = pl.concat([positions.select("mmsi"), statics.select("mmsi")]).unique().drop_nulls()
    rows = heard.join(named, on="mmsi", how="left").sort("mmsi")
    return [Ship(mmsi, imo, name) for mmsi, imo, name in rows.iter_rows()]


def _types(statics: "pl.DataFrame") -> dict[int, int]:
    rows = statics.select("mmsi", "ship_type").drop_nulls()
    return dict(rows.iter_rows())


def _asked(ships: Sequence[Ship], imo: str | None, mmsi: int | None) -> list[Ship] | None:
    """Those that were asked for; none if all are."""
    if imo is None and mmsi is None:
        return None
    imo = identifiers.normalise("imoNumber", imo) or imo if imo else None
    found = [
        ship
        for ship in ships
        if (imo is None or ship.imo == imo) and (mmsi is None or ship.mmsi == mmsi)
    ]
    if not found:
        which = f"IMO {imo}" if imo else f"MMSI {mmsi}"
        raise InputError(
            f"no ship of {which} is in the files",
            cure="see which are with: designata track FILE --json",
        )
    return found
