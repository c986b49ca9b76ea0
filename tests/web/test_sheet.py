import csv
import io
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from fastapi.testclient import TestClient

from designata.errors import InputError
from designata.screen.sheet import open_sheet
from designata.web import received
from tests.web.conftest import csrf

CSV = b"id,Customer,IMO\n1,Lady R,9161003\n2,<script>alert(1)</script>,9161003\n3,Zyxwv Qponm,\n"


def _dropped(client: TestClient, name: str, content: bytes) -> str:
    answer = client.post(
        "/screen/sheet", data={"csrf": csrf(client)}, files={"sheet": (name, content)}
    )
    assert answer.status_code == 303, answer.text
    page: str = answer.headers["location"]
    events = client.get(page.replace("/screen/", "/work/") + "/events").text
    assert events.endswith("event: over\ndata: \n\n")
    assert "Done" in events
    return page


def test_a_csv_comes_back_with_columns_added(client: TestClient) -> None:
    page = _dropped(client, "Kunden 2024.csv", CSV)
    shown = client.get(page).text
    assert "3 questions" in shown
    assert "2 with candidates" in shown
    assert "<script>alert" not in shown
    answer = client.get(f"{page}/file")
    assert 'filename="Kunden_2024-screened.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0]["Customer"] == "Lady R"
    assert float(rows[0]["score"]) > 0.9
    assert rows[2]["hits"] == "0"
    assert rows[0]["policy"] == "default@1"


def test_a_workbook_comes_back_as_one(client: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Customers")
    sheet.write_row(0, 0, ["Name", "Note"])
    sheet.write_row(1, 0, ["Lady R", "=1+1"])
    book.close()
    page = _dropped(client, "in.xlsx", path.read_bytes())
    out = tmp_path / "out.xlsx"
    out.write_bytes(client.get(f"{page}/file").content)
    found = open_sheet(out)
    assert found.guess.headings[:3] == ("Name", "Note", "hits")
    assert next(iter(found.rows())).cells[0] == "Lady R"


def test_what_was_dropped_goes_once_it_is_screened(client: TestClient) -> None:
    page = _dropped(client, "customers.csv", CSV)
    job = client.app.state.jobs.get(page.rpartition("/")[2])  # type: ignore[attr-defined]  # FastAPI
    left = {file.name for file in job.folder.iterdir()}
    assert left == {"customers-screened.csv", "shown.json"}


@pytest.mark.skipif(sys.platform != "linux", reason="others do not bound memory so")
def test_a_workbook_that_would_take_all_memory_takes_the_server_with_it_not(
    client: TestClient, tmp_path: Path
) -> None:
    # two cells, the corners of the largest sheet there is: read, it has 17,179,869,184
    path = tmp_path / "in.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Name")
    sheet.write(1_048_575, 16_383, "Lady R")
    book.close()
    answer = client.post(
        "/screen/sheet",
        data={"csrf": csrf(client)},
        files={"sheet": ("in.xlsx", path.read_bytes())},
    )
    page: str = answer.headers["location"]
    client.get(page.replace("/screen/", "/work/") + "/events")
    assert "for want of memory" in client.get(page).text


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "parquet"])
def test_a_sheet_is_one_job_whichever_face_began_it(client: TestClient, form: str) -> None:
    began = client.post(
        f"/api/jobs/screen?name=customers.csv&form={form}",
        content=CSV,
        headers={"content-type": "text/csv"},
    ).json()
    client.get(f"/work/{began['id']}/events")
    page = client.get(f"/screen/{began['id']}").text
    assert "3 questions" in page
    assert page.count("/dossier/casebook-lady-r") == 2
    assert client.get(f"/screen/{began['id']}/file").status_code == 200
    dropped = _dropped(client, "customers.csv", CSV).rpartition("/")[2]
    by_page, by_api = (
        client.get(f"/api/jobs/{job}").json()["summary"] for job in (dropped, began["id"])
    )
    del by_page["out"], by_api["out"]
    assert by_page == by_api
    assert "imo: IMO" in by_api["columns"]


def test_json_lines_come_back_as_such(client: TestClient) -> None:
    page = _dropped(client, "q.ndjson", b'{"name": "Lady R"}\n{"name": ""}\n')
    assert "1 could not be asked" in client.get(page).text
    assert client.get(f"{page}/file").text.count("\n") == 2


def test_a_sheet_without_a_column_to_ask_by_fails_with_its_reason(client: TestClient) -> None:
    answer = client.post(
        "/screen/sheet",
        data={"csrf": csrf(client)},
        files={"sheet": ("a.csv", b"colour,price\nred,1\n")},
    )
    page = answer.headers["location"]
    client.get(page.replace("/screen/", "/work/") + "/events")
    shown = client.get(page).text
    assert "no column can be asked by" in shown
    assert client.get(f"{page}/file").status_code == 404


def _zip(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("m.xlsm", _zip("xl/workbook.xml"), "macros"),
        ("m.xlsx", _zip("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        ("m.xlsx", _zip("xl/workbook.xml", "xl/macrosheets/sheet1.xml"), "macros"),
        ("m.xlsx", _zip("word/document.xml"), "no workbook"),
        ("m.xlsx", b"PK\x03\x04broken", "damaged"),
        ("m.xlsx", b"name\nLady R\n", "no .xlsx"),
        ("m.csv", _zip("xl/workbook.xml"), "no .csv"),
        ("m.csv", b"\xd0\xcf\x11\xe0 old", "old or a locked"),
        ("m.csv", b"name\0\0", "no text"),
        ("m.csv", b" \n", "empty"),
        ("m.pdf", b"%PDF", "no kind of sheet"),
        ("", b"x", "no kind of sheet"),
    ],
)
def test_other_files_are_refused(name: str, content: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        received.check(received.name_of(name), content)


def test_a_refusal_is_a_page(client: TestClient) -> None:
    answer = client.post(
        "/screen/sheet",
        data={"csrf": csrf(client)},
        files={"sheet": ("<img>.xlsm", _zip("xl/vbaProject.bin"))},
    )
    assert answer.status_code == 422
    assert "workbooks with macros are not taken" in answer.text
    assert "<img>" not in answer.text


def test_a_job_that_nobody_began_is_not_found(client: TestClient) -> None:
    assert client.get("/screen/nothing").status_code == 404
    assert client.get("/work/nothing/events").status_code == 404
