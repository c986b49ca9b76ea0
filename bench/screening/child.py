"""One measured step in a process of its own; prints one line of JSON.

python bench/screening/child.py build STORE INDEX
python bench/screening/child.py made STORE INDEX COUNT
python bench/screening/child.py ask INDEX QUESTIONS.csv COUNT
python bench/screening/child.py screen INDEX QUESTIONS.csv
python bench/screening/child.py fuzz INDEX QUESTIONS.csv COUNT
"""

import csv
import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from people import SEED, ask

from designata.index import build as building
from designata.index.entries import entries
from designata.index.entry import Listed
from designata.index.lookup import Index
from designata.names.parts import kind_of
from designata.screen import policy
from designata.screen.match import Matcher
from designata.screen.pool import run
from designata.screen.sheet import open_sheet
from designata.screen.tasks import Screening
from designata.store.claims import Store


def build(store: str, path: str) -> dict[str, float]:
    """Builds the index of a store."""
    start = time.perf_counter()
    about = building.build(Store(Path(store)), Path(path))
    return _built(Path(path), time.perf_counter() - start, about.names)


def made(store: str, path: str, count: str) -> dict[str, float]:
    """Builds an index of made-up entities."""
    real = list(entries(Store(Path(store))))
    start = time.perf_counter()
    about = building.of_entries(recombined(real, int(count)), Path(path))
    return _built(Path(path), time.perf_counter() - start, about.names)


def _built(path: Path, seconds: float, names: int) -> dict[str, float]:
    return {"seconds": seconds, "bytes": path.stat().st_size, "names": names}


def recombined(real: list[Listed], count: int) -> Iterator[Listed]:
    """Entities with one name each, of words of real names at their places.

    A name takes its length, its schema and its facts from one listed entity, and each word from
    the same place of another of the kind, so that words are as common as in the lists.
    """
    rng = random.Random(SEED)
    words: dict[str, list[list[str]]] = {}
    for entry in real:
        for text, _ in entry.names:
            words.setdefault(kind_of(entry.schema), []).append(text.split())
    seen: set[str] = set()
    while len(seen) < count:
        entry = rng.choice(real)
        if not entry.names:
            continue
        pool = words[kind_of(entry.schema)]
        length = len(entry.names[rng.randrange(len(entry.names))][0].split())
        text = " ".join(_word(rng.choice(pool), place) for place in range(length))
        if text not in seen:
            seen.add(text)
            yield Listed(
                id=f"made-{len(seen)}",
                schema=entry.schema,
                publisher="made",
                names=[(text, "name")],
                facts=entry.facts,
                designations=entry.designations,
            )


def _word(words: list[str], place: int) -> str:
    return words[min(place, len(words) - 1)]


def questions(path: str, count: str) -> list[dict[str, str]]:
    """The first rows of a file of questions."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(islice(csv.DictReader(file), int(count)))


def answer(index: str, path: str, count: str) -> dict[str, float]:
    """Answers questions in this process."""
    asked = questions(path, count)
    start = time.perf_counter()
    matcher = Matcher(Index(Path(index)), policy.default())
    opened = time.perf_counter() - start
    answers, seconds = ask(matcher, asked)
    hits = sum(bool(each.hits) for each in answers)
    return {"open": opened, "seconds": seconds, "questions": len(asked), "hits": hits}


def screen(index: str, path: str) -> dict[str, float]:
    """Answers all questions as the command does: on all processors, from cold."""
    sheet = open_sheet(Path(path))
    start = time.perf_counter()
    task = Screening(index, policy.default(), sheet.guess, "jsonl")
    done = list(run(task, sheet.rows()))
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "questions": sum(chunk.questions for chunk in done),
        "hits": sum(chunk.hit for chunk in done),
    }


def fuzz(index: str, path: str, count: str) -> dict[str, float]:
    """The same by rapidfuzz over every listed name; all cores, one name of each question."""
    from rapidfuzz import process
    from rapidfuzz.fuzz import token_set_ratio
    from rapidfuzz.utils import default_process

    opened = Index(Path(index))
    listed = [
        default_process(text)
        for number in range(opened.about.entities)
        for text, _ in opened.entry(number).names
    ]
    asked = [default_process(row["name"]) for row in questions(path, count)]
    start = time.perf_counter()
    hits = 0
    for first in range(0, len(asked), 50):
        scores = process.cdist(
            asked[first : first + 50], listed, scorer=token_set_ratio, score_cutoff=90, workers=-1
        )
        hits += int((scores.max(axis=1) > 0).sum())
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "questions": len(asked), "hits": hits, "names": len(listed)}


STEPS: dict[str, Callable[..., dict[str, float]]] = {
    "build": build,
    "made": made,
    "ask": answer,
    "screen": screen,
    "fuzz": fuzz,
}

if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:])))
