"""Dossiers and changes as they are printed."""

from pathlib import Path

import pytest

from designata.cli import changes, dossier
from designata.engine import Designata
from tests.dossier.world import listed, resolve, ship, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    boat = ship("ofac-1", "PAPER BOAT", imoNumber="9161003", flag="Russia")
    boat.tie("UnknownLink", "uk-7", role="Linked [red]To[/]")
    write(tmp_path, "ofac", "2024-05-01", boat)
    write(
        tmp_path, "uk", "2024-05-02",
        ship("uk-2", "Бумажный корабль", since="2022-05-08", flag="ru"),
        listed("uk-7", "Company", "Paper Mill\x1b[2J"),
    )  # fmt: skip
    write(tmp_path, "eu", "2021-01-01", listed("eu-9", "Person", "Nobody"))
    write(tmp_path, "ca", "2024-05-01", listed("ca-9", "Person", "Nobody"))
    write(tmp_path, "ca", "2024-06-01", listed("ca-9", "Person", "Nobody"), ship("ca-1", "Boat"))
    resolve(tmp_path, "ofac-1 uk-2 ca-1")
    return tmp_path


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_a_dossier_tells_who_when_and_who_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier.shown(Designata(folder).show("9161003"), json=False)
    told = capsys.readouterr().out
    plain = " ".join(told.split())
    assert "3 records are one: ofac-1, uk-2, ca-1" in plain
    assert "2022-05-08 designated by Foreign, Commonwealth & Development Office" in plain
    assert "no day told designated by Office of Foreign Assets Control" in plain
    assert "may have been earlier: Office of Foreign Assets Control" in plain
    assert (
        "Council of the European Union (list of 2021-01-01, older than the first designation)"
        in plain
    )
    assert "latin name: PAPER BOAT [3]; Boat [2]" in plain
    assert "cyrillic name: Бумажный корабль [1]" in plain
    assert "flag: Russia [3][1]" in plain
    assert "is linked to Paper Mill�[2J uk-7 (Linked [red]To[/], listed by uk) [3]" in plain


def test_where_resolve_was_never_run_that_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = Designata(folder).show("ofac-1")
    dossier.shown(shown, json=False)
    assert "Each record stands for itself" not in capsys.readouterr().out
    (folder / "resolve" / "canonical.jsonl").unlink()
    dossier.shown(Designata(folder).show("ofac-1"), json=False)
    assert "Each record stands for itself" in capsys.readouterr().out


def test_many_are_told_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = [listed(f"uk-{n}", "Person", f"Ada {n}", since="2022") for n in range(12)]
    write(tmp_path, "uk", "2024-05-02", *people)
    dossier.shown(Designata(tmp_path).show("ada"), json=False)
    told = capsys.readouterr().out
    assert "12 entities answer to ada." in told
    assert "Ada 11 Person uk-11 uk 2022" in lines(told)
    assert "in full: designata show ID" in told


def test_an_addition_tells_who_has_it_already(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes.told(Designata(folder).changes("ca"), json=False)
    told = " ".join(capsys.readouterr().out.split())
    assert "+ ca-1 Boat Vessel; also uk uk-2 since 2022-05-08, ofac ofac-1" in told
