"""What may be traded with North Korea: bans and quotas of the Security Council, by code and day.

The rules stand in ``data/dprk_goods.toml``, each with resolution, paragraph, days and what it was
checked against. They tell which paragraphs speak of a code, not whether a shipment was lawful:
exceptions, the Committee's approvals and national law are not judged.
"""

import datetime as dt
import re
from functools import cache
from typing import Literal

import msgspec

from designata.data import load
from designata.errors import InputError

Direction = Literal["from", "to"]
"""Seen from North Korea: what it sells, or what it gets."""


class GoodsRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A paragraph on goods.

    Args:
        id: resolution and paragraph: ``2397-6``.
        resolution: with its year.
        paragraph: its number.
        direction: of the goods.
        measure: a ban, or a quota.
        goods: in words.
        hs: codes of the Harmonized System by their first digits.
        since: the first day.
        checked: what it was checked against.
        until: the last day, where another paragraph took its place.
        winding_down: the last day for goods under contracts from before.
        quota: the amount, in words.
        part: which goods, where not all of a code are meant.
        exception: in words.
    """

    id: str
    resolution: str
    paragraph: int
    direction: Direction
    measure: Literal["ban", "quota"]
    goods: str
    hs: list[str]
    since: dt.date
    checked: str
    until: dt.date | None = None
    winding_down: dt.date | None = None
    quota: str = ""
    part: str = ""
    exception: str = ""

    @property
    def citation(self) -> str:
        """How papers cite it.

        >>> [rule.citation for rule in rules() if rule.id == "2397-6"]
        ['Security Council resolution 2397 (2017), paragraph 6']
        """
        return f"Security Council resolution {self.resolution}, paragraph {self.paragraph}"

    @property
    def unverified(self) -> bool:
        """Whether some of it stands on general knowledge alone."""
        return "general knowledge" in self.checked


class Cap(msgspec.Struct, frozen=True):
    """The most barrels of refined petroleum in a year that begins with January."""

    since: dt.date
    barrels: float
    rule: str
    until: dt.date | None = None


class Table(msgspec.Struct, frozen=True):
    """All of ``data/dprk_goods.toml``."""

    rule: list[GoodsRule]
    cap: list[Cap]
    barrels_per_tonne: dict[str, float]
    unknown_product: dict[str, str]
    laden: dict[str, float]


@cache
def table() -> Table:
    """The table that ships with this version."""
    return load("dprk_goods", Table)


def rules() -> list[GoodsRule]:
    """All rules, past and present."""
    return table().rule


def rules_on(hs_code: str, day: dt.date, direction: Direction) -> list[GoodsRule]:
    """The rules that speak of a code on a day.

    Args:
        hs_code: from two to ten digits, with points or blanks between them or without. A short
            code asks for what covers all of it: ``27`` has no rule, ``2701`` has.
        day: of the shipment.
        direction: of the goods, seen from North Korea.

    Raises:
        InputError: when the code is none.

    >>> [rule.id for rule in rules_on("2701.12", dt.date(2024, 3, 12), "from")]
    ['2371-8']
    >>> [rule.id for rule in rules_on("271019", dt.date(2024, 3, 12), "to")]
    ['2270-31', '2397-5']
    """
    code = re.sub(r"[\s.]", "", hs_code)
    if not re.fullmatch(r"[0-9]{2,10}", code):
        raise InputError(
            f"{hs_code!r} is no code of the Harmonized System",
            cure="give from two to ten digits, such as 2710 or 2701.12",
        )
    return [
        rule
        for rule in rules()
        if rule.direction == direction
        and rule.since <= day <= (rule.until or dt.date.max)
        and any(code.startswith(held) for held in rule.hs)
    ]
