"""What an OpenRefine client sends, after the specification of the Reconciliation API 0.2."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from designata.access.settings import Settings
from designata.serve.app import app as serve


def post(client: TestClient, **form: object) -> dict[str, Any]:
    data = {name: json.dumps(value) for name, value in form.items()}
    response = client.post("/reconcile/default", data=data)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def test_the_manifest_tells_where_to_ask(client: TestClient) -> None:
    told = client.get("/reconcile/default").json()
    assert "0.2" in told["versions"]
    assert {"name", "identifierSpace", "schemaSpace", "defaultTypes", "view"} <= told.keys()
    for kind in ("entity", "type", "property"):
        service = told["suggest"][kind]
        address = service["service_url"] + service["service_path"]
        assert client.get(address, params={"prefix": "la"}).status_code == 200
    offer = told["extend"]["propose_properties"]
    assert client.get(offer["service_url"] + offer["service_path"]).status_code == 200


QUERIES = {
    "q0": {
        "query": "Igor Testovskiy",
        "type": "Person",
        "type_strict": "should",
        "limit": 3,
        "properties": [{"pid": "Person:birthDate", "v": "1970"}],
    },
    "q1": {
        "query": "LADY R",
        "type": ["Vessel"],
        "properties": [{"pid": "imoNumber", "v": {"id": "9161003", "name": "9161003"}}],
    },
    "q2": {"query": "Banana Man"},
}


def test_queries_come_by_form_and_by_address(client: TestClient) -> None:
    told = post(client, queries=QUERIES)
    assert told["q0"]["result"][0]["id"] == "p-1"
    [ship] = told["q1"]["result"]
    assert ship["type"] == [{"id": "Vessel", "name": "Vessel"}]
    assert (ship["match"], ship["name"]) == (True, "LADY R")
    assert told["q2"] == {"result": []}
    again = client.get("/reconcile/default", params={"queries": json.dumps(QUERIES)})
    assert again.json() == told


def test_a_likely_one_is_not_taken_unasked(client: TestClient) -> None:
    told = post(client, queries={"a": {"query": "Igor Testovsky", "type": "Person"}})
    [person] = told["a"]["result"]
    assert 0.5 < person["score"] < 0.95
    assert person["match"] is False


def test_headers_tell_what_the_body_has_no_room_for(client: TestClient) -> None:
    response = client.post("/reconcile/default", data={"queries": json.dumps(QUERIES)})
    assert "casebook=" in response.headers["x-designata-lists"]
    assert "no clearance" in response.headers["x-designata-caveat"]
    assert response.headers["x-designata-policy"] == "default@1"


def test_a_table_is_extended(client: TestClient) -> None:
    told = post(
        client,
        extend={
            "ids": ["casebook-lady-r", "v-1", "banana"],
            "properties": [
                {"id": "flag"},
                {"id": "flag", "settings": {"render": "raw"}},
                {"id": "name", "settings": {"limit": "1"}},
                {"id": "birthDate"},
            ],
        },
    )
    assert told["meta"][0] == {"id": "flag", "name": "Flag"}
    assert told["rows"]["casebook-lady-r"]["name"] == [{"str": "LADY R"}]
    assert told["rows"]["v-1"] == told["rows"]["casebook-lady-r"]
    assert told["rows"]["banana"] == {}


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("entity?prefix=igor%20test", "p-1"),
        ("type?prefix=organ", "Organization"),
        ("property?prefix=main", "LegalEntity:mainCountry"),
        ("property?prefix=birthd", "Person:birthDate"),
    ],
)
def test_suggestions(client: TestClient, path: str, first: str) -> None:
    told = client.get(f"/reconcile/default/suggest/{path}").json()
    assert told["result"][0]["id"] == first


@pytest.mark.parametrize("kind", ["entity", "type", "property"])
def test_nothing_is_suggested_for_nothing(client: TestClient, kind: str) -> None:
    for tail in ("", "?prefix=", "?prefix=banana"):
        told = client.get(f"/reconcile/default/suggest/{kind}{tail}").json()
        assert told["result"] == []


def test_properties_to_extend_by(client: TestClient) -> None:
    told = client.get("/reconcile/default/extend/property?type=Person&limit=3").json()
    assert (told["type"], len(told["properties"])) == ("Person", 3)
    assert client.get("/reconcile/default/extend/property?type=Banana").status_code == 400


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 400),
        ({"queries": "{"}, 422),
        ({"queries": "[]"}, 422),
        ({"queries": json.dumps({"a": {}})}, 400),
        ({"queries": json.dumps({"a": {"query": "x", "type": "Banana"}})}, 400),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(101)})}, 400),
        ({"extend": "[]"}, 422),
        ({"extend": json.dumps({"ids": [str(n) for n in range(101)], "properties": []})}, 400),
        (
            {
                "extend": json.dumps(
                    {"ids": ["p-1"], "properties": [{"id": "name", "settings": {"limit": "x"}}]}
                )
            },
            400,
        ),
    ],
)
def test_what_cannot_be_reconciled(client: TestClient, form: dict[str, str], status: int) -> None:
    assert client.post("/reconcile/default", data=form).status_code == status
    assert client.post("/reconcile/banana", data={"queries": "{}"}).status_code == 404


def test_openrefine_passes_the_guard_as_it_shows_no_token(folder: Path) -> None:
    with TestClient(serve(folder, Settings()), base_url="http://localhost") as client:
        form = {"queries": json.dumps({"a": {"query": "LADY R"}})}
        assert client.post("/reconcile/default", data=form).json()["a"]["result"]
        assert client.post("/updatez", data=form).status_code == 403
