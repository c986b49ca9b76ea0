import datetime as dt
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler
from itertools import count
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace

from designata.errors import FetchError, InputError
from designata.lists.fetch import Fetched, Patience, Progress, Validators, fetch
from designata.lists.publishers import Feed, Publisher
from tests.conftest import LocalServer, endless, gives, half_a_chunk, status

SHARED = Path(__file__).parents[2].parent / "shared"
LIST = b"<list>" + b"LADY R " * 2000 + b"</list>"


def publisher(*urls: str, hosts: tuple[str, ...] = ()) -> Publisher:
    return Publisher(
        code="xx",
        authority="Office",
        country="xx",
        titles={"main": "List"},
        licence="none",
        homepage="https://office.example/lists",
        feeds=tuple(Feed(url, url.rpartition("/")[2]) for url in urls),
        hosts=hosts,
    )


class Caller:
    """Fetches without waiting, and remembers how long it would have waited."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self.transport, self.pauses = transport, list[float]()
        self.patience = Patience(
            connect=2, read=10, total=60, size=100_000, sleep=self.pauses.append
        )
        self.progress: list[Progress] = []
        self.bodies: list[bytes] = []

    def __call__(
        self,
        *urls: str,
        known: Mapping[str, Validators] | None = None,
        hosts: tuple[str, ...] = (),
    ) -> list[Fetched]:
        with fetch(
            publisher(*urls, hosts=hosts),
            known or {},
            progress=self.progress.append,
            transport=self.transport,
            patience=self.patience,
        ) as fetched:
            self.bodies = [file.content() for one in fetched for file in one.files]
            return fetched

    def error(self, *urls: str, hosts: tuple[str, ...] = ()) -> str:
        """What it fails with: always the address, and where else to turn."""
        with pytest.raises(FetchError) as caught:
            self(*urls, hosts=hosts)
        assert caught.value.where in urls
        assert caught.value.cure
        return caught.value.what


@pytest.fixture
def call(transport: httpx.BaseTransport) -> Caller:
    return Caller(transport)


def test_a_list_arrives_with_its_day_and_validators(server: LocalServer, call: Caller) -> None:
    url = server.at(
        "/l.xml", gives(LIST, ETag='"7"', Last_Modified="Fri, 03 May 2024 23:10:00 GMT")
    )
    before = dt.datetime.now(dt.UTC)
    (fetched,) = call(url)
    assert call.bodies == [LIST]
    assert not fetched.unchanged
    (file,) = fetched.files
    assert (file.name, file.url, str(file.dated), file.moment) == (url, url, "2024-05-03", None)
    assert before <= file.fetched <= dt.datetime.now(dt.UTC)
    assert fetched.validators.etag == '"7"'
    assert fetched.validators.last_modified == "Fri, 03 May 2024 23:10:00 GMT"
    assert re.fullmatch("[0-9a-f]{64}", fetched.validators.sha256 or "")
    assert call.progress[0] == Progress(url, 0, len(LIST))
    assert call.progress[-1] == Progress(url, len(LIST), len(LIST))
    (_, headers) = server.asked[0]
    assert headers["User-Agent"].startswith("designata/")
    assert headers["Accept-Encoding"] == "gzip"
    assert "If-None-Match" not in headers


def test_what_was_fetched_is_gone_afterwards(server: LocalServer, call: Caller) -> None:
    (fetched,) = call(server.at("/l.xml", gives(LIST)))
    with pytest.raises(InputError, match="cannot be read"):
        fetched.files[0].content()


def test_nothing_is_taken_twice(server: LocalServer, call: Caller) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers["If-None-Match"] == '"7"'
        (status(304) if same else gives(LIST, ETag='"7"'))(handler)

    url = server.at("/l.xml", answer)
    (first,) = call(url)
    (again,) = call(url, known={url: first.validators})
    assert again.unchanged
    assert again.validators == first.validators
    stale = Validators(url=url, etag='"6"', last_modified="Thu, 02 May 2024 00:00:00 GMT")
    assert not call(url, known={url: stale})[0].unchanged
    assert server.asked[-1][1]["If-Modified-Since"] == "Thu, 02 May 2024 00:00:00 GMT"


def test_equal_bytes_are_no_change_where_the_server_has_no_validators(
    server: LocalServer, call: Caller
) -> None:
    url = server.at("/l.xml", gives(LIST))
    (first,) = call(url)
    assert call(url, known={url: first.validators})[0].unchanged
    server.at("/l.xml", gives(LIST + b"\n"))
    assert not call(url, known={url: first.validators})[0].unchanged


def test_a_304_that_nobody_asked_for_is_an_error(server: LocalServer, call: Caller) -> None:
    assert call.error(server.at("/l.xml", status(304))) == "the server answers 304 Not Modified"


def test_a_server_that_fails_once_is_asked_again(server: LocalServer, call: Caller) -> None:
    call(server.at("/l.xml", status(500), gives(LIST)))
    assert call.bodies == [LIST]
    assert call.pauses == [1.0]


def test_a_server_that_keeps_failing_is_left_alone(server: LocalServer, call: Caller) -> None:
    what = call.error(server.at("/l.xml", status(503)))
    assert what == "the server answers 503 Service Unavailable"
    assert server.asks("/l.xml") == 3
    assert call.pauses == [1.0, 2.0]


def test_a_missing_list_is_not_asked_for_again(server: LocalServer, call: Caller) -> None:
    assert call.error(server.address("/gone.xml")) == "the server answers 404 Not Found"
    assert server.asks("/gone.xml") == 1


def test_a_busy_server_is_given_the_time_it_asks_for(server: LocalServer, call: Caller) -> None:
    call(server.at("/l.xml", status(429, Retry_After="7"), gives(LIST)))
    assert call.bodies == [LIST]
    assert call.pauses == [7.0]


def test_a_busy_server_is_not_waited_for_for_ever(server: LocalServer, call: Caller) -> None:
    what = call.error(server.at("/l.xml", status(429, Retry_After="3600"), gives(LIST)))
    assert what == "the server answers 429 Too Many Requests and asks to wait 3,600 s"
    assert server.asks("/l.xml") == 1


def test_a_silent_server_is_asked_three_times(server: LocalServer, call: Caller) -> None:
    call.patience = replace(call.patience, read=0.1)
    assert call.error(server.at("/l.xml", server.silence)) == "the server did not answer in time"
    assert server.asks("/l.xml") == 3


def test_a_server_that_falls_silent_midway(server: LocalServer, call: Caller) -> None:
    def stops(handler: BaseHTTPRequestHandler) -> None:
        gives(LIST, Content_Length="99999")(handler)
        server.silence(handler)

    call.patience = replace(call.patience, read=0.1)
    assert call.error(server.at("/l.xml", stops)) == "the server did not answer in time"


def test_the_deadline_counts_all_tries(server: LocalServer, call: Caller) -> None:
    ticks = count(0, 10)
    call.patience = Patience(total=25, size=10**9, clock=lambda: float(next(ticks)))
    assert call.error(server.at("/l.xml", endless)) == "it took longer than 25 s"


@pytest.mark.parametrize("answer", [gives(LIST[:500], Content_Length="9000"), half_a_chunk])
def test_a_body_cut_short_is_never_taken(
    server: LocalServer, call: Caller, answer: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    what = call.error(server.at("/l.xml", answer))
    assert what.startswith("the connection failed: peer closed connection without sending complete")
    call(server.at("/l.xml", answer, gives(LIST)))
    assert call.bodies == [LIST]


def test_nobody_there(call: Caller) -> None:
    with LocalServer() as closed:
        url = closed.address("/l.xml")
    assert call.error(url).startswith("the connection failed: ")


def test_redirects_stay_with_the_publisher(server: LocalServer, call: Caller) -> None:
    server.at("/real.xml", gives(LIST))
    here = server.at("/here.xml", status(302, Location="/real.xml"))
    there = server.at("/there.xml", status(302, Location=server.address("/real.xml", "localhost")))
    call(here)
    assert call.bodies == [LIST]
    call(there, hosts=("localhost",))
    assert call.bodies == [LIST]
    assert call.error(there) == "it redirects to localhost, which is not known to be its own"
    assert server.asks("/real.xml") == 2


def test_redirects_end(server: LocalServer, call: Caller) -> None:
    url = server.at("/l.xml", status(301, Location="/l.xml"))
    assert call.error(url) == "it redirects more than 5 times"
    assert server.asks("/l.xml") == 6


def test_a_redirect_to_nowhere(server: LocalServer, call: Caller) -> None:
    assert call.error(server.at("/a", status(302))) == "the server answers 302 Found"
    assert "connection failed" in call.error(server.at("/b", status(302, Location="http://a:b/")))


def test_https_is_not_left() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.scheme == "https"
        return httpx.Response(302, headers={"Location": "http://office.example/l.xml"})

    call = Caller(httpx.MockTransport(answer))
    what = call.error("https://office.example/l.xml")
    assert what == "it leads to http://office.example, which is not HTTPS"
    assert "not HTTPS" in call.error("http://office.example/l.xml")
    assert "not HTTPS" in call.error("ftp://office.example/l.xml")


def test_a_test_server_may_not_send_us_out(server: LocalServer, call: Caller) -> None:
    url = server.at("/l.xml", status(302, Location="http://office.example/l.xml"))
    assert call.error(url, hosts=("office.example",)).endswith("which is not HTTPS")


def test_more_than_the_limit_is_not_taken(server: LocalServer, call: Caller) -> None:
    assert call.error(server.at("/a", endless)) == "the answer holds more than 100,000 bytes"
    assert call.progress[-1].received < 400_000
    assert call.progress[-1].total is None
    announced = server.at("/b", gives(b"", Content_Length="100001"))
    assert call.error(announced) == "the server announces 100,001 bytes, more than 100,000"


def test_gzip_is_unpacked_within_the_limit(server: LocalServer, call: Caller) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    url = server.at("/l.xml", gives(gzip.compress(LIST), Content_Encoding="gzip"))
    call(url)
    assert call.bodies == [LIST]
    what = call.error(server.at("/bomb", gives(bomb, Content_Encoding="gzip")))
    assert what == "the answer holds more than 100,000 bytes"


@pytest.mark.parametrize("body", [gzip.compress(LIST)[:-9], gzip.compress(LIST)[:30], LIST])
def test_damaged_gzip_is_not_taken(server: LocalServer, call: Caller, body: bytes) -> None:
    url = server.at("/l.xml", gives(body, Content_Encoding="gzip", Content_Length=None))
    assert call.error(url).startswith("the answer's gzip is damaged: ")


@pytest.mark.parametrize("encoding", ["zstd", "br", "gzip, gzip"])
def test_other_packings_are_refused(server: LocalServer, call: Caller, encoding: str) -> None:
    url = server.at("/l.xml", gives(LIST, Content_Encoding=encoding))
    assert call.error(url) == f"the server packs its answer by {encoding}, unasked"


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html>Maintenance</html>",
        b"\xef\xbb\xbf\r\n <HTML lang=en>",
        b'<?xml version="1.0"?><!-- a --><!-- b --><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">',
    ],
)
def test_a_web_page_is_no_list(server: LocalServer, call: Caller, page: bytes) -> None:
    assert call.error(server.at("/l", gives(page))) == "a web page came in place of the list"


def test_telling_a_web_page_takes_no_time_on_hostile_bytes(
    server: LocalServer, call: Caller
) -> None:
    call(server.at("/l", gives(b"<!---->" * 9000)))
    assert call.bodies


def test_nothing_is_no_list(server: LocalServer, call: Caller) -> None:
    assert call.error(server.at("/l", gives(b""))) == "the answer is empty, 0 bytes"


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_archives_are_unpacked(server: LocalServer, call: Caller) -> None:
    url = server.at("/l.zip", gives(packed(LIST_XML=LIST)))
    (fetched,) = call(url)
    assert call.bodies == [LIST]
    assert fetched.files[0].name == f"{url}/LIST_XML"
    assert fetched.files[0].url == url


def test_archives_that_hold_no_list(server: LocalServer, call: Caller) -> None:
    assert call.error(server.at("/e.zip", gives(packed()))) == "the archive it gives is empty"
    damaged = server.at("/d.zip", gives(packed(a=LIST)[:-30]))
    assert call.error(damaged).startswith("it cannot be unpacked: ")


def test_all_addresses_answer_or_none_counts(server: LocalServer, call: Caller) -> None:
    good = server.at("/sdn.csv", gives(b"36,X"))
    other = server.at("/alt.csv", gives(b"36,12,aka,Y"))
    assert [one.feed.url for one in call(good, other)] == [good, other]
    assert call.bodies == [b"36,X", b"36,12,aka,Y"]
    assert "404" in call.error(good, server.address("/add.csv"))


def test_a_publisher_without_addresses() -> None:
    with (
        pytest.raises(FetchError, match=r"office\.example.*--from PATH"),
        fetch(publisher(), {}),
    ):
        pass


@pytest.mark.skipif(not SHARED.exists(), reason="the real lists lie beside the project")
def test_real_lists_of_one_date(server: LocalServer, call: Caller) -> None:
    lists = SHARED / "lists"
    names = [
        *(f"ofac/set_2024-05_composite/{n}.csv" for n in ("sdn", "alt", "add", "sdn_comments")),
        "un/un_2026-08-01.xml",
        "eu/eu_fsf_2021-03-02.xml",
        "uk/OFSI_ConList_2025-04-10.xlsx",
        "ca/sema_2025-03.xml",
        "au/dfat_consolidated_2026-08.xlsx",
        "ua/gur_vessels_2026-06.csv",
    ]
    content = [(lists / name).read_bytes() for name in names]
    urls = [server.at(f"/{name}", gives(one)) for name, one in zip(names, content, strict=True)]
    call.patience = Patience()
    call(*urls)
    assert call.bodies == content
    url = server.at(
        "/CONS_ENHANCED.ZIP",
        gives((lists / "ofac/cons/CONS_ENHANCED_2025-01.ZIP").read_bytes()),
    )
    (fetched,) = call(url)
    assert fetched.files[0].name == f"{url}/CONS_ENHANCED.XML"
    assert len(call.bodies[0]) == 3_420_879
