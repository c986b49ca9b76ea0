"""How a server is set: where it listens, who may ask, how much it takes."""

import ipaddress

import msgspec

from designata.errors import InputError


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How a server is set.

    Args:
        host: the address to listen at.
        port: the port.
        token: lets a program that shows it do everything.
        hosts: names by which browsers may call it, beside ``host``.
        json_bytes: the largest body of a request that is no upload.
        upload_bytes: the largest upload.
        rate: requests a second that one client may send in the long run.
        burst: requests that it may send at once.
        logins: tries to sign in, for one client in a minute.
        session_hours: how long one stays signed in.
        jobs: how many jobs run at once.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    hosts: tuple[str, ...] = ()
    json_bytes: int = 8 << 20
    upload_bytes: int = 64 << 20
    rate: float = 200.0
    burst: float = 1000.0
    logins: int = 10
    session_hours: float = 12.0
    jobs: int = 2

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it.

        >>> Settings().is_loopback, Settings(host="0.0.0.0").is_loopback
        (True, False)
        """
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False


def check(settings: Settings, *, users: bool) -> None:
    """Refuses to listen where others can reach it and nobody must say who they are.

    Args:
        settings: of the server.
        users: whether there are any.

    Raises:
        InputError: when it is so, or the token is too short to be one.
    """
    if settings.token is not None and len(settings.token) < _SHORTEST_TOKEN:
        raise InputError(
            f"the token is shorter than {_SHORTEST_TOKEN} letters",
            where="DESIGNATA_TOKEN",
            cure="make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'",
        )
    if not (settings.is_loopback or settings.token or users):
        raise InputError(
            "others could reach it, and nobody would have to say who they are",
            where=f"--host {settings.host}",
            cure="make a user with: designata user add NAME --role admin; or set DESIGNATA_TOKEN",
        )


_SHORTEST_TOKEN = 16
