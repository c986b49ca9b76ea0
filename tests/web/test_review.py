import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from designata import apart
from designata.access.users import Users
from designata.evidence.explain import Judgement, Reason
from designata.resolve import ledger
from designata.store.append import writing
from designata.web.pages import review_view
from tests.serving import CHEAP, PASSWORD
from tests.store import cards
from tests.store.cards import edition
from tests.web.conftest import browser, csrf
from tests.web.here import here

PEOPLE = ("a|Kim Song Il|X", "b|Kim Song-il|Y", "c|Somebody Else <b>|Z")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with writing(tmp_path) as writer:
        writer.append(cards, edition("2024-04-01", *PEOPLE))
    return tmp_path


@pytest.fixture
def judge(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A server whose queue holds one pair."""
    monkeypatch.setattr(apart, "call", here)
    with browser(folder) as client:
        assert "Resolve has not run" in client.get("/review").text
        answer = client.post("/review/resolve", data={"csrf": csrf(client, "/review")})
        assert answer.headers["location"] == "/review"
        job = client.app.state.jobs.all()[0]  # type: ignore[attr-defined]
        assert "event: over" in client.get(f"/work/{job.id}/events").text
        assert job.state == "done"
        yield client


def _say(client: TestClient, verdict: str, reason: str = "") -> str:
    said = {"left": "a", "right": "b", "verdict": verdict, "reason": reason, "at": "0"}
    data = {"csrf": csrf(client, "/review"), **said}
    return client.post("/review/judge", data=data, headers={"hx-request": "true"}).text


def test_a_pair_stands_side_by_side_with_its_weights(judge: TestClient) -> None:
    page = judge.get("/review").text
    assert "pair 1 of 1" in page
    assert 'href="/dossier/a"' in page
    assert 'href="/dossier/b"' in page
    assert "before any evidence" in page
    assert page.count('<line class="zero"') == page.count('<svg class="strip"')
    for key in "sdu":
        assert f'data-key="{key}"' in page


def test_a_decision_is_appended_and_the_pair_leaves(judge: TestClient, folder: Path) -> None:
    part = _say(judge, "different", "two people")
    assert "No pair is open" in part
    assert "two people" in part
    (row,) = ledger.load(folder)
    assert (row.verdict, row.why) == ("different", "two people")


def test_without_a_reason_the_evidence_gives_it(judge: TestClient, folder: Path) -> None:
    _say(judge, "same")
    (row,) = ledger.load(folder)
    assert "name" in row.why


def test_undoing_is_a_row_and_brings_the_pair_back(judge: TestClient, folder: Path) -> None:
    _say(judge, "unsure", "later")
    data = {"csrf": csrf(judge, "/review"), "left": "a", "right": "b"}
    assert judge.post("/review/undo", data=data).headers["location"] == "/review?at=0"
    assert "pair 1 of 1" in judge.get("/review").text
    assert [row.verdict for row in ledger.load(folder)] == ["unsure", "undo"]


def test_what_is_no_verdict_is_refused(judge: TestClient, folder: Path) -> None:
    assert "is no verdict" in _say(judge, "perhaps", "so")
    assert ledger.load(folder) == []


def test_a_changed_list_is_told(judge: TestClient, folder: Path) -> None:
    with writing(folder) as writer:
        writer.append(cards, edition("2024-04-02", *PEOPLE, "d|One More|X"))
    assert "The lists changed" in judge.get("/review").text


def test_a_page_past_the_last_shows_the_last(judge: TestClient) -> None:
    assert "pair 1 of 1" in judge.get("/review?at=99").text
    assert judge.get("/review?at=-1").status_code == 422


def test_without_a_store_it_says_where_lists_come_from(nothing: TestClient) -> None:
    page = nothing.get("/review").text
    assert 'href="/sources"' in page
    assert "There is no store yet" in page


def test_nothing_is_inline(judge: TestClient) -> None:
    text = judge.get("/review").text
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", text)


def test_bars_go_from_weight_to_weight_to_the_sum() -> None:
    reasons = [
        Reason(feature="name", weight=4.0, query="A", listed="a", note="same"),
        Reason(feature="country", weight=-1.0, query="ru", listed="kp", note="other"),
    ]
    found = review_view.fall(Judgement(score=0.5, prior=-3.0, reasons=reasons))
    prior, name, country, whole = found.bars
    assert prior.at < name.at + name.width
    assert name.at == prior.at  # it begins where the prior ended, at the picture's left
    assert country.at + country.width == pytest.approx(name.at + name.width, abs=0.02)
    assert whole.width == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize(
    ("verdict", "words"), [("same", "name: alike"), ("different", "date: apart")]
)
def test_the_reason_offered_speaks_for_the_verdict(verdict: str, words: str) -> None:
    reasons = [
        Reason(feature="name", weight=4.0, query="", listed="", note="alike"),
        Reason(feature="date", weight=-2.0, query="", listed="", note="apart"),
    ]
    found = Judgement(score=0.5, prior=-3.0, reasons=reasons)
    assert review_view.default_reason(found, verdict) == words


def test_a_viewer_reads_and_decides_nothing(folder: Path) -> None:
    users = Users(folder, CHEAP)
    users.add("ann", PASSWORD, "viewer")
    sign = {"authorization": f"Bearer {users.token('ann')}", "sec-fetch-site": "same-origin"}
    with browser(folder) as client:
        assert client.get("/review", headers=sign).status_code == 200
        assert "Only an analyst may" in client.get("/review", headers=sign).text
        said = {"left": "a", "right": "b", "verdict": "same", "reason": "no"}
        assert client.post("/review/judge", data=said, headers=sign).status_code == 403
        assert client.post("/review/resolve", headers=sign).status_code == 403
        assert client.post(f"/read/{'0' * 64}/keep", headers=sign).status_code == 403
    assert ledger.load(folder) == []
