from pathlib import Path

from designata.api.compat import flat


def test_another_process_reads_the_same(folder: Path) -> None:
    here, there = flat.read(folder), flat.read_apart(folder)
    assert there.edition == here.edition
    assert there.same == {"v-1": "casebook-lady-r"}
    told = [
        [(one.id, bytes(one.properties), one.text) for one in f.entities] for f in (here, there)
    ]
    assert told[0] == told[1]


def test_what_is_one_has_the_values_of_all_its_records(folder: Path) -> None:
    found = {one.id: one for one in flat.read(folder).entities}
    ship = found["casebook-lady-r"]
    assert ship.records == ("casebook-lady-r", "v-1")
    assert ship.values["imoNumber"] == ["IMO9161003"]
    assert "v-1" not in found
