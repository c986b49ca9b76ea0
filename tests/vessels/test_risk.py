import datetime as dt

import msgspec
import pytest

from designata.vessels import ports, risk
from designata.vessels.event import Event, Rule, Ship, Type
from designata.vessels.risk import Known, Listing

_SHIP = Ship(273000000, "9161003", "LADY R")
_DAY = dt.date(2024, 4, 2)
_OFAC = Known(listings=(Listing("US OFAC", "RUSSIA-EO14024", "2022-05-08"),), built=2004)


def event(
    what: Type,
    start: str = "2024-03-10",
    *,
    tier: str | None = None,
    others: tuple[Ship, ...] = (),
    at: tuple[float, float] = (42.3, 132.1),
    **metrics: float | str | list[str],
) -> Event:
    begun = dt.datetime.fromisoformat(f"{start}T00:00:00+00:00")
    return Event(
        type=what,
        vessels=[_SHIP, *others],
        start=begun,
        end=begun + dt.timedelta(days=2),
        start_position=at,
        end_position=at,
        metrics=dict(metrics),
        tier=tier,
        rule=Rule(what, {}, "a test"),
    )


def factors(*events: Event, known: dict[str, Known] | None = None) -> dict[str, float]:
    about = {"9161003": Known(built=2015)} if known is None else known
    told = risk.report(_SHIP, events, about, as_of=_DAY)
    assert told.points == sum(one.points for one in told.factors)
    return {one.id: one.points for one in told.factors}


def test_being_listed_is_told_and_adds_nothing() -> None:
    plain = risk.report(_SHIP, [], {"9161003": Known(built=2015)}, as_of=_DAY)
    listed = risk.report(
        _SHIP, [], {"9161003": Known(built=2015, listings=_OFAC.listings)}, as_of=_DAY
    )
    assert plain.points == listed.points == 0
    assert plain.listings == ()
    assert listed.listings[0].authority == "US OFAC"


@pytest.mark.parametrize(
    ("one", "factor"),
    [
        (event("gap", tier="likely_intentional", hours=30.0), "gap_likely"),
        (event("gap", tier="near_shore", hours=30.0), "gap_near_shore"),
        (event("gap", tier="naive", hours=30.0), "gap_naive"),
        (event("dark_port_call", port_ids=["rajin", "wonsan"]), "dark_call_dprk"),
        (event("dark_port_call", port_ids=["vostochny"]), "dark_call_other"),
        (event("encounter", others=(Ship(5, None, "X"),)), "encounter"),
        (event("loitering", hours=9.0, mean_shore_nm=40.0), "loitering"),
        (event("draught_change", before_m=8.6, after_m=13.1), "draught_change"),
        (event("identity_change", tier="name"), "identity_change"),
        (event("identity_change", tier="flag_hopping"), "flag_hopping"),
        (event("identity_change", tier="invalid_mid"), "false_flag"),
        (event("identity_change", tier="imo_two_mmsi"), "identity_shared"),
        (event("port_visit", at=(42.2333, 130.3), tier="confidence_4"), "port_visit_dprk"),
        (event("port_visit", at=(42.7333, 133.05), tier="confidence_3"), "port_visit_other"),
        (event("shared_mmsi"), "shared_mmsi"),
        (event("jump"), "jump"),
    ],
)
def test_each_kind_of_event_is_a_factor(one: Event, factor: str) -> None:
    assert list(factors(one)) == [factor]


@pytest.mark.parametrize(
    "one",
    [
        event("gap", tier="naive", hours=30.0, receiver="suspect"),
        event("gap", "2023-09-01", tier="likely_intentional", hours=30.0),  # before 180 days
        event("gap", "2024-04-09", tier="likely_intentional", hours=30.0),  # after the day asked
        event("loitering", hours=2.0, mean_shore_nm=40.0),
        event("loitering", hours=9.0, mean_shore_nm=3.0),
        event("port_visit", at=(42.2333, 130.3), tier="confidence_1"),
        event("port_visit", at=(35.1, 129.0), tier="confidence_4"),
        event("dark_port_call", port_ids=[], port_ids_only_if_straight=["nampo"]),
        event("drift"),
        msgspec.structs.replace(event("gap", tier="near_shore", hours=24.0), end=None),
    ],
)
def test_what_tells_nothing_adds_nothing(one: Event) -> None:
    assert factors(one) == {}


def test_a_meeting_with_a_listed_ship_weighs_more_than_one_with_any_other() -> None:
    meeting = event("encounter", others=(Ship(273111111, "9179842", "ANGARA"),))
    known = {"9161003": Known(built=2015), "9179842": _OFAC}
    told = risk.report(_SHIP, [event("drift"), meeting], known, as_of=_DAY)
    [factor] = told.factors
    assert factor.id == "encounter_listed"
    assert factor.evidence[0].event == 1
    assert "ANGARA, listed by US OFAC" in factor.evidence[0].text
    ended = Known(listings=(Listing("US OFAC", until="2023-01-01"),))
    assert factors(meeting, known={**known, "9179842": ended}).keys() == {"encounter"}


def test_a_factor_adds_no_more_than_its_bound() -> None:
    gaps = [event("gap", tier="naive", hours=8.0) for _ in range(50)]
    assert factors(*gaps) == {"gap_naive": 3.0}


def test_age_is_scored_and_so_is_not_knowing_it() -> None:
    assert factors(known={}) == {"age_unknown": 1.0}
    assert factors(known={"9161003": Known(built=1990)}) == {"old": 3.0}
    assert factors(known={"273000000": Known(flag_false=True, built=2015)}) == {"false_flag": 15.0}


def test_levels_follow_the_sum() -> None:
    call = event("dark_port_call", port_ids=["rajin"])
    visit = event("port_visit", at=(42.2333, 130.3), tier="confidence_4")
    levels = [
        risk.report(_SHIP, events, {}, as_of=_DAY).level for events in ([], [call], [call, visit])
    ]
    assert levels == ["low", "elevated", "high"]


def test_every_factor_has_a_source_and_a_bound_at_least_as_large_as_its_points() -> None:
    for told in risk.table().factor.values():
        assert told.source
        assert 0 < told.points <= told.most


def test_ports_make_a_frame() -> None:
    assert len(ports.frame()) == len(ports.ports())
