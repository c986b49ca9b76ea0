"""Who listed first, with what lag, and who has not."""

from pathlib import Path

import pytest

from designata.dossier.shape import Dossier
from designata.engine import Designata
from tests.dossier.world import listed, resolve, ship, write


def show(folder: Path, query: str) -> Dossier:
    return Designata(folder).show(query).dossiers[0]


@pytest.fixture
def found(tmp_path: Path) -> Dossier:
    uk = ship("uk-2", "Paper Boat", since="2024-05-08")
    again = uk.child("Sanction", "another program")
    for prop, value in (("entity", "uk-2"), ("program", "Z"), ("startDate", "2024-05-08")):
        again.add(prop, value)
    write(tmp_path, "ofac", "2024-05-10", ship("ofac-1", "PAPER BOAT"))
    write(tmp_path, "uk", "2024-05-10", uk)
    write(tmp_path, "eu", "2024-05-10", ship("eu-3", "Paper Boat", since="2024-05-18"))
    write(tmp_path, "ca", "2021-01-01", listed("ca-9", "Person", "Nobody"))
    write(tmp_path, "un", "2024-05-30", listed("un-9", "Person", "Nobody"))
    resolve(tmp_path, "ofac-1 uk-2 eu-3")
    return show(tmp_path, "ofac-1")


def test_designations_stand_by_day_with_their_lag(found: Dossier) -> None:
    assert [(step.country, step.day, step.since_is, step.lag_days) for step in found.timeline] == [
        ("gb", "2024-05-08", "effective", 0),
        ("eu", "2024-05-18", "effective", 10),
        ("us", None, None, None),
    ]
    assert [step.records for step in found.timeline] == [["uk-2"], ["eu-3"], ["ofac-1"]]
    assert found.timeline[0].program == "uk program; Z"


def test_who_tells_no_day_may_have_been_first(found: Dossier) -> None:
    assert found.first
    assert found.first.authorities == ["Foreign, Commonwealth & Development Office"]
    assert found.first.undated == ["Office of Foreign Assets Control"]


def test_absence_is_told_with_the_list_looked_at(found: Dossier) -> None:
    canada, un = found.not_listed
    assert (canada.publisher, canada.before_first) == ("ca", True)
    assert (un.publisher, un.before_first, list(un.lists.values())) == ("un", False, ["2024-05-30"])


def test_a_list_that_imposes_nothing_lists_nobody_first(tmp_path: Path) -> None:
    write(tmp_path, "ua", "2024-05-10", ship("ua-1", "Paper Boat", since="2020"))
    write(tmp_path, "eu", "2024-05-10", ship("eu-3", "Paper Boat", since="2024-05-18"))
    resolve(tmp_path, "ua-1 eu-3")
    found = show(tmp_path, "eu-3")
    assert [step.sanction for step in found.timeline] == [False, True]
    assert found.first
    assert found.first.day == "2024-05-18"


def test_a_compiler_s_word_for_an_absent_authority_is_said(tmp_path: Path) -> None:
    compiled = ship("casebook-1", "Paper Boat")
    told = compiled.child("Sanction", "by the UN")
    for prop, value in (("entity", "casebook-1"), ("authority", "The Council"), ("country", "un")):
        told.add(prop, value)
    write(tmp_path, "casebook", "2024-05-10", compiled)
    write(tmp_path, "un", "2024-05-30", listed("un-9", "Person", "Nobody"))
    [absent] = show(tmp_path, "casebook-1").not_listed
    assert (absent.publisher, absent.told_by) == ("un", ["casebook"])
