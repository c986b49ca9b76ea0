"""FollowTheMoney's JSON read as a list: flat, nested, as an array; odd and damaged."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from designata.errors import InputError
from designata.formats import ftm as written
from designata.lists import ftm, un
from designata.lists.entry import Tally
from designata.lists.source import File
from designata.model.claim import Claim
from designata.model.entity import group
from tests.lists.reading import edition, told, values

REAL = Path(__file__).parents[2].parent / "shared/lists/un/un_2026-08-01.xml"


def entity(name: str, schema: str, /, **properties: object) -> dict[str, Any]:
    return {"id": name, "schema": schema, "properties": properties, "datasets": ["us_ofac_sdn"]}


SHIP = entity("NK-1", "Vessel", name=["LADY R"], imoNumber=["IMO9161003"], flag=["ru"])
SANCTION = entity("s-1", "Sanction", entity=["NK-1"], program=["RUSSIA"], startDate=["2022-05-08"])
PLACE = entity("addr-1", "Address", full=["1 Sea Road"], country=["ru"])


def as_lines(*entities: dict[str, Any]) -> bytes:
    return "".join(json.dumps(each) + "\n" for each in entities).encode()


def facts(claims: Sequence[Claim]) -> set[tuple[str, str, str]]:
    return {(claim.subject, claim.property, claim.value) for claim in claims}


def test_a_part_in_a_line_of_its_own_belongs_to_the_record_it_points_to() -> None:
    ship = SHIP | {"properties": SHIP["properties"] | {"addressEntity": ["addr-1"]}}
    content = as_lines(SANCTION, ship, PLACE)
    ((record, claims),) = told(ftm, content)
    assert (record.id, record.schema) == ("NK-1", "Vessel")
    assert {claim.record for claim in claims} == {"NK-1"}
    assert facts(claims) >= {
        ("NK-1", "imoNumber", "9161003"),
        ("NK-1", "addressEntity", "addr-1"),
        ("s-1", "entity", "NK-1"),
        ("s-1", "startDate", "2022-05-08"),
        ("addr-1", "country", "ru"),
    }
    place = next(claim for claim in claims if claim.subject == "addr-1")
    first, last = map(int, place.locator.removeprefix("bytes=").split("-"))
    assert json.loads(content[first : last + 1]) == PLACE


def test_nested_targets_say_the_same_as_flat_entities() -> None:
    bare = SANCTION | {"properties": {"program": ["RUSSIA"], "startDate": ["2022-05-08"]}}
    inside = SHIP["properties"] | {"sanctions": [bare], "addressEntity": [PLACE]}
    ((_, claims),) = told(ftm, as_lines(SHIP | {"properties": inside}))
    ship = SHIP | {"properties": SHIP["properties"] | {"addressEntity": ["addr-1"]}}
    ((_, flat),) = told(ftm, as_lines(ship, SANCTION, PLACE))
    assert facts(claims) == facts(flat)


def test_a_tie_belongs_to_the_end_that_is_in_the_file() -> None:
    tie = entity("o-1", "Ownership", owner=["NK-9"], asset=["NK-1"])
    ((record, claims),) = told(ftm, as_lines(tie, SHIP))
    assert record.id == "NK-1"
    assert values(claims, "owner", "o-1") == ["NK-9"]


def test_a_part_whose_target_is_not_in_the_file_is_a_record() -> None:
    rows = [record for record, _ in told(ftm, as_lines(SANCTION, PLACE))]
    assert [(row.id, row.schema) for row in rows] == [("s-1", "Sanction"), ("addr-1", "Address")]


def test_a_part_without_room_for_text_is_read_too() -> None:
    same = entity("m-1", "Similar", candidate=["NK-1"], match=["NK-2"], bogus=["1"])
    ((_, claims),) = told(ftm, as_lines(SHIP, same))
    assert values(claims, "match") == ["NK-2"]
    assert values(claims, "notes", "NK-1") == ["bogus: 1"]
    ((record, claims),) = told(ftm, as_lines(same))
    assert (record.id, record.schema) == ("m-1", "Thing")
    assert values(claims, "match") == ["NK-2"]
    assert values(claims, "notes") == ["bogus: 1"]


def test_an_array_is_read_as_well() -> None:
    content = json.dumps([SHIP, SANCTION], indent=2).encode()
    ((record, claims),) = told(ftm, content)
    assert record.id == "NK-1"
    assert values(claims, "program") == ["RUSSIA"]
    assert edition(ftm, content).format == "FollowTheMoney JSON"


def test_the_list_is_told_by_the_datasets_or_the_files_name() -> None:
    def dataset(name: str, *entities: dict[str, Any]) -> str | None:
        found = ftm.recognise(File(name, lambda: as_lines(*entities)))
        return found.dataset if found else None

    assert dataset("x/entities.ftm.json", SHIP, SANCTION) == "us_ofac_sdn"
    assert dataset("x.y/peps.ftm.json", SHIP, SHIP | {"datasets": ["other"]}) == "peps"
    many = [SHIP | {"id": f"x-{number}"} for number in range(500)]
    assert dataset("all.ftm.json", *many, SHIP | {"datasets": ["other"]}) == "all"
    assert dataset("entities.ftm.json", SHIP | {"datasets": []}) == "default"
    assert dataset("a", SHIP | {"datasets": ["../Etc/Pass wd"]}) == "pass-wd"


def test_the_date_is_when_the_entities_of_one_list_were_last_seen() -> None:
    seen = [SHIP | {"last_seen": "2024-05-02T06:00:00"}, SHIP | {"last_seen": "2024-05-03"}]
    assert str(edition(ftm, as_lines(*seen)).published) == "2024-05-03"
    assert edition(ftm, as_lines(SHIP)).published is None


def test_only_what_an_entity_says_tells_whether_it_changed() -> None:
    def raw(**about: str) -> bytes:
        ((record, _),) = told(ftm, as_lines(SHIP | about))
        return record.raw

    assert raw(last_seen="2024-05-02") == raw(last_seen="2024-05-03")
    assert raw(last_change="2024-05-02") != raw(last_change="2024-05-03")


def test_what_an_entity_says_is_known_since_it_last_changed() -> None:
    about = {"first_seen": "2022-05-08", "last_change": "2023-01-02T03:04:05"}
    ((_, claims),) = told(ftm, as_lines(SHIP | about, SANCTION))
    assert {claim.known for claim in claims if claim.subject == "NK-1"} == {"2023-01-02"}
    assert {claim.known for claim in claims if claim.subject == "s-1"} == {None}


def test_merged_ids_and_other_lists_are_kept() -> None:
    about = {"referents": ["NK-1", "ofac-1"], "datasets": ["us_ofac_sdn", "eu_fsf"]}
    ((_, claims),) = told(ftm, as_lines(SHIP | about))
    assert values(claims, "referent") == ["ofac-1"]
    assert values(claims, "sourceList") == ["us_ofac_sdn", "eu_fsf"]


def test_what_the_vocabulary_does_not_know_is_kept_as_text_and_counted() -> None:
    tally = Tally()
    odd = entity("x-1", "Spaceship", name=["Sever"], warpDrive=["yes"], docks=[PLACE])
    bad = entity("s-2", "Sanction", startDate=["soon"], bogus=["1"])
    rows = {record.id: (record, claims) for record, claims in told(ftm, as_lines(odd, bad), tally)}
    record, claims = rows["x-1"]
    assert record.schema == "Thing"
    assert values(claims, "notes", "x-1") == [
        "schema: Spaceship",
        "warpDrive: yes",
        "docks: addr-1",
    ]
    assert values(claims, "full", "addr-1") == ["1 Sea Road"]
    assert values(rows["s-2"][1], "summary") == ["startDate: soon", "bogus: 1"]
    assert tally.counts == {"schema": 1, "warpDrive": 1, "docks": 1, "startDate": 1, "bogus": 1}


def test_single_values_numbers_and_nothing_are_read() -> None:
    odd = entity("x-1", "Person", name="Ivan", height=[1.8, 180], alias=None, title=[])
    ((_, claims),) = told(ftm, as_lines(odd))
    assert values(claims, "name") == ["Ivan"]
    assert values(claims, "height") == ["1.8", "180"]


@pytest.mark.parametrize(
    "line",
    [
        b'{"id": "x"',
        b'{"id": "x", "schema": "Person"}',
        b'{"id": "", "schema": "Person", "properties": {}}',
        b'{"id": 7, "schema": "Person", "properties": {}}',
        b'{"id": "x", "schema": "Person", "properties": []}',
        b'{"id": "x", "schema": "Person", "properties": {"name": {"a": 1}}}',
        b'{"id": "x", "schema": "Person", "properties": {"addressEntity": [{"schema": "A"}]}}',
        b'{"id": "x", "schema": "Sanction", "properties": {"entity": 7}}',
        b'{"id": "x", "schema": "Person", "properties": {"name": ["\xff"]}}',
        b'{"id": "x", "schema": "Person", "properties": {"name": ["\\ud800"]}}',
        b'{"id": "x", "schema": "Person", "properties": {"name": ' + b"[" * 20_000,
        b'{"id": "x", "schema": "Person", "properties": {"name": '
        + b"[" * 20_000
        + b"]" * 20_000
        + b"}}",
        b"[1, 2]",
        b"null",
        b"<html>",
    ],
)
def test_a_line_that_is_no_entity_is_told_with_its_number(line: bytes) -> None:
    content = as_lines(SHIP) + b"\n" + line + b"\n"
    with pytest.raises(InputError, match="line 3"):
        list(told(ftm, content))


def test_a_damaged_array_is_refused() -> None:
    whole = edition(ftm, json.dumps([SHIP]).encode())
    whole.files["main"] = File("x.json", lambda: b'[{"id": "x"')
    with pytest.raises(InputError, match="damaged"):
        list(ftm.records(whole))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"id,schema,properties",
        b'{"left": {"schema": "Person", "properties": {}}}',
        b'{"type": "FeatureCollection", "features": [{"properties": {}}]}',
        b"[" * 10_000 + b'"properties"',
    ],
)
def test_other_files_are_not_taken_for_it(content: bytes) -> None:
    assert ftm.recognise(File("x.json", lambda: content)) is None


def test_an_entity_longer_than_the_head_is_recognised() -> None:
    long = entity("x-1", "Person", name=["Ivan"], notes=["word " * 10_000])
    assert edition(ftm, as_lines(long, SHIP)).dataset == "us_ofac_sdn"


@pytest.mark.skipif(not REAL.exists(), reason="the real list is not at hand")
def test_a_real_list_comes_back_from_its_own_export() -> None:
    groups = []
    for record, claims in told(un, REAL):
        entities = group(claims)
        target = entities.pop(record.id)
        parts = tuple(entities.values())
        groups.append(written.Group(target=target, parts=parts, datasets={"un": "UN"}))
    for form in (written.flat, written.nested):
        tally = Tally()
        back = [fact for _, claims in told(ftm, b"".join(form(groups)), tally) for fact in claims]
        again = [written.line(each, one) for one in groups for each in (one.target, *one.parts)]
        said = {
            (line.id, prop, value)
            for line in again
            for prop, listed in line.properties.items()
            for value in listed
        }
        assert {(c.subject, c.property, c.original or c.value) for c in back} == said
        assert tally.total == 0
