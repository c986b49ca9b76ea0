"""Prints what an update did, and which lists a store holds."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from designata.cli import paper
from designata.cli.paper import safe
from designata.errors import DesignataError, UnrecognisedError
from designata.lists.fetch import Progress
from designata.lists.source import Edition
from designata.store.append import Outcome
from designata.store.listing import ListRow
from designata.store.update import Told, Watcher

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

_SHOWN = 5


class _Bars(Watcher):
    """Draws what is going on; one line for each address or edition."""

    def __init__(self, bars: "Bars") -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    def bytes(self, progress: Progress) -> None:
        task = self._task(progress.url.rpartition("/")[2] or progress.url)
        self._bars.update(task, completed=progress.received, total=progress.total)

    def records(self, edition: Edition, count: int) -> None:
        self._bars.update(self._task(edition.name), completed=count)

    def _task(self, name: str) -> "TaskID":
        if name not in self._tasks:
            for task in self._tasks.values():
                self._bars.remove_task(task)
            self._tasks = {name: self._bars.add_task(safe(name)[-60:], total=None)}
        return self._tasks[name]


@contextmanager
def watching() -> Iterator[Watcher]:
    """Shows progress on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield Watcher()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bars(bars)


def told(item: Told, *, json: bool) -> None:
    """One line for what became of an edition."""
    if isinstance(item, DesignataError):
        if json:
            problem = {"what": item.what, "where": item.where, "cure": item.cure}
            paper.json_line({"outcome": "failed", "error": problem})
        paper.complain(item)
    elif json:
        paper.json_line(_as_json(item))
    else:
        _line(item)


def _as_json(item: Outcome) -> dict[str, object]:
    edition = msgspec.structs.asdict(item.edition)
    for internal in ("files", "unparsed_by", "added", "ended", "edition"):
        edition.pop(internal)
    return {
        "outcome": "unchanged" if item.unchanged else "loaded",
        **edition,
        "title": item.title,
        "added": item.added,
        "removed": item.removed,
        "changed": item.changed,
        "unparsed": item.unparsed,
        "samples": item.samples,
    }


def _line(item: Outcome) -> None:
    row = item.edition
    head = f"[bold]{safe(row.publisher)}[/] {safe(item.title)}, {safe(row.date)}:"
    if item.unchanged:
        paper.say(f"{head} [dim]nothing new, {row.entities:,} entities[/]")
        return
    paper.say(
        f"{head} {row.entities:,} entities, {row.claims:,} claims "
        f"([green]+{item.added:,}[/] [red]-{item.removed:,}[/] [yellow]~{item.changed:,}[/])"
    )
    if item.unparsed:
        total = sum(item.unparsed.values())
        kinds = sorted(item.unparsed.items(), key=lambda pair: -pair[1])
        named = ", ".join(f"{safe(name)} {count:,}" for name, count in kinds[:_SHOWN])
        more = ", …" if len(kinds) > _SHOWN else ""
        paper.say(f"  [dim]{total:,} values kept as text: {named}{more}[/]")


def strangers(found: Sequence[UnrecognisedError], *, alone: bool, json: bool) -> None:
    """Files that are nobody's list: an error where nothing else was found, else a remark."""
    if alone:
        for error in found[:_SHOWN]:
            told(error, json=json)
    elif found:
        names = ", ".join(error.where for error in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
        paper.note(f"no lists, left out: {names}{more}")


def lists(rows: list[ListRow], *, json: bool) -> None:
    """The lists of a store."""
    if json:
        paper.json(rows)
        return
    if not rows:
        paper.say("The store holds no list yet. Load some with: designata update")
        return
    table = paper.table(
        "publisher", "list", "published", "fetched", "entities", "claims", "sha256", right=(4, 5)
    )
    for row in rows:
        table.add_row(
            safe(row.publisher),
            safe(row.title),
            row.published or "not stated",
            row.fetched[:10],
            f"{row.entities:,}",
            f"{row.claims:,}",
            row.sha256[:12],
        )
    paper.console().print(table)
    for licence in dict.fromkeys(f"{row.publisher}: {row.licence}" for row in rows):
        paper.say(f"[dim]{safe(licence)}[/]")
