"""Laws that designations rest on: executive orders, resolutions, regulations, acts, decrees."""

import re

from designata.news.findings import Span

_SECTION = (
    r"(?:(?:[Ss]ub)?[Ss]ections?|[Aa]rticles?|[Pp]aragraphs?)\s+\d+[A-Z]?(?:\(\w{1,4}\))*"
    r"(?:(?:,|\s+and|\s+or)\s+(?:section\s+)?\d+(?:\(\w{1,4}\))+)*"
)
_ACT = (
    r"(?:[A-Z][\w’'&-]*\s+(?:(?:and|of|on|for|the|to|Against|Through|by|in|with)\s+){0,3}){1,12}"
    r"(?:Act|Regulations?|Ordinance|Law)\b(?:\s+(?:Act\b))?"
    r"(?:\s*(?:\([^()]{2,30}\)\s*)*(?:,?\s*(?:of\s+)?(?:19|20)\d\d)?)"
)
_LAWS = (
    (
        r"(?:Executive\s+Order\s*\((?:E\.?O\.?)\)|(?:U\.S\.\s+)?Executive\s+Order|E\.\s?O\.|EO)\s*"
        r"(?:No\.?\s*)?1\d{4}(?:,\s+as\s+amended)?"
    ),
    r"Presidential\s+Proclamation\s*(?:\(PP\)\s*)?\d{3,5}",
    (
        r"(?:(?:UN|U\.N\.|United\s+Nations)\s+)?(?:Security\s+Council\s+|UNSC\s+)?[Rr]esolutions?\s+"
        r"(?:No\.?\s*)?\d{3,4}(?:\s*\(\d{4}\))?"
        r"(?:(?:,|\s+and|,\s+and)\s+\d{4}(?:\s*\(\d{4}\))?)*"
    ),
    r"UNSCRs?\s+\d{3,4}(?:\s*\(\d{4}\))?",
    (
        r"(?:Council\s+)?(?:Implementing\s+)?(?:Regulation|Decision)\s+\((?:EU|EC|CFSP)\)\s*"
        r"(?:No\.?\s*)?\d{2,4}/\d{2,4}(?:/CFSP)?"
    ),
    r"(?:Presidential\s+)?[Dd]ecrees?\s+(?:No\.?|№)\s*[\d/-]+(?:/\d{4})?",
    r"CAATSA\b|(?:Global\s+)?Magnitsky\s+Act\b",
    _ACT,
)
_PATTERN = re.compile(
    rf"(?:(?P<section>{_SECTION})\s+of\s+(?:the\s+)?)?(?P<law>(?<!\w)(?:{'|'.join(_LAWS)}))"
    rf"(?:,?\s+(?P<behind>{_SECTION}))?"
)
_OPENERS = re.compile(r"^(?:The|Under|Pursuant|This|These|In|On|An?|Today)\s+(?:to\s+(?:the\s+)?)?")


def laws(text: str) -> list[Span]:
    """The laws that a text names, with the sections that stand beside them.

    >>> [law.text for law in laws("section 1(a)(iii) of E.O. 14024 and resolution 2397")]
    ['section 1(a)(iii) of E.O. 14024', 'resolution 2397']
    """
    found = []
    for hit in _PATTERN.finditer(text):
        start = hit.start()
        opened = _OPENERS.match(hit.group())
        if opened:
            start += opened.end()
        words = text[start : hit.end()].rstrip()
        if " " in words or words == "CAATSA":
            found.append(Span(words, start, start + len(words)))
    return found
