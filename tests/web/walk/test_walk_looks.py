"""Every page in both themes, wide and on a phone: what axe-core finds, and what sticks out."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from tests.web.walk import scenes
from tests.web.walk.browsing import PHONE, WIDE, Window
from tests.web.walk.scenes import HIT, LADY_R, Scene, opened

GRAVE = {"serious", "critical"}
STICKS_OUT = """() => [...document.querySelectorAll("body *")]
  .filter(it => it.getBoundingClientRect().right > innerWidth + 1 && it.checkVisibility()
    && !it.closest(".scroll, .nav, .off, .skip, svg, .leaflet-container, [data-canvas]"))
  .map(it => it.outerHTML.slice(0, 200))"""

PAGES: dict[str, Scene] = {
    "search": opened("/"),
    "hit": opened(HIT),
    "nothing": opened("/?q=Ada+Lovelace"),
    "several": scenes.several,
    "sheet": scenes.screened,
    "dossier": scenes.dossier,
    "read": scenes.read,
    "changes": opened("/changes?publisher=kr"),
    "review": scenes.reviewed,
    "sources": opened("/sources"),
    "brief": opened("/brief?about=casebook-lady-r"),
    "keys": scenes.keys,
    "dossier in Korean": opened(f"/language/ko?back={LADY_R}"),
    "sources in Ukrainian": opened("/language/uk?back=/sources"),
}


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[Window]:
    """One window for all: a language that is chosen holds for the pages that follow."""
    window = Window(browser, address)
    yield window
    window.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fit_for_everybody(name: str, window: Window) -> None:
    page = window.page
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(WIDE)
    PAGES[name](page)
    assert _grave(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    assert _grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate(STICKS_OUT) == []
    assert window.faults == []


def test_an_error_is_a_page_for_everybody(window: Window) -> None:
    window.page.goto("/dossier/nobody")
    assert _grave(window.page) == []
    assert len(window.faults) == 1
    assert "404" in window.faults.pop()


def _grave(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {json.dumps(node['target'])} {node['failureSummary']}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]
