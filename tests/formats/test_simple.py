"""The flat table: its columns, its cells with several values, and cells that are no formulas."""

import csv
import io

from designata.formats import simple
from designata.formats.ftm import Group
from designata.lists.entry import Entry
from tests.formats.test_ftm import of, ship


def table(*groups: Group) -> list[dict[str, str]]:
    text = b"".join(simple.rows(groups)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_target_is_a_row() -> None:
    (row,) = table(of(ship(), datasets={"kr_list": "Korea's list"}, last_seen="2024-06-01"))
    assert tuple(row) == simple.COLUMNS
    assert {column: cell for column, cell in row.items() if cell} == {
        "id": "kr-1",
        "schema": "Vessel",
        "name": "LADY R",
        "countries": "ru",
        "addresses": "1 Sea Road, Astrakhan",
        "identifiers": "IMO9161003;77-X",
        "sanctions": "Arms trade - 2024-04-02",
        "dataset": "Korea's list",
        "last_seen": "2024-06-01",
    }


def test_values_with_a_semicolon_or_quotes_are_quoted_inside_the_cell() -> None:
    entry = Entry("x-1", "Organization", locator="")
    for name in ("A", "Sever; Ltd", '"Sever" LLC', "Plain"):
        entry.add("name", name)
    (row,) = table(of(entry))
    (names,) = csv.reader([row["aliases"]], delimiter=";")
    assert names == ["Sever; Ltd", '"Sever" LLC', "Plain"]


def test_no_cell_begins_like_a_formula() -> None:
    entry = Entry("x-1", "Person", locator="")
    entry.add("name", '=HYPERLINK("http://example.com")')
    entry.add("alias", "@SUM(A1)")
    entry.add("phone", "+74952762975")
    (row,) = table(of(entry))
    assert row["name"].startswith("'=HYPERLINK(")
    assert row["aliases"] == "'@SUM(A1)"
    assert row["phones"] == "'+74952762975"


def test_what_is_no_target_has_no_row() -> None:
    entry = Entry("x-1", "Address", locator="")
    entry.add("full", "1 Sea Road")
    assert table(of(entry)) == []
