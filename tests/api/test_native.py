"""The routes below ``/api/``, asked as programs ask them; what stands in OpenAPI is true."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from fastapi.testclient import TestClient

from designata.api.native import stream
from designata.cli.app import app as commands
from designata.store.dossier import CAVEAT
from tests.serving import bearer, copied, ended, served, with_users


@pytest.fixture(scope="module")
def client(casebook_store: Path) -> Iterator[TestClient]:
    with served(casebook_store) as client:
        yield client


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/openapi.json").json()
    return found


def problem(response: Any, status: int) -> dict[str, str]:  # noqa: ANN401  - httpx's or httpx2's
    assert response.status_code == status, response.text
    told: dict[str, str] = response.json()
    assert set(told) == {"problem", "field", "cure"}
    assert told["problem"]
    assert told["cure"]
    return told


def test_the_document_is_whole(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert "designata:" not in str(document)
    ours = [path for path in document["paths"] if path.startswith("/api/")]
    told = [operation for path in ours for operation in document["paths"][path].values()]
    assert all(operation.get("summary") for operation in told)
    assert not any("422" in operation["responses"] for operation in told)


def test_the_examples_are_answered_as_the_document_says(
    document: dict[str, Any], casebook_store: Path, tmp_path: Path
) -> None:
    """Those that begin jobs, and those about articles and records that are not there, apart."""
    asked = 0
    with served(copied(casebook_store, tmp_path / "store")) as client:
        for path, operations in document["paths"].items():
            body = operations.get("post", {}).get("requestBody", {}).get("content", {})
            example = body.get("application/json", {}).get("example")
            if not path.startswith("/api/") or "/jobs/" in path or example is None:
                continue
            response = client.post(path, json=example)
            if path == "/api/retract":
                problem(response, 404)
                continue
            assert response.status_code == 200, (path, response.text)
            answer = operations["post"]["responses"]["200"]["content"]["application/json"]
            _check(document, answer["schema"], response.json())
            _check(document, body["application/json"]["schema"], example)
            asked += 1
    assert asked == 6


def _check(document: dict[str, Any], schema: dict[str, Any], value: object) -> None:
    whole = {**schema, "components": document["components"]}
    jsonschema_rs.Draft202012Validator(whole).validate(value)


def test_every_command_has_its_route(document: dict[str, Any]) -> None:
    elsewhere = {"demo": "the casebook", "serve": "the server", "mcp": "tools"}
    jobs = {name: f"jobs/{name}" for name in ("update", "track", "resolve")}
    for command in commands.registered_commands:
        assert command.callback
        name = command.name or command.callback.__name__
        if name not in elsewhere:
            wanted = f"/api/{(jobs | {'show': 'entities'}).get(name, name)}"
            assert any(path.startswith(wanted) for path in document["paths"]), name


def test_every_route_is_told(document: dict[str, Any]) -> None:
    told = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    ours = [path for path in document["paths"] if path.startswith("/api/")]
    assert len(ours) > 20
    assert [path for path in ours if path not in told] == []


def test_a_ship_is_found_by_name_and_number(client: TestClient) -> None:
    for told in (
        client.get("/api/match", params={"name": "Lady R", "imo": "9161003"}).json(),
        client.post("/api/match", json={"name": "Lady R", "imo": 9161003}).json(),
        client.post(
            "/api/match",
            json={"schema": "Vessel", "properties": {"imoNumber": ["9161003"], "name": ["Lady R"]}},
        ).json(),
    ):
        hit = told["answer"]["hits"][0]
        assert hit["caption"] == "LADY R"
        assert hit["score"] > 0.99
        assert told["answer"]["lists"]
        assert told["answer"]["policy"] == "default@1"
        assert told["caveat"] == CAVEAT


def test_settings_of_one_question_are_told(client: TestClient) -> None:
    told = client.post("/api/match?threshold=0.9&limit=1", json={"name": "Lady R"}).json()
    assert told["answer"]["policy"] == "default@1 with threshold=0.9, limit=1"
    assert told["answer"]["hits"] == []


def test_the_past_can_be_asked(casebook_store: Path, tmp_path: Path) -> None:
    with served(copied(casebook_store, tmp_path / "store")) as client:
        told = client.post("/api/match?as_of=2021-01-01", json={"imo": "9161003"}).json()
        assert told["answer"]["hits"] == []
        assert client.post("/api/match", json={"imo": "9161003"}).json()["answer"]["hits"]


def test_many_questions_are_answered_in_their_order(client: TestClient) -> None:
    queries = [{"id": 7, "name": "Lady R"}, {"country": "ru"}, {"name": "Nobody Inparticular"}]
    told = client.post("/api/screen", json={"queries": queries}).json()
    assert [answer["id"] for answer in told["answers"]] == ["7", "2", "3"]
    assert told["answers"][0]["hits"]
    assert "neither a name" in told["answers"][1]["error"]
    assert told["answers"][2]["hits"] == []


def test_ten_thousand_questions_at_once_are_a_file_s(client: TestClient) -> None:
    queries = [{"name": f"Name {number}"} for number in range(10_000)]
    told = problem(client.post("/api/screen", json={"queries": queries}), 413)
    assert "/api/jobs/screen" in told["cure"]


def test_a_name_of_a_million_letters_is_asked_by_its_beginning(client: TestClient) -> None:
    told = client.post("/api/match", json={"name": "Lady R " + "x" * 1_000_000})
    assert told.status_code == 200
    assert len(told.json()["answer"]["query"]["names"][0]) == 1_000
    problem(client.get("/api/match", params={"name": "x" * 5_000}), 422)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"name":',
        b"\xff\xfe",
        b"[]",
        b"null",
        b'"Lady R"',
        b'{"name": {"a": 1}}',
        b'{"nme": "Lady R"}',
        b"[" * 100_000,
        b'{"properties": {"name": null}}',
        b'{"name": "\\ud800"}',
        b"{}",
    ],
)
def test_what_is_no_question_is_refused(client: TestClient, content: bytes) -> None:
    kind = {"content-type": "application/json"}
    problem(client.post("/api/match", content=content, headers=kind), 422)


def test_an_error_tells_the_field(client: TestClient) -> None:
    told = problem(client.post("/api/screen", json={"queries": [{"name": 1.5}]}), 422)
    assert told["field"] == "queries[0].name"
    assert problem(client.get("/api/match?name=x&limit=0"), 422)["field"] == "limit"
    assert problem(client.get("/api/changes?from=yesterday"), 422)["field"] == "from"
    assert problem(client.get("/api/match?name=x&as_of=1"), 422)["field"] == "as_of"


def test_what_is_not_there_is_told_without_telling_where_things_lie(
    client: TestClient, casebook_store: Path
) -> None:
    for path in ("entities/nobody", "changes?publisher=xx", "explain?left=a&right=b"):
        told = problem(client.get(f"/api/{path}"), 404)
        assert str(casebook_store) not in str(told)
    problem(client.get("/api/nothing"), 404)
    problem(client.put("/api/match", json={}), 405)
    problem(client.get("/api/export/exe"), 422)


@pytest.mark.parametrize(
    "path",
    [
        "/api/entities/../../../../etc/passwd",
        "/api/entities/%2e%2e%2f%2e%2e%2fstore.json",
        "/api/entities/..%5c..%5cstore.json",
        "/api/jobs/%2e%2e/result",
        "/api/jobs/..%2f..%2fstore.json/result",
        "/static/../store.json",
        "/static/%2e%2e/%2e%2e/engine.py",
        "/static//etc/passwd",
        "/api/export/..%2fftm",
        "/api/entities/%00",
    ],
)
def test_path_tricks_lead_nowhere(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code in {404, 405, 422}, response.text
    assert "root:" not in response.text
    assert "import " not in response.text


def test_a_server_without_a_store_says_so(tmp_path: Path) -> None:
    with served(tmp_path / "none") as client:
        for path in ("/api/lists", "/api/match?name=x", "/api/entities/x", "/api/export/csv"):
            assert "designata update" in problem(client.get(path), 503)["cure"]
        assert client.get("/metrics").status_code == 200


def test_an_error_of_ours_tells_nothing_that_is_inside(
    casebook_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret of the house")

    with served(casebook_store) as client:
        quiet = TestClient(client.app, base_url="http://localhost", raise_server_exceptions=False)
        monkeypatch.setattr("designata.engine.Designata.lists", broken)
        response = quiet.get("/api/lists")
    assert "secret" not in str(problem(response, 500))
    assert response.headers["content-security-policy"]


def test_an_article_is_read_kept_and_retracted(casebook_store: Path, tmp_path: Path) -> None:
    text = (
        "SEOUL, 2 April 2024. South Korea has imposed sanctions on the Russian ship Lady R,"
        " the foreign ministry said."
    )
    with served(copied(casebook_store, tmp_path / "store")) as client:
        article = {"text": text, "url": "https://example.org/a", "keep": True}
        told = client.post("/api/read", json=article).json()
        assert any(mention["entity"] == "casebook-lady-r" for mention in told["mentions"])
        assert "example.org" in client.get("/api/entities/9161003").text
        sha = told["document"]["sha256"]
        done = client.post("/api/retract", json={"article": sha, "reason": "it was denied"})
        assert done.status_code == 200
        problem(client.post("/api/retract", json={"article": sha, "reason": " "}), 422)


def test_ties_are_traced_and_control_is_added_up(client: TestClient) -> None:
    traced = client.get("/api/trace?query=9161003&hops=3").json()
    assert traced["routes"][0]["hops"][0]["proofs"][0]["source"]["list"]
    owned = client.get("/api/control?query=9161003").json()
    assert owned[0]["rulings"][0]["regime"] == "ofac"
    problem(client.get("/api/trace?query=9161003&hops=99"), 422)


def test_a_judgement_is_written_down_under_its_asker_s_name(
    casebook_store: Path, tmp_path: Path
) -> None:
    folder, tokens = with_users(casebook_store, tmp_path / "store")
    pair = {"left": "casebook-lady-r", "right": "casebook-angara"}
    with served(folder) as client:
        client.headers.update(bearer(tokens["analyst"]))
        said = pair | {"verdict": "different", "reason": "two ships"}
        assert client.post("/api/judge", json=said).status_code == 200
        told = client.get("/api/explain", params=pair).json()
        assert told["verdict"] == "different"
        assert told["said"][0]["who"] == "analyst"
        problem(client.post("/api/judge", json=said | {"verdict": "same"}), 422)
        problem(client.post("/api/judge", json=said | {"verdict": "maybe"}), 422)


@pytest.mark.parametrize("format", ["ftm", "csv", "parquet", "gexf"])
def test_the_store_goes_out_as_a_stream(client: TestClient, format: str) -> None:  # noqa: A002
    response = client.get(f"/api/export/{format}")
    assert response.status_code == 200
    assert "attachment" in response.headers["content-disposition"]
    assert len(response.content) > 10_000
    if format == "parquet":
        assert response.content[-4:] == b"PAR1"


def test_what_nobody_goes_on_reading_is_not_told_on() -> None:
    gone = threading.Event()

    def endless(heard: Callable[[bytes], None]) -> None:
        try:
            while True:
                heard(b"x" * 100_000)
        finally:
            gone.set()

    pieces = stream.told(endless)
    assert next(pieces)
    pieces.close()  # type: ignore[attr-defined]  # it is a generator
    assert gone.wait(5)


def test_metrics_count_by_route(client: TestClient) -> None:
    client.get("/api/entities/9161003")
    text = client.get("/metrics").text
    route = 'method="GET",route="/api/entities/{query:path}"'
    assert f'designata_requests_total{{{route},status="200"}}' in text
    assert 'designata_list_published_timestamp_seconds{publisher="casebook"}' in text
    assert "designata_index_age_seconds" in text
    assert "designata_questions_hit_total" in text
    assert "9161003" not in text


def test_a_sheet_is_screened_as_a_job(client: TestClient) -> None:
    sheet = "id,name,note\n1,Lady R,=1+1\n2,Nobody Inparticular,\n"
    began = client.post(
        "/api/jobs/screen?name=../customers.csv&form=csv",
        content=sheet,
        headers={"content-type": "text/csv"},
    )
    assert began.status_code == 202
    told = ended(client, began.json())
    assert told["state"] == "done"
    assert told["summary"]["questions"] == 2
    assert told["summary"]["hit"] == 1
    assert told["summary"]["out"] == told["result"] == "screened.csv"
    result = client.get(f"/api/jobs/{told['id']}/result")
    assert result.headers["content-disposition"] == 'attachment; filename="screened.csv"'
    assert "casebook-lady-r" in result.text
    assert client.delete(f"/api/jobs/{told['id']}").status_code == 200
    problem(client.get(f"/api/jobs/{told['id']}"), 404)


@pytest.mark.parametrize(
    ("path", "content", "why"),
    [
        ("screen?name=a.xlsx", b"PK\x03\x04 no workbook", ""),
        ("screen?name=a.csv", b"colour,size\nred,1\n", "no column"),
        ("screen?name=a.csv", b"", "empty"),
        ("compare?name=a.csv", b"name\nLady R\n", "no column"),
        ("track?name=a.csv", b"colour\nred\n", ""),
    ],
)
def test_a_file_that_cannot_be_asked_fails_with_a_cure(
    client: TestClient, path: str, content: bytes, why: str
) -> None:
    kind = {"content-type": "application/octet-stream"}
    told = ended(client, client.post(f"/api/jobs/{path}", content=content, headers=kind).json())
    assert told["state"] == "failed"
    assert why in told["problem"]
    problem(client.get(f"/api/jobs/{told['id']}/result"), 422)


def test_a_file_without_a_kind_or_with_odd_settings_is_refused(client: TestClient) -> None:
    kind = {"content-type": "text/csv"}
    for query in ("name=customers", "name=a.csv&form=exe", "name=a.csv&threshold=2", ""):
        problem(client.post(f"/api/jobs/screen?{query}", content=b"name\nx\n", headers=kind), 422)
    told = client.post("/api/jobs/track?name=a.csv&set=gap.min_hours", content=b"x", headers=kind)
    assert "sets nothing" in problem(told, 422)["problem"]


def test_ships_are_tracked_as_a_job(client: TestClient) -> None:
    rows = ["mmsi,timestamp,lat,lon,sog"]
    rows += [f"273456789,2024-04-0{day}T00:00:00Z,43.0,1{day}3.0,10" for day in (1, 2, 3)]
    began = client.post(
        "/api/jobs/track?name=ais.csv&only=gap",
        content="\n".join(rows),
        headers={"content-type": "text/csv"},
    )
    told = ended(client, began.json())
    assert told["state"] == "done", told
    assert told["summary"]["rows"] == 3
    assert client.get(f"/api/jobs/{told['id']}/result").status_code == 200


def test_records_are_resolved_and_lists_updated_as_jobs(
    casebook_store: Path, tmp_path: Path
) -> None:
    with served(copied(casebook_store, tmp_path / "store")) as client:
        problem(client.get("/api/review"), 409)
        resolved = ended(client, client.post("/api/jobs/resolve", json={}).json())
        assert resolved["state"] == "done", resolved
        assert resolved["summary"]["records"] > 100
        assert client.get("/api/review").json()["caveat"] == CAVEAT
        asked = {"publishers": ["casebook"]}
        updated = ended(client, client.post("/api/jobs/update", json=asked).json())
        assert updated["summary"][0]["outcome"] == "unchanged"
        problem(client.post("/api/jobs/update", json={"publishers": ["nobody"]}), 422)


def test_somebody_else_s_job_is_not_there(casebook_store: Path, tmp_path: Path) -> None:
    folder, tokens = with_users(casebook_store, tmp_path / "store")
    with served(folder) as client:
        admin, analyst = bearer(tokens["admin"]), bearer(tokens["analyst"])
        job = client.post("/api/jobs/resolve", headers=admin).json()
        problem(client.get(f"/api/jobs/{job['id']}", headers=analyst), 404)
        problem(client.delete(f"/api/jobs/{job['id']}", headers=analyst), 404)
        assert client.get("/api/jobs", headers=analyst).json() == []
        assert len(client.get("/api/jobs", headers=admin).json()) == 1
