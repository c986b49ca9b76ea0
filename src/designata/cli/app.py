"""The commands and their options; what they do is the engine's, how it looks ``cli/print_*``."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from designata import __version__
from designata.config import store_folder
from designata.engine import Designata
from designata.errors import DesignataError, InputError, UnrecognisedError

if TYPE_CHECKING:
    from designata.screen.policy import Policy

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
PolicyOption = Annotated[
    Path | None, typer.Option("--policy", metavar="FILE", help="A policy in TOML.")
]
ThresholdOption = Annotated[
    float | None, typer.Option("--threshold", help="Hits from this probability on.")
]
LimitOption = Annotated[int | None, typer.Option("--limit", help="The most hits a question.")]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help="Processes; by default one a processor.")
]
FailOption = Annotated[
    bool, typer.Option("--fail-on-hit", help="End with exit code 3 when there is a hit.")
]
_NOT_ASKED = {"threshold", "limit", "policy", "as_of", "fail_on_hit", "store", "json"}


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


def _policy(path: Path | None, threshold: float | None, limit: int | None) -> "Policy":
    from designata.screen import policy

    return policy.override(policy.load(path), threshold=threshold, limit=limit)


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
def match(  # noqa: PLR0913  - a question's own columns
    name: Annotated[str | None, typer.Argument(help="Several between ' | '.")] = None,
    *,
    schema: Annotated[
        str | None, typer.Option(help="Person, Company, Organization, Vessel, CryptoWallet ...")
    ] = None,
    birth_date: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    country: Annotated[str | None, typer.Option()] = None,
    nationality: Annotated[str | None, typer.Option()] = None,
    gender: Annotated[str | None, typer.Option()] = None,
    birth_place: Annotated[str | None, typer.Option()] = None,
    flag: Annotated[str | None, typer.Option()] = None,
    imo: Annotated[str | None, typer.Option()] = None,
    mmsi: Annotated[str | None, typer.Option()] = None,
    passport: Annotated[str | None, typer.Option(help="Also ISSUER:NUMBER.")] = None,
    tax_number: Annotated[str | None, typer.Option()] = None,
    registration_number: Annotated[str | None, typer.Option()] = None,
    lei: Annotated[str | None, typer.Option()] = None,
    bic: Annotated[str | None, typer.Option()] = None,
    wallet: Annotated[str | None, typer.Option()] = None,
    address: Annotated[str | None, typer.Option()] = None,
    threshold: ThresholdOption = None,
    limit: LimitOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    fail_on_hit: FailOption = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Ask one question: who on the lists may this be, and why."""
    asked = {key: value for key, value in locals().items() if key not in _NOT_ASKED}
    from designata.cli import screen as show

    hit = show.match(
        _open(store),
        asked,
        _policy(policy, threshold, limit),
        as_of=_day(as_of, "--as-of"),
        json=json,
    )
    if hit and fail_on_hit:
        raise typer.Exit(3)


@app.command()
def screen(  # noqa: PLR0913  - a command's own options
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="CSV, XLSX, JSONL, Parquet.")],
    *,
    threshold: ThresholdOption = None,
    limit: LimitOption = None,
    policy: PolicyOption = None,
    as_of: AsOfOption = None,
    out: Annotated[
        Path | None, typer.Option(help="The answers: .csv, .xlsx, .jsonl or .parquet.")
    ] = None,
    workers: WorkersOption = None,
    fail_on_hit: FailOption = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Answer a file of questions; a stopped run goes on when it is started again."""
    from designata.cli import screen as show

    hit = show.screen(
        _open(store),
        source,
        _policy(policy, threshold, limit),
        as_of=_day(as_of, "--as-of"),
        out=out,
        workers=workers,
        json=json,
    )
    if hit and fail_on_hit:
        raise typer.Exit(3)


@app.command()
def compare(
    pairs: Annotated[Path, typer.Argument(help="CSV with schema, name1, name2; or JSONL.")],
    out: Annotated[Path | None, typer.Option(help="A file; else standard output.")] = None,
    workers: WorkersOption = None,
    json: JsonOption = False,
) -> None:
    """Weigh the evidence between two given records, pair by pair; no store is needed."""
    from designata.cli import screen as show

    show.compare(pairs, out=out, workers=workers, json=json)


@app.command()
def read(  # noqa: PLR0913  - a command's own options
    article: Annotated[str, typer.Argument(help="Text, Markdown or HTML; - is standard input.")],
    *,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When; else what the article states.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Write the article and its claims into the store.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="An annotated page, .html, or the JSON.")] = None,
    backend: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="Ask a model there, OpenAI-compatible; needs --model."
        ),
    ] = None,
    model: Annotated[str | None, typer.Option(help="The model's name at --backend.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Say what an article reports: who was designated, who claims what, and who is unnamed."""
    from designata.cli import read as show

    show.read(
        _open(store),
        article,
        published=_day(published, "--published"),
        url=url,
        keep=keep,
        out=out,
        backend=show.backend(backend, model),
        json=json,
    )


@app.command()
def retract(
    article: Annotated[str, typer.Argument(help="Its SHA-256, or the beginning of it.")],
    reason: Annotated[str, typer.Option(help="Why it was retracted.")],
    day: Annotated[str | None, typer.Option(metavar="DATE", help="When; today by default.")] = None,
    store: StoreOption = None,
) -> None:
    """Record that a kept article was retracted: from that day on its claims do not stand."""
    from designata.cli import paper

    _open(store).retract(article, reason, day=_day(day, "--day"))
    paper.say("Recorded. What it claimed can still be seen with --as-of an earlier day.")


@app.command()
def track(  # noqa: PLR0913  - a command's own options
    files: Annotated[
        list[Path], typer.Argument(help="AIS: NMEA, CSV or Parquet, plain or packed.")
    ],
    *,
    imo: Annotated[str | None, typer.Option(help="Only this ship.")] = None,
    mmsi: Annotated[int | None, typer.Option(help="Only this ship.")] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="EVENT", help="gap, encounter, loitering, ...")
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="RULE.PARAM=V", help="gap.min_hours=12 ...")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A page with chart and events, .html.")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Write the events into the store as claims.")
    ] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Say what ships did, event by event, by which rule and why; --out draws it."""
    from designata.cli import track as show

    show.track(
        _open(store),
        files,
        imo=imo,
        mmsi=mmsi,
        only=only,
        keep=keep,
        settings=settings or (),
        out=out,
        json=json,
    )


@app.command()
def resolve(
    *,
    review: Annotated[
        bool, typer.Option("--review", help="Ask about the unclear pairs, one by one.")
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="The most pairs.")] = None,
    who: Annotated[str | None, typer.Option("--who", help="Who judges; else the user.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Say which records of all lists are one, and which pairs somebody should look at."""
    from designata.cli import resolve as show

    engine = _open(store)
    found = engine.resolve(show.watching())
    if not review:
        show.resolved(found, engine.dates(), json=json)
    elif json:
        show.opened(found, limit)
    else:
        name = show.who(who)
        show.review(
            found,
            lambda left, right, verdict: engine.judge(
                left, right, verdict, who=name, why="looked at in review"
            ),
            limit=limit,
        )


@app.command()
def judge(
    left: Annotated[str, typer.Argument(metavar="A")],
    right: Annotated[str, typer.Argument(metavar="B")],
    verdict: Annotated[str, typer.Argument(metavar="same|different|unsure|undo")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    who: Annotated[str | None, typer.Option("--who", help="Who judges; else the user.")] = None,
    store: StoreOption = None,
) -> None:
    """Write down whether two records are one; nothing is overwritten."""
    from designata.cli import paper
    from designata.cli import resolve as show

    _open(store).judge(left, right, verdict, who=show.who(who), why=reason)
    paper.say("Written down. The next resolve goes by it.")


@app.command()
def explain(
    left: Annotated[str, typer.Argument(metavar="A")],
    right: Annotated[str, typer.Argument(metavar="B")],
    *,
    out: Annotated[Path | None, typer.Option(help="The waterfall as a picture, .svg.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Show why two records are or are not one, weight by weight."""
    from designata.cli import resolve as show

    show.explained(_open(store).explain(left, right), out=out, json=json)


@app.command()
def trace(
    query: Annotated[str, typer.Argument(metavar="ID")],
    *,
    to: Annotated[
        str | None, typer.Option("--to", metavar="ID", help="Else the nearest listed.")
    ] = None,
    hops: Annotated[int, typer.Option("--hops", help="The most ties of a route.")] = 6,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Find the best routes to another entity or the nearest listed, with proof at each hop."""
    from designata.cli import network as show

    engine = _open(store)
    found = engine.trace(query, to=to, hops=hops, as_of=_day(as_of, "--as-of"))
    show.traced(engine, found, json=json)


@app.command()
def control(
    query: Annotated[str, typer.Argument(metavar="ID")],
    *,
    as_of: AsOfOption = None,
    keep: Annotated[
        bool, typer.Option("--keep/--no-keep", help="Keep the conclusion as claims.")
    ] = True,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Apply the ownership rules of OFAC, the EU and the UK, with the arithmetic."""
    from designata.cli import network as show

    engine = _open(store)
    found = engine.control(query, as_of=_day(as_of, "--as-of"), keep=keep)
    show.controlled(engine, found, json=json)


@app.command()
def brief(  # noqa: PLR0913  - a command's own options
    *,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="The first day; else the newest changes."),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(metavar="ID", help="An id, name, IMO number, kr-ru, or a kept article."),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A page: .html, .pdf, .md or .json.")] = None,
    audio: Annotated[Path | None, typer.Option(help="A recording: .mp3, .opus or .wav.")] = None,
    lang: Annotated[str, typer.Option(help="en, ko or uk.")] = "en",
    backend: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Let a model there rephrase; needs --model."),
    ] = None,
    model: Annotated[str | None, typer.Option(help="The model's name at --backend.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Tell what changed, or of one entity, pair or article: each sentence with its claims."""
    from designata.cli import brief as show

    done = show.brief(
        _open(store),
        since=_day(since, "--since"),
        about=about,
        lang=lang,
        out=out,
        audio=audio,
        ask=show.model(backend, model),
        json=json,
    )
    if not done:
        raise typer.Exit(1)


@app.command()
def export(
    format: Annotated[str, typer.Argument(help="ftm, nested, csv, graphml, stix ...")],  # noqa: A002  - the contract's word
    out: Annotated[Path | None, typer.Option("--out", help="A file; else standard output.")] = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Write the store in a format that others read."""
    from designata.cli import export as show

    show.export(_open(store), format, out, as_of=_day(as_of, "--as-of"), json=json)


@app.command()
def serve(
    host: Annotated[
        str, typer.Option("--host", help="Any but this machine's own needs a token or users.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
    store: StoreOption = None,
) -> None:
    """Open the workbench and the API; without a store, on the casebook."""
    from designata.cli import serve as show

    show.serve(store_folder(store), host, port)


@app.command()
def mcp(store: StoreOption = None) -> None:
    """Answer a language model's tools over standard input and output (Model Context Protocol)."""
    from designata.api import mcp as tools

    tools.run(store_folder(store))


user = typer.Typer(help="See to who may use a server.", no_args_is_help=True)
app.add_typer(user, name="user")


@user.command("add")
def user_add(
    name: str,
    role: Annotated[str, typer.Option("--role", help="viewer, analyst or admin.")],
    store: StoreOption = None,
) -> None:
    """Add a user, or give one a new password and role; the password is asked for."""
    from designata.cli import serve as show

    show.add(store_folder(store), name, role)


@user.command("remove")
def user_remove(name: str, store: StoreOption = None) -> None:
    """Remove a user; sessions and tokens end at once."""
    from designata.cli import serve as show

    show.remove(store_folder(store), name)


@user.command("list")
def user_list(store: StoreOption = None, json: JsonOption = False) -> None:
    """Say who there is, with which role."""
    from designata.cli import serve as show

    show.users(store_folder(store), json=json)


@user.command("token")
def user_token(name: str, store: StoreOption = None) -> None:
    """Print a new token of a user's, for a program."""
    from designata.cli import serve as show

    show.token(store_folder(store), name)
