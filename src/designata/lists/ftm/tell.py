"""What an entity in FollowTheMoney's JSON claims, with all that is nested in it.

A property or schema that the vocabulary does not know is kept as text and counted. What an entity
says has been public at the latest since its ``last_change``; ``first_seen`` is older than some of
it, and is not used.
"""

import re
from collections.abc import Iterator
from functools import cache

from designata.formats import ftm
from designata.lists.entry import Entry
from designata.lists.ftm.node import Line, Node, decoded
from designata.model import vocabulary

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?")


def tell(content: bytes, lines: list[Line], dataset: str, name: str, entry: Entry) -> None:
    """Adds what the lines of a record say.

    Args:
        content: the whole file.
        lines: where the record's entity and its parts stand.
        dataset: the list that the file is.
        name: what messages call the file.
        entry: the record's.

    Raises:
        InputError: when a line is no entity.
    """
    for line in lines:
        nodes = [decoded(content, line, Node, name)]
        for node in nodes:
            subject = _subject(entry, node, line)
            if subject.schema != node.schema:
                subject.keep(f"schema: {node.schema}", "schema")
            nodes += _say(subject, node)
            if "referent" in vocabulary.schema(subject.schema).properties:
                for referent in node.referents:
                    subject.add("referent", referent if referent != node.id else None)
                for source in node.datasets if node.datasets != [dataset] else ():
                    subject.add("sourceList", source)


@cache
def known(schema: str) -> str:
    """The schema, or the nearest that the vocabulary has.

    >>> known("Person"), known("Spaceship")
    ('Person', 'Thing')
    """
    return schema if schema in vocabulary.schemata() else "Thing"


def _subject(entry: Entry, node: Node, line: Line) -> Entry:
    schema = known(node.schema)
    subject = entry
    if node.id != entry.id or schema != entry.schema:
        subject = Entry(
            node.id,
            schema,
            locator=line.locator,
            part=entry.part,
            tally=entry.tally,
            record=entry,
        )
    changed = _DAY.fullmatch(node.last_change or "")
    subject.known = changed[1] if changed else None
    return subject


def _say(subject: Entry, node: Node) -> Iterator[Node]:
    """Adds what an entity says, and gives the entities that are nested in it."""
    types = vocabulary.schema(subject.schema).properties
    for prop, values in node.properties.items():
        for value in values if isinstance(values, list) else [values or ""]:
            if isinstance(value, Node):
                yield value
                if types.get(prop) == "entity":
                    subject.add(prop, value.id)
                elif back := ftm.pointer(known(value.schema), prop):
                    value.properties.setdefault(back, node.id)
                else:
                    subject.keep(f"{prop}: {value.id}", prop)
            elif prop in types:
                subject.add(prop, str(value))
            else:
                subject.keep(f"{prop}: {value}" if value else "", prop)
