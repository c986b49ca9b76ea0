"""Runs the benchmark of screening and writes ``docs/benchmarks/screening.md``.

    python bench/screening/run.py [--store STORE] [--rival PYTHON] [--only PART ...]

Without ``--store`` the lists of ../shared are loaded first. ``--rival`` names the python of an
environment with nomenklatura (``rival.py`` tells how to make it); without it its columns are left
out. Plots need matplotlib, the extra ``bench``; without it there are tables only.
"""

import argparse
import datetime as dt
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import accuracy
import judged
import people
import speed
from page import Page
from pairs import namesakes, record_pairs
from sets import SHARED, cross_script, name_pairs

from designata.evidence import weights
from designata.index import build as building
from designata.index.entry import Listed
from designata.index.lookup import Index
from designata.store.claims import Store

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks" / "screening.md"
PARTS = ("pairs", "people", "speed", "growth")


def load_lists(work: Path) -> Path:
    """A store with the lists of one date of all publishers."""
    spec = importlib.util.spec_from_file_location("lists", Path(__file__).parents[1] / "lists.py")
    assert spec  # noqa: S101
    assert spec.loader  # noqa: S101
    lists = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lists)
    source, store = work / "lists", work / "loaded"
    for name in lists.ONE_DATE:
        target = source / name
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (SHARED / "lists" / name).is_dir() else shutil.copy
        copy(SHARED / "lists" / name, target)
    subprocess.run(
        [*speed.COMMAND, "update", "--from", source],
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ | {"DESIGNATA_STORE": str(store)},
    )
    return store


def pairs(page: Page, store: Store, entries: Mapping[str, Listed], rival: Path | None) -> None:
    """Every set of pairs, every matcher."""
    records, names, scripts = record_pairs(store, entries), name_pairs(), cross_script()
    by_names = accuracy.section(
        page,
        "Name pairs",
        "`name_pairs_dev.csv`, half of a public set by name group; names alone.",
        names,
        rival,
    )
    by_script = accuracy.section(
        page,
        "Names in their own script",
        "`cross_script_dev.csv`, a name in Arabic or Cyrillic script against the Latin names of"
        " the same record or of one that looks alike.",
        scripts,
        rival,
    )
    by_records = accuracy.section(
        page,
        "Record pairs",
        "Records of different lists: one, if they state one UN reference or IMO number, two, if"
        " theirs differ and the names are among the most alike; the references are hidden. The"
        " fitting takes no pair of these references (`crc32(reference) % 3 == 0`) for its grades;"
        " the names within each record it does see. Left out is what only the number tells: ships"
        " of one name that are two, renamed ships that are one.",
        records,
        rival,
    )
    accuracy.namesakes(page, namesakes(entries), rival)
    accuracy.calibration(
        page,
        [
            ("record pairs", accuracy.scored(records, by_records[0])),
            ("name pairs", accuracy.scored(names, by_names[0])),
            ("own script", accuracy.scored(scripts, by_script[0])),
        ],
    )


def main() -> None:
    """Measures the parts that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store with the lists")
    parser.add_argument("--rival", type=Path, help="the python of an environment with nomenklatura")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--page", type=Path, default=PAGE)
    options = parser.parse_args()
    if options.rival and not options.rival.exists():
        parser.error(f"no such python: {options.rival}")
    page = Page(options.page, "Screening, measured")
    with TemporaryDirectory() as folder:
        work = Path(folder)
        store = options.store or load_lists(work)
        opened = Store(store)
        building.build(opened, work / "index")
        index = Index(work / "index")
        numbers = range(index.about.entities)
        entries = {entry.id: entry for entry in map(index.entry, numbers)}
        lists = ", ".join(f"{who} {date}" for who, date in sorted(index.about.lists.items()))
        page.text(
            f"Written by `bench/screening/run.py` on {dt.datetime.now(dt.UTC).date()}: Python"
            f" {sys.version.split()[0]}, {os.cpu_count()} cores, weights version"
            f" {weights.table().version}; lists: {lists}."
        )
        if not options.rival:
            page.text("nomenklatura was not there (`--rival`); its columns are left out.")
        if "pairs" in options.only:
            pairs(page, opened, entries, options.rival)
        if "people" in options.only:
            people.section(page, opened, index, entries)
            if options.rival:
                judged.section(page, opened, index, entries, options.rival)
        if "speed" in options.only:
            speed.commands(page, store, work)
        if "growth" in options.only:
            speed.growth(page, store, work)
    page.write()


if __name__ == "__main__":
    main()
