"""The first rows of a screened sheet that have a candidate, for a page to show.

They are taken from the answers in the making, which are the same for every form of file.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from designata.screen import write
from designata.screen.columns import ANSWERED
from designata.screen.match import Answer
from designata.screen.sheet import open_sheet

FILE = "shown.json"
"""What such a file is called, beside the file of answers."""

MOST = 100
"""Rows that are shown; the file has all."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row with a candidate, or one that could not be asked.

    Args:
        asked: its question, as a line.
        score: of the best candidate.
        entity: the best candidate's id.
        caption: its name.
        why: the evidence, in plain words.
        designations: in short.
        others: how many more candidates there are.
        error: why it could not be asked, if so.
    """

    asked: str
    score: float = 0.0
    entity: str = ""
    caption: str = ""
    why: str = ""
    designations: str = ""
    others: int = 0
    error: str = ""


def save(path: Path, answers: Path, form: str) -> None:
    """Keeps the first rows of answers that have a candidate.

    Args:
        path: where they are kept.
        answers: a table of them, or a line of JSON an answer.
        form: ``csv`` where it is a table.
    """
    found = _of_table(answers) if form == "csv" else _of_lines(answers)
    path.write_bytes(msgspec.json.encode(list(islice(found, MOST))))


def load(path: Path) -> list[Row]:
    """The rows that were kept."""
    return msgspec.json.decode(path.read_bytes(), type=list[Row])


def _of_lines(path: Path) -> Iterator[Row]:
    decode = msgspec.json.Decoder(Answer).decode
    with path.open("rb") as file:
        for line in file:
            answer = decode(line)
            if answer.error:
                yield Row(asked=answer.id, error=answer.error)
            elif answer.hits:
                best = answer.hits[0]
                asked = [
                    str(value)
                    for values in list(answer.query.values())[1:]
                    for value in (values if isinstance(values, list) else [values])
                ]
                yield Row(
                    asked=" | ".join(asked),
                    score=best.score,
                    entity=best.entity,
                    caption=best.caption,
                    why=write.why(best),
                    designations="; ".join(map(write.designated, best.designations)),
                    others=len(answer.hits) - 1,
                )


def _of_table(path: Path) -> Iterator[Row]:
    sheet = open_sheet(path)
    for row in sheet.rows():
        told = dict(zip(ANSWERED, row.cells[-len(ANSWERED) :], strict=True))
        asked = " | ".join(
            text for column, text in sheet.guess.cells(row.cells).items() if column != "id"
        )
        if told["error"]:
            yield Row(asked=asked, error=told["error"])
        elif told["entity"]:
            yield Row(
                asked=asked,
                score=float(told["score"]),
                entity=told["entity"],
                caption=told["caption"],
                why=told["why"],
                designations=told["designations"],
                others=int(float(told["hits"])) - 1,
            )
