"""A policy: which lists, from which score on, how many hits, and what was cleared; versioned."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from designata.errors import InputError


class Cleared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pair that someone looked at and cleared.

    Args:
        query: the name that was asked.
        entity: the listed entity that it is not.
        by: who cleared it.
        reason: why.
    """

    query: str
    entity: str
    by: str = ""
    reason: str = ""


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as a hit.

    Args:
        name: of the policy.
        version: raised with every change.
        threshold: hits from this probability on.
        limit: the most hits a question.
        publishers: codes of the lists that count; all where none is named.
        topics: FollowTheMoney topics of which an entity must have one; any where none is named.
        weak_aliases: whether a weak alias may make a hit by name alone.
        cleared: pairs that are no hits.
    """

    name: str
    version: int
    threshold: float = 0.5
    limit: int = 5
    publishers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    weak_aliases: bool = False
    cleared: tuple[Cleared, ...] = ()

    @property
    def label(self) -> str:
        """How answers name it: ``default@1``."""
        return f"{self.name}@{self.version}"


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
        if not 0 <= policy.threshold <= 1 or policy.limit < 1:
            raise ValueError("threshold must lie between 0 and 1, limit must be at least 1")
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise InputError(
            f"the policy cannot be read: {error}",
            where=str(path),
            cure="copy the default, docs/screening.md tells each setting",
        ) from error
    return policy
