"""Laws that designations rest on: executive orders, resolutions, regulations, acts, decrees.

Those with a number are told by their form; acts, regulations and laws with a name by walking from
that word back over the capitals, brackets and small words of their title.
"""

import re
from collections.abc import Iterator
from functools import cache

from designata.data import words
from designata.news.findings import Span
from designata.news.taken import Taken

_PART = r"\d+[A-Z]?(?:\(\w{1,4}\))*"
_SECTION = (
    rf"(?:(?:[Ss]ub)?[Ss]ections?|[Aa]rticles?|[Pp]aragraphs?)\s+{_PART}"
    rf"(?:(?:,|,?\s+and|,?\s+or)\s+(?:[Ss]ection\s+)?{_PART})*"
)
_ORDER = r"1\d,?\d{3}"
_MORE = r"(?:,|,?\s+and|,?\s+or)\s+(?:under\s+)?"
_NUMBERED = (
    (
        r"(?:U\.S\.\s+)?(?:Executive\s+Orders?(?:\s*\((?:E\.?O\.?s?)\))?|E\.\s?O\.s?|EOs?)\s*"
        rf"(?:Nos?\.?\s*)?{_ORDER}(?:{_MORE}{_ORDER})*(?:,\s+as\s+amended)?"
    ),
    r"Presidential\s+Proclamation\s*(?:\(PP\)\s*)?\d{3,5}",
    (
        r"(?:(?:UN|U\.N\.|United\s+Nations)\s+)?(?:Security\s+Council\s+|UNSC\s+)?[Rr]esolutions?\s+"
        r"(?:No\.?\s*)?\d{3,4}(?:\s*\(\d{4}\))?"
        rf"(?:{_MORE}\d{{4}}(?:\s*\(\d{{4}}\))?)*"
    ),
    r"UNSCRs?\s+\d{3,4}(?:\s*\(\d{4}\))?",
    (
        r"(?:Council\s+)?(?:Implementing\s+)?(?:Regulation|Decision)\s+"
        r"(?:\((?:EU|EC|CFSP)\)\s*(?:No\.?\s*)?\d{2,4}/\d{2,4}|\d{4}/\d{2,4})(?:/CFSP)?"
    ),
    r"(?:Presidential\s+|Government\s+)?[Dd]ecrees?\s+(?:Nos?\.?|№)\s*[\d/-]+(?:/\d{4})?",
    r"Order[-\s]in[-\s]Council\s+[A-Z.]{2,4}\s*\d{4}-\d+",
    r"CAATSA\b",
    r"Section\s+\d{3,4}\(\w\)(?!\s+of\b)",
)
_NUMBER = re.compile(rf"(?<!\w)(?:{'|'.join(_NUMBERED)})")

_HEAD = re.compile(r"\b(?:Act|Regulations?|Ordinance|Law|Code)\b(?!\s+(?:\((?:EU|EC)|No|\d{4}/))")
_CODES = re.compile(
    r"(?:Criminal|Penal|Civil|Customs|Tax|Revenue|Commercial|Labou?r|Maritime|Procedure|States|U\.S\.|Offences)\s+$"
)
"""What the titles of codes of law end with; firms are called "Code" too."""

_WORD_BEFORE = re.compile(r"(?:\([^()\n]{2,30}\)|[\w’'&-]+)(?P<comma>,?)[^\S\n]+$")
_SMALL = frozenset(
    {"and", "of", "on", "for", "the", "to", "against", "through", "by", "in", "with"}
)
_OPENERS = frozenset(
    {
        "The",
        "Under",
        "Pursuant",
        "This",
        "These",
        "In",
        "On",
        "An",
        "A",
        "Today",
        "By",
        "With",
        "For",
    }
)
_TITLE = (
    r"[“\"]?(?:[A-Z][\w’'-]*)(?:\s+(?:(?:and|of|on|for|the|to|against)\s+){0,2}[A-Z][\w’'-]*){0,8}"
)
_BEHIND = re.compile(
    rf"(?P<of>(?:\s+of\s+[A-Z]\w+)?,?\s+(?:[Oo]n|against|for)\s+(?:the\s+)?{_TITLE}[”\"]?"
    rf"|(?:\s+of\s+[A-Z]\w+)?\s+[“\"](?:On\s+)?{_TITLE}[”\"]|\s+of\s+\d{{1,2}}\s+[A-Z][a-z]+\s+\d{{4}})?"
    r"(?:\s*\([^()\n]{2,40}\)){0,2}(?:,?\s*(?:of\s+)?(?:19|20)\d\d\b)?"
)
_LEAD = re.compile(rf"{_SECTION}\s+of\s+(?:the\s+)?$")
_SECTION_BEHIND = re.compile(rf",?\s+{_SECTION}")
_LONGEST = 24
"""Words in the title of an act."""


def laws(text: str) -> list[Span]:
    """The laws that a text names, with the sections that stand beside them.

    >>> [law.text for law in laws("section 1(a)(iii) of E.O. 14024 and resolution 2397")]
    ['section 1(a)(iii) of E.O. 14024', 'resolution 2397']
    >>> [law.text for law in laws("under the Cyber (Sanctions) (EU Exit) Regulations 2020")]
    ['Cyber (Sanctions) (EU Exit) Regulations 2020']
    """
    taken = Taken()
    found = []
    for start, end in (*_acts(text), *(hit.span() for hit in _NUMBER.finditer(text))):
        if taken.touches(start, end):
            continue
        taken.add(start, end)
        lead = _LEAD.search(text, max(0, start - 120), start)
        first = lead.start() if lead and not taken.touches(*lead.span()) else start
        behind = None if lead else _SECTION_BEHIND.match(text, end)
        last = behind.end() if behind else end
        found.append(Span(text[first:last], first, last))
    return sorted(found, key=lambda law: law.start)


def statuses(text: str) -> list[tuple[int, int]]:
    """Where it is said what one is designated as.

    >>> statuses("listed as a Specially Designated Global Terrorist")
    [(12, 49)]
    """
    return [hit.span() for hit in _status().finditer(text)]


@cache
def _status() -> re.Pattern[str]:
    listed = sorted(words("news_names", "statuses"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)


def _acts(text: str) -> Iterator[tuple[int, int]]:
    """Acts, regulations, ordinances and laws by their titles."""
    for head in _HEAD.finditer(text):
        if head.group() == "Code" and not _CODES.search(
            text, max(0, head.start() - 20), head.start()
        ):
            continue
        start, named = _title_start(text, head.start())
        behind = _BEHIND.match(text, head.end())
        if named and behind and behind.group().lstrip(" ,").startswith("against"):
            behind = None  # "under the Foreign Measures Act against Jan Roe": whom it meets
        own = behind is not None and behind.group("of") is not None and head.group() != "Code"
        if named or own:
            yield (start if named else head.start()), (behind.end() if behind else head.end())


def _title_start(text: str, end: int) -> tuple[int, bool]:
    """Where a title that ends before an offset begins, and whether there is one."""
    start = at = end
    following, series = "", False
    for _ in range(_LONGEST):
        hit = _WORD_BEFORE.search(text, max(0, at - 40), at)
        if hit is None:
            break
        word = hit.group()[: -len(hit.group()) + len(hit.group().rstrip())].rstrip(",")
        if hit.group("comma") and not (following == "and" or (series and following[:1].isupper())):
            break
        small = word in _SMALL
        if not (word[0].isupper() or word[0] == "(" or small) or word in _OPENERS:
            break
        if small and (not following or (word == "the" and following in _SMALL)):
            break
        if following == "the" and word not in ("of", "for"):
            break
        series |= bool(hit.group("comma"))
        at, following = hit.start(), word
        if word[0].isupper():
            start = at
    return start, start < end
