"""What a reader of one format finds: pieces of text in order, and what is stated about the whole.

The readers of HTML, Markdown and plain text all return it; ``read.py`` makes a document of it.
"""

import msgspec

from designata.news.document import Kind


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text that stands by itself; white space in it does not count.

    Args:
        kind: what it is.
        text: as found.
        group: the number of its list or table.
    """

    kind: Kind
    text: str
    group: int | None = None


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """An article taken apart.

    Args:
        pieces: in the order of the article.
        title: where it is stated apart from the text.
        published: as stated, in whatever form.
        url: as stated.
        publisher: as stated.
    """

    pieces: list[Piece]
    title: str = ""
    published: str = ""
    url: str = ""
    publisher: str = ""
