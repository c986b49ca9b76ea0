"""Fetches what several dossiers are made of at once: ties, and what is at their other ends.

Whatever points to one of the entities counts: a tie of any list, an article that names it, an event
that it took part in. It is fetched from the columns in memory, so that the answer is there at once.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

import msgspec

from designata.lists.publishers import KEPT
from designata.model import vocabulary
from designata.names.script import script_of
from designata.network import kinds
from designata.resolve.canonical import Same
from designata.store.claims import Store
from designata.store.columns import Columns, Rows
from designata.store.schema import DIGEST, EditionRow, Stored

_WORD = re.compile(r"\w+")
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
    own = columns.where("subject", records, among=columns.where("record", records))
    edges = _by_subject(columns, columns.where("property", _pointers(), among=own), as_of)
    pointing = columns.where("property", _pointers(), among=columns.where("value", records))
    tying = columns.standing(columns.where("schema", _tying(), among=pointing), as_of)
    subjects = set(columns.texts("subject", tying)) - set(records)
    homes = columns.where("record", set(columns.texts("record", tying)))
    edges |= _by_subject(columns, columns.where("subject", subjects, among=homes), as_of)
    ends = {
        end
        for subject, claims in edges.items()
        for end in (subject, *(s.claim.value for s in claims if s.claim.property in _pointers()))
    }
    named = {name for end in ends for name in (end, *same.records(same.of(end)))}
    near = columns.where("record", named | set(columns.texts("record", tying)))
    others = columns.where("subject", named, among=near)
    brief = columns.standing(columns.where("property", _TOLD_OF_OTHERS, among=others), as_of)
    known = _others(columns.claims(brief), same)
    whole = [name for name in named if name in known and _is_told(known[name].schema)]
    return Gathered(
        edges=edges,
        others=known,
        told=_by_subject(columns, columns.where("subject", whole, among=others), as_of),
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


def caption(names: Iterable[tuple[str, str]]) -> str | None:
    """The name that most sources use, in Latin letters if there is any; none without a name.

    Args:
        names: each with the source that uses it; the order of words and letters' case is nothing.

    >>> caption([("Иван", "eu"), ("Ivan", "eu"), ("TESTOV Ivan", "un"), ("Ivan Testov", "uk")])
    'TESTOV Ivan'
    """
    told = list(names)
    latin = [one for one in told if script_of(one[0]) == "latin"] or told
    users: dict[tuple[str, ...], set[str]] = {}
    for name, source in latin:
        users.setdefault(_words(name), set()).add(source)
    most = max((len(found) for found in users.values()), default=0)
    return next((name for name, _ in latin if len(users[_words(name)]) == most), None)


def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(_WORD.findall(name.casefold())))


def _others(claims: Iterable[Stored], same: Same) -> dict[str, Other]:
    by_entity: dict[str, list[Stored]] = {}
    for stored in claims:
        by_entity.setdefault(same.of(stored.claim.subject), []).append(stored)
    return {entity: _other(entity, told) for entity, told in by_entity.items()}


def _other(entity: str, told: list[Stored]) -> Other:
    schema = told[0].claim.schema
    for stored in told:
        schema = vocabulary.common_schema(schema, stored.claim.schema)
    named = [s for s in told if s.claim.property in {"name", "title"}]
    listing = [s for s in told if s.claim.property == "topics" and s.claim.value == "sanction"]
    return Other(
        caption=caption((s.claim.value, s.claim.record) for s in named) or entity,
        schema=schema,
        listed_by=tuple(dict.fromkeys(s.publisher for s in listing if s.publisher not in KEPT)),
    )
