"""What the documentation says is so."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer.main

from designata.cli.app import app
from designata.lists import publishers
from designata.store import exporting

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCS = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in sorted((ROOT / "docs").rglob("*.md"))
}


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "designata", "demo"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    shown = README.partition("$ make demo\n")[2].partition("```")[0]
    assert told.stdout == shown


def test_every_command_and_option_is_told() -> None:
    told = "\n".join([README, *DOCS.values()])
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # it is a group
    for name, command in commands.items():
        assert re.search(rf"(`|designata ){name}\b", told), name
        options = [option for parameter in command.params for option in parameter.opts]
        missing = [option for option in options if option.startswith("--") and option not in told]
        assert not missing, name


@pytest.mark.parametrize("code", publishers.CODES)
def test_every_publisher_is_told(code: str) -> None:
    assert f"| `{code}` |" in DOCS["docs/sources.md"]
    assert publishers.of(code).licence


def test_every_export_format_is_told() -> None:
    assert all(re.search(rf"\b{kind}\b", README) for kind in exporting.FORMATS)


def test_every_setting_is_told() -> None:
    told = "\n".join([README, *DOCS.values()])
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    settings = set(re.findall(r"\bDESIGNATA_[A-Z0-9_]+\b", code))
    assert settings
    assert {name for name in settings if not re.search(rf"\b{name}\b", told)} == set()


def test_the_floors_are_told_as_they_are_held() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    floors = project["tool"]["importlinter"]["contracts"][0]["layers"]
    told = DOCS["docs/model.md"].partition("## The floors")[2]
    rooms = re.findall(r"^ {4}([a-z]+(?:, [a-z]+)*) {2,}\S", told, re.MULTILINE)
    assert [set(line.split(", ")) for line in rooms] == [
        set(re.split(r" [|:] ", floor)) for floor in floors
    ]


@pytest.mark.parametrize("where", ["README.md", *DOCS])
def test_links_lead_somewhere(where: str) -> None:
    path = ROOT / where
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8"))
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert not missing
