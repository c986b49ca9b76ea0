"""GEXF 1.3, Gephi's format.

https://gexf.net/ ; it wants all nodes before all edges, so the edges wait in a file that is gone
afterwards.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from tempfile import TemporaryFile
from typing import IO

from designata.formats import graphs
from designata.formats.ftm import Group

_PIECE = 1 << 16
_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    b'<graph mode="static" defaultedgetype="directed">\n'
)


def rows(groups: Iterable[Group]) -> Iterator[bytes]:
    """The document, piece by piece."""
    yield _HEAD
    for what, attributes in (("node", graphs.NODE), ("edge", graphs.EDGE)):
        yield f'<attributes class="{what}">'.encode()
        for name, kind in attributes.items():
            yield f'<attribute id="{what}_{name}" title="{name}" type="{kind}"/>'.encode()
        yield b"</attributes>\n"
    yield b"<nodes>\n"
    with TemporaryFile() as edges:
        for piece in graphs.pieces(groups):
            if isinstance(piece, graphs.Node):
                caption = _safe(piece.attributes["caption"])
                head = f'<node id="{_safe(piece.id)}" label="{caption}">'
                yield f"{head}{_values('node', piece.attributes)}</node>\n".encode()
            else:
                edges.write(_edge(piece))
        yield b"</nodes>\n<edges>\n"
        yield from _read(edges)
    yield b"</edges>\n</graph>\n</gexf>\n"


def _edge(piece: graphs.Edge) -> bytes:
    head = (
        f'<edge id="{_safe(piece.id)}" source="{_safe(piece.one)}" target="{_safe(piece.other)}" '
        f'label="{_safe(piece.kind)}">'
    )
    return f"{head}{_values('edge', piece.attributes)}</edge>\n".encode()


def _read(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


def _values(what: str, attributes: Mapping[str, str]) -> str:
    values = "".join(
        f'<attvalue for="{what}_{name}" value="{_safe(value)}"/>'
        for name, value in attributes.items()
    )
    return f"<attvalues>{values}</attvalues>"


def _safe(text: str) -> str:
    return escape(graphs.plain(text)).replace("\n", "&#10;").replace("\t", "&#9;")
