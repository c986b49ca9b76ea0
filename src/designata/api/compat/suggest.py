"""What OpenRefine offers while one types: entities, types and properties."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query
from starlette.responses import Response

from designata.api.compat import wire
from designata.api.compat.edition import Edition, Editions
from designata.api.compat.filters import Dataset
from designata.api.compat.flat import Flat
from designata.api.compat.scope import scope
from designata.api.compat.search import by_words
from designata.errors import InputError
from designata.model import countries, vocabulary

_MOST = 100
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")

Prefix = Annotated[str, Query(max_length=1_000)]
Limit = Annotated[int, Query(ge=0, le=_MOST)]


class Type(msgspec.Struct, frozen=True):
    """A schema."""

    id: str
    name: str


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """An entity."""

    id: str
    name: str
    description: str
    type: list[Type]


class Suggested(msgspec.Struct, frozen=True, kw_only=True):
    """Schemata or properties that begin so."""

    prefix: str
    result: list[Type]
    code: str = "/api/status/ok"
    status: str = "200 OK"


class SuggestedEntities(msgspec.Struct, frozen=True, kw_only=True):
    """Entities whose names begin so."""

    prefix: str
    result: list[Named]
    code: str = "/api/status/ok"
    status: str = "200 OK"


class Proposed(msgspec.Struct, frozen=True):
    """The properties that a table can be extended by."""

    type: str
    limit: int
    properties: list[Type]


def router(editions: Editions) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=wire.Route, tags=["yente: reconciliation"])

    @routes.get(
        "/reconcile/{dataset}/suggest/entity",
        summary="Entities whose names begin so",
        response_class=Response,
        responses=wire.answers(SuggestedEntities, 404, 422, 503),
    )
    def entities(dataset: Dataset, prefix: Prefix = "", limit: Limit = 10) -> Response:
        """Entities whose names have words that begin as those that are typed."""
        edition = editions.now()
        where = scope(edition.datasets, dataset)
        among = (one for one in edition.entities.values() if where.holds(one.datasets))
        found = by_words(among, prefix)[:limit] if prefix.strip() else []
        told = [
            Named(id=one.id, name=one.caption, description=about(one), type=[type_of(one.schema)])
            for one in found
        ]
        return wire.json(
            SuggestedEntities(prefix=prefix, result=told), headers=wire.dated(edition.lists)
        )

    @routes.get(
        "/reconcile/{dataset}/suggest/type",
        summary="Schemata that begin so",
        response_class=Response,
        responses=wire.answers(Suggested, 404, 422, 503),
    )
    def kinds(dataset: Dataset, prefix: Prefix = "", limit: Limit = 10) -> Response:
        """Schemata that the dataset has entities of."""
        edition = editions.now()
        scope(edition.datasets, dataset)
        return wire.json(
            Suggested(prefix=prefix, result=_begun(types(edition, dataset), prefix)[:limit])
        )

    @routes.get(
        "/reconcile/{dataset}/suggest/property",
        summary="Properties that begin so",
        response_class=Response,
        responses=wire.answers(Suggested, 404, 422, 503),
    )
    def properties(dataset: Dataset, prefix: Prefix = "", limit: Limit = 10) -> Response:
        """Properties of the schemata that the dataset has entities of."""
        edition = editions.now()
        scope(edition.datasets, dataset)
        told = [
            Type(f"{schema}:{prop}", label(prop))
            for prop, schema in _homes(tuple(one.id for one in types(edition, dataset))).items()
        ]
        return wire.json(Suggested(prefix=prefix, result=_begun(told, prefix)[:limit]))

    @routes.get(
        "/reconcile/{dataset}/extend/property",
        summary="Properties to extend a table by",
        response_class=Response,
        responses=wire.answers(Proposed, 400, 404, 422, 503),
    )
    def propose(
        dataset: Dataset,
        type: str = "Thing",  # noqa: A002  - the specification's word
        limit: Annotated[int, Query(ge=0, le=1_000)] = 0,
    ) -> Response:
        """The properties that entities of a type may have."""
        scope(editions.now().datasets, dataset)
        name = type or "Thing"
        if name not in vocabulary.schemata():
            raise InputError(f"Invalid type: {name[:60]}", cure="give one such as Person")
        kinds_of = vocabulary.schema(name).properties
        told = sorted(
            (
                Type(prop, label(prop))
                for prop, kind in kinds_of.items()
                if kind != "entity" and not vocabulary.is_own(prop)
            ),
            key=lambda one: one.name,
        )
        return wire.json(Proposed(name, limit, told[: limit or None]))

    return routes


def about(entity: Flat) -> str:
    """What an entity is, in a few words.

    The lists that it stands in belong to it: a name alone tells little.
    """
    lands = ", ".join(countries.name(code) for code in entity.countries[:3])
    return " · ".join(filter(None, (label(entity.schema), lands, ", ".join(entity.datasets))))


def type_of(schema: str) -> Type:
    """A schema as a type."""
    return Type(schema, label(schema))


def types(edition: Edition, dataset: str) -> list[Type]:
    """The schemata that a dataset has entities of, and those that they extend."""
    leaves = edition.datasets[dataset].leaves
    found = {e.schema for e in edition.entities.values() if not leaves.isdisjoint(e.datasets)}
    names = {name for schema in found for name in vocabulary.schema(schema).ancestors}
    return [type_of(name) for name in sorted(names)]


def label(name: str) -> str:
    """A name of FollowTheMoney's in words.

    >>> label("birthDate"), label("LegalEntity")
    ('Birth date', 'Legal entity')
    """
    words = _HUMP.sub(" ", name).split()
    plain = " ".join(word if word.isupper() else word.lower() for word in words)
    return plain[:1].upper() + plain[1:]


def bare(name: str) -> str:
    """The name of a property without its schema.

    >>> bare("Person:birthDate"), bare("birthDate")
    ('birthDate', 'birthDate')
    """
    return name.rpartition(":")[2]


@cache
def _homes(schemata: tuple[str, ...]) -> dict[str, str]:
    """Each property of some schemata with the schema that it comes of."""
    found: dict[str, str] = {}
    for name in sorted(schemata, key=lambda one: len(vocabulary.schema(one).ancestors)):
        for prop, kind in vocabulary.schema(name).properties.items():
            if kind != "entity" and not vocabulary.is_own(prop):
                found.setdefault(prop, name)
    return found


def _begun(told: Iterable[Type], prefix: str) -> list[Type]:
    begin = prefix.strip().casefold()
    if not begin:
        return []
    return [
        one
        for one in told
        if bare(one.id).casefold().startswith(begin)
        or any(word.startswith(begin) for word in one.name.casefold().split())
    ]
