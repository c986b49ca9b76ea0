from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.compat.conftest import Param


def get(client: TestClient, path: str, **params: Param) -> dict[str, Any]:
    response = client.get(path, params=params)
    assert response.status_code == 200, response.text
    told: dict[str, Any] = response.json()
    return told


def test_an_entity_comes_with_what_hangs_on_it(client: TestClient) -> None:
    told = get(client, "/entities/p-1")
    assert (told["id"], told["schema"], told["target"]) == ("p-1", "Person", True)
    [address] = told["properties"]["addressEntity"]
    assert address["properties"]["full"] == ["1 Paper Street, Testgrad"]
    [sanction] = told["properties"]["sanctions"]
    assert sanction["properties"]["program"] == ["TEST-1"]
    owned = [tie["properties"]["asset"][0] for tie in told["properties"]["ownershipOwner"]]
    assert {one["caption"] for one in owned} >= {"Vympel Testmash LLC", "Testmash Two LLC"}
    assert told["lists"]
    assert "no clearance" in told["caveat"]


def test_without_nesting_ids_stand(client: TestClient) -> None:
    told = get(client, "/entities/p-1", nested=False)
    assert told["properties"]["addressEntity"] == ["a-1"]
    assert "sanctions" not in told["properties"]


def test_a_merged_id_leads_to_the_canonical_one(client: TestClient) -> None:
    response = client.get("/entities/v-1?nested=false")
    assert response.status_code == 308
    assert response.headers["location"] == "/entities/casebook-lady-r?nested=false"
    followed = client.get("/entities/v-1", follow_redirects=True).json()
    assert followed["id"] == "casebook-lady-r"
    assert followed["properties"]["imoNumber"] == ["IMO9161003"]


def test_a_merged_entity_has_the_ties_of_all_its_records(client: TestClient) -> None:
    told = get(client, "/entities/casebook-lady-r")
    assert told["referents"] == ["v-1"]
    assert told["properties"]["sanctions"]


def test_a_part_is_found_by_its_id(client: TestClient) -> None:
    assert get(client, "/entities/s-1")["schema"] == "Sanction"


@pytest.mark.parametrize(
    "path",
    ["/entities/banana", "/entities/banana/adjacent", "/entities/..%2f..%2fetc%2fpasswd"],
)
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_adjacent_comes_by_property_and_page(client: TestClient) -> None:
    told = get(client, "/entities/p-1/adjacent", limit=2)
    assert told["entity"]["id"] == "p-1"
    ties = told["adjacent"]["ownershipOwner"]
    assert (len(ties["results"]), ties["total"]["value"]) == (2, 3)
    assert (ties["limit"], ties["offset"]) == (2, 0)


def test_one_property_is_paged(client: TestClient) -> None:
    path = "/entities/p-1/adjacent/ownershipOwner"
    pages = [get(client, path, limit=2, offset=offset)["results"] for offset in (0, 2)]
    assert [len(page) for page in pages] == [2, 1]
    assert len({tie["id"] for page in pages for tie in page}) == 3
    assert get(client, "/entities/p-1/adjacent/familyPerson")["total"]["value"] == 0


def test_what_is_no_tie_of_the_kind_is_404(client: TestClient) -> None:
    for name in ("banana", "name", "crew"):
        assert client.get(f"/entities/p-1/adjacent/{name}").status_code == 404


def test_adjacent_of_a_merged_id_leads_on(client: TestClient) -> None:
    response = client.get("/entities/v-1/adjacent/sanctions?limit=1")
    assert response.status_code == 308
    assert response.headers["location"] == "/entities/casebook-lady-r/adjacent/sanctions?limit=1"
