from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from designata.access.settings import Settings
from designata.serve.app import app

TOKEN = "a token of many letters"  # noqa: S105  - of this test alone


@pytest.fixture(scope="module")
def server(casebook: Path) -> Iterator[TestClient]:
    with TestClient(
        app(casebook, Settings(token=TOKEN)),
        base_url="http://localhost",
        headers={"accept": "text/html"},
        follow_redirects=False,
    ) as client:
        yield client


@pytest.fixture
def guarded(server: TestClient) -> TestClient:
    """Somebody who has not signed in."""
    server.cookies.clear()
    return server


def _form(client: TestClient, password: str, back: str = "/") -> dict[str, str]:
    page = client.get("/login", params={"next": back}).text
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    return {"csrf": token, "name": "Ann", "password": password, "next": back}


def test_strangers_are_led_to_sign_in_and_back(guarded: TestClient) -> None:
    answer = guarded.get("/changes?how=added")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?next=")
    answer = guarded.post("/login", data=_form(guarded, TOKEN, "/changes?how=added"))
    assert answer.headers["location"] == "/changes?how=added"
    assert guarded.get("/changes").status_code == 200


def test_a_wrong_password_is_told_and_others_addresses_are_not_followed(
    guarded: TestClient,
) -> None:
    answer = guarded.post("/login", data=_form(guarded, "wrong"))
    assert answer.status_code == 401
    assert "do not fit" in answer.text
    answer = guarded.post("/login", data=_form(guarded, TOKEN, "https://evil.example/"))
    assert answer.headers["location"] == "/"


def test_signing_out_ends_it(guarded: TestClient) -> None:
    guarded.post("/login", data=_form(guarded, TOKEN))
    page = guarded.get("/").text
    assert 'action="/logout"' in page
    token = page.partition('name="csrf" value="')[2].partition('"')[0]
    answer = guarded.post("/logout", data={"csrf": token})
    assert answer.headers["location"] == "/login"
    assert guarded.get("/").status_code == 303


def test_nobody_signs_in_where_nobody_must(client: TestClient) -> None:
    assert client.get("/login").headers["location"] == "/"
