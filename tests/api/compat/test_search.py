from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.compat.conftest import Param


def find(client: TestClient, dataset: str = "default", **params: Param) -> dict[str, Any]:
    response = client.get(f"/search/{dataset}", params=params)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def ids(told: dict[str, Any]) -> list[str]:
    return [result["id"] for result in told["results"]]


def names(told: dict[str, Any], facet: str) -> dict[str, int]:
    return {value["name"]: value["count"] for value in told["facets"][facet]["values"]}


def test_words_find_entities_the_closest_first(client: TestClient) -> None:
    told = find(client, q="lady r")
    assert ids(told)[0] == "casebook-lady-r"
    assert told["total"] == {"value": len(ids(told)), "relation": "eq"}
    assert (told["limit"], told["offset"]) == (10, 0)
    assert told["lists"]


@pytest.mark.parametrize("q", ["testovsky igor", "Игорь Тест", "TESTOV", "712345678"])
def test_order_case_script_and_beginnings(client: TestClient, q: str) -> None:
    assert ids(find(client, q=q)) == ["p-1"]


def test_a_number_finds_its_ship(client: TestClient) -> None:
    assert ids(find(client, q="9161003")) == ["casebook-lady-r"]


def test_a_slip_is_found_only_where_it_is_alike(client: TestClient) -> None:
    assert "p-1" in ids(find(client, q="Igor Testovskij", fuzzy=True))


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ({"q": "testmash", "schema": "Vessel"}, 0),
        ({"q": "testmash", "schema": "LegalEntity"}, 2),
        ({"q": "testmash", "exclude_schema": "Company"}, 0),
        ({"q": "testmash", "countries": "ru"}, 1),
        ({"q": "testmash", "countries": ["ke", "ru"]}, 1),
        ({"q": "testmash", "countries": ["ke", "ru"], "filter_op": "AND"}, 0),
        ({"q": "testmash", "topics": "sanction"}, 1),
        ({"q": "testmash", "exclude_dataset": "ftm"}, 0),
        ({"q": "testmash", "include_dataset": "mx_senators"}, 0),
        ({"q": "testmash", "datasets": "casebook_casebook"}, 0),
        ({"q": "testmash", "changed_since": "2099-01-01T00:00"}, 0),
        ({"q": "testovsky", "filter": "properties.birthDate:1970-05-05"}, 1),
        ({"q": "testovsky", "filter": "properties.birthDate:1972-01-26"}, 0),
        ({"q": "testmash", "target": False}, 0),
        ({"q": "banana man"}, 0),
    ],
)
def test_filters(client: TestClient, params: dict[str, Any], count: int) -> None:
    assert find(client, **params)["total"]["value"] == count


def test_without_a_question_everything_is_found(client: TestClient) -> None:
    told = find(client, "ftm", limit=500)
    assert told["total"]["value"] == len(ids(told)) == 6
    assert find(client, "ftm", limit=0)["results"] == []
    assert find(client, "ftm", offset=100)["results"] == []


def test_three_facets_by_default_and_others_when_asked(client: TestClient) -> None:
    told = find(client, q="testmash")
    assert told["facets"].keys() == {"countries", "topics", "datasets"}
    assert told["facets"]["countries"]["values"] == [{"name": "ru", "label": "Russia", "count": 1}]
    asked = find(client, q="testovsky", facets=["schema", "identifiers"])
    assert names(asked, "schema") == {"Person": 1}
    assert names(asked, "identifiers") == {"712345678": 1}


def test_order_by_a_field(client: TestClient) -> None:
    captions = [one["caption"] for one in find(client, sort="caption:desc", limit=20)["results"]]
    assert captions == sorted(captions, reverse=True)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search/banana", 404),
        ("/search/default?schema=Banana", 400),
        ("/search/default?filter=banana", 400),
        ("/search/default?sort=banana", 400),
        ("/search/default?facets=banana", 422),
        ("/search/default?limit=10000", 422),
        ("/search/default?offset=9999", 422),
    ],
)
def test_what_cannot_be_searched(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_syntax_that_is_not_read_is_told(client: TestClient) -> None:
    [warning] = find(client, q='"lady r" AND vessel*')["warnings"]
    assert "operators" in warning


def test_script_in_a_name_stays_text(client: TestClient) -> None:
    response = client.get("/search/default?q=script alert")
    assert response.headers["content-type"] == "application/json"
    assert response.json()["results"][0]["caption"] == "<script>alert(1)</script> Trading"
