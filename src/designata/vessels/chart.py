"""A chart of what one ship did, as SVG for a page: coast, track by speed, gaps, events, ports.

Mercator, so that courses keep their angles; the date line is crossed like any other meridian.
Nothing is loaded and nothing runs: tooltips are SVG titles, numbers link to the page's rows.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

import msgspec

from designata.vessels import coast
from designata.vessels.event import Event
from designata.vessels.ports import Port, ports

if TYPE_CHECKING:
    import polars as pl

WIDTH = 1120
SPEEDS = ((0.5, "stopped"), (3.0, "under 3 kn"), (8.0, "3 to 8 kn"), (12.0, "8 to 12 kn"))
"""Bounds of the classes of speed below which a stretch of track has its colour, and their names."""
FASTEST = "12 kn and more"

_BREAK_S = 6 * 3600.0  # fixes further apart are not joined: what lies between is not known
_MOST = 6000  # fixes drawn: more are thinned evenly
_NEAR = 2.5  # degrees around the track in which possible ports widen the chart
_MARK = 19.0  # pixels from number to number
_LINE = 13.0  # pixels from name to name
_LABEL = 48.0  # pixels that a meridian's name takes
_BARS_NM = (2, 5, 10, 20, 50, 100, 200, 500, 1000)
_STEPS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)


class View(msgspec.Struct, frozen=True):
    """A window on the sea.

    Args:
        west: longitude of the left side; east of it they run on past 180.
        top: Mercator's northing of the upper side, in degrees of longitude at the equator.
        scale: pixels a degree of longitude.
        height: in pixels.
    """

    west: float
    top: float
    scale: float
    height: float

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """A place in pixels."""
        turned = (lon - self.west + 90) % 360 - 90
        return turned * self.scale, (self.top - _northing(lat)) * self.scale

    @property
    def box(self) -> coast.Box:
        """South, west, north and east of what is seen."""
        south = _latitude(self.top - self.height / self.scale)
        return south, self.west, _latitude(self.top), self.west + WIDTH / self.scale


def _northing(lat: float) -> float:
    held = math.radians(max(-84.0, min(84.0, lat)))
    return math.degrees(math.asinh(math.tan(held)))


def _latitude(northing: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(northing))))


def fit(places: Iterable[tuple[float, float]]) -> View:
    """The view that holds all places, with a rim.

    >>> [round(side) for side in fit([(-17.0, 179.0), (-18.0, -179.0)]).box]
    [-18, 179, -17, 181]
    """
    held = list(places) or [(0.0, 0.0)]
    first = held[0][1]
    lons = [first + (lon - first + 180) % 360 - 180 for _, lon in held]
    norths = [_northing(lat) for lat, _ in held]
    west, east, low, high = min(lons), max(lons), min(norths), max(norths)
    wide, tall = max(0.4, east - west) * 1.2, max(0.2, high - low) * 1.25
    wide = min(360.0, max(wide, tall * WIDTH / 760))
    tall = max(tall, wide * 420 / WIDTH)
    return View(
        west=(west + east - wide) / 2,
        top=(low + high + tall) / 2,
        scale=WIDTH / wide,
        height=round(tall * WIDTH / wide),
    )


def chart(positions: "pl.DataFrame", events: Sequence[tuple[int, Event]]) -> str:
    """The SVG of one ship.

    Args:
        positions: the ship's, in the shape of ``frames.positions``, sorted by time.
        events: those of the ship, each with its number on the page.
    """
    return "".join(_chart(_known(positions), events))


def _known(positions: "pl.DataFrame") -> "pl.DataFrame":
    import polars as pl

    known = positions.filter(pl.col("lat").is_between(-90, 90) & pl.col("lon").is_finite())
    return known if known.height <= _MOST else known.gather_every(-(-known.height // _MOST))


def _chart(track: "pl.DataFrame", events: Sequence[tuple[int, Event]]) -> Iterator[str]:
    places = [(lat, lon) for lat, lon in track.select("lat", "lon").iter_rows()]
    places += [
        place
        for _, event in events
        for place in (event.start_position, event.end_position)
        if place
    ]
    possible = _possible(events)
    near = fit(places).box
    held = [
        port.point
        for port in ports()
        if port.id in possible
        and near[0] - _NEAR < port.point[0] < near[2] + _NEAR
        and -_NEAR < (port.point[1] - near[1] + 90) % 360 - 90 < near[3] - near[1] + _NEAR
    ]
    view = fit([*places, *held])
    yield (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {view.height:g}" role="img" '
        'aria-label="Chart of the track, its gaps and events">\n'
        f'<rect class="sea" width="{WIDTH}" height="{view.height:g}"/>\n'
    )
    yield from _land(view)
    yield from _graticule(view)
    yield from _ports(view, possible)
    yield from _gaps(view, events)
    yield from _track(view, track)
    yield from _marks(view, events)
    yield from _scale_bar(view)
    yield "</svg>\n"


def _land(view: View) -> Iterator[str]:
    rings = coast.clipped(view.box)
    if not rings:
        return
    parts = []
    for ring in rings:
        points = [view.xy(lat, lon) for lon, lat in ring.tolist()]
        parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    path = "".join(parts)
    for name in ("shoal deep", "shoal", "land"):  # the shallows are a wide stroke under the land
        yield f'<path class="{name}" d="{path}"/>\n'


def _graticule(view: View) -> Iterator[str]:
    south, west, north, east = view.box
    step = next((one for one in _STEPS if (east - west) / one <= 9), _STEPS[-1])  # noqa: PLR2004
    yield '<g class="graticule">\n'
    for n in range(math.ceil(west / step), math.floor(east / step) + 1):
        x, _ = view.xy(0.0, n * step)
        yield f'<path d="M{x:.1f} 0V{view.height:g}"/>'
        if x < WIDTH - _LABEL:
            yield f'<text x="{x + 3:.1f}" y="12">{_degrees(n * step, "EW")}</text>\n'
    for n in range(math.ceil(south / step), math.floor(north / step) + 1):
        _, y = view.xy(n * step, west)
        yield f'<path d="M0 {y:.1f}H{WIDTH}"/>'
        yield f'<text x="4" y="{y - 3:.1f}">{_degrees(n * step, "NS")}</text>\n'
    yield "</g>\n"


def _degrees(value: float, letters: str) -> str:
    """An angle as charts write it.

    >>> _degrees(181.5, "EW"), _degrees(42.0, "NS")
    ('178°30′W', '42°N')
    """
    if letters == "EW":
        value = (value + 180) % 360 - 180
    whole, minutes = divmod(round(abs(value) * 60), 60)
    letter = letters[0] if value >= 0 else letters[1]
    return f"{whole}°{minutes:02}′{letter}" if minutes else f"{whole}°{letter}"


def _possible(events: Sequence[tuple[int, Event]]) -> dict[str, float]:
    """Ports that a gap left time for, with the longest stay in hours."""
    found: dict[str, float] = {}
    for _, event in events:
        if event.type == "dark_port_call":
            ids = event.metrics.get("port_ids")
            for name in ids if isinstance(ids, list) else []:
                hours = event.metrics.get(f"stay_hours:{name}")
                if isinstance(hours, float):
                    found[name] = max(hours, found.get(name, 0.0))
    return found


def _ports(view: View, possible: Mapping[str, float]) -> Iterator[str]:
    """Ports in view, the possible ones first, for a name that would cover another is left out."""
    yield '<g class="ports">\n'
    taken: list[tuple[float, float, float]] = []
    for port in sorted(ports(), key=lambda port: port.id not in possible):
        x, y = view.xy(*port.point)
        if not (0 <= x <= WIDTH and 0 <= y <= view.height):
            continue
        hours = possible.get(port.id)
        told = "" if hours is None else f"; possible, up to {hours:.0f} h in port"
        kind = "port" if hours is None else "port possible"
        yield f'<g class="{kind}"><title>{escape(_scripts(port) + told)}</title>'
        yield f'<path d="M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5Z"/>'
        wide = 7.0 * len(port.name)
        for anchor, at in (("start", x + 9), ("end", x - 9)):
            left = at if anchor == "start" else at - wide
            inside = left >= 0 and left + wide <= WIDTH
            if inside and not any(
                left < right and one < left + wide and abs(y - other) < _LINE
                for one, right, other in taken
            ):
                taken.append((left, left + wide, y))
                yield f'<text x="{at:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">'
                yield f"{escape(port.name)}</text>"
                break
        yield "</g>\n"
    yield "</g>\n"


def _scripts(port: Port) -> str:
    names = [port.latin, port.hangul, port.cyrillic, port.han, port.arabic, port.persian]
    return f"{' · '.join(some[0] for some in names if some)}: {port.reason}"


def _gaps(view: View, events: Sequence[tuple[int, Event]]) -> Iterator[str]:
    for number, event in events:
        if event.type == "gap" and event.start_position and event.end_position:
            (x1, y1), (x2, y2) = view.xy(*event.start_position), view.xy(*event.end_position)
            yield f'<path class="gap-line" d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}">'
            yield f"<title>{number}: not heard</title></path>\n"


def _track(view: View, track: "pl.DataFrame") -> Iterator[str]:
    """Stretches from fix to fix, those of one class of speed as one path."""
    rows = track.select("timestamp", "lat", "lon", "speed_kn").rows()
    paths: dict[int, list[str]] = {}
    last: tuple[int, float, float] | None = None
    for (t1, lat1, lon1, _), (t2, lat2, lon2, speed) in itertools.pairwise(rows):
        seconds = (t2 - t1).total_seconds()
        (x1, y1), (x2, y2) = view.xy(lat1, lon1), view.xy(lat2, lon2)
        if seconds > _BREAK_S or abs(x2 - x1) > WIDTH / 2:
            last = None
            continue
        kind = _class(speed)
        if last == (kind, x1, y1):
            paths[kind].append(f"L{x2:.1f} {y2:.1f}")
        else:
            paths.setdefault(kind, []).append(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}")
        last = kind, x2, y2
    yield '<g class="track">\n'
    if paths:
        whole = "".join(part for kind in sorted(paths) for part in paths[kind])
        yield f'<path class="case" d="{whole}"/>\n'
    for kind in sorted(paths):
        yield f'<path class="s{kind}" d="{"".join(paths[kind])}"/>\n'
    for end, name in ((0, "first heard"), (-1, "last heard")) if rows else ():
        time, lat, lon, _ = rows[end]
        x, y = view.xy(lat, lon)
        yield f'<circle class="end" cx="{x:.1f}" cy="{y:.1f}" r="4">'
        yield f"<title>{name} {time:%Y-%m-%d %H:%M} UTC</title></circle>\n"
    yield "</g>\n"


def _class(speed: float | None) -> int:
    """The class of a speed; unknown speeds go with the slowest under way."""
    if speed is None or speed != speed:  # noqa: PLR0124  - not a number
        return 1
    return next((at for at, (bound, _) in enumerate(SPEEDS) if speed < bound), len(SPEEDS))


def _marks(view: View, events: Sequence[tuple[int, Event]]) -> Iterator[str]:
    """The events' numbers, moved apart where they would cover each other."""
    taken: list[tuple[float, float]] = []
    for number, event in events:
        place = _middle(view, event)
        if place is None:
            continue
        x, y = _free(place, taken)
        taken.append((x, y))
        if (x, y) != place:
            yield f'<path class="leader" d="M{place[0]:.1f} {place[1]:.1f}L{x:.1f} {y:.1f}"/>'
        told = f"{number}: {event.type.replace('_', ' ')}, {event.start:%Y-%m-%d %H:%M}"
        told += f" to {event.end:%Y-%m-%d %H:%M} UTC" if event.end else " UTC, not ended"
        yield (
            f'<a href="#event-{number}" class="mark {event.type}">'
            f"<title>{escape(told)}</title>"
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9.5"/>'
            f'<text x="{x:.1f}" y="{y + 4:.1f}">{number}</text></a>\n'
        )


def _middle(view: View, event: Event) -> tuple[float, float] | None:
    """Where an event's number belongs: a gap's between its ends, another's at its start."""
    if event.start_position is None:
        return None
    x, y = view.xy(*event.start_position)
    if event.type in {"gap", "dark_port_call"} and event.end_position:
        other = view.xy(*event.end_position)
        x, y = (x + other[0]) / 2, (y + other[1]) / 2
    return round(x, 1), round(y, 1)


def _free(place: tuple[float, float], taken: list[tuple[float, float]]) -> tuple[float, float]:
    for turn in range(60):
        far = 0.0 if turn == 0 else _MARK * (1 + turn // 8 * 0.7)
        angle = math.pi / 4 * turn + math.pi / 8 * (turn // 8)
        x, y = place[0] + far * math.cos(angle), place[1] + far * math.sin(angle)
        if all(math.hypot(x - one, y - other) >= _MARK for one, other in taken):
            return x, y
    return place


def _scale_bar(view: View) -> Iterator[str]:
    """Nautical miles at the chart's middle latitude."""
    south, _, north, _ = view.box
    pixels = view.scale / 60 / math.cos(math.radians((south + north) / 2))
    nm = max([1, *(one for one in _BARS_NM if one * pixels <= 220)])  # noqa: PLR2004
    x, y, long = 16, view.height - 16, nm * pixels
    yield (
        f'<g class="scale"><path d="M{x} {y - 5:g}v5h{long:.1f}v-5"/>'
        f'<text x="{x + 5}" y="{y - 5:g}">{nm} nm · {nm * 1.852:.0f} km</text></g>\n'
    )
