"""Which records answer to an id, a number or a name, before any judgement of likeness.

An exact answer is enough: an id, else an identifier, else a name in any script. Where there is
none, records are offered with a name that has every word, else every word's beginning.
"""

import datetime as dt
import re
from collections.abc import Mapping

from designata.errors import InputError, NotFoundError
from designata.model import identifiers, vocabulary
from designata.store.claims import Store, live

MOST = 50
"""The most records that an inexact answer offers."""

_NUMBERS = (
    *identifiers.KINDS,
    "registrationNumber",
    "idNumber",
    "taxNumber",
    "number",
    "unscId",
    "authorityId",
)
_WORD = re.compile(r"[^\W_]+")

_EXACT = """
    CASE WHEN c.subject = $plain THEN 1
         WHEN list_contains($properties, c.property) AND list_contains($numbers, c.value) THEN 2
         WHEN list_contains($names, c.property) AND lower(c.value) = lower($plain) THEN 3
    END"""

_SPACED = r"(' ' || regexp_replace(lower(c.value), '[^\p{L}\p{M}\p{N}]+', ' ', 'g') || ' ')"

_INEXACT = f"""
    CASE WHEN NOT list_contains($names, c.property) THEN NULL
         WHEN NOT list_bool_and([contains(lower(c.value), w) FOR w IN $words]) THEN NULL
         WHEN list_bool_and([contains({_SPACED}, ' ' || w || ' ') FOR w IN $words]) THEN 4
         WHEN list_bool_and([contains({_SPACED}, ' ' || w) FOR w IN $words]) THEN 5
    END"""


def find(store: Store, text: str, *, as_of: dt.date | None = None) -> list[str]:
    """The records that an id, a number or a name names, in the order of the store.

    Args:
        store: the store.
        text: ``ofac-37095``, ``9161003``, ``IMO 9161003``, ``Lady R``.
        as_of: what was known on a day.

    Raises:
        InputError: when nothing is asked.
        NotFoundError: when nothing answers to it.
    """
    plain = " ".join(text.split())
    words = [word.lower() for word in _WORD.findall(plain)]
    if not words:
        raise InputError(f"{text!r} is no question", cure="give an id, a name or an IMO number")
    numbers = list({plain, identifiers.compact(plain)} - {""})
    names = list(vocabulary.NAMES)
    known = {"plain": plain, "properties": list(_NUMBERS), "numbers": numbers, "names": names}
    if rows := _ask(store, _EXACT, known, as_of):
        return rows
    if rows := _ask(store, _INEXACT, {"names": names, "words": words}, as_of):
        return rows
    raise NotFoundError(
        f"nothing answers to {plain!r}" + (f" as of {as_of}" if as_of else ""),
        where=str(store.folder),
        cure="try another spelling, or the IMO number; no hit is not a clearance",
    )


def _ask(
    store: Store, rank: str, parameters: Mapping[str, object], as_of: dt.date | None
) -> list[str]:
    """The records of the best rank that any claim of theirs has."""
    rows = store.query(
        f"""
        SELECT record, min(rank) AS best, min(claim) AS first
        FROM (SELECT c.record, c.claim, {rank} AS rank FROM {live(as_of)} AS c)
        WHERE rank IS NOT NULL GROUP BY record ORDER BY best, first LIMIT {MOST}
        """,  # noqa: S608  - the ranks are ours
        parameters,
    )
    return [str(record) for record, best, _ in rows if best == rows[0][1]]
