"""FollowTheMoney's JSON, from whoever compiled it: an entity a line, or targets with parts inside.

https://www.opensanctions.org/docs/bulk/json/ : ``entities.ftm.json`` and ``targets.nested.json``;
an array of entities is read as well. Ids are kept as they are. A designation, an address, a paper
or a tie that stands in a line of its own belongs to the record of the entity that it points to.
"""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from designata.errors import InputError
from designata.lists import publishers
from designata.lists.ftm.node import BLANK, BOM, Head, Line, decoded, lines, pointed
from designata.lists.ftm.tell import known, tell
from designata.lists.source import HEAD, Edition, File, Recognised, Record
from designata.model import vocabulary, when
from designata.model.when import When

READER = 1

PUBLISHER = publishers.of("ftm")

_OWNERS = ("entity", "holder", "candidate")
"""By these properties what is no tie, such as a Sanction, points to whom it belongs."""

_SEEN = re.compile(rb'"last_seen"\s*:\s*"[^"]*"')
"""Changes every day in every entity, and says nothing of it."""

_NOT_IN_NAME = re.compile(r"[^a-z0-9_.-]+")
_GENERIC = frozenset({"", "entities", "targets"})


def recognise(file: File) -> Recognised | None:
    """Tells the format by its first entity, the list by the datasets of the first and the last.

    >>> line = b'{"id": "x", "schema": "Person", "properties": {}, "datasets": ["us_ofac_sdn"]}'
    >>> recognise(File("entities.ftm.json", lambda: line)).dataset
    'us_ofac_sdn'
    """
    head = file.head.removeprefix(BOM).lstrip(BLANK)
    if not head.startswith((b"{", b"[")) or b'"properties"' not in head:
        return None
    content = file.content()
    found: list[Head] = []
    line = None
    try:
        for line in lines(content, file.name):
            if not found or line.last < HEAD:
                found.append(decoded(content, line, Head, file.name))
        if line and line.last >= HEAD:
            found.append(decoded(content, line, Head, file.name))
    except InputError:
        pass  # what is damaged further on is told when the records are read
    if not found:
        return None
    named = {dataset for entity in found for dataset in entity.datasets}
    stem = PurePosixPath(file.name).name.partition(".")[0]
    return Recognised(
        dataset=_name(named.pop() if len(named) == 1 else stem),
        format=f"FollowTheMoney JSON{'' if head.startswith(b'[') else ' Lines'}",
        published=_published(found),
    )


def records(edition: Edition) -> Iterator[Record]:
    """The entities with what belongs to them, in their order.

    Raises:
        InputError: when a line is no entity.
    """
    file = edition.files["main"]
    content = file.content()
    for name, (schema, members) in _records(content, file.name).items():
        pieces = (content[line.first : line.last + 1] for line in members)
        yield Record(
            id=name,
            schema=schema,
            raw=b"\n".join(_SEEN.sub(b"", piece) for piece in pieces),
            tell=partial(tell, content, members, edition.dataset, file.name),
            locator=members[0].locator,
        )


def _records(content: bytes, name: str) -> dict[str, tuple[str, list[Line]]]:
    """The schema and the lines of every record, by its id."""
    found: dict[str, tuple[str, list[Line]]] = {}
    parts: list[tuple[Line, str, str, list[str]]] = []
    places: dict[str, str] = {}
    for line in lines(content, name):
        head = decoded(content, line, Head, name)
        schema = known(head.schema)
        owners = _owners(schema)
        if schema == "Address" or owners:
            to = pointed(head, owners, where=f"{name}, {line.place}")
            parts.append((line, head.id, schema, to))
            continue
        found.setdefault(head.id, (schema, []))[1].append(line)
        for place in pointed(head, ("addressEntity",), where=f"{name}, {line.place}"):
            places.setdefault(place, head.id)
    alone: dict[str, tuple[str, list[Line]]] = {}
    for line, part, schema, owners_named in parts:
        to = [places[part]] if part in places else owners_named
        home = next((found[owner] for owner in to if owner in found), None)
        (home or alone.setdefault(part, (schema, [])))[1].append(line)
    for part, (schema, members) in alone.items():
        has_room = {"notes", "summary"} & vocabulary.schema(schema).properties.keys()
        found.setdefault(part, (schema if has_room else "Thing", []))[1].extend(members)
    return found


def _owners(schema: str) -> tuple[str, ...]:
    """The properties by which what is a part points to its record, the likeliest first."""
    kind = vocabulary.schema(schema)
    if kind.edge or kind.is_a("Thing"):
        return kind.edge or ()
    return tuple(prop for prop in _OWNERS if prop in kind.properties)


def _name(text: str) -> str:
    """A name for a list, from a dataset's or a file's."""
    name = _NOT_IN_NAME.sub("-", PurePosixPath(text).name.lower()).strip("-.")[:100]
    return "default" if name in _GENERIC else name


def _published(entities: list[Head]) -> When | None:
    """The day the compiler last saw the entities, where all are of one list."""
    if len({tuple(entity.datasets) for entity in entities}) != 1:
        return None
    return when.parse(max(entity.last_seen or "" for entity in entities)[:10])
