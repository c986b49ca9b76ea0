"""What is told where the server is at fault: what and the cure, never where it keeps things."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

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
