"""Search and Screen: one box, many lines, or a sheet."""

from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.web.frame import Frame


def router(frame: "Frame") -> "APIRouter":
    """The page, and the answers that htmx puts into it."""
    pages = frame.router()

    @pages.get("/")
    def search(request: Request) -> HTMLResponse:
        return frame.page(request, "search.html")

    return pages
