"""Merges against the truth that lists state themselves: UN references and IMO numbers.

    python bench/resolve_bench.py STORE [--rival PYTHON] [--out FILE]

Records of different lists that state one UN reference or one IMO number are one; those that state
different ones are two. The numbers are hidden from the matcher, in whatever field they stand: from
blocking, from the evidence, and from the constraints of clustering. Figures are told for all such
pairs and for the third whose numbers no weight and no threshold was set on (bench/resolve_fit.py).
A pair is counted by the numbers of its first record, so that both kinds of pairs are split alike.
``--rival`` names a Python in whose environment splink is: it gets the same records and is asked for
the same pairs.
"""

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import msgspec
import numpy as np

import resolve_fit as fitting
from designata.evidence import weights
from designata.names.parts import kind_of, parse
from designata.resolve import block, cluster, judge, keys, records, state, step
from designata.resolve.cluster import Edge, Pair
from designata.resolve.records import Known
from designata.store.claims import Store

RIVAL = Path(__file__).with_name("rival_splink.py")


class Score(msgspec.Struct, frozen=True):
    """How pairs were told.

    Args:
        right: pairs that are one and were told so.
        wrong: pairs that are two and were told to be one.
        missed: pairs that are one and were not told so.
    """

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was told that is so."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """The share of what is so that was told."""
        return self.right / max(self.right + self.missed, 1)


def truth(known: Iterable[Known]) -> set[Pair]:
    """The pairs across lists that share a UN reference or an IMO number."""
    stated: dict[tuple[str, str], list[Known]] = defaultdict(list)
    for one in known:
        for prop in fitting.HIDDEN:
            for value in one.facts.get(prop, ()):
                stated[prop, value].append(one)
    return {
        cluster.pair(one.id, other.id)
        for group in stated.values()
        for one, other in combinations(group, 2)
        if one.publisher != other.publisher
    }


def across(clusters: Iterable[Iterable[str]], known: dict[str, Known]) -> set[Pair]:
    """The pairs across lists that clusters make one."""
    return {
        (one, other)
        for members in clusters
        for one, other in combinations(sorted(members), 2)
        if known[one].publisher != known[other].publisher
    }


def score(told: set[Pair], so: set[Pair], known: dict[str, Known], *, held: bool) -> Score:
    """How pairs were told, of all or of those held out, whose truth the numbers tell."""

    def counts(pair: Pair) -> bool:
        return not held or fitting.held_out(known[pair[0]])

    told = {p for p in told if counts(p) and fitting.told(known[p[0]], known[p[1]]) is not None}
    so = {p for p in so if counts(p)}
    return Score(len(told & so), len(told - so), len(so - told))


def resolved(hidden: list[Known]) -> tuple[list[frozenset[str]], float]:
    """The clusters without any deciding number, and the seconds they took."""
    began = time.perf_counter()
    table = block.table([(n, key) for n, one in enumerate(hidden) for key in keys.of(one)])
    found = block.candidates(table)
    packed = state.packed(found["left_record"], found["right_record"])
    odds = np.array(step.weighed(hidden, packed))
    left, right = state.unpacked(packed)
    edges = [
        Edge(hidden[one].id, hidden[other].id, value)
        for one, other, value in zip(left.tolist(), right.tolist(), odds.tolist(), strict=True)
        if value > float("-inf")
    ]
    by_id = {one.id: one for one in hidden}
    clusters = cluster.clusters(by_id, edges, {}, decide=lambda _left, _right: None)
    return clusters, time.perf_counter() - began


def contradictions(known: dict[str, Known], store: Store) -> int:
    """The clusters of the store, resolved with its numbers, that hold two that differ."""
    edges = state.load(store.folder)
    if edges is None:
        raise SystemExit("resolve the store first: designata resolve --store STORE")
    left, right = state.unpacked(edges.pairs)
    rows = zip(left.tolist(), right.tolist(), edges.odds.tolist(), strict=True)
    weighed = [
        Edge(edges.known[one].id, edges.known[other].id, value)
        for one, other, value in rows
        if value > float("-inf")
    ]
    return sum(
        any(
            judge.decided(known[one], known[other]) is judge.Verdict.DIFFERENT
            for one, other in combinations(members, 2)
        )
        for members in cluster.clusters(known, weighed, {})
    )


def rival(python: str, hidden: list[Known]) -> tuple[dict[str, list[list[str]]], float]:
    """The clusters that splink makes of the same records, by threshold."""
    rows = [_row(one) for one in hidden]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.json"
        path.write_text(json.dumps(rows), "utf-8")
        began = time.perf_counter()
        done = subprocess.run([python, str(RIVAL), str(path)], stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout), time.perf_counter() - began


def _row(known: Known) -> dict[str, object]:
    """A record as splink takes it: columns of single values and of lists."""
    kind = kind_of(known.schema)
    names = [" ".join(sorted(parse(name, kind).words)) for name in known.names]
    facts = known.facts
    return {
        "unique_id": known.id,
        "source_dataset": known.publisher,
        "kind": kind,
        "name": names[0] if names else None,
        "names": sorted({*names} - {""}),
        "birth": next(iter(facts.get("birthDate", ())), None),
        "year": next((value[:4] for value in facts.get("birthDate", ())), None),
        "countries": sorted(
            {v for p in ("nationality", "country", "flag") for v in facts.get(p, ())}
        ),
        "numbers": sorted(known.numbers()),
        "built": next(iter(facts.get("buildDate", ())), None),
    }


def report(told: dict[str, tuple[set[Pair], float]], so: set[Pair], known: dict[str, Known]) -> str:
    """The figures as a table in Markdown."""
    lines = [
        "| by | pairs | precision | recall | right | wrong | missed | seconds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, (pairs, seconds) in told.items():
        for label, held in (("held out", True), ("all", False)):
            found = score(pairs, so, known, held=held)
            lines.append(
                f"| {name} | {label} | {found.precision:.4f} | {found.recall:.4f} "
                f"| {found.right} | {found.wrong} | {found.missed} | {seconds:.1f} |"
            )
    return "\n".join(lines)


def heading(store: Store) -> str:
    """What the figures rest on."""
    lists = ", ".join(f"{p} {row.date}" for (p, _), row in sorted(store.current().items()))
    python = ".".join(map(str, sys.version_info[:3]))
    return (
        "# Merges, measured\n\nWritten by `bench/resolve_bench.py` on "
        f"{dt.datetime.now(dt.UTC).date()}: Python {python}, weights version "
        f"{weights.table().version}; lists: {lists}.\n\nPairs of records of different lists that"
        " share a UN reference or an IMO number are one, those that state different\nones are two;"
        " the numbers are hidden from the matchers. *Held out*: pairs whose numbers no weight was\n"
        "fitted on. How they are split, and what is wrong and missed: [resolve.md](../resolve.md)."
    )


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--rival", metavar="PYTHON", help="of an environment with splink")
    parser.add_argument("--out", type=Path, help="a file for the table")
    parser.add_argument("--wrong", action="store_true", help="print what was told wrongly")
    given = parser.parse_args()
    store = Store(given.store)
    known = {one.id: one for one in records.read(store)}
    hidden = [fitting.hide(one) for one in known.values()]
    so = truth(known.values())
    clusters, seconds = resolved(hidden)
    told = {"designata": (across(clusters, known), seconds)}
    if given.rival:
        others, seconds = rival(given.rival, hidden)
        for threshold, found in others.items():
            told[f"splink at {threshold}"] = across(found, known), seconds
    table = report(told, so, known)
    print(table)
    if given.out:
        given.out.write_text(f"{heading(store)}\n\n{table}\n", "utf-8")
    print(f"{contradictions(known, store)} clusters of the store hold a contradiction")
    pairs = told["designata"][0]
    wrong = {p for p in pairs - so if fitting.told(known[p[0]], known[p[1]]) is not None}
    print("wrong:", dict(Counter(known[p[0]].schema for p in wrong)))
    print("missed:", dict(Counter(known[p[0]].schema for p in so - pairs)))
    for one, other in sorted(wrong) if given.wrong else ():
        print(" ", one, other, known[one].caption, "|", known[other].caption)


if __name__ == "__main__":
    main()
