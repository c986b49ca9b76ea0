"""A ship's time as SVG: how fast it went, when it was not heard, and its events in lanes."""

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from designata.vessels.event import Event

if TYPE_CHECKING:
    import polars as pl

_WIDTH, _LEFT, _LANE, _SPEED = 1120, 118, 24, 64
_BINS = 400
_STEPS_H = (1, 3, 6, 12, 24, 48, 120, 240, 720, 2160, 8760)
_MOST_TICKS = 10


def timeline(positions: "pl.DataFrame", events: Sequence[tuple[int, Event]]) -> str:
    """The SVG of one ship; empty where nothing has a time.

    Args:
        positions: the ship's, in the shape of ``frames.positions``.
        events: those of the ship, each with its number on the page.
    """
    heard = positions["timestamp"].drop_nulls()
    times = heard.gather([0, len(heard) - 1]).to_list() if len(heard) else []
    times += [time for _, event in events for time in (event.start, event.end) if time]
    if not times:
        return ""
    start, end = min(times), max(times)
    return "".join(_timeline(positions, events, start, max(end, start + dt.timedelta(hours=1))))


def _timeline(
    positions: "pl.DataFrame",
    events: Sequence[tuple[int, Event]],
    start: dt.datetime,
    end: dt.datetime,
) -> Iterator[str]:
    span = (end - start).total_seconds()

    def x(time: dt.datetime) -> float:
        return _LEFT + (time - start).total_seconds() / span * (_WIDTH - _LEFT - 12)

    lanes = list(dict.fromkeys(event.type for _, event in events))
    height = 34 + _SPEED + _LANE * len(lanes) + 8
    yield (
        f'<svg class="timeline" viewBox="0 0 {_WIDTH} {height}" role="img" '
        'aria-label="Time line of speed and events">\n'
    )
    for time, label in _ticks(start, end):
        yield f'<path class="tick" d="M{x(time):.1f} 20V{height - 8}"/>'
        if x(time) < _WIDTH - 44:
            yield f'<text class="when" x="{x(time) + 3:.1f}" y="14">{label}</text>\n'
    for _, event in events:
        if event.type == "gap":
            left, right = x(event.start), x(event.end or end)
            yield (
                f'<rect class="silence" x="{left:.1f}" y="24" width="{max(2, right - left):.1f}" '
                f'height="{_SPEED}"/>\n'
            )
    yield f'<text class="lane" x="0" y="{24 + _SPEED / 2 + 4:g}">speed</text>\n'
    yield from _speeds(positions, start, end)
    for at, kind in enumerate(lanes):
        top = 34 + _SPEED + _LANE * at
        yield f'<text class="lane" x="0" y="{top + 14}">{escape(kind.replace("_", " "))}</text>\n'
        yield f'<path class="rule" d="M{_LEFT} {top + 9.5:g}H{_WIDTH - 12}"/>\n'
        for number, event in events:
            if event.type == kind:
                yield from _bar(number, event, (x(event.start), x(event.end or end)), top)
    yield "</svg>\n"


def _bar(number: int, event: Event, ends: tuple[float, float], top: float) -> Iterator[str]:
    left, wide = ends[0], max(16.0, ends[1] - ends[0])
    left = min(left, _WIDTH - 12 - wide)
    told = f"{number}: {event.start:%Y-%m-%d %H:%M}"
    told += f" to {event.end:%Y-%m-%d %H:%M} UTC" if event.end else " UTC, not ended"
    yield (
        f'<a href="#event-{number}" class="mark {event.type}{"" if event.end else " open"}">'
        f"<title>{told}</title>"
        f'<rect x="{left:.1f}" y="{top}" width="{wide:.1f}" height="19" rx="4"/>'
        f'<text x="{left + wide / 2:.1f}" y="{top + 13.5:g}">{number}</text></a>\n'
    )


def _speeds(positions: "pl.DataFrame", start: dt.datetime, end: dt.datetime) -> Iterator[str]:
    """The fastest speed of each of some hundred stretches of time, as bars."""
    import polars as pl

    span = (end - start).total_seconds()
    part = (pl.col("timestamp") - start).dt.total_microseconds() / 1e6 / span * _BINS
    binned = (
        positions.filter(pl.col("speed_kn").is_between(0, 60))
        .group_by(part.floor().clip(0, _BINS - 1).cast(int).alias("bin"))
        .agg(pl.col("speed_kn").max())
        .sort("bin")
    )
    if binned.is_empty():
        return
    most = max(5.0, float(binned.select(pl.col("speed_kn").max()).item()))
    wide, floor = (_WIDTH - _LEFT - 12) / _BINS, 24 + _SPEED
    bars = "".join(
        f"M{_LEFT + at * wide:.1f} {floor}v-{max(1.0, kn / most * _SPEED):.1f}h{wide:.2f}V{floor}Z"
        for at, kn in binned.iter_rows()
    )
    yield f'<path class="speed" d="{bars}"/>'
    yield f'<text class="most" x="{_LEFT - 6}" y="33">{most:.0f} kn</text>\n'


def _ticks(start: dt.datetime, end: dt.datetime) -> Iterator[tuple[dt.datetime, str]]:
    hours = (end - start).total_seconds() / 3600
    step = next((one for one in _STEPS_H if hours / one <= _MOST_TICKS), 8760 * 5)
    epoch = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    width = dt.timedelta(hours=step)
    time = epoch + (-((epoch - start) // width)) * width
    while time <= end:
        if step < 24 and time.hour:  # noqa: PLR2004
            yield time, f"{time:%H:%M}"
        else:
            yield time, f"{time.day} {time:%b}" if step < 720 else f"{time:%b %Y}"  # noqa: PLR2004
        time += width
