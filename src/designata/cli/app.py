"""The application: its commands in the order of the help; each is told in a module of its own."""

from typing import Annotated

import typer

from designata import __version__
from designata.cli import (
    brief,
    changes,
    demo,
    dossier,
    export,
    lists,
    network,
    read,
    resolve,
    screen,
    serve,
    track,
    users,
)

app = typer.Typer(
    name="designata",
    help="Open sanctions intelligence: who was sanctioned, by whom, since when, on whose word.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:  # noqa: FBT001  - typer's callback
    if asked:
        typer.echo(f"designata {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    pass


for _command in (
    demo.demo,
    lists.update,
    lists.lists,
    changes.changes,
    dossier.show,
    screen.match,
    screen.screen,
    screen.compare,
    read.read,
    read.retract,
    track.track,
    resolve.resolve,
    resolve.judge,
    resolve.explain,
    network.trace,
    network.control,
    brief.brief,
    export.export,
    serve.serve,
    serve.mcp,
):
    app.command()(_command)
app.add_typer(users.user, name="user")
