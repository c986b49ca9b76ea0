"""The main path, in a real browser: from a name to a dossier, from an article to what it adds."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page, expect

from designata.screen.sheet import open_sheet
from tests.web.walk.browsing import PHONE, Window, open_node
from tests.web.walk.scenes import CASEBOOK, LADY_R, SLOW

DROPPED = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/csv" }));
  document.querySelector("main").dispatchEvent(
    new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""
ADDED = ("hits", "score", "entity", "caption", "designations", "why", "policy", "lists")

Opening = Callable[..., Window]


@pytest.fixture
def page(window: Opening) -> Page:
    return window().page


def hits(page: Page) -> Locator:
    return page.locator("#results .hit")


def test_a_slash_a_name_in_hangul_and_two_keys_lead_to_a_dossier(page: Page) -> None:
    page.goto("/?q=Ada+Lovelace")
    expect(page.locator("#results")).to_contain_text("No candidate")
    page.keyboard.press("/")
    page.keyboard.type("레이디 알")
    page.keyboard.press("Enter")
    expect(hits(page).first).to_contain_text("LADY R")
    expect(page.locator("#told")).to_have_text("2 candidates")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dossier/casebook-lady-r")
    expect(page.locator("h1")).to_have_text("LADY R")
    expect(page.locator(".dossier-head")).to_contain_text("Sanctioned by 4 authorities")
    expect(page.locator("#foot")).to_contain_text("no hit is no clearance")


def test_a_number_says_by_what_it_was_found(page: Page) -> None:
    page.goto("/")
    page.fill("#q", "IMO 9161003")
    page.click("form[data-ask] button")
    row = hits(page).first.get_by_role("row").filter(has_text="IMO number")
    expect(row).to_contain_text("the same number")
    expect(row.locator("svg.weight rect")).to_have_class("for")
    page.wait_for_url("**q=IMO**")


def test_several_lines_are_asked_at_once(page: Page) -> None:
    page.goto("/")
    page.fill("#q", "오인준\nIMO 9179842\nAda Lovelace")
    page.press("#q", "Enter")
    expect(page.locator("#results .many > li")).to_have_count(3)
    page.locator("#results summary").first.click()
    expect(page.locator("#results details[open] .evidence").first).to_be_visible()


def test_the_graph_opens_further_on_a_click_and_tells_the_source_of_a_tie(page: Page) -> None:
    page.goto(LADY_R)
    expect(page.locator("[data-wait]:visible")).to_have_count(0)
    before = page.evaluate("graph.nodes().length")
    open_node(page, "casebook-transmorflot")
    assert page.evaluate("graph.nodes().length") > before + 5
    expect(page.locator("[data-note-title]")).to_have_text("TRANSMORFLOT LLC")
    expect(page.locator("[data-note-link]")).to_have_attribute(
        "href", "/dossier/casebook-transmorflot"
    )
    page.evaluate("void graph.edges()[0].emit('tap')")
    expect(page.locator("[data-note-body]")).to_contain_text("sha256")
    expect(page.locator(".ties > li")).to_have_count(before - 1)


def test_a_pasted_article_is_read_kept_and_found_in_a_dossier(page: Page) -> None:
    page.goto("/read")
    page.fill("#text", (CASEBOOK / "article.md").read_text("utf-8"))
    page.click(".read-go button")
    event = page.locator("#reading .event").first
    expect(event).to_contain_text("South Korea's foreign ministry")
    expect(event.locator(".candidates").first).to_contain_text("ANGARA")
    event.locator(".candidates summary", has_text="Why").first.click()
    expect(event.locator(".reasons").first).to_be_visible()
    page.locator("#reading h2").click()
    page.keyboard.press("n")
    expect(page.locator(".article .span:focus .tip")).to_be_visible()
    page.click("#keep button")
    page.locator("#keep .notice").get_by_role("link", name="ANGARA").click()
    quoted = page.locator(".quoted", has_text="the two vessels travelled")
    expect(quoted).to_contain_text("South Korea's foreign ministry")
    quoted.get_by_role("link", name="Seoul blacklists Russian ships").click()
    expect(page.locator("h1")).to_contain_text("Seoul blacklists Russian ships")


def test_a_dropped_sheet_comes_back_with_columns_added(page: Page, tmp_path: Path) -> None:
    text = (CASEBOOK / "customers.csv").read_text("utf-8")
    head, rows = text.split("\n", 1)
    page.goto("/")
    page.evaluate(DROPPED, ["customers.csv", f"{head}\n{rows * 8}"])
    expect(page.locator("progress")).to_be_visible()
    download = page.locator("a[download]")
    expect(page.locator("#job")).to_contain_text("1,600 questions")
    with page.expect_download() as coming:
        download.click()
    coming.value.save_as(tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.DictReader(file))
    assert len(told) == 1600
    assert set(ADDED) <= set(told[0])
    assert {"id", "name", "imo"} <= set(told[0])
    lady = next(row for row in told if row["name"] == "M/V Lady-R.")
    assert (lady["entity"], lady["policy"]) == ("casebook-lady-r", "default@1")


def test_a_workbook_that_is_chosen_comes_back_as_one(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Customers")
        for number, row in enumerate((["Name", "Note"], ["Lady R", "=1+1"], ["Ada Lovelace", ""])):
            sheet.write_row(number, 0, row)
    page.goto("/")
    page.set_input_files("#sheet", path)
    page.click("[data-sheet] button")
    expect(page.locator("#job")).to_contain_text("1 with candidates")
    with page.expect_download() as coming:
        page.click("a[download]")
    coming.value.save_as(tmp_path / "out.xlsx")
    found = open_sheet(tmp_path / "out.xlsx")
    assert found.guess.headings[:3] == ("Name", "Note", "hits")


def test_changes_are_read_field_by_field(page: Page) -> None:
    page.goto("/changes")
    page.select_option("#publisher", "kr")
    page.click("form[action='/changes'] button")
    changed = page.locator("#moved .card", has_text="Panfilov")
    expect(changed.locator("del").first).to_have_text("head")
    expect(changed.locator("ins").first).to_have_text("head of Sodeistvie")
    page.wait_for_url("**publisher=kr**")


def test_sources_tell_date_licence_and_digest(page: Page) -> None:
    page.goto("/sources")
    row = page.locator("#casebook")
    row.locator("summary").click()
    expect(row).to_contain_text("Apache License 2.0")
    expect(row.locator(".digest")).to_have_text(re.compile(r"[0-9a-f]{64}"))
    expect(page.locator("[aria-labelledby=absent]")).to_contain_text("OFAC")


def test_pairs_are_reviewed_by_keys_and_a_decision_is_undone(page: Page) -> None:
    page.goto("/review")
    page.click("form[action='/review/resolve'] button")
    pair = page.locator("[data-pair]")
    expect(pair).to_contain_text("pair 1 of 2", timeout=SLOW)
    first = pair.locator("code").first.inner_text()
    page.keyboard.press("j")
    expect(pair).to_contain_text("pair 2 of 2")
    page.keyboard.press("k")
    expect(pair).to_contain_text("pair 1 of 2")
    for key, verdict in (("d", "Different"), ("u", "Unsure"), ("s", "Same")):
        page.keyboard.press(key)
        expect(page.locator("#reason")).to_be_focused()
        expect(page.locator("[data-confirming]")).to_contain_text(verdict)
        if key != "s":
            page.keyboard.press("Escape")
            page.locator("h1").click()
    page.fill("#reason", "the same day, the same list")
    page.keyboard.press("Enter")
    said = page.locator(".said-list li", has_text="the same day, the same list")
    expect(said).to_contain_text(first)
    expect(pair).to_contain_text("pair 1 of 1")
    said.get_by_role("button").click()
    expect(pair).to_contain_text("pair 1 of 2")


def test_a_brief_is_written_recorded_and_heard_from_a_sentence_on(page: Page) -> None:
    page.goto("/brief")
    page.fill("#about", "kp-ru")
    page.click("form[action='/brief'][method=get] button")
    expect(page.locator(".said").first).to_be_visible()
    page.locator(".rests summary").first.click()
    expect(page.locator(".rests[open] li").first).to_be_visible()
    page.click("form[action='/brief'][method=post] button")
    expect(page.locator("[data-player]")).to_contain_text("AI-generated", timeout=SLOW)
    sentence = page.locator("[data-start]").last
    sentence.click()
    expect(sentence).to_have_attribute("aria-current", "true")
    assert page.evaluate("document.querySelector('audio').currentTime") >= float(
        sentence.get_attribute("data-start") or "inf"
    )
    page.keyboard.press(" ")
    assert page.evaluate("document.querySelector('audio').paused")


def test_keys_are_told_and_lead_from_page_to_page(page: Page) -> None:
    page.goto("/sources")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/changes")


@pytest.mark.parametrize(
    ("code", "name", "title"), [("ko", "한국어", "변경 사항"), ("uk", "Українська", "Зміни")]
)
def test_the_language_is_chosen_and_stays(page: Page, code: str, name: str, title: str) -> None:
    page.goto("/changes?publisher=kr")
    page.click("[data-menu] summary")
    page.get_by_role("link", name=name).click()
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("h1")).to_have_text(title)
    assert "publisher=kr" in page.url
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", code)


def test_a_theme_that_is_chosen_holds_on_the_next_page(window: Opening) -> None:
    page = window(color_scheme="light", viewport=PHONE).page
    page.goto("/")
    page.click("[data-theme-switch]")
    page.goto("/sources")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 27)"
