"""The API: Designata's own routes below ``/api/``, and those that other programs' clients call."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.engine import Designata
    from designata.jobs import Jobs


def router(engine: "Designata", jobs: "Jobs") -> "APIRouter":
    """The routes of all APIs.

    Args:
        engine: what is asked.
        jobs: where what takes long is done.
    """
    from fastapi import APIRouter

    from designata.api import compat, native

    found = APIRouter()
    found.include_router(compat.router(engine))  # first: /match is asked most
    found.include_router(native.router(engine, jobs))
    return found
