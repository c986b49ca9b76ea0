"""A store of a test's own: a few entities in FollowTheMoney's terms, and its index."""

import json
from pathlib import Path
from typing import Any

import pytest

from designata.engine import Designata
from designata.errors import DesignataError
from designata.index.lookup import Index
from designata.screen import policy
from designata.screen.match import Matcher


def entity(name: str, schema: str, /, **properties: list[str]) -> dict[str, Any]:
    return {"id": name, "schema": schema, "properties": properties, "datasets": ["own"]}


ENTITIES = [
    entity(
        "p-1",
        "Person",
        name=["Igor Testovsky"],
        weakAlias=["Brodyaga"],
        birthDate=["1970-05-05"],
        nationality=["ru"],
        passportNumber=["712345678"],
        topics=["sanction"],
    ),
    entity("p-2", "Person", name=["Kang Sol Mi"], nationality=["kp"], topics=["role.pep"]),
    entity("p-3", "Person", weakAlias=["Zmeyelov"]),
    entity("v-1", "Vessel", name=["PAPER BOAT"], imoNumber=["IMO9161003"], flag=["ru"]),
    entity("v-2", "Vessel", name=["STAR 7"], imoNumber=["IMO9179842"]),
    entity("c-1", "Company", name=["Vympel Testmash LLC"], leiCode=["5493001KJTIIGC8Y1R12"]),
    entity(
        "w-1", "CryptoWallet", publicKey=["0x8576acc5c05d6ce88f4e49bf65bdf0c62f91353c"], name=["W"]
    ),
]


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Designata:
    folder = tmp_path_factory.mktemp("screen")
    (folder / "own.json").write_text("".join(json.dumps(e) + "\n" for e in ENTITIES), "utf-8")
    engine = Designata.open(folder / "store")
    for told in engine.update(path=folder / "own.json"):
        assert not isinstance(told, DesignataError), told
    return engine


@pytest.fixture(scope="session")
def index(engine: Designata) -> Path:
    return engine.index()


@pytest.fixture(scope="session")
def matcher(index: Path) -> Matcher:
    return Matcher(Index(index), policy.default())
