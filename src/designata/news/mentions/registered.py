"""Names as the lists of the Security Council write them: "HTi.006 Name: 1: PROPHANE 2: VICTOR".

Up to four parts are numbered, "na" stands for a part that a name has not; organisations have one.
"""

import re
from collections.abc import Iterator

_STOP = r"(?!na\b|[2-4]:|Title|Name|Designation|DOB)"
_PART = rf"{_STOP}[^\W\d_][\w’'`-]*(?:[^\S\n]+{_STOP}[^\W\d_][\w’'`-]*){{0,5}}"
_FIELD = re.compile(
    r"\b(?:[A-Z][A-Za-z]{1,2}[ie]\.\d{3}\s+)?(?:Name(?:\s+\([^()\n]{3,20}\))?|Title|Designation|DOB|POB"
    r"|Nationality|Listed\s+on|Address|Passport\s+no|National\s+identification\s+no"
    r"|Date\s+of\s+birth|Place\s+of\s+birth|Other\s+information|(?:Good|Low)\s+quality\s+a\.k\.a\."
    r"|[AF]\.k\.a\.)\s*:"
)
_NUMBERED = re.compile(rf"\b1:[^\S\n]*({_PART}(?:[^\S\n]+[2-4]:[^\S\n]*{_PART}){{0,3}})")
_ENTITY = re.compile(
    r"\b[A-Z][A-Za-z]{1,2}e\.\d{3}\s+Name:[^\S\n]*"
    r"([A-Z][^\n]{2,120}?)(?=[^\S\n]+(?:[AF]\.k\.a\.|Name\s|Address|Listed|Other)|[^\S\n]*(?:\n|$))"
)
REFERENCE = re.compile(r"\b[A-Z][A-Za-z]{1,2}(?P<kind>[ie])\.\d{3}\b[^\n]{0,12}$")
"""What stands before a name of such a list; i for individuals, e for entities."""


def registered(text: str) -> Iterator[tuple[int, int]]:
    """Where such names stand.

    >>> text = "HTi.006 Name: 1: PROPHANE 2: VICTOR 3: na 4: na"
    >>> [text[start:end] for start, end in registered(text)]
    ['PROPHANE 2: VICTOR']
    """
    for form in (_NUMBERED, _ENTITY):
        for hit in form.finditer(text):
            yield hit.span(1)


def fields(text: str) -> Iterator[tuple[int, int]]:
    """The names of such lists' fields, which are no names: "Nationality:".

    >>> list(fields("Nationality: Haiti"))
    [(0, 12)]
    """
    for hit in _FIELD.finditer(text):
        yield hit.span()
