"""One IMO number on two hulls of one size: told by places that no one ship can have been in."""

import pytest

from designata.vessels import identity_hulls
from designata.vessels.event import Event
from designata.vessels.rules import load
from tests.vessels import given

LADY_R = "9161003"
Voyage = tuple[int, float, float, float]
"""MMSI, first hour, latitude, longitude; a message each quarter of an hour for five hours."""


def found(*voyages: Voyage, imo: str = LADY_R) -> list[Event]:
    rows, said = [], []
    for mmsi, start, lat, lon in voyages:
        hours = [start + step / 4 for step in range(20)]
        rows += given.line(mmsi, [(hour, lat, lon + (hour - start) / 10) for hour in hours])
        hull = {"mmsi": mmsi, "imo": imo, "length_m": 124.0}
        said += [{**hull, "timestamp": given.at(hour)} for hour in hours]
    positions = given.positions(rows).sort("mmsi", "timestamp")
    return list(identity_hulls.find(positions, given.statics(said).sort("mmsi"), load()))


def test_two_at_once_far_apart_are_two_hulls() -> None:
    [event] = found((273355410, 0, 42.0, 132.0), (518999000, 0.1, 10.0, 60.0))
    assert (event.type, event.tier) == ("identity_change", "imo_hull")
    assert [ship.mmsi for ship in event.vessels] == [273355410, 518999000]
    assert {ship.imo for ship in event.vessels} == {LADY_R}
    assert event.metrics["seen"] == "at once"
    assert event.metrics["together_hours"] == pytest.approx(4.65)
    assert event.metrics["distance_km"] == pytest.approx(7800, rel=0.05)
    assert event.rule.thresholds == {"max_kn": 25.0, "buffer_hours": 0.25}
    assert event.caveats


def test_a_new_mmsi_where_the_old_one_cannot_have_come_is_another_hull() -> None:
    [event] = found((273355410, 0, 42.0, 132.0), (518999000, 30, 10.0, 60.0))
    assert event.metrics["seen"] == "one after the other"
    assert (event.metrics["steps"], event.start, event.end) == (1, given.at(4.75), given.at(30))


def test_a_ship_that_was_given_a_new_mmsi_is_one_hull() -> None:
    assert not found((273355410, 0, 42.0, 132.0), (518999000, 30, 42.0, 133.0))
    assert not found((273355410, 0, 42.0, 132.0), (518999000, 400, 10.0, 60.0))


def test_what_was_sent_under_another_number_is_nothing_of_this_hull() -> None:
    before = given.line(518999000, [(hour / 4, 10, 60) for hour in range(20)])
    after = given.line(518999000, [(100 + hour / 4, 42, 133) for hour in range(20)])
    old = given.line(273355410, [(hour / 4, 42, 132) for hour in range(20)])
    said = [
        {"mmsi": row["mmsi"], "timestamp": row["timestamp"], "imo": imo}
        for rows, imo in ((before, "9179842"), (after, LADY_R), (old, LADY_R))
        for row in rows
    ]
    positions = given.positions([*before, *after, *old]).sort("mmsi", "timestamp")
    assert not list(identity_hulls.find(positions, given.statics(said), load()))


def test_junk_numbers_and_ships_alone_tell_nothing() -> None:
    far = (273355410, 0, 42.0, 132.0), (518999000, 0.1, 10.0, 60.0)
    assert not found(*far, imo="1234567")
    assert not found(far[0])
