"""``match``, ``screen`` and ``compare``: hits with their reasons, on paper or in files."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from designata.cli import options, paper
from designata.cli.paper import safe
from designata.store.dossier import CAVEAT

if TYPE_CHECKING:
    from designata.screen.match import Answer, Hit, Matcher
    from designata.screen.tasks import Done, Summary

_SHOWN = 40
_QUIET = 2.0
_LIKELY = 0.9
_SETTINGS = {"threshold", "limit", "policy", "as_of", "fail_on_hit", "store", "json"}
"""The parameters of ``match`` that are no columns of the question."""


def match(  # noqa: PLR0913  - a question's own columns
    name: Annotated[str | None, typer.Argument(help="Several between ' | '.")] = None,
    *,
    schema: Annotated[
        str | None, typer.Option(help="Person, Company, Organization, Vessel, CryptoWallet ...")
    ] = None,
    birth_date: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    country: Annotated[str | None, typer.Option()] = None,
    nationality: Annotated[str | None, typer.Option()] = None,
    gender: Annotated[str | None, typer.Option()] = None,
    birth_place: Annotated[str | None, typer.Option()] = None,
    flag: Annotated[str | None, typer.Option()] = None,
    imo: Annotated[str | None, typer.Option()] = None,
    mmsi: Annotated[str | None, typer.Option()] = None,
    passport: Annotated[str | None, typer.Option(help="Also ISSUER:NUMBER.")] = None,
    tax_number: Annotated[str | None, typer.Option()] = None,
    registration_number: Annotated[str | None, typer.Option()] = None,
    lei: Annotated[str | None, typer.Option()] = None,
    bic: Annotated[str | None, typer.Option()] = None,
    wallet: Annotated[str | None, typer.Option()] = None,
    address: Annotated[str | None, typer.Option()] = None,
    threshold: options.Threshold = None,
    limit: options.Limit = None,
    policy: options.PolicyFile = None,
    as_of: options.AsOf = None,
    fail_on_hit: options.FailOnHit = False,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Ask one question: who on the lists may this be, and why."""
    given = locals()
    from designata.screen.query import of_columns

    cells = {column: text for column, text in given.items() if text and column not in _SETTINGS}
    matcher = options.opened(store).matcher(
        options.policy(policy, threshold, limit),
        as_of=options.day(as_of, "--as-of"),
        building=_building,
    )
    answer = matcher.answer([of_columns(cells)])[0]
    if json:
        paper.json(answer)
    else:
        _answer(answer)
    _end(hit=bool(answer.hits), fail_on_hit=fail_on_hit)


def screen(  # noqa: PLR0913  - a command's own options
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="CSV, XLSX, JSONL, Parquet.")],
    *,
    threshold: options.Threshold = None,
    limit: options.Limit = None,
    policy: options.PolicyFile = None,
    as_of: options.AsOf = None,
    out: Annotated[
        Path | None, typer.Option(help="The answers: .csv, .xlsx, .jsonl or .parquet.")
    ] = None,
    workers: options.Workers = None,
    fail_on_hit: options.FailOnHit = False,
    store: options.Store = None,
    json: options.Json = False,
) -> None:
    """Answer a file of questions; a stopped run goes on when it is started again."""
    from designata.screen import batch
    from designata.screen.sheet import open_sheet
    from designata.screen.tasks import Screening

    engine, day = options.opened(store), options.day(as_of, "--as-of")
    rules = options.policy(policy, threshold, limit)
    sheet = open_sheet(source)
    paper.note(f"Columns are taken as: {sheet.guess.told()}")
    index = engine.index(as_of=day, building=_building)
    matcher = engine.matcher(rules, as_of=day)  # refuses a policy before any work is done
    if out:
        with _progress() as progress:
            summary = batch.answer_file(
                source, sheet, index, rules, out, workers=workers, progress=progress
            )
        _summary(summary, json=json)
        hit = summary.hit > 0
    else:
        task = Screening(str(index), rules, sheet.guess, "jsonl")
        chunks = batch.stream(task, sheet, workers=workers)
        hit = _streamed(chunks) if json else _told(chunks, matcher)
    _end(hit=hit, fail_on_hit=fail_on_hit)


def compare(
    pairs: Annotated[Path, typer.Argument(help="CSV with schema, name1, name2; or JSONL.")],
    out: Annotated[Path | None, typer.Option(help="A file; else standard output.")] = None,
    workers: options.Workers = None,
    json: options.Json = False,
) -> None:
    """Weigh the evidence between two given records, pair by pair; no store is needed."""
    from designata.screen import batch
    from designata.screen.pairs import Comparing, guess
    from designata.screen.sheet import open_sheet

    sheet = open_sheet(pairs, guess)
    if out:
        with _progress() as progress:
            summary = batch.compare_file(pairs, sheet, out, workers=workers, progress=progress)
        paper.note(
            f"{summary.questions:,} pairs written to {out}"
            + (f"; {summary.failed:,} could not be compared" if summary.failed else "")
        )
        return
    form = "jsonl" if json or sheet.form == "jsonl" else "csv"
    _streamed(batch.stream(Comparing(sheet.guess, form), sheet, workers=workers))


def _building() -> None:
    """Says why the first question takes longer."""
    paper.note("The store has changed: building its index …")


def _end(*, hit: bool, fail_on_hit: bool) -> None:
    if hit and fail_on_hit:
        raise typer.Exit(3)


def _answer(answer: "Answer") -> None:
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


def _streamed(chunks: "Iterable[Done]") -> bool:
    hit = False
    for done in chunks:
        sys.stdout.buffer.write(done.content)
        hit = hit or done.hit > 0
    sys.stdout.buffer.flush()
    return hit


def _told(chunks: "Iterable[Done]", matcher: "Matcher") -> bool:
    """Prints the first answers that have a hit, an error or a warning, and counts the rest."""
    from designata.screen.match import Answer

    decode = msgspec.json.Decoder(Answer).decode
    shown = questions = hit = failed = left = 0
    for done in chunks:
        questions, hit, failed = questions + done.questions, hit + done.hit, failed + done.failed
        if shown >= _SHOWN:
            left += done.hit + done.failed
            continue
        for answer in map(decode, done.content.splitlines()):
            if answer.hits or answer.error or answer.warnings:
                if shown < _SHOWN:
                    _short(answer)
                shown += 1
    left += max(shown - _SHOWN, 0)
    if left:
        paper.say(f"[dim]and {left:,} more; all of them with --out FILE[/]")
    paper.say(_counts(questions, hit, failed))
    _footer(matcher.lists, matcher.label)
    return hit > 0


def _short(answer: "Answer") -> None:
    """An answer in few lines."""
    from designata.screen import write

    if answer.error:
        paper.say(f"[bold]{safe(answer.id)}[/] [yellow]{safe(answer.error)}[/]")
        return
    asked = [str(value) for values in list(answer.query.values())[1:] for value in _listed(values)]
    paper.say(f"[bold]{safe(answer.id)}[/] {safe(' | '.join(asked))}")
    for hit in answer.hits:
        paper.say(f"  {_score(hit)} {_named(hit)}")
        paper.say(f"       [dim]{safe(write.why(hit))}[/]")
    for warning in answer.warnings:
        paper.say(f"  [yellow]{safe(warning)}[/]")


def _listed(values: object) -> list[object]:
    return list(values) if isinstance(values, list | tuple) else [values]


def _hit(hit: "Hit") -> None:
    from designata.screen import write

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


def _named(hit: "Hit") -> str:
    return (
        f"[bold]{safe(hit.caption)}[/] {safe(hit.schema)} [dim]{safe(hit.entity)} "
        f"({safe(', '.join(hit.sources))})[/]"
    )


def _score(hit: "Hit") -> str:
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
    if summary.as_of:
        paper.say(f"by what was known on {summary.as_of}")
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
