"""Answers a file of questions with a file of answers, however long it is; compares pairs alike.

The form of the answers is told by the file's name: ``.csv``, ``.xlsx``, ``.parquet``, else JSON
Lines. It is there whole or not at all, and goes on after a kill (``journal.py``).
"""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from designata import __version__
from designata.errors import InputError
from designata.evidence import weights
from designata.index.lookup import Index
from designata.screen import shown
from designata.screen.journal import Draft, fingerprint
from designata.screen.pairs import Comparing
from designata.screen.policy import Policy
from designata.screen.pool import run
from designata.screen.sheet import Sheet
from designata.screen.tasks import Done, Screening, Summary, Task

Progress = Callable[[int, float], None]
"""Told how many rows are done, and what share of the input has been read."""

_FORMS = {".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".parquet": "parquet", ".pq": "parquet"}


def form_of(out: Path) -> str:
    """The form of a file of answers, by its name.

    >>> form_of(Path("hits.XLSX")), form_of(Path("hits.ndjson"))
    ('xlsx', 'jsonl')
    """
    return _FORMS.get(out.suffix.lower(), "jsonl")


def stream(task: Task, sheet: Sheet, *, workers: int | None = None) -> Iterator[Done]:
    """What becomes of a sheet, chunk by chunk; nothing is written."""
    yield Done(task.head(), 0)
    yield from run(task, sheet.rows(), workers=workers)


def answer_file(  # noqa: PLR0913  - what, by what, whereto, and how it goes on
    source: Path,
    sheet: Sheet,
    index: Path,
    policy: Policy,
    out: Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
    first: Path | None = None,
) -> Summary:
    """Answers a file of questions with a file of answers.

    Args:
        source: the file of questions.
        sheet: it, opened.
        index: of the store.
        policy: what counts as a hit.
        out: the file of answers.
        workers: processes; as many as there are processors by default.
        progress: is told how it goes on.
        first: where the first rows that have a candidate are kept, for a page.

    Raises:
        InputError: when a file cannot be read or written, or both are one.
    """
    about = Index(index).about
    form = form_of(out)
    inner = form if form in {"csv", "jsonl"} else "bare"
    task = Screening(str(index), policy, sheet.guess, inner)
    with _draft(source, out, policy.digest, msgspec.json.encode(about).decode()) as draft:
        before = draft.mark.questions
        _go_on(draft, task, sheet, workers, progress)
        summary = Summary(
            questions=draft.mark.questions,
            hit=draft.mark.hit,
            failed=draft.mark.failed,
            resumed=before,
            lists=about.lists,
            policy=policy.label,
            weights=weights.table().version,
            out=str(out),
            columns=sheet.guess.told(),
            as_of=about.as_of,
        )
        if first:
            shown.save(first, draft.path, inner)
        draft.finish(_made(form, sheet, draft.path, policy, summary))
    return summary


def compare_file(
    source: Path,
    sheet: Sheet,
    out: Path,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Compares the pairs of a file; CSV or JSON Lines, by the name of the file of answers.

    Raises:
        InputError: when a file cannot be read or written, or both are one.
    """
    form = form_of(out)
    if form not in {"csv", "jsonl"}:
        raise InputError(
            f"pairs are not written as {form}", where=str(out), cure="name a .csv or .jsonl"
        )
    with _draft(source, out) as draft:
        before = draft.mark.questions
        _go_on(draft, Comparing(sheet.guess, form), sheet, workers, progress)
        draft.finish()
    return Summary(
        questions=draft.mark.questions,
        hit=draft.mark.hit,
        failed=draft.mark.failed,
        resumed=before,
        lists={},
        policy="",
        weights=weights.table().version,
        out=str(out),
        columns=sheet.guess.told(),
    )


def _draft(source: Path, out: Path, *by: str) -> Draft:
    """The file of answers in the making; gone on with when it was made from all the same."""
    if out.exists() and out.samefile(source):
        raise InputError(
            "the answers would overwrite what is asked",
            where=str(out),
            cure="name another file with --out",
        )
    made_from = (fingerprint(source), form_of(out), str(weights.table().version), __version__)
    return Draft(out, " ".join((*made_from, *by)))


def _go_on(
    draft: Draft, task: Task, sheet: Sheet, workers: int | None, progress: Progress | None
) -> None:
    before = draft.mark.questions
    if not draft.mark.size:
        draft.add(Done(task.head(), 0))
    rows = islice(sheet.rows(), before, None)
    for done in run(task, rows, workers=workers, first=before + 1):
        draft.add(done)
        if progress:
            progress(draft.mark.questions, sheet.share)


def _made(form: str, sheet: Sheet, answers: Path, policy: Policy, summary: Summary) -> Path | None:
    """What is made from bare answers, where they are to become a workbook or Parquet."""
    if form == "xlsx":
        from designata.screen.workbook import write as write_workbook

        return write_workbook(sheet, answers, policy, summary)
    if form == "parquet":
        from designata.screen.arrow import write as write_parquet

        return write_parquet(sheet, answers, summary)
    return None
