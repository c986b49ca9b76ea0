"""``trace`` and ``control``: each hop with what proves it, each sum with its terms."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from designata.cli import options, paper
from designata.cli.paper import safe

if TYPE_CHECKING:
    from designata.engine import Designata
    from designata.network.graph import Listing
    from designata.network.proof import Proof
    from designata.network.ruling import Owned, Ruling
    from designata.network.trace import Route, Traced

_PROOFS = 4
"""The most proofs of a hop that are printed."""

_COLOURS = {"blocked": "red", "cannot tell": "yellow", "not blocked": "green"}


def trace(
    query: Annotated[str, typer.Argument(metavar="ID")],
    *,
    to: Annotated[
        str | None, typer.Option("--to", metavar="ID", help="Else the nearest listed.")
    ] = None,
    hops: Annotated[int, typer.Option("--hops", help="The most ties of a route.")] = 6,
    as_of: options.AsOf = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Find the best routes to another entity or the nearest listed, with proof at each hop."""
    engine = options.opened(store)
    found = engine.trace(query, to=to, hops=hops, as_of=options.day(as_of, "--as-of"))
    _traced(engine, found, json=json)


def control(
    query: Annotated[str, typer.Argument(metavar="ID")],
    *,
    as_of: options.AsOf = None,
    keep: Annotated[
        bool, typer.Option("--keep/--no-keep", help="Keep the conclusion as claims.")
    ] = True,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Apply the ownership rules of OFAC, the EU and the UK, with the arithmetic."""
    engine = options.opened(store)
    found = engine.control(query, as_of=options.day(as_of, "--as-of"), keep=keep)
    _controlled(engine, found, json=json)


def _traced(engine: "Designata", answer: "Traced", *, json: bool) -> None:
    if json:
        paper.json(answer)
        return
    to = safe(answer.to) if answer.to else "the nearest listed"
    paper.say(f"[bold]{safe(answer.query)}[/] to [bold]{to}[/], at most {answer.hops} ties")
    if answer.listed:
        paper.say("  it is itself on a list")
    for number, route in enumerate(answer.routes, 1):
        _route(number, route)
    _end(engine, answer.caveats, answer.caveat)


def _route(number: int, route: "Route") -> None:
    ends = [route.hops[0].caption, *(hop.to_caption for hop in route.hops)]
    paper.say(f"\n{number}. {safe(' – '.join(ends))} [dim]cost {route.cost:g}[/]")
    for hop in route.hops:
        paper.say(
            f"   {safe(hop.caption)} [dim]{safe(hop.entity)}[/] – {safe(hop.to_caption)} "
            f"[dim]{safe(hop.to)}[/]"
        )
        captions = {hop.entity: hop.caption, hop.to: hop.to_caption}
        for proof in hop.proofs[:_PROOFS]:
            _proof(proof, captions, 6)
        if len(hop.proofs) > _PROOFS:
            paper.say(f"      and {len(hop.proofs) - _PROOFS} more")
    _designations(route.designations, "   ")


def _proof(proof: "Proof", captions: dict[str, str], indent: int) -> None:
    one, other = (captions.get(end, end) for end in (proof.one, proof.other))
    details = [proof.role, *proof.percentage]
    details += [word for word in (proof.modality, proof.remark) if word and word != "asserted"]
    if proof.since or proof.until:
        details.append(f"{proof.since or '..'} to {proof.until or '..'}")
    source = proof.source
    said = f" [dim]({safe('; '.join(filter(None, details)))})[/]" if any(details) else ""
    paper.say(f"{' ' * indent}{safe(one)} {safe(proof.says)} {safe(other)}{said}")
    place = ", ".join(filter(None, [source.date, source.url or source.file, source.locator]))
    paper.say(f"{' ' * indent}  [dim]{safe(source.speaker or source.list)}, {safe(place)}[/]")


def _designations(listings: "Iterable[Listing]", indent: str) -> None:
    for listing in listings:
        since = f" since {listing.since}" if listing.since else ""
        paper.say(f"{indent}[red]listed[/] by {safe(listing.authority or 'a list')}{safe(since)}")


def _controlled(engine: "Designata", answers: "list[Owned]", *, json: bool) -> None:
    """One answer for every record that answers to the question."""
    if json:
        paper.json(answers)
        return
    for answer in answers:
        day = f", as of {answer.as_of}" if answer.as_of else ""
        paper.say(
            f"\n[bold]{safe(answer.caption)}[/]  {safe(answer.schema)}  "
            f"[dim]{safe(answer.entity)}{day}[/]"
        )
        for ruling in answer.rulings:
            _ruling(ruling)
    _end(engine, [], answers[0].caveat)


def _ruling(ruling: "Ruling") -> None:
    colour = _COLOURS[ruling.verdict]
    share = "" if ruling.listed else f"  held by blocked owners: {safe(ruling.share.text)}"
    paper.say(f"  [bold]{safe(ruling.name)}[/]: [{colour}]{ruling.verdict}[/]{share}")
    _designations(ruling.listed, "    ")
    captions = {line.entity: line.caption for line in ruling.lines}
    captions |= {owner.entity: owner.caption for line in ruling.lines for owner in line.owners}
    for line in ruling.lines:
        paper.say(f"    {line.number}. {safe(line.text)}", hang=3)
        for owner in line.owners:
            for proof in owner.proofs[:_PROOFS]:
                _proof(proof, captions, 7)
    for caveat in ruling.caveats:
        paper.say(f"    [dim]note: {safe(caveat)}[/]")


def _end(engine: "Designata", caveats: Iterable[str], caveat: str) -> None:
    paper.say()
    for told in caveats:
        paper.say(f"[dim]note: {safe(told)}[/]")
    paper.footer(engine.dates(), caveat)
