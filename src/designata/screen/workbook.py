"""Writes answers as a workbook: the same sheet with columns added, hits coloured, and a cover.

Every text is written as text, so that no cell becomes a formula. The cover says which lists of
which date, under which policy, with what result.
"""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from designata import __version__
from designata.errors import InputError
from designata.formats.tables import as_text
from designata.screen.columns import ANSWERED
from designata.screen.match import Answer
from designata.screen.policy import Policy
from designata.screen.sheet import Sheet, Workbook
from designata.screen.tasks import Summary, cells_of
from designata.screen.write import cells, unique
from designata.store.dossier import CAVEAT

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Made  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_MOST_ROWS = 1_048_576
_LONGEST = 32_767
_NAME = 31
_COVER = "Designata"
_LIKELY = 0.9
_COLOURS = {"head": "#DDE3EA", "likely": "#F4B6B0", "possible": "#FBE3A4", "failed": "#D9D2E9"}
_WIDTHS = (6, 8, 18, 28, 70, 40, 40, 30, 14, 30, 30)

_LEGEND = (
    "score: the probability that the question and the listed entity are one. why: each piece of "
    "evidence with its weight in log-odds; above 0 speaks for it, below against it. Red rows score "
    "0.9 and more, yellow ones less."
)

Value: TypeAlias = object


def write(sheet: Sheet, answers: Path, policy: Policy, summary: Summary) -> Path:
    """Makes the workbook beside the bare answers; its path.

    Raises:
        InputError: when there are more rows than a sheet can hold.
    """
    import xlsxwriter

    path = answers.with_name(answers.name + ".xlsx")
    made = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    try:
        book = _Book(made)
        taken: set[str] = set()
        if isinstance(sheet, Workbook):
            for name in sheet.names:
                page = made.add_worksheet(name[:_NAME])
                taken.add(name.casefold())
                if name == sheet.name:
                    page.activate()
                    book.answered(page, _of_workbook(sheet, answers), sheet.top)
                else:
                    for number, row in enumerate(sheet.table(name)):
                        book.row(page, number, row)
        else:
            book.answered(made.add_worksheet("answers"), _of_rows(sheet, answers), 0)
        book.cover(made.add_worksheet(_free(_COVER, taken)), policy, summary)
    finally:
        made.close()
    return path


class _Book:
    """The workbook in the making, with its formats."""

    def __init__(self, made: "Made") -> None:
        self._formats: dict[str, Format] = {
            name: made.add_format({"bg_color": colour, "valign": "top"})
            for name, colour in _COLOURS.items()
        }
        self._formats["head"].set_bold()
        self._formats["day"] = made.add_format({"num_format": "yyyy-mm-dd"})
        self._formats["time"] = made.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._formats["title"] = made.add_format({"bold": True, "font_size": 16})
        self._formats["label"] = made.add_format({"bold": True, "valign": "top"})
        self._formats["wrap"] = made.add_format({"text_wrap": True, "valign": "top"})

    def answered(
        self, page: "Worksheet", rows: Iterator[tuple[Sequence[Value], Answer | None]], top: int
    ) -> None:
        """A sheet of questions with the columns that are added, headed in row ``top``."""
        width = 0
        number = 0
        for number, (row, answer) in enumerate(rows):
            if number >= _MOST_ROWS:
                raise InputError(
                    f"a workbook's sheet holds {_MOST_ROWS:,} rows at most",
                    cure="name a file of answers that ends with .csv or .jsonl",
                )
            if number == top:
                width = len(row)
                self._page(page, width, top)
                headings = unique((*map(as_text, row), *ANSWERED))
                self.row(page, number, row, "head")
                self.row(page, number, headings[width:], "head", left=width)
                continue
            self.row(page, number, row)
            if answer:
                self.row(page, number, cells(answer), _colour(answer), left=width)
        page.autofilter(top, 0, max(number, top), width + len(ANSWERED) - 1)
        page.ignore_errors({"number_stored_as_text": f"A1:XFD{max(number, top) + 1}"})

    def row(
        self,
        page: "Worksheet",
        number: int,
        row: Sequence[Value],
        colour: str | None = None,
        *,
        left: int = 0,
    ) -> None:
        """Writes the cells of a row, each as what it is."""
        shade = self._formats[colour] if colour else None
        for column, value in enumerate(row, left):
            if isinstance(value, bool):
                page.write_boolean(number, column, value, shade)
            elif isinstance(value, int | float) and math.isfinite(value):
                page.write_number(number, column, value, shade)
            elif isinstance(value, dt.datetime):
                page.write_datetime(number, column, value, shade or self._formats["time"])
            elif isinstance(value, dt.date):
                page.write_datetime(number, column, value, shade or self._formats["day"])
            elif value not in {"", None}:
                page.write_string(number, column, str(value)[:_LONGEST], shade)
            elif shade:
                page.write_blank(number, column, None, shade)

    def cover(self, page: "Worksheet", policy: Policy, summary: Summary) -> None:
        """What was asked of which lists, under which policy, and what that means."""
        page.set_column(0, 0, 26)
        page.set_column(1, 1, 90)
        page.write_string(0, 0, "Screening", self._formats["title"])
        settings = msgspec.to_builtins(policy)
        told: list[tuple[str, str]] = [
            ("questions", f"{summary.questions:,}"),
            ("with hits", f"{summary.hit:,}"),
            ("could not be asked", f"{summary.failed:,}"),
            *([("as known on", summary.as_of.isoformat())] if summary.as_of else []),
            *((f"list {code}", date) for code, date in summary.lists.items()),
            ("policy", summary.policy),
            *(
                (f"  {name}", _setting(value))
                for name, value in settings.items()
                if name not in {"name", "version", "cleared", "overrides"}
            ),
            ("  cleared pairs", f"{len(policy.cleared):,}"),
            ("weights of evidence", f"version {summary.weights}"),
            ("made with", f"Designata {__version__}"),
            ("note", CAVEAT),
            (
                "how to read it",
                _LEGEND,
            ),
        ]
        for number, (label, text) in enumerate(told, 2):
            page.write_string(number, 0, label, self._formats["label"])
            page.write_string(number, 1, text, self._formats["wrap"])

    def _page(self, page: "Worksheet", width: int, top: int) -> None:
        page.freeze_panes(top + 1, 0)
        page.set_column(0, max(width - 1, 0), 18)
        for column, wide in enumerate(_WIDTHS, width):
            page.set_column(column, column, wide)


def _colour(answer: Answer) -> str | None:
    if answer.error:
        return "failed"
    if not answer.hits:
        return None
    return "likely" if answer.hits[0].score >= _LIKELY else "possible"


def _of_workbook(sheet: Workbook, answers: Path) -> Iterator[tuple[Sequence[Value], Answer | None]]:
    """The rows of the sheet as they are; those below the header with their answers."""
    answered = read(answers)
    width = len(sheet.guess.headings)
    for number, row in enumerate(sheet.table(sheet.name)):
        asked = number > sheet.top and any(cell != "" for cell in row)
        yield row[:width], next(answered) if asked else None


def _of_rows(sheet: Sheet, answers: Path) -> Iterator[tuple[Sequence[Value], Answer | None]]:
    yield sheet.guess.headings, None
    for row, answer in zip(sheet.rows(), read(answers), strict=True):
        yield cells_of(row, sheet.guess), answer


def read(answers: Path) -> Iterator[Answer]:
    """The answers of a file of bare answers."""
    decode = msgspec.json.Decoder(Answer).decode
    with answers.open("rb") as file:
        yield from map(decode, file)


def _setting(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {number}" for name, number in value.items()) or "none"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "all"
    return str(value)


def _free(name: str, taken: set[str]) -> str:
    """A sheet's name that no other has."""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    return free
