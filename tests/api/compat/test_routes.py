"""Every route is told of, and answers as OpenAPI says it does."""

import re
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

DOCS = (Path(__file__).parents[3] / "docs" / "compatible.md").read_text("utf-8")


def test_every_route_is_in_the_documentation(client: TestClient) -> None:
    made = client.app
    assert isinstance(made, FastAPI)
    paths = made.openapi()["paths"]
    assert len(paths) > 10
    told = set(re.findall(r"(/[\w{}/]+)", DOCS))
    assert set(paths) <= told


def test_examples_of_openapi_are_answered(client: TestClient) -> None:
    made = client.app
    assert isinstance(made, FastAPI)
    operation = made.openapi()["paths"]["/match/{dataset}"]["post"]
    content = operation["requestBody"]["content"]["application/json"]
    response = client.post("/match/default", json=content["example"])
    assert response.status_code == 200
    assert response.json()["responses"]["q1"]["results"]
