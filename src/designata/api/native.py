"""Designata's own routes, below ``/api/``: everything that the command line does."""

from fastapi import APIRouter

from designata.engine import Designata
from designata.jobs import Jobs


def router(engine: Designata, jobs: Jobs) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api", tags=["designata"])
    del engine, jobs
    return routes
