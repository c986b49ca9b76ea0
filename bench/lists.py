"""Speed and memory of loading lists, on the real files of ../shared; prints a table.

Every figure is of whole processes. ``python bench/lists.py [--history]``
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LISTS = Path(__file__).parents[2] / "shared" / "lists"
ONE_DATE = (
    "ofac/set_2024-05_composite",
    "un/un_2026-08-01.xml",
    "eu/eu_fsf_2021-03-02.xml",
    "uk/OFSI_ConList_2025-04-10.xlsx",
    "ca/sema_2025-03.xml",
    "au/dfat_consolidated_2026-08.xlsx",
    "ua/gur_vessels_2026-06.csv",
    "kr/kr_unilateral_2024_compiled.csv",
)
HISTORY = "ofac/sdn_history/sdn_csv_daily_2021-08-18_2024-05-04.tar.xz"
COMMAND = (sys.executable, "-m", "designata")


def timed(*command: str, store: Path | None = None, runs: int = 1) -> tuple[float, float]:
    """The median of the seconds and of the peak memory in MB."""
    seconds, memory = [], []
    for _ in range(runs):
        start = time.perf_counter()
        environment = os.environ | ({"DESIGNATA_STORE": str(store)} if store else {})
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds.append(time.perf_counter() - start)
        memory.append(used.ru_maxrss / 1024)
    return statistics.median(seconds), statistics.median(memory)


def row(what: str, bar: str, measured: tuple[float, float], note: str = "") -> None:
    """Prints one line of the table."""
    print(f"| {what} | {bar} | {measured[0]:.2f} s | {measured[1]:.0f} MB | {note} |", flush=True)


def size(folder: Path) -> float:
    """Of all files below a folder, in MB."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6


def main() -> None:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--history", action="store_true", help="also all daily OFAC files")
    history = parser.parse_args().history
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
    print("| what | bar | time | peak memory | |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        source = folder / "lists"
        for name in ONE_DATE:
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            copy = shutil.copytree if (LISTS / name).is_dir() else shutil.copy
            copy(LISTS / name, target)
        store = folder / "store"
        row(
            "eight publishers' lists of one date into a store",
            "45 s, 1.2 GB",
            timed(*COMMAND, "update", "--from", str(source), store=store),
            f"store {size(store):.0f} MB of {size(source):.0f} MB",
        )
        days = folder / "days"
        day = LISTS / "ofac/sdn_history/sdn_2024-03-26T1843Z.csv.gz"
        next_day = LISTS / "ofac/sdn_history/sdn_2024-03-27T1843Z.csv.gz"
        timed(*COMMAND, "update", "--from", str(day), store=days)
        row(
            "one OFAC day on top",
            "3 s",
            timed(*COMMAND, "update", "--from", str(next_day), store=days),
        )
        for query in ("9161003", "LADY R", "ofac-37095"):
            command = (*COMMAND, "show", query)
            row(f"show {query}, cold", "0.6 s", timed(*command, store=store, runs=5))
        row("--help", "0.3 s", timed(*COMMAND, "--help", runs=5))
        imported = timed(sys.executable, "-c", "import designata", runs=5)
        bare = timed(sys.executable, "-c", "pass", runs=5)
        row("import designata", "0.1 s", imported, f"Python itself {bare[0]:.2f} s")
        if history:
            years = folder / "years"
            row(
                "308 daily OFAC files in sequence",
                "900 s",
                timed(*COMMAND, "update", "--from", str(LISTS / HISTORY), store=years),
                f"store {size(years):.0f} MB of 840 MB",
            )


if __name__ == "__main__":
    main()
