"""Review: the pairs of records that the evidence does not decide, one after the other.

What somebody decides is appended to the ledger with its reason; undoing is a row as well.
"""

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from designata.access.roles import analyst
from designata.access.who import Who
from designata.errors import BusyError, NotFoundError
from designata.resolve import canonical
from designata.store import dossier
from designata.web.pages import review_queue, review_view
from designata.web.pages.review_queue import Queue

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.jobs import Job
    from designata.resolve.review import Open
    from designata.web.frame import Frame

VERDICTS = ("same", "different", "unsure")


def router(frame: "Frame") -> "APIRouter":  # noqa: C901  - a page's routes
    """The routes of the page."""
    pages, queue = frame.router(), Queue(frame.engine.folder)

    def last() -> "Job | None":
        found = [job for job in frame.jobs.all() if job.kind == review_queue.KIND]
        return found[-1] if found else None

    def start(who: Who) -> None:
        if (job := last()) and not job.is_over:
            raise BusyError("resolving is under way", cure="wait until it has ended")
        frame.jobs.start(review_queue.KIND, queue.fill, who=who.name)

    @pages.get("/review")
    def review(request: Request, at: Annotated[int, Query(ge=0, le=100_000)] = 0) -> Response:
        who: Who | None = request.state.who
        begun = queue.found is not None or last() is not None
        if not begun and frame.there and _ran(frame) and who and who.may("analyst"):
            start(who)  # it was resolved before: only what changed is weighed
        return _shown(frame, request, queue, at, job=last())

    @pages.get("/review/pair")
    def pair(request: Request, at: Annotated[int, Query(ge=0, le=100_000)] = 0) -> Response:
        return _shown(frame, request, queue, at, job=last())

    @pages.post("/review/resolve")
    def resolve(who: Annotated[Who, Depends(analyst)]) -> Response:
        start(who)
        return RedirectResponse("/review", 303)

    @pages.post("/review/judge")
    def judge(  # noqa: PLR0913  - a form's own fields
        request: Request,
        who: Annotated[Who, Depends(analyst)],
        *,
        left: Annotated[str, Form(max_length=500)],
        right: Annotated[str, Form(max_length=500)],
        verdict: Annotated[str, Form(max_length=20)],
        reason: Annotated[str, Form(max_length=1000)] = "",
        at: Annotated[int, Form(ge=0, le=100_000)] = 0,
    ) -> Response:
        if not reason.strip():
            judgement = frame.engine.explain(left, right).judgement
            reason = review_view.default_reason(judgement, verdict)
        frame.engine.judge(left, right, verdict, who=who.name or "local", why=reason)
        if "hx-request" not in request.headers:
            return RedirectResponse(f"/review?at={at}", 303)
        return _shown(frame, request, queue, at, job=last())

    @pages.post("/review/undo")
    def undo(
        who: Annotated[Who, Depends(analyst)],
        left: Annotated[str, Form(max_length=500)],
        right: Annotated[str, Form(max_length=500)],
    ) -> Response:
        frame.engine.judge(left, right, "undo", who=who.name or "local", why="undone")
        place = next(
            (n for n, one in enumerate(queue.open()) if {one.left, one.right} == {left, right}), 0
        )
        return RedirectResponse(f"/review?at={place}", 303)

    return pages


def _ran(frame: "Frame") -> bool:
    return bool(canonical.load(frame.engine.folder))


def _shown(
    frame: "Frame", request: Request, queue: Queue, at: int, *, job: "Job | None"
) -> Response:
    """The page, or the part of it that changes from pair to pair."""
    pairs = queue.open() if queue.found else []
    told: dict[str, Any] = {
        "there": frame.there,
        "found": queue.found,
        "stale": queue.is_stale,
        "job": job.told() if job else None,
        "count": len(pairs),
        "at": min(at, max(len(pairs) - 1, 0)),
        "said": queue.said() if queue.found else [],
        "pair": None,
    }
    if pairs:
        told["pair"] = pairs[told["at"]]
        told |= _pair(frame, told["pair"])
    part = "hx-request" in request.headers and request.url.path != "/review"
    return frame.page(request, "review_pair.html" if part else "review.html", **told)


def _pair(frame: "Frame", pair: "Open") -> dict[str, Any]:
    explained = frame.engine.explain(pair.left, pair.right)
    found = {
        one.entity: one for one in dossier.dossiers(frame.engine.store, [pair.left, pair.right])
    }
    if len(found) < 2:  # noqa: PLR2004  - a pair
        raise NotFoundError(
            "the lists hold one of the two no longer",
            where=f"{pair.left}, {pair.right}",
            cure="resolve again",
        )
    left, right = found[pair.left], found[pair.right]
    return {
        "left": left,
        "right": right,
        "explained": explained,
        "lines": review_view.lines(left, right),
        "fall": review_view.fall(explained.judgement),
        "reasons": {v: review_view.default_reason(explained.judgement, v) for v in VERDICTS},
    }
