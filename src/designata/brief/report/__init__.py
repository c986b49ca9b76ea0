"""A brief as a file: HTML, PDF, Markdown or JSON. Every text from outside is escaped."""

from pathlib import PurePath

import msgspec

from designata.brief.report import markdown, page, pdf
from designata.brief.report.player import Player
from designata.brief.told import Brief
from designata.errors import InputError

SUFFIXES = (".html", ".pdf", ".md", ".json")


def suffix(name: str) -> str:
    """The ending of a file's name, which says its format.

    Raises:
        InputError: when briefs are not written in that format.

    >>> suffix("today.HTML")
    '.html'
    """
    found = PurePath(name).suffix.lower()
    if found not in SUFFIXES:
        raise InputError(
            f"no brief is written as {found or 'a file without an ending'}",
            where=name,
            cure=f"name a file that ends in {', '.join(SUFFIXES)}",
        )
    return found


def render(brief: Brief, name: str, *, player: Player | None = None) -> bytes:
    """A brief in the format that a file's name asks for.

    Args:
        brief: what to print.
        name: the file's.
        player: its recording, for a page.

    Raises:
        InputError: when briefs are not written in that format.
        DesignataError: when a PDF cannot be set.
    """
    kind = suffix(name)
    if kind == ".html":
        return page.page(brief, player=player).encode()
    if kind == ".pdf":
        return pdf.pdf(brief)
    if kind == ".md":
        return markdown.markdown(brief).encode()
    return msgspec.json.format(msgspec.json.encode(brief), indent=2) + b"\n"
