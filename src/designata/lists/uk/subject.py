"""One designated subject as the United Kingdom's lists spread it over rows or elements.

A list repeats a subject's row for every combination of its names, birth dates and addresses; here
each value stands once, with the place where it stood first. Nothing is interpreted yet.
"""

from collections.abc import Mapping

from designata.data import folded

GROUPS: dict[str, tuple[str, ...]] = {
    "name": ("name1", "name2", "name3", "name4", "name5", "name6", "nameType", "nameStrength"),
    "script": ("script", "scriptLanguage", "nameType", "nameStrength"),
    "birth": ("birthTown", "birthCountry"),
    "passport": ("passport", "passportDetails"),
    "national": ("national", "nationalDetails"),
    "address": (
        *(f"address{number}" for number in range(1, 7)),
        "postalCode",
        "addressCountry",
    ),
    "designation": ("program", "listed", "designated"),
}
"""Fields that make sense together only. A name's type alone names nothing."""

_TOGETHER = frozenset(field for fields in GROUPS.values() for field in fields)
_NEEDS = {"name": 6, "script": 1}  # how many of the first fields must hold something

SCHEMATA = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
"""The schema of a group type. A firm is an ``Organization``: the lists do not tell companies."""

UNKNOWN = "?"
"""What stands before the name of a column or element that this version does not know."""


class Subject:
    """What a list says of one subject, value by value.

    >>> subject = Subject()
    >>> subject.take({"name6": "KONY", "nameType": "AKA", "title": "General"}, "row=3")
    >>> subject.take({"name6": "KONY", "nameType": "AKA", "title": "Major"}, "row=4")
    >>> subject.values["title"]
    {'General': 'row=3', 'Major': 'row=4'}
    >>> len(subject.groups["name"])
    1
    """

    def __init__(self) -> None:
        self.groups: dict[str, dict[tuple[str, ...], str]] = {name: {} for name in GROUPS}
        self.values: dict[str, dict[str, str]] = {}

    def take(self, cells: Mapping[str, str], where: str) -> None:
        """Adds the values of one row or element.

        Args:
            cells: text by field.
            where: the place in the file.
        """
        for name, fields in GROUPS.items():
            if cells.keys().isdisjoint(fields):
                continue
            row = tuple([cells.get(field, "") for field in fields])
            if any(row[: _NEEDS.get(name)]):
                self.groups[name].setdefault(row, where)
        for field, text in cells.items():
            if text and field not in _TOGETHER:
                self.values.setdefault(field, {}).setdefault(text, where)

    def pop(self, field: str) -> dict[str, str]:
        """The values of a field with their places; whoever asks has told them."""
        return self.values.pop(field, {})


def fields(columns: list[str], name: str) -> list[str]:
    """The field of each column; one that is not known keeps its name behind a mark.

    >>> fields(["Group ID", "Shoe size"], "conlist")
    ['group', '?Shoe size']
    """
    known = folded("uk", name)
    return [known.get(" ".join(column.casefold().split()), UNKNOWN + column) for column in columns]
