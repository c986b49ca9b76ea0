"""What yente's clients send and read, and what Designata adds beside it.

https://api.opensanctions.org/openapi.json (yente 5); ``features`` is that of versions before 4.
"""

from typing import Any

import msgspec

from designata.api.compat.flat import Flat
from designata.api.compat.scope import Dataset
from designata.evidence.explain import Reason
from designata.store.dossier import CAVEAT


class Total(msgspec.Struct, frozen=True):
    """How many there are."""

    value: int
    relation: str = "eq"


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity; a property's values are texts, or entities where it is nested."""

    id: str
    caption: str
    schema: str
    properties: msgspec.Raw
    datasets: tuple[str, ...]
    referents: tuple[str, ...]
    target: bool
    first_seen: str | None
    last_seen: str | None
    last_change: str | None


class Explanation(msgspec.Struct, frozen=True):
    """One piece of evidence; ``score`` is its weight in log-odds."""

    score: float
    detail: str | None
    query: str | None
    candidate: str | None


class Scored(Entity, frozen=True, kw_only=True):
    """A result of a match."""

    score: float
    features: dict[str, float]
    explanations: dict[str, Explanation]
    match: bool


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked about, in FollowTheMoney's terms."""

    schema: str
    properties: dict[str, Any]
    id: str | None = None


class Echo(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked, as understood."""

    id: str | None
    schema: str
    properties: dict[str, list[str]]


class Matches(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one example."""

    results: list[Scored]
    total: Total
    query: Echo
    status: int = 200
    warnings: tuple[str, ...] = ()


class Feature(msgspec.Struct, frozen=True):
    """What is compared; ``coefficient`` is the most that it weighs in log-odds."""

    description: str
    coefficient: float
    url: str


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """What stands under every answer: the dates of the lists, and what it is not."""

    lists: dict[str, str]
    policy: str = ""
    caveat: str = CAVEAT
    warnings: list[str] = []


class MatchResponse(Grounds, frozen=True, kw_only=True):
    """The answer to ``/match``."""

    responses: dict[str, Matches]
    matcher: dict[str, Feature]
    limit: int


class FacetItem(msgspec.Struct, frozen=True):
    """One value of a facet."""

    name: str
    label: str
    count: int


class Facet(msgspec.Struct, frozen=True):
    """How often each value of a property stands in what was found."""

    label: str
    values: list[FacetItem]


class SearchResponse(Grounds, frozen=True, kw_only=True):
    """The answer to ``/search``."""

    results: list[Entity]
    facets: dict[str, Facet]
    total: Total
    limit: int
    offset: int


def entity(flat: Flat) -> Entity:
    """An entity as it is sent."""
    return Entity(**_plain(flat))


def scored(flat: Flat, score: float, reasons: list[Reason], *, match: bool) -> Scored:
    """A result as it is sent; of a feature that is compared twice, the sum."""
    weights: dict[str, float] = {}
    told: dict[str, Explanation] = {}
    for reason in reasons:
        weight = weights.get(reason.feature, 0.0) + reason.weight
        weights[reason.feature] = round(weight, 3)
        told.setdefault(
            reason.feature,
            Explanation(reason.weight, reason.note, reason.query, reason.listed),
        )
    return Scored(**_plain(flat), score=score, features=weights, explanations=told, match=match)


def _plain(flat: Flat) -> dict[str, Any]:
    """What is sent of an entity, whatever it is an answer to."""
    return {name: getattr(flat, name) for name in Entity.__struct_fields__}


class DatasetModel(msgspec.Struct, frozen=True, kw_only=True):
    """A dataset of the catalogue."""

    name: str
    title: str
    summary: str | None
    url: str | None
    license: str | None
    entities_url: str | None
    load: bool
    version: str
    updated_at: str | None
    entity_count: int
    index_version: str
    index_current: bool
    children: tuple[str, ...]
    datasets: tuple[str, ...]


class Catalog(Grounds, frozen=True, kw_only=True):
    """The answer to ``/catalog``."""

    datasets: list[DatasetModel]
    current: list[str]
    outdated: list[str]
    index_stale: bool


class Docs(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of an algorithm."""

    name: str
    description: str
    config: dict[str, str]
    features: dict[str, Feature]


class Algorithm(msgspec.Struct, frozen=True, kw_only=True):
    """A way to score."""

    name: str
    description: str
    features: dict[str, Feature]
    docs: Docs


class Algorithms(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to ``/algorithms``."""

    algorithms: list[Algorithm]
    default: str
    best: str


class Status(msgspec.Struct, frozen=True):
    """All is well."""

    status: str = "ok"


def dataset(one: Dataset, version: str, counts: dict[str, int]) -> DatasetModel:
    """A dataset as the catalogue tells it."""
    row = one.row
    return DatasetModel(
        name=one.name,
        title=one.title,
        summary=f"published {row.published}" if row and row.published else None,
        url=row.url if row else None,
        license=row.licence if row else None,
        entities_url=None,
        load=True,
        version=row.published or row.known.isoformat() if row else version,
        updated_at=row.fetched if row else None,
        entity_count=counts[one.name],
        index_version=row.published or row.known.isoformat() if row else version,
        index_current=True,
        children=one.children,
        datasets=tuple(sorted(one.leaves)),
    )
