"""Brings the state up to a store: what changed is read, keyed and weighed; the rest is kept.

Every candidate pair is told anew by the SQL text, since a new record can make a key common; so a
state that grew day by day equals one that is built at once.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from designata.resolve import block, judge, keys, records, state
from designata.resolve.records import Known
from designata.resolve.state import State
from designata.store.claims import Store

if TYPE_CHECKING:
    import numpy as np

_TOLD = 2_000
_SIDES = 1 << 16

Progress = Callable[[int, int], None]
"""Told how many of how many pairs have been weighed."""


def silent(_done: int, _of: int) -> None:
    """Progress that nobody watches."""


def step(store: Store, held: State | None, progress: Progress = silent) -> State:
    """The state of a store as it stands.

    Args:
        store: the store.
        held: the state that was kept; none, or one of a later edition, builds everything.
        progress: told now and then.
    """
    edition = store.manifest.edition
    if held is None or held.edition > edition:
        return _next(edition, list(records.read(store)), None, {}, progress)
    if held.edition == edition:
        return held
    changed = records.changed(store, held.edition)
    new = {known.id: known for known in records.read(store, changed)}
    stays = {
        one.id: place
        for place, one in enumerate(held.known)
        if one.id not in changed or new.get(one.id) == one
    }
    kept = (one for one in held.known if one.id not in changed)
    known = sorted((*kept, *new.values()), key=lambda one: one.id)
    old = {number: stays[one.id] for number, one in enumerate(known) if one.id in stays}
    return _next(edition, known, held, old, progress)


def _next(
    edition: int, known: list[Known], held: State | None, old: dict[int, int], progress: Progress
) -> State:
    """The state of these records.

    Args:
        edition: the store's.
        known: the records.
        held: the state before.
        old: the place in it of each record that stayed as it was, by its place now.
        progress: told now and then.
    """
    import numpy as np

    fresh = [(n, key) for n, one in enumerate(known) if n not in old for key in keys.of(one)]
    table = block.table(fresh)
    pairs, odds = np.array([], np.int64), np.array([], np.float64)
    if held is not None:
        now = np.full(len(held.known), -1, np.int64)
        now[list(old.values())] = list(old)
        moved = now[held.keys[0]]
        stays = moved >= 0
        before = (moved[stays].astype(np.int32), *(column[stays] for column in held.keys[1:]))
        table = tuple(np.concatenate(both) for both in zip(before, table, strict=True))  # type: ignore[assignment]  # three columns
        left, right = (now[column] for column in state.unpacked(held.pairs))
        both = (left >= 0) & (right >= 0)
        pairs, odds = state.packed(left[both], right[both]), held.odds[both]
    found = block.candidates(table)
    packed = state.packed(found["left_record"], found["right_record"])
    known_odds = np.full(len(packed), np.nan)
    if len(pairs):
        order = np.argsort(pairs)
        pairs, odds = pairs[order], odds[order]
        at = np.minimum(np.searchsorted(pairs, packed), len(pairs) - 1)
        known_odds = np.where(pairs[at] == packed, odds[at], np.nan)
    missing = np.flatnonzero(np.isnan(known_odds))
    known_odds[missing] = weighed(known, packed[missing], progress)
    return State(edition, known, table, packed, known_odds)


def weighed(
    known: Sequence[Known],
    pairs: "np.ndarray[Any, Any]",
    progress: Progress = silent,
) -> list[float]:
    """The log-odds of pairs; minus infinity where nothing speaks for them."""

    @lru_cache(maxsize=_SIDES)
    def side(number: int) -> judge.Side:
        return judge.side(known[number])

    left, right = state.unpacked(pairs)
    found = []
    for count, (one, other) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        if count % _TOLD == 0:
            progress(count, len(pairs))
        found.append(_worth(side(one), side(other)))
    return found


def _worth(left: judge.Side, right: judge.Side) -> float:
    if not judge.comparable(left.known.schema, right.known.schema):
        return float("-inf")
    return float("-inf") if judge.hopeless(left, right) else judge.log_odds(left, right)
