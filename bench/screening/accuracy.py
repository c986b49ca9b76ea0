"""Accuracy on pairs, each matcher beside the others, and how true our probabilities are."""

from collections.abc import Sequence
from pathlib import Path

from matchers import Run, all_of
from measures import (
    Scored,
    best_threshold,
    brier,
    calibration_error,
    figures,
    reliability,
)
from page import Page, Series, percent
from sets import Pair

_EDGES = (0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 1.0)


def scored(pairs: Sequence[Pair], run: Run) -> Scored:
    """The scores of a run with the labels."""
    return [(score, pair.same) for score, pair in zip(run.scores, pairs, strict=True)]


def section(
    page: Page, title: str, note: str, pairs: Sequence[Pair], rival: Path | None
) -> list[Run]:
    """Runs every matcher over a set and writes its tables."""
    runs = all_of(pairs, rival)
    ones = sum(pair.same for pair in pairs)
    page.heading(title)
    page.text(f"{note} {ones:,} pairs are one, {len(pairs) - ones:,} are two.")
    table = []
    for run in runs:
        mine = scored(pairs, run)
        threshold = run.threshold or best_threshold(mine)
        found = figures(mine, threshold)
        own = f"{threshold:.2f}" if run.threshold else f"{threshold:.2f}, the best it can have here"
        shares = (found.precision, found.recall, found.f1, found.apart)
        table.append([run.matcher, own, *(f"{s:.3f}" for s in shares), f"{run.rate:,.0f}"])
    page.table(
        ["matcher", "threshold", "P", "R", "F1", "of the two told apart", "pairs a second"], table
    )
    _by_group(page, pairs, runs)
    return runs


def _by_group(page: Page, pairs: Sequence[Pair], runs: Sequence[Run]) -> None:
    groups = list(dict.fromkeys(pair.group for pair in pairs))
    shown = runs[:2] if runs[1].threshold else runs[:1]
    table = []
    for group in groups:
        places = [n for n, pair in enumerate(pairs) if pair.group == group]
        part = [pairs[n] for n in places]
        ones = sum(pair.same for pair in part)
        cells = [group, f"{ones} / {len(part) - ones}"]
        for run in shown:
            mine = [(run.scores[n], pairs[n].same) for n in places]
            found = figures(mine, run.threshold or 0.5)
            cells.append(" / ".join(_figure(s) for s in (found.precision, found.recall, found.f1)))
        table.append(cells)
    page.table(["group", "one / two", *(f"{run.matcher}: P / R / F1" for run in shown)], table)


def _figure(share: float) -> str:
    return "-" if share != share else f"{share:.3f}"  # noqa: PLR0124 - not a number


def namesakes(page: Page, pairs: Sequence[Pair], rival: Path | None) -> None:
    """How many of those that bear one name and are two are told apart."""
    runs = [run for run in all_of(pairs, rival) if run.threshold]
    page.heading("One name, and two that bear it")
    page.text(
        "Records of all lists with one name, letter by letter, that are two by what they show: two"
        " IMO numbers, two LEIs or OGRNs, two days of birth more than three years apart. Share"
        " that is told apart."
    )
    groups = sorted({pair.group for pair in pairs})
    table = []
    for group in groups:
        places = [n for n, pair in enumerate(pairs) if pair.group == group]
        cells = [group, str(len(places))]
        for run in runs:
            below = sum(run.scores[n] < (run.threshold or 0.5) for n in places)
            cells.append(percent(below, len(places)))
        table.append(cells)
    page.table(["who", "pairs", *(run.matcher for run in runs)], table)


def calibration(page: Page, sets: Sequence[tuple[str, Scored]]) -> None:
    """The reliability of our probabilities."""
    page.heading("Calibration")
    page.text(
        "Of the pairs that are given a probability within a span, the mean of what is said and the"
        " share that is true. The pairs of these sets are chosen to be hard, and the ones among"
        " them are more than in practice: the tables show the order and the spread, not a rate of"
        " alarms."
    )
    drawn = []
    for title, mine in sets:
        bins = reliability(mine, _EDGES)
        page.text(
            f"{title}: mean distance {calibration_error(bins):.3f}, Brier score {brier(mine):.3f}."
        )
        cells = [
            [f"{b.low:.2f} to {b.high:.2f}", str(b.pairs), f"{b.said:.3f}", f"{b.true:.3f}"]
            for b in bins
        ]
        page.table(["score", "pairs", "said", "true"], cells)
        drawn.append(Series(title, [b.said for b in bins], [b.true for b in bins]))
    page.plot("calibration", "what is said", "what is true", drawn, diagonal=True)
