"""The ties of an entity: a page of them as a list, and its neighbourhood as a graph to draw."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from designata.dossier.shape import Dossier, Tie
from designata.web.pages.dossier_view import base
from designata.web.words import Words

_GAPS = re.compile(r"[^a-z]+")

PAGE = 40
"""Ties on a page of the list."""

NEAR = 30
"""Neighbours that are drawn at once."""


class Neighbour(NamedTuple):
    """Another entity, with all ties to it."""

    entity: str
    caption: str
    listed_by: list[str]
    ties: list[Tie]


class Node(msgspec.Struct, frozen=True):
    """An entity to draw.

    Args:
        id: its id.
        caption: its name.
        kind: its schema.
        listed: the codes of the publishers that list it, in capitals.
        more: how many of its neighbours are not in the answer; none where that was not asked.
    """

    id: str
    caption: str
    kind: str
    listed: list[str]
    more: int | None = None


class Proof(msgspec.Struct, frozen=True):
    """Where a tie stands."""

    list: str
    date: str
    file: str
    place: str
    sha256: str
    url: str | None


class Edge(msgspec.Struct, frozen=True):
    """A tie to draw.

    Args:
        id: tells it from others between the same two.
        source: the end that acts.
        target: the other.
        says: the tie in words.
        role: the source's own words.
        modality: how firmly it is said.
        dates: from when to when, as far as is told.
        proofs: where it stands.
    """

    id: str
    source: str
    target: str
    says: str
    role: str
    modality: str
    dates: str
    proofs: list[Proof]


class Near(msgspec.Struct, frozen=True):
    """A neighbourhood: who stands around one entity, and by which ties."""

    entity: str
    total: int
    offset: int
    nodes: list[Node]
    edges: list[Edge]


def neighbours(ties: Sequence[Tie]) -> list[Neighbour]:
    """The entities at the other ends: the listed ones first, else in the order of the sources."""
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        found.setdefault(tie.entity, []).append(tie)
    rows = [
        Neighbour(
            entity,
            told[0].caption,
            list(dict.fromkeys(code.upper() for tie in told for code in tie.listed_by)),
            told,
        )
        for entity, told in found.items()
    ]
    return sorted(rows, key=lambda row: not row.listed_by)


def near(dossier: Dossier, t: Words, *, offset: int = 0) -> Near:
    """The neighbourhood of an entity, as many neighbours as are drawn at once.

    Args:
        dossier: the entity's.
        t: the words of the reader's language.
        offset: how many neighbours are drawn already.
    """
    everybody = neighbours(dossier.ties)
    shown = everybody[offset : offset + NEAR]
    left = max(0, len(everybody) - offset - len(shown))
    listed = list(dict.fromkeys(record.publisher.upper() for record in dossier.records))
    own = Node(dossier.entity, dossier.caption, dossier.schema, listed, left)
    nodes = [own, *(_node(row) for row in shown if row.entity != dossier.entity)]
    edges = [edge for row in shown for edge in _edges(dossier.entity, row, t)]
    return Near(dossier.entity, len(everybody), offset, nodes, edges)


def _node(row: Neighbour) -> Node:
    kind = next((tie.entity_schema for tie in row.ties if tie.entity_schema), "Thing")
    return Node(row.entity, row.caption, kind, row.listed_by)


def _edges(entity: str, row: Neighbour, t: Words) -> list[Edge]:
    edges: dict[str, Edge] = {}
    for tie in row.ties:
        one, other = (entity, tie.entity) if tie.acts else (tie.entity, entity)
        dates = "/".join(filter(None, (tie.since, tie.until)))
        key = "\n".join((one, other, tie.says, tie.role or "", dates, tie.modality))
        proofs = [
            Proof(s.list, s.date, base(s.file), s.locator, s.sha256, s.url)
            for s in islice(tie.sources, 10)
        ]
        edges.setdefault(
            key,
            Edge(
                key,
                one,
                other,
                says(tie, t),
                tie.role or "",
                tie.modality,
                dates,
                proofs,
            ),
        )
    return list(edges.values())


def says(tie: Tie, t: Words) -> str:
    """What a tie says, in the words of a language."""
    key = f"tie.{_GAPS.sub('_', tie.says)}"
    return t(key) if t.has(key) else tie.says or tie.schema
