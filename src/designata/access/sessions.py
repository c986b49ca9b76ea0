"""Who is signed in, kept in memory: a restart signs everybody out."""

import hmac
import secrets
import time

import msgspec

_MOST = 10_000


class Session(msgspec.Struct, frozen=True):
    """One browser that is signed in.

    Args:
        name: the user's; none for the token's holder.
        salt: of the password that it began with; a new password ends it.
        csrf: what its forms must show.
        until: when it ends, on the monotonic clock.
    """

    name: str | None
    salt: str
    csrf: str
    until: float


class Sessions:
    """The sessions of a server.

    Args:
        hours: how long one lasts.
    """

    def __init__(self, hours: float) -> None:
        self.seconds = hours * 3600
        self._sessions: dict[str, Session] = {}

    def begin(self, name: str | None, salt: str = "") -> str:
        """Begins a session, and gives what its cookie holds."""
        now = time.monotonic()
        for key in [key for key, found in list(self._sessions.items()) if found.until < now]:
            self._sessions.pop(key, None)
        while len(self._sessions) >= _MOST:
            self._sessions.pop(next(iter(self._sessions)))
        key = secrets.token_urlsafe(32)
        self._sessions[key] = Session(name, salt, secrets.token_urlsafe(32), now + self.seconds)
        return key

    def get(self, key: str) -> Session | None:
        """The session of a cookie, if it lasts."""
        found = self._sessions.get(key)
        return found if found and found.until >= time.monotonic() else None

    def end(self, key: str) -> None:
        """Ends a session."""
        self._sessions.pop(key, None)


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in equal time."""
    return hmac.compare_digest(one.encode(), other.encode())
