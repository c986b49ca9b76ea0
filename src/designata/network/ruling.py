"""The shapes of an answer to ``control``: rulings, lines of arithmetic, owners and their proof."""

import datetime as dt

import msgspec

from designata.network.control import Verdict
from designata.network.graph import Listing
from designata.network.proof import Proof
from designata.network.stake import Stake
from designata.store.dossier import CAVEAT


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """A percentage between two ends.

    Args:
        low: the least, in per cent.
        high: the most.
        text: the same in words, which keep "more than 50" and "50" apart.
    """

    low: float
    high: float
    text: str

    @classmethod
    def of(cls, stake: Stake) -> "Share":
        """A share for a reader."""
        return cls(low=float(stake.low[0]), high=float(stake.high[0]), text=str(stake))


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """One owner in a line of the arithmetic.

    Args:
        entity: the owner.
        caption: its name.
        status: whether it is listed, blocked by a line above, perhaps blocked, or not blocked.
        stake: what it holds; none where only control is told.
        control: whether it controls the firm by other means.
        counts: whether its stake is added.
        proofs: where that is told.
    """

    entity: str
    caption: str
    status: str
    stake: Share | None
    control: str
    counts: bool
    proofs: list[Proof]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the arithmetic: what blocked owners hold of one entity.

    Args:
        number: of the line; later lines build on it.
        entity: whose owners are added up.
        caption: its name.
        owners: each owner.
        share: the sum.
        verdict: what follows for the entity.
        text: the line in words.
    """

    number: int
    entity: str
    caption: str
    owners: list[Owner]
    share: Share
    verdict: Verdict
    text: str


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule says.

    Args:
        regime: the rule's short name: ``ofac``, ``eu``, ``uk``.
        name: for people.
        verdict: what it says of the entity.
        listed: the designations of the entity itself, where it is listed.
        share: what blocked owners hold of it together.
        unknown: the share whose owners the store does not know.
        owners: the listed ones from whom it follows.
        lines: the arithmetic.
        caveats: what is to be known of it.
        source: where the rule stands.
    """

    regime: str
    name: str
    verdict: Verdict
    listed: list[Listing]
    share: Share
    unknown: Share
    owners: list[str]
    lines: list[Line]
    caveats: list[str]
    source: str


class Owned(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one entity.

    Args:
        entity: its id.
        caption: its name.
        schema: what it is.
        as_of: the day it was asked for, if any.
        rulings: one a rule.
        caveat: what no such answer is.
    """

    entity: str
    caption: str
    schema: str
    as_of: dt.date | None
    rulings: list[Ruling]
    caveat: str = CAVEAT
