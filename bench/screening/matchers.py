"""The matchers side by side: ours, nomenklatura in its own environment, rapidfuzz."""

import json
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process
from sets import Pair, Side, rows, write_jsonl

from designata.evidence.comparisons import Record
from designata.evidence.explain import judge

RIVAL = Path(__file__).parent / "rival.py"


class Run(NamedTuple):
    """What a matcher made of a set: its scores, the threshold it is used at, the time it took."""

    matcher: str
    scores: list[float]
    threshold: float | None
    seconds: float

    @property
    def rate(self) -> float:
        """Pairs a second, the records taken apart anew for each pair."""
        return len(self.scores) / self.seconds


def ours(pairs: Sequence[Pair]) -> Run:
    """The evidence's judgement at 0.5."""
    judge(record(pairs[0].left), record(pairs[0].right))
    start = time.perf_counter()
    scores = [judge(record(pair.left), record(pair.right)).score for pair in pairs]
    return Run("designata", scores, 0.5, time.perf_counter() - start)


def record(side: Side) -> Record:
    """A side as the evidence takes it."""
    weak = [text for text, prop in side.names if prop == "weakAlias"]
    return Record.of(side.schema, side.texts, side.facts, weak=weak)


def nomenklatura(pairs: Sequence[Pair], python: Path) -> Run:
    """logic-v2 at its own threshold of 0.7; the time is without its start and its first call."""
    with TemporaryDirectory() as folder:
        given, taken = Path(folder) / "pairs.jsonl", Path(folder) / "scores.csv"
        write_jsonl(pairs, given)
        done = subprocess.run(
            [python, RIVAL, given, taken], check=True, capture_output=True, text=True
        )
        told = json.loads(done.stdout.splitlines()[-1])
        scores = {row["id"]: float(row["score"]) for row in rows(taken)}
    name = f"nomenklatura {told['version']} logic-v2"
    return Run(name, [scores[pair.id] for pair in pairs], 0.7, told["seconds"])


def rapidfuzz(pairs: Sequence[Pair], scorer: str) -> Run:
    """The best of all names against all names; it has no threshold of its own."""
    score = getattr(fuzz, scorer)
    start = time.perf_counter()
    scores = []
    for pair in pairs:
        left = [default_process(text) for text in pair.left.texts]
        right = [default_process(text) for text in pair.right.texts]
        scores.append(max(score(a, b) for a in left for b in right) / 100)
    return Run(f"rapidfuzz {scorer}", scores, None, time.perf_counter() - start)


def all_of(pairs: Sequence[Pair], rival: Path | None) -> list[Run]:
    """Every matcher that is there, on the same pairs."""
    runs = [ours(pairs)]
    if rival:
        runs.append(nomenklatura(pairs, rival))
    return [*runs, *(rapidfuzz(pairs, scorer) for scorer in ("token_set_ratio", "WRatio"))]
