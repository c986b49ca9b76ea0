"""Dossiers that were shown last, so that the parts of a page need not be compiled again."""

import datetime as dt
import threading
from collections import OrderedDict

from designata.dossier.shape import Dossier, Shown
from designata.engine import Designata
from designata.errors import NotFoundError
from designata.resolve import canonical

_MOST = 24
_MOST_TIES = 2_000


class Dossiers:
    """The last answers of ``show``, for as long as the store and what is resolved stay the same."""

    def __init__(self, engine: Designata) -> None:
        self._engine = engine
        self._held: OrderedDict[tuple[str, dt.date | None], Shown] = OrderedDict()
        self._state: object = None
        self._lock = threading.Lock()

    def show(self, query: str, as_of: dt.date | None = None) -> Shown:
        """What answers to an id, a number or a name."""
        state = self._now()
        with self._lock:
            if state != self._state:
                self._held.clear()
                self._state = state
            elif (query, as_of) in self._held:
                self._held.move_to_end((query, as_of))
                return self._held[query, as_of]
        shown = self._engine.show(query, as_of=as_of)
        with self._lock:
            if state == self._state:
                self._held[query, as_of] = shown
                while len(self._held) > _MOST or (
                    len(self._held) > 1 and self._ties() > _MOST_TIES
                ):
                    self._held.popitem(last=False)
        return shown

    def one(self, entity: str, as_of: dt.date | None = None) -> Dossier:
        """The dossier of one entity.

        Raises:
            NotFoundError: when several answer to it.
        """
        found = self.show(entity, as_of).dossiers
        if len(found) == 1:
            return found[0]
        raise NotFoundError(
            f"{len(found)} entities answer to {entity!r}", cure="open one of them by its id"
        )

    def _now(self) -> object:
        """What the answers depend on: the store, and which records are one."""
        path = canonical.place(self._engine.folder)
        written = path.stat().st_mtime_ns if path.is_file() else 0
        return self._engine.store.manifest, written

    def _ties(self) -> int:
        return sum(len(one.ties) for shown in self._held.values() for one in shown.dossiers)
