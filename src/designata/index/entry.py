"""What an index knows of a listed entity: enough to weigh it and to say what it is."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from designata.model import identifiers

OWNED = "ownedBy"
"""The fact of an entity that a rule concluded to be owned by listed ones: by whom, how much."""


class Designated(msgspec.Struct, frozen=True):
    """A designation in short, as ``screen`` prints it."""

    authority: str
    program: str | None
    since: str | None
    until: str | None


class Listed(msgspec.Struct, frozen=True):
    """A listed entity.

    Args:
        id: its id.
        schema: what it is.
        publisher: whose list.
        names: each with its property, in the order of the list.
        facts: values by property; ``passport`` as ``country:number``.
        designations: in short.
    """

    id: str
    schema: str
    publisher: str
    names: list[tuple[str, str]]
    facts: dict[str, list[str]]
    designations: list[Designated]

    @property
    def owned(self) -> list[str]:
        """By which listed ones it is owned, as a rule concluded: not listed for that."""
        return self.facts.get(OWNED, [])

    @property
    def caption(self) -> str:
        """The first of its names, else its id."""
        return self.names[0][0] if self.names else self.id

    def numbers(self) -> Iterator[str]:
        """Every identifier, as ``property:value``."""
        for prop in identifiers.KINDS:
            for value in self.facts.get(prop, ()):
                yield f"{prop}:{value}"
        for prop in ("registrationNumber", "idNumber", "taxNumber"):
            for value in self.facts.get(prop, ()):
                yield f"number:{identifiers.compact(value)}"


class About(msgspec.Struct, frozen=True):
    """What an index says of itself.

    Args:
        version: of its form.
        edition: the store's last edition when it was built.
        as_of: the day it was built for, if any.
        lists: the date of each publisher's newest list.
        entities: how many.
        names: how many different ones.
        schemata: what the entities are, by the number that stands for it.
    """

    version: int
    edition: int
    as_of: dt.date | None
    lists: dict[str, str]
    entities: int
    names: int
    schemata: list[str] = []
