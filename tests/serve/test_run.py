"""A server in a process of its own, as ``designata serve`` starts it."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import Result
from typer.testing import CliRunner

from designata.cli.app import app
from designata.engine import Designata
from designata.errors import InputError, NotFoundError
from designata.store.append import writing
from tests.serving import TOKEN, bearer, copied
from tests.store import cards
from tests.store.cards import edition

_HALF_AN_OBJECT = b'Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"name": '
_HALF_A_SHEET = b"Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nname\n\r\n"


def _port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "designata", *words]


@contextmanager
def running(store: Path, *words: str, **environment: str) -> Iterator[httpx.Client]:
    port = _port()
    process = subprocess.Popen(
        command("serve", "--port", str(port), "--store", str(store), *words),
        env=os.environ | environment,
        stderr=subprocess.PIPE,
    )
    try:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False
        ) as client:
            end = time.monotonic() + 60
            while True:
                try:
                    client.get("/healthz")
                    break
                except httpx.TransportError:
                    assert process.poll() is None, process.communicate()[1]
                    assert time.monotonic() < end
                    time.sleep(0.05)
            yield client
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert b"Traceback" not in errors, errors.decode()


def test_a_fresh_clone_serves_the_casebook(tmp_path: Path) -> None:
    with running(tmp_path / "none") as client:
        page = client.get("/", headers={"accept": "text/html"})
        assert page.status_code == 200
        told = client.post("/api/match", json={"imo": "9161003"}).json()
        assert told["answer"]["hits"][0]["entity"] == "casebook-lady-r"
        assert list(told["answer"]["lists"]) == ["casebook"]


def test_lists_are_updated_behind_a_server_without_a_failed_request(
    casebook_store: Path, tmp_path: Path
) -> None:
    store = copied(casebook_store, tmp_path / "store")
    with running(store) as client:
        failed: list[str] = []
        answered = 0
        stop = threading.Event()

        def ask() -> None:
            nonlocal answered
            with httpx.Client(base_url=client.base_url, timeout=60, trust_env=False) as other:
                while not stop.is_set():
                    for path in ("/api/match?name=Ada Lovelace", "/api/entities/9161003"):
                        response = other.get(path)
                        answered += 1
                        if response.status_code != 200:
                            failed.append(response.text)

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        before = client.get("/api/match?name=Ada Lovelace").json()["answer"]
        assert before["hits"] == []
        with writing(store) as writer:
            writer.append(cards, edition("2024-04-01", "a|Ada Lovelace|X"))
        end = time.monotonic() + 30
        while not client.get("/api/match?name=Ada Lovelace").json()["answer"]["hits"]:
            assert time.monotonic() < end
            time.sleep(0.1)
        assert client.get("/api/entities/Ada Lovelace").status_code == 200
        stop.set()
        for thread in threads:
            thread.join()
        assert failed == []
        assert answered > 20


def test_a_client_that_goes_away_leaves_the_others_alone(
    casebook_store: Path, tmp_path: Path
) -> None:
    with running(copied(casebook_store, tmp_path / "store")) as client:
        url = client.base_url
        for request in (
            b"POST /api/match HTTP/1.1\r\nHost: localhost\r\n" + _HALF_AN_OBJECT,
            b"POST /api/jobs/screen?name=a.csv HTTP/1.1\r\nHost: localhost\r\n" + _HALF_A_SHEET,
            b"GET /api/export/ftm HTTP/1.1\r\nHost: localhost\r\n\r\n",
            b"\x16\x03\x01\x00\xa5",
        ):
            with socket.create_connection((url.host, url.port or 80)) as dead:
                dead.sendall(request)
        job = client.post("/api/jobs/resolve", json={}).json()
        with socket.create_connection((url.host, url.port or 80)) as dead:
            path = f"/api/jobs/{job['id']}/events"
            dead.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            dead.recv(10)
        assert client.get("/api/lists").status_code == 200
        end = time.monotonic() + 30
        while (told := client.get(f"/api/jobs/{job['id']}").json())["state"] != "done":
            assert time.monotonic() < end, told
            time.sleep(0.05)
        assert [one["kind"] for one in client.get("/api/jobs").json()] == ["resolve"]


def test_others_are_served_only_with_a_token_or_users(casebook_store: Path, tmp_path: Path) -> None:
    store = copied(casebook_store, tmp_path / "store")
    refused = subprocess.run(
        command("serve", "--host", "0.0.0.0", "--port", str(_port()), "--store", str(store)),  # noqa: S104  - it is refused
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "designata user add NAME" in " ".join(refused.stderr.split())
    with running(store, "--host", "0.0.0.0", DESIGNATA_TOKEN=TOKEN) as client:  # noqa: S104
        assert client.get("/api/lists").status_code == 401
        assert client.get("/api/lists", headers=bearer(TOKEN)).status_code == 200


def test_users_are_added_listed_and_removed(tmp_path: Path) -> None:
    def user(*words: str, given: str = "") -> Result:
        return CliRunner().invoke(app, ["user", *words, "--store", str(tmp_path)], input=given)

    assert user("add", "ann", "--role", "analyst", given="correct horse\n").exit_code == 0
    for words, given in (("king", "correct horse"), ("viewer", "short")):
        refused = user("add", "bob", "--role", words, given=f"{given}\n")
        assert isinstance(refused.exception, InputError)
    assert len(user("token", "ann").stdout.strip()) > 40
    rows = json.loads(user("list", "--json").stdout)
    assert rows == [{"name": "ann", "role": "analyst", "tokens": 1}]
    assert user("remove", "ann").exit_code == 0
    assert isinstance(user("remove", "ann").exception, NotFoundError)


def test_an_engine_s_answers_wait_for_no_index(casebook_store: Path, tmp_path: Path) -> None:
    store = copied(casebook_store, tmp_path / "store")
    engine = Designata(store)
    engine.renew()
    before = engine.matcher()
    with writing(store) as writer:
        writer.append(cards, edition("2024-04-01", "a|Ada Lovelace|X"))
    engine.refresh()
    assert len(engine.lists()) == 2
    assert engine.matcher().lists == before.lists
    engine.renew()
    assert set(engine.matcher().lists) == {"casebook", "kr"}


@pytest.mark.parametrize("name", ["store", "matcher"])
def test_many_threads_open_one_store(casebook_store: Path, name: str) -> None:
    engine = Designata(casebook_store)
    found: list[object] = []

    def look() -> None:
        value = getattr(engine, name)
        found.append(value if name == "store" else value().index)

    threads = [threading.Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1
