"""Brings the official lists up to date while others ask."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends
from starlette.responses import Response

from designata.access.roles import admin
from designata.access.who import Who
from designata.apart import call
from designata.api.native import ask, works
from designata.api.native.ask import json
from designata.api.schema import answers, asks
from designata.engine import Designata
from designata.jobs import Job, Jobs, Told
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
            publishers.module(code)

        def work(job: Job) -> None:
            job.summary = call(
                works.update,
                engine.folder,
                asked.publishers,
                asked.accept_shrink,
                heard=lambda told: job.tell(*told),
                goes_on=job.goes_on,
            )
            engine.refresh()

        return json(jobs.start("update", work, who=who.name).told(), 202)

    return routes
