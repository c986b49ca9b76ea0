"""Bounds what a client sends before its request is known, and how long it takes for that.

uvicorn's fast parser takes a head of any length, and waits for its end for ever: without this, one
stranger could fill the memory, and a thousand that send nothing would keep everybody else out.
"""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST = 64 << 10
"""Bytes of a request before its body; half of it is what nginx takes."""

PATIENCE = 20.0
"""Seconds for them."""

_REFUSED = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


class Bounded(HttpToolsProtocol):
    """uvicorn's protocol, with bounds for the head of a request."""

    _head = 0
    _before = True  # the end of a head, or the beginning of the first one
    _waiting: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn's
        """Waits for the first head."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Waits for nothing more."""
        self._rest()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Takes bytes; a head that goes on for too long is refused."""
        goes_on = self._before
        super().data_received(data)
        if goes_on and self._before and not self.transport.is_closing():
            self._head += len(data)
            if self._head > LONGEST:
                self.transport.write(_REFUSED)
                self.transport.close()

    def on_message_begin(self) -> None:
        """A head begins."""
        self._head, self._before = 0, True
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """A head ends."""
        self._before = False
        self._rest()
        super().on_headers_complete()

    def _wait(self) -> None:
        self._rest()
        self._waiting = self.loop.call_later(PATIENCE, self._give_up)

    def _rest(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
