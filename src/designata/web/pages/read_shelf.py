"""Articles that were read and may yet be kept: their bytes, for as long as there is room.

Keeping reads the bytes again, so that what is kept is never what a browser sent back.
"""

import datetime as dt
import hashlib
import threading
from collections import OrderedDict
from typing import NamedTuple

from designata.errors import NotFoundError

_MOST = 64
_MOST_BYTES = 16_000_000


class Given(NamedTuple):
    """An article as it was given.

    Args:
        data: its bytes.
        name: of its file, if it had one.
        published: the day that was told.
        url: the address that was told.
    """

    data: bytes
    name: str
    published: dt.date | None
    url: str | None


class Shelf:
    """The articles that were read last.

    >>> shelf = Shelf()
    >>> key = shelf.put(Given(b"An article.", "", None, None))
    >>> shelf.get(key).data
    b'An article.'
    """

    def __init__(self) -> None:
        self._held: OrderedDict[str, Given] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, given: Given) -> str:
        """Lays an article down, and gives the key that names it."""
        told = f"{given.name}\n{given.published}\n{given.url}\n".encode()
        key = hashlib.sha256(told + given.data).hexdigest()
        with self._lock:
            self._held[key] = given
            self._held.move_to_end(key)
            while len(self._held) > _MOST or (len(self._held) > 1 and self._bytes() > _MOST_BYTES):
                self._held.popitem(last=False)
        return key

    def get(self, key: str) -> Given:
        """The article of a key.

        Raises:
            NotFoundError: when it lies there no longer.
        """
        with self._lock:
            if key in self._held:
                return self._held[key]
        raise NotFoundError(
            "the article is not at hand any more", cure="paste it and read it again"
        )

    def _bytes(self) -> int:
        return sum(len(given.data) for given in self._held.values())
