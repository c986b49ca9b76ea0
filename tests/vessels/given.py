"""Frames out of plain rows, and the shared samples as frames."""

import csv
import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from designata.vessels import frames

SHARED = Path("../shared/ais")
START = dt.datetime(2024, 3, 1, tzinfo=dt.UTC)


def shared(path: str) -> Path:
    """A shared file; the test is skipped where there is none."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"no {found}")
    return found


def read_json(path: str) -> Any:  # noqa: ANN401  - each file has its own shape
    return json.loads(shared(path).read_text("utf-8"))


def at(hours: float) -> dt.datetime:
    """A time some hours after the start of the made-up samples."""
    return START + dt.timedelta(hours=hours)


def time(text: str) -> dt.datetime:
    """A time as the samples write it: UTC where no zone is told."""
    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def positions(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """Positions; what a row does not tell is null."""
    names = frames.positions().names()
    table = [{**dict.fromkeys(names), "row": number, **row} for number, row in enumerate(rows)]
    return pl.DataFrame(table, schema=frames.positions(), orient="row")


def statics(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    names = frames.statics().names()
    table = [{**dict.fromkeys(names), "row": number, **row} for number, row in enumerate(rows)]
    return pl.DataFrame(table, schema=frames.statics(), orient="row")


def line(
    mmsi: int, places: Iterable[tuple[float, float, float]], **more: float
) -> list[dict[str, object]]:
    """Positions of a ship by hours, latitude and longitude."""
    return [
        {"mmsi": mmsi, "timestamp": at(hours), "lat": lat, "lon": lon, **more}
        for hours, lat, lon in places
    ]


def danish(mmsi: int) -> pl.DataFrame:
    """A track of the drift samples."""

    def number(text: str) -> float | None:
        return float(text) if text else None

    with shared(f"drift/{mmsi}_positions.csv").open(encoding="utf-8") as lines:
        return positions(
            {
                "mmsi": mmsi,
                "timestamp": time(row["ts"]),
                "lat": number(row["lat"]),
                "lon": number(row["lon"]),
                "speed_kn": number(row["sog"]),
                "course": number(row["cog"]),
                "heading": None if row["heading"] == "511" else number(row["heading"]),
            }
            for row in csv.DictReader(lines)
        )
