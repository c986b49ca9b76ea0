"""Which column of a table of ship positions holds what: guessed by heading, and told.

What each is called stands in ``data/ais_columns.toml``. A table needs a ship's number, a time and
a position; without them it is refused, with what was found and what is needed.
"""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from designata.data import load
from designata.errors import InputError

NEEDED = ("mmsi", "timestamp", "lat", "lon")
"""The columns that a table must have; one of what ships say of themselves needs no position."""

MOVING = ("lat", "lon", "speed_kn", "course", "heading")
"""Numbers that a position report gives."""

SAID = ("imo", "name", "call_sign", "ship_type", "draught_m", "length_m", "destination")
"""What a ship says of itself."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS = re.compile(r"[\W_]+")


class Guess(msgspec.Struct, frozen=True):
    """What the columns of a table hold.

    Args:
        headings: of all columns, in their order.
        columns: the heading of each column of ours that was found.
        maker: who makes such tables, where known.

    >>> guess(["MMSI", "BaseDateTime", "LAT", "LON", "SOG", "Cargo"]).columns["speed_kn"]
    'SOG'
    """

    headings: tuple[str, ...]
    columns: dict[str, str]
    maker: str | None

    def told(self) -> str:
        """The guess in a line, for people.

        >>> guess(["ssvid", "timestamp", "lat", "lon", "seg_id"]).told()
        'Global Fishing Watch; mmsi: ssvid; timestamp; lat; lon; not used: seg_id'
        """
        parts = [
            ours if ours == theirs else f"{ours}: {theirs}" for ours, theirs in self.columns.items()
        ]
        used = set(self.columns.values())
        rest = [heading for heading in self.headings if heading not in used]
        left = [f"not used: {', '.join(rest)}"] if rest else []
        return "; ".join([*([self.maker] if self.maker else []), *parts, *left])


def guess(headings: Sequence[str]) -> Guess:
    """What the columns hold; of several that mean one thing, the more exact heading is taken."""
    folded: dict[str, str] = {}
    for heading in headings:
        folded.setdefault(fold(heading), heading)
    columns = {
        ours: next((folded[word] for word in words if word in folded), None)
        for ours, words in _table()["columns"].items()
    }
    maker = next(
        (name for name, signs in _table()["makers"].items() if set(signs) <= folded.keys()), None
    )
    found = {ours: theirs for ours, theirs in columns.items() if theirs is not None}
    return Guess(tuple(headings), found, maker)


def require(found: Guess, where: str) -> Guess:
    """The guess, when a table can be read by it.

    Raises:
        InputError: when a needed column is missing.

    >>> require(guess(["mmsi", "when", "lat", "lon"]), "x.csv")
    Traceback (most recent call last):
    designata.errors.InputError: the table has no column for the timestamp (x.csv); found: mmsi, \
when, lat, lon; needed: mmsi (or ssvid, id), timestamp, lat, lon; rename the columns
    """
    missing = [column for column in NEEDED if column not in found.columns]
    if missing == ["lat", "lon"] and not found.columns.keys().isdisjoint(SAID):
        return found
    if missing:
        shown = ", ".join(heading[:40] for heading in found.headings[:40])
        raise InputError(
            f"the table has no column for the {', '.join(missing)}",
            where=where,
            cure=f"found: {shown or 'nothing'}; needed: mmsi (or ssvid, id), timestamp, lat, lon; "
            "rename the columns",
        )
    return found


def fold(heading: str) -> str:
    """A heading in lower case, signs and changes of case as spaces.

    >>> fold("# Timestamp"), fold("BaseDateTime"), fold("speed_kn")
    ('timestamp', 'base date time', 'speed kn')
    """
    return _SIGNS.sub(" ", _CAMEL.sub(" ", heading)).strip().lower()


def ashore() -> list[str]:
    """What a Danish table calls senders that are no ships."""
    return _table()["ashore"]["words"]


def nothing() -> list[str]:
    """Words that stand for nothing."""
    return _table()["nothing"]["words"]


@cache
def ship_types() -> dict[str, int]:
    """Codes of ship types that a table gives by name.

    >>> ship_types()["tanker"]
    80
    """
    return load("ais_columns", _Codes).ship_types


class _Codes(msgspec.Struct, frozen=True):
    ship_types: dict[str, int]


class _Words(msgspec.Struct, frozen=True):
    columns: dict[str, list[str]]
    makers: dict[str, list[str]]
    ashore: dict[str, list[str]]
    nothing: dict[str, list[str]]


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    words = load("ais_columns", _Words)
    return {
        "columns": words.columns,
        "makers": words.makers,
        "ashore": words.ashore,
        "nothing": words.nothing,
    }
