"""The frequent errors in the reader's language: they are the program's own, and pages tell them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import designata
from designata.web import problems
from designata.web.words import strings, words
from tests.web.conftest import csrf

PROBLEMS = {
    key: texts for key, texts in strings().items() if key.startswith(("problem.", "undecided."))
}
NAMED = re.compile(r"\{\w+\}")


def _written(node: ast.AST) -> Iterator[str]:
    """The strings of a syntax tree, with one mark for whatever they name."""
    if isinstance(node, ast.BinOp):
        both = [next(_written(side), "") for side in (node.left, node.right)]
        yield "".join(both)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(
            part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "{}"
            for part in node.values
        )
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield "{}"


@cache
def _said() -> frozenset[str]:
    """All texts that the program writes."""
    files = Path(designata.__file__).parent.rglob("*.py")
    return frozenset(
        text
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        for text in _written(node)
    )


@pytest.mark.parametrize("key", sorted(PROBLEMS))
def test_each_is_one_that_the_program_says(key: str) -> None:
    text = NAMED.sub("{}", str(PROBLEMS[key]["en"]))
    some = {text, text.replace(" as of {}", "{}"), text.replace(": {}", "{}")}
    some |= {re.sub(r" (is|are) meant", " {} meant", text)}
    assert some & _said()


def test_countries_are_named_as_the_language_does() -> None:
    text = "the designations by the United States near 2024-04-02 hold nobody such"
    assert problems.told(text, words("ko")) == (
        "2024년 4월 2일 무렵 미국의 지정에는 그런 대상이 없습니다"
    )


def test_what_is_named_stays_and_days_are_told() -> None:
    uk = words("uk")
    found = problems.told("nothing answers to 'Лада: ok' as of 2024-04-02", uk)
    assert found == "На запит 'Лада: ok' станом на 2 квітня 2024 нічого не знайдено"
    assert problems.told("the moon is down", uk) is None


@pytest.mark.parametrize(
    ("lang", "missing", "empty", "no_day"),
    [
        ("ko", "해당하는 대상이 없습니다", "시트가 비어 있습니다", "날짜가 아닙니다"),
        ("uk", "нічого не знайдено", "Таблиця порожня", "це не дата"),
    ],
)
def test_pages_tell_them(
    client: TestClient, lang: str, missing: str, empty: str, no_day: str
) -> None:
    mine = {"accept-language": lang}
    assert missing in client.get("/dossier/nobody-at-all", headers=mine).text
    assert no_day in client.get("/dossier/casebook-lady-r?as_of=x", headers=mine).text
    dropped = client.post(
        "/screen/sheet",
        data={"csrf": csrf(client)},
        files={"sheet": ("a.csv", b" ")},
        headers=mine,
    )
    assert dropped.status_code == 422
    assert empty in dropped.text
    assert "the sheet is empty" not in dropped.text


def test_what_only_english_has_is_marked_and_told_around(client: TestClient) -> None:
    page = client.get("/brief?lang=fr", headers={"accept-language": "ko"})
    assert page.status_code == 422
    assert '<span lang="en">' in page.text
    assert "보낸 내용을 이해할 수 없습니다" in page.text
