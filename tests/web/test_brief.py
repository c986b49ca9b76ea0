import re

import pytest
from fastapi.testclient import TestClient

from tests.brief.speak.briefs import Hum
from tests.web.conftest import csrf


@pytest.fixture
def hum(monkeypatch: pytest.MonkeyPatch) -> Hum:
    voice = Hum()
    monkeypatch.setattr("designata.brief.speak.narrator.narrator", lambda _lang: voice)
    return voice


def recorded(client: TestClient, about: str = "Lady R", lang: str = "en") -> str:
    """The page of a brief that was recorded."""
    form = {"csrf": csrf(client), "about": about, "lang": lang}
    answer = client.post("/brief", data=form)
    assert answer.status_code == 303
    made = answer.headers["location"]
    assert "event: over" in client.get(f"/work/{made.rpartition('/')[2]}/events").text
    return made


def test_a_brief_is_written_on_the_spot_with_what_each_sentence_rests_on(
    client: TestClient,
) -> None:
    page = client.get("/brief", params={"about": "Lady R", "lang": "en"}).text
    assert page.count('class="said"') >= 3
    assert page.count('class="rests"') == page.count('class="said"')
    assert 'rel="noreferrer external"' in page
    assert 'href="/dossier/' in page


def test_a_recording_is_read_along_and_says_that_a_machine_made_it(
    client: TestClient, hum: Hum
) -> None:
    made = recorded(client)
    there = client.get(made).headers["location"]
    page = client.get(there).text
    assert "AI-generated" in page
    assert page.count("data-start=") == page.count('class="said"')
    assert "made by a machine" in hum.said[0]
    name = there.rpartition("/")[2]
    part = client.get(f"/recordings/{name}.mp3", headers={"range": "bytes=0-2"})
    assert (part.status_code, part.content) == (206, b"ID3")
    assert client.get(f"/recordings/{name}.vtt").text.startswith("WEBVTT")
    assert client.get(f"/recordings/{name}.chapters.json").json()["chapters"]
    assert f"/recordings/{name}.mp3" in client.get("/recordings/feed.xml").text
    assert client.get("/recordings/cover.png").content[:4] == b"\x89PNG"
    assert name in client.get("/brief").text


def test_without_a_voice_the_brief_is_still_there_to_read(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESIGNATA_ESPEAK", "/nowhere/espeak-ng")
    page = client.get(recorded(client, lang="ko")).text
    assert "espeak-ng is not installed" in page
    back = re.search(r'class="button" href="(/brief[^"]+)"', page)
    assert back
    assert 'class="said"' in client.get(back[1].replace("&amp;", "&")).text


@pytest.mark.parametrize(
    "path",
    ["/brief/2024-01-01-en-000000000000", "/recordings/..%2Fstore.json", "/recordings/x.exe"],
)
def test_what_is_not_on_the_shelf_is_not_given(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_odd_questions_are_told(client: TestClient) -> None:
    assert client.get("/brief", params={"since": "soon", "lang": "en"}).status_code == 422
    assert client.get("/brief", params={"lang": "tlh"}).status_code == 422
    assert client.get("/brief", params={"about": "Nobody Ever", "lang": "en"}).status_code == 404


def test_hostile_names_are_text(hostile: TestClient) -> None:
    page = hostile.get("/brief", params={"lang": "en"}).text
    assert 'class="said"' in page
    assert "<script>alert" not in page


def test_without_lists_the_page_says_so(nothing: TestClient) -> None:
    assert "No lists yet" in nothing.get("/brief").text
