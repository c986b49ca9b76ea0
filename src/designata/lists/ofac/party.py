"""One listed party, as OFAC's advanced and enhanced XML both describe it.

Each of the two modules reads its own form into a ``Party``; that alone is told, so that both say
the same, and its bytes stand for the record: internal numbers that change mean nothing.
"""

import calendar
import datetime as dt

import msgspec


class Name(msgspec.Struct, frozen=True, omit_defaults=True):
    """One name in one script.

    Args:
        parts: type and text of each part, in order.
        kind: the alias type, ``A.K.A.``; empty for the primary name.
        script: such as ``Cyrillic``.
        weak: whether the list calls it of low quality.

    >>> name = Name((("Last Name", "Levin"), ("First Name", "Dmitriy")))
    >>> name.text, name.written
    ('LEVIN, Dmitriy', 'Levin, Dmitriy')
    """

    parts: tuple[tuple[str, str], ...]
    kind: str = ""
    script: str = "Latin"
    weak: bool = False

    @property
    def text(self) -> str:
        """As the list's own display writes it: family names and names of things in capitals."""
        first, rest = self._halves()
        return ", ".join(filter(None, (first.upper(), rest)))

    @property
    def written(self) -> str:
        """As the parts write it."""
        return ", ".join(filter(None, self._halves()))

    def _halves(self) -> tuple[str, str]:
        given = " ".join(text for kind, text in self.parts if kind in _GIVEN)
        return " ".join(text for kind, text in self.parts if kind not in _GIVEN), given


_GIVEN = frozenset({"First Name", "Middle Name", "Nickname"})


class Feature(msgspec.Struct, frozen=True, omit_defaults=True):
    """One particular: its type, its value in words, and how sure the list is of it."""

    kind: str
    value: str
    reliability: str = ""
    comment: str = ""


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """One identity paper or registration; ``remark`` is whatever else the list says of it."""

    kind: str
    number: str
    country: str = ""
    authority: str = ""
    since: str = ""
    until: str = ""
    remark: str = ""

    def bearing(self, name: str) -> "Document":
        """The same, with a name that is not the party's primary one; empty text changes nothing."""
        remark = "; ".join(filter(None, (f"in the name of {name}" * bool(name), self.remark)))
        return msgspec.structs.replace(self, remark=remark)


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """One address: its parts by the list's own types, ``CITY``, and its country."""

    parts: dict[str, str]
    country: str = ""

    @property
    def lines(self) -> tuple[str, str]:
        """Street, and town with state and code, put together as in the CSV files.

        >>> Place({"ADDRESS1": "9 Street", "CITY": "Moscow", "POSTAL CODE": "119296"}).lines
        ('9 Street', 'Moscow 119296')
        """
        streets = (self.parts.get(f"ADDRESS{number}") for number in "123")
        town = ", ".join(filter(None, (self.parts.get("CITY"), self.parts.get("STATE/PROVINCE"))))
        code = self.parts.get("POSTAL CODE")
        return ", ".join(filter(None, streets)), " ".join(filter(None, (town, code)))

    @property
    def text(self) -> str:
        """All of it in one line."""
        return ", ".join(filter(None, (*self.lines, self.parts.get("REGION"), self.country)))


class Relation(msgspec.Struct, frozen=True, omit_defaults=True):
    """A tie to another party: its number, its name where known, the list's word for the tie."""

    other: str
    role: str
    name: str = ""
    former: bool = False
    remark: str = ""


class Listing(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of the lists it stands on, and since which day."""

    name: str
    date: str = ""


class Party(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that is said of one party.

    Args:
        number: OFAC's own number.
        kind: ``Individual``, ``Entity``, ``Vessel`` or ``Aircraft``.
        names: every name in every script.
        title: its office or rank.
        comments: the list's remarks.
        features: particulars.
        documents: papers and registrations.
        places: addresses.
        relations: ties to others.
        listings: the lists it stands on.
        programs: the program tags.
        measures: what the designations mean, ``Block``.
        authorities: what they rest on, ``Executive Order 14024 (Russia)``.
        others: what stands in fields that this module does not know, as ``field: text``.
    """

    number: str
    kind: str
    names: tuple[Name, ...]
    title: str = ""
    comments: tuple[str, ...] = ()
    features: tuple[Feature, ...] = ()
    documents: tuple[Document, ...] = ()
    places: tuple[Place, ...] = ()
    relations: tuple[Relation, ...] = ()
    listings: tuple[Listing, ...] = ()
    programs: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its primary name in Latin letters, or the first there is."""
        return min(self.names, key=rank).text if self.names else ""


def rank(name: Name) -> tuple[bool, bool]:
    """Sorts the primary name first, in Latin letters before others."""
    return bool(name.kind), name.script != "Latin"


def period(first: str, last: str, *, about: bool = False) -> str:
    """A span of days as the date it stands for, in EDTF; both days are ISO, empty if open.

    A year is written as its first and last day, and so is a month.

    >>> period("1962-01-01", "1962-12-31"), period("1955-01-01", "1958-12-31", about=True)
    ('1962', '1955~/1958~')
    >>> period("1961-04-01", "1961-04-30"), period("1961-04-02", "1961-04-02"), period("", "")
    ('1961-04', '1961-04-02', '')
    """
    try:
        start = dt.date.fromisoformat(first) if first else None
        end = dt.date.fromisoformat(last) if last else None
    except ValueError:
        return f"{first}/{last}"  # no date: kept as text
    mark = "~" if about else ""
    if start is None or end is None:
        return f"{first + mark if start else '..'}/{last + mark if end else '..'}" * (start != end)
    length = 10
    if start != end and start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        length = 4 if (start.month, end.month) == (1, 12) else 7
    points = dict.fromkeys((first[:length] + mark, last[:length] + mark))
    return "/".join(points)
