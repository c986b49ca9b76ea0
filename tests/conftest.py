"""A real HTTP server on this machine that answers as told, path by path."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from designata.engine import Designata

Answer = Callable[[BaseHTTPRequestHandler], None]


class LocalServer(ThreadingHTTPServer):
    """Serves ``answers`` by path and remembers what was asked.

    A path may have several answers: each is given once, the last for ever.
    """

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    def at(self, path: str, *answers: Answer) -> str:
        """Sets the answers of a path, and tells its address."""
        self.answers[path] = list(answers)
        return self.address(path)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def asks(self, path: str) -> int:
        return sum(asked == path for asked, _ in self.asked)

    def silence(self, _: BaseHTTPRequestHandler) -> None:
        """An answer: none."""
        self.closing.wait(5)

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are part of the game."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: LocalServer

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        self.close_connection = True
        answers = self.server.answers.get(self.path, [status(404)])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  - the base's word
        """Nothing is printed."""


def gives(content: bytes, code: int = 200, **headers: str | None) -> Answer:
    """An answer with a body; a header given as None is left out, as Content-Length may be."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in ({"Content_Length": str(len(content))} | headers).items():
            if value is not None:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def status(code: int, **headers: str | None) -> Answer:
    """An answer of a status alone."""
    return gives(b"", code, **headers)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Chunks without end."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"400\r\n" + b"x" * 1024 + b"\r\n")


def half_a_chunk(handler: BaseHTTPRequestHandler) -> None:
    """A chunk that ends before its end."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"400\r\n<list>")


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as local:
        thread = threading.Thread(target=local.serve_forever, args=(0.01,))
        thread.start()
        yield local
        local.closing.set()
        local.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def transport() -> httpx.BaseTransport:
    """Past any proxy of the environment; made once, since it reads all certificates."""
    return _Kept()


class _Kept(httpx.HTTPTransport):
    def close(self) -> None:
        """Clients close their transport; this one serves many."""

    def __exit__(self, *_: object) -> None:
        """The same."""


@pytest.fixture(scope="session")
def casebook_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the casebook with its index; for reading only."""
    folder = tmp_path_factory.mktemp("store") / "casebook"
    engine = Designata(folder)
    assert list(engine.update(["casebook"]))
    engine.index()
    return folder
