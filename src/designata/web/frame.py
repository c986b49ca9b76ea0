"""What all pages share: templates, the reader's language, list dates, and errors as pages.

Templates escape whatever they are given, and fail on what they are not given. A page's module has
one function, ``router(frame)``; its errors are raised, and become pages where ``serve`` asks
``Frame.failed`` for one.
"""

from typing import TYPE_CHECKING

from designata.errors import StoreError
from designata.model.address import is_web
from designata.store import manifest
from designata.web import files, problems, words

if TYPE_CHECKING:
    from fastapi import APIRouter, Request
    from fastapi.responses import HTMLResponse

    from designata.access.who import Who
    from designata.engine import Designata
    from designata.errors import DesignataError
    from designata.jobs import Jobs

LANGUAGE = "designata-language"
"""The cookie of the chosen language."""

NAV = (
    ("/", "s", "frame.search"),
    ("/read", "e", "frame.read"),
    ("/changes", "c", "frame.changes"),
    ("/review", "r", "frame.review"),
    ("/brief", "b", "frame.brief"),
    ("/sources", "o", "frame.sources"),
)
"""What every page leads to: the address, the key behind ``g``, and the words."""

_TOLD = {403, 404, 413, 429, 500, 503}
"""The statuses that have words of their own."""


class Frame:
    """What pages are made with.

    Args:
        engine: what is asked.
        jobs: where what takes long is done.
    """

    def __init__(self, engine: "Designata", jobs: "Jobs") -> None:
        from jinja2 import Environment, PackageLoader, StrictUndefined

        self.engine, self.jobs = engine, jobs
        self._templates = Environment(
            loader=PackageLoader("designata.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals["static"] = files.address
        self._templates.filters["tongue"] = words.tongue
        self._templates.filters["problem"] = problems.told
        self._templates.tests["web"] = is_web

    @property
    def there(self) -> bool:
        """Whether there is a store to ask."""
        return manifest.there(self.engine.folder)

    @staticmethod
    def router() -> "APIRouter":
        """A router for pages, which no description of the API tells of."""
        from fastapi import APIRouter

        return APIRouter(include_in_schema=False)

    @staticmethod
    def words(request: "Request") -> words.Words:
        """The words of the reader's language."""
        cookie = request.cookies.get(LANGUAGE)
        return words.words(words.chosen(cookie, request.headers.get("accept-language", "")))

    def page(
        self, request: "Request", name: str, /, *, status: int = 200, **told: object
    ) -> "HTMLResponse":
        """A page, or a part of one.

        Args:
            request: what was asked for.
            name: of the template.
            status: of the answer.
            told: what the template is given, beside what all are given: ``t`` the words (also
                ``t.day``, ``t.number``, ``t.kind``, ``t.field``), ``lang``, ``path``, ``who``,
                ``signed_in``, ``csrf``, ``languages``, ``bare`` (npm's parts are missing),
                ``lists``, ``policy``.
        """
        from fastapi.responses import HTMLResponse

        from designata.access.who import EVERYBODY
        from designata.screen import policy

        who: Who | None = getattr(request.state, "who", None)
        t = self.words(request)
        if "lists" not in told:
            told["lists"] = self.engine.dates() if self.there else {}
        text = self._templates.get_template(name).render(
            {
                "t": t,
                "lang": t.lang,
                "nav": NAV,
                "path": request.url.path,
                "here": f"{request.url.path}?{request.url.query}".rstrip("?"),
                "who": who,
                "signed_in": who is not None and who != EVERYBODY,
                "csrf": getattr(request.state, "csrf", ""),
                "languages": words.LANGUAGES,
                "bare": files.missing(),
                "policy": policy.default().label,
                **told,
            }
        )
        return HTMLResponse(text, status, headers={"Vary": "Accept-Language, Cookie, HX-Request"})

    def failed(
        self, request: "Request", status: int, error: "DesignataError | None" = None
    ) -> "HTMLResponse":
        """An error as a page, or as a part of one where htmx asked."""
        part = "hx-request" in request.headers
        try:
            lists = self.engine.dates() if self.there else {}
        except StoreError:  # what an error page is for
            lists = {}
        told = status if status in _TOLD else 500 if status >= 500 else 400  # noqa: PLR2004
        page = self.page(
            request,
            "_error.html" if part else "error.html",
            status=status,
            error=error,
            code=status,
            lists=lists,
            told=told,
            level=2 if part else 1,
        )
        if part:  # whatever was to be taken from the answer and put in place, this is put inside
            page.headers.update({"HX-Reselect": "#error", "HX-Reswap": "innerHTML"})
        return page
