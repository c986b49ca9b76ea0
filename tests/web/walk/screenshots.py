"""Takes the pictures of ``docs/screenshots/``: every page of the workbench, over the casebook.

``python -m tests.web.walk.screenshots [NAME ...]`` takes all, or those that are named. What is on
them comes from the world of the walk; what is of today moves: when lists came in, a brief's day.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from designata.access.users import Users
from tests.serving import PASSWORD
from tests.web.walk import scenes
from tests.web.walk.browsing import PHONE, Window, browsing, serving
from tests.web.walk.picture import smaller
from tests.web.walk.scenes import HIT, LADY_R, Scene, opened
from tests.web.walk.world import fill

OUT = Path(__file__).parents[3] / "docs" / "screenshots"
DARK = {"color_scheme": "dark"}
SMALL = {"viewport": PHONE, "has_touch": True}
KOREA = opened("/changes?publisher=kr")

PICTURES: dict[str, tuple[Scene, dict[str, Any]]] = {
    "search": (opened("/"), {}),
    "hit": (opened(HIT), {}),
    "hit-dark": (opened("/?q=레이디+알"), DARK),
    "hit-phone": (opened("/?q=IMO+9161003"), SMALL),
    "several": (scenes.several, {}),
    "sheet": (scenes.screened, {}),
    "changes": (KOREA, {}),
    "changes-uk": (KOREA, {"locale": "uk"}),
    "sources": (opened("/sources"), {}),
    "read": (scenes.read, {}),
    "read-dark": (scenes.read, DARK),
    "review": (scenes.reviewed, {}),
    "review-ko": (scenes.reviewed, {"locale": "ko"}),
    "dossier": (opened(LADY_R), {}),
    "dossier-dark": (opened(LADY_R, "#timeline"), DARK),
    "dossier-phone": (opened(LADY_R), SMALL),
    "ties": (scenes.ties, {}),
    "map": (opened(LADY_R, "#map"), {}),
    "claims": (scenes.kept, {}),
    "brief": (opened("/brief?about=casebook-lady-r&lang=en"), {}),
    "brief-heard": (scenes.heard, {}),
    "keys": (scenes.keys, {}),
    "login": (opened("/login"), {}),
}
"""How to come to each, and in which light; the last is there where there are users."""

SAME_CHANCE = """let seed = 1;
Math.random = () => (seed = seed * 16807 % 2147483647) / 2147483647;"""
"""So that the graph is laid out alike each time."""


def take(browser: Browser, address: str, name: str) -> None:
    """Takes one picture."""
    scene, look = PICTURES[name]
    window = Window(browser, address, **look)
    window.page.add_init_script(SAME_CHANCE)
    scene(window.page)
    window.page.mouse.move(0, 0)
    png = window.page.screenshot(animations="disabled", caret="hide")
    (OUT / f"{name}.png").write_bytes(smaller(browser, png))
    assert not window.faults, window.faults
    window.close()


def main(wanted: list[str]) -> None:
    """Takes the pictures that are wanted, or all."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        fill(store).resolve()
        with serving(store) as address, browsing() as browser:
            for name in wanted or PICTURES:
                if name == "login":
                    Users(store).add("ann", PASSWORD, "analyst")
                take(browser, address, name)


if __name__ == "__main__":
    main(sys.argv[1:])
