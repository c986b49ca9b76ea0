"""The labelled sets as pairs of records, and a pair as others read it.

The sets of ``../shared/bench`` are only read here, for measuring; nothing is fitted on them.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from designata.model import vocabulary

SHARED = Path(__file__).parents[3] / "shared"
BENCH = SHARED / "bench"
_YEAR = re.compile(r"\d{4}(?:-\d\d){0,2}")


class Side(NamedTuple):
    """A record to be compared: what it is, its names by property, and its facts."""

    schema: str
    names: tuple[tuple[str, str], ...]
    facts: Mapping[str, Sequence[str]] = {}

    @property
    def texts(self) -> list[str]:
        """The names alone."""
        return [text for text, _ in self.names]


class Pair(NamedTuple):
    """Two records, whether they are one, and under which heading they are counted."""

    id: str
    group: str
    left: Side
    right: Side
    same: bool


def name_pairs() -> list[Pair]:
    """Name against name: the half of a public set that is meant for development."""
    return [
        Pair(
            f"name-{number}",
            row["case_group"],
            _named(row["schema"], [row["name1"]]),
            _named(row["schema"], [row["name2"]]),
            row["is_match"] == "true",
        )
        for number, row in enumerate(rows(BENCH / "name_pairs_dev.csv"))
    ]


def cross_script() -> list[Pair]:
    """A name in its own script against the Latin names of a record."""
    return [
        Pair(
            f"script-{number}",
            row["script"],
            _named(row["schema"], [row["name1"]]),
            _named(row["schema"], row["name2_any"].split(" | ")),
            row["is_match"] == "true",
        )
        for number, row in enumerate(rows(BENCH / "cross_script_dev.csv"))
    ]


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _named(schema: str, names: Iterable[str]) -> Side:
    return Side(schema, tuple((name, "name") for name in names))


def as_ftm(side: Side, number: str) -> dict[str, object]:
    """A record as FollowTheMoney's JSON has it; what its schema does not have is left out."""
    known = vocabulary.schema(side.schema).properties
    properties: dict[str, list[str]] = {}
    for text, prop in side.names:
        properties.setdefault(prop if prop in known else "name", []).append(text)
    for prop, values in side.facts.items():
        if prop in known and known[prop] != "entity":
            plain = [d for v in values for d in _dates(v)] if known[prop] == "date" else values
            properties[prop] = list(plain)
    return {"id": number, "schema": side.schema, "properties": properties}


def _dates(value: str) -> list[str]:
    """The dates in a date of EDTF: both ends of a span, without marks of doubt."""
    return _YEAR.findall(value)


def write_jsonl(pairs: Iterable[Pair], path: Path) -> None:
    """The pairs as JSON Lines, an object with ``id``, ``left`` and ``right`` each."""
    with path.open("w", encoding="utf-8") as file:
        for pair in pairs:
            line = {
                "id": pair.id,
                "left": as_ftm(pair.left, f"{pair.id}-a"),
                "right": as_ftm(pair.right, f"{pair.id}-b"),
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
