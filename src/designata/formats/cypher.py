r"""Cypher: statements, one a line, that fill a Neo4j, Memgraph or other openCypher database.

https://opencypher.org/ ; run twice, they change nothing. Text stands in quotes, with backslash and
quote escaped. Some readers take ``\u0027`` for a quote before they look at anything else, even
behind an escaped backslash: a backslash before a ``u`` therefore ends its literal.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from designata.formats import graphs
from designata.formats.ftm import Group

_ESCAPED = {
    "\\": "\\\\",
    "'": "\\'",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\u2028": " ",
    "\u2029": " ",
}
_BOUNDARY = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BEFORE_U = re.compile(r"(?<=\\)(?=[uU])")


def rows(groups: Iterable[Group]) -> Iterator[bytes]:
    """The statements, each on a line of its own."""
    yield b"CREATE CONSTRAINT designata_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n"
    for piece in graphs.pieces(groups):
        if isinstance(piece, graphs.Node):
            yield (
                f"MERGE (n:Entity {{id: {literal(piece.id)}}}) "
                f"SET n:{piece.schema}, n += {_map(piece.attributes)};\n"
            ).encode()
        else:
            kind = _BOUNDARY.sub("_", piece.kind).upper()
            yield (
                f"MERGE (a:Entity {{id: {literal(piece.one)}}}) "
                f"MERGE (b:Entity {{id: {literal(piece.other)}}}) "
                f"MERGE (a)-[r:{kind} {{id: {literal(piece.id)}}}]->(b) "
                f"SET r += {_map(piece.attributes)};\n"
            ).encode()


def _map(attributes: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{name}: {literal(v)}" for name, v in attributes.items()) + "}"


def literal(text: str) -> str:
    r"""Text as Cypher's expression of it.

    >>> print(literal("O'Neil\\"), literal("a\\u0027b"))
    'O\'Neil\\' 'a\\' + 'u0027b'
    """
    pieces = _BEFORE_U.split(graphs.plain(text))
    return " + ".join("'" + "".join(_ESCAPED.get(c, c) for c in piece) + "'" for piece in pieces)
