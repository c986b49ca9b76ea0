"""The API: Designata's own routes below ``/api/``, and those that other programs' clients call."""

from importlib import import_module
from importlib.util import find_spec
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

    from designata.api import native

    found = APIRouter()
    found.include_router(native.router(engine, jobs))
    if find_spec("designata.api.compat"):
        found.include_router(import_module("designata.api.compat").router(engine))
    return found
