"""``serve`` and ``mcp``: the faces that programs, browsers and language models talk to."""

import os
from typing import Annotated

import typer

from designata.cli import options, paper
from designata.config import store_folder
from designata.engine import Designata
from designata.errors import DesignataError


def serve(
    host: Annotated[
        str, typer.Option("--host", help="Any but this machine's own needs a token or users.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    store: options.Store = None,
) -> None:
    """Open the workbench and the API; without a store, on the casebook."""
    from designata.access.settings import Settings
    from designata.serve.run import run
    from designata.store import manifest

    folder = store_folder(store)
    hosts = os.environ.get("DESIGNATA_HOSTS", "")
    settings = Settings(
        host=host,
        port=port,
        token=os.environ.get("DESIGNATA_TOKEN") or None,
        hosts=tuple(name.strip() for name in hosts.split(",") if name.strip()),
    )
    if not manifest.there(folder):
        paper.note("There is no store yet: taking in the casebook …")
        for told in Designata(folder).update(["casebook"]):
            if isinstance(told, DesignataError):
                raise told
    place = f"[{host}]" if ":" in host else host
    paper.note(f"Designata serves {folder} at http://{place}:{port}/ until it is stopped.")
    run(folder, settings)


def mcp(store: options.Store = None) -> None:
    """Answer a language model's tools over standard input and output (Model Context Protocol)."""
    from designata.api import mcp as tools

    tools.run(store_folder(store))
