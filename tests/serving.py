"""A server over a store, asked as a program asks."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from fastapi.testclient import TestClient

from designata.access.settings import Settings
from designata.access.users import Cost, Users
from designata.access.who import ROLES
from designata.serve.app import app

PASSWORD = "correct horse battery"  # noqa: S105  - of nobody
TOKEN = "a-token-of-more-than-sixteen-letters"  # noqa: S105  - the same
CHEAP = Cost(n=2, r=1, p=1)


@contextmanager
def served(folder: Path, **settings: Any) -> Iterator[TestClient]:  # noqa: ANN401  - of any kind
    made = app(folder, Settings(**settings))
    with TestClient(made, base_url="http://localhost", follow_redirects=False) as client:
        yield client


def copied(store: Path, place: Path) -> Path:
    """A store to be written to."""
    shutil.copytree(store, place)
    return place


def with_users(store: Path, place: Path) -> tuple[Path, dict[str, str]]:
    """A store with a user of each role, and the token of each."""
    folder = copied(store, place)
    users = Users(folder, CHEAP)
    for role in ROLES:
        users.add(role, PASSWORD, role)
    return folder, {role: users.token(role) for role in ROLES}


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def ended(client: TestClient, job: dict[str, Any], headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401  - JSON
    """What is told of a job last, by its events."""
    text = client.get(f"/api/jobs/{job['id']}/events", headers=headers).text
    last = [line for line in text.splitlines() if line.startswith("data: ")][-1]
    return msgspec.json.decode(last.removeprefix("data: "))
