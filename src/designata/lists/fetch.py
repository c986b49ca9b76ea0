"""Fetches a publisher's lists from its official addresses, and no more than has changed.

An address is asked with the ETag and Last-Modified of last time (RFC 9110, section 13,
https://www.rfc-editor.org/rfc/rfc9110.html#section-13). Refused are redirects to hosts that the
publisher does not name, anything but HTTPS (a test server on this machine excepted), bodies that
are cut short, empty, too large or a web page. What came is kept on disk while the context lasts.
"""

import datetime as dt
import hashlib
import ipaddress
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import httpx
import msgspec

from designata import __version__
from designata.config import MAX_FILE_BYTES
from designata.errors import FetchError, InputError
from designata.lists.publishers import Feed, Publisher
from designata.lists.response import day, gunzipped, is_web_page, retry_after
from designata.lists.source import File
from designata.lists.unpack import unpack

_PIECE = 1 << 16
_HEADERS = {
    "User-Agent": f"designata/{__version__} (reader of sanctions lists)",
    "Accept-Encoding": "gzip",
}


class Validators(msgspec.Struct, frozen=True, kw_only=True):
    """What tells at the next fetch whether the file has changed.

    To be remembered once the file is safely in the store, not before: an edition that was refused
    is otherwise never fetched again.

    Args:
        url: the feed's address.
        etag: the header of that name.
        last_modified: the header Last-Modified, as it was written.
        sha256: of the file as it arrived, for servers that send neither.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None


class Progress(msgspec.Struct, frozen=True):
    """How much of an address has arrived; ``total`` is None where the server does not say."""

    url: str
    received: int
    total: int | None


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What one address gave.

    Args:
        feed: the address.
        validators: to be given to the next fetch.
        files: the file, or those in it where it is an archive; none when nothing has changed.
    """

    feed: Feed
    validators: Validators
    files: tuple[File, ...] = ()

    @property
    def unchanged(self) -> bool:
        """Whether it is the file of last time."""
        return not self.files


class Patience(msgspec.Struct, frozen=True, kw_only=True):
    """How long is waited and how much is taken, in seconds and bytes.

    Args:
        connect: for a connection.
        read: for the next bytes.
        total: for one address, its tries included; looked at whenever bytes arrive.
        tries: how often a server that fails or is busy is asked.
        pause: before the second try; doubled before each further one.
        longest_pause: the longest that a server may ask us to wait (Retry-After).
        redirects: how many are followed.
        size: the largest file.
        clock: seconds from any origin.
        sleep: waits for some seconds.
    """

    connect: float = 15.0
    read: float = 60.0
    total: float = 900.0
    tries: int = 3
    pause: float = 1.0
    longest_pause: float = 120.0
    redirects: int = 5
    size: int = MAX_FILE_BYTES
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@contextmanager
def fetch(
    publisher: Publisher,
    known: Mapping[str, Validators],
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    transport: httpx.BaseTransport | None = None,
    patience: Patience | None = None,
) -> Iterator[list[Fetched]]:
    """Asks every address of a publisher; all of them answer, or none counts.

    The files can be read until the context ends.

    Args:
        publisher: whose lists.
        known: the validators of last time, by address.
        progress: told whenever bytes arrive.
        transport: carries the requests; httpx's own by default.
        patience: limits of time and size.

    Raises:
        FetchError: when the publisher has no address, or one gives no list: address, what, cure.

    >>> from designata.lists.publishers import Feed, Publisher
    >>> un = Publisher(code="un", authority="UN", country="un", titles={}, licence="", homepage="",
    ...     feeds=(Feed("https://un.example/list.xml", "list.xml"),))
    >>> body = httpx.ByteStream(b"<list/>")
    >>> answer = httpx.MockTransport(lambda request: httpx.Response(200, stream=body))
    >>> with fetch(un, {}, transport=answer) as fetched:
    ...     [file.content() for file in fetched[0].files]
    [b'<list/>']
    """
    if not publisher.feeds:
        raise FetchError(
            "the publisher offers no file to fetch",
            where=publisher.homepage,
            cure="give its files with --from PATH",
        )
    patience = patience or Patience()
    with (
        tempfile.TemporaryDirectory(prefix="designata-", ignore_cleanup_errors=True) as spool,
        httpx.Client(headers=_HEADERS, transport=transport, follow_redirects=False) as client,
    ):
        visit = _Visit(client, publisher, Path(spool), patience, progress)
        yield [visit.ask(feed, known.get(feed.url)) for feed in publisher.feeds]


class _PassingError(FetchError):
    """What may go well at the next try, after a pause that the server may have asked for."""

    pause: float | None = None


class _Visit:
    """One call at a publisher."""

    def __init__(
        self,
        client: httpx.Client,
        publisher: Publisher,
        spool: Path,
        patience: Patience,
        progress: Callable[[Progress], None],
    ) -> None:
        self._client, self._publisher, self._spool = client, publisher, spool
        self._patience, self._progress = patience, progress

    def ask(self, feed: Feed, known: Validators | None) -> Fetched:
        """Tries an address as often as patience allows."""
        patience = self._patience
        deadline = patience.clock() + patience.total
        for attempt in range(1, patience.tries):
            try:
                return self._try(feed, known, deadline)
            except _PassingError as error:
                pause = max(patience.pause * 2 ** (attempt - 1), error.pause or 0.0)
                if pause > patience.longest_pause or patience.clock() + pause > deadline:
                    raise
            patience.sleep(pause)
        return self._try(feed, known, deadline)

    def _try(self, feed: Feed, known: Validators | None, deadline: float) -> Fetched:
        try:
            return self._follow(feed, known, deadline)
        except httpx.TimeoutException as error:
            raise self._passing("the server did not answer in time", feed) from error
        except httpx.UnsupportedProtocol as error:
            raise self._error(f"the address is no web address: {error}", feed) from error
        except httpx.TransportError as error:
            raise self._passing(f"the connection failed: {error}", feed) from error
        except (EOFError, zlib.error) as error:
            raise self._passing(f"the answer's gzip is damaged: {error}", feed) from error
        except OSError as error:
            raise FetchError(
                f"it cannot be kept: {error.strerror or error}",
                where=feed.url,
                cure="make room, or set TMPDIR to a folder that has some",
            ) from error

    def _follow(self, feed: Feed, known: Validators | None, deadline: float) -> Fetched:
        patience = self._patience
        request = self._client.build_request("GET", feed.url, headers=_conditions(known))
        for _ in range(patience.redirects + 1):
            self._check_host(request.url, feed)
            left = max(deadline - patience.clock(), 0.001)
            request.extensions["timeout"] = httpx.Timeout(
                min(patience.read, left), connect=min(patience.connect, left)
            ).as_dict()
            response = self._client.send(request, stream=True)
            try:
                if response.next_request is None:
                    return self._answer(response, feed, known, deadline)
                request = response.next_request
            finally:
                response.close()
        raise self._error(f"it redirects more than {patience.redirects} times", feed)

    def _check_host(self, url: httpx.URL, feed: Feed) -> None:
        """Every hop goes to HTTPS and to a host that the publisher names."""
        start = httpx.URL(feed.url)
        local = start.scheme == "http" and _is_loopback(start.host)
        if url.host not in {start.host, *self._publisher.hosts}:
            raise self._error(f"it redirects to {url.host}, which is not known to be its own", feed)
        if url.scheme != "https" and not (local and _is_loopback(url.host)):
            raise self._error(f"it leads to {url.scheme}://{url.host}, which is not HTTPS", feed)

    def _answer(
        self, response: httpx.Response, feed: Feed, known: Validators | None, deadline: float
    ) -> Fetched:
        if response.status_code == HTTPStatus.NOT_MODIFIED and known and _conditions(known):
            return Fetched(feed=feed, validators=known)
        if response.status_code != HTTPStatus.OK:
            raise self._refusal(response, feed)
        path, sha256 = self._take(response, feed, deadline)
        validators = Validators(
            url=feed.url,
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
            sha256=sha256,
        )
        if known and known.sha256 == sha256:
            return Fetched(feed=feed, validators=validators)
        dated = day(validators.last_modified)
        now = dt.datetime.now(dt.UTC)
        try:
            files = tuple(
                File.at(plain, name="/".join(trail), url=feed.url, fetched=now, dated=dated)
                for plain, trail in unpack(path, (feed.url,), self._spool)
            )
        except InputError as error:
            raise FetchError(error.what, where=error.where, cure=self._cure()) from error
        if not files:
            raise self._error("the archive it gives is empty", feed)
        return Fetched(feed=feed, validators=validators, files=files)

    def _refusal(self, response: httpx.Response, feed: Feed) -> FetchError:
        what = f"the server answers {response.status_code} {response.reason_phrase}".rstrip()
        if response.status_code != HTTPStatus.TOO_MANY_REQUESTS and not response.is_server_error:
            return self._error(what, feed)
        pause = retry_after(response.headers.get("Retry-After", ""))
        if pause:
            what += f" and asks to wait {pause:,.0f} s"
        return self._passing(what, feed, pause)

    def _take(self, response: httpx.Response, feed: Feed, deadline: float) -> tuple[Path, str]:
        """Keeps the body on disk: where, and its SHA-256."""
        most = self._patience.size
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in {"identity", "gzip", "x-gzip"}:
            raise self._error(f"the server packs its answer by {encoding}, unasked", feed)
        length = response.headers.get("Content-Length", "")
        total = int(length) if length.isdecimal() else None
        if total and total > most:
            raise self._error(f"the server announces {total:,} bytes, more than {most:,}", feed)
        pieces = self._received(response, feed, total, deadline)
        if encoding != "identity":
            pieces = gunzipped(pieces)
        taken, start, digest = 0, b"", hashlib.sha256()
        with tempfile.NamedTemporaryFile(dir=self._spool, delete=False) as out:
            for piece in pieces:
                taken += len(piece)
                if taken > most:
                    raise self._error(f"the answer holds more than {most:,} bytes", feed)
                if len(start) < _PIECE:
                    start += piece
                digest.update(piece)
                out.write(piece)
        if not taken:
            raise self._error("the answer is empty, 0 bytes", feed)
        if is_web_page(start):
            raise self._error("a web page came in place of the list", feed)
        return Path(out.name), digest.hexdigest()

    def _received(
        self, response: httpx.Response, feed: Feed, total: int | None, deadline: float
    ) -> Iterator[bytes]:
        received = 0
        self._progress(Progress(feed.url, received, total))
        for piece in response.iter_raw():
            received += len(piece)
            self._progress(Progress(feed.url, received, total))
            if self._patience.clock() > deadline:
                raise self._error(f"it took longer than {self._patience.total:,.0f} s", feed)
            yield piece

    def _error(self, what: str, feed: Feed) -> FetchError:
        return FetchError(what, where=feed.url, cure=self._cure())

    def _passing(self, what: str, feed: Feed, pause: float | None = None) -> _PassingError:
        error = _PassingError(what, where=feed.url, cure=self._cure())
        error.pause = pause
        return error

    def _cure(self) -> str:
        return (
            "run update again later; if it stays so, take the file from "
            f"{self._publisher.homepage} and give it with --from PATH"
        )


def _conditions(known: Validators | None) -> dict[str, str]:
    if known is None:
        return {}
    conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
