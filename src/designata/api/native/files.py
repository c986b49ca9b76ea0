"""Files sent up: questions to be screened, pairs to be compared, messages of ships.

The body is the file; ``name`` tells its kind and is used for nothing else. What comes of it is a
job's result.
"""

from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from designata import works
from designata.access.roles import analyst
from designata.access.who import Who
from designata.api.native.ask import AsOf, json
from designata.api.native.screening import Limit, Threshold
from designata.api.native.tasks import suffix_of
from designata.api.schema import answers, takes
from designata.engine import Designata
from designata.jobs import Job, Jobs, Told, Work
from designata.screen import policy as policies
from designata.vessels import rules

Analyst = Annotated[Who, Depends(analyst)]
Name = Annotated[
    str, Query(min_length=3, max_length=255, description="The file's name: customers.csv.")
]
Form = Annotated[
    Literal["csv", "xlsx", "jsonl", "parquet"], Query(description="The kind of file that comes.")
]
_SHEETS = {
    "text/csv": "CSV",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "a workbook",
    "application/x-ndjson": "JSON Lines",
    "application/vnd.apache.parquet": "Parquet",
    "application/octet-stream": "any of them",
}
_AIS = {
    "text/csv": "CSV",
    "application/vnd.apache.parquet": "Parquet",
    "application/octet-stream": "NMEA, plain or packed",
}


async def _taken(jobs: Jobs, request: Request, kind: str, name: str, who: Who) -> tuple[Job, Path]:
    """The file that is sent, in the folder of a job that has not begun."""
    suffix = suffix_of(name)
    job = jobs.new(kind, who=who.name)
    path = job.folder / f"sent{suffix}"
    try:
        with path.open("wb") as file:
            async for piece in request.stream():
                await run_in_threadpool(file.write, piece)
    except BaseException:
        jobs.remove(job)
        raise
    return job, path


def router(engine: Designata, jobs: Jobs) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api/jobs", tags=["jobs"])
    begun = {"status_code": 202, **answers(Told, "It has begun", status=202)}

    def begin(job: Job, work: Work) -> Response:
        jobs.begin(job, work)
        return json(job.told(), 202)

    @routes.post("/screen", **begun, openapi_extra=takes(_SHEETS))
    async def screen(  # noqa: PLR0913  - a question's own parts
        *,
        request: Request,
        who: Analyst,
        name: Name,
        form: Form = "csv",
        threshold: Threshold = None,
        limit: Limit = None,
        as_of: AsOf = None,
    ) -> Response:
        """Answer a file of questions, as a job; its result is a file of answers."""
        policy = policies.override(policies.default(), threshold=threshold, limit=limit)
        job, source = await _taken(jobs, request, "screen", name, who)

        out = job.folder / f"screened.{form}"
        return begin(job, works.screening(engine, source, out, policy, as_of))

    @routes.post("/compare", **begun, openapi_extra=takes(_SHEETS))
    async def compare(
        request: Request,
        who: Analyst,
        name: Name,
        form: Annotated[Literal["csv", "jsonl"], Query(description="What comes.")] = "csv",
    ) -> Response:
        """Weigh the evidence between the pairs of a file, as a job."""
        job, source = await _taken(jobs, request, "compare", name, who)

        def work(job: Job) -> Path:
            out = job.folder / f"compared.{form}"
            job.summary = works.sent(job, source, works.compare, source, out)
            return out

        return begin(job, work)

    @routes.post("/track", **begun, openapi_extra=takes(_AIS))
    async def track(  # noqa: PLR0913  - the command's own options
        *,
        request: Request,
        who: Analyst,
        name: Name,
        imo: Annotated[str | None, Query(max_length=20, description="Only this ship.")] = None,
        mmsi: Annotated[int | None, Query(description="Only this ship.")] = None,
        only: Annotated[list[str] | None, Query(description="Types of events.")] = None,
        setting: Annotated[
            list[str] | None,
            Query(alias="set", description="RULE.PARAM=V, such as gap.min_hours=12."),
        ] = None,
        form: Annotated[Literal["jsonl", "html"], Query(description="What comes.")] = "jsonl",
    ) -> Response:
        """Say what the ships in a file of AIS did, as a job: events, or a page that shows them."""
        asked = works.Settings(
            imo=imo,
            mmsi=mmsi,
            only=tuple(only or ()),
            values=rules.settings(setting or ()),
            draw=form == "html",
        )
        job, source = await _taken(jobs, request, "track", name, who)

        def work(job: Job) -> Path:
            out = job.folder / f"events.{form}"
            job.summary = works.sent(job, source, works.track, engine.folder, source, out, asked)
            return out

        return begin(job, work)

    return routes
