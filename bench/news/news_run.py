"""Runs the benchmark of reading the news, on our gold articles and on real statements.

    python bench/news/news_run.py [--store STORE] [--errors] [--page] [--only PART ...]
        [--set gold|held]

Without ``--store`` the lists of ../shared are loaded first. ``--errors`` lists what was read
otherwise than the gold says; it is for whoever judges, not for whoever writes rules, and never
lists what is held out. ``--set`` takes one set of our articles; both are the default, told apart.
``--page`` writes ``docs/benchmarks/news.md``.
"""

import argparse
import datetime as dt
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import claims
import events
import gold
import score
import statements
import unnamed
from reader import Articles
from tally import Tally

from designata.engine import Designata

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks" / "news.md"
LISTS = Path(__file__).parents[1] / "lists.py"
PARTS = ("gold", "unnamed", "statements", "speed")
SETS = {"gold": gold.FOLDER, "held": gold.HELD}
ABOUT = {
    "gold": """## Our gold articles

Thirty-eight articles of our own (`bench/news/gold`, its README tells the conventions), five of them
Korean. A field of an event that was missed counts as wrong.
""",
    "held": """## Our held-out articles

Fourteen more of the same form (`bench/news/held`), one of them Korean; no rule is written after
them. The first six are near the gold in kind, the last eight are reports and releases by strangers.
""",
}
RUNS = 5
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
    spec = importlib.util.spec_from_file_location("lists", LISTS)
    assert spec  # noqa: S101
    assert spec.loader  # noqa: S101
    lists = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lists)
    with TemporaryDirectory() as folder:
        source, store = Path(folder) / "lists", Path(folder) / "store"
        for name in lists.ONE_DATE:
            origin, target = statements.SHARED / "lists" / name, source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if origin.is_dir() else shutil.copy)(origin, target)
        subprocess.run(
            [*COMMAND, "update", "--from", source],
            check=True,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"DESIGNATA_STORE": str(store)},
        )
        yield store


def on_gold(page: Page, articles: Articles, which: str) -> Tally:
    """A set of our articles: the bars, then what else is asked, then article by article."""
    page.text(ABOUT[which].rstrip())
    total, rows = Tally(), []
    for path, wanted in gold.articles(SETS[which]):
        document, reading = articles.read(path.read_bytes(), path.name)
        tally = score.score(path.stem, document, reading, wanted)
        rows.append(
            [
                path.stem,
                f"{tally.right['events']}/{tally.asked['events']}",
                _share(tally.share(*EVENT_FIELDS)),
                _share(tally.f1(claims.SOURCE)),
                _share(tally.f1(claims.CONTENT)),
                _share(tally.share(claims.MODALITY)),
                f"{tally.right[events.DECIDED]}/{tally.asked[events.DECIDED]}",
            ]
        )
        total += tally
    page.table(("what", "bar", "measured", "asked"), list(_bars(total)))
    page.table(
        ("also asked", "right", "asked"),
        [(it, _share(total.share(it)), str(total.asked[it])) for it in APART if total.asked[it]],
    )
    head = ("article", "events", "fields", "sources F1", "content F1", "modality", "unnamed")
    page.table(head, rows)
    return total


def _bars(total: Tally) -> Iterator[tuple[str, str, str, str]]:
    asked = total.asked
    yield "events found", "", _share(total.share("events")), str(asked["events"])
    yield (
        "events that are found and true",
        "",
        _share(total.precision("events")),
        str(total.found["events"]),
    )
    fields = str(sum(asked[it] for it in EVENT_FIELDS))
    yield "counts, types, dates, authorities", "0.95", _share(total.share(*EVENT_FIELDS)), fields
    for field in EVENT_FIELDS:
        yield f"… {field}", "", _share(total.share(field)), str(asked[field])
    for field, bar in ((claims.SOURCE, "0.80"), (claims.CONTENT, "0.75")):
        yield f"{field}, F1", bar, _share(total.f1(field)), str(asked[field])
    for field, bar in ((claims.MODALITY, "0.85"), (events.DECIDED, "0.90"), (events.UNDECIDED, "")):
        yield field, bar, _share(total.share(field)), str(asked[field])


def on_unnamed(page: Page, articles: Articles, store: Path) -> None:
    """Events drawn from the lists, asked as they are, and some of them told and read."""
    page.text("## Unnamed targets of drawn events")
    page.text(
        f"{unnamed.COUNT} events drawn by a seed from what lists announced (`bench/news/drawn`):"
        " whole announcements and parts, by type and country, some named, dates told a day off, by"
        " the month, days late, or such as no list holds. Whether the lists decide who is meant is"
        " told by trying every announcement (`bench/news/decided`). The first table puts the events"
        f" themselves, the second {unnamed.TOLD} of them told in English and read."
    )
    drawn = unnamed.Unnamed(Designata(store).store)
    for judged in (drawn.asked(), drawn.told(articles, unnamed.TOLD)):
        page.table(("the lists", "date", "events", *unnamed.OUTCOMES), list(unnamed.rows(judged)))


def on_statements(page: Page, articles: Articles) -> Tally:
    """The real statements, those that rules may be written after and those held out apart."""
    page.text("## Real statements")
    page.text(
        "Statements of the US Department of State (`../shared/press`); a quarter of them, by the"
        " checksum of their address, is held out (till 25 November 2026 a half, of which 30 of 41"
        " names were found before any of it was read). In transcripts of interviews names are"
        " spoken of and hardly anybody designates; they stand apart. A name in more than two"
        " documents is left out, and one is found where any target meets any place of it."
    )
    parts: dict[tuple[bool, bool], Tally] = {}
    for one in statements.statements():
        data = f"{one.title}\n\n{one.text}".encode()
        document, reading = articles.read(
            data, "statement.txt", published=dt.date.fromisoformat(one.date)
        )
        part = parts.setdefault((one.interview, one.held_out), Tally())
        part += statements.score(one, document, reading)
    rows = []
    for (interview, held_out), part in sorted(parts.items()):
        what = f"{'interviews' if interview else 'statements'}, {'held out' if held_out else 'dev'}"
        found = [
            f"{part.right[it]}/{part.asked[it]} = {_share(part.share(it))}"
            for it in (statements.EVENTS, statements.NAMES)
        ]
        rows.append([what, *found])
    page.table(("part", f"{statements.EVENTS} (bar 0.95)", f"{statements.NAMES} (bar 0.80)"), rows)
    # What the held-out part misses is not listed: whoever reads it would write rules after it.
    total = Tally()
    for (_, held_out), part in parts.items():
        if not held_out:
            total += part
    return total


def on_speed(page: Page, articles: Articles, store: Path) -> None:
    """Seconds for an article of some 400 words: after loading, and in a fresh process."""
    page.text("## Speed")
    path = next(gold.FOLDER.glob("02-*.md"))
    words = len(gold.body(path).split())
    warm = [_seconds(lambda: articles.read(path.read_bytes(), path.name)) for _ in range(RUNS)]
    command = [*COMMAND, "read", str(path), "--json", "--store", str(store)]

    def fresh() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    try:
        cold = f"{statistics.median(_seconds(fresh) for _ in range(RUNS)):.2f} s"
    except subprocess.CalledProcessError:
        cold = "`read` failed"
    page.table(
        (f"an article of {words} words", "bar", "median"),
        [
            ("after loading", "0.5 s", f"{statistics.median(warm):.2f} s"),
            ("in a fresh process", "1.5 s", cold),
        ],
    )


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Measures the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store with the lists")
    parser.add_argument("--errors", action="store_true", help="list what was read otherwise")
    parser.add_argument("--page", action="store_true", help="write docs/benchmarks/news.md")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--set", choices=SETS, help="one set of our articles")
    options = parser.parse_args()
    page, misses = Page(), []
    with a_store(options.store) as store:
        articles = Articles(store)
        page.text(
            f"Written by `bench/news/news_run.py` on {dt.datetime.now(dt.UTC).date()}: Python"
            f" {sys.version.split()[0]}, {os.cpu_count()} cores."
        )
        if "gold" in options.only:
            for which in [options.set] if options.set else SETS:
                total = on_gold(page, articles, which)
                # What the held-out articles miss is not listed, as with the statements.
                misses += total.misses if which == "gold" else []
        if "unnamed" in options.only:
            on_unnamed(page, articles, store)
        if "statements" in options.only and statements.PRESS.exists():
            misses += on_statements(page, articles).misses
        if "speed" in options.only:
            on_speed(page, articles, store)
    if options.errors:
        for miss in misses:
            print(f"{miss.article} | {miss.field} | expected {miss.expected} | got {miss.got}")
    if options.page:
        PAGE.write_text("\n".join(page.lines).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
