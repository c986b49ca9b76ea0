"""The dependencies by which a route says who may use it.

They are coroutines, since FastAPI would run functions in a thread, which takes longer than they do.
"""

from fastapi import Request

from designata.access.who import Role, Who
from designata.errors import DeniedError, UnknownAskerError


def asker(request: Request) -> Who:
    """Who asks.

    Raises:
        UnknownAskerError: when that is not known.
    """
    who: Who | None = getattr(request.state, "who", None)
    if who is None:
        raise UnknownAskerError("it is not known who asks", cure="sign in, or show a token")
    return who


async def viewer(request: Request) -> Who:
    """Lets whoever is known pass."""
    return asker(request)


async def analyst(request: Request) -> Who:
    """Lets analysts and admins pass."""
    return _at_least(request, "analyst")


async def admin(request: Request) -> Who:
    """Lets admins pass."""
    return _at_least(request, "admin")


def _at_least(request: Request, role: Role) -> Who:
    who = asker(request)
    if not who.may(role):
        raise DeniedError(
            f"this is for the role {role}, and {who.name} has {who.role}",
            cure="ask an admin of this server",
        )
    return who
