"""``resolve``, ``judge`` and ``explain``: who is one over all lists, why, and what is unclear."""

import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from designata.cli import options, paper
from designata.cli.paper import safe
from designata.store.dossier import CAVEAT

if TYPE_CHECKING:
    from designata.evidence.explain import Judgement
    from designata.resolve.resolution import Explained, Resolution
    from designata.resolve.review import Open

_SHOWN = 20
_ANSWERS = {"s": "same", "d": "different", "u": "unsure"}
_END = "q"

Say = Callable[[str, str, str], None]
"""Writes down a verdict of two records."""


def resolve(
    *,
    review: Annotated[
        bool, typer.Option("--review", help="Ask about the unclear pairs, one by one.")
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="The most pairs.")] = None,
    who: options.Who = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Say which records of all lists are one, and which pairs somebody should look at."""
    engine = options.opened(store)
    found = engine.resolve(_watching)
    if not review:
        resolved(found, engine.dates(), json=json)
    elif json:
        opened(found, limit)
    else:
        name = _who(who)
        reviewed(
            found,
            lambda left, right, verdict: engine.judge(
                left, right, verdict, who=name, why="looked at in review"
            ),
            limit=limit,
        )


def judge(
    left: Annotated[str, typer.Argument(metavar="A")],
    right: Annotated[str, typer.Argument(metavar="B")],
    verdict: Annotated[str, typer.Argument(metavar="same|different|unsure|undo")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why.")] = "",
    who: options.Who = None,
    store: options.Store = None,
) -> None:
    """Write down whether two records are one; nothing is overwritten."""
    options.opened(store).judge(left, right, verdict, who=_who(who), why=reason)
    paper.say("Written down. The next resolve goes by it.")


def explain(
    left: Annotated[str, typer.Argument(metavar="A")],
    right: Annotated[str, typer.Argument(metavar="B")],
    *,
    out: Annotated[Path | None, typer.Option(help="The waterfall as a picture, .svg.")] = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Show why two records are or are not one, weight by weight."""
    explained(options.opened(store).explain(left, right), out=out, json=json)


def resolved(found: "Resolution", lists: dict[str, str], *, json: bool) -> None:
    """The answer to ``resolve``."""
    from designata.resolve.summary import summary

    answer = summary(found, lists)
    if json:
        paper.json(answer)
        return
    merged = sum(len(cluster.records) for cluster in answer.clusters)
    paper.say(
        f"{answer.records:,} records of the lists are {answer.entities:,} entities: {merged:,} "
        f"records make {len(answer.clusters):,} clusters."
    )
    table = paper.table("entity", "id", "schema", "lists", right=())
    largest = sorted(answer.clusters, key=lambda one: (-len(one.publishers), one.canonical))
    for cluster in largest[:_SHOWN]:
        table.add_row(
            safe(cluster.caption),
            safe(cluster.canonical),
            safe(cluster.schema),
            safe(" ".join(cluster.publishers)),
        )
    paper.console().print(table)
    if len(largest) > _SHOWN:
        paper.say(f"and {len(largest) - _SHOWN:,} more; all of them with --json")
    paper.say(f"\n{answer.open:,} pairs are unclear: designata resolve --review")
    paper.footer(lists, CAVEAT)


def opened(found: "Resolution", limit: int | None) -> None:
    """The review queue as JSON."""
    from designata.resolve.review import queue

    paper.json(queue(found, limit))


def reviewed(found: "Resolution", say: Say, *, limit: int | None) -> None:
    """Asks about unclear pairs one by one, by key or, where input is piped, by line.

    Args:
        found: the resolution.
        say: writes down what is answered.
        limit: the most pairs.
    """
    from designata.resolve.review import queue

    rows = queue(found, limit)
    said = 0
    for number, row in enumerate(rows, 1):
        paper.say(f"\n[bold]{number} of {len(rows)}[/]  worth {row.worth:.1f}")
        _pair(found, row)
        paper.say("[bold]s[/]ame, [bold]d[/]ifferent, [bold]u[/]nsure, [bold]q[/]uit")
        answer = _answer()
        if answer == _END:
            break
        say(row.left, row.right, _ANSWERS[answer])
        said += 1
    paper.say(f"\nJudgements written: {said:,}. The next resolve goes by them.")


def explained(found: "Explained", *, out: Path | None, json: bool) -> None:
    """Why two records are one or not: a table, bars, and a picture in a file."""
    from designata.resolve import waterfall

    if out is not None:
        with paper.file(out) as file:
            file.write(waterfall.svg(found.judgement, found.captions).encode())
    if json:
        paper.json(found)
        return
    for record, caption in zip((found.left, found.right), found.captions, strict=True):
        paper.say(f"[bold]{safe(caption)}[/]  [dim]{safe(record)}[/]")
    paper.say(f"[bold]{found.verdict}[/], probability {found.score:.3f}")
    if found.decided:
        paper.say("  a UN reference, IMO number or LEI decides, whatever the rest says")
    _weights(found.judgement, (found.left, found.right))
    paper.say()
    for line in waterfall.text(found.judgement):
        paper.say(safe(line))
    for row in found.said:
        paper.say(f"  {safe(row.when)} {safe(row.who)}: {safe(row.verdict)}, {safe(row.why)}")
    if out is not None:
        paper.note(f"The picture is in {out}.")


def _who(given: str | None) -> str:
    """Who judges: the name given, else that of the user."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without users
        return "unknown"


def _watching(done: int, of: int) -> None:
    """Progress on standard error, for a person."""
    if sys.stderr.isatty() and of:
        sys.stderr.write(f"\r{done:,} of {of:,} pairs weighed")
        sys.stderr.flush()


def _pair(found: "Resolution", row: "Open") -> None:
    from designata.resolve.judge import judge as weighed

    left, right = found.known[row.left], found.known[row.right]
    for known in (left, right):
        paper.say(
            f"[bold]{safe(known.caption)}[/]  {safe(known.schema)}  [dim]{safe(known.id)}[/]  "
            f"{len(found.together(known.id))} records"
        )
    paper.say(f"probability {row.score:.3f}; {row.doubt}")
    _weights(weighed(left, right), (left.id, right.id))


def _weights(found: "Judgement", ids: tuple[str, str]) -> None:
    table = paper.table("evidence", safe(ids[0]), safe(ids[1]), "", "weight", right=(4,))
    for reason in found.reasons:
        values = safe(reason.query), safe(reason.listed)
        table.add_row(safe(reason.feature), *values, safe(reason.note), f"{reason.weight:+.2f}")
    table.add_row("before any evidence", "", "", "", f"{found.prior:+.2f}")
    paper.console().print(table)


def _answer() -> str:
    """One of the answers; the end of the input is the end."""
    while True:
        key = _key() if sys.stdin.isatty() else _line()
        if key in {*_ANSWERS, _END}:
            return key
        paper.say(f"{safe(key)}: answer s, d, u or q")


def _line() -> str:
    line = sys.stdin.readline()
    return line.strip().lower()[:1] if line else _END


def _key() -> str:
    """One key, where the terminal can give one without Enter."""
    try:
        import termios
        import tty
    except ImportError:  # Windows
        import msvcrt

        return str(msvcrt.getwch()).lower()  # type: ignore[attr-defined,unused-ignore]  # there only
    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number)
        return sys.stdin.read(1).lower() or _END
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
