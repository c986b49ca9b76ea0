import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import HOSTILE


def test_changed_records_are_shown_field_by_field_and_paged(hostile: TestClient) -> None:
    page = hostile.get("/changes").text
    assert "130 records moved" in page
    assert page.count("data-item") == 50
    assert "1 of 3" in page
    assert "<del><bdi" in page
    last = hostile.get("/changes", params={"page": "3"}).text
    assert last.count("data-item") == 30
    assert "There is no such page" in hostile.get("/changes", params={"page": "9"}).text


def test_they_can_be_filtered(hostile: TestClient) -> None:
    assert "Nothing moved" in hostile.get("/changes", params={"how": "added"}).text
    one = hostile.get("/changes", params={"q": "PERSON 12", "publisher": "kr"}).text
    assert one.count("data-item") == 11
    assert "Nothing moved" in hostile.get("/changes", params={"publisher": "nobody"}).text


def test_the_first_edition_is_shown_when_it_is_asked_for(hostile: TestClient) -> None:
    page = hostile.get("/changes", params={"publisher": "kr", "to": "2024-04-01"}).text
    assert "131 records moved" in page
    assert "<script>alert" not in page
    found = hostile.get(
        "/changes", params={"publisher": "kr", "to": "2024-04-01", "q": HOSTILE}
    ).text
    assert found.count("data-item") == 1
    assert "&lt;script&gt;" in found


@pytest.mark.parametrize("params", [{"from": "soon"}, {"page": "0"}, {"page": "x"}])
def test_odd_questions_are_refused(hostile: TestClient, params: dict[str, str]) -> None:
    assert hostile.get("/changes", params=params).status_code == 422


def test_the_wrong_way_round_is_told(hostile: TestClient) -> None:
    answer = hostile.get("/changes", params={"from": "2024-04-02", "to": "2024-04-01"})
    assert answer.status_code == 422
    assert "give the earlier day first" in answer.text
