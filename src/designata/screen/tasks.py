"""What is done with the rows of a sheet, chunk by chunk, in this process or another.

A task is small and travels to a worker process; there it opens the index, which is mapped and so
shared by all of them.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import msgspec

from designata.errors import InputError
from designata.index.lookup import Index
from designata.screen import write
from designata.screen.columns import ANSWERED, Guess, guess
from designata.screen.match import Answer, Matcher
from designata.screen.policy import Policy
from designata.screen.query import Query, of_columns, of_entity
from designata.screen.sheet import Row, text


class Done(msgspec.Struct, frozen=True, array_like=True):
    """What became of a chunk of rows.

    Args:
        content: to be written, in the form that was asked for.
        questions: how many.
        hit: how many have a hit.
        failed: how many could not be asked.
    """

    content: bytes
    questions: int
    hit: int = 0
    failed: int = 0


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a file of questions.

    Args:
        questions: how many.
        hit: how many have a hit.
        failed: how many could not be asked.
        resumed: how many had been answered before a kill.
        lists: the date of each publisher's newest list.
        policy: name and version.
        weights: the version of the table of weights.
        out: the file of answers.
        columns: what the sheet's columns were taken for.
        as_of: the day that the lists were asked as they were known on, if not the newest.
    """

    questions: int
    hit: int
    failed: int
    resumed: int
    lists: dict[str, str]
    policy: str
    weights: int
    out: str
    columns: str
    as_of: dt.date | None = None


class Task(Protocol):
    """Something to be done with rows."""

    def ready(self) -> Callable[[int, Sequence[Row]], Done]:
        """The work itself; it takes the number of a chunk's first row, from 1, and the rows."""

    def head(self) -> bytes:
        """What stands above the first row."""


class Screening(msgspec.Struct, frozen=True):
    """Rows are questions, to be answered from an index.

    Args:
        index: its file.
        policy: what counts as a hit.
        guess: what the columns hold.
        form: of the answers: ``csv``, ``jsonl``, or ``bare`` for JSON Lines without the rows.
    """

    index: str
    policy: Policy
    guess: Guess
    form: str

    def ready(self) -> Callable[[int, Sequence[Row]], Done]:
        """Opens the index."""
        matcher = Matcher(Index(Path(self.index)), self.policy)

        def work(first: int, rows: Sequence[Row]) -> Done:
            answers = answer(matcher, rows, self.guess, first=first)
            return Done(
                self._written(rows, answers),
                len(rows),
                sum(bool(found.hits) for found in answers),
                sum(found.error is not None for found in answers),
            )

        return work

    def head(self) -> bytes:
        """The header of CSV."""
        if self.form != "csv":
            return b""
        return write.csv_lines([write.unique((*self.guess.headings, *ANSWERED))])

    def _written(self, rows: Sequence[Row], answers: list[Answer]) -> bytes:
        if self.form == "csv":
            return write.csv_lines(
                [*cells_of(row, self.guess), *write.cells(found)]
                for row, found in zip(rows, answers, strict=True)
            )
        if self.form == "jsonl":
            headings = write.unique(self.guess.headings)
            answers = [
                msgspec.structs.replace(found, row=_row(row, headings))
                for row, found in zip(rows, answers, strict=True)
            ]
        return write.json_lines(answers)


def answer(matcher: Matcher, rows: Sequence[Row], found: Guess, *, first: int = 1) -> list[Answer]:
    """The answers to rows, in their order; a row that asks nothing gets its error in its place.

    Args:
        matcher: answers questions.
        rows: of a sheet.
        found: what its columns hold.
        first: the number of the first row, by which rows without an id are called.
    """
    queries: list[Query] = []
    places: list[int] = []
    answers: list[Answer | None] = [None] * len(rows)
    for place, row in enumerate(rows):
        name = str(first + place)
        try:
            query = question(row, found)
        except InputError as error:
            answers[place] = matcher.refuse(_id(row, found) or name, str(error))
        else:
            queries.append(query if query.id else msgspec.structs.replace(query, id=name))
            places.append(place)
    for place, answered in zip(places, matcher.answer(queries), strict=True):
        answers[place] = answered
    return [answered for answered in answers if answered is not None]


def question(row: Row, found: Guess) -> Query:
    """The question of a row.

    Raises:
        InputError: when it is broken or asks nothing.
    """
    if row.error:
        raise InputError(row.error)
    if row.line is None:
        return of_columns(found.cells(row.cells))
    entity = msgspec.json.decode(row.line)
    if "properties" in entity:
        return of_entity(entity)
    columns = _guess(tuple(entity))
    return of_columns(columns.cells([text(value) for value in entity.values()]))


@lru_cache(maxsize=1024)
def _guess(headings: tuple[str, ...]) -> Guess:
    return guess(headings)


def _id(row: Row, found: Guess) -> str:
    """The id of a row that could not be asked, if it can be told."""
    if row.line is None:
        return found.cells(row.cells).get("id", "")
    try:
        return text(msgspec.json.decode(row.line)["id"])
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError, TypeError):
        return ""


def cells_of(row: Row, found: Guess) -> list[str]:
    """A row as text, a cell a heading."""
    if row.line is None:
        return list(row.cells)
    if row.error:
        return [row.line.decode("utf-8", "replace"), *[""] * (len(found.headings) - 1)]
    entity = msgspec.json.decode(row.line)
    return [text(entity.get(heading)) for heading in found.headings]


def _row(row: Row, headings: Sequence[str]) -> object:
    if row.line is None:
        return dict(zip(headings, row.cells, strict=True))
    if row.error:
        return row.line.decode("utf-8", "replace")
    return msgspec.Raw(row.line)
