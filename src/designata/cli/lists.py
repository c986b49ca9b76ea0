"""``update`` and ``lists``: what an update did, and which lists a store holds."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from designata.cli import options, paper
from designata.cli.paper import safe
from designata.errors import DesignataError, UnrecognisedError
from designata.store.listing import ListRow

if TYPE_CHECKING:
    from designata.store.append import Outcome
    from designata.store.update import Told

_SHOWN = 5


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
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Fetch the official lists, or take files; keep the bytes, append the changes."""
    from designata.cli.bars import watching

    failed = recognised = False
    strangers: list[UnrecognisedError] = []
    engine = options.opened(store)
    with watching() as watcher:
        told = engine.update(
            publishers or (), path=source, accept_shrink=accept_shrink, watcher=watcher
        )
        for item in told:
            if isinstance(item, UnrecognisedError):
                strangers.append(item)
                continue
            recognised = True
            failed = failed or isinstance(item, DesignataError)
            _told(item, json=json)
    _strangers(strangers, alone=not recognised, json=json)
    if failed or not recognised:
        raise typer.Exit(1)


def lists(store: options.Store = None, json: options.Json = False) -> None:
    """Say what is loaded: publisher, dates, counts, licence, sha256."""
    rows = options.opened(store).lists()
    if json:
        paper.json(rows)
    elif rows:
        _table(rows)
    else:
        paper.say("The store holds no list yet. Load some with: designata update")


def _told(item: "Told", *, json: bool) -> None:
    """One line for what became of an edition."""
    if isinstance(item, DesignataError):
        if json:
            problem = {"what": item.what, "where": item.where, "cure": item.cure}
            paper.json_line({"outcome": "failed", "error": problem})
        paper.complain(item)
    elif json:
        paper.json_line(_as_json(item))
    else:
        _line(item)


def _as_json(item: "Outcome") -> dict[str, object]:
    edition = msgspec.structs.asdict(item.edition)
    for internal in ("files", "unparsed_by", "added", "ended", "edition"):
        edition.pop(internal)
    return {
        "outcome": "unchanged" if item.unchanged else "loaded",
        **edition,
        "title": item.title,
        "added": item.added,
        "removed": item.removed,
        "changed": item.changed,
        "unparsed": item.unparsed,
        "samples": item.samples,
    }


def _line(item: "Outcome") -> None:
    row = item.edition
    head = f"[bold]{safe(row.publisher)}[/] {safe(item.title)}, {safe(row.date)}:"
    if item.unchanged:
        paper.say(f"{head} [dim]nothing new, {row.entities:,} entities[/]")
        return
    paper.say(
        f"{head} {row.entities:,} entities, {row.claims:,} claims "
        f"([green]+{item.added:,}[/] [red]-{item.removed:,}[/] [yellow]~{item.changed:,}[/])"
    )
    if item.unparsed:
        total = sum(item.unparsed.values())
        kinds = sorted(item.unparsed.items(), key=lambda pair: -pair[1])
        named = ", ".join(f"{safe(name)} {count:,}" for name, count in kinds[:_SHOWN])
        more = ", …" if len(kinds) > _SHOWN else ""
        paper.say(f"  [dim]{total:,} values kept as text: {named}{more}[/]")


def _strangers(found: Sequence[UnrecognisedError], *, alone: bool, json: bool) -> None:
    """Files that are nobody's list: an error where nothing else was found, else a remark."""
    if alone:
        for error in found[:_SHOWN]:
            _told(error, json=json)
    elif found:
        names = ", ".join(error.where for error in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN:,} more" if len(found) > _SHOWN else ""
        paper.note(f"no lists, left out: {names}{more}")


def _table(rows: Iterable[ListRow]) -> None:
    table = paper.table(
        "publisher", "list", "published", "fetched", "entities", "claims", "sha256", right=(4, 5)
    )
    for row in rows:
        table.add_row(
            safe(row.publisher),
            safe(row.title),
            row.published or "not stated",
            row.fetched[:10],
            f"{row.entities:,}",
            f"{row.claims:,}",
            row.sha256[:12],
        )
    paper.console().print(table)
    for licence in dict.fromkeys(f"{row.publisher}: {row.licence}" for row in rows):
        paper.say(f"[dim]{safe(licence)}[/]")
