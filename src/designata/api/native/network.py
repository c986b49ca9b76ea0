"""Routes between entities with proof at each hop, and the ownership rules with arithmetic."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from designata.access.roles import analyst, viewer
from designata.access.who import Who
from designata.api.native import ask
from designata.api.native.ask import Asked, AsOf, json
from designata.api.schema import answers, asks
from designata.engine import Designata
from designata.network.ruling import Owned
from designata.network.trace import MOST_HOPS, Traced


class Controlling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose control is worked out and kept."""

    query: str


def router(engine: Designata) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api", dependencies=[Depends(viewer)])

    @routes.get("/trace", **answers(Traced))
    def trace(
        query: Annotated[Asked, Query(examples=["9161003"])],
        to: Annotated[
            str | None, Query(max_length=1000, description="Else the nearest listed.")
        ] = None,
        hops: Annotated[int, Query(ge=1, le=MOST_HOPS, description="The most ties.")] = 6,
        as_of: AsOf = None,
    ) -> Response:
        """Find the best routes to another entity or the nearest listed, with proof."""
        return json(engine.trace(query, to=to, hops=hops, as_of=as_of))

    @routes.get("/control", **answers(list[Owned]))
    def control(
        query: Annotated[Asked, Query(examples=["9161003"])], as_of: AsOf = None
    ) -> Response:
        """Apply the ownership rules of OFAC, the EU and the UK, with the arithmetic."""
        return json(engine.control(query, as_of=as_of, keep=False))

    @routes.post(
        "/control",
        **answers(list[Owned]),
        openapi_extra=asks(Controlling, {"query": "9161003"}),
    )
    def keep_control(
        _: Annotated[Who, Depends(analyst)], asked: Annotated[Controlling, ask.body(Controlling)]
    ) -> Response:
        """The same, with the conclusion kept as claims, so that screening sees it."""
        return json(engine.control(asked.query))

    return routes
