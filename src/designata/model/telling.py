"""What pages, briefs and recordings tell alike in every language: months, and the caveat."""

import msgspec

from designata.data import load


class _Table(msgspec.Struct, frozen=True):
    caveat: dict[str, str]
    months: dict[str, list[str]]
    months_alone: dict[str, list[str]]


def caveat(lang: str) -> str:
    """What every answer ends with.

    >>> caveat("en")
    'A hit is a candidate, not a verdict; no hit is no clearance.'
    """
    return _table().caveat[lang]


def month(number: int, lang: str, *, alone: bool = False) -> str:
    """The name of a month, from 1, as it stands in a date.

    Args:
        number: of the month.
        lang: ``en``, ``ko`` or ``uk``.
        alone: whether the date has no day.

    >>> month(4, "en"), month(4, "uk"), month(4, "uk", alone=True)
    ('April', 'квітня', 'квітень')
    """
    table = _table()
    named = table.months_alone.get(lang) if alone else None
    return (named or table.months[lang])[number - 1]


def _table() -> _Table:
    return load("telling", _Table)
