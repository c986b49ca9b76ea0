"""What is refused before any route hears of it, and what passes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from designata.access.users import Users
from tests.serving import CHEAP, PASSWORD, TOKEN, bearer, served, with_users

LADY = {"name": "Lady R"}
READ = {"text": "Seoul, 2 April 2024. The ministry said nothing."}


@pytest.fixture(scope="module")
def open_server(casebook_store: Path) -> Iterator[TestClient]:
    with served(casebook_store) as client:
        yield client


@pytest.fixture(scope="module")
def guarded(
    casebook_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, dict[str, str]]]:
    folder, tokens = with_users(casebook_store, tmp_path_factory.mktemp("users") / "store")
    with served(folder) as client:
        yield client, tokens


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> dict[str, str]:
    """Signs in as a page does; the headers that a page's requests then have."""
    client.cookies.clear()
    access = client.app.state.access  # type: ignore[attr-defined]  # it is FastAPI
    form = {"csrf": access.asker(_Nothing(), None).csrf, "name": name, "password": password}
    response = client.post("/login", data=form)
    assert response.status_code == 303
    return {"x-csrf-token": client.get("/api/me").json()["csrf"]}


class _Nothing:
    def get(self, _: str, default: str = "") -> str:
        return default


def test_whoever_is_on_this_machine_may_do_everything(open_server: TestClient) -> None:
    assert open_server.get("/api/me").json()["role"] == "admin"
    assert open_server.post("/api/match", json=LADY).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", ""])
def test_a_foreign_name_that_leads_here_gets_nothing(open_server: TestClient, host: str) -> None:
    response = open_server.get("/api/lists", headers={"host": host})
    assert response.status_code == 403
    assert response.json()["field"] == "Host"


@pytest.mark.parametrize("header", ["host", "origin"])
def test_what_is_no_address_is_refused_and_no_error_of_ours(
    open_server: TestClient, header: str
) -> None:
    response = open_server.post("/api/match", json=LADY, headers={header: "http://["})
    assert response.status_code == 403


@pytest.mark.parametrize("charset", ["=punycode", "*0=puny; charset*1=code", '="utf-7"'])
def test_forms_are_read_as_utf_8_alone(open_server: TestClient, charset: str) -> None:
    # Python reads a megabyte of punycode for an hour, and makes lone surrogates of escapes
    form = b'--B\r\nContent-Disposition: form-data; name="q"\r\n\r\nx\r\n--B--\r\n'
    token = open_server.get("/api/me").json()["csrf"]

    def sent(kind: str) -> int:
        headers = {"content-type": f"multipart/form-data; boundary=B{kind}", "x-csrf-token": token}
        return open_server.post("/screen", content=form, headers=headers).status_code

    assert sent(f"; Charset{charset}") == 422
    assert sent('; charset="UTF-8"') == 200


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000"])
def test_our_names_are_known(open_server: TestClient, host: str) -> None:
    assert open_server.get("/api/lists", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_foreign_page_changes_nothing_even_with_json(
    open_server: TestClient, headers: dict[str, str]
) -> None:
    response = open_server.post("/api/match", json=LADY, headers=headers)
    assert response.status_code == 403
    token = {"x-csrf-token": open_server.get("/api/me").json()["csrf"]}
    assert open_server.post("/api/match", json=LADY, headers=headers | token).status_code == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_what_a_form_can_send_needs_the_token(open_server: TestClient, kind: str) -> None:
    path, headers = "/api/jobs/resolve", {"content-type": kind}
    assert open_server.post(path, content=b"{}", headers=headers).status_code == 403
    wrong = headers | {"x-csrf-token": "wrong"}
    assert open_server.post(path, content=b"{}", headers=wrong).status_code == 403


def test_no_kind_at_all_needs_the_token(open_server: TestClient) -> None:
    assert open_server.post("/api/jobs/resolve").status_code == 403


def test_a_page_of_ours_passes(open_server: TestClient) -> None:
    ours = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert open_server.post("/api/match", json=LADY, headers=ours).status_code == 200
    token = open_server.get("/api/me").json()["csrf"]
    form = {"csrf": token, "name": "x"}
    told = open_server.post("/api/match", data=form, headers=ours)
    assert told.status_code == 422  # it passed, and is no JSON


def test_a_proxy_before_a_server_without_users_is_refused(open_server: TestClient) -> None:
    response = open_server.get("/api/lists", headers={"x-forwarded-for": "203.0.113.5"})
    assert response.status_code == 403
    assert "user add" in response.json()["cure"]


def test_headers_tell_browsers_what_not_to_do(open_server: TestClient) -> None:
    for path in ("/", "/api/lists", "/nothing"):
        headers = open_server.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"


def test_without_a_name_nothing_is_told(guarded: tuple[TestClient, dict[str, str]]) -> None:
    client, _ = guarded
    client.cookies.clear()
    for path in ("/api/lists", "/api/openapi.json", "/metrics", "/match/default", "/nothing"):
        response = client.get(path)
        assert response.status_code == 401, path
        assert response.headers["www-authenticate"] == "Bearer"
    assert client.get("/healthz").status_code == 200
    page = client.get("/changes?publisher=eu", headers={"accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"] == "/login?next=%2Fchanges%3Fpublisher%3Deu"


@pytest.mark.parametrize(
    ("method", "path", "json", "least"),
    [
        ("GET", "/api/lists", None, "viewer"),
        ("POST", "/api/match", LADY, "viewer"),
        ("POST", "/api/read", READ, "viewer"),
        ("POST", "/api/read", READ | {"keep": True}, "analyst"),
        ("GET", "/api/review", None, "analyst"),
        ("POST", "/api/judge", {}, "analyst"),
        ("POST", "/api/retract", {}, "analyst"),
        ("POST", "/api/control", {}, "analyst"),
        ("POST", "/api/jobs/screen?name=a.csv", {}, "analyst"),
        ("GET", "/api/jobs", None, "analyst"),
        ("POST", "/api/jobs/update", {"publishers": ["nobody"]}, "admin"),
    ],
)
def test_each_role_may_what_it_may(
    guarded: tuple[TestClient, dict[str, str]],
    method: str,
    path: str,
    json: object,
    least: str,
) -> None:
    client, tokens = guarded
    client.cookies.clear()
    roles = list(tokens)
    for role, token in tokens.items():
        status = client.request(method, path, json=json, headers=bearer(token)).status_code
        allowed = roles.index(role) >= roles.index(least)
        assert (status != 403) is allowed, (role, status)


def test_a_token_that_nobody_has_is_refused(guarded: tuple[TestClient, dict[str, str]]) -> None:
    client, _ = guarded
    response = client.get("/api/lists", headers=bearer("nobody's"))
    assert response.status_code == 401


def test_a_session_begins_with_the_password_and_ends(
    guarded: tuple[TestClient, dict[str, str]],
) -> None:
    client, _ = guarded
    token = sign_in(client, "analyst")
    assert client.get("/api/me").json()["name"] == "analyst"
    held = client.cookies["designata"]
    form = {"article": "x", "reason": "y"}
    assert client.post("/api/retract", data=form).status_code == 403
    assert client.post("/api/retract", data=form, headers=token).status_code == 422
    assert client.post("/api/retract", json=form).status_code == 404
    assert client.post("/logout", headers=token).status_code == 303
    client.cookies.set("designata", held)
    assert client.get("/api/me").status_code == 401


def test_a_session_cookie_is_for_this_server_alone(casebook_store: Path, tmp_path: Path) -> None:
    folder, _ = with_users(casebook_store, tmp_path / "store")
    with served(folder, token=TOKEN) as client:
        client.base_url = "https://localhost"
        form = {"csrf": client.app.state.access.asker(_Nothing(), None).csrf, "password": TOKEN}  # type: ignore[attr-defined]
        cookie = client.post("/login", data=form | {"name": ""}).headers["set-cookie"]
        assert {"HttpOnly", "Secure", "SameSite=lax"} <= set(cookie.split("; "))


def test_one_session_s_token_is_of_no_use_to_another(
    guarded: tuple[TestClient, dict[str, str]],
) -> None:
    client, _ = guarded
    foreign = sign_in(client, "viewer")
    own = sign_in(client, "analyst")
    form = {"article": "x", "reason": "y"}
    assert client.post("/api/retract", data=form, headers=foreign).status_code == 403
    assert client.post("/api/retract", data=form, headers=own).status_code == 422


def test_passwords_cannot_be_tried_for_long(casebook_store: Path, tmp_path: Path) -> None:
    folder, _ = with_users(casebook_store, tmp_path / "store")
    with served(folder, logins=2) as client:
        csrf = client.app.state.access.asker(_Nothing(), None).csrf  # type: ignore[attr-defined]
        form = {"csrf": csrf, "name": "admin", "password": "wrong password"}
        told = [client.post("/login", data=form).status_code for _ in range(3)]
        assert told == [401, 401, 429]
        assert client.post("/login", data=form | {"password": PASSWORD}).status_code == 429


def test_one_client_that_tries_does_not_shut_out_the_user(
    casebook_store: Path, tmp_path: Path
) -> None:
    folder, _ = with_users(casebook_store, tmp_path / "store")
    with served(folder, logins=2) as client:
        csrf = client.app.state.access.asker(_Nothing(), None).csrf  # type: ignore[attr-defined]
        form = {"csrf": csrf, "name": "admin", "password": "wrong password"}
        for _ in range(30):
            client.post("/login", data=form)
        elsewhere = TestClient(
            client.app,
            base_url="http://localhost",
            client=("203.0.113.5", 1),
            follow_redirects=False,
        )
        assert elsewhere.post("/login", data=form | {"password": PASSWORD}).status_code == 303


def test_a_new_password_ends_the_sessions_of_the_old_one(
    casebook_store: Path, tmp_path: Path
) -> None:
    folder, _ = with_users(casebook_store, tmp_path / "store")
    with served(folder) as client:
        sign_in(client, "analyst")
        Users(folder, CHEAP).add("analyst", PASSWORD + "!", "analyst")
        assert client.get("/api/me").status_code == 401


def test_one_client_cannot_ask_without_end(casebook_store: Path) -> None:
    with served(casebook_store, token=TOKEN, rate=0.01, burst=3) as client:
        told = [client.get("/api/me", headers=bearer(TOKEN)).status_code for _ in range(5)]
        assert told == [200, 200, 200, 429, 429]
        problem = client.get("/api/me", headers=bearer(TOKEN)).json()
        assert problem["problem"] == "too many requests"


def test_a_large_body_is_refused_whether_or_not_it_tells(casebook_store: Path) -> None:
    with served(casebook_store, json_bytes=1 << 20, upload_bytes=2 << 20) as client:
        large = b'{"name": "' + b"x" * (1 << 20) + b'"}'
        kind = {"content-type": "application/json"}
        told = client.post("/api/match", content=large, headers=kind)
        assert told.status_code == 413
        assert told.json()["problem"] == "more than 1 MB were sent"
        pieces = (large[start : start + 65536] for start in range(0, len(large), 65536))
        assert client.post("/api/match", content=pieces, headers=kind).status_code == 413
        rows = (b"name\n" + b"x" * 65536 for _ in range(64))
        sheet = client.post(
            "/api/jobs/screen?name=a.csv", content=rows, headers={"content-type": "text/csv"}
        )
        assert sheet.status_code == 413
        assert client.get("/api/jobs").json() == []


def test_only_a_file_may_be_large_whatever_a_request_calls_itself(casebook_store: Path) -> None:
    with served(casebook_store, json_bytes=1 << 20, upload_bytes=2 << 20) as client:
        large = b'{"name": "' + b"x" * (1 << 20) + b'"}'
        kind = {"content-type": "application/octet-stream"}
        assert client.post("/api/match", content=large, headers=kind).status_code == 413
        lines = {"content-type": "application/x-ndjson"}
        sent = client.post("/api/jobs/screen?name=a.jsonl", content=large, headers=lines)
        assert sent.status_code == 202


def test_a_stranger_sends_no_more_than_a_password_takes(
    guarded: tuple[TestClient, dict[str, str]],
) -> None:
    client, _ = guarded
    client.cookies.clear()
    form = {"name": "viewer", "password": "x" * 20_000}
    assert client.post("/login", data=form).status_code == 413
