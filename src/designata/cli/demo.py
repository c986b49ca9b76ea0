"""``demo``: the casebook's store, its article read, who it leaves unnamed, customers, a brief."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from designata.cli import brief as briefs
from designata.cli import options, paper
from designata.cli.paper import safe
from designata.engine import Designata
from designata.errors import DesignataError
from designata.model import countries
from designata.model.claim import Modality
from designata.store.dossier import CAVEAT

if TYPE_CHECKING:
    from designata.brief.told import Brief
    from designata.dossier.shape import Dossier
    from designata.news.findings import Attribution, Candidate, Designation, Read, Target
    from designata.screen.match import Answer, Hit
    from designata.store.dossier import Designation as Listing

_CODE = "casebook"
"""The list that the demo asks, whatever else its store holds."""

_SHIP = "9161003"
"""Whom the demo's brief is about: LADY R."""

_NOT_PLAIN = {Modality.REPORTED, Modality.POSSIBLE, Modality.DENIED}
_WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


class Found(msgspec.Struct, frozen=True):
    """The demo's answer, for programs."""

    article: "Read"
    targets: "list[Dossier]"
    customers: "list[Answer]"
    brief: "Brief"
    lists: dict[str, str]
    caveat: str = CAVEAT


def demo(
    store: Annotated[Path, typer.Option("--store", help="Where the demo's store goes.")] = Path(
        ".demo"
    ),
    json: options.Json = False,
) -> None:
    """Run the main job on the casebook that ships inside, and say what it found."""
    from designata.lists import casebook

    engine = Designata(store)
    for told in engine.update([_CODE]):
        if isinstance(told, DesignataError):
            raise told
    read = engine.read(casebook.article().encode(), name="article.md")
    lists = engine.dates()
    hits = [answer for answer in screened(engine) if answer.hits]
    if json:
        targets = [_dossier(engine, name) for event in _new(read) for name in _unnamed(event)]
        paper.json(Found(read, targets, hits, engine.brief(about=_SHIP), lists))
        return
    row = next(row for row in engine.lists() if row.publisher == _CODE)
    paper.say(
        f"[bold]1. A store[/]  {safe(engine.folder)}: {row.entities} entities and "
        f"{row.claims:,} sourced claims of the casebook, {safe(row.published)}"
    )
    document = read.document
    body = document.text[document.blocks[1].start :]
    paper.say(f"\n[bold]2. An article[/]  “{safe(document.title)}”, {document.published}")
    paper.say(f"   [dim]{safe(shorten(body, 330, placeholder=' …'))}[/]", hang=0)
    paper.say("\n[bold]3. Whom it does not name[/]")
    for event in _new(read):
        _event(engine, event)
    _claims(read.claims)
    _customers(hits)
    _brief(engine)
    paper.say(
        "\n[bold]Where to look next[/]\n"
        f"   designata show 9161003 --store {safe(engine.folder)}\n"
        f"   designata lists --store {safe(engine.folder)}\n"
        "   designata read FILE         (an article of your own; --out FILE.html draws it)\n"
        "   designata update            (the official lists, into your own store)\n"
    )
    paper.footer(lists, CAVEAT)


def _brief(engine: Designata) -> None:
    """A brief about one of the ships as a page, and its recording where there is a voice."""
    from designata.brief import report

    told = engine.brief(about=_SHIP)
    page, sound = engine.folder / "brief.html", engine.folder / "brief.mp3"
    player = None
    try:
        player = briefs.spoken(told, sound, page)
    except DesignataError as error:
        paper.complain(error)
    with paper.file(page) as file:
        file.write(report.render(told, page.name, player=player))
    paper.say(f"\n[bold]6. A brief[/]  “{safe(told.title)}”")
    for sentence in told.sections[0].sentences:
        paper.say(f"   {safe(sentence.text)} [dim]\\[{len(sentence.claims)} claims][/]", hang=0)
    paper.say(f"   the page: {safe(page)}")
    if player:
        paper.say(f"   read aloud by a machine: {safe(sound)}")


def _new(read: "Read") -> "list[Designation]":
    """The events that the article reports as news."""
    return [event for event in read.designations if not event.recalled]


def _unnamed(event: "Designation") -> Iterator[str]:
    """The entities that may be meant by an event's unnamed targets."""
    for target in event.targets:
        yield from (candidate.entity for candidate in target.candidates)


def _dossier(engine: Designata, entity: str) -> "Dossier":
    return engine.show(entity).dossiers[0]


def _event(engine: Designata, event: "Designation") -> None:
    when = event.date.value if event.date else "a day that is not told"
    if event.effective:
        when += f", in effect {event.effective.value}"
    counts = ", ".join(_count(target) for target in event.targets)
    paper.say(f"   {safe(event.authority.name)}, {safe(when)}: {safe(counts)}")
    for target in event.targets:
        for candidate in target.candidates:
            _target(_dossier(engine, candidate.entity), event, candidate)
        if target.undecided:
            paper.say(f"\n   [dim]cannot tell who: {safe(target.undecided)}[/]")


def _claims(claims: "list[Attribution]") -> None:
    table = paper.table("who says so", "how firmly", "what")
    for claim in claims:
        if claim.source and claim.modality in _NOT_PLAIN:
            who = claim.source.text or "left open"
            who += f", through {claim.source.via}" if claim.source.via else ""
            what = shorten(claim.text, 100, placeholder=" …")
            table.add_row(safe(who), claim.modality, safe(what))
    paper.say(f"\n[bold]4. Who claims what[/]  {len(claims)} claims; not plainly asserted:\n")
    paper.console().print(table)


def screened(engine: Designata) -> "list[Answer]":
    """The answers to the sample customers, whom we made up."""
    from designata.lists import casebook
    from designata.screen.query import of_columns

    rows = csv.DictReader(io.StringIO(casebook.resource("customers.csv").read_text("utf-8")))
    return engine.matcher().answer([of_columns(row) for row in rows])


def _customers(answers: "list[Answer]") -> None:
    paper.say(
        "\n[bold]5. Which customers to look at[/]  of 200 people, firms and ships that we made up: "
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


def _asked(answer: "Answer", hit: "Hit") -> str:
    names = answer.query.get("names")
    return " | ".join(names) if isinstance(names, tuple) and names else hit.reasons[0].query


def _count(target: "Target") -> str:
    number = _WORDS.get(target.count or 0, str(target.count or "some"))
    kind = target.type if target.count == 1 else f"{target.type}s"
    return (
        f"{number} {kind} of {countries.name(target.country)}"
        if target.country
        else (f"{number} {kind}")
    )


def _target(dossier: "Dossier", event: "Designation", candidate: "Candidate") -> None:
    names = [n.value for n in dossier.names if n.lang in {"kor", "rus"}]
    numbers = [f"IMO {n.value}" for n in dossier.identifiers if n.property == "imoNumber"]
    also = "; ".join(dict.fromkeys([*names, *numbers]))
    paper.say(f"\n   [bold]{safe(dossier.caption)}[/] {safe(dossier.schema)} [dim]{safe(also)}[/]")
    why = ", ".join(f"{reason.feature} {reason.weight:+.1f}" for reason in candidate.reasons)
    paper.say(f"     {candidate.score:.2f} that this one is meant: {safe(why)}")
    for designation in dossier.designations:
        _designation(designation, ours=designation.country == event.authority.country)


def _designation(designation: "Listing", *, ours: bool) -> None:
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
