"""Prints dossiers: what each list says, and where it stands in which document."""

from collections.abc import Iterable

from designata.cli import paper
from designata.cli.paper import safe
from designata.engine import Shown
from designata.model import countries
from designata.store.dossier import Designation, Dossier, Fact, Source
from designata.store.find import MOST

_SHOWN = 10
"""The most dossiers that are printed in full."""

_QUIET = {"topics", "sourceUrl", "modifiedAt"}


class _Footnotes:
    """Numbers the documents that facts stand in."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}

    def mark(self, sources: Iterable[Source]) -> str:
        marks = dict.fromkeys(self._number(source) for source in sources)
        return "[dim]" + "".join(rf"\[{number}]" for number in marks) + "[/]"

    def _number(self, source: Source) -> int:
        key = (
            source.speaker or source.list,
            source.date,
            source.url or source.file,
            source.sha256[:12],
        )
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def show(self) -> None:
        paper.say("\n[bold]Sources[/]")
        for (name, date, where, sha256), number in self._numbers.items():
            paper.say(
                rf"  [dim]\[{number}][/] {safe(name)}, {safe(date)}, {safe(where)} "
                f"[dim]sha256 {sha256}[/]"
            )


def shown(answer: Shown, *, json: bool) -> None:
    """The answer to ``show``."""
    if json:
        paper.json(answer)
        return
    count = len(answer.dossiers)
    if count > 1:
        more = " or more" if count == MOST else ""
        paper.say(f"{count}{more} records answer to {safe(answer.query)}.")
    if count > _SHOWN:
        _overview(answer.dossiers)
    else:
        footnotes = _Footnotes()
        for dossier in answer.dossiers:
            _dossier(dossier, footnotes)
        footnotes.show()
    paper.say()
    paper.footer(answer.lists, answer.caveat)


def _overview(found: Iterable[Dossier]) -> None:
    """A line for each, where whole dossiers would be too many to read."""
    table = paper.table("name", "schema", "id", "since")
    for dossier in found:
        since = min((d.since for d in dossier.designations if d.since), default="")
        table.add_row(safe(dossier.caption), safe(dossier.schema), safe(dossier.entity), since)
    paper.console().print(table)
    paper.say("\nOne of them in full: designata show ID")


def _dossier(dossier: Dossier, footnotes: _Footnotes) -> None:
    paper.say(
        f"\n[bold]{safe(dossier.caption)}[/]  {safe(dossier.schema)}  "
        f"[dim]{safe(dossier.entity)}[/]"
    )
    topics = {fact.value for fact in dossier.facts if fact.property == "topics"}
    word = "designated" if "sanction" in topics else "listed"
    for designation in dossier.designations:
        _designation(word, designation, footnotes)
    _facts("names", dossier.names, footnotes)
    _facts("identifiers", dossier.identifiers, footnotes)
    if dossier.ties:
        paper.say("  [bold]ties[/]")
        for tie in dossier.ties:
            role = f"{tie.role}: " if tie.role and tie.role != tie.end else ""
            paper.say(
                f"    {safe(tie.end)}: {safe(role)}{safe(tie.caption)} "
                f"[dim]{safe(tie.entity)}[/] {footnotes.mark([tie.source])}"
            )
    _facts("facts", [f for f in dossier.facts if f.property not in _QUIET], footnotes)


def _designation(word: str, designation: Designation, footnotes: _Footnotes) -> None:
    land = f" ({countries.name(designation.country)})" if designation.country else ""
    since = (
        f"since {designation.since} ({designation.since_is})"
        if designation.since
        else "since a day that the list does not state"
    )
    if designation.announced and designation.since_is == "effective":
        since += f", announced {designation.announced}"
    until = f", until {designation.until}" if designation.until else ""
    paper.say(
        f"  [red]{word}[/] by {safe(designation.authority)}{safe(land)} {safe(since + until)} "
        f"{footnotes.mark(designation.sources)}"
    )
    for label, values in (
        ("program", [designation.program] if designation.program else []),
        ("jointly with", designation.joint_with),
        ("legal basis", designation.legal_basis),
        ("reference", designation.references),
        ("grounds", designation.reasons),
    ):
        if values:
            paper.say(f"    {label}: {safe('; '.join(values))}")


def _facts(title: str, facts: list[Fact], footnotes: _Footnotes) -> None:
    if not facts:
        return
    paper.say(f"  [bold]{title}[/]")
    merged: dict[tuple[str, str, str], list[Source]] = {}
    for fact in facts:
        remark = ", ".join(
            part
            for part in (
                fact.lang or "",
                "" if fact.modality == "asserted" else fact.modality,
                f"as written: {fact.original}" if fact.original else "",
            )
            if part
        )
        merged.setdefault((fact.property, fact.value, remark), []).append(fact.source)
    for (prop, value, remark), sources in merged.items():
        said = f" [dim]({safe(remark)})[/]" if remark else ""
        paper.say(f"    {safe(prop)}: {safe(value)}{said} {footnotes.mark(sources)}")
