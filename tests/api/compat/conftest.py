"""The routes over the casebook and a few entities of a test's own, one ship of both merged."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from designata.api import compat
from designata.engine import Designata
from designata.errors import DesignataError
from designata.resolve import canonical
from designata.resolve.canonical import Row

Param: TypeAlias = str | float | list[str]


def entity(name: str, schema: str, /, **properties: list[str]) -> dict[str, Any]:
    return {"id": name, "schema": schema, "properties": properties, "datasets": ["own"]}


ENTITIES = [
    entity(
        "p-1",
        "Person",
        name=["Igor Testovsky", "Игорь Тестовский"],
        birthDate=["1970-05-05"],
        nationality=["ru"],
        passportNumber=["712345678"],
        topics=["sanction"],
        addressEntity=["a-1"],
    ),
    entity("a-1", "Address", full=["1 Paper Street, Testgrad"], country=["ru"]),
    entity("s-1", "Sanction", entity=["p-1"], authority=["Testland"], program=["TEST-1"]),
    entity("c-1", "Company", name=["Vympel Testmash LLC"], country=["ru"], topics=["sanction"]),
    *(entity(f"o-{n}", "Ownership", owner=["p-1"], asset=[f"c-{n}"]) for n in (1, 2, 3)),
    entity("c-2", "Company", name=["Testmash Two LLC"]),
    entity("c-3", "Company", name=["<script>alert(1)</script> Trading"]),
    entity("v-1", "Vessel", name=["LADY R"], imoNumber=["IMO9161003"], flag=["ru"]),
    entity("pep-1", "Person", name=["Kang Sol Mi"], nationality=["kp"], topics=["role.pep"]),
]


def app(folder: Path) -> FastAPI:
    made = FastAPI()
    made.include_router(compat.router(Designata(folder)))
    return made


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("compat")
    (place / "own.json").write_text("".join(json.dumps(e) + "\n" for e in ENTITIES), "utf-8")
    engine = Designata(place / "store")
    for told in (*engine.update(["casebook"]), *engine.update(path=place / "own.json")):
        assert not isinstance(told, DesignataError), told
    canonical.place(engine.folder).parent.mkdir(exist_ok=True)
    canonical.save(engine.folder, [Row("v-1", "casebook-lady-r", 1, 1)])
    engine.index()
    return engine.folder


@pytest.fixture(scope="session")
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(app(folder), follow_redirects=False) as client:
        yield client
