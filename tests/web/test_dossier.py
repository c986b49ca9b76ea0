import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from designata import apart
from designata.dossier.shape import Event, Tie
from designata.engine import Designata
from designata.network import kinds
from designata.store.append import writing
from designata.store.dossier import Source
from designata.web import evidence
from designata.web.pages import dossier_map, dossier_ties, dossier_view
from designata.web.pages.dossier_timeline import timeline
from designata.web.words import words
from tests.store import cards
from tests.store.cards import edition
from tests.web.conftest import browser
from tests.web.here import here

LADY_R = "/dossier/casebook-lady-r"
ODD = '#panic("run") *bold* <b>x</b> ](https://evil.example) 레이디'


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A list whose only name is markup of every kind."""
    folder = tmp_path_factory.mktemp("odd")
    with writing(folder) as writer:
        writer.append(cards, edition("2024-04-01", f"a|{ODD}|X"))
    with browser(folder) as client:
        yield client


@pytest.mark.parametrize("asked", ["9161003", "casebook-lady-r", "Lady R", "IMO 9161003"])
def test_an_id_a_number_and_a_name_open_the_same_dossier(client: TestClient, asked: str) -> None:
    page = client.get(f"/dossier/{asked}").text
    assert re.search(r'<h1><bdi class="name" lang="und-Latn" translate="no">LADY R</bdi>', page)


def test_names_stand_by_script_in_their_language(client: TestClient) -> None:
    page = client.get(LADY_R).text
    assert "<h3>Hangul</h3>" in page
    assert re.search(r'<bdi class="name" lang="ko" translate="no">레이디 알</bdi>', page)


def test_designations_stand_by_day_with_their_lag(client: TestClient) -> None:
    page = client.get(LADY_R).text
    table = page[page.index('class="timeline"') : page.index("</table>")]
    rows = re.findall(r'<th scope="row"><span dir="auto">([^<]+)', table)
    assert rows[:2] == [
        "Office of Foreign Assets Control",
        "Ministry of Foreign Affairs of the Republic of Korea",
    ]
    assert "695 days later" in table
    assert "day not stated" in table
    assert table.count('class="begins') == 5  # the sixth tells no day


def test_every_fact_is_one_click_from_its_source(client: TestClient) -> None:
    page = client.get(LADY_R).text
    fact = page[page.index("<dt>IMO number</dt>") :]
    note = fact[: fact.index("</details>")]
    assert re.search(r"line=\d+", note)
    assert re.search(r"[0-9a-f]{64}", note)
    assert "casebook.toml" in note
    assert "8 May 2022" in note


def test_a_past_day_knows_nothing_of_what_came_after(client: TestClient) -> None:
    page = client.get(LADY_R, params={"as_of": "2024-04-01"}).text
    assert "What was known on 1 April 2024" in page
    assert "Council of the European Union" not in page
    assert "Sanctioned by 1 authority" in page
    assert "/ties?" not in page
    assert 'data-as-of="2024-04-01"' in page


def test_several_entities_of_a_name_are_offered(client: TestClient) -> None:
    page = client.get("/dossier/Maria").text
    assert "2 entities answer to" in page
    assert page.count("data-open>") == 2


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/dossier/Nobody%20At%20All", 404),
        ("/dossier/..%2f..%2fetc%2fpasswd", 404),
        ("/dossier/Maria/graph.json", 404),
        (f"{LADY_R}?as_of=soon", 422),
        (f"{LADY_R}/graph.json?offset=-1", 422),
        (f"{LADY_R}/trace?hops=99", 422),
    ],
)
def test_what_cannot_be_answered_says_so(client: TestClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_the_neighbourhood_names_ends_kinds_and_proof(client: TestClient) -> None:
    near = client.get(f"{LADY_R}/graph.json").json()
    nodes = {node["id"]: node for node in near["nodes"]}
    assert nodes["casebook-lady-r"]["more"] == 0
    assert nodes["casebook-transmorflot"]["kind"] == "Company"
    assert nodes["casebook-transmorflot"]["listed"]
    owns = next(edge for edge in near["edges"] if edge["says"] == "owns")
    assert (owns["source"], owns["target"]) == ("casebook-transmorflot", "casebook-lady-r")
    assert owns["modality"] == "reported"
    assert owns["proofs"][0]["place"].startswith("line=")


def _tie(number: int, *, listed: bool = False, acts: bool = True) -> Tie:
    source = Source(
        publisher="kr", list="L", date="2024", file="/srv/in/f.csv", sha256="00" * 32,
        locator=f"line={number}", url=None, speaker=None,
    )  # fmt: skip
    return Tie(
        schema="Ownership", role="owner", end="asset", entity=f"e{number}",
        caption=f"Entity {number}", source=source, says="owns", acts=acts, entity_schema="Company",
        listed_by=["kr"] if listed else [], percentage=["51"], modality="asserted", since=None,
        until=None, remark="", sources=[source],
    )  # fmt: skip


def test_of_many_neighbours_the_listed_come_first_and_the_rest_on_asking(casebook: Path) -> None:
    one = Designata(casebook).show("casebook-lady-r").dossiers[0]
    ties = [_tie(number, listed=number == 99) for number in range(100)]
    one = msgspec.structs.replace(one, ties=ties)
    first = dossier_ties.near(one, words("en"))
    assert first.nodes[1].id == "e99"
    assert first.nodes[0].more == 100 - dossier_ties.NEAR
    drawn = {node.id for node in first.nodes[1:]}
    for offset in range(dossier_ties.NEAR, 100, dossier_ties.NEAR):
        drawn |= {node.id for node in dossier_ties.near(one, words("en"), offset=offset).nodes[1:]}
    assert len(drawn) == 100
    assert first.edges[0].proofs[0].file == "f.csv"


def test_parts_come_alone_and_as_a_page_without_a_script(client: TestClient) -> None:
    part = client.get(f"{LADY_R}/ties", headers={"hx-request": "true"}).text
    page = client.get(f"{LADY_R}/ties").text
    assert "<html" not in part
    assert "TRANSMORFLOT" in part
    assert "<html" in page
    assert "TRANSMORFLOT" in page


def test_a_route_proves_each_step(client: TestClient) -> None:
    answer = client.get(f"{LADY_R}/trace", params={"to": "casebook-vostochnaya-stevedoring"}).text
    assert "A route of 1 step" in answer
    assert re.search(r"line=\d+", answer)


def test_control_shows_rules_with_their_source(client: TestClient) -> None:
    answer = client.get(f"{LADY_R}/control", headers={"hx-request": "true"}).text
    assert "chip" in answer
    assert "The rule:" in answer


def test_the_map_shows_ports_that_sources_name(client: TestClient) -> None:
    places = client.get(f"{LADY_R}/map.json").json()
    assert [place["caption"] for place in places] == ["Rajin", "Vostochny"]
    assert "believed to have lain" in places[0]["told"]
    assert client.get("/dossier/coast.json").json()["type"] == "Polygon"


def test_an_event_stands_where_its_positions_are(casebook: Path) -> None:
    (one,) = Designata(casebook).show("casebook-lady-r").dossiers
    fact = one.facts[0]
    told = [
        ("keywords", "gap"),
        ("location", "42.34444, 132.06000"),
        ("location", "-42.4, 179.5"),
        ("location", "Rajin"),
        ("measure", "hours=110"),
        ("measure", "stay_hours:rajin=3"),
    ]
    event = Event(
        id="event-1",
        schema="Event",
        caption="gap, 2024-03-11: odd",
        start="2024-03-11T06:00:00Z",
        end=None,
        modality="asserted",
        facts=[msgspec.structs.replace(fact, property=p, value=v) for p, v in told],
        sources=[],
    )
    first = dossier_map.places(msgspec.structs.replace(one, events=[event]))[0]
    assert (first.point, first.end) == ((42.34444, 132.06), (-42.4, 179.5))
    assert (first.kind, first.told, first.anchor) == ("gap", "hours=110", "event-1")


def test_a_port_is_named_by_whole_words_alone() -> None:
    assert " rajin " not in dossier_map._spaced("the Rajinder company")


def test_hostile_names_are_text(hostile: TestClient, odd: TestClient) -> None:
    assert "<script>alert" not in hostile.get("/dossier/a").text
    page = odd.get("/dossier/a").text
    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_the_evidence_file_holds_names_as_text_alone(
    odd: TestClient, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "call", here)
    answer = odd.get("/dossier/a/evidence.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert not re.search(rb"/URI\s*\(https?://evil", answer.content)
    told = client.get(f"{LADY_R}/evidence.pdf", headers={"accept-language": "uk"})
    assert 'filename="designata-casebook-lady-r.pdf"' in told.headers["content-disposition"]


def test_the_evidence_file_numbers_each_document_once(casebook: Path) -> None:
    found = Designata(casebook).show("casebook-lady-r")
    told = evidence.telling(found, words("en"), "default@1")
    sources = told["sources"]
    assert isinstance(sources, list)
    assert [row["number"] for row in sources] == list(range(1, len(sources) + 1))
    assert len({(row["url"], row["date"]) for row in sources}) == len(sources)


def test_a_month_is_as_wide_as_it_is_vague(casebook: Path) -> None:
    (one,) = Designata(casebook).show("casebook-lady-r").dossiers
    vague = msgspec.structs.replace(one.timeline[0], since="2023", until="2024-06")
    open_ = msgspec.structs.replace(one.timeline[0], since="../2020", day=None, lag_days=None)
    line = timeline([vague, open_], dt.date(2024, 12, 31))
    assert line.rows[0].width > 10
    assert line.rows[0].ended
    assert line.rows[0].end < line.today
    assert line.rows[1].width == 0


def test_equal_facts_are_one_with_both_sources(casebook: Path) -> None:
    (one,) = Designata(casebook).show("casebook-lady-r").dossiers
    fact = one.identifiers[0]
    other = msgspec.structs.replace(fact, source=msgspec.structs.replace(fact.source, sha256="11"))
    (field,) = dossier_view.fields([fact, other], "Vessel")
    (value,) = field.values
    assert [source.sha256 for source in value.sources] == [fact.source.sha256, "11"]


@pytest.mark.parametrize("lang", ["ko", "uk"])
def test_a_dossier_comes_in_other_languages(client: TestClient, lang: str) -> None:
    page = client.get(LADY_R, headers={"accept-language": lang}).text
    assert words(lang)("dossier.timeline") in page
    assert words(lang).country("ru") in page


@pytest.mark.parametrize("address", [LADY_R, "/dossier/Maria", f"{LADY_R}/control"])
def test_nothing_is_inline(client: TestClient, address: str) -> None:
    text = client.get(address).text
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", text)


def test_every_tie_has_words_in_every_language() -> None:
    said = {kind.says for kind in kinds.kinds().values()}
    for text in said:
        tie = msgspec.structs.replace(_tie(1), says=text)
        assert dossier_ties.says(tie, words("en")) == text
        assert dossier_ties.says(tie, words("uk")) != text
