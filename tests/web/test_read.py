import re
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from designata.news.english import LONGEST
from designata.web.pages.read_shelf import Given, Shelf
from tests.web.conftest import browser, csrf

ARTICLE = files("designata.data").joinpath("casebook/article.md").read_text("utf-8")
HOSTILE = (
    "SEOUL, 2 April 2024. The ministry said <script>alert(1)</script> that"
    ' "<img src=x onerror=alert(2)>" had been sanctioned.'
)


@pytest.fixture
def keeper(casebook: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A server over a casebook of its own, which may be written to."""
    shutil.copytree(casebook, tmp_path / "store")
    with browser(tmp_path / "store") as client:
        yield client


def _read(client: TestClient, text: str = ARTICLE, **told: str) -> str:
    data = {"csrf": csrf(client, "/read"), "text": text, **told}
    return client.post("/read", data=data).text


def test_the_sample_is_marked_dated_and_names_the_unnamed(client: TestClient) -> None:
    page = _read(client)
    assert re.search(r'<span class="span target"[^>]*>Russian ships', page)
    assert "2 ships" in page
    for name in ("ANGARA", "LADY R", "Sodeistvie"):
        assert f'dir="auto">{name}</a>' in page
    assert "28 March 2024" in page
    assert "We are not closing the door to Moscow" in page


def test_each_mark_describes_itself(client: TestClient) -> None:
    page = _read(client)
    described = set(re.findall(r'aria-describedby="(note-\d+)"', page))
    assert described
    assert described == set(re.findall(r'id="(note-\d+)"', page))


def test_what_an_article_says_is_text(client: TestClient) -> None:
    page = _read(client, HOSTILE)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_file_is_read_as_pasted_text_is(client: TestClient) -> None:
    answer = client.post(
        "/read",
        data={"csrf": csrf(client, "/read"), "text": ""},
        files={"file": ("article.md", ARTICLE.encode(), "text/markdown")},
    )
    assert "LADY R" in answer.text


@pytest.mark.parametrize(
    ("told", "word"),
    [
        ({"text": "  "}, "there is no article"),
        ({"text": "A\x00B" * 50}, "binary"),
        ({"text": "word " * (LONGEST // 5 + 1)}, "characters"),
        ({"text": "An article.", "published": "soon"}, "is no day"),
        ({"text": "An article.", "url": "javascript:alert(1)"}, "none of the web"),
    ],
)
def test_what_is_no_article_is_told(client: TestClient, told: dict[str, str], word: str) -> None:
    answer = client.post("/read", data={"csrf": csrf(client, "/read"), **told})
    assert answer.status_code in {400, 413, 422}
    assert word in answer.text


def test_keeping_leads_to_the_dossiers_it_speaks_in(keeper: TestClient) -> None:
    page = _read(keeper)
    (address,) = set(re.findall(r'action="(/read/[0-9a-f]{64}/keep)"', page))
    token = csrf(keeper, "/read")
    kept = keeper.post(address, data={"csrf": token}, headers={"hx-request": "true"}).text
    assert "The article is kept." in kept
    assert 'href="/dossier/casebook-lady-r"' in kept
    dossier = keeper.get("/dossier/casebook-lady-r").text
    assert "the two vessels travelled between the two countries" in dossier
    article = re.search(r'href="/dossier/(news-[0-9a-f]{16})"', kept)
    assert article
    spoken = keeper.get(f"/dossier/{article[1]}").text
    assert "It speaks of" in spoken
    assert 'href="/dossier/casebook-angara"' in spoken
    shelf = keeper.get("/read").text
    assert f"/read/{article[1]}/retract" in shelf

    answer = keeper.post(f"/read/{article[1]}/retract", data={"csrf": token, "reason": "a test"})
    assert answer.headers["location"] == "/read#kept"
    assert "retracted" in keeper.get("/read").text
    after = keeper.get("/dossier/casebook-lady-r").text
    assert "the two vessels travelled between the two countries" not in after


def test_an_article_that_lies_there_no_longer_is_asked_for_again(client: TestClient) -> None:
    answer = client.post(f"/read/{'0' * 64}/keep", data={"csrf": csrf(client, "/read")})
    assert answer.status_code == 404
    assert "paste it and read it again" in answer.text


def test_without_a_store_an_article_is_read_and_not_kept(nothing: TestClient) -> None:
    page = _read(nothing)
    assert "2 ships" in page
    assert "nothing can be kept" in page
    assert "/keep" not in page


def test_the_shelf_forgets_the_oldest_first() -> None:
    shelf = Shelf()
    keys = [shelf.put(Given(b"x" * 1_000_000, str(n), None, None)) for n in range(20)]
    assert shelf.get(keys[-1]).name == "19"
    with pytest.raises(Exception, match="not at hand"):
        shelf.get(keys[0])
