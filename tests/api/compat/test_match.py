"""Requests as yente's documentation and its clients write them."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.compat.conftest import Param

SHAPE = {
    "id": str,
    "caption": str,
    "schema": str,
    "properties": dict,
    "datasets": list,
    "referents": list,
    "target": bool,
    "first_seen": str,
    "last_seen": str,
    "last_change": str,
    "score": float,
    "features": dict,
    "explanations": dict,
    "match": bool,
}
EXAMPLE = {
    "schema": "Person",
    "properties": {"name": ["Igor Testovskiy"], "birthDate": ["1970"], "country": "Russia"},
}
SHIP = {"schema": "Vessel", "properties": {"name": "Lady R", "imoNumber": "9161003"}}


def ask(client: TestClient, *examples: dict[str, Any], **params: Param) -> dict[str, Any]:
    queries = {f"q{number}": example for number, example in enumerate(examples)}
    response = client.post("/match/default", json={"queries": queries}, params=params)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def ids(told: dict[str, Any], query: str = "q0") -> list[str]:
    return [result["id"] for result in told["responses"][query]["results"]]


def test_results_have_the_shape_that_clients_read(client: TestClient) -> None:
    told = ask(client, EXAMPLE)
    answer = told["responses"]["q0"]
    assert answer["status"] == 200
    assert answer["total"] == {"value": 1, "relation": "eq"}
    assert told["limit"] == 5
    [result] = answer["results"]
    assert {name: type(result[name]) for name in SHAPE} == SHAPE
    assert result["id"] == "p-1"
    assert result["properties"]["name"] == ["Igor Testovsky", "Игорь Тестовский"]
    assert result["match"] is True
    assert result["first_seen"].endswith("T00:00:00")


def test_the_query_is_echoed_as_understood(client: TestClient) -> None:
    answer = ask(client, EXAMPLE | {"id": "mine"})["responses"]["q0"]
    assert answer["query"]["id"] == "mine"
    assert answer["query"]["properties"]["country"] == ["ru"]


def test_explanations_and_features_are_the_evidence(client: TestClient) -> None:
    [result] = ask(client, EXAMPLE)["responses"]["q0"]["results"]
    born = result["explanations"]["birthDate"]
    assert (born["query"], born["candidate"]) == ("1970", "1970-05-05")
    assert born["score"] == result["features"]["birthDate"] > 0


def test_every_answer_tells_lists_policy_and_caveat(client: TestClient) -> None:
    told = ask(client, EXAMPLE, SHIP)
    assert told["lists"].keys() == {"casebook", "ftm"}
    assert told["policy"] == "default@1"
    assert "no clearance" in told["caveat"]
    assert told["matcher"].keys() >= {"name", "birthDate", "imoNumber"}


def test_what_is_one_is_one_result_with_all_its_lists(client: TestClient) -> None:
    [result] = ask(client, SHIP)["responses"]["q0"]["results"]
    assert result["id"] == "casebook-lady-r"
    assert result["referents"] == ["v-1"]
    assert {name.partition("_")[0] for name in result["datasets"]} == {"casebook", "ftm"}


@pytest.mark.parametrize(
    ("params", "found"),
    [
        ({}, ["p-1"]),
        ({"topics": ["sanction"]}, ["p-1"]),
        ({"topics": ["role.pep"]}, []),
        ({"exclude_schema": ["Person"]}, []),
        ({"include_dataset": ["ftm"]}, ["p-1"]),
        ({"include_dataset": ["casebook", "mx_governors"]}, []),
        ({"include_dataset": ["ftm", "casebook"], "exclude_dataset": ["ftm"]}, []),
        ({"changed_since": "2099-01-01T00:00"}, []),
        ({"changed_since": "2000-01-01"}, ["p-1"]),
        ({"exclude_entity_ids": ["p-1"]}, []),
        ({"threshold": 0.999999}, []),
        ({"cutoff": 0.2, "threshold": 0.999999}, ["p-1"]),
    ],
)
def test_what_narrows_an_answer(
    client: TestClient, params: dict[str, Any], found: list[str]
) -> None:
    assert ids(ask(client, EXAMPLE, **params)) == found


def test_a_referent_leaves_out_the_whole_entity(client: TestClient) -> None:
    assert ids(ask(client, SHIP, exclude_entity_ids=["v-1"])) == []


def test_below_the_threshold_is_no_match(client: TestClient) -> None:
    told = ask(client, EXAMPLE, cutoff=0.2, threshold=0.999999)
    assert told["responses"]["q0"]["results"][0]["match"] is False


def test_a_publisher_is_a_dataset(client: TestClient) -> None:
    body = {"queries": {"a": SHIP}}
    of_casebook = client.post("/match/casebook", json=body).json()
    assert ids(of_casebook, "a") == ["casebook-lady-r"]
    assert of_casebook["policy"] == "default@1 with publishers=casebook"
    assert client.post("/match/banana", json=body).status_code == 404


def test_the_limit_cuts_and_the_total_tells(client: TestClient) -> None:
    answer = ask(
        client, {"schema": "Vessel", "properties": {"name": ["Sparta", "Sparta II"]}}, limit=1
    )
    told = answer["responses"]["q0"]
    assert len(told["results"]) == 1 < told["total"]["value"]


def test_parameters_of_other_versions_are_named(client: TestClient) -> None:
    told = ask(client, EXAMPLE, fuzzy="false", algorithm="logic-v2")
    assert any("fuzzy" in warning for warning in told["warnings"])
    assert any("logic-v2" in warning for warning in told["warnings"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"queries": {}}, 400),
        ({"queries": {"a": {"properties": {"name": "Banana"}}}}, 422),
        ({"queries": {"a": {"schema": "xxx", "properties": {"name": "Banana"}}}}, 400),
        ({"queries": {"a": {"schema": "Person", "properties": {}}}}, 400),
        ({"queries": {"a": {"schema": "Person", "properties": "name"}}}, 422),
        ({"queries": {"a": EXAMPLE}, "weights": {"name_literal": 0.8}}, 400),
        ({"queries": {"a": EXAMPLE}, "config": {"nm_number_mismatch": 0.4}}, 400),
        ({"queries": {str(number): EXAMPLE for number in range(101)}}, 400),
        ([], 422),
    ],
)
def test_what_cannot_be_asked_is_refused(client: TestClient, body: object, status: int) -> None:
    response = client.post("/match/default", json=body)
    assert response.status_code == status
    assert response.json()["detail"]


@pytest.mark.parametrize(
    "params",
    [{"limit": 501}, {"limit": -1}, {"threshold": 7}, {"changed_since": "hello"}],
)
def test_parameters_out_of_bounds_are_422(client: TestClient, params: dict[str, Any]) -> None:
    response = client.post("/match/default", json={"queries": {"a": EXAMPLE}}, params=params)
    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"][0] == "query"


def test_an_unknown_algorithm_is_400(client: TestClient) -> None:
    body = {"queries": {"a": EXAMPLE}}
    response = client.post("/match/default", json=body, params={"algorithm": "neural-net"})
    assert response.status_code == 400


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_422(client: TestClient, data: bytes) -> None:
    assert client.post("/match/default", content=data).status_code == 422


def test_a_body_of_megabytes_is_413(client: TestClient) -> None:
    name = {"schema": "Person", "properties": {"name": "A" * (5 << 20)}}
    assert client.post("/match/default", json={"queries": {"a": name}}).status_code == 413


def test_a_name_of_a_megabyte_is_cut_and_told(client: TestClient) -> None:
    told = ask(client, {"schema": "Person", "properties": {"name": "Igor " * 200_000}})
    assert any("letters" in warning for warning in told["responses"]["q0"]["warnings"])


def test_a_batch_is_answered_query_by_query(client: TestClient) -> None:
    response = client.post(
        "/match/default", content=json.dumps({"queries": dict.fromkeys("abcdefgh", SHIP)})
    )
    assert response.headers["x-batch-size"] == "8"
    assert all(ids(response.json(), name) == ["casebook-lady-r"] for name in "abcdefgh")
