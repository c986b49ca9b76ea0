"""Who ships said they were, and what changed."""

import datetime as dt
import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from designata.vessels import frames, identity
from designata.vessels.identity_mmsi import read

if TYPE_CHECKING:
    import polars as pl

START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
SIX_MINUTES = dt.timedelta(minutes=6)
LADY_R, ANGARA = "9161003", "9179842"


def said(*runs: tuple[int, int, Mapping[str, object]], days: float = 0.0) -> "pl.DataFrame":
    """Messages six minutes apart: so many of a ship with these values; days between the runs."""
    import polars as pl

    rows: list[dict[str, object]] = []
    time = START
    for mmsi, count, values in runs:
        for _ in range(count):
            rows.append({"mmsi": mmsi, "timestamp": time, "row": len(rows), **values})
            time += SIX_MINUTES
        time += dt.timedelta(days=days)
    return pl.DataFrame(rows, schema=frames.statics()).sort("mmsi", "timestamp")


def test_a_new_name_is_an_event_between_its_last_and_first_message() -> None:
    (event,) = identity.events(
        said((273355410, 5, {"name": "LADY R"}), (273355410, 5, {"name": "NORD STAR"}))
    )
    assert (event.type, event.tier, event.rule.id) == ("identity_change", "name", "identity.name")
    assert event.metrics == {"from": "LADY R", "to": "NORD STAR"}
    assert event.end is not None
    assert (event.start, event.end) == (START + 4 * SIX_MINUTES, START + 5 * SIX_MINUTES)
    assert event.rows == [4, 5]
    assert event.rule.thresholds == {"min_said": 3.0, "min_hours": 1.0}
    assert event.caveats
    assert event.rule.source


@pytest.mark.parametrize("slip", ["LADY B", "L@DY R", "XYZ", "lady-r"])
@pytest.mark.parametrize("times", [1, 2])
def test_a_garbled_name_is_no_change(slip: str, times: int) -> None:
    right = (273355410, 5, {"name": "LADY R"})
    wrong = (273355410, times, {"name": slip})
    assert identity.events(said(right, wrong, right)) == []


def test_a_letter_that_flickers_again_and_again_is_no_change() -> None:
    right, wrong = (273355410, 9, {"name": "LADY R"}), (273355410, 1, {"name": "LADY P"})
    assert identity.events(said(*[right, wrong] * 9, right)) == []


def test_a_name_said_twice_an_hour_apart_counts() -> None:
    import polars as pl

    frame = said((273355410, 5, {"name": "LADY R"}), (273355410, 2, {"name": "NORD STAR"}))
    late = pl.col("timestamp") + pl.duration(hours=pl.when(pl.col("row") == 6).then(1).otherwise(0))
    (event,) = identity.events(frame.with_columns(late))
    assert event.metrics["to"] == "NORD STAR"


def test_call_sign_and_imo_changes_are_told() -> None:
    events = identity.events(
        said(
            (273355410, 4, {"imo": LADY_R, "call_sign": "UBWX"}),
            (273355410, 4, {"imo": ANGARA, "call_sign": "UCZA"}),
        )
    )
    assert {(e.tier, e.metrics["from"], e.metrics["to"]) for e in events} == {
        ("call_sign", "UBWX", "UCZA"),
        ("imo", LADY_R, ANGARA),
    }
    assert all("correction" not in " ".join(event.caveats) for event in events)


def test_an_imo_number_that_fails_its_check_digit_may_be_corrected() -> None:
    frame = said((273355410, 4, {"imo": "9161004"}), (273355410, 4, {"imo": LADY_R}))
    (event,) = identity.events(frame)
    assert "correction" in event.caveats[-1]
    assert [(i.value, i.valid) for i in identity.identities(frame)] == [
        ("9161004", False),
        (LADY_R, True),
    ]


def test_another_mmsi_of_another_country_is_a_change_of_flag() -> None:
    (event,) = identity.events(
        said((273355410, 4, {"imo": LADY_R}), (518999000, 4, {"imo": LADY_R}))
    )
    assert (event.tier, event.metrics) == ("flag", {"from": "ru", "to": "ck"})
    assert [(ship.mmsi, ship.imo) for ship in event.vessels] == [
        (273355410, LADY_R),
        (518999000, LADY_R),
    ]


def test_another_mmsi_of_the_same_country_is_no_change_of_flag() -> None:
    (event,) = identity.events(
        said((273355410, 4, {"imo": LADY_R}), (273355999, 4, {"imo": LADY_R}))
    )
    assert event.tier == "mmsi"


@pytest.mark.parametrize(("days", "hops"), [(100, 1), (200, 0)])
def test_two_flags_changed_within_a_year_are_hopping(days: float, hops: int) -> None:
    hull = {"imo": LADY_R}
    ships = [(mmsi, 4, hull) for mmsi in (273355410, 518999000, 626111000)]
    events = identity.events(said(*ships, days=2 * days))
    found = [event for event in events if event.tier == "flag_hopping"]
    assert len(found) == hops
    assert sum(event.tier == "flag" for event in events) == 2
    for event in found:
        assert event.metrics == {"flags": ["ru", "ck", "ga"], "changes": 2}


def test_one_imo_number_under_two_mmsis_at_once_is_shared() -> None:
    both = [(273355410, 1, {"imo": LADY_R}), (518999000, 1, {"imo": LADY_R})]
    (event,) = identity.events(said(*both * 6))
    assert (event.type, event.tier) == ("shared_mmsi", "imo_two_mmsi")
    assert event.metrics["values"] == ["273355410", "518999000"]
    assert event.rows == [0, 11]


def test_one_mmsi_of_two_imo_numbers_in_turn_is_shared_and_told_once() -> None:
    both = [
        (273355410, 1, {"imo": LADY_R, "name": "LADY R"}),
        (273355410, 1, {"imo": ANGARA, "name": "ANGARA"}),
    ]
    events = identity.events(said(*both * 6))
    assert [(event.type, event.tier) for event in events] == [("shared_mmsi", "mmsi_two_imo")]
    assert [ship.imo for ship in events[0].vessels] == [LADY_R, ANGARA]


def test_a_change_and_one_back_are_two_changes() -> None:
    one, other = (273355410, 4, {"imo": LADY_R}), (273355410, 4, {"imo": ANGARA})
    events = identity.events(said(one, other, one))
    assert [event.tier for event in events] == ["imo", "imo"]


@pytest.mark.parametrize(("length", "told"), [(120.0, True), (108.0, False)])
def test_an_imo_number_on_a_hull_of_another_length_is_told(length: float, told: bool) -> None:  # noqa: FBT001
    events = identity.events(
        said(
            (273355410, 4, {"imo": LADY_R, "length_m": 100.0}),
            (273355410, 4, {"imo": LADY_R, "length_m": length}),
        )
    )
    assert [event.tier for event in events] == ["imo_length"] * told
    for event in events:
        assert event.metrics == {"before_m": 100.0, "after_m": length}


def test_numbers_typed_where_none_is_known_tie_no_ships() -> None:
    junk = {"imo": "1234567"}
    assert identity.events(said((273355410, 4, junk), (518999000, 4, junk))) == []


def test_an_mmsi_of_no_country_is_told() -> None:
    (event,) = identity.events(said((290000001, 4, {"name": "GHOST"})))
    assert (event.tier, event.metrics["form"]) == ("invalid_mid", "ship")


def test_of_nothing_there_is_nothing_to_tell() -> None:
    empty = frames.statics().to_frame()
    assert identity.events(empty) == []
    assert identity.identities(empty) == []


def test_identities_hold_from_when_to_when() -> None:
    frame = said(
        (273355410, 4, {"imo": LADY_R, "name": "LADY R"}),
        (273355410, 4, {"imo": LADY_R, "name": "NORD"}),
    )
    found = identity.identities(frame)
    assert [(i.field, i.value, i.flag, i.rows) for i in found] == [
        ("imo", LADY_R, "ru", (0, 7)),
        ("name", "LADY R", "ru", (0, 3)),
        ("name", "NORD", "ru", (4, 7)),
    ]
    assert all(a.start <= a.end for a, _ in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("mmsi", "form", "country"),
    [
        (445123000, "ship", "kp"),
        (638000001, "ship", "ss"),
        (2190067, "coast_station", "dk"),
        (21900678, "group", "dk"),
        (111219501, "sar_aircraft", "dk"),
        (992190917, "aid_to_navigation", "dk"),
        (982190001, "craft_of_a_ship", "dk"),
        (823456789, "handheld", "gb"),
        (970123456, "locating_device", None),
        (123456789, "invalid", None),
        (1, "invalid", None),
    ],
)
def test_an_mmsi_tells_its_form_and_country(mmsi: int, form: str, country: str | None) -> None:
    assert (read(mmsi).form, read(mmsi).country) == (form, country)
