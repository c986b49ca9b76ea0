"""Reads articles, keeps what they claim, and records that one was retracted."""

import datetime as dt
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends
from starlette.responses import Response

from designata.access.roles import analyst, viewer
from designata.access.who import Who
from designata.api.native import ask
from designata.api.native.ask import Viewer, json
from designata.api.schema import answers, asks
from designata.engine import Designata
from designata.errors import DeniedError
from designata.news.findings import Read

_ARTICLE = {
    "text": "SEOUL, 2 April 2024. South Korea imposed sanctions on two Russian ships that carried"
    " military supplies from North Korea, the foreign ministry said.",
    "published": "2024-04-02",
}


class Article(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article to be read.

    Args:
        text: plain, Markdown or HTML.
        name: a file's name, as a hint of the form: ``article.html``.
        published: the day; else what the article states.
        url: where it was published; it is not fetched.
        keep: whether it and its claims are written into the store; for analysts.
    """

    text: Annotated[str, msgspec.Meta(min_length=1)]
    name: str = ""
    published: dt.date | None = None
    url: str | None = None
    keep: bool = False


class Retracting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kept article that was retracted.

    Args:
        article: its SHA-256, or the beginning of it.
        reason: why.
        day: when; today where none is given.
    """

    article: str
    reason: str
    day: dt.date | None = None


class Done(msgspec.Struct, frozen=True):
    """It is done."""

    done: str


def router(engine: Designata) -> APIRouter:
    """The routes."""
    routes = APIRouter(prefix="/api", dependencies=[Depends(viewer)])

    @routes.post("/read", **answers(Read), openapi_extra=asks(Article, _ARTICLE))
    def read(asked: Annotated[Article, ask.body(Article)], who: Viewer) -> Response:
        """Say what an article reports: who was designated, who claims what, who is unnamed."""
        if asked.keep and not who.may("analyst"):
            raise DeniedError(
                f"keeping is for analysts, and {who.name} has the role {who.role}",
                where="keep",
                cure="leave keep out, or ask an admin of this server",
            )
        found = engine.read(
            asked.text.encode(errors="replace"),
            name=asked.name,
            published=asked.published,
            url=asked.url,
            keep=asked.keep,
        )
        return json(found)

    @routes.post(
        "/retract",
        **answers(Done),
        openapi_extra=asks(Retracting, {"article": "7ca2e8", "reason": "the ministry denied it"}),
    )
    def retract(
        _: Annotated[Who, Depends(analyst)], asked: Annotated[Retracting, ask.body(Retracting)]
    ) -> Response:
        """Record that a kept article was retracted: from that day its claims do not stand."""
        engine.retract(asked.article, asked.reason, day=asked.day)
        return json(Done("its claims no longer stand"))

    return routes
