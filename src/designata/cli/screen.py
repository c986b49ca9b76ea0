"""Asks and compares: prints hits with their reasons, writes files, tells how it goes on."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from designata.cli import paper
from designata.cli.paper import safe
from designata.screen import write
from designata.screen.match import Answer, Hit
from designata.screen.policy import Policy
from designata.screen.query import of_columns
from designata.store.dossier import CAVEAT

if TYPE_CHECKING:
    import datetime as dt

    from designata.engine import Designata
    from designata.screen.match import Matcher
    from designata.screen.tasks import Done, Summary

_SHOWN = 40
_QUIET = 2.0
_LIKELY = 0.9


def building() -> None:
    """Says why the first question takes longer."""
    paper.note("The store has changed: building its index …")


def match(
    engine: "Designata",
    cells: Mapping[str, str | None],
    policy: Policy,
    *,
    as_of: "dt.date | None",
    json: bool,
) -> bool:
    """Asks one question; whether it has a hit."""
    query = of_columns({column: text for column, text in cells.items() if text})
    matcher = engine.matcher(policy, as_of=as_of, building=building)
    answer = matcher.answer([query])[0]
    if json:
        paper.json(answer)
        return bool(answer.hits)
    for warning in answer.warnings:
        paper.note(warning)
    for hit in answer.hits:
        _hit(hit)
    if not answer.hits:
        paper.say("No hit.")
    for entity in answer.cleared:
        paper.say(f"[dim]{safe(entity)} would be one, had the policy not cleared it.[/]")
    paper.say()
    _footer(answer.lists, answer.policy)
    return bool(answer.hits)


def screen(  # noqa: PLR0913  - a command's own options
    engine: "Designata",
    source: Path,
    policy: Policy,
    *,
    as_of: "dt.date | None",
    out: Path | None,
    workers: int | None,
    json: bool,
) -> bool:
    """Answers a file of questions; whether any has a hit."""
    from designata.screen import batch
    from designata.screen.sheet import open_sheet
    from designata.screen.tasks import Screening

    sheet = open_sheet(source)
    paper.note(f"Columns are taken as: {sheet.guess.told()}")
    index = engine.index(as_of=as_of, building=building)
    matcher = engine.matcher(policy, as_of=as_of)  # refuses a policy before any work is done
    if out:
        with _progress() as progress:
            summary = batch.answer_file(
                source, sheet, index, policy, out, workers=workers, progress=progress
            )
        _summary(summary, json=json)
        return summary.hit > 0
    task = Screening(str(index), policy, sheet.guess, "jsonl")
    chunks = batch.stream(task, sheet, workers=workers)
    return _streamed(chunks) if json else _told(chunks, matcher)


def compare(source: Path, *, out: Path | None, workers: int | None, json: bool) -> None:
    """Compares the pairs of a file; without a name for the answers, on standard output."""
    from designata.screen import batch, pairs
    from designata.screen.sheet import open_sheet

    sheet = open_sheet(source, pairs.guess)
    if out:
        with _progress() as progress:
            summary = batch.compare_file(source, sheet, out, workers=workers, progress=progress)
        paper.note(
            f"{summary.questions:,} pairs written to {out}"
            + (f"; {summary.failed:,} could not be compared" if summary.failed else "")
        )
        return
    form = "jsonl" if json or sheet.form == "jsonl" else "csv"
    _streamed(batch.stream(pairs.Comparing(sheet.guess, form), sheet, workers=workers))


def _streamed(chunks: "Iterable[Done]") -> bool:
    hit = False
    for done in chunks:
        sys.stdout.buffer.write(done.content)
        hit = hit or done.hit > 0
    sys.stdout.buffer.flush()
    return hit


def _told(chunks: "Iterable[Done]", matcher: "Matcher") -> bool:
    """Prints the first answers that have a hit or an error, and counts the rest."""
    decode = msgspec.json.Decoder(Answer).decode
    shown = questions = hit = failed = 0
    for done in chunks:
        questions, hit, failed = questions + done.questions, hit + done.hit, failed + done.failed
        if shown < _SHOWN and (done.hit or done.failed):
            for answer in map(decode, done.content.splitlines()):
                if shown < _SHOWN and (answer.hits or answer.error):
                    shown += 1
                    _short(answer)
    if hit + failed > shown:
        paper.say(f"[dim]and {hit + failed - shown:,} more; all of them with --out FILE[/]")
    paper.say(_counts(questions, hit, failed))
    _footer(matcher.lists, matcher.label)
    return hit > 0


def _short(answer: Answer) -> None:
    """An answer in few lines."""
    if answer.error:
        paper.say(f"[bold]{safe(answer.id)}[/] [yellow]{safe(answer.error)}[/]")
        return
    asked = [str(value) for values in list(answer.query.values())[1:] for value in _listed(values)]
    paper.say(f"[bold]{safe(answer.id)}[/] {safe(' | '.join(asked))}")
    for hit in answer.hits:
        paper.say(f"  {_score(hit)} {_named(hit)}")
        paper.say(f"       [dim]{safe(write.why(hit))}[/]")


def _listed(values: object) -> list[object]:
    return list(values) if isinstance(values, list | tuple) else [values]


def _hit(hit: Hit) -> None:
    paper.say(f"\n{_score(hit)} {_named(hit)}")
    for designation in hit.designations:
        paper.say(f"     {safe(write.designated(designation))}")
    for owner in hit.owned:
        paper.say(f"     [yellow]owned by[/] {safe(owner)} [dim](concluded, not listed)[/]")
    table = paper.table("evidence", "asked", "listed", "", "weight", right=(4,))
    for reason in hit.reasons:
        table.add_row(
            safe(write.label(reason.feature)),
            safe(reason.query),
            safe(reason.listed),
            safe(reason.note),
            f"{reason.weight:+.2f}",
        )
    table.add_row("[dim]before any evidence[/]", "", "", "", f"[dim]{hit.prior:+.2f}[/]")
    paper.console().print(table)


def _named(hit: Hit) -> str:
    return (
        f"[bold]{safe(hit.caption)}[/] {safe(hit.schema)} [dim]{safe(hit.entity)} "
        f"({safe(', '.join(hit.sources))})[/]"
    )


def _score(hit: Hit) -> str:
    colour = "red" if hit.score >= _LIKELY else "yellow"
    return f"[{colour}]{hit.score:.2f}[/]"


def _counts(questions: int, hit: int, failed: int) -> str:
    text = f"{questions:,} questions, [bold]{hit:,}[/] with hits"
    return f"{text}, [yellow]{failed:,} could not be asked[/]" if failed else text


def _summary(summary: "Summary", *, json: bool) -> None:
    if json:
        paper.json(summary)
        return
    paper.say(_counts(summary.questions, summary.hit, summary.failed))
    if summary.resumed:
        paper.say(f"[dim]{summary.resumed:,} of them had been answered before a stop[/]")
    paper.say(f"written to {safe(summary.out)}")
    _footer(summary.lists, summary.policy)


def _footer(lists: dict[str, str], policy: str) -> None:
    paper.footer(lists, f"Policy {policy}. {CAVEAT}")


@contextmanager
def _progress() -> Iterator[Callable[[int, float], None]]:
    """Tells rate and time left on standard error, where that is a terminal and it takes long."""
    began = time.monotonic()
    if not sys.stderr.isatty():
        yield lambda _done, _share: None
        return
    first: list[tuple[int, float, float]] = []

    def told(done: int, share: float) -> None:
        now = time.monotonic()
        first.append((done, share, now)) if not first else None
        if now - began < _QUIET or share <= first[0][1]:
            return
        before, at, when = first[0]
        rate = (done - before) / (now - when)
        left = (now - when) * (1 - share) / (share - at)
        sys.stderr.write(f"\r{done:,} done, {rate:,.0f} a second, {left:,.0f} s left \x1b[K")
        sys.stderr.flush()

    try:
        yield told
    finally:
        sys.stderr.write("\r\x1b[K")
