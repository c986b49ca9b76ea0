"""The evidence between two given records, pair by pair; no store is needed.

A pair is a row with ``schema``, ``name1`` and ``name2`` (``name2_any``: several between `` | ``),
or any other column of a question with a 1 or 2 behind it; or a line of JSON with ``left`` and
``right`` in FollowTheMoney's terms.
"""

import re
from collections.abc import Callable, Sequence

import msgspec

from designata.errors import InputError
from designata.evidence.explain import Judgement, judge
from designata.screen import write
from designata.screen.columns import Guess
from designata.screen.query import COLUMNS, Query, of_columns, of_entity
from designata.screen.sheet import Row
from designata.screen.tasks import Done, cells_of

ADDED = ("score", "reasons", "error")
"""The columns that are added."""

_CURE = "head columns name1 and name2, or write JSON Lines with left and right"

_SIDED = re.compile(r"(\w+?)_?([12])(_any)?")


def guess(headings: Sequence[str]) -> Guess:
    """Which columns hold what of which side: ``name1``, ``name2``; ``schema`` is both's.

    >>> guess(["schema", "name1", "name2_any", "is_match"]).places
    {'schema': (0,), 'name1': (1,), 'name2': (2,)}
    """
    places: dict[str, tuple[int, ...]] = {}
    for place, heading in enumerate(headings):
        plain = heading.strip().casefold()
        match = _SIDED.fullmatch(plain)
        if plain == "schema":
            places[plain] = (place,)
        elif match and match[1] in COLUMNS:
            column = match[1] + match[2]
            places[column] = (*places.get(column, ()), place)
    sides = {column[-1] for column in places if column != "schema"}
    asks = sides == {"1", "2"} or {"left", "right"} <= set(headings)
    return Guess(tuple(headings), places, asks, _CURE)


class Comparing(msgspec.Struct, frozen=True):
    """Rows are pairs, to be compared.

    Args:
        guess: what the columns hold.
        form: of the answers: ``csv`` or ``jsonl``.
    """

    guess: Guess
    form: str

    def ready(self) -> Callable[[int, Sequence[Row]], Done]:
        """Nothing need be opened."""
        return self._work

    def head(self) -> bytes:
        """The header of CSV."""
        if self.form != "csv":
            return b""
        return write.csv_lines([write.unique((*self.guess.headings, *ADDED))])

    def _work(self, _: int, rows: Sequence[Row]) -> Done:
        compared = [_compared(row, self.guess) for row in rows]
        failed = sum(isinstance(found, str) for found in compared)
        pairs = zip(rows, compared, strict=True)
        if self.form == "csv":
            content = write.csv_lines(
                [*cells_of(row, self.guess), *_cells(found)] for row, found in pairs
            )
        else:
            lines = [_object(row, self.guess) | _fields(found) for row, found in pairs]
            content = bytes(msgspec.json.Encoder().encode_lines(lines))
        return Done(content, len(rows), failed=failed)


def compare(left: Query, right: Query) -> Judgement:
    """How much two records speak for being one.

    >>> left = of_columns({"name": "오인준", "schema": "Person"})
    >>> right = of_columns({"name": "O In Chun", "schema": "Person"})
    >>> compare(left, right).reasons[0].feature
    'name'
    """
    return judge(left.record(), right.record())


def sides(row: Row, found: Guess) -> tuple[Query, Query]:
    """The two records of a row.

    Raises:
        InputError: when it is broken, or one of them says nothing to compare by.
    """
    if row.error:
        raise InputError(row.error)
    if row.line is None:
        cells = found.cells(row.cells)
        return _side(cells, "1"), _side(cells, "2")
    pair = msgspec.json.decode(row.line)
    if not isinstance(pair.get("left"), dict) or not isinstance(pair.get("right"), dict):
        raise InputError("a pair needs left and right, each an entity")
    return of_entity(pair["left"], given=True), of_entity(pair["right"], given=True)


def _side(cells: dict[str, str], side: str) -> Query:
    mine = {column[:-1]: text for column, text in cells.items() if column[-1] == side}
    if "schema" in cells:
        mine.setdefault("schema", cells["schema"])
    try:
        return of_columns(mine)
    except InputError as error:
        raise InputError(f"side {side}: {error.what}") from error


def _compared(row: Row, found: Guess) -> Judgement | str:
    """The judgement of a row, or why there is none."""
    try:
        return compare(*sides(row, found))
    except InputError as error:
        return str(error)


def _cells(found: Judgement | str) -> list[str | float]:
    if isinstance(found, str):
        return ["", "[]", found]
    return [round(found.score, 6), msgspec.json.encode(found.reasons).decode(), ""]


def _fields(found: Judgement | str) -> dict[str, object]:
    if isinstance(found, str):
        return {"score": None, "reasons": [], "error": found}
    return {"score": round(found.score, 6), "prior": found.prior, "reasons": found.reasons}


def _object(row: Row, found: Guess) -> dict[str, object]:
    """The row as an object of JSON, its values as they were."""
    if row.line is None:
        return dict(zip(write.unique(found.headings), row.cells, strict=True))
    if row.error:
        return {"line": row.line.decode("utf-8", "replace")}
    fields: dict[str, object] = msgspec.json.decode(row.line, type=dict[str, msgspec.Raw])
    return fields
