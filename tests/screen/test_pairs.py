import csv
import json
from pathlib import Path

import pytest

from designata.engine import Designata
from designata.errors import InputError
from designata.screen import batch
from designata.screen.pairs import guess
from designata.screen.query import of_columns
from designata.screen.sheet import open_sheet


def compared(path: Path, out: Path) -> None:
    batch.compare_file(path, open_sheet(path, guess), out)


def test_pairs_of_names_come_back_with_score_and_reasons(tmp_path: Path) -> None:
    path, out = tmp_path / "pairs.csv", tmp_path / "out.csv"
    path.write_text(
        "group,schema,name1,name2,is_match\n"
        "a,Person,Igor Testovsky,Игорь Тестовский,true\n"
        "b,Person,Igor Testovsky,Anna Schmidt,false\n"
        "c,Person,,Anna Schmidt,false\n",
        "utf-8",
    )
    compared(path, out)
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert [row["group"] for row in rows] == ["a", "b", "c"]
    assert float(rows[0]["score"]) > 0.5 > float(rows[1]["score"])
    assert json.loads(rows[0]["reasons"])[0]["feature"] == "name"
    assert "side 1" in rows[2]["error"]


def test_one_of_several_names_is_enough(tmp_path: Path) -> None:
    path, out = tmp_path / "pairs.csv", tmp_path / "out.csv"
    path.write_text(
        "schema,name1,name2_any\nPerson,Игорь Тестовский,Anna Schmidt | Igor Testovskii\n", "utf-8"
    )
    compared(path, out)
    [row] = csv.DictReader(out.read_text("utf-8").splitlines())
    assert float(row["score"]) > 0.5
    assert json.loads(row["reasons"])[0]["listed"] == "Igor Testovskii"


def test_entities_come_back_as_they_were(tmp_path: Path) -> None:
    left: dict[str, object] = {
        "schema": "Company",
        "properties": {"name": ["Test Corp"], "leiCode": ["X1"]},
    }
    right = {"schema": "Company", "properties": {"name": ["Test Corp"], "leiCode": ["X2"]}}
    lines: list[dict[str, object]] = [
        {"left": left, "right": right, "mine": {"a": [1]}},
        {"left": left, "right": left},
        {"left": 1},
    ]
    path, out = tmp_path / "pairs.jsonl", tmp_path / "out.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\nnonsense\n", "utf-8")
    compared(path, out)
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [{k: row.get(k) for k in line} for row, line in zip(found, lines, strict=False)] == lines
    assert found[0]["score"] < 0.5 < found[1]["score"]
    assert found[0]["reasons"][0]["feature"] == "leiCode"
    assert [row["score"] for row in found[2:]] == [None, None]
    assert all(row["error"] for row in found[2:])


def test_other_columns_of_a_question_have_sides_too(tmp_path: Path) -> None:
    path, out = tmp_path / "pairs.csv", tmp_path / "out.jsonl"
    path.write_text(
        "schema,name1,imo1,name2,imo2\nVessel,Paper Boat,9161003,Paper Boat,9179842\n", "utf-8"
    )
    compared(path, out)
    found = json.loads(out.read_text("utf-8"))
    assert found["score"] < 0.5
    assert {reason["feature"] for reason in found["reasons"]} == {"name", "imoNumber"}


@pytest.mark.parametrize("years", [0, 1])
def test_the_engine_compares_two_records(years: int) -> None:
    left = of_columns({"name": "Igor Testovsky", "birth_date": "1970-05-05"})
    right = of_columns({"name": "Igor Testovsky", "birth_date": f"{1970 + years}-05-05"})
    assert Designata.compare(left, right).score > 0.5


def test_a_sheet_without_sides_is_told_which_columns_pairs_need(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("name,birth_date\nLady R,1998\n", "utf-8")
    with pytest.raises(InputError) as caught:
        open_sheet(path, guess)
    assert "name1 and name2" in caught.value.cure
