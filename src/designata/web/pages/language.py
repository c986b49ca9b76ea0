"""The choice of a language, kept in a cookie."""

from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import RedirectResponse

from designata.errors import NotFoundError
from designata.web.frame import LANGUAGE
from designata.web.words import LANGUAGES

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.web.frame import Frame

_YEAR = 365 * 24 * 3600


def router(frame: "Frame") -> "APIRouter":
    """The route that keeps the choice and leads back."""
    pages = frame.router()

    @pages.get("/language/{code}")
    def language(request: Request, code: str, back: str = "/") -> RedirectResponse:
        if code not in LANGUAGES:
            raise NotFoundError("there is no such language", where=code[:20])
        answer = RedirectResponse(local(back), 303)
        answer.set_cookie(
            LANGUAGE,
            code,
            max_age=_YEAR,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return answer

    return pages


def local(address: str) -> str:
    """An address on this server, or the first page in place of one that leads elsewhere.

    >>> local("/changes?q=a"), local("//evil.example"), local("https://evil.example")
    ('/changes?q=a', '/', '/')
    """
    inside = address.startswith("/") and address[1:2] not in {"/", "\\"}
    return address if inside and address.isprintable() else "/"
