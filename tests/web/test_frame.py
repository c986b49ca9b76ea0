import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from designata.web import files
from designata.web.frame import NAV
from tests.web.conftest import HOSTILE

PAGES = [address for address, _, _ in NAV]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["en", "ko", "uk"])
def test_pages_come_in_each_language_with_lists_policy_and_caveat(
    client: TestClient, page: str, lang: str
) -> None:
    client.cookies.set("designata-language", lang)
    answer = client.get(page)
    client.cookies.clear()
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    foot = answer.text[answer.text.index("<footer") :]
    assert "default@1" in foot
    assert 'datetime="' in foot
    assert 'class="caveat"' in foot


@pytest.mark.parametrize("page", PAGES)
def test_pages_stand_without_a_store(nothing: TestClient, page: str) -> None:
    answer = nothing.get(page)
    assert answer.status_code == 200
    assert "No lists are loaded yet." in answer.text


@pytest.mark.parametrize("page", [*PAGES, "/?q=Lady+R", "/?q=Lady+R%0AKozlov", "/nowhere"])
def test_nothing_is_inline(client: TestClient, page: str) -> None:
    answer = client.get(page)
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(
        r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", answer.text
    )


def test_every_link_of_the_frame_answers(client: TestClient) -> None:
    page = client.get("/").text
    links = set(re.findall(r'(?:href|src)="(/[^"#]*)', page))
    assert {"/changes", "/sources"} <= links
    for link in links:
        assert client.get(link).status_code in {200, 303}, link
    client.cookies.clear()


def test_a_missing_page_is_an_error_in_the_frame(client: TestClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    assert 'class="bar"' in answer.text
    part = client.get("/nowhere", headers={"hx-request": "true"})
    assert part.status_code == 404
    assert "<html" not in part.text
    assert part.headers["hx-reselect"] == "#error"
    assert 'id="error"' in part.text


def test_what_an_error_repeats_is_escaped(client: TestClient) -> None:
    answer = client.get("/changes", params={"from": HOSTILE})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_language_is_kept_and_leads_back_to_this_server_only(client: TestClient) -> None:
    answer = client.get("/language/uk", params={"back": "/changes?how=added"})
    assert answer.headers["location"] == "/changes?how=added"
    assert "HttpOnly" in answer.headers["set-cookie"]
    client.cookies.clear()
    away = client.get("/language/uk", params={"back": "//evil.example/"})
    assert away.headers["location"] == "/"
    client.cookies.clear()
    assert client.get("/language/xx").status_code == 404


@pytest.mark.parametrize("path", ["..%2fframe.py", "vendor", "nothing.css", "%2e%2e/app.css"])
def test_only_files_of_the_folder_are_served(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_pages_say_what_is_missing_where_npm_was_not(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = {name: value for name, value in files.found().items() if "vendor" not in name}
    monkeypatch.setattr(files, "found", lambda: ours)
    answer = client.get("/?q=Lady+R")
    assert answer.status_code == 200
    assert "make setup" in answer.text
    assert "vendor/" not in answer.text


def test_what_npm_gives_is_named_by_the_lock_file_without_addresses() -> None:
    root = Path(__file__).parents[2]
    lock = (root / "package-lock.json").read_text("utf-8")
    assert "resolved" not in lock
    assert "http" not in lock
    parts = (root / "parts.txt").read_text("utf-8").splitlines()
    assert all(f'"node_modules/{line.split("/")[0]}"' in lock for line in parts)
