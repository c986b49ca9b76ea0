"""What ships said of themselves over time: from when to when each value was told, slips left out.

A value counts once it was said three times in a row, or for an hour; a letter garbled in between
is no new name. Values that come back over and over are of two senders, and are told apart.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from designata.data import load
from designata.model.identifiers import is_ship_imo

if TYPE_CHECKING:
    import polars as pl


class Told(msgspec.Struct, frozen=True):
    """When something counts as told; ``data/identity_rules.toml`` gives the reasons."""

    min_said: int
    min_hours: float
    min_returns: int
    max_return_days: float
    max_length_share: float
    hopping_changes: int
    hopping_days: float
    placeholders: list[str]


class Definition(msgspec.Struct, frozen=True):
    """A rule: who defined it, and what it does not prove."""

    source: str
    caveats: list[str]


class Rules(msgspec.Struct, frozen=True):
    """The whole table."""

    told: Told
    rule: dict[str, Definition]


class Span(msgspec.Struct, frozen=True):
    """A value, and when it was said without another between.

    Args:
        value: as text.
        start: of the first message.
        end: of the last one.
        said: in how many messages, repeats left out by the reader not counted.
        mmsi: of the first message.
        rows: of the first and the last message.
    """

    value: str
    start: dt.datetime
    end: dt.datetime
    said: int
    mmsi: int
    rows: tuple[int, int]

    @property
    def firm(self) -> bool:
        """Whether it was said often or long enough in a row."""
        told = rules().told
        hours = (self.end - self.start) / dt.timedelta(hours=1)
        return self.said >= told.min_said or hours >= told.min_hours


class Story(msgspec.Struct, frozen=True):
    """All values of one key, in order.

    Args:
        key: a ship's MMSI or an IMO number.
        spans: firm ones, no two alike in a row; of two senders, all their runs.
        returns: how often a value came back soon.
    """

    key: str
    spans: list[Span]
    returns: int

    @property
    def two_senders(self) -> bool:
        """Whether values come back so often that two senders say them."""
        return self.returns >= rules().told.min_returns


@cache
def rules() -> Rules:
    """The rules of ``data/identity_rules.toml``."""
    return load("identity_rules", Rules)


def stories(statics: "pl.DataFrame", key: str, value: str) -> Iterator[Story]:
    """What was said under each key, in the keys' order.

    Args:
        statics: in the form of ``frames.statics``.
        key: a column, as ``mmsi``.
        value: a column whose values are followed, as ``name``.
    """
    for text, spans in _runs(statics, key, value):
        likely = _likely(spans)
        joined = _joined([span for span in spans if span.value in likely])
        returns = _returns(joined)
        if returns < rules().told.min_returns:
            joined = _joined([span for span in joined if span.firm])
            returns = _returns(joined)
        if joined:
            yield Story(text, joined, returns)


def numbered(statics: "pl.DataFrame") -> "pl.DataFrame":
    """The messages whose IMO number is right, and not one that is typed where none is known."""
    import polars as pl

    numbers = statics["imo"].drop_nulls().unique().to_list()
    placeholders = rules().told.placeholders
    right = [text for text in numbers if is_ship_imo(text) and text not in placeholders]
    return statics.filter(pl.col("imo").is_in(right))


def _runs(statics: "pl.DataFrame", key: str, value: str) -> Iterator[tuple[str, list[Span]]]:
    import polars as pl

    texts = {"_key": pl.col(key).cast(pl.String), "_value": _plain(value)}
    said = (
        statics.select("timestamp", "mmsi", "row", **texts)
        .filter(pl.col("_key").is_not_null() & (pl.col("_value") != ""))
        .sort("_key", "timestamp", "row")
    )
    other = (pl.col("_key") != pl.col("_key").shift(1)) | (
        pl.col("_value") != pl.col("_value").shift(1)
    )
    runs = said.group_by(other.fill_null(value=True).cum_sum().alias("_run")).agg(
        pl.col("_key", "_value").first(),
        pl.col("timestamp").min().alias("start"),
        pl.col("timestamp").max().alias("end"),
        pl.len().alias("said"),
        pl.col("mmsi").first(),
        pl.col("row").first().alias("first"),
        pl.col("row").last().alias("last"),
    )
    for (text,), group in runs.sort("_run").group_by("_key", maintain_order=True):
        yield (
            str(text),
            [
                Span(value, start, end, said, mmsi, (first, last))
                for _, _, value, start, end, said, mmsi, first, last in group.iter_rows()
            ],
        )


def _plain(value: str) -> "pl.Expr":
    import polars as pl

    text = pl.col(value).cast(pl.String).str.to_uppercase()
    if value == "name":
        return text.str.replace_all(r"[^\pL\pN]+", " ").str.strip_chars()
    return text.str.replace_all(r"[\s\-]+", "")


def _likely(spans: list[Span]) -> set[str]:
    """Values that are no slips: said often enough, and no letter off one that is said more."""
    from rapidfuzz.distance import Levenshtein

    said: Counter[str] = Counter()
    for span in spans:
        said[span.value] += span.said
    firm = {span.value for span in spans if span.firm}
    often = {value for value, count in said.items() if count >= rules().told.min_said}
    slips = {
        value
        for value in often - firm
        for other in often | firm
        if said[other] > said[value] and Levenshtein.distance(value, other, score_cutoff=1) <= 1
    }
    return firm | (often - slips)


def _joined(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        if found and found[-1].value == span.value:
            last = found.pop()
            found.append(
                Span(
                    span.value,
                    last.start,
                    span.end,
                    last.said + span.said,
                    last.mmsi,
                    (last.rows[0], span.rows[1]),
                )
            )
        else:
            found.append(span)
    return found


def _returns(spans: list[Span]) -> int:
    soon = dt.timedelta(days=rules().told.max_return_days)
    left: dict[str, dt.datetime] = {}
    count = 0
    for span in spans:
        if span.value in left and span.start - left[span.value] <= soon:
            count += 1
        left[span.value] = span.end
    return count
