"""What GUR's ship table says of a ship, as claims.

Cells hold scraping defects: a page's label where its value was missing. Such a cell is no value; it
is kept as text and counted. Look-alike letters in names ("Oceanic IІ") stay as they are written.
"""

from designata.data import words
from designata.lists.entry import Entry
from designata.lists.publishers import Publisher
from designata.model import identifiers, when
from designata.model.claim import Modality

PROGRAM = "War & Sanctions (an intelligence list, no sanction)"
MEANING = (
    "A ship of interest to Ukraine's military intelligence, named on its public portal; "
    "an intelligence directorate's list, which by itself is no sanction"
)
_PAGE = "https://war-sanctions.gur.gov.ua/en/transport/ships/"
_SEVERAL = {"previousName", "buildDate"}
_YEARS = range(1850, 2100)  # another is a slip: a ship of "2800"


def tell(ship: dict[str, str], publisher: Publisher, entry: Entry) -> None:
    """Adds all claims about a ship to its record.

    Args:
        ship: its cells by field; an unknown column's name stands behind ``?``.
        publisher: the list's publisher.
        entry: its record.
    """
    left = dict(ship)
    _listing(left.pop("number", ""), left.pop("status", ""), publisher, entry)
    _former_mmsi(left.pop("formerMmsi", ""), left.get("mmsi", ""), entry)
    for field, cell in left.items():
        for text in cell.split(" / ") if field in _SEVERAL else (cell,):
            _value(entry, field, text.strip())
    entry.settle()


def _listing(number: str, status: str, publisher: Publisher, entry: Entry) -> None:
    """GUR's naming, unless it has taken the ship off: then the table's word stands as a note."""
    if status.casefold() in words("ua", "delisted"):
        entry.add("notes", f"status: {status}")
        return
    entry.add("topics", "poi")
    listing = entry.child("Sanction", "gur")
    for prop, text in (
        ("entity", entry.id),
        ("authority", publisher.authority),
        ("country", publisher.country),
        ("program", PROGRAM),
        ("summary", MEANING),
        ("status", status),
        ("authorityId", number),
        ("programUrl", f"{_PAGE}{number}" if number.isdecimal() else None),
    ):
        listing.add(prop, text)


def _former_mmsi(cell: str, current: str, entry: Entry) -> None:
    """The number of an earlier scrape; the table does not tell whether or until when it held."""
    number = identifiers.normalise("mmsi", cell.lstrip("\ufffd"))
    if cell and not number:
        entry.keep(f"mmsi_legacy: {cell}", "mmsi_legacy")
    elif number != identifiers.normalise("mmsi", current):
        entry.add("mmsi", number, original=f"mmsi_legacy {cell}", modality=Modality.POSSIBLE)


def _value(entry: Entry, field: str, text: str) -> None:
    if not text or text.casefold() in words("ua", "nothing"):
        return
    year = when.parse(text) if field == "buildDate" else None
    wrong_year = year is not None and year.earliest.year not in _YEARS
    if text.casefold() in words("ua", "label") or wrong_year or field.startswith("?"):
        name = field.removeprefix("?")
        entry.keep(f"{name}: {text}", name)
    else:
        entry.add(field, text)
