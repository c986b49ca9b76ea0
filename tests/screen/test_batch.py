import csv
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it brings no types
from python_calamine import CalamineWorkbook

from designata.errors import InputError
from designata.screen import batch, policy, pool
from designata.screen.sheet import open_sheet
from designata.screen.tasks import Summary

QUESTIONS = (
    "No;Full Name;IMO No.;DOB;Remark\n"
    "a;Igor Testovsky;;1970-05-05;=1+1\n"
    "b;Nobody Atall;;;@SUM(A1)\n"
    "c;;9161003;;-x\n"
    "d;;;;nothing asked\n"
    'e;"open;;;\n'
    "f;Kang Sol Mi;;1970-99-99;ok\n"
)
HITS = ["1", "0", "1", "", "", "1"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "q.csv"
    path.write_text(QUESTIONS, "utf-8")
    return path


def run(source: Path, index: Path, out: Path, **settings: object) -> Summary:
    chosen = msgspec.structs.replace(policy.default(), **settings)
    return batch.answer_file(source, open_sheet(source), index, chosen, out)


def test_csv_comes_back_with_columns_added(source: Path, index: Path) -> None:
    out = source.with_name("hits.csv")
    summary = run(source, index, out)
    assert (summary.questions, summary.hit, summary.failed) == (6, 3, 2)
    rows = list(csv.DictReader(_lines(out)))
    assert [row["No"] for row in rows] == list("abcdef")
    assert [row["hits"] for row in rows] == HITS
    assert (rows[0]["entity"], rows[0]["caption"]) == ("p-1", "Igor Testovsky")
    assert "birth date 1970-05-05" in rows[0]["why"]
    assert "neither a name nor" in rows[3]["error"]
    assert "quote" in rows[4]["error"]
    assert rows[5]["warnings"] == "birthDate not understood: 1970-99-99"
    assert {row["policy"] for row in rows} == {"default@1"}
    assert sorted(path.name for path in source.parent.iterdir()) == ["hits.csv", "q.csv"]


def test_no_cell_becomes_a_formula(source: Path, index: Path) -> None:
    out = source.with_name("hits.csv")
    run(source, index, out)
    rows = list(csv.reader(_lines(out)))
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r") and cell]
    assert rows[1][4] == "'=1+1"


def test_json_lines_have_the_contract_s_shape(source: Path, index: Path) -> None:
    out = source.with_name("hits.jsonl")
    run(source, index, out)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == list("abcdef")
    for line in lines:
        assert {"id", "query", "hits", "lists", "policy"} <= line.keys()
    [hit] = lines[0]["hits"]
    contract = {"entity", "caption", "schema", "score", "reasons", "designations", "sources"}
    assert contract <= hit.keys()
    reason = {"feature", "weight", "query", "listed", "note"}
    assert all(reason <= found.keys() for found in hit["reasons"])
    assert lines[0]["row"]["Remark"] == "=1+1"
    assert "error" in lines[3]
    assert "error" not in lines[0]


def test_a_workbook_comes_back_as_the_same_sheet(tmp_path: Path, index: Path) -> None:
    source, out = tmp_path / "q.xlsx", tmp_path / "hits.xlsx"
    with xlsxwriter.Workbook(str(source), {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("customers")
        page.write(0, 0, "Our customers")
        page.write_row(2, 0, ["Customer", "Limit", "Remark"])
        page.write_row(3, 0, ["Igor Testovsky", 12.5, "=HYPERLINK(1)"])
        page.write_row(5, 0, ["Nobody Atall", 7])
        book.add_worksheet("other").write_row(1, 0, ["kept", 1])
    summary = run(source, index, out)
    assert (summary.questions, summary.hit) == (2, 1)
    found = CalamineWorkbook.from_path(str(out))
    assert found.sheet_names == ["customers", "other", "Designata"]
    rows = found.get_sheet_by_name("customers").to_python(skip_empty_area=False)
    assert rows[0][0] == "Our customers"
    assert rows[2][:5] == ["Customer", "Limit", "Remark", "hits", "score"]
    assert rows[3][:4] == ["Igor Testovsky", 12.5, "=HYPERLINK(1)", 1]
    assert rows[3][5] == "p-1"
    assert set(rows[4]) == {""}
    assert rows[5][:4] == ["Nobody Atall", 7, "", 0]
    assert found.get_sheet_by_name("other").to_python(skip_empty_area=False)[1] == ["kept", 1]
    cover = {row[0]: row[1] for row in found.get_sheet_by_name("Designata").to_python()}
    assert (cover["questions"], cover["policy"]) == ("2", "default@1")
    assert any(str(label).startswith("list ftm") for label in cover)
    again = run(out, index, tmp_path / "again.xlsx")
    assert (again.questions, again.hit) == (2, 1)


def test_parquet_holds_the_hits_as_they_are(source: Path, index: Path) -> None:
    out = source.with_name("hits.parquet")
    run(source, index, out)
    table = pq.read_table(out)
    assert table.column_names[:5] == ["No", "Full Name", "IMO No.", "DOB", "Remark"]
    rows = table.to_pylist()
    assert [len(row["hits"]) for row in rows] == [1, 0, 1, 0, 0, 1]
    assert rows[2]["hits"][0]["reasons"][0]["feature"] == "imoNumber"
    assert rows[3]["error"]
    assert b"default@1" in table.schema.metadata[b"policy"]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".xlsx", ".parquet"])
def test_a_run_that_was_killed_goes_on(
    tmp_path: Path, index: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "CHUNK", 10)
    source = tmp_path / "q.csv"
    names = ["Igor Testovsky", "Nobody Atall", "Kang Sol Mi"]
    rows = [f"{number},{names[number % 3]}" for number in range(100)]
    source.write_text("\n".join(["id,name", *rows]), "utf-8")
    whole = tmp_path / f"whole{suffix}"
    run(source, index, whole)

    out = tmp_path / f"hits{suffix}"
    seen: list[int] = []

    def stop(done: int, _: float) -> None:
        seen.append(done)
        if done == 30:
            raise KeyboardInterrupt

    sheet = open_sheet(source)
    with pytest.raises(KeyboardInterrupt):
        batch.answer_file(source, sheet, index, policy.default(), out, progress=stop)
    assert not out.exists()
    part = tmp_path / f"hits{suffix}.part"
    part.write_bytes(part.read_bytes() + b"half a li")
    summary = run(source, index, out)
    assert (summary.resumed, summary.questions, summary.hit) == (30, 100, 67)
    assert not list(tmp_path.glob("*.part*"))
    if suffix in {".csv", ".jsonl"}:
        assert out.read_bytes() == whole.read_bytes()


def test_a_run_of_something_else_begins_anew(source: Path, index: Path) -> None:
    out = source.with_name("hits.csv")

    def stop(_done: int, _share: float) -> None:
        raise KeyboardInterrupt

    sheet = open_sheet(source)
    with pytest.raises(KeyboardInterrupt):
        batch.answer_file(source, sheet, index, policy.default(), out, progress=stop)
    assert run(source, index, out, threshold=0.7).resumed == 0


def test_workers_answer_in_order(tmp_path: Path, index: Path) -> None:
    source = tmp_path / "q.csv"
    names = ["Igor Testovsky", "Nobody Atall"]
    lines = [f"{number},{names[number % 2]}" for number in range(5_000)]
    source.write_text("\n".join(["id,name", *lines]), "utf-8")
    out = tmp_path / "hits.jsonl"
    sheet = open_sheet(source)
    summary = batch.answer_file(source, sheet, index, policy.default(), out, workers=2)
    assert (summary.questions, summary.hit) == (5_000, 2_500)
    ids = [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()]
    assert ids == [str(number) for number in range(5_000)]


def test_questions_are_not_overwritten(source: Path, index: Path) -> None:
    with pytest.raises(InputError, match="overwrite"):
        run(source, index, source)
    with pytest.raises(InputError, match="cannot be written"):
        run(source, index, source.parent / "none" / "hits.csv")


def test_rows_without_an_id_are_called_by_their_number(tmp_path: Path, index: Path) -> None:
    source = tmp_path / "q.csv"
    source.write_text("name\nA\n\n!\n", "utf-8")
    out = tmp_path / "hits.jsonl"
    run(source, index, out)
    assert [json.loads(line)["id"] for line in _lines(out)] == ["1", "2"]


def _lines(path: Path) -> Iterator[str]:
    yield from path.read_text("utf-8").splitlines()
