"""Which records of all lists are one: worked out, looked at, and decided by people."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from designata import works
from designata.access.roles import analyst, viewer
from designata.access.who import Who
from designata.apart import call
from designata.api.native import ask
from designata.api.native.ask import json
from designata.api.native.reading import Done
from designata.api.schema import answers, asks
from designata.engine import Designata
from designata.errors import RefusedError
from designata.jobs import Job, Jobs, Told
from designata.once import Once
from designata.resolve import ledger, state
from designata.resolve.resolution import Explained
from designata.resolve.review import Open
from designata.store import manifest
from designata.store.dossier import CAVEAT

Analyst = Annotated[Who, Depends(analyst)]
Id = Annotated[str, Query(min_length=1, max_length=200, description="A record's id.")]


class Judging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision about two records.

    Args:
        left: an id.
        right: another.
        verdict: whether they are one; ``undo`` takes back what was said last.
        reason: why.
    """

    left: str
    right: str
    verdict: Literal["same", "different", "unsure", "undo"]
    reason: str


class Review(msgspec.Struct, frozen=True, kw_only=True):
    """The review queue.

    Args:
        pairs: those whose decision is worth most, first.
        open: how many there are.
        lists: the date of each publisher's newest list.
        caveat: what the answer is not.
    """

    pairs: list[Open]
    open: int
    lists: dict[str, str]
    caveat: str = CAVEAT


def router(engine: Designata, jobs: Jobs) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api")
    queues: Once[object, list[Open]] = Once(1)

    @routes.post(
        "/jobs/resolve",
        status_code=202,
        tags=["jobs"],
        **answers(Told, "It has begun", status=202),
    )
    def resolve(who: Analyst) -> Response:
        """Work out which records of all lists are one, as a job."""

        def work(job: Job) -> Path:
            out = job.folder / "resolved.json"
            job.summary = call(
                works.resolve,
                engine.folder,
                out,
                heard=lambda told: job.tell(*told),
                goes_on=job.goes_on,
            )
            return out

        return json(jobs.start("resolve", work, who=who.name).told(), 202)

    @routes.get("/review", **answers(Review))
    def review(
        _: Analyst, limit: Annotated[int, Query(ge=1, le=1000, description="The most pairs.")] = 50
    ) -> Response:
        """Give the unclear pairs, those first whose decision is worth most."""
        if not state.place(engine.folder).is_file():
            raise RefusedError(
                "it was not worked out yet which records are one",
                cure="do it with: POST /api/jobs/resolve",
            )
        now = manifest.stamp(engine.folder), len(ledger.load(engine.folder))
        pairs = queues.get(now, lambda: call(works.queue, engine.folder))
        return json(Review(pairs=pairs[:limit], open=len(pairs), lists=engine.dates()))

    @routes.post(
        "/judge",
        **answers(Done),
        openapi_extra=asks(
            Judging,
            {
                "left": "casebook-lady-r",
                "right": "casebook-angara",
                "verdict": "different",
                "reason": "two ships by their IMO numbers",
            },
        ),
    )
    def judge(who: Analyst, asked: Annotated[Judging, ask.body(Judging)]) -> Response:
        """Write down whether two records are one; nothing is overwritten."""
        engine.judge(asked.left, asked.right, asked.verdict, who=who.name, why=asked.reason)
        return json(Done("written down; the next resolve goes by it"))

    @routes.get("/explain", **answers(Explained), dependencies=[Depends(viewer)])
    def explain(left: Id, right: Id) -> Response:
        """Show why two records are or are not one, weight by weight."""
        return json(engine.explain(left, right))

    return routes
