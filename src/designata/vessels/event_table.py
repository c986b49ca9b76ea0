"""Events as rows of a page: what, when, where, measures, feasible ports; and each rule once."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from designata.vessels.event import Event, Ship
from designata.vessels.ports import Port, by_id

_UNITS = {"km": "km", "nm": "nm", "kn": "kn", "m": "m", "hours": "h", "minutes": "min", "s": "s"}
_PORT_LISTS = ("ports", "port_ids", "ports_only_if_straight", "port_ids_only_if_straight")


def events_table(
    ship: Ship, events: list[tuple[int, Event]], common: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """The table of a ship's events, each with its number on the page.

    Args:
        ship: whose.
        events: with their numbers.
        common: what the rules say of all their events, which need not be said again.
    """
    yield "<h3>Events</h3>\n"
    if not events:
        yield '<p class="facts">No event was found.</p>\n'
        return
    yield (
        '<div class="wide"><table>\n<tr><th></th><th>What</th><th>When, UTC</th><th>Where</th>'
        "<th>Measures</th><th>Rule and caveats</th></tr>\n"
    )
    for number, event in events:
        met = [ship_name(other) for other in event.vessels if other.mmsi != ship.mmsi]
        kind = escape(event.type)
        yield (
            f'<tr id="event-{number}"><td><span class="number {kind}">{number}</span></td>'
            f"<td><b>{'possible ' if kind == 'dark_port_call' else ''}{kind.replace('_', ' ')}</b>"
            + (f" with {escape(', '.join(met))}" if met else "")
            + (
                f'<span class="tier">{escape(event.tier.replace("_", " "))}</span>'
                if event.tier
                else ""
            )
            + f'</td><td class="time">{_time(event.start)}<br>'
            f"{_time(event.end) if event.end else 'not ended'}</td>"
            f'<td class="time">{_place(event.start_position)}'
        )
        if event.end_position and event.end_position != event.start_position:
            yield f"<br>{_place(event.end_position)}"
        yield f"</td><td>{_measures(event)}</td><td>{_about(event, common)}</td></tr>\n"
    yield "</table></div>\n"


def _measures(event: Event) -> str:
    plain = [
        f"<li>{_measure(name, value)}</li>"
        for name, value in event.metrics.items()
        if ":" not in name and name not in _PORT_LISTS and value is not None
    ]
    return f'<ul class="measures">{"".join(plain)}</ul>{_places(event)}'


def _measure(name: str, value: float | str | list[str]) -> str:
    """A measure with its unit, which is the last part of its name.

    >>> _measure("distance_km", 12.345), _measure("hours", 40.0), _measure("port", "Nampo")
    ('distance 12.3 km', '40 h', 'port Nampo')
    """
    words, _, unit = name.rpartition("_")
    if isinstance(value, list):
        return f"{escape(name.replace('_', ' '))} {escape(', '.join(value))}"
    if isinstance(value, str) or unit not in _UNITS:
        told = f"{value:.4g}" if isinstance(value, float) else str(value)
        return f"{escape(name.replace('_', ' '))} {escape(told)}"
    told = f"{value:.1f}".removesuffix(".0")
    return f"{escape(words.replace('_', ' '))} {told} {_UNITS[unit]}".strip()


def _places(event: Event) -> str:
    """The ports of a feasible call, with the hours that the gap leaves there."""
    rows: list[str] = []
    for listed, only in (("port_ids", False), ("port_ids_only_if_straight", True)):
        ids = event.metrics.get(listed)
        known = filter(None, map(by_id, ids if isinstance(ids, list) else []))
        rows += [_row(event, port, only=only) for port in known]
    if not rows:
        return ""
    return (
        '<table class="places"><tr><th>Possible port</th><th class="num">by sea</th>'
        f'<th class="num">straight</th></tr>{"".join(rows)}</table>'
    )


def _row(event: Event, port: Port, *, only: bool) -> str:
    native = next((some[0] for some in (port.hangul, port.cyrillic, port.han) if some), "")
    first = {"kp": port.hangul, "ru": port.cyrillic, "ua": port.cyrillic, "cn": port.han}
    native = (first.get(port.country) or [native])[0]

    def hours(name: str) -> str:
        value = event.metrics.get(f"{name}:{port.id}")
        return f"{value:.1f} h" if isinstance(value, float) and value >= 0 else "–"

    at_most, by_sea = hours("stay_hours_straight"), hours("stay_hours")
    note = ' <span class="tier">only if straight, over land</span>' if only else ""
    return (
        f'<tr><td title="{escape(f"{port.reason} ({port.source})")}">{escape(port.name)} '
        f"{escape(native)}{note}</td>"
        f'<td class="num">{by_sea}</td><td class="num">{at_most}</td></tr>'
    )


def _about(event: Event, common: Mapping[str, Sequence[str]]) -> str:
    """What an event has of its own beside what its rule says of all."""
    rule = escape(event.rule.id)
    own = [one for one in event.caveats if one not in common[event.rule.id]]
    caveats = "".join(f"<li>{escape(one)}</li>" for one in own)
    rows = f"Input rows {', '.join(map(str, event.rows))}" if event.rows else ""
    return (
        f'<a href="#rule-{rule}">{rule.replace("_", " ")}</a><span class="tier">{rows}</span>'
        + (f'<ul class="caveats">{caveats}</ul>' if caveats else "")
    )


def rules_table(events: Sequence[Event], common: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Each rule once, with what it was asked with, whose it is and what it does not prove."""
    if not events:
        return
    yield (
        '<section class="ship" aria-label="Rules">\n<h2>Rules</h2>\n<div class="wide"><table>\n'
        "<tr><th>Rule</th><th>Thresholds</th><th>Source</th><th>Caveats</th></tr>\n"
    )
    for rule in {event.rule.id: event.rule for event in events}.values():
        held = "".join(
            f"<li>{escape(name)} = {value:g}</li>" for name, value in rule.thresholds.items()
        )
        caveats = "".join(f"<li>{escape(one)}</li>" for one in common[rule.id])
        yield (
            f'<tr id="rule-{escape(rule.id)}"><td><b>{escape(rule.id.replace("_", " "))}</b></td>'
            f'<td><ul class="measures">{held}</ul></td><td>{escape(rule.source)}</td>'
            f'<td><ul class="caveats">{caveats}</ul></td></tr>\n'
        )
    yield "</table></div>\n</section>\n"


def common_caveats(events: Sequence[Event]) -> dict[str, list[str]]:
    """The caveats that all events of a rule have."""
    found: dict[str, list[str]] = {}
    for event in events:
        held = found.get(event.rule.id, event.caveats)
        found[event.rule.id] = [one for one in held if one in event.caveats]
    return found


def ship_name(ship: Ship) -> str:
    """What a ship is called, else its MMSI.

    >>> ship_name(Ship(273000000))
    'MMSI 273000000'
    """
    return ship.name or f"MMSI {ship.mmsi}"


def _time(time: dt.datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M}"


def _place(place: tuple[float, float] | None) -> str:
    """A position in degrees and minutes, as charts have it.

    >>> _place((42.3, 132.1))
    '42°18.0′N 132°06.0′E'
    """
    if place is None:
        return "no position"
    told = []
    for value, letters in zip(place, ("NS", "EW"), strict=True):
        degrees, minutes = divmod(round(abs(value) * 600), 600)
        told.append(f"{degrees}°{minutes / 10:04.1f}′{letters[value < 0]}")
    return " ".join(told)
