"""Dossier: all that is known of one entity, each fact one click from its source.

The page stands by itself; the graph, the map, routes and the arithmetic of control are parts that
are asked for when somebody looks.
"""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from fastapi import Query, Request
from fastapi.responses import HTMLResponse, Response

from designata.dossier.shape import Dossier
from designata.lists import news
from designata.network import proof
from designata.network import trace as tracing
from designata.network.proof import Known
from designata.screen import policy
from designata.store.find import MOST
from designata.web import evidence
from designata.web.ask import day
from designata.web.pages import dossier_map, dossier_ties, dossier_view
from designata.web.pages.dossier_shown import Dossiers
from designata.web.pages.dossier_timeline import timeline

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.web.frame import Frame

_A_DAY = {"Cache-Control": "private, max-age=86400"}


def router(frame: "Frame") -> "APIRouter":
    """The routes of the page and of its parts."""
    pages, shown = frame.router(), Dossiers(frame.engine)

    @pages.get("/dossier/coast.json")
    def coast() -> Response:
        return Response(dossier_map.coastline(), media_type="application/json", headers=_A_DAY)

    @pages.get("/dossier/{entity:path}/graph.json")
    def graph(
        request: Request,
        entity: str,
        as_of: str = "",
        offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
    ) -> Response:
        one = shown.one(entity, day(as_of))
        return _json(dossier_ties.near(one, frame.words(request), offset=offset))

    @pages.get("/dossier/{entity:path}/map.json")
    def map_(entity: str, as_of: str = "") -> Response:
        return _json(dossier_map.places(shown.one(entity, day(as_of))))

    @pages.get("/dossier/{entity:path}/evidence.pdf")
    def pdf(request: Request, entity: str, as_of: str = "") -> Response:
        when = day(as_of)
        found = shown.show(shown.one(entity, when).entity, when)
        name = evidence.name(found.dossiers[0])
        return Response(
            evidence.pdf(found, frame.words(request), policy.default().label),
            media_type="application/pdf",
            headers={"Content-Disposition": f'inline; filename="{name}"'},
        )

    @pages.get("/dossier/{entity:path}/ties")
    def ties(
        request: Request,
        entity: str,
        as_of: str = "",
        page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    ) -> HTMLResponse:
        one = shown.one(entity, day(as_of))
        return _part(frame, request, "dossier_ties.html", one, as_of, **_ties(one, page))

    @pages.get("/dossier/{entity:path}/trace")
    def trace(
        request: Request,
        entity: str,
        to: str = "",
        hops: Annotated[int, Query(ge=1, le=tracing.MOST_HOPS)] = 6,
        as_of: str = "",
    ) -> HTMLResponse:
        one = shown.one(entity, day(as_of))
        found = frame.engine.trace(one.entity, to=to.strip() or None, hops=hops, as_of=day(as_of))
        told = {"traced": found, "to": to, "hops": hops}
        return _part(frame, request, "dossier_trace.html", one, as_of, **told)

    @pages.get("/dossier/{entity:path}/control")
    def control(request: Request, entity: str, as_of: str = "") -> HTMLResponse:
        one = shown.one(entity, day(as_of))
        found = frame.engine.control(one.entity, as_of=day(as_of), keep=False)
        return _part(frame, request, "dossier_control.html", one, as_of, owned=found)

    @pages.get("/dossier/{entity:path}")
    def dossier(request: Request, entity: str, as_of: str = "") -> HTMLResponse:
        found = shown.show(entity, day(as_of))
        told: dict[str, Any] = {"query": entity, "as_of": as_of, "lists": found.lists}
        if len(found.dossiers) == 1:
            told |= _told(found.dossiers[0], day(as_of), resolved=found.resolved)
            told["touched"] = _touched(frame, found.dossiers[0], day(as_of))
            return frame.page(request, "dossier.html", **told)
        return frame.page(request, "dossier_several.html", found=found.dossiers, most=MOST, **told)

    return pages


def _told(one: Dossier, as_of: dt.date | None, *, resolved: bool) -> dict[str, Any]:
    """What the template of a whole dossier is given."""
    today = dt.datetime.now(dt.UTC).date()
    return {
        "one": one,
        "resolved": resolved,
        "today": today.isoformat(),
        "line": timeline(one.timeline, as_of or today),
        "identifiers": dossier_view.fields(one.identifiers, one.schema),
        "facts": dossier_view.fields(one.facts, one.schema),
        "documents": dossier_view.documents(one),
        "places": dossier_map.places(one),
        "hops": 6,
        "to": "",
        **_ties(one, 1),
    }


def _touched(frame: "Frame", one: Dossier, as_of: dt.date | None) -> Mapping[str, Known]:
    """Whom a kept article speaks of, by id; nobody where it is no article, or was retracted."""
    if one.schema != "Article":
        return {}
    store = frame.engine.store
    condition = (
        "c.publisher = ? AND c.property = 'notes'"
        " AND c.dataset IN (SELECT dataset FROM claims WHERE publisher = ? AND record = ?)"
    )
    asked = [news.PUBLISHER.code, news.PUBLISHER.code, one.entity]
    told = {stored.claim.record for stored in store.claims(condition, asked, as_of=as_of)}
    known = proof.known(store, told, as_of=as_of) if told else {}
    return dict(sorted(known.items(), key=lambda item: item[1].caption.casefold()))


def _ties(one: Dossier, page: int) -> dict[str, Any]:
    everybody = dossier_ties.neighbours(one.ties)
    pages = max(1, -(-len(everybody) // dossier_ties.PAGE))
    at = min(page, pages)
    start = (at - 1) * dossier_ties.PAGE
    return {
        "neighbours": everybody[start : start + dossier_ties.PAGE],
        "total": len(everybody),
        "page": at,
        "pages": pages,
    }


def _part(
    frame: "Frame",
    request: Request,
    name: str,
    one: Dossier,
    as_of: str,
    **told: Any,  # noqa: ANN401  - what templates are given
) -> HTMLResponse:
    """A part of a dossier, or a page of it alone where no script asked."""
    told |= {"one": one, "as_of": as_of}
    if "hx-request" in request.headers:
        return frame.page(request, name, **told)
    return frame.page(request, "dossier_part.html", section=name, **told)


def _json(answer: object) -> Response:
    return Response(msgspec.json.encode(answer), media_type="application/json")
