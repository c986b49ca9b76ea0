import threading
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.middleware.base import RequestResponseEndpoint
from starlette.responses import Response

from designata.access.who import Role, Who
from designata.api import compat
from designata.api.compat.edition import RENEWING, Editions
from designata.engine import Designata
from designata.errors import DesignataError, FetchError
from tests.api.compat.conftest import app


def test_the_catalogue_tells_every_dataset(client: TestClient) -> None:
    told = client.get("/catalog").json()
    datasets = {one["name"]: one for one in told["datasets"]}
    assert datasets.keys() >= {"default", "sanctions", "casebook", "casebook_casebook", "ftm"}
    assert datasets["default"]["children"] == ["casebook", "ftm"]
    assert datasets["sanctions"]["children"] == ["casebook"]
    assert datasets["ftm"]["entity_count"] == 6
    assert told["current"] == list(datasets)
    assert (told["outdated"], told["index_stale"]) == ([], False)
    assert client.get("/manifest").json() == told


def test_every_dataset_can_be_asked(client: TestClient) -> None:
    for one in client.get("/catalog").json()["datasets"]:
        found = client.get(f"/search/{one['name']}", params={"limit": 0}).json()
        assert found["total"]["value"] == one["entity_count"]


def test_there_is_one_algorithm(client: TestClient) -> None:
    told = client.get("/algorithms").json()
    [one] = told["algorithms"]
    assert told["default"] == told["best"] == one["name"]
    assert one["features"].keys() == one["docs"]["features"].keys()
    assert one["features"]["imoNumber"].keys() == {"description", "coefficient", "url"}


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    client.get("/catalog")
    assert client.get("/readyz").json() == {"status": "ok"}


def test_without_a_store_nothing_is_ready(tmp_path: Path) -> None:
    with TestClient(app(tmp_path / "none")) as client:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
        for path in ("/catalog", "/search/default?q=x", "/v2/search?name=x", "/entities/x"):
            assert client.get(path).status_code == 503


def test_requests_go_on_while_the_store_moves(folder: Path, tmp_path: Path) -> None:
    engine = Designata(tmp_path / "store")
    list(engine.update(["casebook"]))
    engine.index()
    editions = Editions(engine)
    first = editions.now()
    list(Designata(tmp_path / "store").update(path=folder.parent / "own.json"))
    engine.index()
    assert editions.is_stale
    assert editions.ready is first
    for thread in threading.enumerate():
        if thread.name == RENEWING:
            thread.join()
    assert editions.ready is not first
    assert editions.now().lists.keys() == {"casebook", "ftm"}
    assert first.lists.keys() == {"casebook"}
    assert not editions.is_stale


def known_as(role: Role | None, folder: Path) -> TestClient:
    made = FastAPI()

    @made.middleware("http")
    async def know(request: Request, go: RequestResponseEndpoint) -> Response:
        request.state.who = Who("someone", role) if role else None
        return await go(request)

    made.include_router(compat.router(Designata(folder)))
    return TestClient(made)


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("viewer", 403), ("analyst", 403)])
def test_an_update_is_for_admins(folder: Path, role: Role | None, status: int) -> None:
    with known_as(role, folder) as client:
        response = client.post("/updatez?token=wrong")
    assert response.status_code == status
    assert response.json()["detail"]


def test_an_update_by_an_admin_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def update(_: Editions) -> list[DesignataError]:
        asked.append("update")
        return []

    monkeypatch.setattr(Editions, "update", update)
    with known_as("admin", folder) as client:
        assert client.post("/updatez?sync=true").json() == {"status": "ok"}
    assert asked == ["update"]


def test_an_update_that_failed_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def update(_: Editions) -> list[DesignataError]:
        return [FetchError("the address gave no list", where="un")]

    monkeypatch.setattr(Editions, "update", update)
    with known_as("admin", folder) as client:
        response = client.post("/updatez?sync=true")
    assert response.status_code == 502
    assert "no list" in response.json()["detail"]
