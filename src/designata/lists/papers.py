"""What lists write of an identity paper in free text: its number, whose it is, from when to when.

``Tunisian number G557170, issued on 16 Nov. 1989 (expired 15 Nov. 1994)``. The text itself is kept
by whoever asks; here only what it states without doubt is read.
"""

import re

import msgspec

from designata.model import countries

_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}\.?,?\s*\d{4}"
    r"|[A-Z][a-z]{2,8}\.?,?\s*\d{4}|(?:19|20)\d\d)"
)
_GAP = r"(?:(?!expir|issue)[^.;()\d]){0,40}?"
_SINCE = re.compile(rf"\b(?:issue[ds]?\b|date of issue){_GAP}({_DATE})(?!\d)", re.IGNORECASE)
_UNTIL = re.compile(rf"\b(?:expir\w*|valid (?:until|to)\b){_GAP}({_DATE})(?!\d)", re.IGNORECASE)
_ANY_DATE = re.compile(rf"(?<![\w/.-]){_DATE}(?![\w/-])")
_NUMBER = re.compile(
    r"\b[A-Z]{3} ?[A-Z]{3} ?\d\d[A-Z]\d\d ?[A-Z]\d{3}[A-Z]\b"  # an Italian fiscal code
    r"|(?<![\w/-])(?<!\d\.)(?:[A-Z]{1,4}[ -]{0,2})?\d[\dA-Z]*(?:[-/.–][\dA-Z]+)*(?: \d{6,})?"
    r"(?![\w/])"
)
_ISSUER = re.compile(r"\b(?:issuing country|country of issue)\s*:\s*([^.;,()\d]+)", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()\d]{2,40})\)")
_WORD = re.compile(r"[^\W\d_][\w’'.&-]*")
_OF_ANY_PAPER = re.compile(
    r"(?:[\s:.,(]*\b(?:passports?|national|identity|identification|id|card|number|no|ordinary"
    r"|diplomatic|service|official|civil|provisional|a|the)\b)+[\s:.,]*",
    re.IGNORECASE,
)


class Paper(msgspec.Struct, frozen=True):
    """What a text states of one paper.

    Args:
        number: as the text writes it.
        country: the code of the issuing country.
        since: the day of issue, as written.
        until: the day of expiry, as written.
    """

    number: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None


def read(text: str) -> Paper:
    """Reads the text of one paper.

    >>> read("Tunisian number G557170, issued on 16 Nov. 1989 (expired 15 Nov. 1994)")
    Paper(number='G557170', country='tn', since='16 Nov. 1989', until='15 Nov. 1994')
    >>> read("284158, expires 21 Aug 2005 (Iraq)").country
    'iq'
    """
    since, until = _SINCE.search(text), _UNTIL.search(text)
    bare = _ANY_DATE.sub(" ", text)
    numbers = (m[0] for m in _NUMBER.finditer(bare))
    return Paper(
        number=next((n for n in numbers if sum(c.isdecimal() for c in n) > 3), None),  # noqa: PLR2004
        country=_country(text),
        since=since[1] if since else None,
        until=until[1] if until else None,
    )


def _country(text: str) -> str | None:
    if stated := _ISSUER.search(text):
        return countries.nation(stated[1].strip())
    for remark in _BRACKET.findall(text):
        if found := _nation(remark):
            return found
    generic = _OF_ANY_PAPER.match(text)
    words = _WORD.findall(text[generic.end() if generic else 0 :])[:6]
    for count in range(len(words), 0, -1):
        if found := _nation(" ".join(words[:count])):
            return found
    return None


def _nation(text: str) -> str | None:
    """Two letters are a country only in capitals: "no" and "in" are words here."""
    return countries.nation(text) if len(text) > 3 or text.isupper() else None  # noqa: PLR2004
