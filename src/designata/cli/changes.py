"""Prints what changed between two days."""

from designata.cli import paper
from designata.cli.paper import safe
from designata.monitor.diff import Changes, Field

_MOST = 40
_WIDE = 160


def changes(found: list[Changes], *, json: bool) -> None:
    """The changes of each publisher; JSON Lines where there are several."""
    if json:
        for item in found:
            (paper.json if len(found) == 1 else paper.json_line)(item)
        return
    for item in found:
        since = safe(item.since or "nothing")
        paper.say(f"[bold]{safe(item.publisher)}[/] from {since} to {safe(item.until)}")
        if not item.any:
            paper.say("  nothing changed")
        for sign, colour, rows in (("+", "green", item.added), ("-", "red", item.removed)):
            for row in rows[:_MOST]:
                paper.say(
                    f"  [{colour}]{sign}[/] {safe(row.entity)} {safe(row.caption)} "
                    f"[dim]{safe(row.schema)}[/]"
                )
            _more(len(rows))
        for entry in item.changed[:_MOST]:
            paper.say(f"  [yellow]~[/] {safe(entry.entity)} {safe(entry.caption)}")
            for field in entry.fields:
                _field(field)
        _more(len(item.changed))


def _field(field: Field) -> None:
    gone = [value for value in field.before if value not in field.after]
    new = [value for value in field.after if value not in field.before]
    for sign, values in (("-", gone), ("+", new)):
        for value in values:
            shown = value if len(value) <= _WIDE else value[:_WIDE] + "…"
            paper.say(f"      {sign} {safe(field.property)}: {safe(shown)}")


def _more(count: int) -> None:
    if count > _MOST:
        paper.say(f"  [dim]and {count - _MOST:,} more; all of them with --json[/]")
