"""``changes``: what changed between two days, and who else lists whom it is about."""

from typing import TYPE_CHECKING, Annotated

import typer

from designata.cli import options, paper
from designata.cli.paper import safe

if TYPE_CHECKING:
    from designata.monitor.diff import Changed, Changes, Field, Listed

_MOST = 40
_WIDE = 160
_BEFORE = 40


def changes(
    publisher: Annotated[str | None, typer.Option("--publisher", help="One publisher's.")] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Compare with what was known on this day."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="What was known on this day.")
    ] = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Say which records were added, removed and changed, field by field."""
    found = options.opened(store).changes(
        publisher, since=options.day(since, "--from"), until=options.day(until, "--to")
    )
    told(found, json=json)


def told(found: "list[Changes]", *, json: bool) -> None:
    """The changes of each publisher; JSON Lines where there are several."""
    if json:
        for item in found:
            (paper.json if len(found) == 1 else paper.json_line)(item)
        return
    for item in found:
        _one(item)
    if not all(item.resolved for item in found):
        paper.say(
            "[dim]Which other lists hold them is not known: designata resolve works it out.[/]"
        )


def _one(item: "Changes") -> None:
    since = safe(item.since or "nothing")
    paper.say(f"[bold]{safe(item.publisher)}[/] from {since} to {safe(item.until)}")
    if not item.any:
        paper.say("  nothing changed")
    for sign, colour, rows in (("+", "green", item.added), ("-", "red", item.removed)):
        for row in rows[:_MOST]:
            paper.say(
                f"  [{colour}]{sign}[/] {safe(row.entity)} {safe(row.caption)} "
                f"[dim]{safe(row.schema)}{safe(_elsewhere(row))}[/]"
            )
        _more(len(rows))
    telling = [entry for entry in item.changed if entry.fields]
    for entry in telling[:_MOST]:
        others = safe(_elsewhere(entry))
        paper.say(f"  [yellow]~[/] {safe(entry.entity)} {safe(entry.caption)}[dim]{others}[/]")
        for field in entry.fields:
            _field(field)
    _more(len(telling))
    if silent := len(item.changed) - len(telling):
        paper.say(f"  [dim]{silent:,} more were only written anew: no field says otherwise[/]")


def _elsewhere(row: "Listed | Changed") -> str:
    """Who else has the entity: "; also ofac since 2022-05-08"; none where nobody has."""
    told = [
        f"{one.publisher} {one.entity}"
        + (f" since {one.since}" if one.since else "")
        + ("" if one.sanction else " (no sanction)")
        for one in row.elsewhere
    ]
    return f"; also {', '.join(told)}" if told else ""


def _field(field: "Field") -> None:
    gone = [value for value in field.before if value not in field.after]
    new = [value for value in field.after if value not in field.before]
    for sign, values, others in (("-", gone, new), ("+", new, gone)):
        for value in values:
            paper.say(f"      {sign} {safe(field.property)}: {safe(_excerpt(value, others))}")


def _excerpt(value: str, others: list[str]) -> str:
    """A long text from shortly before the place where it begins to differ from the others.

    >>> _excerpt("A" * 500 + "B" + "C" * 500, ["A" * 500]) == f"…{'A' * 40}B{'C' * 119}…"
    True
    """
    if len(value) <= _WIDE:
        return value
    same = max((_same(value, other) for other in others), default=0)
    start = max(min(same - _BEFORE, len(value) - _WIDE), 0)
    excerpt = value[start : start + _WIDE]
    return ("…" if start else "") + excerpt + ("…" if start + _WIDE < len(value) else "")


def _same(one: str, other: str) -> int:
    """How many letters two texts have in common before they differ."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _more(count: int) -> None:
    if count > _MOST:
        paper.say(f"  [dim]and {count - _MOST:,} more; all of them with --json[/]")
