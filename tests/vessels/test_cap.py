import datetime as dt

import msgspec
import pytest

from designata.errors import InputError
from designata.vessels.cap import Amount, Delivery, barrels, ledger

_DAY = dt.date(2024, 3, 7)


def delivery(**changes: object) -> Delivery:
    seen = Delivery(day=_DAY, kind="observed", source="a test")
    return msgspec.structs.replace(seen, **changes)


def test_barrels_told_are_taken_as_told() -> None:
    assert barrels(delivery(barrels=4893.0)) == Amount(4893.0, 4893.0, 4893.0)


def test_tonnes_of_a_known_product_have_one_amount() -> None:
    told = barrels(delivery(tonnes=1000.0, product="diesel"))
    assert told == Amount(7230.0, 7230.0, 7230.0)


def test_a_report_in_tonnes_and_barrels_agrees_with_the_densities() -> None:
    # China reported 587.4 tonnes as 4,893 barrels for March 2021 (Yonhap, 14 May 2021).
    told = barrels(delivery(tonnes=587.4))
    assert told.low < 4893 < told.high


def test_full_tankers_of_2018_come_near_the_published_estimate() -> None:
    # 263 deliveries would be 3.78 million barrels if full: 14,373 each (OFAC, 21 March 2019).
    tonnes = 14373 / 7.23
    told = barrels(delivery(deadweight_t=tonnes / 0.9, product="diesel"))
    assert told.high * 263 == pytest.approx(3.78e6, rel=0.01)
    assert told.low < told.mid < told.high


def test_the_ledger_keeps_reports_and_observations_apart_and_says_when_the_cap_was_passed() -> None:
    told = ledger(
        [
            delivery(day=dt.date(2024, 6, 1), barrels=300_000.0),
            delivery(day=dt.date(2024, 2, 1), barrels=150_000.0, kind="reported"),
            delivery(day=dt.date(2024, 3, 1), barrels=250_000.0),
            delivery(day=dt.date(2023, 3, 1), barrels=900_000.0),
        ],
        2024,
    )
    assert told.reported.mid == 150_000
    assert told.estimated.mid == 550_000
    assert told.passed == dict.fromkeys(
        ("estimated_low", "estimated_mid", "estimated_high"), dt.date(2024, 6, 1)
    )
    assert [one.day.month for one, _ in told.entries] == [2, 3, 6]
    assert told.cap.rule == "2397-5"


def test_the_last_quarter_of_2017_has_a_cap_of_its_own() -> None:
    told = ledger(
        [
            delivery(day=dt.date(2017, 9, 1), barrels=400_000.0),
            delivery(day=dt.date(2017, 11, 1), barrels=200_000.0),
        ],
        2017,
    )
    assert told.cap.rule == "2375-14"
    assert told.estimated.mid == 200_000


@pytest.mark.parametrize(
    "changes",
    [{}, {"tonnes": -1.0}, {"barrels": float("nan")}, {"tonnes": 5.0, "product": "water"}],
)
def test_a_delivery_without_a_sound_amount_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(InputError):
        ledger([delivery(**changes)], 2024)


def test_a_year_before_the_cap_is_refused() -> None:
    with pytest.raises(InputError, match="no cap in 2015"):
        ledger([], 2015)
