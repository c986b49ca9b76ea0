"""Signing in and out, where a server asks who is there."""

from typing import TYPE_CHECKING, Annotated

from fastapi import Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from designata.errors import BusyError, UnknownAskerError
from designata.web.pages.language import local

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.access.access import Access
    from designata.web.frame import Frame


def router(frame: "Frame") -> "APIRouter":
    """The page, and what its form does."""
    pages = frame.router()

    @pages.get("/login")
    def login(request: Request, back: Annotated[str, Query(alias="next")] = "/") -> Response:
        access: Access = request.app.state.access
        if access.is_off:
            return RedirectResponse("/", 303)
        return _page(frame, request, local(back))

    @pages.post("/login")
    async def sign_in(
        request: Request,
        name: Annotated[str, Form(max_length=200)] = "",
        password: Annotated[str, Form(max_length=1000)] = "",
        back: Annotated[str, Form(alias="next")] = "/",
    ) -> Response:
        access: Access = request.app.state.access
        answer = RedirectResponse(local(back), 303)
        try:
            await access.sign_in(request, answer, name, password)
        except (UnknownAskerError, BusyError) as error:
            status = 429 if isinstance(error, BusyError) else 401
            return _page(frame, request, local(back), name=name, status=status)
        return answer

    @pages.post("/logout")
    def sign_out(request: Request) -> Response:
        access: Access = request.app.state.access
        answer = RedirectResponse("/login", 303)
        access.sign_out(request, answer)
        return answer

    return pages


def _page(
    frame: "Frame", request: Request, back: str, *, name: str = "", status: int = 200
) -> Response:
    return frame.page(
        request, "login.html", status=status, back=back, name=name, failed=status, lists={}
    )
