"""``GET /catalog`` and ``/manifest``: what the store holds, as datasets."""

from collections import Counter

from fastapi import APIRouter, Request
from starlette.responses import Response

from designata.api.compat import shapes, wire
from designata.api.compat.edition import Editions
from designata.api.compat.shapes import Catalog


def router(editions: Editions) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=wire.Route, tags=["yente: data"])

    @routes.get("/manifest", include_in_schema=False)
    @routes.get(
        "/catalog",
        summary="What the store holds",
        response_class=Response,
        responses=wire.answers(Catalog, 503),
    )
    def catalog(request: Request) -> Response:
        """The datasets that can be asked: lists, publishers, ``sanctions`` and ``default``."""
        edition = editions.now()
        lists = Counter(entity.datasets for entity in edition.entities.values())
        counts = {
            name: sum(n for leaves, n in lists.items() if not one.leaves.isdisjoint(leaves))
            for name, one in edition.datasets.items()
        }
        return wire.json(
            Catalog(
                datasets=[
                    shapes.dataset(one, edition.version, counts)
                    for one in edition.datasets.values()
                ],
                current=list(edition.datasets),
                outdated=[],
                index_stale=editions.is_stale,
                lists=edition.lists,
                warnings=wire.unknown(request),
            )
        )

    return routes
