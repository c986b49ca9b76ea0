"""The demo: the casebook's store, its article, who the article's unnamed targets are, customers.

The article's date, authority and kinds of target are stated in its head, by hand; nothing here
reads its sentences yet. Which entities those are is asked of the store.
"""

import csv
import datetime as dt
import io
from textwrap import shorten

import msgspec

from designata.cli import paper
from designata.cli.paper import safe
from designata.engine import Designata
from designata.errors import DesignataError
from designata.lists import casebook
from designata.model import countries
from designata.screen.match import Answer, Hit
from designata.screen.query import of_columns
from designata.store.dossier import CAVEAT, Designation, Dossier
from designata.store.targets import by_type

_CODE = casebook.PUBLISHER.code
"""The list that the demo asks, whatever else its store holds."""

_WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


class Head(msgspec.Struct, frozen=True):
    """What an article's head states of the designations that it reports."""

    title: str
    published: dt.date
    authority: str
    designated: dt.date
    note: str = ""


class Found(msgspec.Struct, frozen=True):
    """The demo's answer, for programs."""

    article: str
    published: str
    authority: str
    designated: str
    targets: dict[str, list[Dossier]]
    customers: list[Answer]
    lists: dict[str, str]
    caveat: str = CAVEAT


def run(engine: Designata, *, json: bool) -> None:
    """Runs the demo and prints what it found."""
    for told in engine.update([_CODE]):
        if isinstance(told, DesignataError):
            raise told
    head, body = article()
    found = engine.designated(head.authority, head.designated)
    targets = by_type(dossier for dossier in found if dossier.publisher == _CODE)
    lists = engine.dates()
    hits = [answer for answer in screened(engine) if answer.hits]
    if json:
        paper.json(
            Found(
                head.title,
                head.published.isoformat(),
                head.authority,
                head.designated.isoformat(),
                targets,
                hits,
                lists,
            )
        )
        return
    row = next(row for row in engine.lists() if row.publisher == _CODE)
    paper.say(
        f"[bold]1. A store[/]  {safe(engine.folder)}: {row.entities} entities and "
        f"{row.claims:,} sourced claims of the casebook, {safe(row.published)}"
    )
    paper.say(f"\n[bold]2. An article[/]  “{safe(head.title)}”, {head.published}")
    paper.say(f"   [dim]{safe(shorten(body, 330, placeholder=' …'))}[/]", hang=0)
    counts = ", ".join(_count(kind, found) for kind, found in targets.items())
    land = safe(countries.name(head.authority))
    paper.say(
        f"\n[bold]3. Whom it does not name[/]  designated by {land} on {head.designated}:\n"
        f"   {counts}"
    )
    for found in targets.values():
        for dossier in found:
            _target(dossier, head)
    _customers(hits)
    paper.say(
        "\n[bold]Where to look next[/]\n"
        f"   designata show 9161003 --store {safe(engine.folder)}\n"
        f"   designata lists --store {safe(engine.folder)}\n"
        "   designata update            (the official lists, into your own store)\n"
    )
    paper.footer(lists, CAVEAT)


def screened(engine: Designata) -> list[Answer]:
    """The answers to the sample customers, whom we made up."""
    rows = csv.DictReader(io.StringIO(casebook.resource("customers.csv").read_text("utf-8")))
    return engine.matcher().answer([of_columns(row) for row in rows])


def article() -> tuple[Head, str]:
    """The bundled article: what its head states, and its text."""
    _, head, body = casebook.article().split("---\n", 2)
    pairs = (line.split(":", 1) for line in head.splitlines() if ":" in line)
    fields = {key.strip(): value.strip() for key, value in pairs}
    plain = " ".join(line for line in body.split("\n") if not line.startswith("#"))
    return msgspec.convert(fields, Head), " ".join(plain.split())


def _customers(answers: list[Answer]) -> None:
    paper.say(
        "\n[bold]4. Which customers to look at[/]  of 200 people, firms and ships that we made up: "
        f"{len(answers)}\n"
    )
    table = paper.table("score", "asked", "listed", "what speaks most", right=(0,))
    for answer in sorted(answers, key=lambda answer: -answer.hits[0].score):
        hit = answer.hits[0]
        reason = hit.reasons[0]
        table.add_row(
            f"{hit.score:.2f}",
            safe(_asked(answer, hit)),
            safe(hit.caption),
            safe(f"{reason.feature} {reason.weight:+.1f}"),
        )
    paper.console().print(table)


def _asked(answer: Answer, hit: Hit) -> str:
    names = answer.query.get("names")
    return " | ".join(names) if isinstance(names, tuple) and names else hit.reasons[0].query


def _count(kind: str, found: list[Dossier]) -> str:
    number = _WORDS.get(len(found), str(len(found)))
    return f"{number} {kind}{'s' if len(found) > 1 else ''}"


def _target(dossier: Dossier, head: Head) -> None:
    names = [n.value for n in dossier.names if n.lang in {"kor", "rus"}]
    numbers = [f"IMO {n.value}" for n in dossier.identifiers if n.property == "imoNumber"]
    also = "; ".join(dict.fromkeys([*names, *numbers]))
    paper.say(f"\n   [bold]{safe(dossier.caption)}[/] {safe(dossier.schema)} [dim]{safe(also)}[/]")
    for designation in dossier.designations:
        _designation(designation, ours=designation.country == head.authority)


def _designation(designation: Designation, *, ours: bool) -> None:
    colour = "red" if ours else "dim"
    effective = designation.since if designation.since_is == "effective" else None
    when = designation.announced or designation.since or "day not stated"
    if effective and effective != when:
        when += f", in effect {effective}"
    paper.say(f"     [{colour}]{safe(designation.authority)}[/], {safe(when)}")
    if designation.joint_with:
        paper.say(f"       jointly with {safe('; '.join(designation.joint_with))}")
    for reason in designation.reasons if ours else ():
        paper.say(f"       {safe(reason)}")
    addresses = dict.fromkeys(source.url for source in designation.sources if source.url)
    for address in addresses:
        paper.say(f"       [dim]{safe(address)}[/]")
