"""Where there are users: who may see and do what, in the browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from designata.access.users import Users
from designata.access.who import ROLES
from tests.serving import CHEAP, PASSWORD
from tests.web.walk.browsing import Window

JUDGES = "form[data-judge], form[action='/review/resolve'], [data-sheet] button, #keep button"
RENEWS = "form[action='/sources/update']"


@pytest.fixture(scope="module", autouse=True)
def users(store: Path, address: str) -> Iterator[None]:
    """A user of each role, until the walk goes on without."""
    del address  # the store is filled
    users = Users(store, CHEAP)
    for role in ROLES:
        users.add(role, PASSWORD, role)
    yield
    for role in ROLES:
        users.remove(role)


def _sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.fill("#name", name)
    page.fill("#password", password)
    page.click(".login button")


def test_a_stranger_signs_in_and_comes_to_the_page_that_was_asked_for(
    window: Callable[..., Window],
) -> None:
    page = window().page
    page.goto("/changes?publisher=kr")
    page.wait_for_url("**/login?next=*")
    _sign_in(page, "viewer")
    page.wait_for_url("**/changes?publisher=kr")
    expect(page.locator(".who")).to_contain_text("viewer")
    page.click(".who button")
    page.wait_for_url("**/login")
    page.goto("/sources")
    page.wait_for_url("**/login?next=*")


@pytest.mark.parametrize(
    ("role", "judges", "renews"),
    [("viewer", False, False), ("analyst", True, False), ("admin", True, True)],
)
def test_a_role_is_offered_what_it_may_do(
    window: Callable[..., Window], role: str, *, judges: bool, renews: bool
) -> None:
    page = window().page
    page.goto("/login?next=/review")
    _sign_in(page, role)
    page.wait_for_url("**/review")
    expect(page.locator("h1")).to_have_text("Review")
    assert bool(page.locator(JUDGES).count()) is judges
    page.goto("/")
    assert bool(page.locator(JUDGES).count()) is judges
    page.goto("/sources")
    assert bool(page.locator(RENEWS).count()) is renews


def test_a_wrong_password_is_told(window: Callable[..., Window]) -> None:
    told = window()
    told.page.goto("/login")
    _sign_in(told.page, "viewer", "not the password")
    expect(told.page.get_by_role("alert")).to_contain_text("do not fit")
    assert [fault for fault in told.faults if "401" not in fault] == []
    told.faults.clear()
