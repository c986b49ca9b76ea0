"""How fast ships' events are found, and how that grows with the number of positions.

``python bench/vessels_speed.py [--fixes 1,5,20] [--rules gap,encounter,...]``: made-up positions in
millions, of 4,000 ships that sail, lie still, fall silent and meet. Each rule runs in a process of
its own, whose peak memory is told. Then one ship's report is made of a file of the first number of
millions, as a whole command and within a process. ``vessels_rival.py`` asks MovingPandas.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from designata.vessels import (
    drift,
    encounters,
    fixes,
    frames,
    gaps,
    loitering,
    places,
    port_visits,
    rules,
    track,
)

SHIPS = 4_000
MEAN_S = 240
REST = 60
RULES = ("gap", "encounter", "loitering", "port_visit", "tracks", "drift")


def made_up(millions: float) -> pl.DataFrame:
    """Positions sorted by ship and time: legs at up to 14 knots, rests, a few long silences."""
    random = np.random.default_rng(56)
    count = int(millions * 1e6)
    ship = np.sort(np.arange(count) % SHIPS)
    seconds = random.exponential(MEAN_S, count)
    seconds[random.random(count) < 6e-4] += random.uniform(6, 72) * 3600
    first = np.append(0, np.flatnonzero(np.diff(ship)) + 1)
    elapsed = np.cumsum(seconds)
    elapsed -= np.repeat(elapsed[first], np.diff(np.append(first, count)))
    # a leg is some hundred positions at one speed and course; every third is a rest
    leg = np.arange(count) // 150
    knots = random.uniform(0, 14, leg[-1] + 1)
    knots[::3] = random.uniform(0, 1, len(knots[::3]))
    course = random.uniform(0, 360, leg[-1] + 1)
    # ships start in pairs and at rest, so that some meet
    resting = np.arange(count) - np.repeat(first, np.diff(np.append(first, count))) < REST
    speed = np.where(resting, knots[leg] / 100, knots[leg])
    nm = speed * seconds / 3600
    north, east = nm * np.cos(np.radians(course[leg])), nm * np.sin(np.radians(course[leg]))
    lengths = np.diff(np.append(first, count))
    lat, lon = np.cumsum(north) / 60, np.cumsum(east) / 60
    lat -= np.repeat(lat[first], lengths)
    lon -= np.repeat(lon[first], lengths)
    lat = (lat + np.repeat(random.uniform(-50, 50, SHIPS // 2).repeat(2), lengths) + 60) % 240 - 60
    lat = np.where(lat > 60, 120 - lat, lat)
    lon += np.repeat(random.uniform(-180, 180, SHIPS // 2).repeat(2), lengths)
    times = 1_700_000_000_000_000 + (elapsed * 1e6).astype(np.int64)
    table = pl.DataFrame(
        {
            "mmsi": ship + 200_000_000,
            "timestamp": pl.Series(times).cast(pl.Datetime("us", "UTC")),
            "lat": lat,
            "lon": (lon + 180) % 360 - 180,
            "speed_kn": speed.round(1),
            "course": course[leg].round(1),
            "heading": (course[leg] + random.normal(0, 30, count)).round() % 360,
            "row": np.arange(count),
        }
    )
    return table.cast(dict(frames.positions()))  # type: ignore[arg-type]


def run(rule: str, path: Path) -> dict[str, float]:
    """Finds the events of one rule; tells seconds after reading, the processor's, and memory."""
    table = pl.read_parquet(path)
    read = time.perf_counter()
    used = rules.load()
    heard = fixes.of(table)
    if rule == "gap":
        found = len(list(gaps.find(heard, used)))
    elif rule == "encounter":
        found = len(list(encounters.find(heard, used)))
    elif rule == "port_visit":
        random = np.random.default_rng(1)
        points = {"lat": random.uniform(-50, 50, 4_000), "lon": random.uniform(-180, 180, 4_000)}
        known = pl.DataFrame({"name": [str(n) for n in range(4_000)], **points})
        found = len(list(port_visits.find(heard, used, ports=places.Places(known))))
    elif rule == "drift":
        found = len([*drift.find(heard, used), *drift.sudden_stops(heard, used)])
    else:
        tracks = track.tracks(heard, used)
        found = len(list(track.jumps(tracks, used))) + len(list(track.shared(tracks, used)))
        if rule == "loitering":
            found = len(list(loitering.find(tracks, used)))
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    cpu = time.process_time()
    return {"events": found, "seconds": done - read, "cpu": cpu, "peak_gb": peak}


REPORT = """
import sys, time
from pathlib import Path
from designata.cli.track import _page
from designata.engine import Designata
import numpy, polars
start = time.perf_counter()
story = Designata(sys.argv[2]).track([Path(sys.argv[1])], imo="9161003")
len(_page(story))
print(time.perf_counter() - start)
"""


def _used() -> float:
    """Seconds of processors that finished children took."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def report(folder: Path, millions: float) -> None:
    """Times one ship's report of a file of many ships, three times: the best is told."""
    table = made_up(millions).drop("row")
    ship = pl.col("mmsi") == pl.col("mmsi").min()
    table = table.with_columns(imo=pl.when(ship).then(pl.lit("9161003")))
    nowhere = str(folder / "no-store")
    for name in ("by ship.parquet", "by time.parquet", "by time.csv"):
        path = folder / name
        rows = table if name.startswith("by ship") else table.sort("timestamp")
        if path.suffix == ".csv":
            rows.write_csv(path, datetime_format="%Y-%m-%dT%H:%M:%S")
        else:
            rows.write_parquet(path)
        command = [sys.executable, "-m", "designata", "track", str(path), "--imo", "9161003"]
        command += ["--out", str(folder / "report.html"), "--store", nowhere]
        inside = [sys.executable, "-c", REPORT, str(path), nowhere]
        whole, within = [], []
        for _ in range(3):
            start, used = time.perf_counter(), _used()
            subprocess.run(command, check=True, capture_output=True)
            whole.append((time.perf_counter() - start, _used() - used))
            done = subprocess.run(inside, check=True, capture_output=True, text=True)
            within.append(float(done.stdout))
        print(
            f"one ship's report of {table.height:,} rows, {name}: "
            f"{min(whole)[0]:.2f} s as a command ({min(whole)[1]:.2f} s of processors), "
            f"{min(within):.2f} s within a process",
            flush=True,
        )


def main() -> None:
    """Prints a table of rates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fixes", default="1,5,20", help="millions of positions")
    parser.add_argument("--rules", default=",".join(RULES))
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(run(asked.one[0], Path(asked.one[1]))))
        return
    head = f"{'rule':<12}{'positions':>12}{'events':>9}{'seconds':>9}{'a second':>13}"
    print(f"{head}{'CPU s':>8}{'peak GB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for millions in (float(text) for text in asked.fixes.split(",")):
            path = Path(folder) / f"{millions:g}.parquet"
            table = made_up(millions)
            table.write_parquet(path)
            count = table.height
            del table
            for rule in asked.rules.split(","):
                done = subprocess.run(
                    [sys.executable, __file__, "--one", rule, str(path)],
                    check=True,
                    capture_output=True,
                    text=True,
                )
                told = json.loads(done.stdout)
                print(
                    f"{rule:<12}{count:>12,}{told['events']:>9,}{told['seconds']:>9.2f}"
                    f"{count / told['seconds']:>13,.0f}{told['cpu']:>8.2f}{told['peak_gb']:>9.2f}",
                    flush=True,
                )
        report(Path(folder), float(asked.fixes.split(",")[0]))


if __name__ == "__main__":
    main()
