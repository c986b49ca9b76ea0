import io
import json
from pathlib import Path

import pytest

from designata.cli import resolve as show
from designata.resolve import ledger, resolution
from designata.store.claims import Store
from tests.resolve.world import known, person, write


@pytest.fixture
def store(tmp_path: Path) -> Store:
    twins = (known("un-1", "Sergei Kozlovskij"), known("un-2", "Sergei Kozlovskij"))
    write(tmp_path, *twins, known("eu-1", "Sergei Kozlovskij"), person("uk-1", "Anna Petrova"))
    write(tmp_path, person("ca-1", "Anna PETROVA"))
    return Store(tmp_path)


def test_resolve_for_programs(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    show.resolved(resolution.resolve(store), {"un": "2024-04-01"}, json=True)
    told = json.loads(capsys.readouterr().out)
    assert told["records"] == 5
    [cluster] = told["clusters"]
    assert cluster["canonical"] == "uk-1"
    assert cluster["publishers"] == ["ca", "uk"]
    assert told["open"] >= 1


def test_resolve_for_people(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    show.resolved(resolution.resolve(store), {"un": "2024-04-01"}, json=False)
    told = capsys.readouterr().out
    assert "Anna Petrova" in told
    assert "unclear" in told


def test_review_takes_piped_answers(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("x\nd\n"))
    found = resolution.resolve(store)

    def say(left: str, right: str, verdict: str) -> None:
        row = ledger.row(left, right, verdict, who="A", why="review")
        resolution.say(store, row)

    show.reviewed(found, say, limit=None)
    told = capsys.readouterr().out
    assert "answer s, d, u or q" in told
    assert "Judgements written: 1." in told
    assert [row.verdict for row in ledger.load(store.folder)] == ["different"]


def test_the_queue_as_json(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    show.opened(resolution.resolve(store), 1)
    [row] = json.loads(capsys.readouterr().out)
    assert {"left", "right", "score", "worth", "records"} <= row.keys()


def test_explain_draws(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "why.svg"
    show.explained(resolution.explain(store, "uk-1", "ca-1"), out=picture, json=False)
    told = capsys.readouterr().out
    assert "before any evidence" in told
    assert picture.read_text("utf-8").startswith("<svg")
