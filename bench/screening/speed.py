"""Speed and memory: the whole command, one question from cold, the index, growth with the list."""

import csv
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from page import Page, Series
from people import SEED, UNLISTED, unlisted
from sets import BENCH, rows

COMMAND = (sys.executable, "-m", "designata")
CHILD = (sys.executable, str(Path(__file__).parent / "child.py"))
SIZES = (10_000, 100_000, 1_000_000)
_ASKED = {10_000: 20_000, 100_000: 20_000, 1_000_000: 10_000}
_FUZZ = {10_000: 2_000, 100_000: 500, 1_000_000: 50}
_BARS = {
    "build": "10 s, 150 MB",
    "screen": "10,000 a second",
    "match": "0.6 s",
    "million": "2,000 a second",
}


_LAUNCH = """
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(process.pid, 0)
print(json.dumps([time.perf_counter() - start, used.ru_maxrss]), flush=True)
sys.exit(os.waitstatus_to_exitcode(status))
"""  # a process in between, for a child begins with the peak memory of its parent


_SPIN = """
import time
start, turns = time.perf_counter(), 0
while turns < 20_000_000:
    turns += 1
print(time.perf_counter() - start)
"""


class Measured(NamedTuple):
    """A whole process: seconds, peak memory in MB, what it printed."""

    seconds: float
    memory: float
    told: Mapping[str, float]


def measure(*command: str, store: Path | None = None, log: Path) -> Measured:
    """Runs a process to its end.

    Raises:
        RuntimeError: when it fails.
    """
    environment = os.environ | ({"DESIGNATA_STORE": str(store)} if store else {})
    with log.open("w", encoding="utf-8") as out:
        done = subprocess.run(
            [sys.executable, "-c", _LAUNCH, *command],
            check=False,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
        )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {log.read_text('utf-8')[-2000:]}")
    *printed, last = done.stdout.splitlines()
    seconds, kilobytes = json.loads(last)
    told = json.loads(printed[-1]) if command[: len(CHILD)] == CHILD else {}
    return Measured(seconds, kilobytes / 1024, told)


def together() -> float:
    """How much work two processes do at once, beside one alone: 2 where each has a free core."""

    def seconds(count: int) -> float:
        runs = [
            subprocess.Popen([sys.executable, "-c", _SPIN], stdout=subprocess.PIPE, text=True)
            for _ in range(count)
        ]
        return statistics.mean(float(run.communicate()[0]) for run in runs)

    return statistics.median(2 * seconds(1) / seconds(2) for _ in range(3))


def write_questions(path: Path) -> int:
    """50,000 questions: the 683 people of the UN list among people who are not listed."""
    listed = [
        {
            "schema": "Person",
            "name": row["full_name"],
            "birth_date": row["date_of_birth"],
            "country": row["nationality"],
        }
        for row in rows(BENCH / "positives_un_untreated.csv")
    ]
    asked = [*listed, *unlisted(UNLISTED - len(listed))]
    random.Random(SEED).shuffle(asked)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", *asked[0]])
        writer.writeheader()
        writer.writerows({"id": str(number), **row} for number, row in enumerate(asked))
    return len(asked)


def has_command(name: str) -> bool:
    """Whether the program has a command yet."""
    done = subprocess.run([*COMMAND, name, "--help"], check=False, capture_output=True)
    return done.returncode == 0


def commands(page: Page, store: Path, work: Path) -> None:
    """The whole commands on a copy of the store, and the index of all lists."""
    page.heading("Speed and memory")
    page.text(
        f"{os.cpu_count()} cores, on which two busy processes do {together():.2f} times the work of"
        " one (a loop of plain Python, measured before); whole processes, from their start to their"
        " end."
    )
    copy = work / "store"
    shutil.copytree(store, copy, dirs_exist_ok=True)
    asked, log = work / "questions.csv", work / "log"
    count = write_questions(asked)
    table = []
    index = work / "all.index"
    built = measure(*CHILD, "build", str(copy), str(index), log=log)
    table.append(
        _row(
            "index of all lists",
            _BARS["build"],
            built,
            f"{built.told['seconds']:.1f} s within, {built.told['bytes'] / 1e6:.0f} MB on disk,"
            f" {built.told['names']:,} names",
        )
    )
    once = measure(*CHILD, "ask", str(index), str(asked), str(count), log=log)
    rate = once.told["questions"] / once.told["seconds"]
    note = f"{rate:,.0f} a second in one process, {once.told['hits']:,} with hits"
    table.append(_row(f"{count:,} questions, the package itself", "", once, note))
    if has_command("screen"):
        out = work / "hits.jsonl"
        command = (*COMMAND, "screen", str(asked), "--out", str(out))
        measure(*command, store=copy, log=log)  # builds its index, if it is not there yet
        whole = measure(*command, store=copy, log=log)
        note = f"{count / whole.seconds:,.0f} a second"
        table.append(_row(f"screen, {count:,} questions", _BARS["screen"], whole, note))
        for question in ("Igor Ivanovich Sechin", "9161003"):
            runs = [measure(*COMMAND, "match", question, store=copy, log=log) for _ in range(5)]
            middle = Measured(
                statistics.median(run.seconds for run in runs),
                statistics.median(run.memory for run in runs),
                {},
            )
            table.append(_row(f"match {question}, cold", _BARS["match"], middle, "the median of 5"))
    else:
        page.text("The commands `screen` and `match` are not there yet; they are left out.")
    fuzzed = measure(*CHILD, "fuzz", str(index), str(asked), "500", log=log)
    note = f"{fuzzed.told['questions'] / fuzzed.told['seconds']:,.0f} a second on all cores"
    table.append(_row("rapidfuzz over everything, 500 questions", "", fuzzed, note))
    page.table(["what", "bar", "time", "peak memory", ""], table)


def _row(what: str, bar: str, measured: Measured, note: str) -> list[str]:
    return [what, bar, f"{measured.seconds:.2f} s", f"{measured.memory:.0f} MB", note]


def growth(page: Page, store: Path, work: Path, sizes: tuple[int, ...] = SIZES) -> None:
    """How all that grows with the list."""
    page.heading("Growth with the list")
    page.text(
        "Made-up lists: each entity has one name, each word of it taken from the same place of a"
        " real name, so that words are as common as in the lists. Questions as above, on all"
        " processors as the command answers them, from the start of the workers to the last answer;"
        f" and in one process that is warm ({', '.join(f'{_ASKED[size]:,}' for size in sizes)})."
        f" Bar at a million: {_BARS['million']}. rapidfuzz: token_set_ratio over every name on all"
        " cores."
    )
    asked, log = work / "questions.csv", work / "log"
    write_questions(asked)
    table, ours, fuzzed = [], [], []
    for size in sizes:
        index = work / f"made-{size}.index"
        built = measure(*CHILD, "made", str(store), str(index), str(size), log=log)
        mine = measure(*CHILD, "ask", str(index), str(asked), str(_ASKED[size]), log=log)
        whole = measure(*CHILD, "screen", str(index), str(asked), log=log)
        theirs = measure(*CHILD, "fuzz", str(index), str(asked), str(_FUZZ[size]), log=log)
        ours.append(whole.told["questions"] / whole.told["seconds"])
        fuzzed.append(theirs.told["questions"] / theirs.told["seconds"])
        table.append(
            [
                f"{size:,}",
                f"{built.told['seconds']:.1f} s",
                f"{built.memory:.0f} MB",
                f"{built.told['bytes'] / 1e6:.0f} MB",
                f"{mine.told['open'] * 1000:.0f} ms",
                f"{ours[-1]:,.0f}",
                f"{mine.told['questions'] / mine.told['seconds']:,.0f}",
                f"{mine.memory:.0f} MB",
                f"{fuzzed[-1]:,.0f}",
            ]
        )
        index.unlink()
    page.table(
        [
            "names",
            "built in",
            "memory for it",
            "on disk",
            "opened in",
            "questions a second",
            "in one process",
            "its memory",
            "rapidfuzz a second",
        ],
        table,
    )
    drawn = [Series("designata", sizes, ours), Series("rapidfuzz", sizes, fuzzed)]
    page.plot("growth", "listed names", "questions a second", drawn, logarithmic=True)
