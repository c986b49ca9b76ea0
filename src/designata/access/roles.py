"""The dependencies by which a route says who may use it."""

from fastapi import Request

from designata.access.who import Role, Who
from designata.errors import DeniedError, UnknownAskerError


def viewer(request: Request) -> Who:
    """Lets whoever is known pass."""
    return _at_least(request, "viewer")


def analyst(request: Request) -> Who:
    """Lets analysts and admins pass."""
    return _at_least(request, "analyst")


def admin(request: Request) -> Who:
    """Lets admins pass."""
    return _at_least(request, "admin")


def _at_least(request: Request, role: Role) -> Who:
    who: Who | None = getattr(request.state, "who", None)
    if who is None:
        raise UnknownAskerError("it is not known who asks", cure="sign in, or show a token")
    if not who.may(role):
        raise DeniedError(
            f"this is for the role {role}, and {who.name} has {who.role}",
            cure="ask an admin of this server",
        )
    return who
