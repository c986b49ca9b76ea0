import datetime as dt
import math
import re
from typing import Any
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from lxml import html

from designata.vessels import coast, frames, risk
from designata.vessels.chart import chart, fit
from designata.vessels.event import Event, Rule, Ship, Type
from designata.vessels.report import MOST_SHIPS, page
from designata.vessels.risk import Known, Listing
from designata.vessels.timeline import timeline

EVIL = '"><script>alert(1)</script>'
_START = dt.datetime(2024, 3, 10, tzinfo=dt.UTC)
_SHIP = Ship(273000000, "9161003", EVIL)


def track(*fixes: tuple[float, float | None, float | None, float | None]) -> pl.DataFrame:
    """Hours from the start, latitude, longitude, speed."""
    rows = [
        (273000000, _START + dt.timedelta(hours=hours), lat, lon, speed, None, None, at)
        for at, (hours, lat, lon, speed) in enumerate(fixes)
    ]
    return pl.DataFrame(rows, schema=frames.positions(), orient="row")


SAILED = track(
    (0, 42.9, 131.8, 0.1), (1, 42.7, 131.9, 12.5), (2, 42.5, 132.0, 12.8), (40, 42.4, 132.4, 7.0),
    (41, 42.5, 132.3, None), (42, None, None, None), (43, 42.7, 132.2, 9.0),
)  # fmt: skip


def event(what: Type, *, hours: float | None = 38.0, **metrics: Any) -> Event:  # noqa: ANN401
    return Event(
        type=what,
        vessels=[_SHIP, Ship(5, None, EVIL)] if what == "encounter" else [_SHIP],
        start=_START + dt.timedelta(hours=2),
        end=None if hours is None else _START + dt.timedelta(hours=2 + hours),
        start_position=(42.5, 132.0),
        end_position=None if hours is None else (42.4, 132.4),
        metrics=dict(metrics),
        tier="likely_intentional" if what == "gap" else None,
        rule=Rule(what, {"min_hours": 6.0}, f"said by {EVIL}"),
        rows=[2, 3],
        caveats=["A gap is no proof.", f"Odd: {EVIL}"],
    )


EVENTS = [
    event("gap", hours=38.0, distance_km=34.56),
    event(
        "dark_port_call",
        port_ids=["rajin", "vostochny"],
        port_ids_only_if_straight=["nampo"],
        speed_basis=EVIL,
        **{"stay_hours:rajin": 26.4, "stay_hours_straight:rajin": 26.6},
    ),
    event("encounter", median_speed_kn=0.4),
    event("drift", hours=None),
    event("port_visit", port=EVIL, seen=[EVIL, "stop"]),
]


def tree_of(text: str) -> Any:  # noqa: ANN401  - lxml's stubs know too many kinds of answers
    return html.fromstring(text)


def the_page() -> str:
    known = {"9161003": Known(listings=(Listing(EVIL, EVIL, "2022-05-08"),), built=1990)}
    told = risk.report(_SHIP, EVENTS, known, as_of=dt.date(2024, 4, 2))
    return page([_SHIP], SAILED, EVENTS, [told], notes=[EVIL])


def test_a_page_is_one_file_that_runs_and_loads_nothing() -> None:
    text = the_page()
    tree = tree_of(text)
    assert not tree.xpath("//script | //img | //link | //iframe | //object | //image | //use")
    assert not tree.xpath("//@*[starts-with(name(), 'on') or name() = 'src' or name() = 'style']")
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert "url(" not in text
    assert "default-src 'none'" in text


def test_what_ships_and_lists_say_is_escaped() -> None:
    text = the_page()
    assert "<script" not in text
    assert text.count("&lt;script&gt;alert(1)") > 8


def test_every_drawing_is_sound_xml() -> None:
    drawings = re.findall(r"<svg.*?</svg>", the_page(), flags=re.DOTALL)
    assert len(drawings) > 2
    for drawing in drawings:
        ET.fromstring(drawing)
        assert "nan" not in drawing
        assert "inf" not in drawing


def test_numbers_on_chart_and_time_line_lead_to_rows_and_those_to_rules() -> None:
    tree = tree_of(the_page())
    links, ids = set(tree.xpath("//@href")), tree.xpath("//@id")
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert {f"#event-{number}" for number in range(1, 6)} <= links
    assert len(ids) == len(set(ids))
    rules = tree.get_element_by_id("rule-gap").text_content()
    assert "min_hours = 6" in rules
    assert "A gap is no proof." in rules
    assert "said by" in rules


def test_a_feasible_call_is_told_as_possible_with_hours_and_script() -> None:
    row = tree_of(the_page()).get_element_by_id("event-2").text_content()
    assert "possible dark port call" in row
    assert "Rajin 라진" in row
    assert "26.4 h" in row
    assert "Nampo 남포 only if straight" in row


def test_listed_stands_apart_from_the_sum() -> None:
    fact, scored = tree_of(the_page()).xpath(
        "//div[contains(@class, 'card ')]|//div[@class='card']"
    )
    assert "a fact, without points" in fact.text_content()
    assert "2022-05-08" in fact.text_content()
    assert "points" in scored.text_content()
    assert "2022-05-08" not in scored.text_content()


def test_nothing_to_draw_makes_a_page_all_the_same() -> None:
    empty = frames.positions().to_frame()
    text = page([Ship(1)], empty, [])
    assert "No event was found" in text
    assert timeline(empty, []) == ""
    ET.fromstring(chart(empty, []))
    assert "What ships did" in page([], empty, [])
    many = page([Ship(number) for number in range(MOST_SHIPS + 3)], empty, [])
    assert "3 further ships not drawn" in many


def test_stretches_longer_than_six_hours_are_not_joined() -> None:
    drawn = chart(SAILED, [])
    case = re.search(r'class="case" d="([^"]*)"', drawn)
    assert case
    assert case[1].count("M") == 3  # one for each class of speed; none over the silence
    assert case[1].count("L") == 4


def test_a_track_over_the_date_line_stays_together() -> None:
    view = fit([(-17.0, 179.8), (-17.5, -179.6)])
    (x1, _), (x2, _) = view.xy(-17.0, 179.8), view.xy(-17.5, -179.6)
    assert 0 < x1 < x2 < 1120
    if coast.available():
        assert 'class="land"' in chart(track((0, -17.0, 179.8, 5.0), (1, -17.5, -179.6, 5.0)), [])


@pytest.mark.parametrize("place", [(90.0, 0.0), (-90.0, 180.0), (0.0, 0.0)])
def test_any_place_can_be_drawn(place: tuple[float, float]) -> None:
    x, y = fit([place]).xy(*place)
    assert math.isfinite(x + y)
    ET.fromstring(chart(track((0, *place, 1.0), (1, *place, 1.0)), []))


def test_a_long_track_is_thinned() -> None:
    fixes = [(hour / 60, 42 + hour / 1e5, 132.0, 8.0) for hour in range(20_000)]
    assert len(chart(track(*fixes), [])) < 150_000
