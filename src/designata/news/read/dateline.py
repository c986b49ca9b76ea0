"""The day of publication, where an article states it: in a dateline or a line of its own.

A month or year alone is no day, and a day in running text is not that of publication.
"""

import datetime as dt
import re

from designata.model import when

_MONTH = r"[A-Z][a-z]{2,8}\.?"
_WRITTEN = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{4}\s*[.년]\s*\d{1,2}\s*[.월]\s*\d{1,2}\s*[.일]?)"
)
_NUMBERS = re.compile(r"(\d{4})\s*[.년]\s*(\d{1,2})\s*[.월]\s*(\d{1,2})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:$|[T ])")
_WEEKDAY = r"(?:\s*\([월화수목금토일]\)|\s*\([A-Z][a-z]+\))?"
_PLACE = r"[A-Z][A-Z.'’ -]{2,30}(?:,\s+[A-Z][A-Za-z. ]{1,20})?"
_DATELINE = re.compile(
    rf"(?:{_PLACE}\s*[,(–—-]\s*|\((?:[A-Z][a-z]+ ?)+,\s*|\([가-힣]{{2,5}}[=,\s]\s*)({_WRITTEN})"
)
_RELEASE = (
    r"(?i:press release|news release|media release|for immediate release|published|posted|issued"
    r"|released|date|on)|등록일|게시일|배포일시?|보도일시?|작성일|입력|승인|보도자료"
)
_LABEL = re.compile(
    rf"(?:[A-Za-z가-힣 ]{{0,30}}\s*[:|,)(\]]\s*|(?:{_RELEASE}|\s)+)?(?:[A-Z][a-z]+day,?\s+)?"
    rf"({_WRITTEN}){_WEEKDAY}"
    r"(?:[\s,|]*\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?)?[.)\]]?"
)
"""A line that holds a day and hardly anything else: "Press release, 2 April 2024"."""


def day(text: str) -> str | None:
    """The ISO day that a stated date means; none for a month, a year or what is no date.

    >>> day("2024-04-02T09:00:00+09:00"), day("April 2, 2024"), day("2024년 4월 2일")
    ('2024-04-02', '2024-04-02', '2024-04-02')
    >>> day("April 2024") is None
    True
    """
    text = text.strip()
    if numbers := _ISO.match(text) or _NUMBERS.match(text):
        try:
            return dt.date(*map(int, numbers.groups())).isoformat()
        except ValueError:
            return None
    found = when.parse(text)
    return found.edtf if found and found.earliest == found.latest else None


def stated(lines: list[str]) -> str | None:
    """The day that one of an article's first lines states.

    >>> stated(["Seoul lists two ships", "SEOUL, 2 April 2024. The ministry said so."])
    '2024-04-02'
    >>> stated(["Two ships were listed on 2 April 2024."]) is None
    True
    """
    for line in lines:
        if (match := _DATELINE.match(line) or _LABEL.fullmatch(line)) and (found := day(match[1])):
            return found
    return None


def heads(line: str) -> bool:
    """Whether a line only heads an article: a day, or words such as "Press release".

    >>> heads("보도자료"), heads("Press release, 2 April 2024"), heads("Two ships listed")
    (True, True, False)
    """
    return bool(re.fullmatch(_RELEASE, line) or _LABEL.fullmatch(line))
