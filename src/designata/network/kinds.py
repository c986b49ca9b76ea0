"""The kinds of ties: what each costs a route, which words tell a share or control, and the rules.

The tables are in ``data/network.toml``.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from designata.data import load
from designata.model import vocabulary
from designata.model.claim import Modality


class Kind(msgspec.Struct, frozen=True):
    """A kind of tie.

    Args:
        one: the property with the end that acts.
        other: the property with the other end; the entity itself where there is none.
        cost: what a hop over it costs a route.
        says: what the first end does to the second, in words.
        schema: whose properties they are; the kind's own name by default.
    """

    one: str
    cost: float
    says: str
    other: str | None = None
    schema: str | None = None


class Words(msgspec.Struct, frozen=True):
    """Words of a role, and the share that they tell, if any."""

    words: tuple[str, ...]
    share: str = ""


class Stakes(msgspec.Struct, frozen=True):
    """Kinds that are stakes or control, and kinds that may be a sign of control."""

    kinds: tuple[str, ...]
    signs: tuple[str, ...] = ()


class Regime(msgspec.Struct, frozen=True):
    """A rule by which ownership blocks.

    Args:
        name: for people.
        country: whose designations count, as designations state it.
        authorities: words of the authority's name, where no country is stated.
        share: the percentage that decides.
        more: whether it takes more than that share.
        together: whether stakes of several listed owners are added up.
        control: whether control alone is enough.
        ships: whether a ship's own designation blocks it, or only bans it from ports.
        datasets_not: lists, ``publisher:dataset``, that block nothing.
        source: where the rule stands.
        caveat: what it leaves open.
    """

    name: str
    country: str
    authorities: tuple[str, ...]
    share: int
    more: bool
    together: bool
    control: bool
    ships: bool
    datasets_not: tuple[str, ...]
    source: str
    caveat: str


class _Tables(msgspec.Struct, frozen=True):
    kind: dict[str, Kind]
    doubt: dict[str, float]
    stakes: Stakes
    control: Stakes
    share: tuple[Words, ...]
    controls: tuple[Words, ...]
    controls_not: tuple[Words, ...]
    heads: tuple[Words, ...]
    regime: dict[str, Regime]


@cache
def _tables() -> _Tables:
    return load("network", _Tables)


def kinds() -> Mapping[str, Kind]:
    """The kinds by name.

    >>> kinds()["Ownership"].says
    'owns'
    """
    return _tables().kind


def regimes() -> Mapping[str, Regime]:
    """The rules by name.

    >>> regimes()["uk"].together
    False
    """
    return _tables().regime


def doubt(modality: Modality, *, undated: bool) -> float:
    """What it adds to a hop's cost that it is not plainly said, or not plainly of the day.

    >>> doubt(Modality.ASSERTED, undated=False) < doubt(Modality.POSSIBLE, undated=False)
    True
    """
    table = _tables().doubt
    return table[modality] + undated * table["undated"]


def is_stake(kind: str) -> bool:
    """Whether ties of the kind are stakes in ownership."""
    return kind in _tables().stakes.kinds


def is_control(kind: str, role: str) -> bool:
    """Whether a tie states control, as the laws of the EU and the UK use the word.

    >>> is_control("Ownership", "owns or controls it"), is_control("Control", "voting rights")
    (False, True)
    """
    tables = _tables()
    if _in(tables.controls_not, role):
        return False
    if kind in tables.control.kinds:
        return True
    return (is_stake(kind) or kind in tables.control.signs) and bool(_in(tables.controls, role))


def is_sign(kind: str, role: str) -> bool:
    """Whether a tie is a sign of control that is not enough by itself.

    >>> is_sign("Directorship", "head of the firm"), is_sign("Directorship", "secretary")
    (True, False)
    """
    tables = _tables()
    if kind in tables.control.signs:
        return kind != "Directorship" or bool(_in(tables.heads, role))
    return is_stake(kind) and bool(_in(tables.controls_not, role))


def share(role: str) -> str | None:
    """The share that the words of a role tell, as text; none where they tell none.

    >>> share("sole owner"), share("owner")
    ('100', None)
    """
    found = _in(_tables().share, role)
    return found.share if found else None


def _in(rows: tuple[Words, ...], role: str) -> Words | None:
    plain = role.casefold()
    return next((row for row in rows if any(word in plain for word in row.words)), None)


@cache
def ends() -> tuple[tuple[str, str, str, str], ...]:
    """Every kind's schema, name and the properties of both ends; no other where it is the entity.

    Schemata that extend the kind's are told too.

    >>> ("Vessel", "Vehicle", "owner", "") in ends()
    True
    """
    return tuple(
        (name, kind, row.one, row.other or "")
        for kind, row in kinds().items()
        for name, schema in vocabulary.schemata().items()
        if schema.is_a(row.schema or kind)
    )
