"""match, screen and compare as a person or a script runs them, on the casebook."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from designata.cli import main
from designata.engine import Designata
from designata.errors import DesignataError

QUESTIONS = (
    "No;Vessel Name;IMO No.;Remark\n1;Lady R.;;=x\n2;Nobody's Own Ship;;\n3;;9179842;\n4;;;\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screen") / "store"
    engine = Designata(folder)
    for told in engine.update(["casebook"]):
        assert not isinstance(told, DesignataError), told
    engine.index()
    return folder


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.csv"
    path.write_text(QUESTIONS, "utf-8")
    return path


def run(*arguments: str | Path, code: int = 0) -> tuple[str, str]:
    """Standard output and error of the command; its exit code is checked."""
    done = subprocess.run(
        [sys.executable, "-m", "designata", *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout, done.stderr


def test_one_question_is_answered_with_reasons_and_a_caveat(store: Path) -> None:
    out, _ = run("match", "Lady R.", "--imo", "9161003", "--store", store)
    assert "LADY R" in out
    assert "IMO number" in out
    assert "+9.00" in out
    assert "Policy default@1" in out
    assert "no hit is no clearance" in " ".join(out.split())
    out, _ = run("match", "Nobody Atall", "--store", store)
    assert "No hit." in out


def test_an_imo_number_alone_is_a_question(store: Path) -> None:
    out, _ = run("match", "--imo", "9161003", "--json", "--store", store)
    answer = json.loads(out)
    assert [hit["caption"] for hit in answer["hits"]] == ["LADY R"]
    assert {"id", "query", "hits", "lists", "policy"} <= answer.keys()


def test_a_script_can_stop_on_a_hit(store: Path, questions: Path) -> None:
    run("match", "--imo", "9161003", "--fail-on-hit", "--store", store, code=3)
    run("match", "Nobody Atall", "--fail-on-hit", "--store", store)
    run("screen", questions, "--fail-on-hit", "--store", store, code=3)
    run("screen", questions, "--json", "--fail-on-hit", "--store", store, code=3)
    past = ("--as-of", "2015-01-01")
    run("screen", questions, *past, "--fail-on-hit", "--store", store)


def test_answers_of_a_past_day_say_which(store: Path, questions: Path) -> None:
    sheet = questions.with_name("hits.xlsx")
    out, _ = run("screen", questions, "--as-of", "2015-01-01", "--out", sheet, "--store", store)
    assert "by what was known on 2015-01-01" in out
    cover = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_name("Designata").to_python()
    assert ["as known on", "2015-01-01"] in [row[:2] for row in cover]


def test_a_question_that_asks_nothing_is_an_error(store: Path) -> None:
    _, err = run("match", "--store", store, code=1)
    assert "cure:" in err
    _, err = run("match", "A", "--threshold", "7", "--store", store, code=1)
    assert "between 0 and 1" in err


def test_what_is_not_understood_is_said(store: Path) -> None:
    _, err = run("match", "A", "--birth-date", "1970-13-45", "--store", store)
    assert "birthDate not understood" in err


def test_screening_tells_its_guess_and_its_hits(store: Path, questions: Path) -> None:
    out, err = run("screen", questions, "--store", store)
    assert "name: Vessel Name; imo: IMO No.; kept: Remark" in " ".join(err.split())
    assert "LADY R" in out
    assert "ANGARA" in out
    assert "4 questions, 2 with hits, 1 could not be asked" in out
    assert "Policy default@1" in out


def test_screening_in_json_is_a_line_a_question(store: Path, questions: Path) -> None:
    out, _ = run("screen", questions, "--json", "--limit", "1", "--store", store)
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["id"] for line in lines] == ["1", "2", "3", "4"]
    assert [len(line["hits"]) for line in lines] == [1, 0, 1, 0]
    assert lines[0]["policy"] == "default@1 with limit=1"


def test_a_file_of_answers_is_written(store: Path, questions: Path) -> None:
    target = questions.with_name("hits.csv")
    out, _ = run("screen", questions, "--out", target, "--json", "--store", store)
    assert json.loads(out)["hit"] == 2
    rows = list(csv.DictReader(target.read_text("utf-8").splitlines()))
    assert [row["hits"] for row in rows][1:] == ["0", "1", ""]
    assert rows[0]["Remark"] == "'=x"


def test_a_policy_of_one_s_own_is_obeyed(store: Path, questions: Path) -> None:
    own = questions.with_name("own.toml")
    own.write_text('name = "own"\nversion = 2\npublishers = ["casebook"]\nlimit = 1\n', "utf-8")
    out, _ = run("screen", questions, "--policy", own, "--json", "--store", store)
    assert json.loads(out.splitlines()[0])["policy"] == "own@2"
    own.write_text('name = "own"\nversion = 2\npublishers = ["ofac"]\n', "utf-8")
    _, err = run("screen", questions, "--policy", own, "--store", store, code=1)
    assert "designata update ofac" in err


def test_what_cannot_be_read_is_said(store: Path, tmp_path: Path) -> None:
    _, err = run("screen", tmp_path / "none.csv", "--store", store, code=1)
    assert "none.csv" in err
    (tmp_path / "q.csv").write_text("remark\nx\ny,z\n", "utf-8")
    _, err = run("screen", tmp_path / "q.csv", "--store", store, code=1)
    assert "no column can be asked by" in err


def test_pairs_are_compared_without_a_store(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.csv"
    pairs.write_text("schema,name1,name2\nPerson,오인준,O In Chun\n", "utf-8")
    out, _ = run("compare", pairs)
    [row] = csv.DictReader(out.splitlines())
    assert float(row["score"]) > 0.5
    out, _ = run("compare", pairs, "--json")
    assert json.loads(out)["reasons"][0]["feature"] == "name"
    target = tmp_path / "out.csv"
    out, err = run("compare", pairs, "--out", target)
    assert target.read_text("utf-8").startswith("schema,name1,name2,score,reasons")
    assert not out
    assert "1 pairs written" in err
    _, err = run("compare", tmp_path / "none.csv", code=1)
    assert "cure:" in err


def test_the_page_on_screening_tells_every_column_setting_and_option() -> None:
    from designata.screen.columns import ANSWERED
    from designata.screen.policy import Policy
    from designata.screen.query import COLUMNS

    page = (Path(__file__).parents[2] / "docs/screening.md").read_text("utf-8")
    settings = set(Policy.__struct_fields__) - {"overrides"}
    for word in (*COLUMNS, *ANSWERED, *settings):
        assert f"`{word}`" in page, word
    for command in ("match", "screen", "compare"):
        shown, _ = run(command, "--help")
        options = {word.strip(",") for word in shown.split() if word.startswith("--")}
        for option in options - {"--help"}:
            assert f"`{option}" in page, option


def test_a_row_without_a_hit_tells_what_of_it_was_not_understood(
    store: Path, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("name,birth_date\nNobody Atall,31.31.2020\nNobody Else,\n", "utf-8")
    out, _ = run("screen", path, "--store", store)
    assert "31.31.2020" in out
    assert "Nobody Else" not in out
    assert "2 questions, 0 with hits" in out


def test_a_command_that_is_stopped_says_so(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Designata, "matcher", stopped)
    monkeypatch.setattr(sys, "argv", ["designata", "match", "Lady R.", "--store", str(store)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 130
    assert "Nothing is left half written" in capsys.readouterr().err
