"""What rules derive, of ownership and of ships: no list, but held in the store beside them.

A conclusion on control is worked out by the network room and written by ``network.keep``, with the
arithmetic as its document; it says that an entity is owned by listed ones, never that it is listed.
What ships did is written by ``vessels.keep``, with the messages as the document.
"""

from typing import TYPE_CHECKING

from designata.lists import publishers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designata.lists.source import Edition, File, Recognised, Record

READER = 1

PUBLISHER = publishers.of("derived")


def recognise(_: "File") -> "Recognised | None":
    """No file: a conclusion is drawn when it is asked for."""
    return None


def records(_: "Edition") -> "Iterator[Record]":
    """None: what a conclusion says is told by who drew it."""
    yield from ()
