"""Designata's own routes, below ``/api/``: everything that the command line does."""

from fastapi import APIRouter

from designata.api.native import (
    ask,
    briefing,
    files,
    network,
    reading,
    records,
    resolving,
    screening,
    tasks,
    updating,
)
from designata.engine import Designata
from designata.jobs import Jobs


def router(engine: Designata, jobs: Jobs) -> APIRouter:
    """The routes."""
    routes = APIRouter(tags=["designata"])
    routes.include_router(ask.router())
    for room in (screening, records, reading, network, briefing):
        routes.include_router(room.router(engine))
    for room_with_jobs in (resolving, files, updating):
        routes.include_router(room_with_jobs.router(engine, jobs))
    routes.include_router(tasks.router(jobs))
    return routes
