"""A server over the casebook, and one over a list with hostile names; asked as a browser asks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from designata.engine import Designata
from designata.serve.app import app
from designata.store.append import writing
from tests.store import cards
from tests.store.cards import edition

HOSTILE = "<script>alert(1)</script> Ada"


def browser(folder: Path) -> TestClient:
    return TestClient(
        app(folder),
        base_url="http://localhost",
        headers={"accept": "text/html", "accept-language": "en"},
        follow_redirects=False,
    )


@pytest.fixture(scope="package")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("casebook")
    engine = Designata(folder)
    assert list(engine.update(["casebook"]))
    engine.index()
    return folder


@pytest.fixture(scope="package")
def client(casebook: Path) -> Iterator[TestClient]:
    with browser(casebook) as client:
        yield client


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Two editions of 130 names, of which one is hostile, and all but one change."""
    folder = tmp_path_factory.mktemp("hostile")
    many = [f"c{number}|Person {number}|" for number in range(130)]
    with writing(folder) as writer:
        for day, program in (("2024-04-01", "X"), ("2024-04-02", "Y")):
            rows = [f"{row}{program}" for row in many]
            writer.append(cards, edition(day, f"a|{HOSTILE}|X", *rows))
    Designata(folder).index()
    with browser(folder) as client:
        yield client


@pytest.fixture(scope="package")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server without a store."""
    with browser(tmp_path_factory.mktemp("nothing") / "none") as client:
        yield client


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[TestClient]:
    """The same, to be filled."""
    with browser(tmp_path / "none") as client:
        yield client


def csrf(client: TestClient, path: str = "/sources") -> str:
    match = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert match
    return match[1]
