"""Serves a store, and sees to who may ask."""

import os
import sys
from pathlib import Path

from designata.access.settings import Settings
from designata.access.users import Users
from designata.access.who import ROLES
from designata.cli import paper
from designata.cli.paper import safe
from designata.engine import Designata
from designata.errors import DesignataError, InputError
from designata.store import manifest


def serve(folder: Path, host: str, port: int) -> None:
    """Serves a store; where there is none, one of the casebook is made first.

    Raises:
        InputError: when others could reach it and nobody would have to say who they are.
    """
    from designata.serve.run import run

    hosts = os.environ.get("DESIGNATA_HOSTS", "")
    settings = Settings(
        host=host,
        port=port,
        token=os.environ.get("DESIGNATA_TOKEN") or None,
        hosts=tuple(name.strip() for name in hosts.split(",") if name.strip()),
    )
    if not manifest.exists(folder):
        paper.note("There is no store yet: taking in the casebook …")
        for told in Designata(folder).update(["casebook"]):
            if isinstance(told, DesignataError):
                raise told
    place = f"[{host}]" if ":" in host else host
    paper.note(f"Designata serves {folder} at http://{place}:{port}/ until it is stopped.")
    run(folder, settings)


def add(folder: Path, name: str, role: str) -> None:
    """Adds a user; the password comes from a prompt, or the first line of standard input."""
    if role not in ROLES:
        raise InputError(
            f"{role!r} is no role", where="--role", cure=f"give one of {', '.join(ROLES)}"
        )
    Users(folder).add(name, _password(), role)
    paper.note(f"{name} may now sign in, as {role}.")


def remove(folder: Path, name: str) -> None:
    """Removes a user."""
    Users(folder).remove(name)
    paper.note(f"{name} may no longer sign in.")


def users(folder: Path, *, json: bool) -> None:
    """Says who there is."""
    found = sorted(Users(folder).all().values(), key=lambda user: user.name)
    if json:
        rows = [{"name": u.name, "role": u.role, "tokens": len(u.tokens)} for u in found]
        paper.json(rows)
        return
    if not found:
        paper.say("There are no users: on this machine everybody may do everything.")
        return
    table = paper.table("name", "role", "tokens", right=(2,))
    for user in found:
        table.add_row(safe(user.name), user.role, str(len(user.tokens)))
    paper.console().print(table)


def token(folder: Path, name: str) -> None:
    """Prints a new token of a user's, this once."""
    sys.stdout.write(Users(folder).token(name) + "\n")
    paper.note("It is told this once. A program shows it as: Authorization: Bearer TOKEN")


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    import getpass

    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise InputError("the two are not the same", cure="type the password again")
    return password
