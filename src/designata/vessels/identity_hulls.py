"""An IMO number on another hull, told by where its bearers are, though they may be of one size.

A number stays with its hull. Where the messages of those that bore it lie further apart than a ship
sails in the time between, there are two hulls: at once, as two tracks, or one after the other, as a
new MMSI that is first seen where the old one cannot have come.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from designata.vessels import fixes, track
from designata.vessels.event import Event, Rule, Ship
from designata.vessels.fixes import HOUR, Fixes, when
from designata.vessels.identity_spans import Story, numbered, rules, stories
from designata.vessels.rules import Rules
from designata.vessels.sphere import KM_PER_NM, distance_km

if TYPE_CHECKING:
    import polars as pl

    from designata.vessels.fixes import Floats, Ints


def find(positions: "pl.DataFrame", statics: "pl.DataFrame", used: Rules) -> Iterator[Event]:
    """An event for each IMO number that was borne in places no one ship can have been in.

    Args:
        positions: of ``frames.positions``.
        statics: of ``frames.statics``.
        used: with ``jump.max_kn`` and ``jump.buffer_hours``, by which a step is too fast.
    """
    import polars as pl

    for story in stories(numbered(statics), "imo", "mmsi"):
        senders = sorted({span.mmsi for span in story.spans})
        if len(senders) < 2:  # noqa: PLR2004  - it takes two
            continue
        mine = fixes.of(positions.filter(pl.col("mmsi").is_in(senders)), statics)
        borne = _borne(track.tracks(mine, used).clean()[0], story, used)
        if len(borne) and (event := _event(borne, story, used)):
            yield event


def _borne(heard: Fixes, story: Story, used: Rules) -> Fixes:
    """The positions that each sent while it bore the number, by time."""
    import polars as pl

    around = pl.duration(hours=used["jump.buffer_hours"])
    times = pl.DataFrame(
        [(span.mmsi, span.start, span.end) for span in story.spans],
        schema={
            "mmsi": pl.Int64,
            "start": pl.Datetime("us", "UTC"),
            "end": pl.Datetime("us", "UTC"),
        },
        orient="row",
    )
    spans = times.group_by("mmsi").agg(pl.col("start").min() - around, pl.col("end").max() + around)
    frame = heard.frame.join(spans, on="mmsi").filter(
        pl.col("timestamp").is_between(pl.col("start"), pl.col("end"))
    )
    frame = frame.drop("start", "end").sort("timestamp", "row", maintain_order=True)
    return Fixes(frame, heard.ships)


class _Steps(msgspec.Struct, frozen=True):
    """Steps from a bearer to another that no ship sails: where they begin, how far, how fast."""

    at: "Ints"
    km: "Floats"
    knots: "Floats"


def _impossible(borne: Fixes, used: Rules) -> _Steps:
    import numpy as np

    hours = (borne.time[1:] - borne.time[:-1]) / HOUR
    km = distance_km(borne.lat[:-1], borne.lon[:-1], borne.lat[1:], borne.lon[1:])
    padded = np.hypot(hours, used["jump.buffer_hours"])
    knots = km / KM_PER_NM / padded
    at = np.flatnonzero((borne.mmsi[1:] != borne.mmsi[:-1]) & (knots > used["jump.max_kn"]))
    return _Steps(at, km[at], knots[at])


def _event(borne: Fixes, story: Story, used: Rules) -> Event | None:
    steps = _impossible(borne, used)
    if not len(steps.at):
        return None
    first, last = int(steps.at[0]), int(steps.at[-1]) + 1
    furthest = int(steps.km.argmax())
    senders = sorted({int(borne.mmsi[at]) for step in steps.at for at in (step, step + 1)})
    hours = _together(borne, senders)
    told = rules().rule["imo_hull"]
    return Event(
        type="identity_change",
        vessels=[Ship(mmsi, story.key, borne.ship(mmsi).name) for mmsi in senders],
        start=when(int(borne.time[first])),
        end=when(int(borne.time[last])),
        start_position=borne.position(int(steps.at[furthest])),
        end_position=borne.position(int(steps.at[furthest]) + 1),
        metrics={
            "steps": len(steps.at),
            "distance_km": float(steps.km[furthest]),
            "implied_speed_kn": float(steps.knots.max()),
            "together_hours": hours,
            "seen": "at once" if hours > 0 else "one after the other",
        },
        tier="imo_hull",
        rule=Rule(
            id="identity.imo_hull",
            thresholds={name: used[f"jump.{name}"] for name in ("max_kn", "buffer_hours")},
            source=told.source,
        ),
        rows=borne.rows([first, last]),
        caveats=list(told.caveats),
    )


def _together(borne: Fixes, senders: list[int]) -> float:
    """Hours for which at least two of them were heard at once."""
    ends = []
    for mmsi in senders:
        time = borne.time[borne.mmsi == mmsi]
        ends += [(int(time.min()), 1), (int(time.max()), -1)]
    open_now = since = total = 0
    for time, change in sorted(ends):
        total += time - since if open_now > 1 else 0
        open_now, since = open_now + change, time
    return total / HOUR
