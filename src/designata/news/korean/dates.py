"""Dates as Korean texts write them: 4월 2일, 4.2.(화), 지난달 28일, 이날.

Nothing is guessed: without a day of publication "28일" stays unread.
"""

import calendar
import datetime as dt
import re
from typing import Literal

from designata.news.findings import Dated

_WEEKDAY = r"(?:\s*\([월화수목금토일]\))"
_NO_SPAN = r"(?!\s*(?:간|째|동안|이내|만에))"
_DATE = re.compile(
    rf"(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<y1>\d{{4}})\s?\.\s?(?P<m1>\d{{1,2}})\s?\.\s?(?P<d1>\d{{1,2}})(?!\d)\.?{_WEEKDAY}?"
    rf"|(?:(?:(?P<y2>\d{{4}})년|[‘’'](?P<y3>\d\d)[.년])\s?|(?P<rel>재작년|작년|지난해|올해|금년|내년)\s?)?"
    rf"(?P<way>지난|오는)?\s?(?<!\d)(?P<m2>\d{{1,2}})월(?!\s*간)(?:\s?(?P<d2>\d{{1,2}})일{_NO_SPAN})?"
    rf"|[‘’'](?P<y4>\d\d)\.(?P<m4>\d{{1,2}})\.(?P<d4>\d{{1,2}})\.?"
    rf"|(?<![\d.])(?P<m3>\d{{1,2}})\.\s?(?P<d3>\d{{1,2}})(?!\d)(?:\.?{_WEEKDAY}|\.(?=\s?[가-힣])|(?=(?:자|부|일|에|부터)(?![가-힣]*\d)))"
    rf"|(?P<moon>지난달|지난\s달|이달|이번\s달|다음\s?달|내달)(?:\s?(?P<d5>\d{{1,2}})일{_NO_SPAN})?"
    rf"|(?P<way2>지난|오는)?\s?(?<![\d.])(?P<d6>\d{{1,2}})일{_NO_SPAN}(?!본|정|부\s)"
    rf"|(?P<y7>\d{{4}})년|(?P<rel7>재작년|작년|지난해)"
    rf"|(?P<word>오늘|금일|이날|어제|전날|내일|익일|다음\s?날)"
)
_YEARS = {"재작년": -2, "작년": -1, "지난해": -1, "올해": 0, "금년": 0, "내년": 1}
_WORDS = {"오늘": 0, "금일": 0, "이날": 0, "어제": -1, "전날": -1, "내일": 1, "익일": 1}
_BORN = re.compile(r"\.?\s?(?:생|출생)(?![가-힣]*산)")
_AHEAD = 60
"""Days by which a month and day without a year may lie ahead: effects are announced so."""


def dates(text: str, offset: int, published: str | None) -> list[Dated]:
    """The dates of a text in its order, without birth dates.

    Args:
        text: a sentence.
        offset: where it starts in the document.
        published: the day of publication (ISO).

    >>> [d.value for d in dates("정부는 4.2.(화), 지난달 28일에 이어 지정하였다", 0, "2024-04-02")]
    ['2024-04-02', '2024-03-28']
    >>> dates("28일 발표했다", 0, None)
    []
    """
    base = dt.date.fromisoformat(published) if published else None
    found = []
    for match in _DATE.finditer(text):
        if (
            _BORN.match(text, match.end())
            or "생년월일" in text[max(0, match.start() - 8) : match.start()]
        ):
            continue
        try:
            value = _value(match, base)
        except (ValueError, OverflowError):
            continue
        if value:
            lead = len(match.group()) - len(match.group().lstrip())
            start = match.start() + lead
            found.append(
                Dated(
                    value,
                    _PRECISION[len(value)],
                    text[start : match.end()],
                    offset + start,
                    offset + match.end(),
                )
            )
    return found


_PRECISION: dict[int, Literal["day", "month", "year"]] = {10: "day", 7: "month", 4: "year"}


def _value(match: re.Match[str], base: dt.date | None) -> str | None:  # noqa: PLR0911, PLR0912, C901
    """A return a way of writing."""
    part = match.groupdict()
    if part["iso"]:
        return dt.date.fromisoformat(part["iso"]).isoformat()
    if part["y1"]:
        return _iso(int(part["y1"]), part["m1"], part["d1"])
    if part["y4"]:
        return _iso(2000 + int(part["y4"]), part["m4"], part["d4"])
    if part["m2"] or part["m3"]:
        month, day = part["m2"] or part["m3"], part["d2"] or part["d3"]
        if part["y2"] or part["y3"]:
            return _iso(int(part["y2"] or 2000 + int(part["y3"])), month, day)
        if base is None:
            return None
        if part["rel"]:
            return _iso(base.year + _YEARS[part["rel"]], month, day)
        return _near(base, month, day, part["way"])
    if part["y7"]:
        return part["y7"]
    if base is None:
        return None
    if part["rel7"]:
        return str(base.year + _YEARS[part["rel7"]])
    if part["word"]:
        return (base + dt.timedelta(_WORDS.get(part["word"], 1))).isoformat()
    step = 0
    if part["moon"]:
        step = -1 if part["moon"].startswith("지난") else 0 if part["moon"][0] == "이" else 1
    elif part["way2"] == "오는":
        step = 1 if int(part["d6"]) < base.day else 0
    elif int(part["d6"]) > base.day + (0 if part["way2"] else 3):
        step = -1
    year, month = divmod(base.year * 12 + base.month - 1 + step, 12)
    return _iso(year, str(month + 1), part["d5"] or part["d6"])


def _near(base: dt.date, month: str, day: str | None, way: str | None) -> str | None:
    """In the year that a speaker on the base day means."""
    number = int(month)
    last = calendar.monthrange(base.year, number)[1] if 1 <= number <= 12 else 0  # noqa: PLR2004
    first = dt.date(base.year, number, min(int(day or 1), last))
    year = base.year
    if (first - base).days > (0 if way == "지난" else _AHEAD):
        year -= 1
    elif way == "오는" and first < base:
        year += 1
    return _iso(year, month, day)


def _iso(year: int, month: str, day: str | None) -> str:
    whole = dt.date(year, int(month), int(day or 1)).isoformat()
    return whole if day else whole[:7]
