"""Jobs: what runs, how far it is, and what came of it."""

from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Path
from starlette.responses import FileResponse, Response, StreamingResponse

from designata.access.roles import analyst
from designata.access.who import Who
from designata.api.native.ask import json
from designata.api.schema import answers, gives
from designata.errors import InputError, NotFoundError
from designata.jobs import Job, Jobs, Told

Analyst = Annotated[Who, Depends(analyst)]
Id = Annotated[str, Path(max_length=64, pattern=r"^[\w-]+$", description="The job's id.")]


def _mine(jobs: Jobs, name: str, who: Who) -> Job:
    job = jobs.get(name)
    if job.who != who.name and not who.may("admin"):
        raise NotFoundError("there is no such job", where=name, cure="see GET /api/jobs")
    return job


def router(jobs: Jobs) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api/jobs", tags=["jobs"])

    @routes.get("", **answers(list[Told]))
    def every(who: Analyst) -> Response:
        """Say which jobs there are: one's own; an admin's are all."""
        found = [job for job in jobs.all() if job.who == who.name or who.may("admin")]
        return json([job.told() for job in found])

    @routes.get("/{job}", **answers(Told))
    def one(job: Id, who: Analyst) -> Response:
        """Say how far a job is."""
        return json(_mine(jobs, job, who).told())

    @routes.get("/{job}/events", **gives({"text/event-stream": "each time the job gets on"}))
    async def events(job: Id, who: Analyst) -> Response:
        """Say how a job gets on, as server-sent events; the last one tells how it ended."""
        return StreamingResponse(_events(_mine(jobs, job, who)), media_type="text/event-stream")

    @routes.get("/{job}/result", **gives({"application/octet-stream": "what came of the job"}))
    def result(job: Id, who: Analyst) -> Response:
        """Give the file that came of a job."""
        found = _mine(jobs, job, who)
        if found.error:
            raise found.error
        if found.result is None:
            raise NotFoundError(
                f"the job is {found.state} and has no result",
                where=job,
                cure="wait until it is done",
            )
        return FileResponse(found.result, filename=found.result.name)

    @routes.delete("/{job}", **answers(Told))
    def remove(job: Id, who: Analyst) -> Response:
        """Call a job off, or forget one that has ended."""
        found = _mine(jobs, job, who)
        jobs.remove(found)
        return json(found.told())

    return routes


async def _events(job: Job) -> AsyncIterator[bytes]:
    async for told in job.events():
        yield b"data: " + msgspec.json.encode(told) + b"\n\n"


def suffix_of(name: str) -> str:
    """The ending of an uploaded file's name: all of it that is ever used.

    Raises:
        InputError: when it has none.

    >>> suffix_of("../../etc/Customers.XLSX"), suffix_of("ais.csv.gz")
    ('.xlsx', '.csv.gz')
    """
    _, *ends = name.replace("\\", "/").rpartition("/")[2].lower().split(".")
    kept = [end for end in ends[-2:] if end.isascii() and end.isalnum() and len(end) <= _LONGEST]
    if not kept or kept[-1] != ends[-1]:
        raise InputError(
            "the name has no ending", where="name", cure="give the file's own name: customers.csv"
        )
    return "." + ".".join(kept if kept[-1] in _PACKED else kept[-1:])


_LONGEST = 8
_PACKED = {"gz", "zst", "bz2", "xz", "zip"}
