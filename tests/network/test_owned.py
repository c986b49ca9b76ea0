"""Rulings over small stores: what is counted, how it is told, and what odd input does."""

import datetime as dt
from pathlib import Path

import pytest

from designata.errors import NotFoundError
from designata.network import load, owned
from designata.network.ruling import Owned
from designata.store.claims import Store

from .firms import firm, line, listed, owns, store, tie

DAY = dt.date(2024, 6, 1)


def asked(made: Store, entity: str = "c", day: dt.date | None = None) -> Owned:
    return owned.control(made, load.graph(made, as_of=day), entity, as_of=day)


def told(answer: Owned) -> list[str]:
    return [str(ruling.verdict) for ruling in answer.rulings]


def test_the_arithmetic_is_written_out_line_by_line(tmp_path: Path) -> None:
    made = store(
        tmp_path,
        *listed("x"),
        *listed("y"),
        firm("b"),
        firm("c"),
        owns("x", "b", "50 %"),
        owns("b", "c", "40"),
        owns("y", "c", "10,0"),
    )
    [ofac, eu, uk] = asked(made).rulings
    assert (ofac.verdict, ofac.share.low, ofac.share.high) == ("blocked", 50, 50)
    assert ofac.owners == ["x", "y"]
    assert [item.text for item in ofac.lines] == [
        "Firm b: 50 % (Firm x, listed by An authority) = 50 %; 50 % is enough: blocked",
        (
            "Firm c: 40 % (Firm b, blocked by line 1) + 10 % (Firm y, listed by An authority) = "
            "50 %; 50 % is enough: blocked"
        ),
    ]
    [proof] = ofac.lines[0].owners[0].proofs
    assert (proof.one, proof.other, proof.source.publisher) == ("x", "b", "ftm")
    assert proof.source.sha256
    assert proof.source.locator
    assert [eu.verdict, uk.verdict] == ["not blocked", "not blocked"]
    assert (ofac.unknown.low, ofac.unknown.high) == (50, 50)


def test_each_rule_counts_its_own_authority(tmp_path: Path) -> None:
    made = store(tmp_path, *listed("x", "gb"), firm("c"), owns("x", "c", "51"))
    assert told(asked(made)) == ["not blocked", "not blocked", "blocked"]


def test_a_list_that_does_not_say_whose_it_is_counts_everywhere(tmp_path: Path) -> None:
    made = store(tmp_path, firm("x", topics="sanction"), firm("c"), owns("x", "c", "51"))
    answer = asked(made)
    assert told(answer) == ["blocked"] * 3
    assert any("does not say whose" in caveat for caveat in answer.rulings[0].caveats)


def test_who_is_listed_needs_no_arithmetic(tmp_path: Path) -> None:
    made = store(tmp_path, *listed("c"))
    ruling = asked(made).rulings[0]
    assert (ruling.verdict, ruling.lines, len(ruling.listed)) == ("blocked", [], 1)


def test_nothing_known_is_no_clearance(tmp_path: Path) -> None:
    made = store(tmp_path, firm("c"))
    assert told(asked(made)) == ["cannot tell"] * 3


def test_a_ship_is_blocked_by_any_share(tmp_path: Path) -> None:
    made = store(tmp_path, *listed("x"), firm("c", "Vessel"), owns("x", "c"))
    assert told(asked(made))[0] == "blocked"


@pytest.mark.parametrize(("country", "place"), [("us", 0), ("eu", 1), ("gb", 2)])
def test_only_the_us_freezes_a_ship_by_listing_it(tmp_path: Path, country: str, place: int) -> None:
    ship, sanction = listed("c", country)
    made = store(tmp_path, ship | {"schema": "Vessel"}, sanction)
    verdicts = told(asked(made))
    assert verdicts[place] == ("blocked" if country == "us" else "cannot tell")
    assert any("bans it from ports" in c for r in asked(made).rulings for c in r.caveats) == (
        country != "us"
    )


def test_direction_counts(tmp_path: Path) -> None:
    made = store(tmp_path, *listed("x"), firm("c"), owns("c", "x", "100"))
    assert told(asked(made))[0] == "cannot tell"


def test_a_head_may_control_and_a_controller_does(tmp_path: Path) -> None:
    made = store(
        tmp_path,
        *listed("x", "eu"),
        firm("c"),
        firm("d"),
        tie("Directorship", "x", "c", role="General director"),
        tie("Control", "x", "d", controlType="right to appoint the board"),
    )
    assert told(asked(made, "c"))[1] == "cannot tell"
    assert told(asked(made, "d")) == ["not blocked", "blocked", "not blocked"]


@pytest.mark.parametrize(
    ("stake", "caveat"),
    [
        (owns("x", "c", "150 %"), "more than the whole"),
        (owns("x", "c", "a lot"), "is not understood"),
        (owns("x", "c", "60", startDate="2023", endDate="2020"), "before it begins"),
    ],
)
def test_odd_stakes_are_told_and_leave_it_open(
    tmp_path: Path, stake: dict[str, object], caveat: str
) -> None:
    ruling = asked(store(tmp_path, *listed("x"), firm("c"), stake)).rulings[0]
    assert ruling.verdict == "cannot tell"
    assert any(caveat in one for one in ruling.caveats)


def test_more_than_the_whole_is_told(tmp_path: Path) -> None:
    made = store(
        tmp_path, *listed("x"), firm("y"), firm("c"), owns("x", "c", "70"), owns("y", "c", "60")
    )
    ruling = asked(made).rulings[0]
    assert ruling.verdict == "blocked"
    assert any("add up to 130 %" in one for one in ruling.caveats)


def test_a_firm_that_owns_itself_is_told(tmp_path: Path) -> None:
    made = store(
        tmp_path, *listed("x"), firm("c"), owns("c", "c", "60"), owns("x", "c", "40", role="owner")
    )
    ruling = asked(made).rulings[0]
    assert ruling.verdict == "not blocked"
    assert any("in itself" in one for one in ruling.caveats)


def test_two_sources_of_one_stake_are_not_added_up(tmp_path: Path) -> None:
    twice = line("again", "Ownership", {"owner": "x", "asset": "c", "percentage": "30"})
    made = store(tmp_path, *listed("x"), firm("c"), owns("x", "c", "30"), twice)
    assert told(asked(made))[0] == "not blocked"


def test_a_stake_counts_while_it_is_held(tmp_path: Path) -> None:
    made = store(
        tmp_path,
        *listed("x", startDate="2020-01-01"),
        firm("c"),
        owns("x", "c", "60", startDate="2021-01-01", endDate="2024-05"),
    )
    verdicts = {
        day: told(asked(made, day=day))[0] for day in (dt.date(2024, 5, 10), dt.date(2024, 6, 1))
    }
    assert list(verdicts.values()) == ["cannot tell", "cannot tell"]  # may hold; no owner known
    assert asked(made, day=dt.date(2024, 5, 10)).rulings[0].lines
    assert not asked(made, day=dt.date(2024, 6, 1)).rulings[0].owners


def test_unknown_ids_are_told(tmp_path: Path) -> None:
    made = store(tmp_path, firm("c"))
    with pytest.raises(NotFoundError):
        owned.answers(made, load.graph(made), "nobody at all")
