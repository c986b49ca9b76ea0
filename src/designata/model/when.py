"""Dates as sources give them: a day, a month, a year, about a year, or a range.

Nothing is invented: "February 2024" stays a month. The written form is the part of the Extended
Date/Time Format (EDTF, ISO 8601-2, https://www.loc.gov/standards/datetime/) that lists need:
``2024-04-02``, ``2024-04``, ``2024``, ``196X``, ``1961~`` (about), ``1955/1958``, ``../1980``.
"""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from designata.errors import InputError

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}

_EDTF_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~?)|(\d{3})X(~?)")
_ABOUT = re.compile(
    r"\b(?:circa|approximately|approx|about|around|possibly|estimated|ca?)\b\.?|~", re.IGNORECASE
)
_RANGE = re.compile(r"\s+(?:to|and|until|-|–)\s+|(?<=\d{4})\s*[-–]\s*(?=\d{4})", re.IGNORECASE)
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s.-]+)?([A-Za-z]{3,9})\.?[\s,.-]+(\d{4})")
_AMERICAN = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?")
_DECADE = re.compile(r"(?:early|mid|late)?[\s-]*(\d{3})0'?s", re.IGNORECASE)


class When(msgspec.Struct, frozen=True, order=True):
    """A date with its own precision.

    Args:
        earliest: the first day it can mean; ``date.min`` when the start is open.
        latest: the last day it can mean; ``date.max`` when the end is open.
        edtf: the written form.

    >>> when = parse("circa Apr 1961")
    >>> when.edtf, when.earliest.isoformat(), when.latest.isoformat()
    ('1961-04~', '1961-04-01', '1961-04-30')
    """

    earliest: dt.date
    latest: dt.date
    edtf: str

    def __str__(self) -> str:
        return self.edtf

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The date as FollowTheMoney writes it: ISO prefixes, both ends of a range.

        >>> parse("1955 to 1958").prefixes
        ('1955', '1958')
        """
        ends = (end.rstrip("~") for end in self.edtf.split("/"))
        return tuple(end for end in ends if end not in {"", ".."} and "X" not in end)


def _point(edtf: str) -> tuple[dt.date, dt.date]:
    match = _EDTF_POINT.fullmatch(edtf)
    if not match:
        raise ValueError(edtf)
    year, month, day, _, decade, _ = match.groups()
    if decade:
        return dt.date(int(decade + "0"), 1, 1), dt.date(int(decade + "9"), 12, 31)
    if day:
        exact = dt.date(int(year), int(month), int(day))
        return exact, exact
    if month:
        last = calendar.monthrange(int(year), int(month))[1]
        return dt.date(int(year), int(month), 1), dt.date(int(year), int(month), last)
    return dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)


@lru_cache(maxsize=65536)
def from_edtf(text: str) -> When:
    """Reads a date in EDTF.

    Raises:
        ValueError: when it is not in the part of EDTF that this module speaks.

    >>> from_edtf("../1980").latest.isoformat()
    '1980-12-31'
    """
    start, slash, end = text.partition("/")
    try:
        if not slash:
            return When(*_point(text), text)
        earliest = dt.date.min if start == ".." else _point(start)[0]
        latest = dt.date.max if end == ".." else _point(end)[1]
    except ValueError:
        raise ValueError(f"not an EDTF date: {text!r}") from None
    if latest < earliest or start == end == "..":
        raise ValueError(f"not an EDTF date: {text!r}")
    return When(earliest, latest, text)


def span(texts: Iterable[str]) -> tuple[int, int]:
    """The first and last day that any of several EDTF dates can mean, as ordinals; 0 if none.

    >>> first, last = span(["1970", "1971-01-01", "soon"])
    >>> last - first
    365
    """
    found = []
    for text in texts:
        try:
            found.append(from_edtf(text))
        except ValueError:
            continue
    if not found:
        return 0, 0
    earliest = min([when.earliest for when in found])
    return earliest.toordinal(), max([when.latest for when in found]).toordinal()


def day(text: str, where: str = "") -> dt.date:
    """A day that somebody asks for.

    Args:
        text: ``2024-04-02``.
        where: the option or field that it stands in.

    Raises:
        InputError: when it is no day.

    >>> day("2024-04-02")
    datetime.date(2024, 4, 2)
    """
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(
            f"{text[:40]!r} is no day", where=where, cure="write it as 2024-04-02"
        ) from error


@lru_cache(maxsize=65536)
def parse(text: str) -> When | None:
    """Reads a date as lists write it, day before month; ``None`` when it is not understood.

    Zeros stand for unknown parts, as in the United Kingdom's lists.

    >>> [str(parse(t)) for t in ("01 Jan 1960", "00/00/1980", "Between 1955 and 1958", "1960s")]
    ['1960-01-01', '1980', '1955/1958', '196X']
    >>> parse("soon") is None
    True
    """
    text = " ".join(text.split())
    try:
        return from_edtf(text)  # before "../1980" loses its points
    except ValueError:
        text = text.strip(" .;,()")
    if not text:
        return None
    bare = _ABOUT.sub(" ", text).strip(" .;,()")
    about = "~" if bare != text else ""
    bare = re.sub(r"^(?:between|from)\s+", "", bare, flags=re.IGNORECASE)
    ends = _RANGE.split(bare)
    try:
        if len(ends) == 1:
            point = _written(bare)
            return from_edtf(point + about) if point else None
        if len(ends) == 2:  # noqa: PLR2004
            start, end = _written(ends[0]), _written(ends[1])
            return from_edtf(f"{start}{about}/{end}{about}") if start and end else None
    except ValueError:
        return None
    return None


def _written(text: str) -> str | None:  # noqa: PLR0911  - a return a way of writing
    """One point in time in words or figures, as EDTF."""
    text = text.strip(" .;,()")
    if _EDTF_POINT.fullmatch(text):
        return text
    if match := _ISO_TIME.fullmatch(text):
        return match[1]
    if match := _DECADE.fullmatch(text):
        return match[1] + "X"
    if match := _SLASHED.fullmatch(text):
        return _dated(match[3], int(match[2]), int(match[1]))
    if match := _WORDS.fullmatch(text):
        month = MONTHS.get(match[2].lower())
        return _dated(match[3], month, int(match[1] or 0)) if month else None
    if match := _AMERICAN.fullmatch(text):
        month = MONTHS.get(match[1].lower())
        return _dated(match[3], month, int(match[2])) if month else None
    return None


def _dated(year: str, month: int, day: int) -> str:
    if not month:
        return year
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
