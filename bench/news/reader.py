"""How the benchmark reads an article: the one place that knows how the reader is made."""

import datetime as dt
from pathlib import Path

from designata.engine import Designata
from designata.news import link, read
from designata.news.document import Document
from designata.news.findings import Reading
from designata.news.reader import Reader


class Articles:
    """Reads articles over a store.

    Args:
        store: the store's folder; without one, nothing is linked or named.
    """

    def __init__(self, store: Path | None) -> None:
        self._reader = Reader()
        if store:
            engine = Designata(store)
            self._reader = Reader(engine.store, engine.matcher(link.policy()))

    def read(
        self, data: bytes, name: str, *, published: dt.date | None = None
    ) -> tuple[Document, Reading]:
        """The article as text, and what it says."""
        document = read.read(data, name=name, published=published)
        return document, self._reader.read(document)
