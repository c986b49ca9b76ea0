"""A real server and a real browser, which remembers what went wrong in it."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from designata.access.settings import Settings
from designata.serve.app import app

WIDE = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
PATIENCE = 30_000
"""Milliseconds to wait for what should come at once: a busy machine is slow."""

_NAMES = ("chromium", "google-chrome", "chrome")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-lcd-text",  # pictures are smaller so, and the same on every screen
    "--font-render-hinting=none",
)
_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`))"""


_AT_NODE = """async id => {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  const box = document.querySelector("[data-canvas]").getBoundingClientRect();
  const at = graph.getElementById(id).renderedPosition();
  return [box.x + at.x, box.y + at.y];
}"""
"""Where a node stands in the window, once the graph has seen that the page was scrolled."""


def chromium() -> str | None:
    """Where the machine has a browser."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """The server over a store, at a free port; gives its address."""
    config = uvicorn.Config(app(store, Settings()), port=0, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=asyncio.run, args=(server.serve(),))
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.02)
    try:
        port: int = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def browsing() -> Iterator[Browser]:
    """The machine's browser, with a profile of its own that goes with it."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        yield browser
        browser.close()


class Window:
    """A window of the browser, at a server; ``faults`` says what went wrong in it.

    Args:
        browser: whose.
        address: the server's.
        look: how it is set: its size, its theme, its language.
    """

    def __init__(self, browser: Browser, address: str, **look: Any) -> None:  # noqa: ANN401  - Playwright's
        self.faults: list[str] = []
        self._address = address
        look = {"viewport": WIDE, "locale": "en", "reduced_motion": "reduce"} | look
        self._context = browser.new_context(base_url=address, **look)
        self._context.add_init_script(_VIOLATIONS)
        self._context.set_default_timeout(PATIENCE)
        self._context.on("request", lambda request: self._asked(request.url))
        self._context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self._context.on("console", lambda said: self._said(said.type, said.text))
        self.page: Page = self._context.new_page()

    def close(self) -> None:
        """Closes it."""
        self._context.close()

    def _asked(self, url: str) -> None:
        if urlsplit(url).scheme in {"http", "https"} and not url.startswith(self._address):
            self.faults.append(f"asked another host: {url}")

    def _said(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.faults.append(f"{kind} in the console: {text}")


def open_node(page: Page, entity: str) -> None:
    """Opens a node of the graph of a dossier by a click, and waits for what comes."""
    page.locator(".graph-wait").wait_for(state="hidden")
    page.locator("[data-canvas]").scroll_into_view_if_needed()
    with page.expect_response("**/graph.json*"):
        page.mouse.click(*page.evaluate(_AT_NODE, entity))
    page.locator(".graph-wait").wait_for(state="hidden")
