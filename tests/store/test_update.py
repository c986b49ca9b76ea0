"""Updates from a server on this machine that serves lists, errors and half lists."""

from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from msgspec.structs import replace

from designata.errors import DesignataError, FetchError, InputError, RefusedError
from designata.lists import fetch, publishers, readers
from designata.lists.publishers import Feed
from designata.store import manifest
from designata.store.append import Outcome
from designata.store.claims import Store
from designata.store.update import update
from tests.conftest import Answer, LocalServer, gives, status

SHARED = Path(__file__).parents[2].parent / "shared/lists"
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the real lists lie beside the project"
)
PAGE = b"<!DOCTYPE html><title>Service unavailable</title>"

Publish = Callable[..., None]


def un(day: str, *names: str) -> bytes:
    people = "".join(
        f"<INDIVIDUAL><FIRST_NAME>{name}</FIRST_NAME>"
        f"<REFERENCE_NUMBER>KPi.{number:03}</REFERENCE_NUMBER></INDIVIDUAL>"
        for number, name in enumerate(names)
    )
    return (
        f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><INDIVIDUALS>{people}'
        "</INDIVIDUALS></CONSOLIDATED_LIST>"
    ).encode()


def tagged(content: bytes, tag: str) -> Answer:
    """The content, or 304 to whoever has it already."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers["If-None-Match"] == tag
        (status(304) if same else gives(content, ETag=tag))(handler)

    return answer


@pytest.fixture
def publish(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> Publish:
    """Sets what the addresses of a publisher answer, one path each."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    patience = partial(fetch.Patience, tries=2, pause=0, connect=2, read=2, total=10)
    monkeypatch.setattr(fetch, "Patience", patience)

    def set_up(code: str = "un", **paths: Answer) -> None:
        module = readers.of(code)
        feeds = tuple(Feed(server.at(f"/{name}", answer), name) for name, answer in paths.items())
        monkeypatch.setattr(module, "PUBLISHER", replace(module.PUBLISHER, feeds=feeds))

    return set_up


def taken(folder: Path, code: str = "un") -> Outcome:
    (told,) = update(folder, [code])
    assert isinstance(told, Outcome)
    return told


def failed(folder: Path, code: str = "un") -> DesignataError:
    (told,) = update(folder, [code])
    assert isinstance(told, DesignataError)
    assert told.cure
    return told


def names(folder: Path) -> list[str]:
    return [s.claim.value for s in Store(folder).claims("c.property = 'name'")]


def test_a_list_is_fetched_and_the_second_time_it_has_not_changed(
    tmp_path: Path, publish: Publish, server: LocalServer
) -> None:
    publish(list=tagged(un("2024-04-02", "ADA", "BOB"), '"1"'))
    first = taken(tmp_path)
    assert (first.added, first.edition.published, first.unchanged) == (2, "2024-04-02", False)
    assert first.edition.kept[0].url == server.address("/list")
    second = taken(tmp_path)
    assert (second.unchanged, second.edition.entities) == (True, 2)
    assert server.asked[-1][1]["If-None-Match"] == '"1"'
    assert len(Store(tmp_path).editions) == 1


def test_a_server_without_validators_is_told_by_the_bytes(tmp_path: Path, publish: Publish) -> None:
    publish(list=gives(un("2024-04-02", "ADA")))
    assert not taken(tmp_path).unchanged
    assert taken(tmp_path).unchanged


def test_what_changed_is_appended(tmp_path: Path, publish: Publish) -> None:
    publish(list=tagged(un("2024-04-02", "ADA", "BOB"), '"1"'))
    taken(tmp_path)
    publish(list=tagged(un("2024-04-03", "ADA", "BOBBY", "CY"), '"2"'))
    outcome = taken(tmp_path)
    assert (outcome.added, outcome.removed, outcome.changed) == (1, 0, 1)
    assert sorted(names(tmp_path)) == ["ADA", "BOBBY", "CY"]


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (status(500), "the server answers 500"),
        (status(404), "the server answers 404"),
        (gives(un("2024-04-03", "EVA")[:60], Content_Length="200"), "the connection failed"),
        (gives(PAGE), "a web page came in place of the list"),
        (gives(b""), "the answer is empty, 0 bytes"),
        (status(302, Location="https://elsewhere.example/list"), "redirects to elsewhere.example"),
    ],
    ids=["500", "404", "cut", "page", "empty", "elsewhere"],
)
def test_what_is_no_list_leaves_the_store_as_it_was(
    tmp_path: Path, publish: Publish, server: LocalServer, answer: Answer, what: str
) -> None:
    publish(list=tagged(un("2024-04-02", "ADA", "BOB"), '"1"'))
    taken(tmp_path)
    before = manifest.load(tmp_path)
    publish(list=answer)
    error = failed(tmp_path)
    assert isinstance(error, FetchError)
    assert what in error.what
    assert error.where == server.address("/list")
    assert manifest.load(tmp_path) == before
    assert names(tmp_path) == ["ADA", "BOB"]
    publish(list=tagged(un("2024-04-03", "ADA", "EVA"), '"2"'))
    assert taken(tmp_path).changed == 1


def test_a_server_that_is_silent(
    tmp_path: Path, publish: Publish, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "Patience", partial(fetch.Patience, tries=1, read=0.05))
    publish(list=server.silence)
    assert failed(tmp_path).what == "the server did not answer in time"


def test_a_server_that_recovers_within_the_visit(
    tmp_path: Path, publish: Publish, server: LocalServer
) -> None:
    publish(list=status(503))
    server.at("/list", status(503), gives(un("2024-04-02", "ADA")))
    assert taken(tmp_path).added == 1


@pytest.mark.parametrize(
    ("content", "error", "what"),
    [
        (un("2024-04-03", "ADA", "BOB"), RefusedError, "3 of the list's 5 entities are gone"),
        (un("2024-04-03"), RefusedError, "the list is empty"),
        (un("2024-04-01", "A", "B", "C", "D", "E"), RefusedError, "older than the one held"),
        (un("2024-04-03", "A", "B", "C", "D", "E")[:-20], InputError, "not well formed"),
        (un("2024-04-03", "A\x08", "B", "C", "D", "E"), InputError, "not well formed"),
    ],
    ids=["shrunken", "empty", "older", "cut", "control"],
)
def test_what_was_refused_is_fetched_again(
    tmp_path: Path,
    publish: Publish,
    server: LocalServer,
    content: bytes,
    error: type[DesignataError],
    what: str,
) -> None:
    """Its validators must not be remembered, else it would never be seen again."""
    publish(list=tagged(un("2024-04-02", "ADA", "BOB", "CY", "DI", "ED"), '"1"'))
    taken(tmp_path)
    publish(list=tagged(content, '"2"'))
    for _ in range(2):
        refused = failed(tmp_path)
        assert isinstance(refused, error)
        assert what in refused.what
        assert server.asked[-1][1]["If-None-Match"] == '"1"'
    assert names(tmp_path) == ["ADA", "BOB", "CY", "DI", "ED"]


def test_a_refused_edition_can_be_accepted(tmp_path: Path, publish: Publish) -> None:
    publish(list=gives(un("2024-04-02", "ADA", "BOB", "CY")))
    taken(tmp_path)
    publish(list=gives(un("2024-04-03", "ADA")))
    failed(tmp_path)
    (outcome,) = update(tmp_path, ["un"], accept_shrink=True)
    assert isinstance(outcome, Outcome)
    assert outcome.removed == 2


def test_another_reader_fetches_again(
    tmp_path: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(list=tagged(un("2024-04-02", "ADA"), '"1"'))
    taken(tmp_path)
    monkeypatch.setattr(readers.of("un"), "READER", 99)
    assert not taken(tmp_path).unchanged


def test_one_publisher_that_fails_stops_no_other(
    tmp_path: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("eu", eu=status(500))
    publish("un", un=gives(un("2024-04-02", "ADA")))
    monkeypatch.setattr(publishers, "FETCHED", ("eu", "un"))
    error, outcome = update(tmp_path)
    assert isinstance(error, FetchError)
    assert isinstance(outcome, Outcome)


def test_of_a_set_one_file_may_change(tmp_path: Path, publish: Publish) -> None:
    row = b'36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    alias = b'36,12,"aka","AERO-CARIBBEAN",-0- \r\n'
    publish("ofac", **{"SDN.CSV": tagged(row, '"s1"'), "ALT.CSV": tagged(alias, '"a1"')})
    assert taken(tmp_path, "ofac").added == 1
    publish(
        "ofac",
        **{"SDN.CSV": tagged(row, '"s1"'), "ALT.CSV": tagged(alias.replace(b"-", b" ", 1), '"a2"')},
    )
    outcome = taken(tmp_path, "ofac")
    assert (outcome.added, outcome.removed, outcome.changed) == (0, 0, 1)
    aliases = Store(tmp_path).claims("c.property = 'alias'")
    assert [s.claim.value for s in aliases] == ["AERO CARIBBEAN"]


@needs_shared
@pytest.mark.parametrize(
    ("code", "paths", "count"),
    [
        ("un", ["un/un_2026-08-01.xml"], 1011),
        ("eu", ["eu/eu_fsf_2021-03-02.xml"], 2269),
        ("ca", ["ca/sema_2025-03.xml"], 4759),
        ("au", ["au/dfat_consolidated_2026-08.xlsx"], 3846),
        ("ofac", [f"ofac/cons/2025-12/cons_{part}.csv" for part in ("prim", "alt", "add")], 442),
        ("ofac", ["ofac/cons/CONS_ENHANCED_2025-01.ZIP"], 443),
    ],
)
def test_the_real_files(
    tmp_path: Path, publish: Publish, code: str, paths: list[str], count: int
) -> None:
    publish(code, **{Path(p).name: gives((SHARED / p).read_bytes(), ETag=f'"{p}"') for p in paths})
    assert taken(tmp_path, code).edition.entities == count
    assert taken(tmp_path, code).unchanged


def test_a_folder_of_sound_and_broken_files(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "2024-04-02.xml").write_bytes(un("2024-04-02", "ADA"))
    (folder / "2024-04-03.xml").write_bytes(un("2024-04-03", "ADA", "BOB")[:-10])
    (folder / "2024-04-04.xml").write_bytes(un("2024-04-04", "ADA", "CY"))
    (folder / "cut.zip").write_bytes(b"PK\x03\x04 and no more")
    (folder / "empty.csv").touch()
    (folder / "page.xml").write_bytes(PAGE)
    (folder / "notes.txt").write_text("nobody's list")
    told = list(update(tmp_path / "store", path=folder))
    wrong = {
        error.where.rpartition("/")[2].partition(",")[0]: error
        for error in told
        if isinstance(error, DesignataError)
    }
    assert sorted(wrong) == ["2024-04-03.xml", "cut.zip", "empty.csv", "notes.txt", "page.xml"]
    assert names(tmp_path / "store") == ["ADA", "CY"]


def test_a_publisher_whose_list_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "un.xml").write_bytes(un("2024-04-02", "ADA"))
    (folder / "notes.txt").write_text("nobody's list")
    stranger, nothing = update(tmp_path / "store", ["ca"], path=folder)
    assert isinstance(stranger, InputError)
    assert isinstance(nothing, InputError)
    assert nothing.what == "no list of ca is in it"
