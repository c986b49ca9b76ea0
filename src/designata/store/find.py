"""Which records answer to an id, a number or a name, before any judgement of likeness.

An exact answer is enough: an id, else an identifier, else a name in any script. Where there is
none, records are offered with a name that has every word, else every word's beginning.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from designata.errors import InputError, NotFoundError
from designata.model import identifiers
from designata.store.claims import Store

if TYPE_CHECKING:
    from designata.store.columns import Columns, Rows

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
    columns = store.columns
    for told in _answers(columns, plain, words):
        rows = columns.standing(told, as_of)
        if found := list(dict.fromkeys(columns.texts("record", rows))):
            return found[:MOST]
    raise NotFoundError(
        f"nothing answers to {plain!r}" + (f" as of {as_of}" if as_of else ""),
        where=str(store.folder),
        cure="try another spelling, or the IMO number; no hit is not a clearance",
    )


def _answers(columns: "Columns", plain: str, words: Sequence[str]) -> "Iterator[Rows]":
    """The claims that answer, the best kind of answer first; each is looked for when asked for."""
    numbers = list({plain, identifiers.compact(plain)} - {""})
    yield columns.where("subject", [plain])
    yield columns.where("property", _NUMBERS, among=columns.where("value", numbers))
    yield columns.named(plain)
    # names that have every word; then those that have a beginning of a word for each
    names = columns.named_with(words)
    texts = [text.lower() for text in columns.texts("value", names)]
    for whole in (True, False):
        yield names[[at for at, text in enumerate(texts) if _has(text, words, whole=whole)]]


def _has(text: str, words: Sequence[str], *, whole: bool) -> bool:
    """Whether a name has every word.

    >>> _has("paper boat", ["boat", "pap"], whole=True)
    False
    >>> _has("paper boat", ["boat", "pap"], whole=False)
    True
    """
    of_name = _WORD.findall(text)
    if whole:
        return set(words) <= set(of_name)
    return all(any(own.startswith(word) for own in of_name) for word in words)
