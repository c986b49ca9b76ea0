"""The store as it stands in one edition, and how requests go on while the next is made ready."""

import logging
import threading
from bisect import bisect_left
from collections import OrderedDict

import msgspec
from anyio import to_thread

from designata.api.compat import flat
from designata.api.compat.flat import Flat, Flats
from designata.api.compat.scope import Dataset, datasets
from designata.engine import Designata
from designata.errors import DesignataError
from designata.formats import accepted
from designata.index.entry import Listed
from designata.index.lookup import Index
from designata.resolve import canonical
from designata.screen import policy as policies
from designata.screen.match import Matcher
from designata.screen.policy import Policy
from designata.store import listing, manifest
from designata.store.claims import Store

_LOG = logging.getLogger(__name__)
_MATCHERS = 64
_SMALL = 2_000
"""Entities of a store that is read on the spot."""

RENEWING = "designata-edition"
"""The thread that makes the next edition."""

ALL = 10_000
"""More hits than a question can have; answers are cut once what is one is told as one."""


class Asked(msgspec.Struct, frozen=True):
    """What is set otherwise than in the policy.

    Args:
        cutoff: the least score of a hit.
        limit: the most hits.
        publishers: those whose lists count; all where none is named.
        topics: of which an entity must have one.
    """

    cutoff: float | None = None
    limit: int | None = None
    publishers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class Edition:
    """What is asked of one edition of a store.

    Args:
        engine: of the store.
    """

    def __init__(self, engine: Designata) -> None:
        self.store, self.index, flats = _together(engine)
        self.same = flats.same
        self.lists = listing.dates(self.store)
        self.rows = listing.lists(self.store)
        self.datasets: dict[str, Dataset] = datasets(self.rows)
        self.entities: dict[str, Flat] = {}
        self._names: dict[str, str] = {}
        for entity in flats.entities:
            self.entities[entity.id] = entity
            for other in (*entity.records, *entity.referents):
                self._names[other] = entity.id
        self._matchers: OrderedDict[Asked, Matcher] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        """Its number, as catalogues name it."""
        return str(self.store.manifest.edition)

    def canonical(self, name: str) -> str | None:
        """The id of the entity that goes by an id, if there is one."""
        if name in self.entities:
            return name
        return self._names.get(name) or self._names.get(self.same.get(name, name))

    def entity(self, name: str) -> Flat:
        """The entity of a record that the index holds."""
        return self.entities[self._names.get(name) or accepted.key(name)]

    def listed(self, record: str) -> Listed | None:
        """What the index knows of a record; its entities stand there by id."""
        numbers = range(self.index.about.entities)
        number = bisect_left(numbers, record, key=lambda one: self.index.entry(one).id)
        found = self.index.entry(number) if number < len(numbers) else None
        return found if found and found.id == record else None

    def matcher(self, asked: Asked) -> Matcher:
        """What answers questions under the policy, set as is asked.

        Raises:
            InputError: when it is set out of its bounds.
        """
        with self._lock:
            if asked in self._matchers:
                self._matchers.move_to_end(asked)
                return self._matchers[asked]
        made = Matcher(self.index, _policy(asked))
        with self._lock:
            self._matchers[asked] = made
            if len(self._matchers) > _MATCHERS:
                self._matchers.popitem(last=False)
        return made


def _together(engine: Designata) -> tuple[Store, Index, Flats]:
    """The store as it stands, with the index and the entities of the same edition."""
    while True:
        engine.renew()
        store, index = engine.store, engine.matcher().index
        small = index.about.entities <= _SMALL
        flats = (flat.read if small else flat.read_apart)(engine.folder)
        if store.manifest.edition == index.about.edition == flats.edition:
            return store, index, flats


def _policy(asked: Asked) -> Policy:
    base = policies.override(policies.default(), threshold=asked.cutoff, limit=asked.limit)
    told = [
        f"{name}={'+'.join(values)}"
        for name, values in (("publishers", asked.publishers), ("topics", asked.topics))
        if values
    ]
    return msgspec.structs.replace(
        base,
        limit=ALL,
        publishers=asked.publishers,
        topics=asked.topics,
        overrides=(*base.overrides, *told),
    )


class Editions:
    """The edition that answers now; a newer one takes its place once it is ready.

    Args:
        engine: of the store.
    """

    def __init__(self, engine: Designata) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._made: tuple[object, Edition] | None = None
        self._tried: object = None

    @property
    def ready(self) -> Edition | None:
        """The edition that answers, if there is one yet; a newer one is begun if there is one."""
        made = self._made
        if made and self.is_stale:
            self._begin()
        return made[1] if made else None

    @property
    def is_stale(self) -> bool:
        """Whether the store has moved on from the edition that answers."""
        return self._made is None or self._made[0] != self._stamp()

    def begin(self) -> bool:
        """Whether questions can be answered at once; if not, what that takes is begun."""
        if not self.ready:
            self._begin()
        return self._made is not None

    def now(self) -> Edition:
        """The edition that answers, the first one made if need be, which takes seconds.

        Raises:
            StoreError: when there is no store.
        """
        if found := self.ready:
            return found
        with self._lock:
            return (self._made or self._make())[1]

    async def get(self) -> Edition:
        """The same, without keeping other requests."""
        if found := self.ready:
            return found
        return await to_thread.run_sync(self.now)

    def update(self) -> list[DesignataError]:
        """Fetches the lists anew; what failed."""
        told = self._engine.update()
        failed = [one for one in told if isinstance(one, DesignataError)]
        self._renew()
        return failed

    def _begin(self) -> None:
        """Makes the edition of the store as it stands, aside, once for each state of it."""
        stamp = self._stamp()
        if self._tried != stamp:
            self._tried = stamp
            threading.Thread(target=self._renew, name=RENEWING, daemon=True).start()

    def _renew(self) -> None:
        with self._lock:
            try:
                self._make()
            except DesignataError as error:  # the old one goes on answering
                _LOG.warning("the store cannot be read anew: %s", error)

    def _make(self) -> tuple[object, Edition]:
        stamp = self._stamp()
        if not self._made or self._made[0] != stamp:
            self._made = stamp, Edition(self._engine)
        return self._made

    def _stamp(self) -> object:
        """Changes when the store does, or what is held to be one."""
        held = canonical.place(self._engine.folder)
        try:
            found = held.stat()
        except OSError:
            return manifest.stamp(self._engine.folder), None
        return manifest.stamp(self._engine.folder), (found.st_mtime_ns, found.st_size)
