"""What is walked to: each scene leads a page there, whatever it showed before."""

from collections.abc import Callable
from importlib.resources import as_file, files

from playwright.sync_api import Page

from tests.web.walk.browsing import open_node

CASEBOOK = files("designata.data") / "casebook"
LADY_R = "/dossier/casebook-lady-r"
HIT = "/?q=Alexander+Fedorovich+Pamfilov&country=ru"
SLOW = 60_000
"""Milliseconds that a job may take."""

_TO_ITS_TOP = "it => it.scrollIntoView({ block: 'start' })"
_TO_THE_SECOND = """sound => { const [, second] = document.querySelectorAll("[data-start]");
  sound.currentTime = Number(second.dataset.start) + 0.2; }"""

Scene = Callable[[Page], None]


def opened(path: str, section: str = "main") -> Scene:
    """A page as it opens, or one section of it."""

    def scene(page: Page) -> None:
        page.goto(path, wait_until="networkidle")
        if section != "main":
            page.locator(section).evaluate(_TO_ITS_TOP)

    return scene


def several(page: Page) -> None:
    """Several lines at once, the first of which is opened."""
    page.goto("/")
    page.fill("#q", "오인준\nКозлов Сергей Михайлович\nIMO 9179842\nAda Lovelace")
    page.press("#q", "Enter")
    page.locator("#results summary").first.click()
    page.locator("#results .evidence").first.wait_for()


def screened(page: Page) -> None:
    """A sheet that came back."""
    page.goto("/")
    with as_file(CASEBOOK / "customers.csv") as sheet:
        page.set_input_files("#sheet", sheet)
    page.click("[data-sheet] button")
    page.locator("a[download]").wait_for(timeout=SLOW)


def ties(page: Page) -> None:
    """The graph, opened at one of its nodes."""
    opened(LADY_R, "#ties")(page)
    open_node(page, "casebook-transmorflot")


def dossier(page: Page) -> None:
    """A dossier with all of it opened: the graph, a fact's source, who controls it."""
    ties(page)
    page.locator(".src summary").first.click()
    page.click("[hx-target='#owned']")
    page.locator("#owned .card").first.wait_for()


def read(page: Page) -> None:
    """The bundled article, read."""
    page.goto("/read?sample=yes")
    page.click(".read-go button")
    page.locator("#reading .article").wait_for()
    page.locator(".reading").evaluate(_TO_ITS_TOP)


def kept(page: Page) -> None:
    """What the kept article says, in a dossier."""
    read(page)
    if page.locator("#keep button").count():
        page.click("#keep button")
    page.locator("#keep .notice").wait_for()
    opened("/dossier/casebook-angara", "#claims")(page)


def reviewed(page: Page) -> None:
    """A pair that the evidence does not decide."""
    page.goto("/review")
    if not page.locator("[data-pair], progress").count():
        page.click("form[action='/review/resolve'] button")
    page.locator("[data-pair]").wait_for(timeout=SLOW)
    page.locator("progress").wait_for(state="detached")


def heard(page: Page) -> None:
    """A brief that is read aloud, at its second sentence."""
    page.goto("/brief?about=casebook-lady-r&lang=en")
    page.click("form[action='/brief'][method=post] button")
    page.locator("[data-player]").wait_for(timeout=SLOW)
    page.locator("audio").evaluate(_TO_THE_SECOND)
    page.locator("[data-start].now").wait_for()


def keys(page: Page) -> None:
    """The keys, over what was found."""
    page.goto("/?q=IMO+9161003")
    page.keyboard.press("?")
