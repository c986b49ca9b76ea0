"""Routes that other programs' clients already call: yente's, OpenRefine's and Watchman's.

Facts of their interfaces come from their public documentation; ``docs/compatible.md`` tells what is
answered otherwise, and why.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.engine import Designata


def router(engine: "Designata") -> "APIRouter":
    """The routes, at the root as those programs have them."""
    from fastapi import APIRouter

    from designata.api.compat import (
        algorithms,
        catalog,
        entities,
        health,
        match,
        reconcile,
        search,
        suggest,
        watchman,
    )
    from designata.api.compat.edition import Editions

    editions = Editions(engine)
    routes = APIRouter()
    for found in (
        match.router(editions),
        search.router(editions),
        entities.router(editions),
        reconcile.router(editions),
        suggest.router(editions),
        catalog.router(editions),
        health.router(editions),
        watchman.router(editions),
        algorithms.router(),
    ):
        routes.include_router(found)
    return routes
