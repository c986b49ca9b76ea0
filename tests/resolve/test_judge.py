import math

import pytest

from designata.resolve import judge
from designata.resolve.judge import Verdict
from designata.resolve.records import Known
from tests.resolve.world import known, person, ship


def test_the_reasons_and_the_prior_add_up() -> None:
    found = judge.judge(person("un-1", "Sergei Kozlovskij"), person("eu-1", "KOZLOVSKY, Sergey"))
    total = found.prior + sum(reason.weight for reason in found.reasons)
    assert math.isclose(found.score, 1 / (1 + math.exp(-total)))
    assert {"name", "names", "birthDate"} <= {reason.feature for reason in found.reasons}


def test_a_list_does_not_list_one_twice_under_one_program() -> None:
    left = person("un-1", "Sergei Kozlovskij", program="Mali")
    across = judge.judge(left, person("eu-2", "Sergei Kozlovskij", program="Mali"))
    within = judge.judge(left, person("un-2", "Sergei Kozlovskij", program="Mali"))
    beside = judge.judge(left, person("un-2", "Sergei Kozlovskij", program="Libya"))
    assert across.score > beside.score > within.score


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (ship("un-1", "A", unscId="QDi.001"), ship("eu-1", "B", unscId="QDi.001"), Verdict.SAME),
        (ship("un-1", "A", unscId="QDi.1"), ship("eu-1", "A", unscId="QDi.2"), Verdict.DIFFERENT),
        (
            ship("un-1", "A", unscId="QDi.001", leiCode="A"),
            ship("eu-1", "A", unscId="QDi.001", leiCode="B"),
            Verdict.DIFFERENT,
        ),
        (ship("un-1", "A", unscId="QDi.001"), ship("eu-1", "A"), None),
    ],
)
def test_numbers_decide(one: Known, other: Known, verdict: Verdict | None) -> None:
    assert judge.decided(one, other) == verdict


def test_a_birth_years_apart_is_hopeless_but_not_with_one_passport() -> None:
    one = person("un-1", "Sergei Kozlovskij")
    other = person("eu-1", "Sergei Kozlovskij", birthDate="1950")
    assert judge.hopeless(judge.side(one), judge.side(other))
    left = person("un-1", "Sergei Kozlovskij", passportNumber="51N123")
    right = person("eu-1", "Sergei Kozlovskij", birthDate="1950", passportNumber="51N123")
    assert not judge.hopeless(judge.side(left), judge.side(right))


def test_what_stands_in_brackets_is_no_part_of_the_name() -> None:
    left = judge.side(known("un-1", "LASHKAR I JHANGVI (LJ)", schema="Organization"))
    right = judge.side(known("uk-1", "LASHKAR I JHANGVI", schema="Organization"))
    assert set(left.written) & set(right.written)


def test_ships_are_told_apart_by_age_and_type() -> None:
    one = ship("ca-1", "Marlin", buildDate="2004", type="Oil Tanker")
    same = ship("ua-1", "MARLIN", buildDate="2004", type="Crude Oil Tanker")
    other = ship("ua-2", "MARLIN", buildDate="1988", type="Offshore Support Vessel")
    assert judge.judge(one, same).score > 0.9
    assert judge.judge(one, other).score < 0.3


def test_every_grade_has_a_weight() -> None:
    names = [f"Name {letter}" for letter in "ABC"]
    for kind in ("Person", "Organization", "Vessel", "LegalEntity"):
        for left in (names, names[:1], names[::-1]):
            for right in (names, ["Name A"], ["Other"], ["Name B", "Other"], ["Other", "Name A"]):
                judge.judge(known("un-1", *left, schema=kind), known("eu-1", *right, schema=kind))
