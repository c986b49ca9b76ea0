"""How answers are put on paper: JSON for programs, tables for people.

Text from lists is escaped: no markup of theirs is obeyed, no control character reaches a terminal.
"""

import sys
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from designata.errors import DesignataError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


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

    Console(stderr=True, highlight=False, emoji=False).print(f"[dim]{safe(text)}[/]")


def say(markup: str = "") -> None:
    """A line of our own markup; what comes from outside must be ``safe``."""
    console().print(markup)


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


def footer(lists: dict[str, str], caveat: str) -> None:
    """What every answer ends with: which lists of which date, and what it is not."""
    held = ", ".join(f"{code} {date}" for code, date in lists.items())
    say(f"[dim]Lists: {safe(held)}. {safe(caveat)}[/]")
