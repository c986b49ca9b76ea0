"""A dropped sheet: taken in, screened as a job, and given back with columns added."""

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, File, Request, UploadFile
from fastapi.responses import FileResponse, RedirectResponse, Response

from designata import works
from designata.access.roles import analyst
from designata.access.who import Who
from designata.errors import NotFoundError
from designata.screen import policy, shown
from designata.web import received
from designata.web.pages.work import mine

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.web.frame import Frame

_FORMS = {".xlsx": ".xlsx", ".jsonl": ".jsonl", ".ndjson": ".jsonl"}
_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
    ".jsonl": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
}


def router(frame: "Frame") -> "APIRouter":
    """The upload, the page of its job, and the file that comes of it."""
    pages = frame.router()

    @pages.post("/screen/sheet")
    def sheet(
        sheet: Annotated[UploadFile, File()], who: Annotated[Who, Depends(analyst)]
    ) -> Response:
        name = received.name_of(sheet.filename or "")
        content = sheet.file.read()
        received.check(name, content)
        frame.engine.index()  # says now, not in the job, when there is no store
        job = frame.jobs.new("screen", who=who.name)
        path = job.folder / name
        path.write_bytes(content)
        out = path.with_name(f"{path.stem}-screened{_FORMS.get(path.suffix, '.csv')}")
        frame.jobs.begin(job, works.screening(frame.engine, path, out, policy.default()))
        return RedirectResponse(f"/screen/{job.id}", 303)

    @pages.get("/screen/{name}")
    def page(request: Request, name: str) -> Response:
        job = mine(frame, request, name)
        first = job.folder / shown.FILE
        rows = shown.load(first) if job.state == "done" else []
        return frame.page(request, "sheet.html", job=job.told(), rows=rows)

    @pages.get("/screen/{name}/file")
    def file(request: Request, name: str) -> Response:
        job = mine(frame, request, name)
        if job.state != "done" or job.result is None:
            raise NotFoundError("there is no result yet", cure="wait until the sheet is screened")
        return FileResponse(
            job.result, media_type=_TYPES[job.result.suffix], filename=job.result.name
        )

    return pages
