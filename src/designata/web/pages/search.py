"""Search and Screen: one box for a name, a number, or many lines."""

from typing import TYPE_CHECKING, Annotated

from fastapi import Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from designata.errors import InputError
from designata.model import vocabulary
from designata.resolve import canonical
from designata.web import ask
from designata.web.ask import Line

if TYPE_CHECKING:
    from fastapi import APIRouter

    from designata.web.frame import Frame

_KINDS = ("Person", "Organization", "Company", "Vessel", "Airplane", "CryptoWallet")


def router(frame: "Frame") -> "APIRouter":
    """The page of the box, and that of many lines."""
    pages = frame.router()

    @pages.get("/")
    def search(
        request: Request,
        q: str = "",
        kind: Annotated[str, Query(alias="schema")] = "",
        birth_date: str = "",
        country: str = "",
    ) -> Response:
        beside = {"schema": kind, "birth_date": birth_date, "country": country}
        return _answered(frame, request, q, beside)

    @pages.post("/screen")
    def screen(
        request: Request,
        q: Annotated[str, Form()] = "",
        kind: Annotated[str, Form(alias="schema")] = "",
        birth_date: Annotated[str, Form()] = "",
        country: Annotated[str, Form()] = "",
    ) -> Response:
        beside = {"schema": kind, "birth_date": birth_date, "country": country}
        answer = _answered(frame, request, q, beside)
        answer.headers["HX-Push-Url"] = "false"  # a question that was posted has no address
        return answer

    return pages


def _answered(frame: "Frame", request: Request, text: str, beside: dict[str, str]) -> Response:
    asked = ask.lines(text)
    if len(asked) == 1 and frame.there and ask.is_id(asked[0], frame.engine.dates()):
        address = f"/dossier/{asked[0]}"
        if "hx-request" in request.headers:
            return Response(headers={"HX-Redirect": address})
        return RedirectResponse(address, 303)
    given = {column: value for column, value in beside.items() if value.strip()}
    found = _lines(frame, asked, given) if frame.there else []
    return frame.page(
        request,
        "search.html",
        q=text,
        beside=beside,
        lines=found,
        kinds=[kind for kind in _KINDS if kind in vocabulary.listed_schemata()],
        unmet=ask.unmet,
        marked=ask.marked,
        most=ask.MOST_LINES,
    )


def _lines(frame: "Frame", asked: list[str], beside: dict[str, str]) -> list[Line]:
    """What came of each line; those that ask nothing say so in their place."""
    if not asked:
        return []
    queries, errors = {}, {}
    for place, text in enumerate(asked):
        try:
            queries[place] = ask.query(text, beside)
        except InputError as error:
            errors[place] = error
    same = canonical.same(frame.engine.folder)
    answers = dict(zip(queries, frame.engine.matcher().answer(list(queries.values())), strict=True))
    return [
        Line(text=text, answer=answers[place], found=ask.together(answers[place].hits, same))
        if place in answers
        else Line(text=text, error=errors[place])
        for place, text in enumerate(asked)
    ]
