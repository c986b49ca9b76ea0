"""The commands as a person or a script runs them, on the casebook and on lists of a test's own."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

CARDS = """\
designation_date,effective_date,kind,name_en,name_ko,linked_entity_en,linked_entity_ko,\
role_or_reason,country,imo,known_in_ofac_as,ofac_uid,source_urls
2024-04-02,2024-04-03,vessel,Paper Boat,종이배,,,carries paper,RU,9161003,,,https://n.example
2024-04-02,,person,=Ivan [bold]Testov,이반,,,heads a mill,RU,,,,https://n.example
"""


def run(*arguments: str | Path, store: Path, code: int = 0) -> str:
    """Standard output of the command; its exit code is checked."""
    done = subprocess.run(
        [sys.executable, "-m", "designata", *map(str, arguments), "--store", str(store)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1"},
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("demo") / "store"
    run("demo", store=store)
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cards")
    (folder / "kr.csv").write_text(CARDS, "utf-8")
    run("update", "--from", folder / "kr.csv", store=folder / "store")
    return folder / "store"


def test_the_demo_names_all_six_with_their_sources(demo: Path) -> None:
    found = json.loads(run("demo", "--json", store=demo))
    captions = {dossier["caption"] for dossier in found["targets"]}
    assert {name.casefold() for name in captions} == {
        "lady r",
        "angara",
        "intellekt llc",
        "sodeistvie",
        "sergey mikhaylovich kozlov",
        "aleksandr fyodorovich panfilov",
    }
    [new, recalled] = found["article"]["designations"]
    assert [new["recalled"], recalled["recalled"]] == [False, True]
    assert [new["date"]["value"], recalled["date"]["value"]] == ["2024-04-02", "2024-03-28"]
    assert [partner["country"] for partner in recalled["partners"]] == ["us"]
    assert all(
        source["url"].startswith("http")
        for dossier in found["targets"]
        for designation in dossier["designations"]
        for source in designation["sources"]
    )


def test_the_demo_can_be_run_again(demo: Path) -> None:
    assert "LADY R" in run("demo", store=demo)


def test_lists_have_the_contract_s_fields(store: Path) -> None:
    [row] = json.loads(run("lists", "--json", store=store))
    assert row["publisher"] == "kr"
    assert row["entities"] == 2
    contract = {"title", "published", "fetched", "claims", "licence", "sha256"}
    assert contract <= row.keys()


def test_show_says_what_it_rests_on(store: Path) -> None:
    text = run("show", "9161003", store=store)
    assert "Paper Boat" in text
    assert "https://n.example" in text
    assert "no hit is no clearance" in text


def test_text_from_lists_is_not_obeyed(store: Path) -> None:
    assert "=Ivan [bold]Testov" in run("show", "이반", store=store)


def test_nothing_found_is_an_error_with_a_cure(store: Path) -> None:
    message = run("show", "Nobody", store=store, code=1)
    assert "nothing answers to 'Nobody'" in message
    assert "cure:" in message


def test_changes_have_the_contract_s_shape(tmp_path: Path) -> None:
    table = tmp_path / "kr.csv"
    table.write_text(CARDS, "utf-8")
    run("update", "--from", table, store=tmp_path / "s")
    table.write_text(CARDS.replace("carries paper", "carries tin"), "utf-8")
    told = json.loads(run("update", "--from", table, "--json", store=tmp_path / "s"))
    assert (told["outcome"], told["added"], told["changed"]) == ("loaded", 0, 1)
    found = json.loads(run("changes", "--publisher", "kr", "--json", store=tmp_path / "s"))
    assert {"publisher", "from", "to", "added", "removed", "changed"} <= found.keys()
    [entry] = found["changed"]
    assert {
        "property": "Sanction.reason",
        "before": ["carries paper"],
        "after": ["carries tin"],
    } in (entry["fields"])
    assert "carries tin" in run("changes", store=tmp_path / "s")


@pytest.mark.parametrize("form", ["ftm", "nested"])
def test_json_exports_are_a_line_an_entity(store: Path, form: str) -> None:
    lines = [json.loads(line) for line in run("export", form, store=store).splitlines()]
    assert {"Vessel", "Person"} <= {line["schema"] for line in lines}
    assert all({"id", "schema", "properties"} <= line.keys() for line in lines)


def test_a_flat_export_holds_no_formula(store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("export", "csv", store=store))))
    assert len(rows) == 2
    assert all(not cell.startswith("=") for row in rows for cell in row.values())


def test_a_parquet_export_holds_every_claim(store: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    out = tmp_path / "claims.parquet"
    told = json.loads(run("export", "parquet", "--out", out, "--json", store=store))
    [row] = json.loads(run("lists", "--json", store=store))
    assert pq.read_metadata(out).num_rows == row["claims"] == told["claims"]


def test_an_unknown_format_is_said(store: Path) -> None:
    assert "ftm, nested, csv, parquet" in run("export", "xml", store=store, code=1)


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "there is no store" in run("lists", store=tmp_path / "none", code=1)
    (tmp_path / "file").write_text("no store")
    assert "and this is a file" in run("lists", store=tmp_path / "file", code=1)


def test_a_day_that_is_none_is_said(store: Path) -> None:
    assert "is no day" in run("show", "9161003", "--as-of", "yesterday", store=store, code=1)


def test_wrong_usage_has_its_own_exit_code(store: Path) -> None:
    run("lists", "--no-such-option", store=store, code=2)


_BAD = {
    "nothing.csv": b"",
    "page.xml": b"<!DOCTYPE html><html><title>503 Service Unavailable</title></html>",
    "notes.txt": b"no list at all",
    "cut.xml": b'<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2024-01-01T00:00:00Z">'
    b"<INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>",
    "control.xml": b'<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2024-01-01T00:00:00Z">'
    b"<INDIVIDUALS><INDIVIDUAL><DATAID>\x031</DATAID></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>",
    "entity.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<CONSOLIDATED_LIST dateGenerated="2024-01-01T00:00:00Z"><INDIVIDUALS><INDIVIDUAL>'
    b"<DATAID>1</DATAID><FIRST_NAME>&x;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>",
    "book.xlsx": b"PK\x03\x04 not a workbook",
}


@pytest.mark.parametrize("name", _BAD)
def test_bad_input_names_file_and_cure_and_leaves_the_store(
    store: Path, tmp_path: Path, name: str
) -> None:
    before = {p: p.read_bytes() for p in store.rglob("*") if p.is_file()}
    (tmp_path / name).write_bytes(_BAD[name])
    message = run("update", "--from", tmp_path / name, store=store, code=1)
    assert name in message
    assert "cure:" in message
    assert "root:" not in message
    assert {p: p.read_bytes() for p in store.rglob("*") if p.is_file()} == before


def test_help_names_every_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "designata", "--help"], capture_output=True, check=True, text=True
    )
    for command in ("demo", "update", "lists", "changes", "show", "export"):
        assert command in done.stdout


def test_starting_needs_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; import designata.cli.app;"
        "heavy = {'duckdb', 'pyarrow', 'numpy', 'lxml', 'httpx'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
