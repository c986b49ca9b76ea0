"""Articles that were read and kept: no list, but held in the store beside them as claims.

What they say is worked out by the news room and written by ``news.keep``; no file is told to be
one of them, and each article is a list of its own, so that it can be retracted alone.
"""

from typing import TYPE_CHECKING

from designata.lists import publishers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designata.lists.source import Edition, File, Recognised, Record

READER = 1

PUBLISHER = publishers.of("news")


_NAME = 16


def record_id(sha256: str) -> str:
    """The id of an article's record.

    >>> record_id("ab" * 32)
    'news-abababababababab'
    """
    return f"news-{sha256[:_NAME]}"


def recognise(_: "File") -> "Recognised | None":
    """No file: an article is read when it is asked for."""
    return None


def records(_: "Edition") -> "Iterator[Record]":
    """None: what an article says is told by who read it."""
    yield from ()
