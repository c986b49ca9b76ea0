"""``track``: what ships did, events with their rules, and what adds up to a risk."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from designata.cli import options, paper
from designata.cli.paper import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designata.vessels.event import Event, Ship
    from designata.vessels.risk import Report
    from designata.vessels.story import Story

_SHOWN = 60
_REPORTS = 12
_MEASURES = 3


def track(  # noqa: PLR0913  - a command's own options
    files: Annotated[
        list[Path], typer.Argument(help="AIS: NMEA, CSV or Parquet, plain or packed.")
    ],
    *,
    imo: Annotated[str | None, typer.Option(help="Only this ship.")] = None,
    mmsi: Annotated[int | None, typer.Option(help="Only this ship.")] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="EVENT", help="gap, encounter, loitering, ...")
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="RULE.PARAM=V", help="gap.min_hours=12 ...")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A page with chart and events, .html.")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Write the events into the store as claims.")
    ] = False,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Say what ships did, event by event, by which rule and why; --out draws it."""
    from designata.vessels import coast, rules

    story = options.opened(store).track(
        files, imo=imo, mmsi=mmsi, only=only, settings=rules.settings(settings or ()), keep=keep
    )
    for line in story.guesses:
        paper.note(line)
    for told in story.quarantine.told():
        paper.note(told)
    if not coast.available():
        paper.note("there is no coastline: distances from shore are not told (see docs/ships.md)")
    if out:
        with paper.file(out) as file:
            file.write(_page(story).encode())
    if json:
        for event in story.events:
            paper.json_line(event)
        return
    _events(story.events)
    _risks(story.risk)
    paper.say(
        f"\n{_counted(story.rows, 'row')} of {_counted(len(story.ships), 'ship')}, "
        f"{_counted(len(story.events), 'event')}. "
        "[dim]Events are what rules found in messages: reasons to look, no findings of fact; "
        "no event is no clearance.[/]"
    )
    if out:
        paper.say(f"written to {safe(out)}")
    if keep:
        paper.say("The events are kept in the store as claims; designata show cites them.")


def _page(story: "Story") -> str:
    from designata.vessels import report

    notes = story.quarantine.told()
    busy = {ship.mmsi for event in story.events for ship in event.vessels}
    ships = sorted(story.ships, key=lambda ship: ship.mmsi not in busy)
    return report.page(ships, story.positions, story.events, story.risk, notes=notes)


def _events(events: "Sequence[Event]") -> None:
    table = paper.table("event", "from", "to", "ships", "measures")
    for event in events[:_SHOWN]:
        kind = f"{event.type}, {event.tier}" if event.tier else event.type
        table.add_row(
            safe(kind),
            f"{event.start:%Y-%m-%d %H:%M}",
            f"{event.end:%Y-%m-%d %H:%M}" if event.end else "open",
            safe(" and ".join(_name(ship) for ship in event.vessels)),
            safe(_measures(event)),
        )
    if events:
        paper.console().print(table)
    if len(events) > _SHOWN:
        paper.say(f"[dim]and {len(events) - _SHOWN:,} more; --json tells all[/]")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _name(ship: "Ship") -> str:
    return ship.name or (f"IMO {ship.imo}" if ship.imo else str(ship.mmsi))


def _measures(event: "Event") -> str:
    told = {name: value for name, value in event.metrics.items() if value is not None}
    return ", ".join(f"{name} {_value(value)}" for name, value in list(told.items())[:_MEASURES])


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _risks(reports: "Sequence[Report]") -> None:
    """Those of ships that are listed or did something, most points first."""
    told = [
        one
        for one in reports
        if one.listings or any(e.event is not None for f in one.factors for e in f.evidence)
    ]
    told.sort(key=lambda one: (not one.listings, -one.points))
    for one in told[:_REPORTS]:
        _risk(one)
    if len(told) > _REPORTS:
        paper.say(
            f"\n[dim]and reports of {len(told) - _REPORTS:,} more ships; --imo asks for one[/]"
        )


def _risk(risk: "Report") -> None:
    paper.say(f"\n[bold]{safe(_name(risk.ship))}[/]  risk {risk.points:g}, {risk.level}")
    for listing in risk.listings:
        held = f" until {listing.until}" if listing.until else ""
        paper.say(
            f"   [red]listed[/] by {safe(listing.authority)} "
            f"{safe(listing.program)} since {safe(listing.since or 'a day not told')}{held}"
        )
    for factor in risk.factors:
        paper.say(f"   {factor.points:+g} {safe(factor.title)} [dim]{safe(factor.source)}[/]")
        for evidence in factor.evidence[:3]:
            paper.say(f"      {safe(evidence.text)}")
