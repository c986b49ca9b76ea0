"""The advanced XML's reference values, which all else names by number, and its dates.

A number that no set has is told as such (``AliasType 1404``), and so ends up as text.
"""

from lxml import etree

from designata.lists.ofac.elements import text
from designata.lists.ofac.party import period

UNKNOWN = "Unknown"
"""What the list says where it does not know."""


class References:
    """The reference values, by set and number.

    >>> references = References()
    >>> references.take(etree.fromstring('<a><b><List ID="1550">SDN List</List></b></a>'))
    >>> [references.value("List", number) for number in ("1550", "7", "")]
    ['SDN List', 'List 7', '']
    """

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], str] = {}
        self._kinds: dict[str, str] = {}

    def take(self, sets: etree._Element) -> None:
        """Takes all sets."""
        for value in sets.iterfind("*/*"):
            words = value.get("Description") or text(value)
            self._values[str(value.tag), value.get("ID", "")] = words
        for value in sets.iterfind("PartySubTypeValues/PartySubType"):
            kind, words = self.value("PartyType", value.get("PartyTypeID")), text(value)
            self._kinds[value.get("ID", "")] = kind if words == UNKNOWN else words

    def value(self, kind: str, number: str | None) -> str:
        """A value in words; empty where none is named."""
        return self._values.get((kind, number), f"{kind} {number}") if number else ""

    def known(self, kind: str, number: str | None) -> str:
        """A value in words; empty too where the list says that it does not know it."""
        words = self.value(kind, number)
        return "" if words == UNKNOWN else words

    def kind(self, number: str | None) -> str:
        """What a party is, ``Vessel``, by its sub-type or else the type that this is of."""
        return self._kinds.get(number or "", UNKNOWN)


def day(date: etree._Element | None) -> str:
    """A date in ISO, from its year, month and day; empty where there is none.

    >>> day(etree.fromstring("<Date><Year>2015</Year><Month>9</Month><Day>29</Day></Date>"))
    '2015-09-29'
    """
    if date is None:
        return ""
    parts = (text(date.find(part)) for part in ("Year", "Month", "Day"))
    return "-".join(part.zfill(2) for part in parts if part)


def span(of: etree._Element) -> str:
    """The period of an element that holds a ``DatePeriod``, in EDTF; empty where none is stated.

    From the first day on which it can start to the last on which it can end.
    """
    start, end = of.find("DatePeriod/Start"), of.find("DatePeriod/End")
    first = day(start.find("From")) if start is not None else ""
    last = day(end.find("To")) if end is not None else ""
    about = any(e is not None and e.get("Approximate") == "true" for e in (start, end))
    return period(first, last, about=about)
