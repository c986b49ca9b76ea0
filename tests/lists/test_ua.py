"""Small tables of GUR's ships, and the real one where it is at hand."""

from pathlib import Path

import pytest

from designata.errors import InputError
from designata.lists import ua
from designata.lists.entry import Tally
from designata.lists.source import File
from designata.model.claim import Modality
from tests.lists.reading import told, values
from tests.lists.sheets import as_csv, columns

REAL = Path(__file__).parents[2].parent / "shared/lists/ua/gur_vessels_2026-06.csv"
needs_list = pytest.mark.skipif(not REAL.exists(), reason="the real list is not at hand")

HEADER = columns(
    "gur_id,name,imo,mmsi_current,mmsi_legacy,flag,vessel_type,callsign,former_names,build_year,status"
)
SHIP = {
    "gur_id": "7",
    "name": "EXAMPLE",
    "imo": "9179842",
    "mmsi_current": "273210440",
    "mmsi_legacy": "273210440",
    "flag": "russian federation",
    "vessel_type": "Ro-Ro Cargo Ship",
    "callsign": "UBYT2",
    "former_names": "Scan Model / Oceanic IІ / Omskiy-132/1",
    "build_year": "2011 / 2015",
    "status": "listed",
}


def ships(*rows: dict[str, str]) -> bytes:
    return as_csv(HEADER, *rows)


def test_the_table_is_recognised_by_its_header() -> None:
    content = ships(SHIP)
    found = ua.recognise(File("anything.csv", lambda: content))
    assert found is not None
    assert (found.dataset, found.published) == ("gur", None)
    for other in (b"", b"gur_id,name\n7,X\n", b"<html></html>", b"a\x00b,c\n"):
        assert ua.recognise(File("x.csv", lambda other=other: other)) is None  # type: ignore[misc]


def test_a_ships_cells_are_claims() -> None:
    tally = Tally()
    [(record, claims)] = told(ua, ships(SHIP), tally)
    assert (record.id, record.schema) == ("ua-9179842", "Vessel")
    assert values(claims, "name") == ["EXAMPLE"]
    assert values(claims, "imoNumber") == ["9179842"]
    assert values(claims, "mmsi") == ["273210440"]
    assert values(claims, "flag") == ["ru"]
    assert values(claims, "callSign") == ["UBYT2"]
    assert values(claims, "buildDate") == ["2011", "2015"]
    # the look-alike letter (Cyrillic І) stays as it was written
    assert values(claims, "previousName") == ["Scan Model", "Oceanic IІ", "Omskiy-132/1"]
    assert tally.total == 0


def test_it_is_no_sanction_and_says_so() -> None:
    [(_, claims)] = told(ua, ships(SHIP))
    assert values(claims, "topics") == ["poi"]
    assert values(claims, "authority") == [ua.PUBLISHER.authority]
    assert values(claims, "authorityId") == ["7"]
    assert values(claims, "status") == ["listed"]
    assert "no sanction" in values(claims, "summary")[0]
    assert values(claims, "programUrl") == ["https://war-sanctions.gur.gov.ua/en/transport/ships/7"]


def test_a_ship_taken_off_keeps_its_id_and_loses_its_listing() -> None:
    off = dict.fromkeys(HEADER, "") | {
        "name": "EXAMPLE",
        "imo": "9179842",
        "mmsi_legacy": "273210440",
        "status": "delisted_from_gur",
    }
    [(record, claims)] = told(ua, ships(off))
    assert record.id == "ua-9179842"
    assert {c.schema for c in claims} == {"Vessel"}
    assert values(claims, "topics") == []
    assert values(claims, "notes") == ["status: delisted_from_gur"]


@pytest.mark.parametrize("current", ["352004128", "Call sign", ""])
def test_an_older_number_is_only_possibly_the_ships(current: str) -> None:
    row = SHIP | {"mmsi_current": current, "mmsi_legacy": "\ufffd626475000"}
    [(_, claims)] = told(ua, ships(row))
    [old] = [c for c in claims if c.property == "mmsi" and c.value == "626475000"]
    assert old.modality == Modality.POSSIBLE
    assert old.original == "mmsi_legacy \ufffd626475000"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("former_names", "Flags (former)"),
        ("mmsi_current", "Call sign"),
        ("callsign", "Vessel name"),
        ("callsign", "306254000"),
        ("imo", "RS 150443"),
        ("build_year", "2007HQZS3"),
        ("build_year", "2800"),
        ("mmsi_legacy", "Call sign"),
        ("flag", "Atlantis"),
    ],
)
def test_what_is_no_value_is_kept_as_text_and_counted(column: str, text: str) -> None:
    tally = Tally()
    [(_, claims)] = told(ua, ships(SHIP | {column: text}), tally)
    [note] = values(claims, "notes")
    assert note.endswith(f": {text}")
    assert tally.total == 1
    assert text not in {c.value for c in claims if c.property != "notes"}


def test_unknown_flags_and_columns() -> None:
    tally = Tally()
    content = as_csv([*HEADER, "shoe"], SHIP | {"flag": "unknown", "shoe": "44"})
    [(_, claims)] = told(ua, content, tally)
    assert values(claims, "flag") == []
    assert values(claims, "notes") == ["shoe: 44"]


def test_gurs_own_number_stands_in_for_a_missing_or_taken_imo_number() -> None:
    rows = [SHIP, SHIP | {"gur_id": "8"}, SHIP | {"gur_id": "9", "imo": "RS 1"}]
    assert [record.id for record, _ in told(ua, ships(*rows))] == [
        "ua-9179842",
        "ua-gur-8",
        "ua-gur-9",
    ]


@pytest.mark.parametrize("row", [SHIP, SHIP | {"gur_id": "", "imo": ""}, SHIP | {"name": ""}])
def test_a_row_that_names_no_ship_of_its_own_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(InputError) as caught:
        list(told(ua, ships(SHIP, SHIP | {"gur_id": "7"}, row)))
    assert "bytes=" in caught.value.where


def test_a_cut_row_is_refused() -> None:
    with pytest.raises(InputError, match="cut short"):
        list(told(ua, ships(SHIP, SHIP)[:-20]))


@needs_list
def test_the_list_of_june_2026() -> None:
    tally = Tally()
    rows = {record.id: claims for record, claims in told(ua, REAL, tally)}
    assert len(rows) == 1_414
    every = [claim for claims in rows.values() for claim in claims]
    assert sum(c.schema == "Sanction" and c.property == "entity" for c in every) == 1_404
    assert sum(c.property == "imoNumber" for c in every) == 1_410
    assert tally.counts["previousName"] == 262  # "Flags (former)"
    assert not [c for c in every if c.property == "previousName" and "former" in c.value]
    assert values(rows["ua-9179842"], "previousName")[0] == "Scan Arctic"  # ANGARA
    assert values(rows["ua-9161003"], "name") == ["LADY R"]
    assert values(rows["ua-9275995"], "previousName")[-1] == "Oceanic IІ"
