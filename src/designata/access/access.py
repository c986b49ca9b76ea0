"""Knows who asks: by a token, by a session's cookie, or not at all where nobody must say."""

import secrets
from pathlib import Path
from typing import NamedTuple

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers

from designata.access.rates import Buckets
from designata.access.sessions import Sessions, same
from designata.access.settings import Settings
from designata.access.users import Users
from designata.access.who import EVERYBODY, Who
from designata.errors import BusyError, UnknownAskerError

COOKIE = "designata"
_TOKEN_HOLDER = Who("token", "admin")
_CLIENTS = 10
"""So many clients may try one name at full speed: one alone shuts nobody else out."""


class Asker(NamedTuple):
    """What a request shows of who sent it.

    Args:
        who: who it is, if that is known.
        csrf: what an unsafe request must show beside, unless it has a token.
        by_token: whether it has one.
    """

    who: Who | None
    csrf: str
    by_token: bool


class Access:
    """Who may ask a server.

    Args:
        settings: of the server.
        folder: the store's, where the users are kept.
    """

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.settings = settings
        self.users = Users(folder)
        self.sessions = Sessions(settings.session_hours)
        self._can_be_off = settings.is_loopback and settings.token is None
        self._csrf = secrets.token_urlsafe(32)
        self._tries = Buckets(settings.logins / 60, settings.logins)
        many = settings.logins * _CLIENTS
        self._tries_of_name = Buckets(many / 60, many)

    @property
    def is_off(self) -> bool:
        """Whether nobody must say who they are: on this machine alone, without users."""
        return self._can_be_off and not self.users.all()

    def asker(self, headers: Headers, cookie: str | None) -> Asker:
        """Who sent a request.

        Raises:
            UnknownAskerError: when it shows a token that nobody has.
        """
        if self.is_off:
            return Asker(EVERYBODY, self._csrf, by_token=False)
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return Asker(self._holder(token.strip()), "", by_token=True)
        session = self.sessions.get(cookie) if cookie else None
        if session is None:
            return Asker(None, self._csrf, by_token=False)
        if session.name is None:
            return Asker(_TOKEN_HOLDER, session.csrf, by_token=False)
        user = self.users.all().get(session.name)
        stands = user is not None and user.salt == session.salt
        return Asker(user.who if user and stands else None, session.csrf, by_token=False)

    async def sign_in(self, request: Request, response: Response, name: str, password: str) -> Who:
        """Signs a browser in: the response gets the cookie of a new session.

        Where there is a token, it is taken as a password of whatever name.

        Raises:
            UnknownAskerError: when name and password do not fit.
            BusyError: after too many tries.
        """
        client = request.client.host if request.client else ""
        if wait := self._tries.take(client) or self._tries_of_name.take(name):
            raise BusyError(
                "too many tries to sign in", cure=f"try again in {wait + 1:.0f} seconds"
            )
        token = self.settings.token
        if token is not None and same(token, password):
            who, key = _TOKEN_HOLDER, self.sessions.begin(None)
        else:
            found = await run_in_threadpool(self.users.check, name, password)
            if found is None:
                raise UnknownAskerError("name and password do not fit", cure="try again")
            who = found.who
            key = self.sessions.begin(found.name, found.salt)
        if before := request.cookies.get(COOKIE):
            self.sessions.end(before)
        response.set_cookie(
            COOKIE,
            key,
            max_age=int(self.sessions.seconds),
            path="/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return who

    def sign_out(self, request: Request, response: Response) -> None:
        """Ends the session of a browser."""
        if key := request.cookies.get(COOKIE):
            self.sessions.end(key)
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")

    def _holder(self, token: str) -> Who:
        mine = self.settings.token
        if mine is not None and same(mine, token):
            return _TOKEN_HOLDER
        if who := self.users.of_token(token):
            return who
        raise UnknownAskerError("nobody has this token", cure="show another one, or sign in")
