"""What is written to a file goes out as it is written, through a thread and a short queue."""

import contextlib
import io
import queue
import threading
from collections.abc import Callable, Iterator
from typing import IO, cast

_PIECE = 1 << 16
_AHEAD = 8
_PATIENCE = 60.0


class _Gone(Exception):  # noqa: N818  - nobody's error
    """Whoever was to read has gone."""


class _Pipe(io.RawIOBase):
    """A file whose bytes go into a queue."""

    def __init__(self) -> None:
        self.pieces: queue.Queue[bytes | BaseException | None] = queue.Queue(_AHEAD)
        self.gone = threading.Event()
        self._place = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def write(self, piece: object) -> int:
        content = bytes(cast("bytes", piece))
        self._place += len(content)
        self.put(content)
        return len(content)

    def put(self, piece: bytes | BaseException | None) -> None:
        """Waits for room, as long as somebody reads."""
        while not self.gone.is_set():
            with contextlib.suppress(queue.Full):
                self.pieces.put(piece, timeout=0.5)
                return
        raise _Gone


def written(write: Callable[[IO[bytes]], object]) -> Iterator[bytes]:
    """The bytes that a function writes; an error before the first of them is raised here.

    >>> b"".join(written(lambda out: out.write(b"claims")))
    b'claims'
    """
    pipe = _Pipe()

    def work() -> None:
        try:
            out = io.BufferedWriter(pipe, _PIECE)
            write(out)
            out.flush()
            pipe.put(None)
        except _Gone:
            pass
        except BaseException as error:  # noqa: BLE001  - it is raised where it is read
            with contextlib.suppress(_Gone):
                pipe.put(error)

    threading.Thread(target=work, daemon=True).start()
    pieces = _pieces(pipe)
    first = next(pieces, b"")
    return _behind(first, pieces)


def _behind(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _pieces(pipe: _Pipe) -> Iterator[bytes]:
    try:
        while (piece := pipe.pieces.get(timeout=_PATIENCE)) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        pipe.gone.set()
