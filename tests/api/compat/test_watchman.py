"""Requests as Watchman's documentation writes them."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.compat.conftest import Param


def find(client: TestClient, **params: Param) -> dict[str, Any]:
    response = client.get("/v2/search", params=params)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def test_a_vessel(client: TestClient) -> None:
    told = find(client, type="vessel", name="lady r", imoNumber="9161003", minMatch="0.80", limit=1)
    [ship] = told["entities"]
    assert ship["entityType"] == "vessel"
    assert ship["vessel"]["imoNumber"] == "9161003"
    assert ship["match"] >= 0.8
    assert told["query"]["vessel"]["name"] == "lady r"
    assert told["lists"]
    assert told["policy"] == "default@1 with threshold=0.8"


def test_each_list_tells_its_own_record(client: TestClient) -> None:
    told = find(client, type="vessel", name="lady r", imoNumber="9161003")
    assert [one["sourceList"] for one in told["entities"]] == ["casebook", "ftm"]
    assert [one["sourceID"] for one in told["entities"]] == ["lady-r", "1"]
    [only] = find(client, name="lady r", imoNumber="9161003", source="ftm")["entities"]
    assert only["sourceList"] == "ftm"


def test_a_person_with_papers_and_birth(client: TestClient) -> None:
    told = find(
        client,
        type="person",
        name="Igor Testovskiy",
        altNames=["I. Testovsky"],
        birthDate="1970-05-05",
        gov_passport="RU:712345678",
        debug="true",
    )
    [person] = told["entities"]
    assert person["person"]["birthDate"] == "1970-05-05T00:00:00Z"
    assert {"type": "passport", "country": "", "identifier": "712345678"} in person["person"][
        "governmentIDs"
    ]
    pieces = {piece["pieceType"]: piece for piece in person["details"]["pieces"]}
    assert {"name", "birthDate", "passport"} <= pieces.keys()
    assert all(0 <= piece["score"] <= 1 for piece in pieces.values())
    assert person["details"]["finalScore"] == person["match"]


def test_details_only_when_asked(client: TestClient) -> None:
    assert "details" not in find(client, name="Lady R")["entities"][0]


def test_what_is_not_weighed_is_named(client: TestClient) -> None:
    told = find(client, name="Lady R", email="a@b.c", algorithm="soundex", requestID="7", limit=500)
    assert len(told["warnings"]) == 3


def test_a_limit_without_end_is_the_most(client: TestClient) -> None:
    assert find(client, name="Lady R", limit="inf")["warnings"] == ["limit is 100 at most"]


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"name": " "},
        {"name": "x", "type": "robot"},
        {"name": "x", "minMatch": "7"},
        {"name": "x", "minMatch": "nan"},
        {"name": "x", "limit": "many"},
        {"name": "x", "source": "banana"},
        {"name": "x", "format": "senzing"},
    ],
)
def test_what_cannot_be_asked_is_400(client: TestClient, params: dict[str, str]) -> None:
    response = client.get("/v2/search", params=params)
    assert response.status_code == 400
    assert isinstance(response.json()["error"], str)


def test_listinfo_tells_counts_hashes_and_dates(client: TestClient) -> None:
    told = client.get("/v2/listinfo").json()
    assert told["lists"]["ftm"] == 6
    assert len(told["listHashes"]["casebook"]) == 64
    assert told["startedAt"] <= told["endedAt"]
    assert told["published"].keys() == {"casebook", "ftm"}
