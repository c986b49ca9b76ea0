"""FollowTheMoney's JSON: an entity a line, or a target a line with all that hangs on it.

The shape is that of https://www.opensanctions.org/docs/bulk/json/ . The ``followthemoney`` package
is not used; ``bench/ftm_check.py`` asks it, in an environment of its own, whether it takes every
entity. Values it would refuse stand as text in ``notes`` or ``summary``; Designata's own
properties, for which it has no word, are left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from designata.data import load
from designata.formats import accepted
from designata.model import vocabulary
from designata.model.claim import Modality
from designata.model.entity import Entity


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """What is written together: an entity and its parts, such as designations and addresses.

    Args:
        target: the entity of a list's record, or of several that are one.
        parts: the other subjects of those records.
        datasets: the titles of the lists they stand in, by name (``ofac_sdn``).
        listed: whether a list says it, not only an article or a rule.
        first_seen: when it was first on one of them, ISO 8601.
        last_seen: when it last was.
        last_change: when what they say last changed.
    """

    target: Entity
    parts: tuple[Entity, ...] = ()
    datasets: Mapping[str, str] = {}
    listed: bool = True
    first_seen: str | None = None
    last_seen: str | None = None
    last_change: str | None = None

    @property
    def is_target(self) -> bool:
        """Whether it is what lists list, and a list lists it."""
        return self.listed and vocabulary.is_listed(self.target.schema)


class Line(msgspec.Struct, kw_only=True, omit_defaults=True):
    """An entity as FollowTheMoney writes it; in nested files a value may be an entity again."""

    id: str
    caption: str
    schema: str
    properties: "dict[str, list[str | Line]]"
    datasets: list[str]
    referents: list[str]
    target: bool
    first_seen: str | None = None
    last_seen: str | None = None
    last_change: str | None = None


class Reverse(NamedTuple):
    """How a reference is called from its other end, and what schema that end must have."""

    name: str
    schema: str


def flat(groups: Iterable[Group]) -> Iterator[bytes]:
    """Every entity of every group as a line of JSON."""
    for group in groups:
        for entity in (group.target, *group.parts):
            yield msgspec.json.encode(line(entity, group)) + b"\n"


def nested(groups: Iterable[Group]) -> Iterator[bytes]:
    """Every target as a line of JSON, its parts inside; each part stands once.

    A part that FollowTheMoney has no place for in its target, such as the papers of a ship, stands
    in a line of its own, after it.
    """
    for group in groups:
        for root in nest([line(entity, group) for entity in (group.target, *group.parts)]):
            yield msgspec.json.encode(root) + b"\n"


def nest(lines: Iterable[Line]) -> Iterator[Line]:
    """The first of the lines with all that hangs on it inside; then what is left, likewise."""
    waiting = {written.id: written for written in lines}
    pointing = _pointing(waiting.values())
    while waiting:
        root = waiting.pop(next(iter(waiting)))
        _hang(root, waiting, pointing)
        yield root


def line(entity: Entity, group: Group) -> Line:
    """One entity of a group in FollowTheMoney's terms.

    >>> from designata.lists.entry import Entry
    >>> entry = Entry("kr-1", "Vessel", locator="row=2")
    >>> entry.add("imoNumber", "9161003")
    >>> entry.add("buildDate", "1990s")
    >>> ship = Entity.of(entry.claims)
    >>> line(ship, Group(target=ship)).properties
    {'imoNumber': ['IMO9161003'], 'notes': ['buildDate: 1990s']}
    """
    types = vocabulary.schema(entity.schema).properties
    home = "notes" if "notes" in types else "summary"
    name = accepted.key(entity.id)
    found: dict[str, dict[str | Line, None]] = {}
    for claim in entity.claims:
        prop, denied = claim.property, claim.modality is Modality.DENIED
        if vocabulary.is_own(prop):
            continue
        values = () if denied else accepted.values(types[prop], prop, claim.value)
        if not values:
            said = f"{prop}: {claim.original or claim.value}"
            prop, values = home, (f"denied: {said}" if denied else said,)
        elif types[prop] == "entity" and values == (name,):
            continue  # FollowTheMoney has no ties of a thing with itself
        if prop in types:
            found.setdefault(prop, {}).update(dict.fromkeys(values))
    return Line(
        id=name,
        caption=entity.caption,
        schema=entity.schema,
        properties={prop: list(values) for prop, values in found.items()},
        datasets=list(group.datasets),
        referents=list(entity.values("referent")),
        target=entity is group.target and group.is_target,
        first_seen=group.first_seen,
        last_seen=group.last_seen,
        last_change=group.last_change,
    )


def reverse(schema: str, prop: str) -> Reverse | None:
    """How a reference is called from its other end; none where it has no name there.

    >>> reverse("Passport", "holder")
    Reverse(name='identification', schema='LegalEntity')
    """
    table = _reverses()
    ancestors = vocabulary.schema(schema).ancestors
    return next((table[a, prop] for a in ancestors if (a, prop) in table), None)


@cache
def pointer(schema: str, name: str) -> str | None:
    """The property by which an entity of the schema points to whom it stands with by this name.

    >>> pointer("Sanction", "sanctions")
    'entity'
    """
    properties = vocabulary.schema(schema).properties
    for prop, kind in properties.items():
        if kind == "entity" and (found := reverse(schema, prop)) and found.name == name:
            return prop
    return None


@cache
def _reverses() -> dict[tuple[str, str], Reverse]:
    table = load("ftm_reverse", dict[str, dict[str, Reverse]])
    return {(s, prop): row for s, rows in table.items() for prop, row in rows.items()}


def _references(written: Line) -> Iterator[tuple[str, str]]:
    types = vocabulary.schema(written.schema).properties
    for prop, values in written.properties.items():
        if types[prop] == "entity":
            yield from ((prop, value) for value in values if isinstance(value, str))


def _pointing(lines: Iterable[Line]) -> dict[str, list[tuple[str, Reverse]]]:
    """Who points to an entity, and what that is called there."""
    found: dict[str, list[tuple[str, Reverse]]] = {}
    for written in lines:
        for prop, value in _references(written):
            if other := reverse(written.schema, prop):
                found.setdefault(value, []).append((written.id, other))
    return found


def _hang(
    root: Line, waiting: dict[str, Line], pointing: Mapping[str, list[tuple[str, Reverse]]]
) -> None:
    """Puts what is tied to an entity inside it, and so on from there, nearest first."""
    queue = [root]
    for written in queue:
        for prop, value in list(_references(written)):
            if value in waiting:
                values = written.properties[prop]
                values[values.index(value)] = waiting[value]
                queue.append(waiting.pop(value))
        schema = vocabulary.schema(written.schema)
        for part, place in pointing.get(written.id, ()):
            if part in waiting and schema.is_a(place.schema):
                written.properties.setdefault(place.name, []).append(waiting[part])
                queue.append(waiting.pop(part))
