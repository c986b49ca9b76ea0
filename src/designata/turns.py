"""Turns at what takes long: a few at once, a few who wait, and a plain answer to all others.

Without it, forty who ask for such a thing would hold every thread of a server, and nobody else
would be answered.
"""

import threading

from designata.errors import BusyError


class Turns:
    """Turns, taken by ``with``.

    Args:
        at_once: who are at it.
        waiting: who wait for their turn.

    >>> turns = Turns(at_once=1, waiting=0)
    >>> with turns:
    ...     with turns:
    ...         pass
    Traceback (most recent call last):
    designata.errors.BusyError: too many ask for this at once; ask again in a minute
    """

    def __init__(self, *, at_once: int, waiting: int) -> None:
        self._room = threading.Semaphore(at_once + waiting)
        self._turn = threading.Semaphore(at_once)

    def __enter__(self) -> None:
        """Takes a turn, after those who were there before.

        Raises:
            BusyError: when too many wait.
        """
        if not self._room.acquire(blocking=False):
            raise BusyError("too many ask for this at once", cure="ask again in a minute")
        self._turn.acquire()

    def __exit__(self, *_: object) -> None:
        """Gives it to the next."""
        self._turn.release()
        self._room.release()
