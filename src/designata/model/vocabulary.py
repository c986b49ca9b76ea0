"""FollowTheMoney's schemata and properties, and the few of our own.

The tables are in ``data/vocabulary.toml``. Nothing of the ``followthemoney`` package is used.
"""

from functools import cache

import msgspec

from designata.data import load


class Schema(msgspec.Struct, frozen=True):
    """One kind of thing.

    Args:
        name: such as ``Person``.
        ancestors: itself and all that it extends.
        properties: every property it may have, inherited ones included, with its type.
        edge: the two properties that it ties together, when it is a tie.

    >>> schema("Vessel").is_a("Asset"), schema("Vessel").properties["flag"]
    (True, 'country')
    """

    name: str
    ancestors: tuple[str, ...]
    properties: dict[str, str]
    edge: tuple[str, str] | None

    def is_a(self, name: str) -> bool:
        """Whether this is, or extends, the schema of that name."""
        return name in self.ancestors


LISTED = ("LegalEntity", "Vehicle", "CryptoWallet", "Security")
"""What a list lists. Designations, addresses and papers belong to such an entity."""

NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
"""The properties that hold names, strongest first."""

TELLING = (
    "birthDate",
    "birthPlace",
    "birthCountry",
    "nationality",
    "citizenship",
    "country",
    "jurisdiction",
    "flag",
    "pastFlags",
    "gender",
    "buildDate",
    "type",
)
"""The properties, beside names and identifiers, by which one thing is told from another."""


class _Row(msgspec.Struct, frozen=True):
    extends: tuple[str, ...]
    properties: dict[str, str] = {}
    edge: tuple[str, str] | None = None


class _Own(msgspec.Struct, frozen=True):
    schema: str
    type: str


class _Tables(msgspec.Struct, frozen=True):
    schema: dict[str, _Row]
    own: dict[str, _Own]


@cache
def _tables() -> tuple[dict[str, Schema], frozenset[str]]:
    tables = load("vocabulary", _Tables)
    schemata: dict[str, Schema] = {}

    def build(name: str) -> Schema:
        if name not in schemata:
            row = tables.schema[name]
            parents = [build(parent) for parent in row.extends]
            properties: dict[str, str] = {}
            ancestors = [name]
            for parent in parents:
                properties |= parent.properties
                ancestors += [a for a in parent.ancestors if a not in ancestors]
            properties |= row.properties
            properties |= {p: own.type for p, own in tables.own.items() if own.schema == name}
            schemata[name] = Schema(name, tuple(ancestors), properties, row.edge)
        return schemata[name]

    for name in tables.schema:
        build(name)
    return schemata, frozenset(tables.own)


def schema(name: str) -> Schema:
    """The schema of that name.

    Raises:
        KeyError: when FollowTheMoney has none.
    """
    return _tables()[0][name]


def schemata() -> dict[str, Schema]:
    """All schemata by name."""
    return _tables()[0]


def is_own(prop: str) -> bool:
    """Whether the property is Designata's, and FollowTheMoney has no word for it.

    >>> is_own("jointWith"), is_own("name")
    (True, False)
    """
    return prop in _tables()[1]


def is_listed(name: str) -> bool:
    """Whether things of this schema are what lists list, not what they say of them.

    >>> is_listed("Person"), is_listed("Sanction"), is_listed("Address")
    (True, False, False)
    """
    found = schemata().get(name)
    return found is not None and any(found.is_a(kind) for kind in LISTED)


@cache
def listed_schemata() -> frozenset[str]:
    """The names of all schemata that ``is_listed``."""
    return frozenset(name for name in schemata() if is_listed(name))


@cache
def common_schema(left: str, right: str) -> str:
    """The more specific of two schemata when one extends the other, else the left one.

    >>> common_schema("LegalEntity", "Person"), common_schema("Company", "Organization")
    ('Person', 'Company')
    """
    known = schemata()
    return right if right in known and known[right].is_a(left) else left
