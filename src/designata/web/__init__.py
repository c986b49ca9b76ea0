"""The workbench: pages that a server makes, over the one door."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.engine import Designata
    from designata.jobs import Jobs
    from designata.web.frame import Frame


def router(engine: "Designata", jobs: "Jobs") -> "APIRouter":
    """The routes of all pages and of what they load.

    Args:
        engine: what is asked.
        jobs: where what takes long is done.
    """
    return _routes(frame(engine, jobs))


def frame(engine: "Designata", jobs: "Jobs") -> "Frame":
    """What all pages share; ``serve`` asks it for the page of an error."""
    from designata.web.frame import Frame

    return Frame(engine, jobs)


def _routes(frame: "Frame") -> "APIRouter":
    from designata.web import files
    from designata.web.pages import PAGES

    found = frame.router()
    found.include_router(files.router())
    for page in PAGES:
        found.include_router(page.router(frame))
    return found
