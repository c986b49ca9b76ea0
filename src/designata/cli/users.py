"""``user``: who may use a server, with which role, and tokens for their programs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from designata.cli import options, paper
from designata.cli.paper import safe
from designata.config import store_folder
from designata.errors import InputError

if TYPE_CHECKING:
    from designata.access.users import Users

user = typer.Typer(help="See to who may use a server.", no_args_is_help=True)


@user.command()
def add(
    name: str,
    role: Annotated[str, typer.Option("--role", help="viewer, analyst or admin.")],
    store: options.Store = None,
) -> None:
    """Add a user, or give one a new password and role; the password is asked for."""
    from designata.access.who import ROLES

    if role not in ROLES:
        raise InputError(
            f"{role!r} is no role", where="--role", cure=f"give one of {', '.join(ROLES)}"
        )
    _users(store).add(name, _password(), role)
    paper.note(f"{name} may now sign in, as {role}.")


@user.command()
def remove(name: str, store: options.Store = None) -> None:
    """Remove a user; sessions and tokens end at once."""
    _users(store).remove(name)
    paper.note(f"{name} may no longer sign in.")


@user.command("list")
def listed(store: options.Store = None, json: options.Json = False) -> None:
    """Say who there is, with which role."""
    found = sorted(_users(store).all().values(), key=lambda user: user.name)
    if json:
        rows = [{"name": u.name, "role": u.role, "tokens": len(u.tokens)} for u in found]
        paper.json(rows)
        return
    if not found:
        paper.say("There are no users: on this machine everybody may do everything.")
        return
    table = paper.table("name", "role", "tokens", right=(2,))
    for one in found:
        table.add_row(safe(one.name), one.role, str(len(one.tokens)))
    paper.console().print(table)


@user.command()
def token(name: str, store: options.Store = None) -> None:
    """Print a new token of a user's, for a program."""
    sys.stdout.write(_users(store).token(name) + "\n")
    paper.note("It is told this once. A program shows it as: Authorization: Bearer TOKEN")


def _users(store: Path | None) -> "Users":
    from designata.access.users import Users

    return Users(store_folder(store))


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    import getpass

    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise InputError("the two are not the same", cure="type the password again")
    return password
