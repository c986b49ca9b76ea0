"""Brief: written on the spot, recorded as a job, read along sentence by sentence.

Whoever may see the store may read and listen; to record one is for analysts. Without a voice the
job says which one is missing, and the brief is still there to read.
"""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from designata.access.roles import analyst
from designata.access.who import Who
from designata.brief.report import notes
from designata.brief.speak import feed, save, shelf
from designata.brief.tongue import tongue
from designata.errors import NotFoundError
from designata.web import ask, words
from designata.web.pages.work import mine

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import APIRouter

    from designata.brief.told import Brief
    from designata.jobs import Job
    from designata.web.frame import Frame

KIND = "brief"
"""What its job is called."""

_MOST = 50
"""The recordings that the page and the feed list."""
_FILES = {".mp3": "audio/mpeg", ".vtt": "text/vtt; charset=utf-8"}
_CHAPTERS = ".chapters.json"


def router(frame: "Frame") -> "APIRouter":
    """The page, its recordings, and their feed."""
    pages = frame.router()

    @pages.get("/brief")
    def asked(request: Request, since: str = "", about: str = "", lang: str = "") -> HTMLResponse:
        wanted = "lang" in request.query_params
        told = _written(frame, since, about, lang) if wanted and frame.there else None
        return _page(frame, request, told, asked={"since": since, "about": about, "lang": lang})

    @pages.post("/brief")
    def record(
        who: Annotated[Who, Depends(analyst)],
        since: Annotated[str, Form()] = "",
        about: Annotated[str, Form()] = "",
        lang: Annotated[str, Form()] = "en",
    ) -> Response:
        told = _written(frame, since, about, lang)
        job = frame.jobs.new(KIND, who=who.name)
        job.summary = {
            "back": "/brief?" + urlencode({"since": since, "about": about, "lang": lang})
        }
        frame.jobs.begin(job, lambda job: _record(frame, told, job))
        return RedirectResponse(f"/brief/made/{job.id}", 303)

    @pages.get("/brief/made/{name}")
    def made(request: Request, name: str) -> Response:
        job = mine(frame, request, name)
        if job.state == "done" and job.result:
            there = f"/brief/{job.result.stem}"
            if "hx-request" in request.headers:
                return Response(headers={"HX-Redirect": there})
            return RedirectResponse(there, 303)
        return frame.page(request, "brief_made.html", job=job.told())

    @pages.get("/brief/{name}")
    def heard(request: Request, name: str) -> HTMLResponse:
        kept = shelf.one(frame.engine.folder, name)
        return _page(frame, request, kept.brief, kept=kept)

    _recordings(frame, pages)
    return pages


def _recordings(frame: "Frame", pages: "APIRouter") -> None:
    """The routes of what is heard, which podcast programs ask for as well."""

    @pages.get("/recordings/feed.xml")
    def podcast(request: Request) -> Response:
        site = str(request.base_url)
        lang = frame.words(request).lang
        found = shelf.kept(frame.engine.folder)[:_MOST]
        return Response(feed.feed(found, site, lang=lang), media_type="application/rss+xml")

    @pages.get("/recordings/cover.png")
    def cover() -> Response:
        return Response(save.cover(), media_type="image/png")

    @pages.get("/recordings/{name}")
    def sound(name: str) -> Response:
        stem, dot, suffix = name.partition(".")
        if dot + suffix == _CHAPTERS:
            told = feed.chapters(shelf.one(frame.engine.folder, stem))
            return Response(told, media_type="application/json+chapters")
        if dot + suffix not in _FILES:
            raise NotFoundError("there is no such recording", where=name[:40])
        path = shelf.file(frame.engine.folder, stem, dot + suffix)
        return FileResponse(path, media_type=_FILES[dot + suffix])


def _written(frame: "Frame", since: str, about: str, lang: str) -> "Brief":
    return frame.engine.brief(since=ask.day(since), about=about.strip() or None, lang=lang or "en")


def _record(frame: "Frame", told: "Brief", job: "Job") -> "Path":
    from designata.brief.speak import narrator, recording

    made = recording.record(told, narrator.narrator(told.lang), telling=job.tell)
    kept = shelf.keep(told, made, frame.engine.folder, now=dt.datetime.now(dt.UTC))
    return shelf.file(frame.engine.folder, kept.name, ".mp3")


def _page(
    frame: "Frame",
    request: Request,
    told: "Brief | None",
    *,
    asked: dict[str, str] | None = None,
    kept: shelf.Kept | None = None,
) -> HTMLResponse:
    labels = tongue(told.lang).words.labels if told else {}
    found = notes.Notes(told, labels) if told else None
    shown: dict[str, Any] = {
        "told": told,
        "kept": kept,
        "notes": {note.number: note for note in found} if found else {},
        "of": found.of if found else None,
        "asked": asked or {"since": "", "about": "", "lang": ""},
        "tongues": words.LANGUAGES,
        "shelf": shelf.kept(frame.engine.folder)[:_MOST] if kept is None else [],
        "paragraphs": notes.paragraphs,
    }
    return frame.page(request, "brief.html", **shown)
