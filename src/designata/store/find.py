"""Which records answer to an id, a number or a name, before any judgement of likeness.

An exact answer is enough: an id, else an identifier, else a name in any script. Where there is
none, records with a name that holds every word are offered.
"""

import datetime as dt
import re

from designata.errors import NotFoundError
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
_WORD = re.compile(r"\w+")


def find(store: Store, text: str, *, as_of: dt.date | None = None) -> list[str]:
    """The records that an id, a number or a name names, in the order of the store.

    Args:
        store: the store.
        text: ``ofac-37095``, ``9161003``, ``IMO 9161003``, ``Lady R``.
        as_of: what was known on a day.

    Raises:
        NotFoundError: when nothing answers to it.
    """
    plain = " ".join(text.split())
    names = list(vocabulary.NAMES)
    numbers = list({plain, identifiers.compact(plain)} - {""})
    words = [word.casefold() for word in _WORD.findall(plain)]
    questions: list[tuple[str, list[object]]] = [
        ("c.subject = ?", [plain]),
        (
            "c.property IN (SELECT unnest(?)) AND c.value IN (SELECT unnest(?))",
            [list(_NUMBERS), numbers],
        ),
        ("c.property IN (SELECT unnest(?)) AND lower(c.value) = lower(?)", [names, plain]),
    ]
    if words:
        every = " AND ".join("contains(lower(c.value), ?)" for _ in words)
        questions.append(
            (f"c.property IN (SELECT unnest(?)) AND {every}", [names, *words]),
        )
    for condition, parameters in questions:
        rows = store.query(
            f"SELECT record, min(claim) AS first FROM {live(as_of)} AS c WHERE {condition}"  # noqa: S608  - conditions are ours
            f" GROUP BY record ORDER BY first LIMIT {MOST}",
            parameters,
        )
        if rows:
            return [str(record) for record, _ in rows]
    raise NotFoundError(
        f"nothing answers to {plain!r}" + (f" as of {as_of}" if as_of else ""),
        where=str(store.folder),
        cure="try another spelling, or the IMO number; no hit is not a clearance",
    )
