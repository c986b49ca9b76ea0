"""A dropped sheet, screened; and the first of its rows that have a candidate, to be looked at."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from designata.apart import Say
from designata.screen import batch, policy, shelf, write
from designata.screen.columns import ANSWERED
from designata.screen.match import Answer
from designata.screen.sheet import open_sheet

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


def screen(say: Say, folder: Path, source: Path, out: Path, preview: Path) -> dict[str, Any]:
    """Screens a sheet, in whichever process this is called; what is told of it.

    Args:
        say: is told how many rows are done.
        folder: the store's.
        source: the sheet.
        out: the file of answers.
        preview: the file of the rows that are shown.

    Raises:
        InputError: when the sheet cannot be read, or no column of it can be asked by.
    """
    sheet = open_sheet(source)
    told = batch.answer_file(
        source,
        sheet,
        shelf.ready(folder),
        policy.default(),
        out,
        progress=lambda done, share: say((share, 1.0, str(done))),
    )
    save(preview, out)
    return {**msgspec.to_builtins(told), "out": out.name, "columns": sheet.guess.told()}


def save(path: Path, answers: Path) -> None:
    """Keeps the first rows of a file of answers that have a candidate."""
    found = _of_lines(answers) if answers.suffix == ".jsonl" else _of_table(answers)
    path.write_bytes(msgspec.json.encode(list(islice(found, MOST))))


def load(path: Path) -> list[Row]:
    """The rows that were kept."""
    return msgspec.json.decode(path.read_bytes(), type=list[Row])


def _of_lines(path: Path) -> Iterator[Row]:
    decode = msgspec.json.Decoder(Answer).decode
    with path.open("rb") as file:
        for line in file:
            answer = decode(line)
            asked = " | ".join(
                str(value)
                for values in list(answer.query.values())[1:]
                for value in (values if isinstance(values, list) else [values])
            )
            if answer.error:
                yield Row(asked=answer.id, error=answer.error)
            elif answer.hits:
                best = answer.hits[0]
                yield Row(
                    asked=asked,
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
