import os
import stat
from pathlib import Path

import pytest

from designata.access.users import Users
from designata.errors import InputError, NotFoundError, StoreError
from tests.serving import CHEAP, PASSWORD


def test_a_password_that_was_set_at_another_cost_still_fits(tmp_path: Path) -> None:
    Users(tmp_path, CHEAP).add("ann", PASSWORD, "viewer")
    assert Users(tmp_path).check("ann", PASSWORD)
    assert Users(tmp_path).all()["ann"].cost == CHEAP


def test_a_password_lets_in_its_user_and_nobody_else(tmp_path: Path) -> None:
    users = Users(tmp_path, CHEAP)
    users.add("ann", PASSWORD, "analyst")
    who = users.check("ann", PASSWORD)
    assert who
    assert (who.name, who.role) == ("ann", "analyst")
    assert users.check("ann", PASSWORD + "!") is None
    assert users.check("bob", PASSWORD) is None


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_the_file_is_for_its_owner_and_holds_no_secret(tmp_path: Path) -> None:
    users = Users(tmp_path, CHEAP)
    users.add("ann", PASSWORD, "viewer")
    token = users.token("ann")
    path = tmp_path / "users.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    assert PASSWORD not in text
    assert token not in text
    assert [file.name for file in tmp_path.iterdir()] == ["users.json"]


def test_a_token_is_its_users_until_the_user_goes(tmp_path: Path) -> None:
    users, elsewhere = Users(tmp_path, CHEAP), Users(tmp_path, CHEAP)
    users.add("ann", PASSWORD, "viewer")
    token = users.token("ann")
    assert elsewhere.of_token(token) == users.all()["ann"].who
    assert elsewhere.of_token(token[:-1]) is None
    users.add("ann", PASSWORD + " again", "admin")
    found = elsewhere.of_token(token)
    assert found
    assert found.role == "admin"
    users.remove("ann")
    assert elsewhere.of_token(token) is None
    with pytest.raises(NotFoundError):
        users.remove("ann")


@pytest.mark.parametrize("name", ["", " ann", "a\nb", "a" * 65, "token", "local"])
def test_odd_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        Users(tmp_path, CHEAP).add(name, PASSWORD, "viewer")


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="at least 10"):
        Users(tmp_path, CHEAP).add("ann", "short", "viewer")


def test_a_damaged_file_is_not_taken_for_nobody(tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text("[{")
    with pytest.raises(StoreError, match="cannot be read"):
        Users(tmp_path, CHEAP).all()
