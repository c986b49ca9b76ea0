"""Fetches what several dossiers are made of at once: ties, and what is at their other ends.

Whatever points to one of the entities counts: a tie of any list, an article that names it, an event
that it took part in. It is fetched from the columns in memory, so that the answer is there at once.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from functools import cache

import msgspec

from designata.lists.publishers import KEPT
from designata.model import vocabulary
from designata.model.entity import Entity
from designata.network import kinds
from designata.resolve.canonical import Same
from designata.store.claims import Store
from designata.store.columns import Columns, Rows
from designata.store.schema import DIGEST, EditionRow, Stored

_TOLD_OF_OTHERS = ("name", "title", "topics", DIGEST)


class Other(msgspec.Struct, frozen=True):
    """What is known of an entity at the other end of a tie.

    Args:
        caption: its name; its id where no list describes it.
        schema: what it is; empty where no list describes it.
        listed_by: the publishers that list it.
    """

    caption: str
    schema: str = ""
    listed_by: tuple[str, ...] = ()


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """What surrounds some entities.

    Args:
        edges: the claims of everything that ties them to others, by its id.
        others: what is known of the others, by canonical id.
        told: the claims of articles and events among these, by id.
        editions: the store's, by number.
    """

    edges: Mapping[str, list[Stored]]
    others: Mapping[str, Other]
    told: Mapping[str, list[Stored]]
    editions: Mapping[int, EditionRow]


def gather(
    store: Store, records: Collection[str], same: Same, *, as_of: dt.date | None = None
) -> Gathered:
    """Fetches what surrounds entities.

    Args:
        store: the store.
        records: all records of the entities.
        same: which records are one.
        as_of: what was known on a day.
    """
    columns = store.columns
    pointing = columns.where("property", _pointers(), among=columns.where("value", records))
    tying = columns.where("schema", _tying(), among=pointing)
    subjects = set(columns.texts("subject", columns.standing(tying, as_of))) - set(records)
    edges = _by_subject(columns, columns.where("subject", subjects), as_of)
    own = columns.where("property", _pointers(), among=columns.where("subject", records))
    edges |= _by_subject(columns, own, as_of)
    ends = {
        end
        for subject, claims in edges.items()
        for end in (subject, *(s.claim.value for s in claims if s.claim.property in _pointers()))
    }
    named = {name for end in ends for name in (end, *same.records(same.of(end)))}
    told = columns.where("subject", named)
    brief = columns.where("property", _TOLD_OF_OTHERS, among=told)
    others = _others(columns.claims(columns.standing(brief, as_of)), same)
    whole = [name for name in named if name in others and _is_told(others[name].schema)]
    return Gathered(
        edges=edges,
        others=others,
        told=_by_subject(columns, columns.where("subject", whole), as_of),
        editions={row.edition: row for row in store.editions},
    )


@cache
def _pointers() -> tuple[str, ...]:
    """The properties whose value is an entity."""
    found = {
        prop
        for schema in vocabulary.schemata().values()
        for prop, kind in schema.properties.items()
        if kind == "entity"
    }
    return tuple(sorted(found))


@cache
def _tying() -> tuple[str, ...]:
    """The schemata of what ties entities, and of events."""
    events = [name for name in vocabulary.schemata() if is_event(name)]
    return tuple({schema for schema, *_ in kinds.ends()} | set(events))


def is_event(schema: str) -> bool:
    """Whether things of a schema are events.

    >>> is_event("Trip"), is_event("Vessel")
    (True, False)
    """
    found = vocabulary.schemata().get(schema)
    return found is not None and found.is_a("Event")


def _is_told(schema: str) -> bool:
    return schema == "Article" or is_event(schema)


def _by_subject(columns: Columns, rows: Rows, as_of: dt.date | None) -> dict[str, list[Stored]]:
    found: dict[str, list[Stored]] = {}
    for stored in columns.claims(columns.standing(rows, as_of)):
        if stored.claim.property != DIGEST:
            found.setdefault(stored.claim.subject, []).append(stored)
    return found


def _others(claims: Iterable[Stored], same: Same) -> dict[str, Other]:
    by_entity: dict[str, list[Stored]] = {}
    for stored in claims:
        by_entity.setdefault(same.of(stored.claim.subject), []).append(stored)
    return {entity: _other(entity, told) for entity, told in by_entity.items()}


def _other(entity: str, told: list[Stored]) -> Other:
    own = [s for s in told if s.claim.subject == entity] or told
    first = own[0].claim.subject
    found = Entity.of(s.claim for s in own if s.claim.subject == first)
    return Other(
        caption=found.first("title") or found.caption,
        schema=found.schema,
        listed_by=tuple(
            dict.fromkeys(
                s.publisher
                for s in told
                if s.claim.property == "topics"
                and s.claim.value == "sanction"
                and s.publisher not in KEPT
            )
        ),
    )
