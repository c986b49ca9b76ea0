"""GraphML: the graph format that most tools read, yEd, Gephi, Cytoscape and networkx among them.

http://graphml.graphdrawing.org/specification.html ; the ids are Designata's own.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from designata.formats import graphs
from designata.formats.ftm import Group

_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
)


def rows(groups: Iterable[Group]) -> Iterator[bytes]:
    """The document, piece by piece."""
    yield _HEAD
    for what, attributes in (("node", graphs.NODE), ("edge", graphs.EDGE)):
        for name, kind in attributes.items():
            yield (
                f'<key id="{what}_{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>\n'
            ).encode()
    yield b'<graph id="designata" edgedefault="directed">\n'
    for piece in graphs.pieces(groups):
        if isinstance(piece, graphs.Node):
            head, what = f'<node id="{_safe(piece.id)}">', "node"
        else:
            head = (
                f'<edge id="{_safe(piece.id)}" source="{_safe(piece.one)}" '
                f'target="{_safe(piece.other)}">'
            )
            what = "edge"
        yield f"{head}{_data(what, piece.attributes)}</{what}>\n".encode()
    yield b"</graph>\n</graphml>\n"


def _data(what: str, attributes: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{what}_{name}">{_safe(value)}</data>' for name, value in attributes.items()
    )


def _safe(text: str) -> str:
    return escape(graphs.plain(text))
