"""Prints what an article reports: its events with their targets, its claims with their speakers."""

import datetime as dt
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import msgspec

from designata.cli import paper
from designata.cli.paper import safe
from designata.engine import Designata, Read
from designata.errors import InputError
from designata.model import countries
from designata.news.findings import Attribution, Designation, Mention, Target

if TYPE_CHECKING:
    from designata.news.backend import Backend

_TEXT = 160
_HASH = 12
_COUNTED = {"person": "people", "other": "others"}


def read(  # noqa: PLR0913  - a command's own options
    engine: Designata,
    article: str,
    *,
    published: dt.date | None,
    url: str | None,
    keep: bool,
    out: Path | None,
    backend: "Backend | None",
    json: bool,
) -> None:
    """Reads an article.

    Raises:
        InputError: when it cannot be read, or the page cannot be written.
    """
    found = engine.read(
        _bytes(article),
        name="" if article == "-" else Path(article).name,
        published=published,
        url=url,
        keep=keep,
        backend=backend,
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


def backend(address: str | None, model: str | None) -> "Backend | None":
    """Who reads: the rules, or the model that was named.

    Raises:
        InputError: when only one of address and model is given, or they are none.
    """
    if address is None and model is None:
        return None
    if address is None or model is None:
        raise InputError(
            "a model is asked only where address and name are given",
            where="--backend" if address is None else "--model",
            cure="give both, --backend https://… and --model NAME",
        )
    from designata.news.backend import of_address

    return of_address(address, model, os.environ)


def _bytes(article: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if article == "-" else Path(article).read_bytes()
    except OSError as error:
        raise InputError(
            f"the article cannot be read: {error.strerror or error}",
            where=article,
            cure="name a file of text, Markdown or HTML",
        ) from error


def _write(engine: Designata, found: Read, out: Path) -> None:
    """The annotated page, or the JSON where the file is named so."""
    if out.suffix.lower() == ".json":
        content = msgspec.json.format(msgspec.json.encode(found))
    else:
        content = engine.page(found).encode()
    with paper.file(out) as file:
        file.write(content)


def _print(found: Read) -> None:
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


def _event(number: int, event: Designation, mentions: dict[str, Mention]) -> None:
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


def _target(target: Target, mentions: dict[str, Mention]) -> None:
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


def _claims(claims: Iterable[Attribution]) -> None:
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
