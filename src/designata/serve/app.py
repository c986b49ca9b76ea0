"""Puts the API and the pages behind access, as one application."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response

from designata import __version__, api, web
from designata.access.access import Access
from designata.access.guard import HEADERS, Guard
from designata.access.settings import Settings
from designata.api import errors, schema
from designata.api.metrics import Measured, Metrics
from designata.engine import Designata
from designata.errors import DesignataError, UnknownAskerError
from designata.jobs import Jobs, sweep
from designata.serve.watch import forget, watch
from designata.web.frame import Frame

_NOBODY = 499
"""What nginx writes down where a client went away before its answer."""


def app(folder: Path, settings: Settings | None = None) -> FastAPI:
    """The application over a store.

    Args:
        folder: the store's.
        settings: how it is set.
    """
    settings = settings or Settings()
    engine, jobs, access = Designata(folder), Jobs(at_once=settings.jobs), Access(settings, folder)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        sweep()
        at_work = [asyncio.create_task(watch(engine)), asyncio.create_task(forget(jobs))]
        yield
        for task in at_work:
            task.cancel()
        jobs.close()

    made = FastAPI(
        title="Designata",
        version=__version__,
        summary="Who was sanctioned, by whom, since when, and on whose word.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=living,
    )
    made.state.engine, made.state.jobs, made.state.access = engine, jobs, access
    frame = Frame(engine, jobs)

    def fault(request: Request, error: Exception) -> Response:
        response = _fault(frame, request, error)
        response.headers.update(HEADERS)  # an error of ours passes by what else sets them
        response.headers["cache-control"] = "no-store"
        return response

    metrics = Metrics(engine)
    made.add_middleware(Guard, access=access, fault=fault)
    made.add_middleware(Measured, metrics=metrics)
    kinds: tuple[Any, ...] = (DesignataError, RequestValidationError, HTTPException, Exception)
    for kind in kinds:
        made.add_exception_handler(kind, fault)
    made.add_exception_handler(ClientDisconnect, _gone)
    made.include_router(metrics.router())
    made.include_router(api.router(engine, jobs))
    made.include_router(web.router(engine, jobs))
    made.openapi = partial(schema.document, made)  # type: ignore[method-assign]  # FastAPI's way
    return made


def _fault(frame: Frame, request: Request, error: Exception) -> Response:
    """What is answered to a request that ended in an error: JSON, or a page where one is read."""
    status, problem = errors.told(error)
    if not _reads_pages(request):
        return errors.response(status, problem)
    if isinstance(error, UnknownAskerError) and request.method == "GET":
        back = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
        return RedirectResponse(f"/login?{urlencode({'next': back})}", 303)
    known = errors.outside(error) if isinstance(error, DesignataError) else None
    return frame.failed(request, status, known)


def _reads_pages(request: Request) -> bool:
    if request.url.path.startswith("/api/"):
        return False
    return "text/html" in request.headers.get("accept", "") or "hx-request" in request.headers


def _gone(_: Request, __: Exception) -> Response:
    return Response(status_code=_NOBODY)
