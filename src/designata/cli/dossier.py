"""``show``: who listed whom since when, who did not, and what else is told by whom."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated

import typer

from designata.cli import options, paper
from designata.cli.footnotes import Footnotes
from designata.cli.paper import safe
from designata.dossier.shape import Absent, Dossier, Listing, Name, Shown, Tie
from designata.model import countries, vocabulary
from designata.store.dossier import Designation, Fact, firmest

_SHOWN = 10
"""The most dossiers that are printed in full."""

_TIES = 30
"""The most ties that are printed; all of them are in the JSON."""

_QUIET = {"topics", "sourceUrl", "modifiedAt"}
_PARTS = {"firstName", "secondName", "middleName", "lastName", "nameSuffix"}
"""Said again by the names."""

_SHORT = 60


def show(
    query: Annotated[str, typer.Argument(metavar="ID-OR-NAME-OR-IMO")],
    as_of: options.AsOf = None,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Print the dossier: names, identifiers, designations, ties, claims with their sources."""
    shown(options.opened(store).show(query, as_of=options.day(as_of, "--as-of")), json=json)


def shown(answer: Shown, *, json: bool) -> None:
    """The answer to ``show``."""
    if json:
        paper.json(answer)
        return
    count = len(answer.dossiers)
    if count > 1:
        more = " or more" if answer.more else ""
        paper.say(f"{count}{more} entities answer to {safe(answer.query)}.")
    if count > _SHOWN:
        _overview(answer.dossiers)
    else:
        footnotes = Footnotes()
        for dossier in answer.dossiers:
            _dossier(dossier, footnotes)
        footnotes.show()
    paper.say()
    if not answer.resolved:
        paper.say(
            "[dim]Each record stands for itself: which records of several lists are one is worked"
            " out by designata resolve.[/]"
        )
    paper.footer(answer.lists, answer.caveat)


def _overview(found: Iterable[Dossier]) -> None:
    """A line for each, where whole dossiers would be too many to read."""
    table = paper.table("name", "schema", "id", "lists", "since")
    for dossier in found:
        lists = ", ".join(dict.fromkeys(record.publisher for record in dossier.records))
        since = dossier.first.day if dossier.first else ""
        cells = (dossier.caption, dossier.schema, dossier.entity, lists, since)
        table.add_row(*map(safe, cells))
    paper.console().print(table)
    paper.say("\nOne of them in full: designata show ID")


def _dossier(dossier: Dossier, footnotes: Footnotes) -> None:
    paper.say(
        f"\n[bold]{safe(dossier.caption)}[/]  {safe(dossier.schema)}  "
        f"[dim]{safe(dossier.entity)}[/]"
    )
    if len(dossier.records) > 1:
        ids = ", ".join(record.id for record in dossier.records)
        paper.say(f"  {len(dossier.records)} records are one: {safe(ids)}")
    if dossier.timeline:
        paper.say("  [bold]time line[/]")
    for step in dossier.timeline:
        _step(step, dossier.designations, footnotes)
    _first(dossier)
    _not_listed(dossier.not_listed)
    _names(dossier, footnotes)
    _facts("identifiers", dossier.identifiers, footnotes)
    _ties(dossier.ties, footnotes)
    _told(dossier, footnotes)
    quiet = _QUIET | _PARTS if dossier.names else _QUIET
    _facts("facts", [f for f in dossier.facts if f.property not in quiet], footnotes)


def _step(step: Listing, designations: Iterable[Designation], footnotes: Footnotes) -> None:
    land = f" ({countries.name(step.country)})" if step.country else ""
    word = "[red]designated[/]" if step.sanction else "named, no sanction,"
    firm = "" if step.modality == "asserted" else f", {step.modality}"
    lag = f"  [dim]{step.lag_days:+,} days[/]" if step.lag_days else ""
    paper.say(
        f"    {safe(step.day or 'no day told')}  {word} by {safe(step.authority)}{safe(land)}"
        f"{safe(_dates(step))}{safe(firm)}{lag} {footnotes.mark(step.sources)}",
        hang=4,
    )
    own = [d for d in designations if _act(d) == _act(step)]
    for label, values in (
        ("program", [step.program] if step.program else []),
        ("jointly with", step.joint_with),
        ("legal basis", _all(d.legal_basis for d in own)),
        ("reference", _all(d.references for d in own)),
        ("grounds", _all(d.reasons for d in own)),
    ):
        if values:
            paper.say(f"        {label}: {safe('; '.join(values))}")


def _act(step: Listing | Designation) -> tuple[str | None, ...]:
    return step.authority, step.country, step.since, step.announced, step.until


def _all(values: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(value for each in values for value in each))


def _dates(step: Listing) -> str:
    """The days that the line does not begin with."""
    told = []
    if step.day is None:
        return ""
    if step.since == step.day and step.since_is:
        told.append(step.since_is)
    elif step.announced == step.day:
        told.append("announced")
    if step.since and step.since != step.day:
        told.append(f"{step.since_is} {step.since}")
    elif step.announced and step.announced != step.day:
        told.append(f"announced {step.announced}")
    if step.until:
        told.append(f"until {step.until}")
    return ", " + ", ".join(told) if told else ""


def _first(dossier: Dossier) -> None:
    if not dossier.first or len(dossier.timeline) < 2:  # noqa: PLR2004  - a first among several
        return
    text = f"first designated by {', '.join(dossier.first.authorities)}, {dossier.first.day}"
    if dossier.first.undated:
        told = ", ".join(dossier.first.undated)
        text += f", among those that tell a day; may have been earlier: {told}"
    paper.say(f"  {safe(text)}")


def _not_listed(absent: list[Absent]) -> None:
    if not absent:
        return
    paper.say("  [bold]on no list of[/]")
    for one in absent:
        dates = ", ".join(sorted(set(one.lists.values())))
        told = f"list{'s' * (len(one.lists) > 1)} of {dates}"
        if one.before_first:
            told += ", older than the first designation"
        if one.told_by:
            told += f"; but {', '.join(one.told_by)} tells of a designation"
        paper.say(f"    {safe(one.authority)} [dim]({safe(told)})[/]")


def _names(dossier: Dossier, footnotes: Footnotes) -> None:
    """The names of each script and kind in one paragraph."""
    if not dossier.scripts:
        return
    paper.say("  [bold]names[/]")
    for script in dossier.scripts:
        kinds: dict[str, list[Name]] = {}
        for name in script.names:
            kinds.setdefault(name.properties[0], []).append(name)
        for kind, names in kinds.items():
            told = "; ".join(_name(name, footnotes) for name in names)
            paper.say(f"    {safe(script.script)} {safe(kind)}: {told}")


def _name(name: Name, footnotes: Footnotes) -> str:
    firm = [] if name.modality == "asserted" else [name.modality]
    remark = ", ".join([*name.langs, *firm])
    said = f" [dim]({safe(remark)})[/]" if remark else ""
    return f"{safe(name.value)}{said} {footnotes.mark(name.sources)}"


def _ties(ties: list[Tie], footnotes: Footnotes) -> None:
    if not ties:
        return
    paper.say("  [bold]ties[/]")
    for tie in ties[:_TIES]:
        other = f"[bold]{safe(tie.caption)}[/] [dim]{safe(tie.entity)}[/]"
        line = f"{safe(tie.says)} {other}" if tie.acts else f"{other} {safe(tie.says)} it"
        remarks = ", ".join(_remarks(tie))
        said = f" [dim]({safe(remarks)})[/]" if remarks else ""
        paper.say(f"    {line}{said} {footnotes.mark(tie.sources)}")
    if len(ties) > _TIES:
        paper.say(f"    [dim]and {len(ties) - _TIES:,} more; all of them with --json[/]")


def _remarks(tie: Tie) -> Iterator[str]:
    if tie.modality != "asserted":
        yield tie.modality
    if tie.role:
        yield tie.role
    yield from (share if "%" in share else f"{share} %" for share in tie.percentage)
    if tie.since or tie.until:
        yield f"{tie.since or ''} to {tie.until or ''}".strip()
    if tie.listed_by:
        yield f"listed by {', '.join(tie.listed_by)}"
    if tie.remark:
        yield tie.remark


def _told(dossier: Dossier, footnotes: Footnotes) -> None:
    """What articles say, and what happened."""
    if dossier.claims or dossier.articles:
        paper.say("  [bold]in kept articles[/]")
    for said in dossier.claims:
        who = f"{said.speaker}: " if said.speaker else ""
        firm = "" if said.modality == "asserted" else f" [dim]({safe(said.modality)})[/]"
        paper.say(
            f"    {safe(said.known)}  {safe(who)}“{safe(said.text)}”{firm} "
            f"{footnotes.mark([said.source])}"
        )
    cited = {said.article for said in dossier.claims}
    for article in dossier.articles:
        if article.id not in cited:
            status = f" [dim]({safe(article.status)})[/]" if article.status else ""
            paper.say(
                f"    {safe(article.published or 'no day told')}  named in {safe(article.title)}"
                f"{status} {footnotes.mark([article.source])}"
            )
    if dossier.events:
        paper.say("  [bold]events[/]")
    for event in dossier.events:
        firm = "" if event.modality == "asserted" else f" [dim]({safe(event.modality)})[/]"
        paper.say(f"    {safe(event.caption)}{firm} {footnotes.mark(event.sources)}")


def _facts(title: str, facts: list[Fact], footnotes: Footnotes) -> None:
    """The values of each property in one paragraph, long ones in a line each."""
    if not facts:
        return
    paper.say(f"  [bold]{title}[/]")
    by_property: dict[str, dict[str, list[Fact]]] = {}
    for fact in facts:
        by_property.setdefault(fact.property, {}).setdefault(fact.value, []).append(fact)
    for prop, values in by_property.items():
        short = [_value(told, footnotes) for value, told in values.items() if len(value) <= _SHORT]
        long = [_value(told, footnotes) for value, told in values.items() if len(value) > _SHORT]
        for text in ["; ".join(short), *long] if short else long:
            paper.say(f"    {safe(prop)}: {text}")


def _value(told: list[Fact], footnotes: Footnotes) -> str:
    """One value with what is to be known of it and all its sources."""
    value = told[0].value
    firm = firmest(fact.modality for fact in told)
    remarks = list(dict.fromkeys(fact.lang for fact in told if fact.lang))
    if firm != "asserted":
        remarks.append(firm)
    written = {fact.original for fact in told}
    if _is_country(told[0].property):
        value = countries.name(value)
    elif len(written) == 1 and (original := written.pop()) and len(original) <= _SHORT:
        remarks.append(f"as written: {original}")
    said = f" [dim]({safe(', '.join(remarks))})[/]" if remarks else ""
    return f"{safe(value)}{said} {footnotes.mark(fact.source for fact in told)}"


@cache
def _is_country(prop: str) -> bool:
    """Whether a property's values, of a record or of a part of it, are codes of countries."""
    schemata = vocabulary.schemata().values()
    return any(schema.properties.get(prop.rpartition(".")[2]) == "country" for schema in schemata)
