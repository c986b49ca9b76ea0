"""Ukraine: the ships that GUR, its military intelligence, names on the portal War & Sanctions.

It is an intelligence directorate's list, no sanction; and there is no official file: the table
read here is made of the portal's pages, a row a ship. A ship's id is its IMO number, which stays
when GUR takes it off; GUR's own number where there is no right one. https://war-sanctions.gur.gov.ua/en/transport/ships
"""

from collections.abc import Iterator
from functools import partial
from itertools import islice

from designata.data import meanings
from designata.errors import InputError
from designata.formats import tables
from designata.lists import publishers
from designata.lists.source import Edition, File, Recognised, Record
from designata.lists.ua.tell import tell
from designata.model import identifiers

READER = 1

PUBLISHER = publishers.of("ua")

REQUIRED = ("gur_id", "name", "imo")
"""Columns without which a table is not this one."""


def recognise(file: File) -> Recognised | None:
    r"""Tells the table by its header.

    >>> recognise(File("a.csv", lambda: b"gur_id,name,imo\n33,ANGARA,9179842\n")).dataset
    'gur'
    """
    if not tables.begins_with(file.head, *REQUIRED):
        return None
    return Recognised(dataset="gur", format="GUR ships CSV")


def records(edition: Edition) -> Iterator[Record]:
    """The ships in the order of the table.

    Raises:
        InputError: when a row is cut short, names no ship or repeats another.
    """
    file = edition.files["main"]
    rows = tables.csv_rows(file.content(), name=file.name)
    _, columns = tables.header(list(islice(rows, 1)), *REQUIRED, name=file.name)
    known = meanings("ua", "column")
    fields = [known.get(column, f"?{column}") for column in columns]
    seen: set[str] = set()
    for row in rows:
        ship = dict(zip(fields, row.cells, strict=False))
        name = next((name for name in _ids(ship) if name not in seen), None)
        if len(row.cells) != len(columns) or not name or not ship["name"]:
            raise InputError(
                "the row is cut short, names no ship or repeats another",
                where=f"{file.name}, {row.locator}",
                cure="make the table again",
            )
        seen.add(name)
        yield Record(
            id=name,
            schema="Vessel",
            raw="\x1f".join(row.cells).encode(),
            tell=partial(tell, ship, PUBLISHER),
            locator=row.locator,
        )


def _ids(ship: dict[str, str]) -> Iterator[str]:
    """What may name a ship, the best first."""
    if imo := identifiers.normalise("imoNumber", ship.get("imoNumber", "")):
        yield f"ua-{imo}"
    if number := ship.get("number"):
        yield f"ua-gur-{number}"
