"""Change of draught across a gap: a ship that was heard again deeper or higher than before.

Tankers are told loaded from empty by their class, which is taken from their length.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from designata.vessels.event import Event
from designata.vessels.rules import Rules, caveats, definitions

if TYPE_CHECKING:
    import polars as pl

_TANKERS = range(80, 90)
_NOTE = "The load state is by length of tankers in general, not of this ship."


def find(gaps: Iterable[Event], statics: "pl.DataFrame", rules: Rules) -> Iterator[Event]:
    """Changes across gaps.

    Args:
        gaps: events of gaps; those still open tell nothing.
        statics: of ``frames.statics()``.
        rules: with ``draught_change.min_change_m``.
    """
    told = _told(statics)
    for gap in gaps:
        said = told.get(gap.vessels[0].mmsi, [])
        if gap.end is None or not said:
            continue
        before = [row for row in said if row[0] <= gap.start]
        after = [row for row in said if row[0] >= gap.end]
        if before and after:
            change = after[0][1] - before[-1][1]
            # draughts are in tenths of a metre, whose sums are not exact
            if abs(change) >= rules["draught_change.min_change_m"] - 1e-9:
                yield _event(gap, before[-1], after[0], rules)


_Said = tuple[dt.datetime, float, int, float | None, int | None]


def _told(statics: "pl.DataFrame") -> dict[int, list[_Said]]:
    """Draughts of each ship with time, row, length and type; 0 means that it is not told."""
    import polars as pl

    columns = ["mmsi", "timestamp", "draught_m", "row", "length_m", "ship_type"]
    rows = (
        statics.drop_nulls(["mmsi", "timestamp", "draught_m"])
        .filter(pl.col("draught_m") > 0)
        .sort("timestamp", maintain_order=True)
        .select(columns)
    )
    found: dict[int, list[_Said]] = {}
    for mmsi, *said in rows.iter_rows():
        found.setdefault(mmsi, []).append((said[0], said[1], said[2], said[3], said[4]))
    return found


def load_state(draught: float, length: float | None, ship_type: int | None) -> str | None:
    """Whether a tanker is loaded; none where it cannot be told.

    >>> load_state(20.0, 333.0, 80), load_state(9.0, 333.0, 80), load_state(14.0, 333.0, 80)
    ('laden', 'ballast', None)
    """
    if length is None or ship_type not in _TANKERS:
        return None
    for kind in definitions()["draught_change"].classes:
        if length >= kind.min_length_m:
            if draught <= kind.ballast_m:
                return "ballast"
            return "laden" if draught >= kind.laden_m else None
    return None


def _event(gap: Event, before: _Said, after: _Said, rules: Rules) -> Event:
    states = [load_state(said[1], said[3], said[4]) for said in (before, after)]
    said = caveats("draught_change")
    return Event(
        type="draught_change",
        vessels=gap.vessels,
        start=gap.start,
        end=gap.end,
        start_position=gap.start_position,
        end_position=gap.end_position,
        metrics={
            "before_m": before[1],
            "after_m": after[1],
            "change_m": round(after[1] - before[1], 3),
            "load_before": states[0],
            "load_after": states[1],
            "gap_hours": gap.metrics["hours"],
        },
        tier="deeper" if after[1] > before[1] else "higher",
        rule=rules.rule("draught_change"),
        rows=[before[2], after[2]],
        caveats=[*said, _NOTE] if any(states) else said,
    )
