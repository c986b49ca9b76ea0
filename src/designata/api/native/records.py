"""What the store holds: lists, dossiers, changes, and all of it in others' formats."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query
from starlette.responses import Response, StreamingResponse

from designata import works
from designata.access.roles import viewer
from designata.apart import call
from designata.api.native import stream
from designata.api.native.ask import AsOf, Day, json
from designata.api.schema import answers, gives
from designata.dossier.shape import Shown
from designata.engine import Designata
from designata.monitor.diff import Changes
from designata.store.listing import ListRow
from designata.turns import Turns

_MEDIA = {
    "ftm": ("application/x-ndjson", "entities.ftm.jsonl"),
    "nested": ("application/x-ndjson", "targets.nested.jsonl"),
    "csv": ("text/csv", "targets.simple.csv"),
    "parquet": ("application/vnd.apache.parquet", "claims.parquet"),
    "graphml": ("application/graphml+xml", "graph.graphml"),
    "gexf": ("application/gexf+xml", "graph.gexf"),
    "cypher": ("text/plain", "graph.cypher"),
    "stix": ("application/stix+json", "bundle.stix.json"),
}

Format = Literal["ftm", "nested", "csv", "parquet", "graphml", "gexf", "cypher", "stix"]


def router(engine: Designata) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api", dependencies=[Depends(viewer)])
    turns = Turns(at_once=2, waiting=4)

    @routes.get("/lists", **answers(list[ListRow]))
    def lists() -> Response:
        """Say what is loaded: publisher, dates, counts, licence, sha256."""
        return json(engine.lists())

    @routes.get("/entities/{query:path}", **answers(Shown))
    def show(
        query: Annotated[
            str,
            Path(
                min_length=1,
                max_length=1000,
                description="An id, a number or a name.",
                examples=["9161003"],
            ),
        ],
        as_of: AsOf = None,
    ) -> Response:
        """Show the dossiers of whatever answers to an id, a number or a name."""
        return json(engine.show(query, as_of=as_of))

    @routes.get("/changes", **answers(list[Changes]))
    def changes(
        publisher: Annotated[str | None, Query(examples=["casebook"])] = None,
        since: Annotated[Day, Query(alias="from")] = None,
        until: Annotated[Day, Query(alias="to")] = None,
    ) -> Response:
        """Say which records were added, removed and changed, field by field."""
        return json(engine.changes(publisher, since=since, until=until))

    @routes.get("/export/{format}", **gives(dict(_MEDIA.values())))
    def export(
        format: Annotated[Format, Path(examples=["csv"])],  # noqa: A002  - the contract's word
        as_of: AsOf = None,
    ) -> Response:
        """Give the store in a format that others read."""
        media, name = _MEDIA[format]

        def work(heard: Callable[[Any], None]) -> None:
            with turns:
                call(works.export, engine.folder, format, as_of, heard=heard)

        content = stream.told(work)
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(content, media_type=media, headers=headers)

    return routes
