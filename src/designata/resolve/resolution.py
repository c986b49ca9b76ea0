"""Resolves a store: who is one over all lists, under which identifier, and what is unclear.

The answer is worked out from the store, what was kept of the last time, and the ledger of
judgements; nothing in the store's own logs changes.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import msgspec
from filelock import FileLock

from designata.errors import InputError, NotFoundError, StoreError
from designata.evidence.explain import Judgement
from designata.resolve import canonical, cluster, judge, ledger, state
from designata.resolve.cluster import Edge, Pair, pair
from designata.resolve.judge import Verdict
from designata.resolve.ledger import Judged
from designata.resolve.records import Known
from designata.resolve.step import Progress, silent, step
from designata.store.claims import Store


class Resolution(msgspec.Struct, frozen=True, dict=True):
    """Who is one.

    Args:
        known: every listed record, by id.
        edges: every pair that was worth weighing, by id.
        judged: what people say of pairs.
        clusters: of more than one record.
        canonical: the canonical identifier of every record and identifier that has another.
    """

    known: Mapping[str, Known]
    edges: Mapping[Pair, Edge]
    judged: Mapping[Pair, Verdict]
    clusters: list[frozenset[str]]
    canonical: Mapping[str, str]

    @cached_property
    def cluster_of(self) -> dict[str, frozenset[str]]:
        """The cluster of each record that is in one."""
        return {member: together for together in self.clusters for member in together}

    def together(self, record: str) -> frozenset[str]:
        """The records that are one with this one, itself included."""
        return self.cluster_of.get(record, frozenset((record,)))

    def name(self, record: str) -> str:
        """The canonical identifier of a record, or of an identifier that was canonical."""
        return self.canonical.get(record, record)


def resolve(store: Store, progress: Progress = silent) -> Resolution:
    """Resolves a store, and keeps what the next time can use.

    Raises:
        StoreError: when the folder cannot be written to.
    """
    with _writing(store.folder):
        held = state.load(store.folder)
        now = step(store, held, progress)
        if now is not held:
            state.save(store.folder, now)
        known = {one.id: one for one in now.known}
        edges = {edge.pair: edge for edge in _edges(now)}
        judged = ledger.standing(ledger.load(store.folder))
        found = cluster.clusters(known, edges.values(), judged)
        rows = canonical.load(store.folder)
        added = canonical.advance(rows, known, found, now.edition)
        rows += added
        if added or not canonical.place(store.folder).is_file():
            canonical.save(store.folder, rows)
    return Resolution(known, edges, judged, found, canonical.current(rows))


def say(store: Store, said: Judged) -> None:
    """Writes down what somebody says of a pair.

    Raises:
        NotFoundError: when the store never held one of the records.
        InputError: when the two cannot be one, and are said to be.
    """
    left, right = find(store, said.left), find(store, said.right)
    if said.verdict == Verdict.SAME:
        if not judge.comparable(left.schema, right.schema):
            raise InputError(
                f"a {left.schema} and a {right.schema} cannot be one",
                where=f"{left.id}, {right.id}",
                cure="look at both with: designata show ID",
            )
        if judge.decided(left, right) is Verdict.DIFFERENT:
            raise InputError(
                "the two state different UN references, IMO numbers or LEIs",
                where=f"{left.id}, {right.id}",
                cure="no cluster may hold both; tell the publisher if a number is wrong",
            )
    ledger.add(store.folder, said)


def find(store: Store, record: str) -> Known:
    """A listed record as it stands.

    Raises:
        NotFoundError: when the lists do not hold it.
    """
    from designata.resolve import records

    for known in records.read(store, [record]):
        return known
    raise NotFoundError(
        f"the lists hold no record {record!r}",
        where=str(store.folder),
        cure="find its id with: designata show NAME",
    )


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """Why two records are one or not.

    Args:
        left: the one's id.
        right: the other's.
        captions: their names.
        score: the probability that they are one, by the evidence.
        prior: log-odds before the evidence; with the reasons' weights it adds up to the score.
        judgement: the reasons, most telling first.
        decided: what a number says of which one thing has one, if any does.
        said: what people said, oldest first.
        verdict: what counts: what people said last, else the number, else the evidence.
    """

    left: str
    right: str
    captions: tuple[str, str]
    score: float
    prior: float
    judgement: Judgement
    decided: Verdict | None
    said: list[Judged]
    verdict: Verdict


def explain(store: Store, left: str, right: str) -> Explained:
    """Why two records are one or not.

    Raises:
        NotFoundError: when the lists hold one of them not.
    """
    one, other = find(store, left), find(store, right)
    both = pair(one.id, other.id)
    said = [row for row in ledger.load(store.folder) if (row.left, row.right) == both]
    decided = judge.decided(one, other)
    found = judge.judge(one, other)
    last = ledger.standing(said).get(both)
    return Explained(
        left=one.id,
        right=other.id,
        captions=(one.caption, other.caption),
        score=found.score,
        prior=found.prior,
        judgement=found,
        decided=decided,
        said=said,
        verdict=last or decided or judge.verdict(one, found),
    )


def _edges(now: state.State) -> Iterator[Edge]:
    left, right = state.unpacked(now.pairs)
    for one, other, odds in zip(left.tolist(), right.tolist(), now.odds.tolist(), strict=True):
        if odds > float("-inf"):
            yield Edge(now.known[one].id, now.known[other].id, odds)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        state.place(folder).parent.mkdir(exist_ok=True)
        with FileLock(state.place(folder).parent / ".lock"):
            yield
    except OSError as error:
        raise StoreError(
            f"what resolving keeps cannot be written: {error.strerror or error}",
            where=str(state.place(folder).parent),
            cure="make room, or copy the store to a folder of your own and name it with --store",
        ) from error
