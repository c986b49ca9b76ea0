"""How requests come in and answers go out: JSON by msgspec, faults in the client's own shape.

A parameter that is not known is never dropped in silence: the answer names it.
"""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any, TypeVar

import msgspec
from fastapi import HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.responses import Response

from designata.api import errors
from designata.errors import DesignataError, InputError, TooLargeError
from designata.store.dossier import CAVEAT

Shape = TypeVar("Shape")

MOST_BYTES = 4 << 20
"""The largest body that is read."""

_HEADER = 2_000
_JSON = "application/json"


class Route(APIRoute):
    """A route whose faults are told as yente tells them: ``{"detail": ...}``."""

    KEY = "detail"

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with its faults caught."""
        handler = super().get_route_handler()
        known = frozenset(field.alias for field in self.dependant.query_params)

        async def handle(request: Request) -> Response:
            request.state.known = known
            try:
                return await handler(request)
            except RequestValidationError as error:
                rows = [{key: row[key] for key in ("loc", "msg", "type")} for row in error.errors()]
                return self.fault(422, rows)
            except HTTPException as error:
                return self.fault(error.status_code, error.detail)
            except DesignataError as error:
                return self.fault(_status(error), str(errors.outside(error)))

        return handle

    def fault(self, status: int, told: object) -> Response:
        """A fault as a response."""
        return json({self.KEY: told}, status)


class WatchmanRoute(Route):
    """A route whose faults are told as Watchman tells them: ``{"error": "..."}``."""

    KEY = "error"

    def fault(self, status: int, told: object) -> Response:
        """A fault as a response; wrong parameters are 400."""
        if isinstance(told, list):
            first = told[0]
            return super().fault(400, f"{first['loc'][-1]}: {first['msg']}")
        return super().fault(status, told)


def _status(error: DesignataError) -> int:
    """The status that yente has for it: what cannot be asked is 400."""
    status = errors.status_of(error)
    return 400 if status == 422 and isinstance(error, InputError) else status  # noqa: PLR2004


def json(told: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A response in JSON."""
    return Response(msgspec.json.encode(told), status, headers=headers, media_type=_JSON)


def dated(lists: dict[str, str], policy: str = "") -> dict[str, str]:
    """Headers with the dates of the lists, where the body has no room for them."""
    told = ", ".join(f"{code}={date}" for code, date in lists.items())
    plain = {"X-Designata-Lists": told, "X-Designata-Policy": policy, "X-Designata-Caveat": CAVEAT}
    return {
        name: value.encode("ascii", "replace").decode()[:_HEADER]
        for name, value in plain.items()
        if value
    }


async def body(request: Request) -> bytes:
    """The body of a request.

    Raises:
        TooLargeError: when it is too large.
    """
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > MOST_BYTES:
            raise TooLargeError(
                f"the request has more than {MOST_BYTES >> 20} MB", cure="send less at once"
            )
        pieces.append(piece)
    return b"".join(pieces)


def read(data: bytes | str, shape: type[Shape], where: str) -> Shape:
    """JSON as a shape.

    Raises:
        RequestValidationError: when it is none.
    """
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as error:
        row = {"loc": ("body", where), "msg": str(error), "type": "json_invalid", "input": None}
        raise RequestValidationError([row]) from error


def unknown(request: Request) -> list[str]:
    """The parameters that a request has and its route does not know, as warnings."""
    return [
        f"the parameter {name[:60]} is not known and changed nothing"
        for name in dict.fromkeys(request.query_params)
        if name not in request.state.known
    ]


def answers(shape: object, *faults: int, key: str = Route.KEY) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a route's answers."""
    fault = {"type": "object", "properties": {key: {}}, "required": [key]}
    return {
        200: {"description": "The answer", "content": {_JSON: {"schema": schema(shape)}}},
        **{
            status: {
                "description": HTTPStatus(status).phrase,
                "content": {_JSON: {"schema": fault}},
            }
            for status in faults
        },
    }


def schema(shape: object) -> dict[str, Any]:
    """The JSON schema of a shape, in one piece: what holds itself is an object inside.

    >>> schema(list[str])
    {'type': 'array', 'items': {'type': 'string'}}
    """
    (found,), parts = msgspec.json.schema_components([shape], ref_template="{name}")
    return _whole(found, parts, ())


def _whole(found: dict[str, Any], parts: dict[str, Any], inside: tuple[str, ...]) -> dict[str, Any]:
    def of(value: object) -> object:
        if isinstance(value, list):
            return [of(one) for one in value]
        return _whole(value, parts, inside) if isinstance(value, dict) else value

    if name := found.get("$ref"):
        return _whole(parts[name], parts, (*inside, name)) if name not in inside else _OBJECT
    return {key: of(value) for key, value in found.items()}


_OBJECT = {"type": "object"}
