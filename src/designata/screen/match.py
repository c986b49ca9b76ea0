"""Answers questions from an index: candidates by name and number, judged by the evidence."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from designata.errors import InputError
from designata.evidence import comparisons, weights
from designata.evidence.comparisons import Record
from designata.evidence.explain import Judgement, Reason, weigh
from designata.index.asked import Births
from designata.index.entry import Designated, Listed
from designata.index.lookup import Candidate, Index
from designata.model import identifiers, vocabulary
from designata.model.when import span
from designata.names.parts import ANY, PERSON, Name, kind_of, parse
from designata.screen import tally, worth
from designata.screen.policy import Policy
from designata.screen.query import Query

_OF_LIST = {"registrationNumber", "idNumber", "taxNumber"}
_WEAK = "weakAlias"
_TELLING = {*identifiers.KINDS, "number", "passport", "birthDate"}


_Found = dict[int, list[Candidate]]
"""Entities by their numbers in the index, with those of their names that may be meant."""


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
        owned: by which listed ones it is owned, as a rule concluded; that is not to be listed.
        state: changes when either side does; a cleared pair of a policy may name it.
    """

    entity: str
    caption: str
    schema: str
    score: float
    prior: float
    reasons: list[Reason]
    designations: list[Designated]
    sources: list[str]
    owned: list[str] = []
    state: str


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to one question.

    Args:
        id: the asker's own.
        query: what was asked, as understood.
        hits: best first; none is no clearance.
        lists: the date of each publisher's newest list.
        policy: name and version.
        weights: the version of the table of weights.
        warnings: what was asked and not understood.
        cleared: entities that would be hits, had the policy not cleared them.
        error: why the question could not be asked, if so.
        row: the columns as they came in.
    """

    id: str
    query: dict[str, object]
    hits: list[Hit]
    lists: dict[str, str]
    policy: str
    weights: int
    warnings: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    error: str | None = None
    row: object = None


class _Asked(NamedTuple):
    """A question, with what is looked at for every candidate.

    Args:
        query: as it was asked.
        record: it as a side of a comparison.
        born: the first and last day as ordinals; 0 if unknown.
        hope: what all facts but names, numbers and birth dates can weigh at most.
    """

    query: Query
    record: Record
    born: tuple[int, int]
    hope: float

    @classmethod
    def of(cls, query: Query) -> "_Asked":
        facts = query.facts
        born = span(facts["birthDate"]) if "birthDate" in facts else (0, 0)
        return cls(query, query.record(), born, worth.beside_birth(facts))

    def unmet(self, kind: str, against: int) -> float:
        """What the names can weigh at most when so many words stand against each other."""
        return max([worth.of_unmet(kind, against, name.words) for name in self.record.names])

    def most(self) -> float:
        """What everything but the birth date can weigh at most, for a person."""
        if not self.record.names:
            return self.hope
        kinds = {PERSON, kind_of(self.query.schema)}
        return max([self.unmet(kind, 0) for kind in kinds]) + self.hope


class Matcher:
    """Answers questions.

    Args:
        index: of the store.
        policy: what counts as a hit.

    Raises:
        InputError: when the policy counts lists that the index does not hold.
    """

    def __init__(self, index: Index, policy: Policy) -> None:
        if missing := sorted(set(policy.publishers) - set(index.about.lists)):
            raise InputError(
                f"the policy {policy.label} counts lists that the store does not hold: "
                + ", ".join(missing),
                where="publishers",
                cure=f"load them with: designata update {' '.join(missing)}",
            )
        self._index, self._policy = index, policy
        self._cleared = {(pair.query.casefold(), pair.entity): pair for pair in policy.cleared}
        self._topics = frozenset(policy.topics)
        self._needed = {
            schema: worth.log_odds(policy.threshold_for(schema)) - policy.prior
            for schema in index.about.schemata
        }
        self._day = index.about.as_of or dt.datetime.now(dt.UTC).date()

    @property
    def index(self) -> Index:
        """The index that it asks."""
        return self._index

    @property
    def lists(self) -> dict[str, str]:
        """The date of each publisher's newest list."""
        return self._index.about.lists

    @property
    def label(self) -> str:
        """The policy's name and version."""
        return self._policy.label

    def answer(self, queries: Sequence[Query]) -> list[Answer]:
        """The answers, in the order of the questions."""
        asked = [_Asked.of(query) for query in queries]
        names = [name for question in asked for name in question.record.names]
        whose = [number for number, question in enumerate(asked) for _ in question.record.names]
        found: list[_Found] = [{} for _ in queries]
        named = self._index.candidate_names(names, self._births(asked, whose))
        for number, candidates in zip(whose, named, strict=True):
            mine = found[number]
            for candidate in candidates:
                mine.setdefault(candidate.entity, []).append(candidate)
        answers = list(map(self._answer, asked, found))
        tally.ALL.add(len(answers), sum(bool(answer.hits) for answer in answers))
        return answers

    def _births(self, asked: Sequence[_Asked], whose: Sequence[int]) -> Births | None:
        """When those who are asked for were born, and who was born too far away to make a hit."""
        import numpy as np

        days = [question.born for question in asked]
        if not any(first for first, _ in days):
            return None
        steps, most = worth.births()
        needed = min(self._needed.values(), default=-math.inf)
        hopes = [question.most() if question.born[0] else math.inf for question in asked]
        near = np.array(hopes)[:, None] + np.array(most) >= needed
        apart = np.where(near, steps, -1).max(axis=1)
        born = np.array(days)
        since, until = born[:, 0] - apart, born[:, 1] + apart
        return Births(born[whose], since[whose], until[whose])

    def refuse(self, name: str, why: str) -> Answer:
        """The answer to a question that could not be asked."""
        return Answer(
            id=name,
            query={},
            hits=[],
            lists=self._index.about.lists,
            policy=self._policy.label,
            weights=weights.table().version,
            error=why,
        )

    def _answer(self, asked: _Asked, named: _Found) -> Answer:
        query, record = asked.query, asked.record
        hits: list[Hit] = []
        cleared: list[str] = []
        numbered = self._numbers(query)
        worthy = self._worthy(asked, named)
        bounds = {**dict(worthy), **dict.fromkeys(numbered, math.inf)}
        for number, most in bounds.items():
            listed = self._index.entry(number)
            if not self._counts(listed):
                continue
            near = () if number in numbered else named[number]
            places = dict.fromkeys(candidate.place for candidate in near)
            judgement = self._judge(record, listed, places or range(len(listed.names)), most)
            if judgement:
                hit = _hit(query, listed, judgement)
                if self._is_cleared(query, hit):
                    cleared.append(hit.entity)
                else:
                    hits.append(hit)
        hits.sort(key=lambda hit: (-hit.score, hit.entity))
        return Answer(
            id=query.id,
            query=query.told(),
            hits=hits[: self._policy.limit],
            lists=self._index.about.lists,
            policy=self._policy.label,
            weights=weights.table().version,
            warnings=query.warnings,
            cleared=tuple(cleared),
        )

    def _worthy(self, asked: _Asked, named: _Found) -> Iterator[tuple[int, float]]:
        """The entities that may make a hit, and what their names can weigh at most."""
        query = asked.query
        for number, candidates in named.items():
            schema = self._index.schema(number)
            if comparable(query.schema, schema):
                kind = kind_of(schema)
                if kind == ANY:
                    kind = kind_of(query.schema)
                most = asked.unmet(kind, min([candidate.against for candidate in candidates]))
                hope = asked.hope + worth.of_births(asked.born, self._index.born(number))
                if most + hope >= self._needed[schema]:
                    yield number, most

    def _numbers(self, query: Query) -> _Found:
        """The entities that have a number of the question's; all their names are looked at."""
        entities: _Found = {}
        for prop, values in query.facts.items():
            if prop in _OF_LIST:
                for value in values:
                    compact = identifiers.compact(value)
                    entities |= {number: [] for number in self._index.by_number("number", compact)}
            elif prop in identifiers.KINDS:
                for value in values:
                    entities |= {number: [] for number in self._index.by_number(prop, value)}
        return entities

    def _counts(self, listed: Listed) -> bool:
        """Whether the policy counts the entity at all."""
        policy = self._policy
        if policy.publishers and listed.publisher not in policy.publishers:
            return False
        return not self._topics or not self._topics.isdisjoint(listed.facts.get("topics", ()))

    def _judge(
        self, record: Record, listed: Listed, places: Iterable[int], most: float
    ) -> Judgement | None:
        """The judgement, if it makes a hit; that of a weak alias only beside telling evidence.

        Args:
            record: of the question.
            listed: the entity.
            places: of the names that are looked at.
            most: what the names can weigh, by what is known before they are compared.
        """
        threshold = self._policy.threshold_for(listed.schema)
        facts = list(comparisons.of_facts(record.facts, listed.facts))
        needed = self._needed[listed.schema] - sum(map(weights.weight, facts))
        if most < needed:
            return None
        kind = kind_of(listed.schema)
        strong: list[Name] = []
        weak: list[Name] = []
        for place in places:
            text, prop = listed.names[place]
            (weak if prop == _WEAK else strong).append(parse(text, kind))
        alone = self._policy.weak_aliases or (bool(weak) and _only_weak(listed))
        rounds = [(strong + weak, True)] if alone or not weak else [(strong, True), (weak, False)]
        for names, enough in rounds:
            if most < math.inf and worth.of_names(record.names, names, enough=needed) < needed:
                continue
            other = Record(
                listed.schema, tuple(names), listed.facts, frozenset(name.text for name in weak)
            )
            met = comparisons.names(record, other)
            judgement = weigh([met, *facts] if met else facts, prior=self._policy.prior)
            if judgement.score >= threshold and (enough or _told(judgement.reasons)):
                return judgement
        return None

    def _is_cleared(self, query: Query, hit: Hit) -> bool:
        for name in query.names if self._cleared else ():
            pair = self._cleared.get((name.casefold(), hit.entity))
            if pair and pair.state in {"", hit.state} and (pair.until or self._day) >= self._day:
                return True
        return False


@lru_cache(maxsize=4096)
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


def _only_weak(listed: Listed) -> bool:
    return all(prop == _WEAK for _, prop in listed.names)


def _told(reasons: Iterable[Reason]) -> bool:
    """Whether anything but the name tells this one from others of the name."""
    return any(reason.weight > 0 and reason.feature in _TELLING for reason in reasons)


def _hit(query: Query, listed: Listed, judgement: Judgement) -> Hit:
    sides = msgspec.msgpack.encode((query.told(), listed))
    return Hit(
        entity=listed.id,
        caption=listed.caption,
        schema=listed.schema,
        score=round(judgement.score, 6),
        prior=judgement.prior,
        reasons=judgement.reasons,
        designations=listed.designations,
        sources=[listed.publisher],
        owned=listed.owned,
        state=blake2b(sides, digest_size=4).hexdigest(),
    )
