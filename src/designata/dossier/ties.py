"""Whom an entity is tied to: the same tie of several lists once, with all its sources.

What is said less firmly is a tie of its own: a list's word is not lent to a newspaper's guess.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from designata.dossier.gather import Gathered, Other, is_event
from designata.dossier.shape import Tie
from designata.lists import derived
from designata.model.claim import Modality
from designata.model.entity import Entity
from designata.model.when import from_edtf
from designata.network import kinds
from designata.network.load import holds
from designata.resolve.canonical import Same
from designata.store import dossier as single
from designata.store.schema import Stored

_MENTION = "Mention"
_MUTUAL = {"UnknownLink", "Associate", "Similar"}
"""Kinds that say the same from either end."""

_ROLES = ("role", "relationship", "controlType")
_DERIVED = "a rule concludes it; no list says so"
_WEAKEST = list(Modality)


class _Seen(NamedTuple):
    """A tie as one source tells it, seen from one of its ends.

    ``place`` is the claim that names the other end.
    """

    kind: str
    acts: bool
    end: str
    other: str
    modality: Modality
    place: Stored
    claims: list[Stored]

    @property
    def derived(self) -> bool:
        """Whether a rule concluded it."""
        return self.place.publisher == derived.PUBLISHER.code

    @property
    def key(self) -> tuple[object, ...]:
        """What it has in common with the same tie of another source, said as firmly."""
        return self.kind, self.acts or self.kind in _MUTUAL, self.other, self.derived, self.modality

    @property
    def cost(self) -> float:
        """The less, the more it says."""
        return kinds.kinds()[self.kind].cost + kinds.doubt(self.modality, undated=False)


def ties(
    records: Collection[str], around: Gathered, same: Same, as_of: dt.date | None
) -> list[Tie]:
    """The ties of an entity to others, those that say most first.

    Articles and events are not among them; see ``met``.

    Args:
        records: the entity's.
        around: what was gathered.
        same: which records are one.
        as_of: the day; ties that began later are left out.
    """
    found: dict[tuple[object, ...], list[_Seen]] = {}
    for seen in _seen(records, around, same):
        if seen.kind != _MENTION and not is_event(_other(seen, around).schema):
            found.setdefault(seen.key, []).append(seen)
    told = [(min(one.cost for one in seen), _tie(seen, around, as_of)) for seen in found.values()]
    standing = [(cost, tie) for cost, tie in told if not _is_later(tie, as_of)]
    return [tie for _, tie in sorted(standing, key=lambda one: (one[0], not one[1].listed_by))]


def met(records: Collection[str], around: Gathered, same: Same) -> list[str]:
    """The articles that name an entity, and the events that it took part in."""
    mine = set(records)
    found = [seen.other for seen in _seen(records, around, same)]
    found += [
        subject
        for subject, claims in around.edges.items()
        if any(stored.claim.value in mine for stored in claims)
    ]
    return [name for name in dict.fromkeys(found) if name in around.told]


def _seen(records: Collection[str], around: Gathered, same: Same) -> Iterator[_Seen]:
    mine = set(records)
    for subject, claims in around.edges.items():
        first = claims[0].claim
        for kind, one, other in _ends().get(first.schema, ()):
            if not other and first.record in mine and subject not in mine:
                continue  # a part of the record, such as a wallet: that is told among its facts
            for acting in (s for s in claims if s.claim.property == one):
                for named in (
                    [s for s in claims if s.claim.property == other] if other else [acting]
                ):
                    who, whom = acting.claim.value, named.claim.value if other else subject
                    if (who in mine) == (whom in mine):
                        continue  # within the entity, or of others only
                    acts = who in mine
                    yield _Seen(
                        kind=kind,
                        acts=acts,
                        end=(other or first.schema.lower()) if acts else one,
                        other=same.of(whom if acts else who),
                        modality=max(
                            (acting.claim.modality, named.claim.modality), key=_WEAKEST.index
                        ),
                        place=named if acts else acting,
                        claims=claims,
                    )


@cache
def _ends() -> dict[str, list[tuple[str, str, str]]]:
    """The kinds of ties that things of a schema tell, with the properties of both ends."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for schema, kind, one, other in kinds.ends():
        found.setdefault(schema, []).append((kind, one, other))
    return found


def _other(seen: _Seen, around: Gathered) -> Other:
    claim = seen.place.claim
    return around.others.get(seen.other, Other(claim.original or claim.value))


def _tie(told: list[_Seen], around: Gathered, as_of: dt.date | None) -> Tie:
    first = told[0]
    other = _other(first, around)
    edges = [Entity.of(s.claim for s in seen.claims) for seen in told]
    roles = _all(edges, *_ROLES)
    since = min(_all(edges, "startDate"), default=None)
    ends = [edge.first("endDate") for edge in edges]
    until = max((end for end in ends if end), default=None) if all(ends) else None
    day = as_of or dt.datetime.now(dt.UTC).date()
    sources = single.distinct(
        single.source(seen.place, around.editions[seen.place.edition]) for seen in told
    )
    return Tie(
        schema=first.place.claim.schema,
        role="; ".join(roles) or None,
        end=first.end,
        entity=first.other,
        caption=other.caption,
        source=sources[0],
        says=kinds.kinds()[first.kind].says,
        acts=first.acts,
        entity_schema=other.schema or None,
        listed_by=list(other.listed_by),
        percentage=_all(edges, "percentage"),
        modality=first.modality,
        since=since,
        until=until,
        remark="; ".join(filter(None, [_DERIVED * first.derived, holds(day, since, until).odd])),
        sources=sources,
    )


def _all(edges: Iterable[Entity], *props: str) -> list[str]:
    return list(dict.fromkeys(v for edge in edges for prop in props for v in edge.values(prop)))


def _is_later(tie: Tie, as_of: dt.date | None) -> bool:
    if as_of is None or tie.since is None:
        return False
    try:
        return from_edtf(tie.since).earliest > as_of
    except ValueError:
        return False
