"""The commands and their options; what they do is the engine's, how it looks ``cli/print_*``."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from designata import __version__
from designata.config import store_folder
from designata.engine import Designata
from designata.errors import DesignataError, InputError, UnrecognisedError

app = typer.Typer(
    name="designata",
    help="Open sanctions intelligence: who was sanctioned, by whom, since when, on whose word.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

StoreOption = Annotated[
    Path | None, typer.Option("--store", help="The store's folder; also DESIGNATA_STORE.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON for programs.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As known on a past day, ISO.")
]


def _open(store: Path | None) -> Designata:
    return Designata(store_folder(store))


def _day(text: str | None, option: str) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            f"{text!r} is no day", where=option, cure="write it as 2024-04-02"
        ) from error


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


@app.command()
def demo(
    store: Annotated[Path, typer.Option("--store", help="Where the demo's store goes.")] = Path(
        ".demo"
    ),
    json: JsonOption = False,
) -> None:
    """Run the main job on the casebook that ships inside, and say what it found."""
    from designata.cli import demo as show

    show.run(Designata(store), json=json)


@app.command()
def update(
    publishers: Annotated[
        list[str] | None, typer.Argument(help="Codes such as ofac, un, kr; all by default.")
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="PATH", help="A file, folder or archive to search."),
    ] = None,
    accept_shrink: Annotated[
        bool, typer.Option("--accept-shrink", help="Take editions that lost many entities.")
    ] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Fetch the official lists, or take files; keep the bytes, append the changes."""
    from designata.cli import lists as show

    failed = recognised = False
    strangers: list[UnrecognisedError] = []
    engine = _open(store)
    with show.watching() as watcher:
        told = engine.update(
            publishers or (), path=source, accept_shrink=accept_shrink, watcher=watcher
        )
        for item in told:
            if isinstance(item, UnrecognisedError):
                strangers.append(item)
                continue
            recognised = True
            failed = failed or isinstance(item, DesignataError)
            show.told(item, json=json)
    show.strangers(strangers, alone=not recognised, json=json)
    if failed or not recognised:
        raise typer.Exit(1)


@app.command()
def lists(store: StoreOption = None, json: JsonOption = False) -> None:
    """Say what is loaded: publisher, dates, counts, licence, sha256."""
    from designata.cli import lists as show

    show.lists(_open(store).lists(), json=json)


@app.command()
def changes(
    publisher: Annotated[str | None, typer.Option("--publisher", help="One publisher's.")] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="Compare with what was known on this day."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="What was known on this day.")
    ] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Say which records were added, removed and changed, field by field."""
    from designata.cli import changes as show

    found = _open(store).changes(publisher, since=_day(since, "--from"), until=_day(until, "--to"))
    show.changes(found, json=json)


@app.command()
def show(
    query: Annotated[str, typer.Argument(metavar="ID-OR-NAME-OR-IMO")],
    as_of: AsOfOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Print the dossier: names, identifiers, designations, ties, claims with their sources."""
    from designata.cli import dossier

    dossier.shown(_open(store).show(query, as_of=_day(as_of, "--as-of")), json=json)


@app.command()
def export(
    format: Annotated[str, typer.Argument(help="ftm, nested, csv or parquet.")],  # noqa: A002  - the contract's word
    out: Annotated[Path | None, typer.Option("--out", help="A file; else standard output.")] = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
) -> None:
    """Write the store in a format that others read."""
    from designata.cli import export as show

    show.export(_open(store), format, out, as_of=_day(as_of, "--as-of"))
