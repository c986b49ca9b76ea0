"""How often one client may ask: a bucket of tokens each, filled at a steady rate."""

import threading
import time
from collections import OrderedDict

_MOST = 50_000


class Buckets:
    """The buckets of all clients.

    Args:
        rate: tokens a second.
        size: tokens a bucket holds.
    """

    def __init__(self, rate: float, size: float) -> None:
        self._rate, self._size = rate, size
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, *, now: float | None = None) -> float:
        """Takes a token of a client's; seconds to wait where there is none.

        >>> buckets = Buckets(rate=1, size=2)
        >>> [buckets.take("a", now=0) for _ in range(3)], buckets.take("a", now=1)
        ([0.0, 0.0, 1.0], 0.0)
        """
        now = time.monotonic() if now is None else now
        with self._lock:
            left, since = self._buckets.pop(client, (self._size, now))
            left = min(self._size, left + (now - since) * self._rate)
            wait = 0.0 if left >= 1 else (1 - left) / self._rate
            self._buckets[client] = left if wait else left - 1, now
            if len(self._buckets) > _MOST:
                self._buckets.popitem(last=False)
        return wait
