from pathlib import Path

import pytest

from designata.errors import InputError
from designata.screen import policy

WHOLE = """
name = "treasury"
version = 3
threshold = 0.6
limit = 2
publishers = ["ofac"]
topics = ["sanction"]
weak_aliases = true
[thresholds]
Vessel = 0.8
[[cleared]]
query = "Igor Testovsky"
entity = "p-1"
by = "A. Analyst"
reason = "another birth place"
state = "0a1b2c3d"
until = 2030-01-01
"""


def test_every_setting_is_read(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(WHOLE, "utf-8")
    found = policy.load(path)
    assert found.label == "treasury@3"
    assert (found.limit, found.publishers, found.topics) == (2, ("ofac",), ("sanction",))
    assert found.weak_aliases
    assert (found.threshold_for("Vessel"), found.threshold_for("Person")) == (0.8, 0.6)
    assert found.cleared[0].by == "A. Analyst"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name = 1",
        "name = 'a'\nversion = 1\ntreshold = 0.5",
        "name = 'a'\nversion = 1\nthreshold = 5",
        "name = 'a'\nversion = 1\nlimit = 0",
        "name = 'a'\nversion = 1\nthresholds = {Ship = 0.5}",
        "name = 'a'\nversion = 1\nthresholds = {Vessel = -1}",
        "\x00",
    ],
)
def test_what_is_no_policy_names_the_file_and_the_cure(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"own\.toml.*screening\.md"):
        policy.load(path)
    with pytest.raises(InputError):
        policy.load(tmp_path / "none.toml")


def test_settings_of_one_run_are_told() -> None:
    changed = policy.override(policy.default(), threshold=0.8, limit=1)
    assert changed.label == "default@1 with threshold=0.8, limit=1"
    assert changed.digest != policy.default().digest
    assert policy.override(policy.default()) == policy.default()
    with pytest.raises(InputError, match="between 0 and 1"):
        policy.override(policy.default(), threshold=1.5)


def test_the_policy_that_ships_says_every_setting() -> None:
    assert policy.default().version >= 1
    told = (Path(policy.__file__).parents[1] / "data/policies/default.toml").read_text("utf-8")
    settings = set(policy.Policy.__struct_fields__) - {"overrides"}
    assert all(f"{name} =" in told for name in settings)


def test_a_policy_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        policy.load(tmp_path / "none.toml")
    assert caught.value.what == "the policy cannot be read: No such file or directory"
