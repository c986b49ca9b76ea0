"""Read: an article comes in, what it says comes out, marked and linked; Keep writes it down.

The models of language are loaded when the first article is read, in the thread that reads it.
"""

from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from fastapi import Depends, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from designata.access import roles
from designata.errors import InputError
from designata.lists import news
from designata.news.english import LONGEST
from designata.web import ask
from designata.web.pages import read_view
from designata.web.pages.read_shelf import Given, Shelf

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.web.frame import Frame

_LARGEST = 4_000_000
"""Bytes of an article; a page of HTML is mostly not text."""


class Kept(NamedTuple):
    """An article that the store holds.

    Args:
        record: its record's id.
        title: as lists of sources call it.
        day: it is known since; where it is retracted, since when.
        retracted: whether it was.
    """

    record: str
    title: str
    day: str
    retracted: bool


def router(frame: "Frame") -> "APIRouter":
    """The routes of the page."""
    pages, shelf = frame.router(), Shelf()
    may = [Depends(roles.analyst)]

    @pages.get("/read")
    def asked(request: Request, sample: str = "") -> HTMLResponse:
        return _page(frame, request, sample=_sample() if sample else "")

    @pages.post("/read")
    def read(
        request: Request,
        text: Annotated[str, Form()] = "",
        published: Annotated[str, Form()] = "",
        url: Annotated[str, Form()] = "",
        file: Annotated[UploadFile | None, File()] = None,
    ) -> HTMLResponse:
        given = _given(text, published, url, file)
        found = _told(frame, given)
        told: dict[str, Any] = {"page": found, "key": shelf.put(given), "done": False}
        if "hx-request" in request.headers:
            return frame.page(request, "read_result.html", **_words(frame), **told)
        return _page(frame, request, **told)

    @pages.post("/read/{key}/keep", dependencies=may)
    def keep(request: Request, key: str) -> HTMLResponse:
        given = shelf.get(key)
        told: dict[str, Any] = {"page": _told(frame, given, keep=True), "key": key, "done": True}
        if "hx-request" in request.headers:
            return frame.page(request, "read_keep.html", **_words(frame), **told)
        return _page(frame, request, **told)

    @pages.post("/read/{record}/retract", dependencies=may)
    def retract(record: str, reason: Annotated[str, Form()]) -> RedirectResponse:
        frame.engine.retract(record, reason)
        return RedirectResponse("/read#kept", 303)

    return pages


def _page(frame: "Frame", request: Request, **told: Any) -> HTMLResponse:  # noqa: ANN401  - what templates are given
    told = {"page": None, "sample": "", **told}
    return frame.page(
        request, "read.html", **_words(frame), longest=LONGEST, kept=_kept(frame), **told
    )


def _words(frame: "Frame") -> dict[str, Any]:
    return {
        "there": frame.there,
        "colours": read_view.COLOURS,
        "firm": read_view.FIRM,
    }


def _told(frame: "Frame", given: Given, *, keep: bool = False) -> read_view.Page:
    data, name, published, url = given
    found = frame.engine.read(data, name=name, published=published, url=url, keep=keep)
    return read_view.page(frame.engine, found)


def _given(text: str, published: str, url: str, file: UploadFile | None) -> Given:
    data, name = text.replace("\r\n", "\n").encode(), ""
    if file is not None and file.filename:
        data, name = file.file.read(_LARGEST + 1), file.filename[-100:]
    if not data.strip():
        raise InputError("there is no article", cure="paste its text, or choose a file")
    if len(data) > _LARGEST:
        raise InputError(
            f"the article has more than {_LARGEST:,} bytes", where=name, cure="give its text alone"
        )
    return Given(data, name, ask.day(published), url.strip() or None)


def _kept(frame: "Frame") -> list[Kept]:
    """The articles that the store holds, the newest first."""
    if not frame.there:
        return []
    rows = [row for row in frame.engine.lists() if row.publisher == news.PUBLISHER.code]
    found = []
    for row in rows:
        title, _, digest = row.dataset.rpartition(" [")
        retracted = row.format == "retraction"
        sha = row.sha256 if not retracted else digest.rstrip("]")
        found.append(Kept(news.record_id(sha), title, row.known.isoformat(), retracted))
    return sorted(found, key=lambda one: one.day, reverse=True)


def _sample() -> str:
    return files("designata.data").joinpath("casebook/article.md").read_text("utf-8")
