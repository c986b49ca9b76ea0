"""What the rules of ownership and control derive: no list, but held in the store beside them.

Each conclusion is worked out by the network room and written by ``network.keep``, with the
arithmetic as its document. It says that an entity is owned by listed ones, never that it is listed.
"""

from collections.abc import Iterator

from designata.lists.source import Edition, File, Publisher, Recognised, Record

READER = 1

PUBLISHER = Publisher(
    code="derived",
    authority="",
    country="",
    titles={"control": "Ownership and control, as derived by Designata"},
    licence="derived from the lists named in each conclusion",
    homepage="docs/network.md",
)


def recognise(_: File) -> Recognised | None:
    """No file: a conclusion is drawn when it is asked for."""
    return None


def records(_: Edition) -> Iterator[Record]:
    """None: what a conclusion says is told by who drew it."""
    yield from ()
