"""One server and one browser for the whole walk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from designata import web
from tests.web.walk.browsing import Window, browsing, chromium, serving
from tests.web.walk.world import fill

_PARTS = Path(web.__file__).parent / "static" / "vendor"


@pytest.fixture(scope="package")
def store(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    del browser  # without one there is nobody to walk
    folder = tmp_path_factory.mktemp("walk") / "store"
    fill(folder)
    return folder


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if not chromium():
        pytest.skip("there is no Chromium on this machine")
    if not _PARTS.exists():
        pytest.skip("what pages stand on has not been had from npm; make setup tries again")
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="package")
def address(store: Path) -> Iterator[str]:
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
