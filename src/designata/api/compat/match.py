"""``POST /match/{dataset}``: examples in, scored candidates out.

The score is a probability and comes of the evidence alone: weights cannot be set by a request.
Records of several lists that are one are one result, scored by the record that fits best.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from designata.api.compat import algorithms, shapes, wire
from designata.api.compat.edition import Asked, Edition, Editions
from designata.api.compat.filters import Dataset, Many, Since, changed
from designata.api.compat.flat import Flat
from designata.api.compat.scope import Scope, scope
from designata.api.compat.shapes import Echo, Example, Matches, MatchResponse, Scored, Total
from designata.errors import InputError
from designata.model import vocabulary
from designata.screen import policy as policies
from designata.screen.match import Answer, Hit
from designata.screen.query import Query as Question
from designata.screen.query import of_entity

MOST_QUERIES = 100
"""Examples in one request."""

MOST_RESULTS = 500
_AT_ONCE = 5
"""So many examples are answered on the spot; more go to a thread, so that others are not kept."""

_FIELDS = {"queries", "weights", "config"}

Score = Annotated[float | None, Query(ge=0, le=1)]


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """The body of a request."""

    queries: dict[str, Example]
    weights: dict[str, float] = {}
    config: dict[str, str | int | float | bool | None] = {}


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked beside the examples.

    Args:
        scope: the lists.
        asked: what is set otherwise than in the policy.
        threshold: from which score on a result is a match; the policy's where none is given.
        limit: the most results.
        schemata: results of these are left out.
        since: the day since which something must have changed.
        without: the entities that are left out.
    """

    scope: Scope
    asked: Asked
    threshold: float | None
    limit: int
    schemata: frozenset[str]
    since: str | None
    without: frozenset[str]


def router(editions: Editions) -> APIRouter:
    """The route."""
    routes = APIRouter(route_class=wire.Route, tags=["yente: matching"])

    @routes.post(
        "/match/{dataset}",
        summary="Match examples",
        response_class=Response,
        responses=wire.answers(MatchResponse, 400, 404, 413, 422, 503),
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    "application/json": {"schema": wire.schema(Batch), "example": _EXAMPLE}
                },
            }
        },
    )
    async def match(  # noqa: PLR0913, PLR0917  - yente's parameters
        request: Request,
        dataset: Dataset,
        limit: Annotated[int | None, Query(ge=1, le=MOST_RESULTS)] = None,
        threshold: Score = None,
        cutoff: Score = None,
        algorithm: str = algorithms.NAME,
        include_dataset: Many = (),
        exclude_dataset: Many = (),
        exclude_schema: Many = (),
        topics: Many = (),
        changed_since: Since = None,
        exclude_entity_ids: Many = (),
    ) -> Response:
        """Candidates for each example, best first, with the evidence for and against each."""
        warnings = wire.unknown(request) + algorithms.check(algorithm)
        data = await wire.body(request)
        edition = await editions.get()
        asked, others = _read(data)
        where = scope(edition.datasets, dataset, include=include_dataset, exclude=exclude_dataset)
        warnings += [*others, *where.warnings]
        least = min((score for score in (cutoff, threshold) if score is not None), default=None)
        asking = Asking(
            scope=where,
            asked=Asked(least, limit, where.publishers, tuple(topics)),
            threshold=threshold,
            limit=limit or policies.default().limit,
            schemata=frozenset(exclude_schema),
            since=changed_since,
            without=_ids(edition, exclude_entity_ids),
        )
        if len(asked) <= _AT_ONCE:
            found = answer(edition, asked, asking, warnings)
        else:
            found = await run_in_threadpool(answer, edition, asked, asking, warnings)
        return wire.json(found, headers={"x-batch-size": str(len(asked))})

    return routes


def answer(
    edition: Edition, examples: dict[str, Example], asking: Asking, warnings: list[str]
) -> MatchResponse:
    """The answer to examples.

    Raises:
        InputError: when one of them cannot be asked; then none is answered.
    """
    questions = [_question(name, example) for name, example in examples.items()]
    matcher = edition.matcher(asking.asked)
    told = matcher.answer(questions)
    return MatchResponse(
        responses={
            name: _matches(edition, example, question, found, asking)
            for (name, example), question, found in zip(
                examples.items(), questions, told, strict=True
            )
        },
        matcher=algorithms.features(),
        limit=asking.limit,
        lists=edition.lists,
        policy=matcher.label,
        warnings=warnings,
    )


def merged(edition: Edition, hits: Iterable[Hit], asking: Asking) -> Iterator[tuple[Flat, Hit]]:
    """The entities that are asked for, each once, with the best of their hits."""
    seen: set[str] = set()
    for hit in hits:
        entity = edition.entity(hit.entity)
        if entity.id in seen:
            continue
        seen.add(entity.id)
        if (
            asking.scope.holds(entity.datasets)
            and entity.schema not in asking.schemata
            and entity.id not in asking.without
            and changed(entity, asking.since)
        ):
            yield entity, hit


def _read(data: bytes) -> tuple[dict[str, Example], list[str]]:
    """The examples of a body, and what else is in it that changes nothing."""
    fields = wire.read(data, dict[str, msgspec.Raw], "queries")
    asked = wire.read(data, Batch, "queries")
    for name in ("weights", "config"):
        if getattr(asked, name):
            raise InputError(
                f"{name} cannot be set by a request: scores come of the evidence alone",
                where=", ".join(sorted(getattr(asked, name)))[:200],
                cure=f"leave {name} out; /algorithms tells what is weighed",
            )
    if len(asked.queries) > MOST_QUERIES:
        raise InputError(
            f"Too many queries in one batch (limit: {MOST_QUERIES})", cure="send several batches"
        )
    if not asked.queries:
        raise InputError("No queries provided.", cure="see /api/openapi.json for an example")
    return asked.queries, [
        f"{name[:60]} in the body is not known and changed nothing"
        for name in fields
        if name not in _FIELDS
    ]


def _question(name: str, example: Example) -> Question:
    if example.schema not in vocabulary.schemata():
        raise InputError(
            f"Cannot parse example entity: FollowTheMoney has no schema {example.schema[:60]!r}",
            where=name[:60],
            cure="give one such as Person, Company, Vessel or LegalEntity",
        )
    entity = {"id": example.id or name, "schema": example.schema, "properties": example.properties}
    try:
        return of_entity(entity)
    except InputError as error:
        raise InputError(
            f"Cannot parse example entity: {error.what}", where=name[:60], cure=error.cure
        ) from error


def _matches(
    edition: Edition, example: Example, question: Question, told: Answer, asking: Asking
) -> Matches:
    found = list(merged(edition, told.hits, asking))
    warnings = list(told.warnings)
    if told.cleared:
        warnings.append(f"cleared by the policy: {', '.join(told.cleared)}")
    facts = {prop: list(values) for prop, values in question.facts.items()}
    return Matches(
        results=[_scored(entity, hit, asking) for entity, hit in found[: asking.limit]],
        total=Total(len(found)),
        query=Echo(
            id=example.id,
            schema=question.schema,
            properties={"name": list(question.names), **facts} if question.names else facts,
        ),
        warnings=tuple(warnings),
    )


def _scored(entity: Flat, hit: Hit, asking: Asking) -> Scored:
    threshold = asking.threshold
    if threshold is None:
        threshold = policies.default().threshold_for(hit.schema)
    return shapes.scored(entity, hit.score, hit.reasons, match=hit.score >= threshold)


def _ids(edition: Edition, names: Iterable[str]) -> frozenset[str]:
    found = [edition.canonical(name) for name in names]
    return frozenset(name for name in found if name)


_EXAMPLE = {
    "queries": {
        "q1": {
            "schema": "Vessel",
            "properties": {"name": ["Lady R"], "imoNumber": ["9161003"], "flag": ["ru"]},
        }
    }
}
