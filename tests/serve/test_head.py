"""What a stranger sends before a request is known is bounded, and so is the time for it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from designata.serve import head
from designata.serve.head import LONGEST, Bounded

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[Any]]
GET = b"GET /found HTTP/1.1\r\nHost: localhost\r\n"


async def _answers(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  - ASGI's
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


def told(talk: Talk) -> Any:  # noqa: ANN401  - what the talk gives
    async def run() -> object:
        state, config = ServerState(), Config(_answers, log_level="error")
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Bounded(config, state, {}), "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                return await asyncio.wait_for(talk(reader, writer), 10)
            finally:
                writer.close()

    return asyncio.run(run())


async def _end(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.read()
    except ConnectionError:
        return b""


@pytest.mark.parametrize("endless", [b"X: " + b"a" * 1000 + b"\r\n", b"a" * 1000])
def test_a_head_without_end_is_refused(endless: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(GET)
        for _ in range(8 * LONGEST // len(endless)):
            writer.write(endless)
            await asyncio.sleep(0)
        return await _end(reader)

    answer = told(talk)
    assert not answer or b" 431 " in answer


def test_a_long_body_and_the_next_request_pass() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> list[bytes]:
        body = b"x" * 4 * LONGEST
        writer.write(GET.replace(b"GET", b"POST") + b"Content-Length: %d\r\n\r\n" % len(body))
        writer.write(body)
        first = await reader.readuntil(b"/found")
        writer.write(GET + b"\r\n")
        return [first, await reader.readuntil(b"/found")]

    assert all(b"200 OK" in answer for answer in told(talk))


@pytest.mark.parametrize("begun", [b"", GET, GET + b"\r\n" + GET])
def test_who_begins_and_says_no_more_is_left(begun: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head, "PATIENCE", 0.05)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        writer.write(begun)
        return await _end(reader)

    assert told(talk).count(b"200 OK") == begun.count(b"\r\n\r\n")
