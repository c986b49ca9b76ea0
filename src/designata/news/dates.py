"""Dates as articles write them: "on Tuesday", "28 March", "in October", "the following day".

Each keeps its own precision: "February 2024" and "the end of March" stay months, "last week" is no
date. What is left out is taken from the day of publication: a past day is the nearest on or before
it, one that "will" come the nearest on or after it.
"""

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Literal

from designata.model.when import MONTHS
from designata.news.findings import Dated
from designata.news.numerals import SMALL, numeral
from designata.news.taken import Taken

if TYPE_CHECKING:
    from spacy.tokens import Doc

Precision = Literal["day", "month", "year"]
Resolved = tuple[str, Precision]

_MONTH = (
    "(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_WEEKDAY = "(?P<weekday>" + "|".join(calendar.day_name) + ")"
_AMOUNT = rf"(?P<amount>(?i:an?|\d{{1,3}}|{'|'.join(SMALL)}))"
_PART = r"(?:the\s+)?(?:early|mid|late|start|beginning|middle|end)(?:\s+of|\s+in|-)?\s+"

_NEWS_DAYS = 5
"""So old, an article's first date is at most what it is about."""

_ALONE = r"(?=\s*(?:[,.;:]|$))"
"""Behind "two days after" stands no event that the days would count from."""

_CLAUSE = (
    r"(?=\s+(?:[A-Z][\w.]+\s|the\s+[A-Z]|it\s)(?:[\w’'.]+\s+){0,8}?"
    r"(?:\w+(?:ed|ing)|froze|put|took|hit)\b)"
)
"""Behind "two days after" what was done then: "two days after Washington blacklisted them"."""

_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<there>(?:that|the\s+same)\s+year)",
        rf"{_DAY}(?:\s+of)?\s+{_MONTH},?\s+(?:of\s+)?(?P<there>(?:that|the\s+same)\s+year)",
        rf"{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?(?!\d)",
        rf"{_MONTH}\s+{_DAY}(?!\d)(?:,?\s+{_YEAR}(?!\d))?",
        rf"(?:{_PART})?{_MONTH},?\s+{_YEAR}(?!\d)",
        rf"[Tt]his\s+past\s+{_MONTH}(?!\w)",
        rf"(?:(?P<turn>[Ll]ast|[Nn]ext|[Tt]his)\s+|{_PART})?{_MONTH}(?!\w)",
        rf"{_WEEKDAY}\s+(?:of\s+)?(?P<turn>last)\s+(?P<week>week)(?!\w)",
        rf"(?:(?P<turn>[Ll]ast|[Nn]ext|[Tt]his|(?:[Tt]he\s+)?(?:previous|following))\s+)?{_WEEKDAY}(?!\w)",
        r"(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)(?!\w)",
        r"(?P<turn>[Ll]ast|[Nn]ext|[Tt]his)\s+(?P<unit>month|year)(?!\w)",
        rf"{_AMOUNT}\s+(?P<unit>day|week|month|year)s?\s+(?P<way>ago|earlier|later)(?!\w)",
        rf"{_AMOUNT}\s+(?P<unit>day|week|month|year)s?\s+(?P<way>before|after){_ALONE}",
        rf"{_AMOUNT}\s+(?P<unit>day|week|month|year)s?\s+(?P<since>after|before){_CLAUSE}",
        r"[Tt]he\s+(?P<near>same|next|following|previous)\s+(?:day|date)(?!\w)",
        r"[Tt]he\s+(?P<near>same|next|following|previous)\s+(?:morning|afternoon|evening|night)(?!\w)",
        rf"[Tt]he\s+day\s+(?P<near>before|after){_ALONE}",
        r"(?:[Ll]ater\s+)?[Tt]hat\s+(?P<near>day|afternoon|evening|night)(?!\w)",
        r"(?:(?:[Aa]\s+few|[Aa]\s+couple\s+of|[Ss]ome|[Ss]everal|[Jj]ust)\s+)?(?P<near>[Hh]ours|[Mm]inutes)\s+(?:later|earlier|afterwards?)(?!\w)",
        r"(?P<near>[Aa]n\s+hour)\s+(?:later|earlier)(?!\w)",
        rf"(?:{_PART})?{_YEAR}(?![\w/])",
    )
)
_SIGNAL = re.compile(
    r"\b(?:in|since|of|by|until|till|during|from|early|late|mid|through|to|between|and)[\s-]+$",
    re.IGNORECASE,
)
"""A bare month or year is a date only behind one of these: "May" and 2231 are more often not."""

_SEASON = re.compile(r"\b(?:spring|summer|autumn|fall|winter)\s+of\s+((?:19|20)\d\d)\b")
_NAME = re.compile(r"\s[A-Z][a-z]")
_NAMED = re.compile(
    r"\b(?:in|since|until|till|during|early|late|mid|through)[\s-]+$", re.IGNORECASE
)
"""Before a capital only behind one of these: "and Jan Roe" is a name, "in May Canada" a month."""

_AHEAD = re.compile(
    r"\b(?:will|shall|takes?\s+effect|comes?\s+into\s+(?:force|effect)|enters?\s+into\s+force"
    r"|effective|due|scheduled|expires?|expected\s+to|plans?\s+to|until|starting|beginning|as\s+of"
    r"|with\s+effect\s+from|is\s+to|are\s+to)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_AHEAD_AFTER = re.compile(r"^,?\s[^.;,]{0,60}\b(?:will|is to|are to)\b", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|announced|told|added|reported|wrote)\b[^.;]{0,30}$", re.IGNORECASE)
_NOT_BEFORE = re.compile(r"(?:less\s+than|within|more\s+than|over|about|nearly)\s+$", re.IGNORECASE)


def resolve(
    text: str, published: str | None, *, ahead: bool = False, base: str | None = None
) -> Resolved | None:
    """What day, month or year the words of a date mean.

    Args:
        text: the words, "on Tuesday", "28 March".
        published: the day of publication (ISO).
        ahead: whether it is still to come, as seen from publication.
        base: the day (ISO) that "the following day" counts from; publication by default.

    Returns:
        ISO as long as its precision, and the precision; none where the words tell none.

    >>> resolve("on Tuesday", "2024-04-03"), resolve("28 March", "2024-04-02")
    (('2024-04-02', 'day'), ('2024-03-28', 'day'))
    >>> resolve("Wednesday", "2024-04-02", ahead=True), resolve("the end of March", "2024-04-02")
    (('2024-04-03', 'day'), ('2024-03', 'month'))
    >>> resolve("last week", "2024-04-02") is None
    True
    """
    stated = re.sub(r"^(?:on|in|by|since|from|until|of|late|early)\s+(?=\S)", "", text.strip())
    for form in _FORMS:
        if found := form.fullmatch(stated):
            return _value(found, _date(published), ahead=ahead, base=_date(base))
    return None


def find(doc: "Doc", published: str | None) -> list[Dated]:
    """The dates that a parsed text states; see ``stated``."""
    return stated(doc.text, published)


def stated(text: str, published: str | None) -> list[Dated]:
    """The dates that a text states, in its order.

    Without a day of publication the first full date of the text, its dateline, serves as one.

    >>> [date.value for date in stated("Listed on 2 April 2024, in force the next day.", None)]
    ['2024-04-02', '2024-04-03']
    """
    places = _places(text)
    if published is None:
        published = next(
            (
                value
                for found in places
                if (read := _value(found, None, ahead=False, base=None))
                for value, precision in [read]
                if precision == "day"
            ),
            None,
        )
    dates: list[Dated] = []
    news = base = _date(published)
    opened = 0
    for found in places:
        if "\n" in text[opened : found.start()]:
            base = news  # a new paragraph goes back to what the article is about
        opened = found.start()
        that = dates[-1].value if dates and "there" in found.re.groupindex else ""
        since = _date(f"{that[:4]}-01-01") if that else base
        read = _value(found, _date(published), ahead=_ahead(text, found), base=since)
        if read is None:
            continue
        value, precision = read
        if season := _of_season(text, found):
            value = season + value[4:]
        dates.append(Dated(value, precision, found.group(), found.start(), found.end()))
        if precision == "day" and "since" not in found.re.groupindex:
            base = _date(value)
            if base and news and _date(published) == news and 0 < (news - base).days < _NEWS_DAYS:
                news = base
    return dates


def _of_season(text: str, found: re.Match[str]) -> str:
    """The year of "the autumn of 2020", told before a day without one in its paragraph."""
    parts = found.groupdict()
    if not parts.get("month") or parts.get("year") or parts.get("turn") or parts.get("there"):
        return ""
    told = _SEASON.findall(text[text.rfind("\n", 0, found.start()) + 1 : found.start()])
    return told[-1] if told else ""


def counts_from(text: str, date: Dated) -> bool:
    """Whether a date is that of the clause behind it: "two days after Washington acted".

    >>> text = "It acted on Tuesday, two days after London acted."
    >>> [counts_from(text, date) for date in stated(text, "2024-04-05")]
    [False, True]
    """
    last = date.text.lower().rsplit(None, 1)[-1]
    return last in ("after", "before") and bool(re.match(_CLAUSE, text[date.end :]))


def _places(text: str) -> list[re.Match[str]]:
    """Where dates stand; a longer form goes before a shorter inside it."""
    found_all: list[re.Match[str]] = []
    taken = Taken()
    for form in _FORMS:
        for found in form.finditer(text):
            if found.start() and (
                text[found.start() - 1].isalnum() or text[found.start() - 1] == "/"
            ):
                continue
            if taken.touches(*found.span()):
                continue
            before = text[max(0, found.start() - 20) : found.start()]
            signal = _NAMED if _NAME.match(text, found.end()) else _SIGNAL
            if _bare(found) and not signal.search(before):
                continue
            taken.add(*found.span())
            found_all.append(found)
    return sorted(found_all, key=re.Match.start)


def _bare(found: re.Match[str]) -> bool:
    """Whether it is a month's or year's word alone."""
    return found.group() in (found.groupdict().get("month"), found.groupdict().get("year"))


def _ahead(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 90) : found.start()].rsplit("\n", 1)[-1]
    if _SAID.search(before):
        return False
    if _AHEAD.search(before):
        return True
    opens = not re.sub(r"^.*[.;]\s", "", before).strip().strip("On ")
    return opens and bool(_AHEAD_AFTER.search(text[found.end() : found.end() + 80]))


def _date(iso: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _value(  # noqa: PLR0911  - one return a form
    found: re.Match[str], published: dt.date | None, *, ahead: bool, base: dt.date | None
) -> Resolved | None:
    parts = {key: value for key, value in found.groupdict().items() if value}
    if iso := parts.get("iso"):
        return (iso, "day") if _date(iso) else None
    if "month" in parts:
        return _calendar(parts, published, base, ahead=ahead)
    if set(parts) == {"year"}:
        return parts["year"], "year"
    if published is None:
        return None
    if "weekday" in parts:
        near = parts.get("turn", "").endswith(("previous", "following"))
        start = base or published if near else published
        return _on_weekday(parts, start, ahead=ahead).isoformat(), "day"
    if word := parts.get("word"):
        step = {"yesterday": -1, "tomorrow": 1}.get(word.lower(), 0)
        return (published + dt.timedelta(step)).isoformat(), "day"
    return _relative(
        parts,
        published,
        base or published,
        before=found.string[max(0, found.start() - 20) : found.start()],
    )


def _calendar(
    parts: dict[str, str], published: dt.date | None, base: dt.date | None, *, ahead: bool
) -> Resolved | None:
    month = MONTHS[parts["month"].lower().rstrip(".")]
    day = int(parts["day"]) if "day" in parts else None
    if "year" in parts:
        return _written(int(parts["year"]), month, day)
    if published is None:
        return None
    turn = parts.get("turn", "").lower()
    key = (month, day or 1) if day else (month, 0)
    now = (published.month, published.day if day else 0)
    year = published.year
    if "there" in parts:
        return _written(base.year if base else year, month, day)
    if ahead or turn == "next":
        year += key < now or (turn == "next" and key == now)
    elif turn != "this":
        year -= key > now or (turn == "last" and key == now)
    return _written(year, month, day)


def _written(year: int, month: int, day: int | None) -> Resolved | None:
    if day is None:
        return f"{year:04}-{month:02}", "month"
    iso = f"{year:04}-{month:02}-{day:02}"
    return (iso, "day") if _date(iso) else None


def _on_weekday(parts: dict[str, str], published: dt.date, *, ahead: bool) -> dt.date:
    turn = parts.get("turn", "").lower()
    number = _WEEKDAYS[parts["weekday"].lower()]
    if "week" in parts:
        return published + dt.timedelta(number - published.weekday() - 7)
    apart = (number - published.weekday()) % 7
    if turn.endswith(("next", "following")):
        return published + dt.timedelta(apart or 7)
    if turn.endswith(("last", "previous")):
        return published + dt.timedelta(apart - 7)
    if ahead or turn == "this":
        return published + dt.timedelta(apart)
    return published + dt.timedelta(apart - 7 if apart else 0)


def _relative(
    parts: dict[str, str], published: dt.date, base: dt.date, *, before: str
) -> Resolved | None:
    if near := parts.get("near"):
        step = {"previous": -1, "before": -1, "next": 1, "following": 1, "after": 1}.get(near, 0)
        return (base + dt.timedelta(step)).isoformat(), "day"
    unit = parts["unit"]
    if turn := parts.get("turn"):
        step = {"last": -1, "this": 0, "next": 1}[turn.lower()]
        return _shifted(published, unit, step, unit == "year")
    amount = numeral(parts["amount"])
    if amount is None or _NOT_BEFORE.search(before):
        return None
    way = parts.get("way") or {"after": "earlier", "before": "later"}[parts["since"]]
    start = published if way == "ago" else base
    step = amount if way in ("later", "after") else -amount
    return _shifted(start, unit, step, unit == "year")


def _shifted(start: dt.date, unit: str, step: int, whole_year: bool) -> Resolved | None:  # noqa: FBT001
    try:
        if unit in ("day", "week"):
            days = dt.timedelta(step * (7 if unit == "week" else 1))
            return (start + days).isoformat(), "day"
        if whole_year:
            return f"{start.year + step:04}", "year"
        months = start.year * 12 + start.month - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}", "month"
    except OverflowError:
        return None
