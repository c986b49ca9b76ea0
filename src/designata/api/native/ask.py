"""How requests are read and answers written: JSON by msgspec, days as ISO writes them."""

import datetime as dt
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from pydantic import BeforeValidator
from starlette.responses import Response

from designata.access.roles import viewer
from designata.access.who import Role, Who
from designata.api.schema import answers
from designata.errors import InputError


def _day(text: object) -> object:
    """A day as ISO 8601 writes it; pydantic would take seconds since 1970, too."""
    return dt.date.fromisoformat(text) if isinstance(text, str) else text


Day = Annotated[dt.date | None, BeforeValidator(_day), Query(description="A day, as 2024-04-02.")]
AsOf = Annotated[
    dt.date | None,
    BeforeValidator(_day),
    Query(description="As it was known on a past day, as 2024-04-02."),
]
Asked = Annotated[
    str,
    Query(min_length=1, max_length=1000, description="An id, a number or a name."),
]
Viewer = Annotated[Who, Depends(viewer)]


class Me(msgspec.Struct, frozen=True):
    """Who asks, as the server sees it.

    Args:
        name: of the user; ``local`` where nobody must say who they are.
        role: what the user may do.
        csrf: what a request from a page must show as ``X-CSRF-Token``.
    """

    name: str
    role: Role
    csrf: str


def json(told: object, status: int = 200) -> Response:
    """A response in JSON."""
    return Response(msgspec.json.encode(told), status, media_type="application/json")


def body(kind: Any) -> Any:  # noqa: ANN401  - what FastAPI's dependencies are
    """A dependency that reads the body as a shape.

    Raises:
        InputError: when it is no JSON, or of another shape; the error says where.
    """
    decoder = msgspec.json.Decoder(kind)

    async def read(request: Request) -> Any:  # noqa: ANN401  - the shape
        return decode(decoder, await request.body())

    return Depends(read)


def decode(decoder: "msgspec.json.Decoder[Any]", content: bytes) -> Any:  # noqa: ANN401  - the shape
    """A body as a shape.

    Raises:
        InputError: when it is no JSON, or of another shape.
    """
    try:
        return decoder.decode(content)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `")
        raise InputError(
            what[:1].lower() + what[1:],
            where=where.rstrip("`").removeprefix("$.") or "body",
            cure="see the route's shape in /api/openapi.json",
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            f"the body is no JSON: {error}", where="body", cure="send one JSON object"
        ) from error


def router() -> APIRouter:
    """The route that tells who asks."""
    routes = APIRouter(prefix="/api")

    @routes.get("/me", **answers(Me))
    def me(request: Request, who: Viewer) -> Response:
        """Say who asks, and what a page must show to change anything."""
        return json(Me(who.name, who.role, request.state.csrf))

    return routes
