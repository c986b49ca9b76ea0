"""The real ConLists of ../shared: counts, records looked up by hand, and that no word is lost."""

from pathlib import Path

import pytest

from designata.data import folded
from designata.formats import tables
from designata.lists import uk
from designata.lists.entry import Tally
from designata.lists.uk import conlist
from tests.lists.reading import edition, lost, told, values

SHARED = Path(__file__).parents[2].parent / "shared" / "lists" / "uk"
OLD, NEW = SHARED / "OFSI_ConList_2018-04-13.csv", SHARED / "OFSI_ConList_2025-04-10.xlsx"

pytestmark = pytest.mark.skipif(not NEW.exists(), reason="the real lists are not at hand")


def test_the_list_of_april_2025() -> None:
    tally = Tally()
    rows = {record.id: (record, claims) for record, claims in told(uk, NEW, tally)}
    assert len(rows) == 4_686
    assert [record.schema for record, _ in rows.values()].count("Vessel") == 15
    assert tally.total < 50
    _, claims = rows["uk-13919"]  # Viktor Lukashenko: two regimes
    assert values(claims, "authorityId", "-belarus") == ["BEL0047", "13919"]
    assert values(claims, "birthDate") == ["1975-11-28"]
    _, claims = rows["uk-13651"]  # Sam Jong 2
    assert values(claims, "imoNumber") == ["7408873"]
    assert values(claims, "owner") == ["uk-13635"]
    _, claims = rows["uk-15378"]  # RSB Group
    assert values(claims, "innCode") == ["7726531639"]
    assert values(claims, "ogrnCode") == ["1057749205942"]
    _, claims = rows["uk-7172"]
    assert values(claims, "unscId") == ["TAi.002"]
    assert len(values(claims, "birthDate")) == 10


def test_the_list_of_april_2018_and_the_ids_it_shares() -> None:
    whole = edition(uk, OLD)
    assert str(whole.published) == "2018-04-13"
    rows = {record.id: (record, claims) for record, claims in told(uk, OLD)}
    assert len(rows) == 2_106
    assert sum(record.schema == "Vessel" for record, _ in rows.values()) == 25
    _, claims = rows["uk-7863"]  # Dawood Ibrahim Kaskar
    assert len(values(claims, "passportNumber")) == 14
    assert values(claims, "unscId") == ["QI.K.135.03"]
    later = {record.id: record.schema for record in uk.records(edition(uk, NEW))}
    shared = rows.keys() & later.keys()
    assert len(shared) > 1_300
    assert all(rows[number][0].schema == later[number] for number in shared)


@pytest.mark.parametrize("path", [OLD, NEW])
def test_every_word_of_a_cell_is_in_some_claim(path: Path) -> None:
    content = path.read_bytes()
    if path == NEW:
        _, columns, rows = tables.sheet_with(content, *conlist.REQUIRED, name="")
    else:
        _, header, *rows = tables.csv_rows(content, name="")
        columns = list(header.cells)
    # The kind is told by schema and property, the script by the letters, the language by ``lang``.
    skipped = {"Group Type", "Alias Type", "Alias Quality"} | {
        "Non-Latin Script Type",
        "Non-Latin Script Language",
    }
    cells: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        named = zip(columns, row.cells, strict=True)
        cells.setdefault(f"uk-{row.cells[-1]}", []).extend(
            (column, text) for column, text in named if column not in skipped
        )
    labels = " ".join(folded("uk", "tags")).replace("/", " ").casefold().split()
    claims = {record.id: said for record, said in told(uk, path)}
    assert lost(cells, claims, frozenset([*labels, *"abcdefg", "to", "and"])) == []
