"""Values that take long to make: made once for many threads, the last few of them kept."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Once(Generic[K, V]):
    """Values by key.

    Args:
        kept: how many.

    >>> made = Once[str, str](kept=1)
    >>> made.get("a", lambda: "first"), made.get("a", lambda: "second")
    ('first', 'first')
    """

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._values: OrderedDict[K, V] = OrderedDict()
        self._making, self._lock = threading.Lock(), threading.Lock()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made if there is none; others wait only where they need one made."""
        if (found := self._look(key)) is not None:
            return found
        with self._making:
            if (found := self._look(key)) is not None:
                return found
            made = make()
            with self._lock:
                self._values[key] = made
                while len(self._values) > self._kept:
                    self._values.popitem(last=False)
            return made

    def _look(self, key: K) -> V | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)
