"""How answers are put on paper: JSON for programs, tables for people.

Text from lists is escaped: no markup of theirs is obeyed, no control character reaches a terminal.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from designata.errors import DesignataError, InputError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_WORD = re.compile(r"\S+\s*")


@cache
def console() -> "Console":
    """Standard output, as wide as the terminal; at least 100 columns where there is none."""
    from rich.console import Console

    plain = Console(highlight=False, emoji=False)
    return plain if plain.is_terminal else Console(highlight=False, emoji=False, width=100)


def json(answer: object) -> None:
    """One JSON document."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode() + "\n")


def json_line(answer: object) -> None:
    """One line of JSON Lines."""
    sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")


def complain(error: DesignataError) -> None:
    """An error for a person: what, where, the cure."""
    from rich.console import Console

    message = Console(stderr=True, highlight=False, emoji=False, soft_wrap=True)
    message.print(f"[bold red]error:[/] {safe(error.what)}")
    if error.where:
        message.print(f"  where: {safe(error.where)}")
    if error.cure:
        message.print(f"  cure:  {safe(error.cure)}")


def note(text: str) -> None:
    """A remark on standard error, out of the answer's way."""
    from rich.console import Console

    Console(stderr=True, highlight=False, emoji=False, soft_wrap=True).print(
        f"[dim]{safe(text)}[/]"
    )


def say(markup: str = "", *, hang: int = 2) -> None:
    """A paragraph of our own markup; what comes from outside must be ``safe``.

    Where it is longer than a line, the next ones are indented by ``hang`` more. Addresses stay
    whole.
    """
    from rich.text import Text

    out = console()
    for line in Text.from_markup(markup).split("\n", allow_blank=True):
        indent = len(line.plain) - len(line.plain.lstrip(" "))
        ends = [] if line.cell_len <= out.width else _ends(line.plain, out.width - hang)
        for number, piece in enumerate(line.divide(ends)):
            piece.rstrip()
            piece.pad_left((indent + hang) * bool(number))
            out.print(piece, soft_wrap=True)


def _ends(line: str, width: int) -> list[int]:
    """Where a line is broken, between words; a word that is longer than the width stays whole.

    >>> _ends("listed by OFAC since 2022", 10), _ends("https://example.com", 10)
    ([10, 21], [])
    """
    from rich.cells import cell_len

    indent = len(line) - len(line.lstrip(" "))
    ends, used = [], indent
    for word in _WORD.finditer(line, indent):
        if used > indent and used + cell_len(word[0].rstrip()) > width:
            ends.append(word.start())
            used = indent
        used += cell_len(word[0])
    return ends


def safe(text: object) -> str:
    r"""Text from outside, fit for a terminal.

    >>> safe("LADY R[bold]\x1b[2J")
    'LADY R\\[bold]�[2J'
    """
    from rich.markup import escape

    plain = "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in str(text))
    return escape(plain)


def table(*columns: str, right: Iterable[int] = ()) -> "Table":
    """A table without frame; the columns numbered in ``right`` stand flush right."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    numbers = set(right)
    for index, column in enumerate(columns):
        made.add_column(column, justify="right" if index in numbers else "left", overflow="fold")
    return made


@contextmanager
def file(out: Path) -> Iterator[IO[bytes]]:
    """A file to write, which is there whole or not at all.

    Raises:
        InputError: when it cannot be written.
    """
    draft = out.parent / f"{out.name}.part"
    try:
        with draft.open("wb") as opened:
            yield opened
        draft.replace(out)
    except OSError as error:
        raise InputError(
            f"the file cannot be written: {error.strerror or error}",
            where=str(out),
            cure="name a file in a folder of your own with --out",
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()


def footer(lists: dict[str, str], caveat: str) -> None:
    """What every answer ends with: which lists of which date, and what it is not."""
    held = ", ".join(f"{code} {date}" for code, date in lists.items())
    say(f"[dim]Lists: {safe(held)}. {safe(caveat)}[/]")
