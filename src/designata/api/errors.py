"""Which HTTP status an error has, and the one shape in which all of them are told."""

import logging
from pathlib import Path

import msgspec
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from designata import errors

_LOG = logging.getLogger(__name__)
_STATUS: dict[type[errors.DesignataError], int] = {
    errors.TooLargeError: 413,
    errors.InputError: 422,
    errors.NotFoundError: 404,
    errors.UnknownAskerError: 401,
    errors.DeniedError: 403,
    errors.BusyError: 429,
    errors.StoreBusyError: 409,
    errors.RefusedError: 409,
    errors.FetchError: 502,
    errors.StoreError: 503,
    errors.DesignataError: 500,
}


class Problem(msgspec.Struct, frozen=True):
    """What went wrong.

    Args:
        problem: what could not be done.
        field: the part of the request at fault, if one is.
        cure: what can be done about it.
    """

    problem: str
    field: str
    cure: str


def status_of(error: errors.DesignataError) -> int:
    """The HTTP status of an error.

    >>> status_of(errors.NotFoundError("nothing")), status_of(errors.DamagedError("x", where="y"))
    (404, 422)
    """
    return next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)


def told(error: Exception) -> tuple[int, Problem]:
    """The status of an error and what is told of it; of one of ours' nothing that is inside."""
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        return 422, Problem(str(first["msg"]), field, "see /api/openapi.json")
    if isinstance(error, HTTPException):
        return error.status_code, Problem(
            str(error.detail), "", _CURES.get(error.status_code, "see /api/openapi.json")
        )
    if isinstance(error, errors.DesignataError):
        what, where = error.what, error.where
        if isinstance(error, errors.StoreError):  # of the server, not of what was asked
            if not isinstance(error, errors.StoreBusyError):
                _LOG.warning("%r", str(error))
            what, where = what.partition(": ")[0], ""
        inside = Path(where).is_absolute()  # where the server keeps things is its own affair
        return status_of(error), Problem(what, "" if inside else where, error.cure)
    return 500, Problem("the server made an error", "", "see what the server printed")


_CURES = {
    404: "see the routes in /api/openapi.json",
    405: "use another method; see /api/openapi.json",
    413: "send less at once",
}


def outside(error: errors.DesignataError) -> errors.DesignataError:
    """An error as others may hear it.

    >>> str(outside(errors.StoreError("it cannot be read: /srv/x", where="/srv", cure="copy it")))
    'it cannot be read; copy it'
    """
    _, problem = told(error)
    return errors.DesignataError(problem.problem, where=problem.field, cure=problem.cure)


def response(status: int, problem: Problem) -> Response:
    """A problem as JSON."""
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None  # noqa: PLR2004
    return Response(
        msgspec.json.encode(problem), status, headers=headers, media_type="application/json"
    )


def answer(_: Request, error: Exception) -> Response:
    """The response to a request that ended in an error."""
    return response(*told(error))
