"""How work goes on that takes longer than a request: progress as it happens, and calling it off."""

from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse

from designata.access.roles import asker
from designata.errors import DeniedError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import APIRouter

    from designata.jobs import Job
    from designata.web.frame import Frame


def router(frame: "Frame") -> "APIRouter":
    """The routes of any job."""
    pages = frame.router()

    @pages.get("/work/{name}/events")
    def events(request: Request, name: str) -> Response:
        job = mine(frame, request, name)

        async def told() -> "AsyncIterator[bytes]":
            async for state in job.events():
                part = frame.page(request, "_progress.html", job=state, lists={})
                yield _event("state", bytes(part.body))
            yield _event("over", b"")

        return StreamingResponse(
            told(), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )

    @pages.post("/work/{name}/cancel")
    def cancel(request: Request, name: str) -> Response:
        mine(frame, request, name).cancel()
        return RedirectResponse(f"/work/{name}", 303)

    @pages.get("/work/{name}")
    def back(request: Request, name: str) -> Response:
        kind = mine(frame, request, name).kind
        pages_of = {"screen": f"/screen/{name}", "brief": f"/brief/made/{name}"}
        return RedirectResponse(pages_of.get(kind, "/sources"), 303)

    return pages


def mine(frame: "Frame", request: Request, name: str) -> "Job":
    """The job, for whoever began it and for admins.

    Raises:
        NotFoundError: when there is none, or no more.
        DeniedError: when somebody else began it.
    """
    who = asker(request)
    job = frame.jobs.get(name)
    if job.who != who.name and not who.may("admin"):
        raise DeniedError("somebody else began this", cure="ask them, or an admin")
    return job


def _event(name: str, data: bytes) -> bytes:
    """A server-sent event; its text may have several lines."""
    lines = b"".join(b"data: " + line + b"\n" for line in data.splitlines() or [b""])
    return b"event: " + name.encode() + b"\n" + lines + b"\n"
