"""An entity with all that hangs on it: designations, papers, addresses, ties and whom they lead to.

What points to it from other records is among it; whom a tie leads to comes with its own properties
and nothing that hangs on it in turn.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from designata.api.compat.edition import Edition
from designata.api.compat.flat import Flat, point
from designata.errors import NotFoundError
from designata.formats import accepted, ftm
from designata.model import vocabulary
from designata.model.entity import Entity
from designata.store.schema import DIGEST

if TYPE_CHECKING:
    from designata.model.claim import Claim
    from designata.store.columns import Rows

MOST = 2_000
"""The most entities that are told with one."""


def nested(edition: Edition, entity: Flat) -> ftm.Line:
    """An entity with all that hangs on it inside."""
    lines = {entity.id: entity.line()}
    for line in _parts(edition, entity):
        lines.setdefault(line.id, line)
    wanted = dict.fromkeys(value for line in lines.values() for value in _references(line))
    for name in list(wanted)[:MOST]:
        if name not in lines and name in edition.entities:
            lines[name] = edition.entities[name].line()
    return next(ftm.nest(list(lines.values())[:MOST]))


def part(edition: Edition, name: str) -> ftm.Line:
    """What is no entity of a list but part of one, such as a designation.

    Raises:
        NotFoundError: when there is none.
    """
    columns = edition.store.columns
    for line in _told(edition, columns.standing(columns.where("subject", [name]))):
        return line
    raise NotFoundError("No such entity!", cure="find its id with /search")


def _parts(edition: Edition, entity: Flat) -> Iterator[ftm.Line]:
    """What its own records hold beside it, and what points to it from others."""
    columns = edition.store.columns
    records = list(dict.fromkeys((entity.id, *entity.records)))
    own = columns.where("record", records)
    itself = columns.where("subject", records, among=own)
    yield from _told(edition, columns.standing(np.setdiff1d(own, itself)))
    pointing = columns.standing(np.setdiff1d(columns.where("value", records), own))
    subjects = sorted(set(columns.texts("subject", pointing)))[:MOST]
    homes = columns.where("record", set(columns.texts("record", pointing)))
    yield from _told(edition, columns.standing(columns.where("subject", subjects, among=homes)))


def _told(edition: Edition, rows: "Rows") -> Iterator[ftm.Line]:
    """What some claims speak of: entities of lists, and what is part of them."""
    found: dict[str, list[Claim]] = {}
    lists: dict[str, dict[str, str]] = {}
    days: dict[str, list[str]] = {}
    for stored in edition.store.columns.claims(rows):
        if stored.claim.property == DIGEST:
            continue
        claim = point(stored.claim, edition.same)
        found.setdefault(claim.subject, []).append(claim)
        lists.setdefault(claim.subject, {})[f"{stored.publisher}_{stored.dataset}"] = ""
        days.setdefault(claim.subject, []).append(stored.known.isoformat())
    for subject, told in found.items():
        known = edition.canonical(subject)
        if known:
            yield edition.entities[known].line()
            continue
        one = Entity.of(told)
        yield ftm.line(
            one,
            ftm.Group(
                target=one,
                datasets=lists[subject],
                listed=False,
                first_seen=f"{min(days[subject])}T00:00:00",
                last_change=f"{max(days[subject])}T00:00:00",
            ),
        )


def _references(line: ftm.Line) -> Iterator[str]:
    types = vocabulary.schema(line.schema).properties
    for prop, values in line.properties.items():
        if types[prop] == "entity":
            yield from (accepted.key(value) for value in values if isinstance(value, str))
