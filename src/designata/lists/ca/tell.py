"""What Canada says in one record, as claims.

The cell "Country" names the regulation in both languages, not anybody's nationality. A schedule and
an item are the entry's place in that regulation.
"""

import re

from designata.data import meanings
from designata.lists.ca import names
from designata.lists.entry import Entry
from designata.lists.publishers import Publisher

_LANGUAGES = ("eng", "fra")
_BILINGUAL = re.compile(r"\s*\|\s*|(?<=\w)/(?=\w)")
_ALTERNATIVES = re.compile(r"\s+or\s+", re.IGNORECASE)
_BORN = re.compile(r"^born\s+(?:(?:in|on)\s+)?(?:the\s+)?", re.IGNORECASE)
_NOTHING = {"", "n/a", "-"}


def tell(fields: dict[str, str], publisher: Publisher, entry: Entry) -> None:
    """Adds all claims about an entry to its record.

    Args:
        fields: its texts by element.
        publisher: the list's publisher.
        entry: its record.
    """
    left = dict(fields)
    entry.add("topics", "sanction")
    _names(left, entry)
    _titles(left.pop("TitleOrShip", ""), entry)
    born = "buildDate" if entry.schema == "Vessel" else "birthDate"
    if entry.schema != "Organization":
        for date in _ALTERNATIVES.split(left.pop("DateOfBirthOrShipBuildDate", "")):
            entry.add(born, _BORN.sub("", date), original=date)
    if entry.schema == "Vessel":
        entry.add("imoNumber", left.pop("ShipIMONumber", ""))
    _sanction(left, publisher, entry)
    for field, text in left.items():
        entry.keep(f"{field}: {text}", field)
    entry.settle()


def _names(left: dict[str, str], entry: Entry) -> None:
    named = left.pop("EntityOrShip", "")
    if entry.schema == "Person":
        given, givens = names.bracketed(left.pop("GivenName", ""))
        last, lasts = names.bracketed(left.pop("LastName", ""))
        entry.add("name", f"{given} {last}")
        entry.add("firstName", given)
        entry.add("lastName", last)
        for other in givens:
            entry.add("alias", f"{other} {last}")
        for other in lasts:
            entry.add("alias", f"{given} {other}")
    elif entry.schema == "Vessel":
        entry.add("name", named)
    else:
        first, *others = names.firm(named)
        entry.add("name", first.text, original=named, lang=first.lang)
        for name in others:
            entry.add("abbreviation" if name.short else "alias", name.text, lang=name.lang)
    person = entry.schema == "Person"
    for name in names.aliases(left.pop("Aliases", ""), person=person):
        if person:
            entry.add("alias" if " " in name.text else "weakAlias", name.text, lang=name.lang)
        elif names.is_form(name.text):
            entry.keep(f"Aliases: {name.text}", "Aliases")
        else:
            short = name.short and entry.schema == "Organization"
            entry.add("abbreviation" if short else "alias", name.text, lang=name.lang)


def _titles(text: str, entry: Entry) -> None:
    """A person's title or a ship's type: ``Colonel|colonel``, and a ship's may have a slash."""
    if entry.schema == "Vessel":
        prop, halves = "type", text.split("|")
    else:
        prop, halves = "title", _BILINGUAL.split(text)
    two = len(halves) == len(_LANGUAGES)
    for half, lang in zip(halves, _LANGUAGES if two else [None] * len(halves), strict=True):
        entry.add(prop, half, lang=lang)


def _sanction(left: dict[str, str], publisher: Publisher, entry: Entry) -> None:
    cell = " ".join(left.pop("Country", "").split())
    programs = cell.split(" / ")
    sanction = entry.child("Sanction", programs[0] or "listing")
    sanction.add("entity", entry.id)
    sanction.add("authority", publisher.authority)
    sanction.add("country", publisher.country)
    two = len(programs) == len(_LANGUAGES)
    for program, lang in zip(programs, _LANGUAGES if two else [None] * len(programs), strict=True):
        sanction.add("program", program, lang=lang)
    sanction.add("legalBasis", meanings("ca", "regulation").get(programs[0]))
    sanction.add("listingDate", left.pop("DateOfListing", ""))
    schedule, item = left.pop("Schedule", ""), left.pop("Item", "")
    place = [f"Schedule {schedule}"] if schedule.casefold() not in _NOTHING else []
    sanction.add("recordId", ", ".join([*place, f"item {item}"] if item else place))
