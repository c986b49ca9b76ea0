from fastapi.testclient import TestClient

from tests.web.conftest import csrf


def test_lists_stand_with_date_licence_counts_and_digest(client: TestClient) -> None:
    page = client.get("/sources").text
    assert "casebook" in page.lower()
    assert "Apache License 2.0" in page
    assert 'class="digest">' in page


def test_an_update_is_a_job_that_tells_what_it_took(fresh: TestClient) -> None:
    answer = fresh.post("/sources/update", data={"csrf": csrf(fresh), "publisher": "casebook"})
    assert answer.headers["location"] == "/sources"
    job = fresh.app.state.jobs.all()[0]  # type: ignore[attr-defined]
    assert "event: over" in fresh.get(f"/work/{job.id}/events").text
    page = fresh.get("/sources").text
    assert "chip good" in page
    assert "No lists yet" not in page
    assert "candidate" in fresh.get("/", params={"q": "Lady R"}).text


def test_an_update_that_a_program_began_is_told_too(fresh: TestClient) -> None:
    began = fresh.post("/api/jobs/update", json={"publishers": ["casebook"]})
    fresh.get(f"/api/jobs/{began.json()['id']}/events")
    assert "chip good" in fresh.get("/sources").text


def test_an_unknown_publisher_is_refused(client: TestClient) -> None:
    answer = client.post("/sources/update", data={"csrf": csrf(client), "publisher": "x"})
    assert answer.status_code == 422
