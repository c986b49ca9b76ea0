"""What other work tells goes out as it is told, through a thread and a short queue."""

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterator

from designata.errors import BusyError

_AHEAD = 8
_PATIENCE = 60.0


class _Gone(Exception):  # noqa: N818  - nobody's error
    """Whoever was to read has gone."""


class _Pieces:
    """Pieces on their way from a thread to a reader."""

    def __init__(self) -> None:
        self._pieces: queue.Queue[bytes | BaseException | None] = queue.Queue(_AHEAD)
        self._gone, self._late = threading.Event(), threading.Event()

    def put(self, piece: bytes | BaseException | None) -> None:
        """Waits for room, as long as somebody reads, and reads on."""
        end = time.monotonic() + _PATIENCE
        while not self._gone.is_set():
            with contextlib.suppress(queue.Full):
                self._pieces.put(piece, timeout=0.5)
                return
            if time.monotonic() >= end:
                break
        self._late.set()
        raise _Gone

    def __iter__(self) -> Iterator[bytes]:
        try:
            while (piece := self._next()) is not None:
                if isinstance(piece, BaseException):
                    raise piece
                yield piece
        finally:
            self._gone.set()

    def _next(self) -> bytes | BaseException | None:
        while not self._late.is_set():
            with contextlib.suppress(queue.Empty):
                return self._pieces.get(timeout=1.0)
        return BusyError("nobody read on", cure="ask again, and read without a pause")


def told(work: Callable[..., object]) -> Iterator[bytes]:
    """The pieces that some work tells; an error before the first of them is raised here.

    Args:
        work: gets a function ``heard`` that it calls with each piece; where nobody reads on, that
            function raises.

    >>> b"".join(told(lambda heard: [heard(b"all "), heard(b"claims")]))
    b'all claims'
    """
    pieces = _Pieces()

    def run() -> None:
        try:
            work(heard=pieces.put)
            pieces.put(None)
        except _Gone:
            pass
        except BaseException as error:  # noqa: BLE001  - it is raised where it is read
            with contextlib.suppress(_Gone):
                pieces.put(error)

    threading.Thread(target=run, daemon=True).start()
    rest = iter(pieces)
    return _behind(next(rest, b""), rest)


def _behind(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
