import pytest

from designata.errors import InputError
from designata.vessels import rules

SETTABLE = (
    "gap.min_hours",
    "encounter.max_km",
    "encounter.min_minutes",
    "encounter.max_speed_kn",
    "encounter.min_anchorage_km",
    "encounter.resample_s",
    "encounter.max_interpolate_s",
    "encounter.merge_hours",
    "loitering.max_speed_kn",
    "loitering.min_hours",
    "loitering.min_shore_nm",
    "port_visit.enter_km",
    "port_visit.exit_km",
    "port_visit.stop_kn",
    "port_visit.start_kn",
    "port_visit.gap_hours",
    "jump.max_kn",
)


@pytest.mark.parametrize("name", SETTABLE)
def test_settable(name: str) -> None:
    used = rules.load({name: 3})
    assert used[name] == 3
    rule, _, parameter = name.partition(".")
    assert used.rule(rule).thresholds[parameter] == 3


def test_unknown_names_are_told_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"gap\.min_hours"):
        rules.load({"gap.hours": 3})


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_what_is_no_number_from_0_up(value: float) -> None:
    with pytest.raises(InputError):
        rules.load({"gap.min_hours": value})


def test_no_step_of_nothing() -> None:
    with pytest.raises(InputError):
        rules.load({"encounter.resample_s": 0})


def test_every_rule_has_a_source_and_a_caveat() -> None:
    for name, rule in rules.definitions().items():
        assert rule.source, name
        assert rules.caveats(name), name
