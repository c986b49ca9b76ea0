"""MovingPandas and Designata on the same rows and questions, in one run.

``python bench/vessels_rival.py --rival PYTHON [--fixes 0.1]``: the rival's Python is of an
environment of its own (``python3 -m venv /tmp/mp && /tmp/mp/bin/pip install movingpandas
pyarrow``), and no part of ours. Both read one Parquet file of made-up positions, in millions, and
answer in a process each, reading not timed:

- gaps: silences over six hours (MovingPandas: ``ObservationGapSplitter``, which cuts there);
- stops: an hour or more within a kilometre (``TrajectoryStopDetector``); ours is the rule of
  loitering, an hour or more of a mean below 2 knots, which is the nearest question, not the same;
- speeds: knots of every step (``add_speed``), and how many are over 25.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from designata.vessels import fixes, gaps, loitering, rules, track
from vessels_speed import SHIPS, made_up

QUESTIONS = ("gaps", "stops", "speeds")

_FAST_KN = 25

RIVAL = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import geopandas as gpd, movingpandas as mpd, pandas as pd
table = pd.read_parquet(sys.argv[2])
start = time.perf_counter()
points = gpd.GeoDataFrame(
    table[["mmsi"]], geometry=gpd.points_from_xy(table.lon, table.lat), crs=4326
)
points.index = pd.DatetimeIndex(table.timestamp).tz_localize(None)
tracks = mpd.TrajectoryCollection(points, "mmsi")
if sys.argv[1] == "gaps":
    found = len(mpd.ObservationGapSplitter(tracks).split(gap=pd.Timedelta(hours=6))) - len(tracks)
elif sys.argv[1] == "stops":
    detector = mpd.TrajectoryStopDetector(tracks)
    found = len(detector.get_stop_points(max_diameter=1000, min_duration=pd.Timedelta(hours=1)))
else:
    tracks.add_speed(units=("nm", "h"))
    found = int((tracks.to_point_gdf()["speed"] > 25).sum())
took = time.perf_counter() - start
print(json.dumps({"found": found, "seconds": took, "version": mpd.__version__}))
"""


def ours(question: str, path: Path) -> dict[str, float]:
    """Our answer: how much was found, and in how many seconds."""
    table, used = pl.read_parquet(path), rules.load()
    start = time.perf_counter()
    heard = fixes.of(table)
    if question == "gaps":
        found = len([event for event in gaps.find(heard, used) if event.end])
    elif question == "stops":
        found = len(list(loitering.find(track.tracks(heard, used), used)))
    else:
        found = int((track.implied_speed(heard.located()) > _FAST_KN).sum())
    return {"found": found, "seconds": time.perf_counter() - start}


def main() -> None:
    """Prints a table of rates side by side."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rival", required=True, help="a Python that can import movingpandas")
    parser.add_argument("--fixes", type=float, default=0.1, help="millions of positions")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(ours(asked.one[0], Path(asked.one[1]))))
        return
    head = f"{'question':<10}{'who':<22}{'positions':>12}{'found':>9}{'seconds':>9}"
    print(f"{head}{'a second':>13}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "positions.parquet"
        # a thousand positions a ship, as of some days
        table = made_up(SHIPS / 1000).head(int(asked.fixes * 1e6))
        table.write_parquet(path)
        mine = [sys.executable, __file__, "--rival", asked.rival, "--one"]
        for question in QUESTIONS:
            for who, command in (
                ("Designata", [*mine, question, str(path)]),
                ("MovingPandas", [asked.rival, "-c", RIVAL, question, str(path)]),
            ):
                done = subprocess.run(command, check=True, capture_output=True, text=True)
                told = json.loads(done.stdout)
                name = f"{who} {told.get('version', '')}".strip()
                rate = table.height / told["seconds"]
                print(
                    f"{question:<10}{name:<22}{table.height:>12,}{told['found']:>9,}"
                    f"{told['seconds']:>9.2f}{rate:>13,.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
