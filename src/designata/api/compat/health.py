"""``/healthz``, ``/readyz``, ``POST /updatez``: whether it lives, answers, is to fetch anew."""

import threading
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from designata import __version__
from designata.access.roles import admin
from designata.access.who import Who
from designata.api.compat import wire
from designata.api.compat.edition import Editions
from designata.api.compat.shapes import Status
from designata.errors import BusyError, DesignataError, StoreError


def router(editions: Editions) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=wire.Route, tags=["yente: system"])
    updating = threading.Lock()

    @routes.get(
        "/healthz",
        summary="Whether it lives",
        response_class=Response,
        responses=wire.answers(Status),
    )
    async def healthz() -> Response:
        """Always well, while it answers."""
        return wire.json(Status())

    @routes.get(
        "/readyz",
        summary="Whether questions can be answered",
        response_class=Response,
        responses=wire.answers(Status, 503),
    )
    async def readyz() -> Response:
        """Well once the store is read; asking makes it so."""
        if not editions.begin():
            raise StoreError("Index not ready.", cure="ask again in a few seconds")
        return wire.json(Status())

    @routes.get("/version", include_in_schema=False)
    async def version() -> Response:
        """Designata's version."""
        return wire.json({"name": "designata", "version": __version__})

    @routes.post(
        "/updatez",
        summary="Fetch the lists anew",
        response_class=Response,
        responses=wire.answers(Status, 403, 409, 422, 502),
    )
    def updatez(
        _: Annotated[Who, Depends(admin)],
        token: str = "",  # noqa: ARG001  - access has looked at it
        sync: Annotated[bool, Query(description="wait until it is done")] = False,  # noqa: FBT002
    ) -> Response:
        """Fetches all lists that are published, for admins; questions are answered meanwhile."""
        if not updating.acquire(blocking=False):
            raise BusyError("an update is under way", cure="wait for its end")

        def update() -> list[DesignataError]:
            try:
                return editions.update()
            finally:
                updating.release()

        if not sync:
            threading.Thread(target=update, daemon=True).start()
            return wire.json(Status())
        if failed := update():
            raise failed[0]
        return wire.json(Status())

    return routes
