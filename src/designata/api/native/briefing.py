"""Tells in plain words what changed or what is known of somebody, each sentence with its source."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from designata.access.roles import viewer
from designata.api.native.ask import Day, json
from designata.api.schema import answers
from designata.brief.told import Brief
from designata.engine import Designata


def router(engine: Designata) -> APIRouter:
    """The route."""
    routes = APIRouter(prefix="/api", dependencies=[Depends(viewer)])

    @routes.get("/brief", **answers(Brief))
    def brief(
        since: Day = None,
        about: Annotated[
            str | None,
            Query(
                max_length=1000,
                description="An id, a number, a name, two countries (kr-ru), or a kept article.",
                examples=["9161003"],
            ),
        ] = None,
        lang: Annotated[Literal["en", "ko", "uk"], Query(description="The language.")] = "en",
    ) -> Response:
        """Write a sourced brief: of what changed, or about somebody."""
        return json(engine.brief(since=since, about=about, lang=lang))

    return routes
