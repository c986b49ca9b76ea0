"""Articles that speak of an entity and events that it took part in."""

from pathlib import Path

from designata.engine import Designata
from designata.lists.entry import Entry
from designata.model.claim import Modality
from tests.dossier.world import resolve, ship, write


def event(name: str, start: str, *involved: str) -> Entry:
    """An event of the publisher that keeps what rules conclude."""
    entry = Entry(name, "Event", locator="rows=1")
    entry.add("name", f"gap of {start}")
    entry.add("startDate", start)
    for one in involved:
        edge = entry.child("UnknownLink", one)
        edge.add("subject", one, modality=Modality.POSSIBLE)
        edge.add("object", name, modality=Modality.POSSIBLE)
    return entry


def test_events_are_told_in_order_each_once(tmp_path: Path) -> None:
    write(tmp_path, "uk", "2024-05-01", ship("uk-1", "Boat"))
    write(tmp_path, "eu", "2024-05-02", ship("eu-1", "Boat"))
    write(
        tmp_path, "derived", "2024-05-03",
        event("event-2", "2024-04-20", "uk-1", "eu-1"), event("event-1", "2024-04-02", "uk-1"),
        event("event-3", "2024-04-01", "uk-9"),
    )  # fmt: skip
    resolve(tmp_path, "uk-1 eu-1")
    [dossier] = Designata(tmp_path).show("eu-1").dossiers
    assert [one.id for one in dossier.events] == ["event-1", "event-2"]
    assert (dossier.events[0].caption, dossier.events[0].start) == (
        "gap of 2024-04-02",
        "2024-04-02",
    )
    assert {fact.property for fact in dossier.events[0].facts} == {"name", "startDate"}
    assert dossier.ties == []
    assert [record.publisher for record in dossier.records] == ["uk", "eu"]


def test_an_event_that_names_who_took_part_is_told_too(tmp_path: Path) -> None:
    write(tmp_path, "uk", "2024-05-01", ship("uk-1", "Boat"))
    trip = Entry("event-1", "Trip", locator="row=1")
    trip.add("name", "a voyage")
    trip.add("vehicle", "uk-1")
    write(tmp_path, "derived", "2024-05-03", trip)
    [dossier] = Designata(tmp_path).show("uk-1").dossiers
    assert [(one.schema, one.caption) for one in dossier.events] == [("Trip", "a voyage")]


def test_a_ship_on_no_list_is_shown_where_nothing_else_answers(tmp_path: Path) -> None:
    write(tmp_path, "uk", "2024-05-01", ship("uk-1", "Boat", imoNumber="9161003"))
    heard = Entry("ais-273212120", "Vessel", locator="mmsi=273212120")
    heard.add("imoNumber", "9161003")
    heard.add("mmsi", "273212120")
    write(tmp_path, "derived", "2024-05-03", heard)
    by_imo, by_mmsi = (
        Designata(tmp_path).show(query).dossiers for query in ("9161003", "273212120")
    )
    assert [one.entity for one in by_imo] == ["uk-1"]
    assert [one.entity for one in by_mmsi] == ["ais-273212120"]
