"""Answers questions from an index: candidates by name and number, judged by the evidence."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from designata.evidence.comparisons import Record
from designata.evidence.explain import Judgement, Reason, judge
from designata.index.entry import Designated, Listed
from designata.index.lookup import Index
from designata.model import vocabulary
from designata.names.parts import Name
from designata.screen.policy import Policy
from designata.screen.query import Query

_OF_LIST = ("registrationNumber", "idNumber", "taxNumber")


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A listed entity that the question may be about.

    Args:
        entity: its id.
        caption: its name.
        schema: what it is.
        score: the probability that it is the one.
        prior: log-odds before the evidence; with the reasons' weights it adds up to the score.
        reasons: the evidence.
        designations: in short.
        sources: the publishers whose lists say so.
    """

    entity: str
    caption: str
    schema: str
    score: float
    prior: float
    reasons: list[Reason]
    designations: list[Designated]
    sources: list[str]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one question.

    Args:
        id: the asker's own.
        query: what was asked, as understood.
        hits: best first; none is no clearance.
        lists: the date of each publisher's newest list.
        policy: name and version.
        warnings: what was asked and not understood.
        error: why the question could not be asked, if so.
    """

    id: str
    query: dict[str, object]
    hits: list[Hit]
    lists: dict[str, str]
    policy: str
    warnings: list[str] = []
    error: str | None = None


class Matcher:
    """Answers questions.

    Args:
        index: of the store.
        policy: what counts as a hit.
    """

    def __init__(self, index: Index, policy: Policy) -> None:
        self._index, self._policy = index, policy
        self._cleared = {(pair.query.casefold(), pair.entity) for pair in policy.cleared}
        self._record = lru_cache(maxsize=1 << 15)(self._listed)

    def answer(self, queries: Sequence[Query]) -> list[Answer]:
        """The answers, in the order of the questions."""
        records = [query.record() for query in queries]
        names: list[Name] = []
        whose: list[int] = []
        for number, record in enumerate(records):
            names += record.names
            whose += [number] * len(record.names)
        found: list[dict[int, None]] = [{} for _ in queries]
        for number, candidates in zip(whose, self._index.candidates(names), strict=True):
            found[number].update(dict.fromkeys(candidates))
        return [
            self._answer(query, record, list(self._numbers(query) | candidates))
            for query, record, candidates in zip(queries, records, found, strict=True)
        ]

    def _numbers(self, query: Query) -> dict[int, None]:
        entities: dict[int, None] = {}
        for prop, values in query.facts.items():
            for value in values:
                kind = "number" if prop in _OF_LIST else prop
                entities.update(dict.fromkeys(self._index.by_number(kind, value)))
        return entities

    def _answer(self, query: Query, record: Record, candidates: list[int]) -> Answer:
        hits = []
        for number in candidates:
            listed = self._index.entry(number)
            if not self._counts(query, listed):
                continue
            judgement = judge(record, self._record(number))
            if judgement.score >= self._policy.threshold:
                hits.append(_hit(listed, judgement))
        hits.sort(key=lambda hit: -hit.score)
        return Answer(
            id=query.id,
            query={"schema": query.schema, "names": query.names, **query.facts},
            hits=hits[: self._policy.limit],
            lists=self._index.about.lists,
            policy=self._policy.label,
            warnings=list(query.warnings),
        )

    def _counts(self, query: Query, listed: Listed) -> bool:
        policy = self._policy
        if policy.publishers and listed.publisher not in policy.publishers:
            return False
        if policy.topics and not set(policy.topics) & set(listed.facts.get("topics", ())):
            return False
        if self._cleared and any(
            (name.casefold(), listed.id) in self._cleared for name in query.names
        ):
            return False
        return comparable(query.schema, listed.schema)

    def _listed(self, number: int) -> Record:
        listed = self._index.entry(number)
        weak = {text for text, prop in listed.names if prop == "weakAlias"}
        names = [text for text, _ in listed.names if self._policy.weak_aliases or text not in weak]
        return Record.of(listed.schema, names or sorted(weak), listed.facts, weak=weak)


def comparable(left: str, right: str) -> bool:
    """Whether things of two schemata can be one: a ship is no person.

    >>> comparable("LegalEntity", "Person"), comparable("Vessel", "Person")
    (True, False)
    """
    if left == right:
        return True
    one, other = vocabulary.schema(left), vocabulary.schema(right)
    if one.is_a(right) or other.is_a(left):
        return True
    both = ("Organization", "Vehicle")
    return any(one.is_a(kind) and other.is_a(kind) for kind in both)


def _hit(listed: Listed, judgement: Judgement) -> Hit:
    return Hit(
        entity=listed.id,
        caption=listed.caption,
        schema=listed.schema,
        score=round(judgement.score, 4),
        prior=judgement.prior,
        reasons=judgement.reasons,
        designations=listed.designations,
        sources=[listed.publisher],
    )
