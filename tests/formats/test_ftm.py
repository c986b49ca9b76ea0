"""Groups of entities as FollowTheMoney's JSON, flat and nested."""

import json
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest

from designata.formats import ftm
from designata.lists.entry import Entry
from designata.model import vocabulary
from designata.model.claim import Modality
from designata.model.entity import Entity, group


def of(entry: Entry, **about: object) -> ftm.Group:
    entities = group(entry.claims)
    target = entities.pop(entry.id)
    whole = ftm.Group(target=target, parts=tuple(entities.values()))
    return msgspec.structs.replace(whole, **about)


def ship() -> Entry:
    entry = Entry("kr-1", "Vessel", locator="row=2")
    entry.add("name", "LADY R")
    entry.add("imoNumber", "9161003")
    entry.add("flag", "Russia")
    entry.add("buildDate", "1960s")
    entry.address(full="1 Sea Road, Astrakhan", country="Russia")
    sanction = entry.child("Sanction", "own")
    sanction.add("entity", "kr-1")
    sanction.add("program", "Arms trade")
    sanction.add("legalBasis", "an order")
    sanction.add("startDate", "2 April 2024")
    entry.paper("77-X", type="Certificate", country="Russia")
    return entry


def person() -> Entry:
    entry = Entry("x-1", "Person", locator="")
    entry.add("name", "Ivan Ivanov")
    entry.paper("P1234567", prop="passportNumber", country="Russia")
    entry.tie("Ownership", "x-2", role="owner").add("percentage", "50")
    entry.tie("Family", "x-3")
    return entry


def loads(lines: Iterable[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines]


def test_flat_lines_say_what_the_claims_say() -> None:
    about = {"datasets": {"kr_list": "Korea"}, "first_seen": "2024-04-02"}
    vessel, *parts = loads(ftm.flat([of(ship(), **about)]))
    assert vessel == {
        "id": "kr-1",
        "caption": "LADY R",
        "schema": "Vessel",
        "properties": {
            "name": ["LADY R"],
            "imoNumber": ["IMO9161003"],
            "flag": ["ru"],
            "notes": ["buildDate: 1960s"],
            "addressEntity": ["kr-1-address-1-sea-road-astrakhan"],
        },
        "datasets": ["kr_list"],
        "referents": [],
        "target": True,
        "first_seen": "2024-04-02",
    }
    assert [part["schema"] for part in parts] == ["Address", "Sanction", "Identification"]
    assert not any(part["target"] for part in parts)
    assert parts[1]["properties"]["startDate"] == ["2024-04-02"]
    assert "legalBasis" not in parts[1]["properties"]


def test_nested_targets_hold_their_parts_under_followthemoneys_names() -> None:
    (target,) = loads(ftm.nested([of(person())]))
    properties = target["properties"]
    assert [p["properties"]["number"] for p in properties["identification"]] == [["P1234567"]]
    assert properties["identification"][0]["properties"]["holder"] == ["x-1"]
    assert properties["ownershipOwner"][0]["properties"]["asset"] == ["x-2"]
    assert properties["familyPerson"][0]["schema"] == "Family"


def test_a_part_without_a_place_in_its_target_stands_in_a_line_of_its_own() -> None:
    vessel, paper = loads(ftm.nested([of(ship())]))
    assert vessel["properties"]["addressEntity"][0]["properties"]["country"] == ["ru"]
    assert vessel["properties"]["sanctions"][0]["properties"]["program"] == ["Arms trade"]
    assert (paper["schema"], paper["target"]) == ("Identification", False)
    assert paper["properties"]["holder"] == ["kr-1"]


def test_entities_that_point_to_each_other_are_written_once() -> None:
    entry = Entry("a", "Organization", locator="")
    entry.add("name", "A")
    entry.add("parent", "b")
    other = Entry("b", "Organization", locator="", record=entry)
    other.add("name", "B")
    other.add("parent", "a")
    (written,) = loads(ftm.nested([of(entry)]))
    assert written["properties"]["parent"][0]["properties"] == {"name": ["B"], "parent": ["a"]}


def test_what_is_denied_is_no_fact_of_the_export() -> None:
    entry = Entry("x-1", "Person", locator="")
    entry.add("nationality", "Russia", modality=Modality.DENIED)
    (written,) = loads(ftm.flat([of(entry)]))
    assert written["properties"] == {"notes": ["denied: nationality: Russia"]}


def test_what_followthemoney_refuses_is_kept_as_text() -> None:
    entry = Entry("x-1", "Person", locator="")
    entry.add("phone", "021 66 12")
    sanction = entry.child("Sanction", "one")
    sanction.add("entity", "x-1")
    sanction.add("startDate", "1990s")
    found, listed = loads(ftm.flat([of(entry)]))
    assert found["properties"] == {"notes": ["phone: 021 66 12"]}
    assert listed["properties"]["summary"] == ["startDate: 1990s"]


def test_a_tie_of_a_thing_with_itself_is_left_out() -> None:
    entry = Entry("x-1", "LegalEntity", locator="")
    entry.add("name", "A")
    entry.add("parent", "x-1")
    (written,) = loads(ftm.flat([of(entry)]))
    assert written["properties"] == {"name": ["A"]}


def test_every_reverse_name_belongs_to_a_reference_of_the_vocabulary() -> None:
    for (schema, prop), other in ftm._reverses().items():
        assert vocabulary.schema(schema).properties[prop] == "entity"
        assert other.schema in vocabulary.schemata()
    assert ftm.pointer("Passport", "identification") == "holder"
    assert ftm.pointer("Passport", "sanctions") is None


@pytest.mark.parametrize("schema", sorted(vocabulary.schemata()))
def test_every_schema_can_be_written(schema: str) -> None:
    entry = Entry("x-1", schema, locator="")
    for prop, kind in vocabulary.schema(schema).properties.items():
        entry.add(prop, {"date": "2024", "country": "ru", "gender": "m"}.get(kind, "1"))
    target = Entity.of(entry.claims)
    (written,) = loads(ftm.flat([ftm.Group(target=target)]))
    own = {prop for prop in vocabulary.schema(schema).properties if vocabulary.is_own(prop)}
    assert not own & written["properties"].keys()
