import datetime as dt
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it brings no types

from designata.errors import InputError
from designata.screen.sheet import open_sheet
from designata.screen.tasks import cells_of, question


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_rows_above_the_header_are_passed_over(tmp_path: Path) -> None:
    text = "sep=;\nCustomers of 2024;;\n;;\nNo;Full Name;DOB\n1;Igor Testovsky;1970\n2;B\n"
    sheet = open_sheet(written(tmp_path / "q.csv", text))
    assert sheet.guess.places == {"id": (0,), "name": (1,), "birth_date": (2,)}
    assert [row.cells for row in sheet.rows()] == [("1", "Igor Testovsky", "1970"), ("2", "B", "")]
    assert sheet.share == 1.0


def test_a_bare_list_of_names_needs_no_header(tmp_path: Path) -> None:
    sheet = open_sheet(written(tmp_path / "names.txt", "Igor Testovsky\nKang Sol Mi\n"))
    assert [row.cells for row in sheet.rows()] == [("Igor Testovsky",), ("Kang Sol Mi",)]


def test_a_workbook_s_sheet_of_questions_is_found(tmp_path: Path) -> None:
    path = tmp_path / "q.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("notes").write(0, 0, "nothing to ask")
        page = book.add_worksheet("fleet")
        page.write_row(2, 1, ["Vessel", "IMO", "DOB"])
        page.write_row(3, 1, ["Paper Boat", 9161003])
        page.write_datetime(3, 3, dt.date(1970, 5, 5), book.add_format({"num_format": "d/m/yy"}))
        page.write_formula(5, 1, "=1+1", None, 2)
    sheet = open_sheet(path)
    assert sheet.guess.headings == ("", "Vessel", "IMO", "DOB")
    rows = [row.cells for row in sheet.rows()]
    assert rows == [("", "Paper Boat", "9161003", "1970-05-05"), ("", "2", "", "")]


def test_json_lines_are_questions_of_either_kind(tmp_path: Path) -> None:
    lines = [
        {"id": 5, "name": ["Igor Testovsky", "Igor T."], "imo": 9161003, "remark": None},
        {"schema": "Vessel", "properties": {"name": ["Paper Boat"]}, "id": "x"},
    ]
    path = written(tmp_path / "q.jsonl", "\n".join(map(json.dumps, lines)) + "\nnonsense\n\n[1]\n")
    sheet = open_sheet(path)
    rows = list(sheet.rows())
    assert [bool(row.error) for row in rows] == [False, False, True, True]
    first = question(rows[0], sheet.guess)
    assert (first.id, first.names) == ("5", ("Igor Testovsky", "Igor T."))
    assert first.facts == {"imoNumber": ["9161003"]}
    assert question(rows[1], sheet.guess).names == ("Paper Boat",)
    assert cells_of(rows[0], sheet.guess)[:3] == ["5", "Igor Testovsky | Igor T.", "9161003"]
    with pytest.raises(InputError, match="no JSON object"):
        question(rows[2], sheet.guess)


def test_parquet_is_read_by_its_types(tmp_path: Path) -> None:
    table = pa.table(
        {"name": ["A", None], "dob": [dt.date(1970, 5, 5), None], "imo": pa.array([9161003, 1])}
    )
    pq.write_table(table, tmp_path / "q.parquet")
    sheet = open_sheet(tmp_path / "q.parquet")
    assert [row.cells for row in sheet.rows()] == [("A", "1970-05-05", "9161003"), ("", "", "1")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("q.csv", b""),
        ("q.csv", b"country,remark\nru,x\n"),
        ("q.xlsx", b"PK\x03\x04 no workbook"),
        ("q.xls", b"\xd0\xcf\x11\xe0 no workbook"),
        ("q.parquet", b"PAR1 no parquet PAR1"),
        ("q.jsonl", b'{"country": "ru"}\n'),
        ("q.jsonl", b"nothing\n"),
    ],
)
def test_what_cannot_be_asked_is_said_with_the_file_and_the_cure(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = written(tmp_path / name, content)
    with pytest.raises(InputError) as caught:
        open_sheet(path)
    assert str(path) in caught.value.where
    assert caught.value.cure


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        open_sheet(tmp_path / "none.csv")
    with pytest.raises(InputError):
        open_sheet(tmp_path)
