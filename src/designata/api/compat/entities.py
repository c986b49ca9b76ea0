"""``GET /entities/{id}`` and what is adjacent to it, page by page.

An id that was merged into another leads there (308), as yente does it.
"""

from collections.abc import Iterator
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import msgspec
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from designata.api.compat import nested as nesting
from designata.api.compat import shapes, wire
from designata.api.compat.edition import Edition, Editions
from designata.api.compat.flat import Flat
from designata.api.compat.shapes import Entity, Grounds, Total
from designata.errors import NotFoundError
from designata.formats import ftm
from designata.model import vocabulary

MOST = 500
MOST_OFFSET = 9_499

Id = Annotated[str, Path(max_length=500, description="an id", examples=["ofac-37095"])]
Limit = Annotated[int, Query(ge=0, le=MOST)]
Offset = Annotated[int, Query(ge=0, le=MOST_OFFSET)]

_FAULTS = (404, 422, 503)
_MOVED: dict[int | str, dict[str, Any]] = {308: {"description": "It was merged into another"}}


class Whole(Entity, frozen=True, kw_only=True):
    """An entity with what hangs on it inside."""

    lists: dict[str, str]
    caveat: str
    warnings: list[str]


class Page(Grounds, frozen=True, kw_only=True):
    """What is adjacent by one property."""

    results: list[Entity | str]
    total: Total
    limit: int
    offset: int


class Adjacent(Grounds, frozen=True, kw_only=True):
    """An entity, and what is adjacent to it by property."""

    entity: Entity
    adjacent: dict[str, Page]


def router(editions: Editions) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=wire.Route, tags=["yente: data"])

    @routes.get(
        "/entities/{entity_id}",
        summary="An entity",
        response_class=Response,
        responses=wire.answers(Whole, *_FAULTS) | _MOVED,
    )
    def fetch(request: Request, entity_id: Id, *, nested: bool = True) -> Response:
        """All that the lists say of an entity, with what hangs on it inside."""
        edition = editions.now()
        entity = edition.entities.get(entity_id)
        if entity is None:
            if moved := _moved(edition, entity_id):
                return _redirect(request, moved)
            return wire.json(_grounds(edition, request, nesting.part(edition, entity_id)))
        line = nesting.nested(edition, entity) if nested else entity.line()
        return wire.json(_grounds(edition, request, line))

    @routes.get(
        "/entities/{entity_id}/adjacent",
        summary="What is adjacent",
        response_class=Response,
        responses=wire.answers(Adjacent, *_FAULTS) | _MOVED,
    )
    def adjacent(
        request: Request, entity_id: Id, limit: Limit = 10, offset: Offset = 0
    ) -> Response:
        """What hangs on an entity, a page of each property."""
        edition = editions.now()
        entity = edition.entities.get(entity_id)
        if entity is None:
            return _redirect(request, _known(edition, entity_id), "/adjacent")
        found = dict(_adjacent(nesting.nested(edition, entity)))
        return wire.json(
            {
                "entity": shapes.entity(entity),
                "adjacent": {name: _page(rows, limit, offset) for name, rows in found.items()},
                **_ground(edition, request),
            }
        )

    @routes.get(
        "/entities/{entity_id}/adjacent/{property_name}",
        summary="What is adjacent by a property",
        response_class=Response,
        responses=wire.answers(Page, *_FAULTS) | _MOVED,
    )
    def adjacent_by(
        request: Request,
        entity_id: Id,
        property_name: Annotated[str, Path(max_length=100, examples=["sanctions"])],
        limit: Limit = 10,
        offset: Offset = 0,
    ) -> Response:
        """A page of what hangs on an entity by one property, such as ``ownershipOwner``."""
        edition = editions.now()
        entity = edition.entities.get(entity_id)
        if entity is None:
            tail = f"/adjacent/{quote(property_name, safe='')}"
            return _redirect(request, _known(edition, entity_id), tail)
        if not _refers(entity, property_name):
            raise NotFoundError(
                "No such property!",
                where=property_name[:60],
                cure=f"see /entities/{entity.id}/adjacent",
            )
        found = dict(_adjacent(nesting.nested(edition, entity)))
        page = _page(found.get(property_name, []), limit, offset)
        return wire.json(page | _ground(edition, request))

    return routes


def _moved(edition: Edition, name: str) -> str | None:
    found = edition.canonical(name)
    return found if found != name else None


def _known(edition: Edition, name: str) -> str:
    if moved := _moved(edition, name):
        return moved
    raise NotFoundError("No such entity!", cure="find its id with /search")


def _redirect(request: Request, name: str, tail: str = "") -> Response:
    query = f"?{urlencode(request.query_params.multi_items())}" if request.query_params else ""
    return RedirectResponse(f"/entities/{quote(name, safe='')}{tail}{query}", 308)


def _adjacent(line: ftm.Line) -> Iterator[tuple[str, list[str | ftm.Line]]]:
    """What hangs on an entity, by property; told with its ids where nothing more is known."""
    types = vocabulary.schema(line.schema).properties
    for name, values in line.properties.items():
        if types.get(name, "entity") == "entity":
            yield name, values


def _refers(entity: Flat, name: str) -> bool:
    """Whether a property of the entity, or one seen from its other end, holds entities."""
    schema = vocabulary.schema(entity.schema)
    if schema.properties.get(name) == "entity":
        return True
    for other in vocabulary.schemata():
        prop = ftm.pointer(other, name)
        end = ftm.reverse(other, prop) if prop else None
        if end and schema.is_a(end.schema):
            return True
    return False


def _page(rows: list[str | ftm.Line], limit: int, offset: int) -> dict[str, object]:
    return {
        "results": rows[offset : offset + limit],
        "total": Total(len(rows)),
        "limit": limit,
        "offset": offset,
    }


def _ground(edition: Edition, request: Request) -> dict[str, object]:
    told = Grounds(lists=edition.lists, warnings=wire.unknown(request))
    return msgspec.structs.asdict(told)


def _grounds(edition: Edition, request: Request, line: ftm.Line) -> dict[str, object]:
    whole = {"first_seen": None, "last_seen": None, "last_change": None}
    return whole | msgspec.structs.asdict(line) | _ground(edition, request)
