"""Times of a column: seconds or milliseconds since 1970, ISO 8601, or the day first; all in UTC.

One form holds for a whole file, told from its first rows, for 03/04/2024 alone does not say its
day. Where both readings fit, the day comes first, as outside the United States.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

EPOCH = "epoch"
"""The form of seconds, milliseconds or microseconds since 1970."""

FORMS = {
    "%Y-%m-%d": "ISO",
    "%Y/%m/%d": "year first",
    "%d/%m/%Y": "day first",
    "%d-%m-%Y": "day first",
    "%d.%m.%Y": "day first",
    "%m/%d/%Y": "month first",
    "%m-%d-%Y": "month first",
    EPOCH: "seconds or milliseconds since 1970",
}
"""The forms that are tried, in this order, and what a user is told of them."""

_MILLIS, _MICROS = 1e11, 1e14
_PLAIN_ENDS = ["", "Z", "z", "+00:00", "+00", "+0000", " UTC", " +0000 UTC"]
_PARTS = (
    r"^(\S{8,10}?)[T ]+(\d{1,2}:\d{2}(?::\d{2})?)([.,]\d+)?"
    r"\s*(?:Z|z|UTC|([+-]\d{2}):?(\d{2})?)?$"
)


def form_of(texts: Sequence[str]) -> str:
    """The form that most of the texts have.

    >>> form_of(["03/04/2024 00:00:00", "25/03/2024 10:00:00"]), form_of(["3/25/2024 10:00"])
    ('%d/%m/%Y', '%m/%d/%Y')
    """
    import polars as pl

    sample = pl.Series(texts, dtype=pl.String)
    return max(FORMS, key=lambda form: parse(sample, form).count())


def parse(times: "pl.Series", form: str) -> "pl.Series":
    """Times in UTC; what cannot be read is null. Numbers are epochs, whatever the form says.

    >>> import polars as pl
    >>> read = parse(pl.Series(["2024-03-12T01:00:00.5+09:00", "soon"]), "%Y-%m-%d")
    >>> read[0].isoformat(), read[1]
    ('2024-03-11T16:00:00.500000+00:00', None)
    """
    import polars as pl

    if times.dtype == pl.Datetime:
        if getattr(times.dtype, "time_zone", None) is None:
            return times.cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
        return times.dt.convert_time_zone("UTC").cast(pl.Datetime("us", "UTC"))
    if times.dtype.is_numeric():
        return _epochs(times)
    if times.dtype != pl.String:
        return pl.Series(times.name, [None] * len(times), pl.Datetime("us", "UTC"))
    if form == EPOCH:
        return _epochs(times.str.strip_chars().cast(pl.Float64, strict=False))
    return _texts(times, form).dt.replace_time_zone("UTC")


def _epochs(numbers: "pl.Series") -> "pl.Series":
    import polars as pl

    value = pl.col("value")
    size = value.abs()
    micros = (
        pl.when(size < _MILLIS)
        .then(value * 1e6)
        .when(size < _MICROS)
        .then(value * 1e3)
        .otherwise(value)
    )
    return (
        numbers.cast(pl.Float64)
        .to_frame("value")
        .select(micros.fill_nan(None).round().cast(pl.Int64, strict=False))
        .to_series()
        .cast(pl.Datetime("us", "UTC"))
        .rename(numbers.name)
    )


def _texts(times: "pl.Series", form: str) -> "pl.Series":
    import polars as pl

    head = times.str.slice(0, 19)
    between = "T" if (head.str.slice(10, 1) == "T").any() else " "
    read = head.str.to_datetime(f"{form}{between}%H:%M:%S", strict=False, time_unit="us")
    odd = (read.is_null() & times.is_not_null()) | ~times.str.slice(19).is_in(_PLAIN_ENDS)
    if not odd.any():
        return read
    parts = pl.DataFrame(
        {"row": odd.arg_true(), "text": times.filter(odd).str.strip_chars()}
    ).with_columns(pl.col("text").str.extract_groups(_PARTS).struct.rename_fields(list("dtfhm")))
    d, t, f, h, m = (pl.col("text").struct.field(name) for name in "dtfhm")
    clock = pl.coalesce(
        t.str.to_time("%H:%M:%S", strict=False), t.str.to_time("%H:%M", strict=False)
    )
    fraction = f.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False).fill_null(0)
    hours, minutes = h.cast(pl.Int64), m.cast(pl.Int64).fill_null(0)
    ahead = hours * 60 + pl.when(h.str.starts_with("-")).then(-minutes).otherwise(minutes)
    found = parts.select(
        "row",
        at=d.str.to_date(form, strict=False).dt.combine(clock, "us")
        + pl.duration(microseconds=(fraction * 1e6).round().cast(pl.Int64))
        - pl.duration(minutes=ahead.fill_null(0)),
    )
    return read.scatter(found["row"], found["at"])
