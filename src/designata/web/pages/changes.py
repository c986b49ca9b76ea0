"""Changes: what moved on the lists between two days, field by field."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import Request, Response

from designata.monitor.outline import HOWS
from designata.web import ask, moved
from designata.web.moved import Moves

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.web.frame import Frame


def router(frame: "Frame") -> "APIRouter":
    """The page."""
    pages = frame.router()
    moves = Moves(frame.engine)

    @pages.get("/changes")
    def changes(request: Request) -> Response:
        values = dict(request.query_params)
        asked = moved.asked(values)
        kept = {name: value for name, value in values.items() if value and name != "page"}
        return frame.page(
            request,
            "changes.html",
            asked=asked,
            seen=moves.see(asked) if frame.there and frame.engine.dates() else None,
            hows=HOWS,
            fields=moved.fields,
            marked=ask.marked,
            address=f"/changes?{urlencode({**kept, 'page': ''})}",
        )

    return pages
