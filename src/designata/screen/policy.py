"""A policy: which lists, from which score on, how many hits, and what was cleared; versioned."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import msgspec

from designata.errors import InputError
from designata.model import vocabulary


class Cleared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pair that someone looked at and cleared.

    Args:
        query: the name that was asked.
        entity: the listed entity that it is not.
        by: who cleared it.
        reason: why.
        state: the hit's ``state`` when it was cleared; it is a hit again once either side changes.
        until: the last day on which it holds.
    """

    query: str
    entity: str
    by: str = ""
    reason: str = ""
    state: str = ""
    until: dt.date | None = None


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as a hit.

    Args:
        name: of the policy.
        version: raised with every change.
        prior: log-odds that someone asked about is a listed one who shares some of the name, before
            any evidence; it is part of every score.
        threshold: hits from this probability on.
        thresholds: the same for one schema and what extends it, in place of ``threshold``.
        limit: the most hits a question.
        publishers: codes of the lists that count; all where none is named.
        topics: FollowTheMoney topics of which an entity must have one; any where none is named.
        weak_aliases: whether a weak alias may make a hit by name alone.
        cleared: pairs that are no hits.
        overrides: what was set otherwise for one run; part of the label.
    """

    name: str
    version: int
    prior: float = -1.3
    threshold: float = 0.5
    thresholds: Mapping[str, float] = {}
    limit: int = 5
    publishers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    weak_aliases: bool = False
    cleared: tuple[Cleared, ...] = ()
    overrides: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """How answers name it.

        >>> default().label, override(default(), threshold=0.7).label
        ('default@1', 'default@1 with threshold=0.7')
        """
        label = f"{self.name}@{self.version}"
        return f"{label} with {', '.join(self.overrides)}" if self.overrides else label

    @property
    def digest(self) -> str:
        """The same for the same settings only."""
        content = msgspec.json.encode(self, order="deterministic")
        return blake2b(content, digest_size=8).hexdigest()

    def threshold_for(self, schema: str) -> float:
        """The probability from which on an entity of the schema is a hit.

        >>> Policy("own", 1, thresholds={"LegalEntity": 0.7, "Person": 0.8}).threshold_for("Person")
        0.8
        """
        if self.thresholds:
            for name in vocabulary.schema(schema).ancestors:
                if name in self.thresholds:
                    return self.thresholds[name]
        return self.threshold


@cache
def default() -> Policy:
    """The policy that holds where none is given.

    >>> default().label
    'default@1'
    """
    text = files("designata.data").joinpath("policies/default.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Policy)


def load(path: Path | None) -> Policy:
    """The policy of a TOML file; the default without one.

    Raises:
        InputError: when the file cannot be read, or says what no policy says.
    """
    if path is None:
        return default()
    try:
        policy = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Policy)
        _check(policy)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise InputError(
            f"the policy cannot be read: {getattr(error, 'strerror', None) or error}",
            where=str(path),
            cure="docs/screening.md tells each setting",
        ) from error
    return policy


def override(policy: Policy, *, threshold: float | None = None, limit: int | None = None) -> Policy:
    """The policy with settings of one run, which its label then tells.

    Raises:
        InputError: when a setting is out of its bounds.
    """
    told = [
        f"{name}={value}"
        for name, value in (("threshold", threshold), ("limit", limit))
        if value is not None
    ]
    changed = msgspec.structs.replace(
        policy,
        threshold=policy.threshold if threshold is None else threshold,
        thresholds=policy.thresholds if threshold is None else {},
        limit=policy.limit if limit is None else limit,
        overrides=(*policy.overrides, *told),
    )
    try:
        _check(changed)
    except ValueError as error:
        raise InputError(str(error), where=", ".join(told), cure="see docs/screening.md") from error
    return changed


def _check(policy: Policy) -> None:
    for threshold in (policy.threshold, *policy.thresholds.values()):
        if not 0 <= threshold <= 1:
            raise ValueError(f"a threshold must lie between 0 and 1, not at {threshold}")
    if policy.limit < 1:
        raise ValueError(f"limit must be at least 1, not {policy.limit}")
    if unknown := sorted(set(policy.thresholds) - set(vocabulary.schemata())):
        raise ValueError(f"thresholds: FollowTheMoney has no schema {', '.join(unknown)}")
