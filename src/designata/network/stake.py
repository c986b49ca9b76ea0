"""Shares as intervals: "60 %", "25-50", "more than 50 %", and one that nobody states.

A bound is a percentage and a sign: (50, +1) is just above 50, (50, -1) just below it. So "more
than 50 %" and "50 % or more" stay apart through every sum. Percentages are decimal, never binary.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, TypeAlias

from designata.errors import InputError

Bound: TypeAlias = tuple[Decimal, int]
"""A percentage, and whether it is just below (-1), exactly (0) or just above (1) it."""

WHOLE = Decimal(100)
NOTHING: Bound = (Decimal(0), 0)
ALL: Bound = (WHOLE, 0)

_NUMBER = r"(\d{1,7}(?:[.,]\d{1,12})?)"
_NOISE = re.compile(r"%|\bper\s?cent\b|\bpercentage\b|\bshares?\b|\bof\b|[()]")
_ONE = re.compile(rf"([^\d]*?)\s*{_NUMBER}\s*(\+|or more|or less|and above)?")
_TWO = re.compile(rf"([^\d]*?)\s*{_NUMBER}\s*([^\d]+?)\s*{_NUMBER}")
_ABOVE = frozenset({">", "more than", "over", "above"})
_FROM = frozenset(
    {">=", "≥", "at least", "from", "min", "minimum", "no less than", "not less than"}
)
_BELOW = frozenset({"<", "less than", "under", "below"})
_TO = frozenset({"<=", "≤", "up to", "at most", "max", "maximum", "not more than", "no more than"})
_BETWEEN = frozenset(
    {"-", "–", "—", "to", "and", "..", "...", "but not more than", "up to", "and up to"}
)
_REGISTER = re.compile(r"(?:ownership-of|voting-rights).*?-(\d+)-to-(\d+)-percent\b.*")


class Stake(NamedTuple):
    """A share between two bounds.

    >>> str(parse("60 %")), str(parse("more than 25% but not more than 50%")), str(UNKNOWN)
    ('60 %', 'more than 25 to 50 %', 'an unknown share')
    """

    low: Bound
    high: Bound

    def __str__(self) -> str:
        if self == UNKNOWN:
            return "an unknown share"
        low, high = _written(self.low), _written(self.high)
        if self.low == self.high:
            return f"{low} %"
        return f"{low} to {high} %"

    def doubted(self) -> "Stake":
        """The same where it is not certain that it is held at all.

        >>> str(parse("60").doubted())
        '0 to 60 %'
        """
        return Stake(NOTHING, self.high)


UNKNOWN = Stake((Decimal(0), 1), ALL)
"""Something is held, nobody says how much."""


def parse(text: str) -> Stake | None:
    """Reads a share as sources write it; none when it is not understood.

    Raises:
        InputError: when it is more than the whole, or its ends are turned around.

    >>> [str(parse(text)) for text in ("33.33", "50 % or more", "<5", "25-50")]
    ['33.33 %', '50 to 100 %', 'more than 0 to less than 5 %', '25 to 50 %']
    >>> str(parse("ownership-of-shares-25-to-50-percent"))  # as the UK's register writes it
    'more than 25 to 50 %'
    >>> parse("some") is None
    True
    """
    plain = " ".join(_NOISE.sub(" ", text.casefold()).split())
    if found := _REGISTER.fullmatch(text.casefold().strip()):
        return _checked((Decimal(found[1]), 1), (Decimal(found[2]), 0), text)
    try:
        if found := _ONE.fullmatch(plain):
            return _one(found[1].strip(), _decimal(found[2]), found[3] or "", text)
        if (found := _TWO.fullmatch(plain)) and found[3].strip() in _BETWEEN:
            before = found[1].strip()
            if before in {"", "between", "from", *_ABOVE}:
                low = (_decimal(found[2]), int(before in _ABOVE))
                return _checked(low, (_decimal(found[4]), 0), text)
    except InvalidOperation:
        return None
    return None


def _one(before: str, number: Decimal, after: str, text: str) -> Stake | None:
    exact: Bound = (number, 0)
    if before in _ABOVE:
        return _checked((number, 1), ALL, text)
    if before in _FROM or (not before and after in {"+", "or more", "and above"}):
        return _checked(exact, ALL, text)
    if before in _BELOW:
        return _checked(UNKNOWN.low, (number, -1), text)
    if before in _TO or (not before and after == "or less"):
        return _checked(UNKNOWN.low, exact, text)
    return None if before else _checked(exact, exact, text)


def _checked(low: Bound, high: Bound, text: str) -> Stake:
    if high > ALL or low > ALL:
        raise InputError(f"a share of {text!r} is more than the whole", cure="correct the source")
    if low > high:
        raise InputError(f"the share {text!r} ends below its beginning", cure="correct the source")
    return Stake(low, high)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def total(bounds: Iterable[Bound]) -> Bound:
    """The sum of bounds.

    >>> total([(Decimal(25), 1), (Decimal(25), 0)])
    (Decimal('50'), 1)
    """
    whole, sign = Decimal(0), 0
    for number, side in bounds:
        whole, sign = whole + number, sign + side
    return whole, (sign > 0) - (sign < 0)


def rest(bound: Bound) -> Bound:
    """What is left of the whole.

    >>> rest((Decimal(60), 1))
    (Decimal('40'), -1)
    """
    return WHOLE - bound[0], -bound[1]


def reaches(bound: Bound, share: int, *, more: bool) -> bool:
    """Whether a bound is at least a share, or more than it.

    >>> reaches((Decimal(50), 0), 50, more=True), reaches((Decimal(50), 1), 50, more=True)
    (False, True)
    """
    limit: Bound = (Decimal(share), 0)
    return bound > limit if more else bound >= limit


def _written(bound: Bound) -> str:
    number = f"{bound[0]:f}"
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return ("less than ", "", "more than ")[bound[1] + 1] + number
