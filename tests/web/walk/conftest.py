"""One server and one browser for the whole walk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web.walk.browsing import Window, browsing, chromium, serving
from tests.web.walk.world import fill


@pytest.fixture(scope="package")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("walk") / "store"
    if chromium():
        fill(folder)
    return folder


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not chromium():
        pytest.skip("there is no Chromium on this machine")
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="package")
def address(store: Path, browser: Browser) -> Iterator[str]:
    del browser  # without one there is nothing to serve for
    with serving(store) as address:
        yield address


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Callable[..., Window]]:
    """Opens windows, in which nothing may go wrong."""
    opened: list[Window] = []

    def open_window(**look: object) -> Window:
        opened.append(Window(browser, address, **look))
        return opened[-1]

    yield open_window
    for each in opened:
        each.close()
    assert [fault for each in opened for fault in each.faults] == []
