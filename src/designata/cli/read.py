"""``read`` and ``retract``: events with their targets, claims with their speakers."""

import os
import sys
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from designata.cli import options, paper
from designata.cli.paper import safe
from designata.engine import Designata
from designata.errors import InputError
from designata.model import countries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designata.news.backend import Backend
    from designata.news.findings import Attribution, Designation, Mention, Read, Target

_TEXT = 160
_HASH = 12
_COUNTED = {"person": "people", "other": "others"}


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
    model: options.Model = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Say what an article reports: who was designated, who claims what, and who is unnamed."""
    engine = options.opened(store)
    found = engine.read(
        _bytes(article),
        name="" if article == "-" else Path(article).name,
        published=options.day(published, "--published"),
        url=url,
        keep=keep,
        backend=_backend(backend, model),
    )
    if out:
        _write(engine, found, out)
    if json:
        paper.json(found)
        return
    _print(found)
    if keep:
        paper.say(f"kept as sha256 {found.document.sha256[:_HASH]}")
    if out:
        paper.say(f"written to {safe(out)}")


def retract(
    article: Annotated[str, typer.Argument(help="Its SHA-256, or the beginning of it.")],
    reason: Annotated[str, typer.Option(help="Why it was retracted.")],
    day: Annotated[str | None, typer.Option(metavar="DATE", help="When; today by default.")] = None,
    store: options.Store = None,
) -> None:
    """Record that a kept article was retracted: from that day on its claims do not stand."""
    options.opened(store).retract(article, reason, day=options.day(day, "--day"))
    paper.say("Recorded. What it claimed can still be seen with --as-of an earlier day.")


def _backend(address: str | None, name: str | None) -> "Backend | None":
    """Who reads: the rules, or the model that was named."""
    named = options.model(address, name)
    if named is None:
        return None
    from designata.news.backend import of_address

    return of_address(*named, os.environ)


def _bytes(article: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if article == "-" else Path(article).read_bytes()
    except OSError as error:
        raise InputError(
            f"the article cannot be read: {error.strerror or error}",
            where=article,
            cure="name a file of text, Markdown or HTML",
        ) from error


def _write(engine: Designata, found: "Read", out: Path) -> None:
    """The annotated page, or the JSON where the file is named so."""
    if out.suffix.lower() == ".json":
        content = msgspec.json.format(msgspec.json.encode(found))
    else:
        content = engine.page(found).encode()
    with paper.file(out) as file:
        file.write(content)


def _print(found: "Read") -> None:
    document = found.document
    title = document.title or "An article without a headline"
    paper.say(f"[bold]{safe(title)}[/]")
    paper.say(f"[dim]{safe(document.published or 'no date stated')}, {document.language}[/]")
    for warning in found.warnings:
        paper.note(warning)
    mentions = {mention.id: mention for mention in found.mentions}
    for number, event in enumerate(found.designations, 1):
        _event(number, event, mentions)
    _claims(found.claims)
    paper.say()
    paper.footer(found.lists, found.caveat)


def _event(number: int, event: "Designation", mentions: "dict[str, Mention]") -> None:
    who = [event.authority, *event.partners]
    names = " jointly with ".join(
        dict.fromkeys(
            f"{party.name} ({countries.name(party.country)})" if party.country else party.name
            for party in who
        )
    )
    when = event.date.value if event.date else "no date"
    if event.effective:
        when += f", in effect {event.effective.value}"
    kind = event.action + (", recalled" if event.recalled else "")
    paper.say(f"\n[bold]{number}. {kind}[/] by {safe(names)}, {safe(when)}, {event.modality}")
    for target in event.targets:
        _target(target, mentions)
    for reason in event.reasons:
        paper.say(f"   [dim]because[/] {safe(_short(reason.text))}")
    if event.legal_basis:
        paper.say(f"   [dim]under[/] {safe('; '.join(span.text for span in event.legal_basis))}")


def _target(target: "Target", mentions: "dict[str, Mention]") -> None:
    number = str(target.count) if target.count else "some"
    kind = target.type if target.count == 1 else _COUNTED.get(target.type, f"{target.type}s")
    land = f" of {countries.name(target.country)}" if target.country else ""
    paper.say(f"   [red]{number} {kind}{safe(land)}[/]")
    for name in target.mentions:
        mention = mentions[name]
        link = f" = {mention.entity} ({mention.score:.2f})" if mention.entity else ""
        paper.say(f"     {safe(mention.text)}[dim]{safe(link)}[/]")
    for candidate in target.candidates:
        best = ", ".join(f"{r.feature} {r.weight:+.1f}" for r in candidate.reasons)
        paper.say(
            f"     unnamed: [bold]{safe(candidate.caption)}[/] {safe(candidate.entity)} "
            f"({candidate.score:.2f}: {safe(best)})"
        )
    if target.undecided:
        paper.say(f"     [dim]cannot tell who: {safe(target.undecided)}[/]")


def _claims(claims: "Iterable[Attribution]") -> None:
    table = paper.table("who says so", "how firmly", "what")
    for claim in claims:
        who = claim.source.text if claim.source else ""
        if claim.source and claim.source.via:
            who += f", through {claim.source.via}"
        firmly = claim.modality + (", negated" if claim.polarity == "negated" else "")
        table.add_row(safe(who or "left open"), firmly, safe(_short(claim.text)))
    if table.row_count:
        paper.say("\n[bold]Claims[/]")
        paper.console().print(table)


def _short(text: str) -> str:
    return shorten(text, _TEXT, placeholder=" …")
