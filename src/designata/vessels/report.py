"""What ships did, as one HTML file: chart, time line, events with their rules, and the risk report.

It holds no script and loads nothing. Whatever a ship calls itself is escaped: names and
destinations are typed at sea by anyone.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from designata.vessels import coast
from designata.vessels.chart import FASTEST, SPEEDS, chart
from designata.vessels.event import Event, Ship
from designata.vessels.event_table import common_caveats, events_table, rules_table, ship_name
from designata.vessels.risk import Factor, Report
from designata.vessels.timeline import timeline

if TYPE_CHECKING:
    import polars as pl

MOST_SHIPS = 12
"""Ships that a page draws; the rest is told in one line."""

_CAVEAT = (
    "Events are what rules found in messages that ships sent, or did not send. They are reasons to "
    "look, not findings of fact. No event is no clearance: ships without AIS, areas without "
    "receivers and false positions leave no trace here."
)


def page(
    ships: Sequence[Ship],
    positions: "pl.DataFrame",
    events: Sequence[Event],
    risk: Sequence[Report] = (),
    *,
    notes: Sequence[str] = (),
) -> str:
    """The HTML of some ships.

    Args:
        ships: those to draw, in this order.
        positions: of all of them, in the shape of ``frames.positions``.
        events: of any ships; an event's number on the page is its place here, from 1.
        risk: reports, of which each ship has the one that names its MMSI.
        notes: what the reader should know first: that data is made up, rows left out.

    >>> from designata.vessels import frames
    >>> empty = frames.positions().to_frame()
    >>> "&lt;b&gt;" in page([Ship(273000000, None, "<b>")], empty, [])
    True
    """
    return "".join(_page(ships, positions, events, {one.ship.mmsi: one for one in risk}, notes))


def _page(
    ships: Sequence[Ship],
    positions: "pl.DataFrame",
    events: Sequence[Event],
    risk: Mapping[int, Report],
    notes: Sequence[str],
) -> Iterator[str]:
    import polars as pl

    drawn = ships[:MOST_SHIPS]
    title = (
        f"What {' and '.join(map(ship_name, drawn[:2]))} did"
        if len(ships) in {1, 2}
        else "What ships did"
    )
    style = files("designata.data").joinpath("vessels_report.css").read_text("utf-8")
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{escape(title)}</h1>\n"
        f'<p class="facts">{_counted(len(events), "event")} found in '
        f"{_counted(positions.height, 'position')} of {_counted(len(ships), 'ship')}"
        f"{_span(positions)}</p>\n"
    )
    for note in notes:
        yield f'<p class="note" role="note">{escape(note)}</p>\n'
    yield "</header>\n<main>\n"
    common = common_caveats(events)
    for ship in drawn:
        own = [(at, one) for at, one in enumerate(events, 1) if _has(one, ship)]
        track = positions.filter(pl.col("mmsi") == ship.mmsi).sort("timestamp")
        yield from _ship(ship, track, own, risk.get(ship.mmsi))
        yield from events_table(ship, own, common)
        yield "</section>\n"
    if len(ships) > MOST_SHIPS:
        more = _counted(len(ships) - MOST_SHIPS, "further ship")
        yield f'<p class="note">{more} not drawn.</p>\n'
    yield from rules_table(events, common)
    yield f"</main>\n<footer>\n<p>{_CAVEAT}</p>\n<p>"
    yield (
        "Coast: Natural Earth 1:50 million (public domain), as packed by world-atlas 2.0.2; small "
        "harbours may be off by two kilometres."
        if coast.available()
        else f"There is {escape(coast.MISSING)}."
    )
    yield "</p>\n</footer>\n</body>\n</html>\n"


def _ship(
    ship: Ship, track: "pl.DataFrame", events: list[tuple[int, Event]], risk: Report | None
) -> Iterator[str]:
    name = escape(ship_name(ship))
    numbers = f"IMO {escape(ship.imo)} · " if ship.imo else ""
    yield (
        f'<section class="ship" aria-label="{name}">\n<h2>{name}</h2>\n'
        f'<p class="facts">{numbers}MMSI {ship.mmsi} · <b>{_counted(track.height, "position")}</b>'
        f"{_span(track)}</p>\n"
    )
    yield f"<figure>\n{chart(track, events)}{_legend()}</figure>\n"
    if drawn := timeline(track, events):
        yield f"<h3>Time line</h3>\n<figure>\n{drawn}</figure>\n"
    if risk:
        yield from _risk(risk)


def _legend() -> str:
    names = [*(name for _, name in SPEEDS), FASTEST]
    keys = "".join(
        f'<span><i class="swatch s{at}"></i>{name}</span>' for at, name in enumerate(names)
    )
    return (
        f'<figcaption>{keys}<span><i class="swatch silent"></i>not heard</span>'
        '<span><i class="swatch port"></i>port that a gap left time for</span></figcaption>\n'
    )


def _risk(told: Report) -> Iterator[str]:
    yield '<h3>Risk</h3>\n<div class="cards">\n'
    now = [one for one in told.listings if one.until is None]
    yield f'<div class="card{" fact" if now else ""}">\n<h4>Listed: a fact, without points</h4>\n'
    for listing in told.listings:
        since = f" since {escape(listing.since)}" if listing.since else ""
        until = f" until {escape(listing.until)}" if listing.until else ""
        yield f"<p><b>{escape(listing.authority)}</b> {escape(listing.program)}{since}{until}</p>\n"
    if not told.listings:
        yield "<p>On none of the lists that were asked.</p>\n"
    yield (
        '</div>\n<div class="card">\n<h4>Scored: reasons to look</h4>\n'
        f'<p><span class="sum {told.level}">{told.points:g}</span> points, '
        f'<b class="{told.level}">{told.level}</b>, {told.since} to {told.as_of}</p>\n'
    )
    if told.factors:
        yield '<div class="wide"><table>\n<tr><th>Factor</th><th class="num">Points</th><th></th>'
        yield "<th>Evidence and source</th></tr>\n"
        most = max(factor.points for factor in told.factors)
        yield from (_factor(factor, most) for factor in told.factors)
        yield "</table></div>\n"
    said = "".join(f"<li>{escape(one)}</li>" for one in told.caveats)
    yield f"<details><summary>What the sum is not</summary><ul>{said}</ul></details>\n"
    yield "</div>\n</div>\n"


def _factor(told: Factor, most: float) -> str:
    evidence = "".join(
        "<li>"
        + ("" if one.event is None else f'<a href="#event-{one.event + 1}">{one.event + 1}</a> ')
        + f"{escape(one.text)}</li>"
        for one in told.evidence[:6]
    )
    more = len(told.evidence) - 6
    evidence += f"<li>and {more} more</li>" if more > 0 else ""
    wide = 100 * told.points / most
    return (
        f'<tr><td>{escape(told.title)}</td><td class="num">{told.points:g}</td>'
        '<td><svg class="weigh" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="weight-back" width="100" height="8"/>'
        f'<rect class="weight" width="{wide:.0f}" height="8"/></svg></td>'
        f'<td><ul class="measures">{evidence}</ul>'
        f'<span class="tier">{escape(told.source)}</span></td></tr>\n'
    )


def _has(event: Event, ship: Ship) -> bool:
    return any(other.mmsi == ship.mmsi for other in event.vessels)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _span(positions: "pl.DataFrame") -> str:
    times = positions["timestamp"].drop_nulls()
    if times.is_empty():
        return ""
    ends = times.sort().gather([0, len(times) - 1]).to_list()
    return ", " + " to ".join(f"{time:%Y-%m-%d %H:%M}" for time in ends) + " UTC"
