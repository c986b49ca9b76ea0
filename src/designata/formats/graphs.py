"""A store as a graph: what stands in one as a node, and what as an edge, for every graph format.

Listed entities, articles and whatever else is no part of another are nodes, their designations in
short among their attributes; ties are edges, with where they are told. What a tie leads to and no
list describes stands as a bare node, so that no edge is lost.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TypeAlias

import msgspec

from designata.data import load
from designata.formats.ftm import Group
from designata.model import vocabulary
from designata.model.claim import Modality
from designata.model.entity import Entity

NODE = {
    "caption": "string",
    "schema": "string",
    "names": "string",
    "countries": "string",
    "birth_date": "string",
    "identifiers": "string",
    "topics": "string",
    "designated_by": "string",
    "designated_since": "string",
    "programs": "string",
    "datasets": "string",
}
"""The attributes of a node, with their types."""

EDGE = {
    "kind": "string",
    "role": "string",
    "percentage": "string",
    "since": "string",
    "until": "string",
    "modality": "string",
    "speaker": "string",
    "datasets": "string",
    "source": "string",
    "locator": "string",
}
"""The attributes of an edge."""


_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML does not hold, and control characters that no reader wants."""


class Node(msgspec.Struct, frozen=True):
    """An entity: its id, its schema and its attributes, those that are empty left out."""

    id: str
    schema: str
    attributes: Mapping[str, str]


class Edge(msgspec.Struct, frozen=True):
    """A tie: its id, its kind, both ends and its attributes."""

    id: str
    kind: str
    one: str
    other: str
    attributes: Mapping[str, str]


Piece: TypeAlias = Node | Edge


class _Kind(msgspec.Struct, frozen=True):
    one: str
    other: str | None = None
    schema: str | None = None


class _Tables(msgspec.Struct, frozen=True):
    kind: dict[str, _Kind]


def pieces(groups: Iterable[Group]) -> Iterator[Piece]:
    """The nodes and edges of groups; after all of them, bare nodes for ends that nobody describes.

    >>> from designata.lists.entry import Entry
    >>> entry = Entry("x", "Company", locator="row=2")
    >>> entry.add("name", "Paper Mill")
    >>> _ = entry.tie("Ownership", "y", role="owner")
    >>> company, tie = Entity.of(entry.claims[:1]), Entity.of(entry.claims[1:])
    >>> [piece.id for piece in pieces([Group(target=company, parts=(tie,))])]
    ['x', 'x-ownership-owner-y', 'y']
    """
    told: set[str] = set()
    needed: dict[str, None] = {}
    for group in groups:
        for entity in (group.target, *group.parts):
            edges = list(_edges(entity, group))
            if entity is group.target or not (edges or entity.schema in _PARTS):
                told.add(entity.id)
                yield _node(entity, group)
            for edge in edges:
                needed |= {edge.one: None, edge.other: None}
                yield edge
    for name in needed:
        if name not in told:
            yield Node(name, "Thing", {"caption": name, "schema": "Thing"})


_PARTS = frozenset({"Sanction", "Address", "Identification", "Passport", "Mention", "Similar"})
"""What belongs to an entity and is told among its attributes, or not at all."""


def _node(entity: Entity, group: Group) -> Node:
    types = vocabulary.schema(entity.schema).properties
    own = entity is group.target
    sanctions = [part for part in group.parts if part.schema == "Sanction"] if own else []
    papers = [p for p in group.parts if vocabulary.schema(p.schema).is_a("Identification")]
    attributes = {
        "caption": entity.caption,
        "schema": entity.schema,
        "names": _joined(_typed(entity, types, "name")),
        "countries": _joined(_typed(entity, types, "country")),
        "birth_date": _joined(entity.values("birthDate")),
        "identifiers": _joined(
            [
                *(f"{p}:{v}" for p, v in _values(entity) if types.get(p) == "identifier"),
                *(v for paper in papers if own for v in paper.values("number")),
            ]
        ),
        "topics": _joined(entity.values("topics")),
        "designated_by": _joined(v for s in sanctions for v in s.values("authority")),
        "designated_since": _joined(v for s in sanctions for v in _since(s)),
        "programs": _joined(v for s in sanctions for v in s.values("program")),
        "datasets": _joined(group.datasets),
    }
    return Node(
        entity.id, entity.schema, {key: value for key, value in attributes.items() if value}
    )


def _edges(entity: Entity, group: Group) -> Iterator[Edge]:
    for name, kind in _kinds(entity.schema):
        told = (claim for claim in reversed(entity.claims) if claim.property == kind.one)
        ones = list({claim.value: claim for claim in told}.values())[::-1]
        others = list(entity.values(kind.other)) if kind.other else [entity.id]
        for claim in ones:
            for number, other in enumerate(others):
                plain = len(ones) == len(others) == 1 and kind.other
                key = entity.id if plain else f"{entity.id}#{kind.one}-{claim.value}-{number}"
                attributes = {
                    "kind": name.partition("-")[0],
                    "role": _joined([*entity.values("role"), *entity.values("relationship")])
                    if kind.other
                    else kind.one,
                    "percentage": _joined(entity.values("percentage")),
                    "since": claim.since or entity.first("startDate") or "",
                    "until": claim.until or entity.first("endDate") or "",
                    "modality": _weakest(entity, claim.modality, kind.other),
                    "speaker": claim.speaker or "",
                    "datasets": _joined(group.datasets),
                    "source": claim.url or "",
                    "locator": claim.locator,
                }
                yield Edge(
                    key,
                    name.partition("-")[0],
                    claim.value,
                    other,
                    {name: value for name, value in attributes.items() if value},
                )


@cache
def _kinds(schema: str) -> tuple[tuple[str, _Kind], ...]:
    """The kinds of ties that an entity of a schema may tell."""
    kinds = load("network", _Tables).kind.items()
    known = vocabulary.schema(schema)
    return tuple((name, kind) for name, kind in kinds if known.is_a(kind.schema or name))


def _weakest(entity: Entity, modality: Modality, other: str | None) -> str:
    said = [modality, *(c.modality for c in entity.claims if c.property == other)]
    return max(said, key=list(Modality).index).value


def _values(entity: Entity) -> Iterator[tuple[str, str]]:
    for prop, values in entity.properties.items():
        yield from ((prop, value) for value in values)


def _typed(entity: Entity, types: Mapping[str, str], kind: str) -> Iterator[str]:
    yield from (value for prop, value in _values(entity) if types.get(prop) == kind)


def _since(sanction: Entity) -> Iterator[str]:
    day = sanction.first("startDate") or sanction.first("listingDate")
    if day:
        yield day


def _joined(values: Iterable[str]) -> str:
    return "; ".join(value for value in dict.fromkeys(values) if value)


def plain(text: str) -> str:
    r"""Text without what XML and terminals cannot hold: control characters and lone surrogates.

    >>> plain("a\x00b\ud800c\td")
    'a�b�c\td'
    """
    return _ODD.sub("\ufffd", text)
