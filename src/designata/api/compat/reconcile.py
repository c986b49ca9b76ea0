"""``/reconcile/{dataset}``: the Reconciliation Service API 0.2, as OpenRefine speaks it.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ . Its answers have
no room for the dates of the lists and the caveat: headers tell them.
"""

from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Form, Query, Request
from starlette.responses import Response

from designata.api.compat import algorithms, suggest, wire
from designata.api.compat.edition import Asked, Edition, Editions
from designata.api.compat.extend import Extension, Table, extend
from designata.api.compat.filters import Dataset, Since
from designata.api.compat.match import MOST_QUERIES, MOST_RESULTS, Asking, merged
from designata.api.compat.scope import Scope, scope
from designata.api.compat.suggest import Named
from designata.errors import InputError
from designata.model import vocabulary
from designata.screen import policy as policies
from designata.screen.query import of_entity

_SURE = 0.95
"""From this score on the first candidate is told as the match, which OpenRefine takes unasked."""

_SPACE = "https://followthemoney.tech/explorer/schemata/"


class Detail(msgspec.Struct, frozen=True):
    """A further property of what is asked about."""

    pid: str
    v: Any


class ReconQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked about."""

    query: str = ""
    type: str | list[str] | None = None
    limit: int | None = None
    properties: list[Detail] = []


class Candidate(Named, frozen=True, kw_only=True):
    """An entity that it may be."""

    score: float
    match: bool
    features: list[dict[str, str | float]]


class Candidates(msgspec.Struct, frozen=True):
    """The answer to one query."""

    result: list[Candidate]


def router(editions: Editions) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=wire.Route, tags=["yente: reconciliation"])

    @routes.get(
        "/reconcile/{dataset}",
        summary="What the service offers, or the answers to queries",
        response_class=Response,
        responses=wire.answers(dict[str, Any], 400, 404, 422, 503),
    )
    def manifest(
        request: Request,
        dataset: Dataset,
        queries: str = "",
        extend: str = "",
        algorithm: str = algorithms.NAME,
        changed_since: Since = None,
    ) -> Response:
        """The manifest; with ``queries`` or ``extend`` what a form would be answered."""
        edition = editions.now()
        where = scope(edition.datasets, dataset)
        algorithms.check(algorithm)
        if queries or extend:
            return _answer(edition, where, queries, extend, changed_since)
        return wire.json(_manifest(edition, request, dataset), headers=wire.dated(edition.lists))

    @routes.post(
        "/reconcile/{dataset}",
        summary="The answers to queries",
        response_class=Response,
        responses=wire.answers(dict[str, Any], 400, 404, 422, 503),
    )
    def answers(
        dataset: Dataset,
        queries: Annotated[str, Form()] = "",
        extend: Annotated[str, Form()] = "",
        algorithm: Annotated[str, Query()] = algorithms.NAME,
        changed_since: Since = None,
    ) -> Response:
        """Candidates for each query, or the properties of entities."""
        edition = editions.now()
        where = scope(edition.datasets, dataset)
        algorithms.check(algorithm)
        return _answer(edition, where, queries, extend, changed_since)

    return routes


def _answer(
    edition: Edition, where: Scope, queries: str, extension: str, since: str | None
) -> Response:
    if extension.strip():
        asked = wire.read(extension, Extension, "extend")
        table: Table = extend(edition, asked)
        size = {"x-batch-size": str(len(table.rows))}
        return wire.json(table, headers=size | wire.dated(edition.lists))
    if not queries.strip():
        raise InputError("No queries provided.", cure="send queries or extend, as JSON")
    told = wire.read(queries, dict[str, ReconQuery], "queries")
    if len(told) > MOST_QUERIES:
        raise InputError(
            f"Too many queries in one batch (limit: {MOST_QUERIES})", cure="send several batches"
        )
    matcher = edition.matcher(Asked(publishers=where.publishers))
    asking = Asking(
        scope=where,
        asked=Asked(),
        threshold=None,
        limit=MOST_RESULTS,
        schemata=frozenset(),
        since=since,
        without=frozenset(),
    )
    found: dict[str, Candidates] = {}
    for name, query in told.items():
        (answer,) = matcher.answer([of_entity(_entity(name, query))])
        limit = max(0, policies.default().limit if query.limit is None else query.limit)
        rows = [
            Candidate(
                id=entity.id,
                name=entity.caption,
                description=suggest.about(entity),
                type=[suggest.type_of(entity.schema)],
                score=hit.score,
                match=not place and hit.score >= _SURE,
                features=[{"id": one.feature, "value": one.weight} for one in hit.reasons],
            )
            for place, (entity, hit) in enumerate(merged(edition, answer.hits, asking))
        ]
        found[name] = Candidates(rows[:limit])
    size = {"x-batch-size": str(len(found))}
    return wire.json(found, headers=size | wire.dated(edition.lists, matcher.label))


def _entity(name: str, query: ReconQuery) -> dict[str, object]:
    """A query as an entity of FollowTheMoney."""
    kinds = [query.type] if isinstance(query.type, str) else query.type or []
    schema = kinds[0] if kinds else "Thing"
    if schema not in vocabulary.schemata():
        raise InputError(
            f"FollowTheMoney has no schema {schema[:60]!r}",
            where=name[:60],
            cure="see /reconcile/default/suggest/type?prefix=",
        )
    properties: dict[str, list[object]] = {"name": [query.query]} if query.query else {}
    for detail in query.properties:
        values = detail.v if isinstance(detail.v, list) else [detail.v]
        told = [one.get("name") if isinstance(one, dict) else one for one in values]
        properties.setdefault(detail.pid.rpartition(":")[2], []).extend(told)
    return {"id": name, "schema": schema, "properties": properties}


def _manifest(edition: Edition, request: Request, dataset: str) -> dict[str, object]:
    root = str(request.base_url).rstrip("/")
    here = f"{root}/reconcile/{dataset}"
    tail = f"?{request.url.query}" if request.url.query else ""

    def service(path: str) -> dict[str, str]:
        return {"service_url": here, "service_path": f"{path}{tail}"}

    return {
        "versions": ["0.2"],
        "name": f"{edition.datasets[dataset].title} (Designata)",
        "identifierSpace": f"{root}/entities/",
        "schemaSpace": _SPACE,
        "documentation": f"{root}/api/openapi.json",
        "batchSize": 50,
        "view": {"url": f"{root}/dossier/{{{{id}}}}"},
        "preview": {"url": f"{root}/dossier/{{{{id}}}}", "width": 430, "height": 600},
        "suggest": {kind: service(f"/suggest/{kind}") for kind in ("entity", "type", "property")},
        "extend": {
            "propose_properties": service("/extend/property"),
            "property_settings": _SETTINGS,
        },
        "defaultTypes": [
            {"id": one.id, "name": one.name} for one in suggest.types(edition, dataset)
        ],
    }


_SETTINGS = [
    {
        "name": "limit",
        "label": "Limit",
        "type": "number",
        "default": 0,
        "help_text": "The most values of a row; 0 for all",
    },
    {
        "name": "render",
        "label": "Values",
        "type": "select",
        "default": "caption",
        "choices": [
            {"value": "caption", "name": "for people"},
            {"value": "raw", "name": "for programs"},
        ],
        "help_text": "Russia, or ru",
    },
]
