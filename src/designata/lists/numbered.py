"""Several values in one cell, numbered by the list itself: ``(1) Iraq (2) Iran``, ``a) X b) Y``.

OFSI and DFAT number so, each with its variants: ``(1)-(2)`` and ``(1) to (6)`` for one value that
stands for several numbers, a dash for none. Numbers that do not count up from one are no numbering.
"""

import re
from functools import cache

_NOTHING = re.compile(r"[\s.,;–-]*")
_MOST = 60


@cache
def _mark(number: int) -> re.Pattern[str]:
    """The mark of a number: in brackets as figure or letter, or with a closing bracket alone."""
    name = f"(?:{number}|{chr(96 + number)})" if number <= 26 else str(number)  # noqa: PLR2004
    upto = r"(?:\)?(?:-|–|\s+to\s+)\(?(?P<upto{0}>\d{{1,2}}|[a-z]))?"
    return re.compile(
        rf"\(\s?{name}{upto.format(1)}\s?\)|(?<![\w(+-]){name}{upto.format(2)}\)", re.IGNORECASE
    )


def split(text: str) -> dict[int, str]:
    """The values by their numbers, those without a value left out.

    Text that is not numbered is number one.

    >>> split("(1) to (2) Algeria (3) - (4) Morocco.")
    {1: 'Algeria', 2: 'Algeria', 4: 'Morocco'}
    >>> split("a) Mullah b) Haji"), split("Room (2) of 4")
    ({1: 'Mullah', 2: 'Haji'}, {1: 'Room (2) of 4'})
    """
    found = _mark(1).match(text := text.strip(" \t\r\n\"'"))
    if not found:
        return {} if _NOTHING.fullmatch(text) else {1: text}
    values: dict[int, str] = {}
    first, start = 1, found.end()
    while True:
        last = max(first, _number(found))
        following = _mark(last + 1).search(text, start) if last < _MOST else None
        value = text[start : following.start() if following else None].strip(" \t\r\n;,.")
        if not _NOTHING.fullmatch(value):
            values.update(dict.fromkeys(range(first, last + 1), value))
        if following is None:
            return values
        found, first, start = following, last + 1, following.end()


def values(text: str) -> list[str]:
    """The distinct values, in order.

    >>> values("(1) Iraq (2) Iraq (3) Iran")
    ['Iraq', 'Iran']
    """
    return list(dict.fromkeys(split(text).values()))


def _number(mark: re.Match[str]) -> int:
    upto = mark["upto1"] or mark["upto2"] or ""
    if upto.isdecimal():
        return min(int(upto), _MOST)
    return ord(upto.lower()) - 96 if upto else 0
