"""What the one box asks: a name, a number, or several lines of them."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from designata.errors import InputError, TooLargeError
from designata.model import identifiers, when
from designata.resolve.canonical import Same
from designata.screen.match import Answer, Hit
from designata.screen.query import LONGEST, Query, of_columns

MOST_LINES = 200
"""Lines that are answered at once; more are for a sheet."""

_ID = re.compile(r"([a-z]{2,20})-[\w.-]{1,100}", re.ASCII)

_BY_CHECK = {
    "imoNumber": "imo",
    "leiCode": "lei",
    "publicKey": "wallet",
    "mmsi": "mmsi",
    "innCode": "tax_number",
}
_BY_ANY = ("passport", "tax_number", "registration_number")
_MARK = re.compile(r"[\s.,:;№#-]|imo|mmsi|lei|inn|no", re.IGNORECASE)
_MET_BY = {
    "passportNumber": ("passport", "number"),
    "nationality": ("country",),
    "taxNumber": ("number", "innCode"),
    "registrationNumber": ("number",),
}


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the box, and what came of it.

    Args:
        text: as it was given.
        answer: to it, if it could be asked.
        found: its hits, those on records of one entity together; the best first.
        error: why not, if so.
    """

    text: str
    answer: Answer | None = None
    found: Sequence[Sequence[Hit]] = ()
    error: InputError | None = None


def lines(text: str) -> list[str]:
    """The lines that ask something.

    Raises:
        TooLargeError: when they are too many, or one is too long to be a name.
    """
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if len(found) > MOST_LINES:
        raise TooLargeError(
            f"{len(found):,} lines were given, and {MOST_LINES} are answered at once",
            cure="save them as a sheet and drop that",
        )
    if any(len(line) > LONGEST for line in found):
        raise TooLargeError(
            f"a line is longer than {LONGEST:,} letters",
            cure="give names and numbers, a line each; articles belong to the page Read",
        )
    return found


def is_id(text: str, publishers: Collection[str]) -> bool:
    """Whether a text looks like the id of a record of one of the publishers.

    >>> is_id("ofac-37095", ["ofac"]), is_id("al-qaida", ["ofac"])
    (True, False)
    """
    match = _ID.fullmatch(text)
    return match is not None and match[1] in publishers


def query(text: str, beside: Mapping[str, str]) -> Query:
    """The question of a line: a number by its check digits, else any number, else a name.

    Args:
        text: the line.
        beside: what is known beside it, by the columns of a question.

    Raises:
        InputError: when it asks nothing.

    >>> query("IMO 9161003", {}).facts, query("Lady R", {"country": "Russia"}).names
    ({'imoNumber': ['9161003']}, ('Lady R',))
    """
    bare = _MARK.sub("", text)
    if not any(letter.isdigit() for letter in bare):
        return of_columns({**beside, "name": text})
    for prop, column in _BY_CHECK.items():
        if identifiers.normalise(prop, text):
            return of_columns({**beside, column: text})
    if bare.isdigit() or (" " not in text and sum(map(str.isdigit, bare)) * 2 > len(bare)):
        return of_columns({**beside, **dict.fromkeys(_BY_ANY, text)})
    return of_columns({**beside, "name": text})


def together(hits: Iterable[Hit], same: Same) -> list[list[Hit]]:
    """Hits on records that are one entity, together; each entity in the place of its best."""
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(same.of(hit.entity), []).append(hit)
    return list(found.values())


def unmet(answer: Answer, hit: Hit) -> list[tuple[str, list[str]]]:
    """What was asked and met nothing on the list, neither for nor against."""
    features = {reason.feature for reason in hit.reasons}
    found = []
    for prop, values in answer.query.items():
        known = features & {prop, *_MET_BY.get(prop, ())}
        if prop not in {"schema", "names"} and not known and isinstance(values, list):
            found.append((prop, values))
    return found


def marked(text: str, other: str) -> list[tuple[str, bool]]:
    """The words of a text, each with whether the other has it not.

    >>> marked("Sergei KOZLOV", "Sergey Kozlov")
    [('Sergei', True), ('KOZLOV', False)]
    """
    theirs = set(re.findall(r"[\w'’]+", other.casefold()))
    return [
        (word, not set(re.findall(r"[\w'’]+", word.casefold())) <= theirs) for word in text.split()
    ]


def day(text: str, where: str = "") -> dt.date | None:
    """A day of a form or an address; none where it is left empty.

    Raises:
        InputError: when it is no day.

    >>> day("2024-04-02"), day(" ")
    (datetime.date(2024, 4, 2), None)
    """
    return when.day(text, where) if text.strip() else None
