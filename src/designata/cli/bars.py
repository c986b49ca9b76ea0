"""Draws on standard error, where that is a terminal, how an update goes on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from designata.cli.paper import safe
from designata.lists.fetch import Progress
from designata.lists.source import Edition
from designata.store.update import Watcher

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


class _Bars(Watcher):
    """One line for each address or edition."""

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
    """Shows progress, where somebody can see it."""
    if not sys.stderr.isatty():
        yield Watcher()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Bars(bars)
