"""Sources: the lists that the store holds, and their update."""

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from designata import works
from designata.access.roles import admin
from designata.access.who import Who
from designata.errors import BusyError
from designata.lists import publishers

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.jobs import Job
    from designata.web.frame import Frame

_KIND = "update"
"""What the job is called, whichever face begins it."""


def router(frame: "Frame") -> "APIRouter":
    """The page, and the update that an admin may start on it."""
    pages = frame.router()

    def last() -> "Job | None":
        found = [job for job in frame.jobs.all() if job.kind == _KIND]
        return found[-1] if found else None

    @pages.get("/sources")
    def sources(request: Request) -> Response:
        rows = frame.engine.lists() if frame.there else []
        job = last()
        held = {row.publisher for row in rows}
        return frame.page(
            request,
            "sources.html",
            rows=[row for row in rows if row.publisher not in publishers.KEPT],
            absent=[
                (code, publishers.of(code).titles)
                for code in (*publishers.FETCHED, "casebook")
                if code not in held
            ],
            fetched=publishers.FETCHED,
            job=job.told() if job else None,
        )

    @pages.post("/sources/update")
    def update(
        who: Annotated[Who, Depends(admin)], publisher: Annotated[str, Form()] = ""
    ) -> Response:
        if publisher:
            publishers.of(publisher)
        if (job := last()) and not job.is_over:
            raise BusyError("an update is under way", cure="wait until it has ended")
        work = works.updating(frame.engine, [publisher] if publisher else [])
        frame.jobs.start(_KIND, work, who=who.name)
        return RedirectResponse("/sources", 303)

    return pages
