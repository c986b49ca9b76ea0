"""What is open of a store: itself, its indexes and its graphs, each made once for many threads.

Questions under way go on with the store that they began with; a new one is opened when it is asked
for, or when a server has its index made ready.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from designata.once import Once
from designata.store import manifest
from designata.store.claims import Store
from designata.turns import Turns

if TYPE_CHECKING:
    from designata.index.lookup import Index
    from designata.network.graph import Graph


class Opened:
    """A store's folder, and what is open of it.

    Args:
        folder: the store's; it need not exist yet.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stamp: manifest.Stamp | None = None
        self._answering: int | None = None
        self._stores: Once[manifest.Stamp | None, Store] = Once(1)
        self._indexes: Once[tuple[int, dt.date | None], Index] = Once(3)
        self._days = Turns(at_once=1, waiting=8)  # at past days, each of which takes seconds
        self._graphs: Once[tuple[Store, int, dt.date | None], Graph] = Once(2)

    @property
    def there(self) -> bool:
        """Whether there is a store."""
        return manifest.there(self.folder)

    @property
    def store(self) -> Store:
        """The store as it was when first asked, or at the last look.

        Raises:
            StoreError: when there is none.
        """
        stamp = self._stamp
        if stamp is None:
            self._stamp = stamp = manifest.stamp(self.folder)
        return self._stores.get(stamp, lambda: Store(self.folder))

    def refresh(self) -> None:
        """Looks at the store anew, if it has changed; a look is cheap."""
        if self._stamp is not None:
            self._stamp = manifest.stamp(self.folder)

    def renew(self) -> None:
        """Answers from now on from the index of the store as it stands.

        Until then a server goes on with the index that it has, while another process makes the
        next one. Without this, the first question after a change of the store waits for it.
        """
        from designata import apart
        from designata.screen import shelf

        self.refresh()
        edition = self.store.manifest.edition
        if not shelf.there(self.folder):
            apart.call(shelf.make, self.folder)
        self._index(edition, None)
        self._answering = edition

    def index(
        self, as_of: dt.date | None = None, building: Callable[[], None] | None = None
    ) -> "Index":
        """The index that answers: that of the store, or the one before until ``renew``."""
        return self._index(self._answering or self.store.manifest.edition, as_of, building)

    def _index(
        self, edition: int, as_of: dt.date | None, building: Callable[[], None] | None = None
    ) -> "Index":
        from designata.index.lookup import Index
        from designata.screen import shelf

        with self._days if as_of else nullcontext():
            return self._indexes.get(
                (edition, as_of), lambda: Index(shelf.ready(self.folder, as_of, building=building))
            )

    def graph(self, as_of: dt.date | None = None) -> "Graph":
        """The ties of the store, between what ``resolve`` last found to be one."""
        from designata.network import load
        from designata.resolve import canonical

        store, rows = self.store, canonical.load(self.folder)
        with self._days if as_of else nullcontext():
            return self._graphs.get(
                (store, len(rows), as_of),
                lambda: load.graph(store, as_of=as_of, same=canonical.current(rows)),
            )
