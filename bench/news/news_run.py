"""Runs the benchmark of reading the news, on our gold articles and on real statements.

    python bench/news/news_run.py [--store STORE] [--errors] [--page] [--only PART ...]

Without ``--store`` the lists of ../shared are loaded first. ``--errors`` lists what was read
otherwise than the gold says; it is for whoever judges, not for whoever writes rules. ``--page``
writes ``docs/benchmarks/news.md``.
"""

import argparse
import datetime as dt
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import claims
import events
import gold
import score
import statements
from reader import Articles
from tally import Tally

from designata.errors import DesignataError

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks" / "news.md"
LISTS = Path(__file__).parents[1] / "lists.py"
PARTS = ("gold", "statements", "speed")
COMMAND = (sys.executable, "-m", "designata")

EVENT_FIELDS = ("authority", "date", "type", "count")
APART = (
    "partners", "effective", "recalled", "modality of events", "legal basis",
    "countries of targets", "named targets", score.NAMES, "types of names", "verbatim",
    claims.POLARITY, claims.KIND, claims.VIA, claims.CUE,
)  # fmt: skip


class Page:
    """What is printed, and written where it is asked for."""

    def __init__(self) -> None:
        self.lines = ["# Reading the news, measured", ""]

    def text(self, text: str) -> None:
        """A paragraph or a heading."""
        print(text, "\n", flush=True)
        self.lines += [text, ""]

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table."""
        lines = [_row(head), "|" + "---|" * len(head), *map(_row, rows)]
        print("\n".join(lines), "\n", flush=True)
        self.lines += [*lines, ""]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


@contextmanager
def a_store(given: Path | None) -> Iterator[Path]:
    """The store that was given, or one with the lists of ../shared."""
    if given:
        yield given
        return
    import shutil

    namespace: dict[str, object] = {"__file__": str(LISTS), "__name__": "lists"}
    exec(compile(LISTS.read_text("utf-8"), str(LISTS), "exec"), namespace)
    with TemporaryDirectory() as folder:
        source = Path(folder) / "lists"
        for name in namespace["ONE_DATE"]:
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            origin = statements.SHARED / "lists" / name
            (shutil.copytree if origin.is_dir() else shutil.copy)(origin, target)
        store = Path(folder) / "store"
        subprocess.run(
            [*COMMAND, "update", "--from", source],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"DESIGNATA_STORE": str(store)},
        )
        yield store
