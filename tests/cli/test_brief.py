"""The command: pages are written, recordings too; without a voice the page is still there."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from designata.brief.speak import narrator
from designata.brief.speak.voice import UNTOLD, Samples, VoiceError
from designata.cli.app import app
from tests.news import casebook


class _Hum:
    """A voice that hums."""

    name = "hum"
    rate = 24_000
    languages = frozenset({"en"})

    def speak(self, text: str, *, lang: str, homes: Mapping[str, str] = UNTOLD) -> Samples:
        del homes
        assert lang == "en"
        seconds = 0.2 + len(text) / 200
        at = np.arange(int(self.rate * seconds)) / self.rate
        return (0.3 * np.sin(2 * np.pi * 220 * at)).astype(np.float32)


def run(*arguments: str | Path, code: int = 0) -> str:
    asked = ["brief", *map(str, arguments), "--store", str(casebook.engine().folder)]
    found = CliRunner().invoke(app, asked)
    assert found.exit_code == code, found.output
    return found.stdout


def test_it_prints_sentences_with_the_number_of_their_claims() -> None:
    out = run("--about", "kr-ru")
    assert out.startswith("South Korea designates 11 targets from Russia")
    assert "Lists: casebook" in out
    assert "no hit is no clearance" in out


def test_json_is_one_document_with_claims() -> None:
    told = json.loads(run("--about", "9161003", "--lang", "uk", "--json"))
    assert told["lang"] == "uk"
    assert told["sections"][0]["sentences"][0]["claims"][0]["claim"]


def test_a_page_plays_the_recording_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrator, "narrator", lambda _lang: _Hum())
    page, sound = tmp_path / "today.html", tmp_path / "today 1.mp3"
    run("--about", "9161003", "--out", page, "--audio", sound)
    text = page.read_text()
    assert 'src="today%201.mp3"' in text
    assert 'id="s1" data-start="' in text
    assert sound.stat().st_size > 1000
    assert sound.with_suffix(".vtt").read_text().startswith("WEBVTT")


def test_without_a_voice_the_page_is_still_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_lang: str) -> _Hum:
        raise VoiceError("no voice reads this", cure="install one")

    monkeypatch.setattr(narrator, "narrator", missing)
    page = tmp_path / "today.html"
    run("--about", "9161003", "--out", page, "--audio", tmp_path / "today.mp3", code=1)
    assert "LADY R" in page.read_text()
    assert "<audio" not in page.read_text()
    assert not (tmp_path / "today.mp3").exists()


def test_formats_are_refused_before_anything_is_done(tmp_path: Path) -> None:
    asked = ["brief", "--store", str(tmp_path / "none")]
    for option, name in (("--out", "a.doc"), ("--audio", "a.flac")):
        found = CliRunner().invoke(app, [*asked, option, str(tmp_path / name)])
        assert found.exit_code != 0
        assert "is written as" in str(found.exception) or "written as" in str(found.exception)
