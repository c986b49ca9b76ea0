"""The workbench: pages that a server makes, over the one door."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.engine import Designata
    from designata.jobs import Jobs


def router(engine: "Designata", jobs: "Jobs") -> "APIRouter":
    """The routes of all pages and of what they load.

    Args:
        engine: what is asked.
        jobs: where what takes long is done.
    """
    from designata.web import files
    from designata.web.frame import Frame
    from designata.web.pages import PAGES

    frame = Frame(engine, jobs)
    found = frame.router()
    found.include_router(files.router())
    for page in PAGES:
        found.include_router(page.router(frame))
    return found
