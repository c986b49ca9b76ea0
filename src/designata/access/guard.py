"""Stands before every route: looks at host, rate, asker, size and forgery, and sets the headers.

What it refuses never reaches a route. A request that changes something passes when it shows a
token; or comes, by all that browsers tell, from a page of ours, and either is of a kind that no
form of a foreign page can send or carries the token that our forms carry (OWASP, Cross-Site Request
Forgery Prevention).
"""

import asyncio
from collections.abc import Callable, Iterable
from urllib.parse import SplitResult, urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from designata.access.access import COOKIE, Access, Asker
from designata.access.rates import Buckets
from designata.access.sessions import same
from designata.errors import (
    BusyError,
    DeniedError,
    DesignataError,
    InputError,
    TooLargeError,
    UnknownAskerError,
)

Fault = Callable[[Request, DesignataError], Response]
"""Makes a response of an error."""

OPEN = ("/login", "/healthz", "/readyz")
"""Paths that everybody may ask for, whoever they are; beside all below ``/static/``."""

ASKING = "/reconcile/"
"""Below it forms that change nothing are posted: OpenRefine asks so, and shows no token."""

UPLOADS = {"/api/jobs/screen", "/api/jobs/compare", "/api/jobs/track", "/screen/sheet"}
"""Paths that take files; no other is sent as much."""

_SAFE = {"GET", "HEAD", "OPTIONS"}
_OF_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data", "text/plain"}
_HEAD = 16 << 10
_PATIENCE, _SLOWEST = 30.0, 4096
"""Seconds for which a client may keep silent, beside those that its bytes take at so many each."""

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; media-src 'self'; font-src 'self'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": _CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""What every answer tells browsers not to do."""

_HEADERS = {name.encode(): value.encode() for name, value in HEADERS.items()}


class Guard:
    """Middleware that lets pass who may.

    Args:
        app: what it stands before.
        access: who may ask.
        fault: makes a response of a refusal.
    """

    def __init__(self, app: ASGIApp, access: Access, fault: Fault) -> None:
        self._app, self._access, self._fault = app, access, fault
        settings = access.settings
        self._buckets = Buckets(settings.rate, settings.burst)
        self._settings = settings
        self._hosts = {"localhost", "127.0.0.1", "::1", settings.host.strip("[]"), *settings.hosts}
        self._any_host = not settings.is_loopback and not settings.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or lets others answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        send = _with_headers(scope, send)
        headers = Headers(scope=scope)
        try:
            self._know_host(headers)
            asker = self._know_asker(scope, headers)
            _know_charset(headers)
            receive = _bounded(receive, headers, self._most(scope["path"], asker))
            asks = scope["method"] in _SAFE or scope["path"].startswith(ASKING)
            if not asks and not asker.by_token:
                receive = await _ours(scope["method"], headers, asker.csrf, receive)
        except DesignataError as error:
            scope.setdefault("state", {}).setdefault("who", None)
            await self._fault(Request(scope, receive), error)(scope, receive, send)
        except HTTPException as error:
            problem = TooLargeError(error.detail, cure="send less at once")
            await self._fault(Request(scope, receive), problem)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _know_host(self, headers: Headers) -> None:
        """Refuses names that are not ours: a foreign page's name may lead here (DNS rebinding)."""
        address = _split(f"//{headers.get('host', '')}")
        if address is None or not (self._any_host or address.hostname in self._hosts):
            raise DeniedError(
                "this server does not go by that name",
                where="Host",
                cure="call it by the address it told, or name the host in DESIGNATA_HOSTS",
            )

    def _know_asker(self, scope: Scope, headers: Headers) -> Asker:
        client = scope["client"][0] if scope.get("client") else ""
        off = self._access.is_off
        if off and ("x-forwarded-for" in headers or "forwarded" in headers):
            raise DeniedError(
                "a proxy stands before this server, and nobody must say who they are",
                cure="make a user with: designata user add NAME --role admin",
            )
        if not off and (wait := self._buckets.take(client)):
            raise BusyError("too many requests", cure=f"send the next in {wait:.1f} seconds")
        state = scope.setdefault("state", {})
        asker = self._access.asker(headers, Request(scope).cookies.get(COOKIE))
        state["who"], state["csrf"] = asker.who, asker.csrf
        path: str = scope["path"]
        if asker.who is None and path not in OPEN and not path.startswith("/static/"):
            raise UnknownAskerError("it is not known who asks", cure="sign in, or show a token")
        return asker

    def _most(self, path: str, asker: Asker) -> int:
        """How many bytes a request may send."""
        if asker.who is None:
            return _HEAD
        return self._settings.upload_bytes if path in UPLOADS else self._settings.json_bytes


async def _ours(method: str, headers: Headers, csrf: str, receive: Receive) -> Receive:
    """Refuses what a foreign page may have sent; gives what receives the rest."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    foreign = site not in {None, "same-origin", "none"} or (
        origin is not None and _place(origin) != headers.get("host")
    )
    kind = headers.get("content-type", "text/plain").partition(";")[0].strip().lower()
    if not foreign:
        of_forms = method == "POST" and kind in _OF_FORMS
        if not of_forms or same(headers.get("x-csrf-token", ""), csrf):
            return receive
        read: list[Message] = []
        head = b""
        while len(head) < _HEAD:
            message = await receive()
            read.append(message)
            head += message.get("body", b"")
            if csrf.encode() in head:
                return _again(read, receive)
            if not message.get("more_body"):
                break
    raise DeniedError(
        "it cannot be told that a page of this server sent it",
        where="X-CSRF-Token",
        cure="load the page anew; a program sends JSON, or a token as Authorization: Bearer",
    )


def _know_charset(headers: Headers) -> None:
    """Refuses forms that name a charset: Python has some that take hours, or give no text."""
    kind, *more = headers.get("content-type", "").lower().split(";")
    named = [one.replace('"', "").replace(" ", "") for one in more if "charset" in one]
    if kind.strip() == "multipart/form-data" and named not in ([], ["charset=utf-8"]):
        raise InputError(
            "forms are read as UTF-8", where="Content-Type", cure="send it without a charset"
        )


def _place(address: str) -> str | None:
    split = _split(address)
    return split.netloc if split else None


def _split(address: str) -> SplitResult | None:
    """The parts of an address; none where it is no address."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _again(read: Iterable[Message], receive: Receive) -> Receive:
    """Receives what was read already, then the rest."""
    left = iter(read)

    async def both() -> Message:
        return next(left, None) or await receive()

    return both


def _bounded(receive: Receive, headers: Headers, limit: int) -> Receive:
    """Receives no more than is allowed, and waits no longer than a living client needs.

    Raises:
        HTTPException: 413; an exception that FastAPI lets through while it reads a body.
    """
    told = headers.get("content-length", "0")
    if told.isdecimal() and int(told) > limit:
        raise _too_large(limit)
    got, more = 0, True
    began = asyncio.get_running_loop().time()

    async def bounded() -> Message:
        nonlocal got, more
        if not more:
            return await receive()
        try:
            async with asyncio.timeout_at(began + _PATIENCE + got / _SLOWEST):
                message = await receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        got += len(message.get("body", b""))
        more = bool(message.get("more_body"))
        if got > limit:
            raise _too_large(limit)
        return message

    return bounded


def _too_large(limit: int) -> HTTPException:
    told = f"{limit >> 20} MB" if limit >> 20 else f"{limit >> 10} kB"
    return HTTPException(413, f"more than {told} were sent")


def _with_headers(scope: Scope, send: Send) -> Send:
    """Sends with the headers that tell browsers what not to do."""
    kept = scope["path"].startswith("/static/")

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            told = {name for name, _ in headers}
            headers += [(name, value) for name, value in _HEADERS.items() if name not in told]
            if not kept and b"cache-control" not in told:
                headers.append((b"cache-control", b"no-store"))
            message = {**message, "headers": headers}
        await send(message)

    return sending
