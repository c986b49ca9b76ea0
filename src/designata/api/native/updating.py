"""Brings the official lists up to date while others ask."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends
from starlette.responses import Response

from designata import works
from designata.access.roles import admin
from designata.access.who import Who
from designata.api.native import ask
from designata.api.native.ask import json
from designata.api.schema import answers, asks
from designata.engine import Designata
from designata.jobs import Jobs, Told
from designata.lists import publishers


class Updating(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which lists are brought up to date.

    Args:
        publishers: codes such as ``ofac``, ``un``; all where none is named.
        accept_shrink: whether editions are taken that lost many entities.
    """

    publishers: tuple[str, ...] = ()
    accept_shrink: bool = False


def router(engine: Designata, jobs: Jobs) -> APIRouter:
    """The route."""
    routes = APIRouter(prefix="/api/jobs", tags=["jobs"])

    @routes.post(
        "/update",
        status_code=202,
        **answers(Told, "It has begun", status=202),
        openapi_extra=asks(Updating, {"publishers": ["casebook"]}),
    )
    def update(
        who: Annotated[Who, Depends(admin)], asked: Annotated[Updating, ask.body(Updating)]
    ) -> Response:
        """Bring the official lists up to date, as a job."""
        for code in asked.publishers:
            publishers.of(code)

        work = works.updating(engine, asked.publishers, accept_shrink=asked.accept_shrink)
        return json(jobs.start("update", work, who=who.name).told(), 202)

    return routes
