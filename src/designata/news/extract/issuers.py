"""Whose a statement is that names no authority: told by the laws and bylines of only one state."""

import re
from collections import Counter
from functools import cache

import msgspec

from designata.data import load
from designata.news.findings import Party


class _Table(msgspec.Struct, frozen=True):
    marks: dict[str, list[str]]
    names: dict[str, str]


@cache
def _table() -> _Table:
    return load("news_issuers", _Table)


@cache
def _forms() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (code, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, marks))})"))
        for code, marks in _table().marks.items()
    ]


def issuer(text: str) -> Party | None:
    """The state that issues a statement; none where its words tell several or none.

    >>> issuer("I am designating him as a Specially Designated Global Terrorist.")
    Party(name='United States', country='us', start=None, end=None)
    >>> issuer("The company was sanctioned on Tuesday.") is None
    True
    """
    counts = Counter({code: len(form.findall(text)) for code, form in _forms()})
    (code, most), (_, next_most) = counts.most_common(2)
    return Party(_table().names[code], code) if most > next_most else None
