"""Asks: one question, many at once, and two records against each other."""

import datetime as dt
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from designata.access.roles import viewer
from designata.api.native import ask
from designata.api.native.ask import AsOf, json
from designata.api.native.question import Question
from designata.api.schema import answers, asks
from designata.engine import Designata
from designata.errors import InputError, TooLargeError
from designata.evidence.explain import Judgement
from designata.screen import policy as policies
from designata.screen.match import Answer
from designata.screen.query import Query as Asked
from designata.store.dossier import CAVEAT

MOST = 1_000
"""Questions in one request; more are a file's."""

_SMALL = 2_000
"""Bytes of a question that is answered on the spot: a thread would cost more than it spares."""

_VESSEL = {"name": "Lady R", "imo": "9161003", "country": "Russia"}
_MANY = {
    "queries": [
        {"id": "1", "schema": "Person", "name": "Park Chol Nam"},
        {"id": "2", "schema": "Vessel", "properties": {"imoNumber": ["9161003"]}},
    ]
}
_PAIR = {
    "left": {"schema": "Person", "name": "오인준"},
    "right": {"schema": "Person", "name": "O In Chun"},
}

Threshold = Annotated[float | None, Query(ge=0, le=1, description="Hits from this probability on.")]
Limit = Annotated[int | None, Query(ge=1, le=100, description="The most hits a question.")]


class Matched(msgspec.Struct, frozen=True):
    """The answer to one question, and what it is not."""

    answer: Answer
    caveat: str = CAVEAT


class Queries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Many questions."""

    queries: Annotated[list[Question], msgspec.Meta(min_length=1)]


class Screened(msgspec.Struct, frozen=True):
    """The answers, in the order of the questions, and what they are not."""

    answers: list[Answer]
    caveat: str = CAVEAT


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two records to be compared."""

    left: Question
    right: Question


class Compared(msgspec.Struct, frozen=True):
    """How much two records speak for being one."""

    judgement: Judgement
    caveat: str = CAVEAT


def router(engine: Designata) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api", dependencies=[Depends(viewer)])
    one: msgspec.json.Decoder[Question] = msgspec.json.Decoder(Question)

    def answered(
        query: Asked, threshold: float | None, limit: int | None, as_of: dt.date | None
    ) -> Response:
        policy = policies.override(policies.default(), threshold=threshold, limit=limit)
        return json(Matched(engine.match(query, policy=policy, as_of=as_of)))

    @routes.get("/match", **answers(Matched))
    def match_one(  # noqa: PLR0913  - a question's most common columns
        *,
        name: Annotated[str | None, Query(max_length=1000, examples=["Lady R"])] = None,
        schema: Annotated[str | None, Query(examples=["Vessel"])] = None,
        birth_date: str | None = None,
        country: str | None = None,
        imo: Annotated[str | None, Query(examples=["9161003"])] = None,
        threshold: Threshold = None,
        limit: Limit = None,
        as_of: AsOf = None,
    ) -> Response:
        """Ask one question by its most common columns; POST takes all of them."""
        asked = Question(
            name=name, schema=schema, birth_date=birth_date, country=country, imo=imo
        ).query()
        return answered(asked, threshold, limit, as_of)

    @routes.post("/match", **answers(Matched), openapi_extra=asks(Question, _VESSEL))
    async def match(
        request: Request, threshold: Threshold = None, limit: Limit = None, as_of: AsOf = None
    ) -> Response:
        """Ask one question: who on the lists may this be, and why."""
        content = await request.body()
        query = ask.decode(one, content).query()
        if as_of is None and len(content) <= _SMALL:
            return answered(query, threshold, limit, None)
        return await run_in_threadpool(answered, query, threshold, limit, as_of)

    @routes.post("/screen", **answers(Screened), openapi_extra=asks(Queries, _MANY))
    def screen(
        asked: Annotated[Queries, ask.body(Queries)],
        threshold: Threshold = None,
        limit: Limit = None,
        as_of: AsOf = None,
    ) -> Response:
        """Ask up to 1,000 questions; one that cannot be asked says so in its place."""
        if len(asked.queries) > MOST:
            raise TooLargeError(
                f"{len(asked.queries):,} questions are more than {MOST:,}",
                where="queries",
                cure="send a file to /api/jobs/screen",
            )
        policy = policies.override(policies.default(), threshold=threshold, limit=limit)
        matcher = engine.matcher(policy, as_of=as_of)
        told: list[Asked | Answer] = []
        for place, question in enumerate(asked.queries, 1):
            name = str(question.id) or str(place)
            try:
                told.append(msgspec.structs.replace(question.query(), id=name))
            except InputError as error:
                told.append(matcher.refuse(name, str(error)))
        found = iter(matcher.answer([query for query in told if isinstance(query, Asked)]))
        return json(Screened([one if isinstance(one, Answer) else next(found) for one in told]))

    @routes.post("/compare", **answers(Compared), openapi_extra=asks(Pair, _PAIR))
    def compare(asked: Annotated[Pair, ask.body(Pair)]) -> Response:
        """Weigh the evidence between two given records; no list is asked."""
        return json(Compared(engine.compare(asked.left.query(), asked.right.query())))

    return routes
