"""``GET /search/{dataset}``: entities by words, with filters, order and counts.

Every word must begin a word of one of the entity's names or numbers, in small letters and without
marks. Where nothing is found, or ``fuzzy`` is asked for, names that are like it come after.
"""

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from designata.api.compat import facets, shapes, wire
from designata.api.compat.edition import Edition, Editions
from designata.api.compat.facets import Field
from designata.api.compat.filters import Dataset, Many, Since, changed
from designata.api.compat.flat import Flat, fold
from designata.api.compat.scope import Scope, scope
from designata.api.compat.shapes import SearchResponse, Total
from designata.errors import InputError
from designata.model import vocabulary
from designata.names.parts import parse

MOST = 500
MOST_OFFSET = 9_499
LONGEST = 1_000
"""Letters of a question that are looked at."""

_SYNTAX = ("*", "?", "~", ":", '"', " AND ", " OR ", " NOT ", "(")
_SORTS: dict[str, Callable[[Flat], str]] = {
    "id": lambda entity: entity.id,
    "caption": lambda entity: entity.caption,
    "schema": lambda entity: entity.schema,
    "first_seen": lambda entity: entity.first_seen or "",
    "last_seen": lambda entity: entity.last_seen or "",
    "last_change": lambda entity: entity.last_change or "",
}


class Operator(enum.StrEnum):
    """How several values of one filter go together."""

    AND = "AND"
    OR = "OR"


class Narrowed(msgspec.Struct, frozen=True, kw_only=True):
    """What an entity must be.

    Args:
        scope: the lists that it may stand in.
        schema: what it is, or extends.
        without: schemata that it is not.
        fields: values that it must have, by field.
        every: whether it must have every value of a field, not only one.
        target: whether a list lists it.
        since: the day since which something must have changed.
    """

    scope: Scope
    schema: str = "Thing"
    without: frozenset[str] = frozenset()
    fields: dict[str, list[str]] = {}
    every: bool = False
    target: bool | None = None
    since: str | None = None

    def lets(self, entity: Flat) -> bool:
        """Whether an entity is so."""
        return (
            self.scope.holds(entity.datasets)
            and entity.schema not in self.without
            and vocabulary.schema(entity.schema).is_a(self.schema)
            and (self.target is None or entity.target is self.target)
            and changed(entity, self.since)
            and all(self._has(entity, field) for field in self.fields)
        )

    def _has(self, entity: Flat, field: str) -> bool:
        values = set(facets.values(entity, field))
        wanted = self.fields[field]
        return values.issuperset(wanted) if self.every else not values.isdisjoint(wanted)


def router(editions: Editions) -> APIRouter:
    """The route."""
    routes = APIRouter(route_class=wire.Route, tags=["yente: matching"])

    @routes.get(
        "/search/{dataset}",
        summary="Search by words",
        response_class=Response,
        responses=wire.answers(SearchResponse, 400, 404, 422, 503),
    )
    def search(  # noqa: PLR0913, PLR0917  - yente's parameters
        request: Request,
        dataset: Dataset,
        q: str = "",
        schema: str = "Thing",
        include_dataset: Many = (),
        exclude_dataset: Many = (),
        exclude_schema: Many = (),
        changed_since: Since = None,
        countries: Many = (),
        topics: Many = (),
        datasets: Many = (),
        filter: Many = (),  # noqa: A002  - yente's word
        limit: Annotated[int, Query(ge=0, le=MOST)] = 10,
        offset: Annotated[int, Query(ge=0, le=MOST_OFFSET)] = 0,
        sort: Many = (),
        target: bool | None = None,  # noqa: FBT001  - a parameter of the request
        fuzzy: bool = False,  # noqa: FBT001, FBT002
        simple: bool = False,  # noqa: ARG001, FBT001, FBT002  - there is no other syntax
        facets: Annotated[tuple[Field, ...], Query()] = (
            Field.COUNTRIES,
            Field.TOPICS,
            Field.DATASETS,
        ),
        filter_op: Operator = Operator.OR,
    ) -> Response:
        """Entities whose names or numbers hold the words that are asked for."""
        edition = editions.now()
        where = scope(edition.datasets, dataset, include=include_dataset, exclude=exclude_dataset)
        fields = {"countries": [*countries], "topics": [*topics], "datasets": [*datasets]}
        narrowed = Narrowed(
            scope=where,
            schema=_schema(schema),
            without=frozenset(exclude_schema),
            fields={name: values for name, values in fields.items() if values} | _filters(filter),
            every=filter_op is Operator.AND,
            target=target,
            since=changed_since,
        )
        found = [entity for entity in _found(edition, q, fuzzy=fuzzy) if narrowed.lets(entity)]
        answer = SearchResponse(
            results=[shapes.entity(one) for one in _sorted(found, sort)[offset : offset + limit]],
            facets=_counts(edition, found, facets),
            total=Total(len(found)),
            limit=limit,
            offset=offset,
            lists=edition.lists,
            warnings=[*wire.unknown(request), *where.warnings, *_unread(q)],
        )
        return wire.json(answer)

    return routes


def by_words(entities: Iterable[Flat], text: str) -> list[Flat]:
    """The entities with names or numbers that hold every word, the closest first."""
    asked = fold(text[:LONGEST])
    words = list(dict.fromkeys(asked.split()))
    found = []
    for entity in entities:
        names = entity.text
        if all(f" {word}" in names for word in words):
            whole = sum(f" {word} " in names for word in words)
            equal = asked in names.split("\n")
            found.append((not equal, -whole, len(entity.caption), entity.id, entity))
    return [entity for *_, entity in sorted(found, key=lambda row: row[:4])]


def _found(edition: Edition, text: str, *, fuzzy: bool) -> Iterator[Flat]:
    """The entities that answer to a text; all of them where there is none."""
    if not fold(text[:LONGEST]).strip():
        yield from edition.entities.values() if not text.strip() else ()
        return
    found = {entity.id: entity for entity in by_words(edition.entities.values(), text)}
    yield from found.values()
    if fuzzy or not found:
        for number in edition.index.candidates([parse(text[:LONGEST])])[0]:
            entity = edition.entity(edition.index.entry(number).id)
            if entity.id not in found:
                found[entity.id] = entity
                yield entity


def _schema(name: str) -> str:
    if name not in vocabulary.schemata():
        raise InputError(
            "Invalid schema", where=name[:60], cure="give one such as Person or Vessel"
        )
    return name


def _filters(given: Iterable[str]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for text in filter(None, given):
        field, sign, value = text.partition(":")
        if not sign or not facets.is_field(field):
            raise InputError(
                f"Invalid filter: {text[:60]!r}",
                cure="write properties.birthDate:1952-10-07, or topics:sanction",
            )
        fields.setdefault(field, []).append(value)
    return fields


def _sorted(found: list[Flat], sorts: Iterable[str]) -> list[Flat]:
    """In the order asked for, the first of several counting most."""
    ordered = found
    for text in reversed(list(filter(None, sorts))):
        field, _, direction = text.partition(":")
        if field not in _SORTS:
            raise InputError(
                f"Invalid sort: {text[:60]!r}", cure=f"give one of {', '.join(_SORTS)}"
            )
        ordered = sorted(ordered, key=_SORTS[field], reverse=direction == "desc")
    return ordered


def _counts(
    edition: Edition, found: list[Flat], fields: Iterable[Field]
) -> dict[str, shapes.Facet]:
    titles = {name: one.title for name, one in edition.datasets.items()}
    return {field.value: facets.facet(found, field, titles) for field in dict.fromkeys(fields)}


def _unread(text: str) -> list[str]:
    """A warning where a question is written in the syntax of Elasticsearch."""
    warnings = []
    if any(sign in text for sign in _SYNTAX):
        warnings.append("signs and operators in q are not read: every word is looked for")
    if len(text) > LONGEST:
        warnings.append(f"of q, the first {LONGEST} letters are looked at")
    return warnings
