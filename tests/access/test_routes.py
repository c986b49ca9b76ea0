"""Every route there is, and whom it refuses: one that is added without a role is seen here."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.serving import bearer, served, with_users

OPEN = {("GET", "/healthz"), ("GET", "/readyz"), ("GET", "/static/{name:path}"), ("GET", "/login")}
"""What answers strangers."""

ASKING = {
    *("/match/{dataset}", "/reconcile/{dataset}", "/api/match", "/api/screen", "/api/compare"),
    *("/api/read", "/read", "/screen"),
}
"""What is posted to ask something, and changes nothing."""

ONE_S_OWN = {"/login", "/logout", "/work/{name}/cancel"}
"""What everybody may post who is meant: the last looks whose work it is."""


def _routes(found: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for route in found:
        if inner := getattr(route, "original_router", None):
            yield from _routes(inner.routes)
        else:
            yield from ((method, route.path) for method in route.methods - {"HEAD"})


@pytest.fixture(scope="module")
def server(
    casebook_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, dict[str, str], list[tuple[str, str]]]]:
    folder, tokens = with_users(casebook_store, tmp_path_factory.mktemp("users") / "store")
    with served(folder) as client:
        assert isinstance(client.app, FastAPI)
        routes = sorted(set(_routes(client.app.routes)))
        assert len(routes) > 80
        yield client, tokens, routes


def _path(route: str) -> str:
    return re.sub(r"\{[^}]*\}", "x", route)


def test_strangers_get_nothing(
    server: tuple[TestClient, dict[str, str], list[tuple[str, str]]],
) -> None:
    client, _, routes = server
    for method, route in routes:
        status = client.request(method, _path(route)).status_code
        refused = 403 if route == "/login" else 401
        assert (status == refused) is ((method, route) not in OPEN), (method, route, status)


def test_viewers_change_nothing(
    server: tuple[TestClient, dict[str, str], list[tuple[str, str]]],
) -> None:
    client, tokens, routes = server
    for method, route in routes:
        if method != "GET" and route not in ASKING | ONE_S_OWN:
            answer = client.request(method, _path(route), headers=bearer(tokens["viewer"]))
            assert answer.status_code == 403, (method, route)
            assert "for the role" in answer.text, (method, route)


def test_nothing_is_posted_without_the_token_of_a_page(
    server: tuple[TestClient, dict[str, str], list[tuple[str, str]]],
) -> None:
    client, _, routes = server
    access = client.app.state.access  # type: ignore[attr-defined]  # it is FastAPI
    user = access.users.all()["admin"]
    cookies = {"designata": access.sessions.begin(user.name, user.salt)}
    client.cookies.update(cookies)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for method, route in routes:
        if method == "POST" and not route.startswith("/reconcile/"):
            answer = client.request(method, _path(route), headers=kind)
            assert answer.status_code == 403, (method, route)
            assert "page of this server" in answer.text
    client.cookies.clear()
