"""What is told where the server is at fault: what and the cure, never where it keeps things."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from designata.engine import Designata
from tests.serving import copied, served


@pytest.fixture
def broken(casebook_store: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A server that looks at its store when a file of it has gone."""
    folder = copied(casebook_store, tmp_path / "store")
    with served(folder) as client:
        for file in (folder / "claims").iterdir():
            file.unlink()
        yield client


@pytest.mark.parametrize("kind", ["application/json", "text/html"])
@pytest.mark.parametrize(
    "path", ["/api/entities/9161003", "/dossier/9161003", "/search/default?q=lady", "/v2/listinfo"]
)
def test_no_answer_tells_where_the_store_lies(
    broken: TestClient, tmp_path: Path, path: str, kind: str
) -> None:
    answer = broken.get(path, headers={"accept": kind})
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text
    assert "a file of the store is missing or damaged" in answer.text
    assert "designata update" in answer.text
    assert answer.headers["content-security-policy"]


@pytest.mark.parametrize("page", ["/", "/sources", "/changes", "/dossier/9161003"])
def test_a_damaged_store_is_a_page(casebook_store: Path, tmp_path: Path, page: str) -> None:
    folder = copied(casebook_store, tmp_path / "store")
    (folder / "store.json").write_text('{"x')
    with served(folder) as client:
        answer = client.get(page, headers={"accept": "text/html"})
    assert answer.status_code == 503
    assert "restore the folder from a copy" in answer.text
    assert str(tmp_path) not in answer.text


@pytest.mark.parametrize("kind", ["application/json", "text/html"])
def test_an_error_of_ours_tells_nothing_and_has_the_headers(
    casebook_store: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    def broken(_: Designata) -> None:
        raise KeyError("inside")

    monkeypatch.setattr(Designata, "lists", broken)
    with served(casebook_store) as opened:
        client = TestClient(opened.app, base_url="http://localhost", raise_server_exceptions=False)
        answer = client.get("/sources", headers={"accept": kind})
        counted = client.get("/metrics").text
    assert answer.status_code == 500
    assert "inside" not in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"
    assert 'route="/sources",status="500"} 1.0' in counted
