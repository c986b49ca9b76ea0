import datetime as dt

import pytest

from designata.errors import InputError
from designata.vessels import goods
from designata.vessels.goods import Direction, rules_on


@pytest.mark.parametrize(
    ("code", "day", "direction", "expected"),
    [
        ("2701", "2016-03-01", "from", []),
        ("2701", "2016-03-02", "from", ["2270-29"]),
        ("270112", "2016-12-15", "from", ["2321-26-2016"]),
        ("2701.12", "2017-08-04", "from", ["2321-26-2017"]),
        ("2701 12 00", "2017-08-05", "from", ["2371-8"]),
        ("7203", "2017-08-04", "from", ["2321-26-iron"]),
        ("0306", "2018-06-01", "from", ["2371-9"]),
        ("2607", "2018-06-01", "from", ["2371-10"]),
        ("6110", "2017-09-10", "from", []),
        ("6110", "2017-09-11", "from", ["2375-16"]),
        ("8901", "2018-01-01", "from", ["2397-6"]),
        ("8901", "2017-01-01", "to", ["2321-30"]),
        ("8901", "2024-01-01", "to", ["2321-30", "2397-7", "2397-14"]),
        ("8471", "2017-12-21", "to", []),
        ("8471", "2017-12-22", "to", ["2397-7"]),
        ("2709", "2017-10-01", "to", ["2375-13", "2375-15"]),
        ("2709", "2024-01-01", "to", ["2375-13", "2397-4"]),
        ("2710", "2017-11-01", "to", ["2375-14"]),
        ("2710", "2024-01-01", "to", ["2397-5"]),
        ("2710", "2024-01-01", "from", []),
        ("27", "2024-01-01", "from", []),
        ("1006", "2024-01-01", "to", []),
    ],
)
def test_a_code_has_the_rules_of_its_day(
    code: str, day: str, direction: Direction, expected: list[str]
) -> None:
    told = rules_on(code, dt.date.fromisoformat(day), direction)
    assert [rule.id for rule in told] == expected


@pytest.mark.parametrize("code", ["", "2", "coal", "27 01x", "12345678901", "٢٧٠١"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(InputError, match="Harmonized System"):
        rules_on(code, dt.date(2024, 1, 1), "from")


def test_every_rule_cites_its_paragraph_and_says_what_it_was_checked_against() -> None:
    for rule in goods.rules():
        assert rule.id.startswith(f"{rule.resolution[:4]}-{rule.paragraph}")
        assert rule.checked
        assert rule.hs
        assert rule.since <= (rule.until or dt.date.max)
        assert (rule.measure == "quota") == bool(rule.quota)
    assert len({rule.id for rule in goods.rules()}) == len(goods.rules())
    assert any(rule.unverified for rule in goods.rules())
