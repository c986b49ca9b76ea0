"""Where a tie stands: the document, the place, whose word it is; and what entities are called."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import msgspec

from designata.model import vocabulary
from designata.network import kinds
from designata.network.graph import Tie
from designata.store import dossier
from designata.store.claims import Store, live
from designata.store.dossier import Source

_KNOWN = """
SELECT subject, arg_min(value, claim) FILTER (property IN ('name', 'title')),
       any_value(schema), list(DISTINCT schema)
FROM {live} AS c WHERE subject IN (SELECT unnest(?)) GROUP BY subject
"""


class Known(NamedTuple):
    """What an entity is called, and what it is."""

    caption: str
    schema: str


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """One tie and where it stands.

    Args:
        kind: such as ``Ownership``.
        one: the end that acts: the owner, the director.
        says: what it does to the other, in words.
        other: the other end.
        role: the source's own word for it.
        modality: how firmly it is said.
        percentage: the shares that are told, as written.
        since: from when it holds (EDTF), as far as is told.
        until: until when.
        remark: what is odd about it, or left open.
        source: where it stands.
    """

    kind: str
    one: str
    says: str
    other: str
    role: str
    modality: str
    percentage: tuple[str, ...]
    since: str | None
    until: str | None
    remark: str
    source: Source


def proofs(
    store: Store, ties: Iterable[Tie], *, as_of: dt.date | None = None
) -> Mapping[Tie, Proof]:
    """Where ties stand; what the store no longer tells is left out."""
    told = list(ties)
    subjects = sorted({tie.subject for tie in told})
    props = sorted({kinds.kinds()[tie.kind].one for tie in told})
    condition = "c.subject IN (SELECT unnest(?)) AND c.property IN (SELECT unnest(?))"
    editions = {row.edition: row for row in store.editions}
    places: dict[tuple[str, str, str, str], Source] = {}
    for stored in store.claims(condition, [subjects, props], as_of=as_of):
        claim = stored.claim
        key = stored.publisher, claim.subject, claim.property, claim.value
        places.setdefault(key, dossier.source(stored, editions[stored.edition]))
    found = {}
    for tie in told:
        kind = kinds.kinds()[tie.kind]
        if place := places.get((tie.publisher, tie.subject, kind.one, tie.one)):
            found[tie] = _proof(tie, kind.says, place)
    return found


def _proof(tie: Tie, says: str, place: Source) -> Proof:
    return Proof(
        kind=tie.kind.partition("-")[0],
        one=tie.one,
        says=says,
        other=tie.other,
        role=tie.role,
        modality=tie.modality.value,
        percentage=tie.percentage,
        since=tie.since,
        until=tie.until,
        remark=tie.odd or ("" if tie.holds else "its dates leave open whether it holds that day"),
        source=place,
    )


def known(
    store: Store, entities: Collection[str], *, as_of: dt.date | None = None
) -> Mapping[str, Known]:
    """What entities are called and what they are; those that no list describes are left out."""
    rows = store.query(_KNOWN.format(live=live(as_of)), [sorted(entities)])
    found = {}
    for subject, name, first, schemata in rows:
        schema = str(first)
        for other in schemata if isinstance(schemata, list) else ():
            schema = vocabulary.common_schema(schema, str(other))
        found[str(subject)] = Known(str(name or subject), schema)
    return found
