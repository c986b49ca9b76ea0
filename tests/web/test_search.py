import re
from pathlib import Path

from fastapi.testclient import TestClient

from designata.resolve import canonical
from designata.store.append import writing
from tests.store import cards
from tests.store.cards import edition
from tests.web.conftest import HOSTILE, browser, csrf


def test_a_candidate_stands_beside_the_question_with_its_evidence(client: TestClient) -> None:
    page = client.get("/", params={"q": "Lady R", "country": "Panama"}).text
    assert 'href="/dossier/casebook-' in page or 'href="/dossier/' in page
    assert '<svg class="weight"' in page
    assert "Panama" in page
    weights = re.findall(r'class="figure">([+−]\d+\.\d)<', page[: page.index("</article>")])
    told = [float(text.replace("−", "-")) for text in weights]
    assert abs(sum(told[:-1]) - told[-1]) <= 0.05 * len(told)


def test_a_number_is_asked_as_one(client: TestClient) -> None:
    page = client.get("/", params={"q": "IMO 9161003"}).text
    assert "IMO number" in page
    assert "LADY R" in page


def test_an_id_leads_to_its_dossier(client: TestClient) -> None:
    page = client.get("/", params={"q": "Lady R"}).text
    match = re.search(r'data-open href="/dossier/([^"]+)"', page)
    assert match
    answer = client.get("/", params={"q": match[1]})
    assert answer.status_code in {200, 303}
    assert match[1] in (answer.headers.get("location") or answer.text)


def test_no_candidate_is_said_to_be_no_clearance(client: TestClient) -> None:
    page = client.get("/", params={"q": "Zyxwv Qponm"}).text
    assert "No candidate" in page
    assert "no clearance" in page


def test_many_lines_are_answered_each_in_its_place(client: TestClient) -> None:
    text = "Lady R\n???\nZyxwv Qponm\n9161003"
    answer = client.post("/screen", data={"q": text, "csrf": csrf(client)})
    assert answer.status_code == 200
    assert answer.text.count('<li class="card" data-item>') == 4
    assert "4 lines, 2 with candidates" in answer.text
    assert "Could not be asked" in answer.text


def test_too_many_lines_and_too_long_ones_are_refused(client: TestClient) -> None:
    many = client.get("/", params={"q": "\n".join(["a"] * 201)})
    assert many.status_code == 413
    assert "drop that" in many.text
    assert client.get("/", params={"q": "a" * 1001}).status_code == 413


def test_a_form_of_a_foreign_page_is_refused(client: TestClient) -> None:
    assert client.post("/screen", data={"q": "Lady R"}).status_code == 403


def test_hostile_names_are_text(hostile: TestClient) -> None:
    page = hostile.get("/", params={"q": HOSTILE}).text
    assert "1 candidate" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert hostile.get("/", params={"q": '"><img src=x onerror=alert(1)>'}).text.count("<img") == 0


def test_odd_particulars_are_told(client: TestClient) -> None:
    page = client.get("/", params={"q": "Lady R", "birth_date": "<b>soon</b>"}).text
    assert "birthDate not understood" in page
    assert "<b>soon" not in page


def test_records_that_are_one_entity_share_a_card(tmp_path: Path) -> None:
    with writing(tmp_path) as writer:
        rows = ("a|Ada Zyxwv|X", "b|Ada Zyxwv|Y", "c|Ada Zyxwva|Z")
        writer.append(cards, edition("2024-04-01", *rows))
    with browser(tmp_path) as client:
        alone = client.get("/", params={"q": "Ada Zyxwv"}).text
        assert alone.count("<article") == 3
        canonical.place(tmp_path).parent.mkdir()
        held = [canonical.Row(record, "a", founded=0, edition=1) for record in ("a", "b")]
        canonical.save(tmp_path, held)
        page = client.get("/", params={"q": "Ada Zyxwv"}).text
        assert page.count("<article") == 2
        assert "2 candidates" in page
        card = page[page.index("<article") : page.index("</article>")]
        assert card.count('class="evidence"') == 2
        assert "<code>b</code>" in card
        assert "· X" in card
        assert "· Y" in card
        many = client.post("/screen", data={"q": "Ada Zyxwv\n???", "csrf": csrf(client)}).text
        assert many.count("data-open href") == 2
