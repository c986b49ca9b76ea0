"""What every language offers, and what most of them do alike."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

import msgspec

from designata.brief.named import Named
from designata.data import load, words
from designata.model import countries
from designata.model.when import from_edtf
from designata.names import script

QUOTED = 300
"""The longest quotation, in characters; what is longer is cut at a word."""

_FAMILY = re.compile(r"([^,]+), ([^,]+)")
_CAPITALS = re.compile(r"\b(?![IVX]+\b)[^\W\d_a-zа-яіїєґ]{2,}\b")
"""Words in capitals, but for Roman numbers."""

_WORDS = re.compile(r"[^\W\d_]+|.", re.DOTALL)
"""Words, and what lies between, sign by sign."""


class Words(msgspec.Struct, frozen=True):
    """The tables of a language's file."""

    nouns: dict[str, list[str]]
    authorities: dict[str, str]
    fields: dict[str, str]
    labels: dict[str, str]
    headings: dict[str, str]
    titles: dict[str, str]
    sentences: dict[str, str]
    phrases: dict[str, str]
    bonds: dict[str, str]
    genitives: dict[str, str] = {}
    numbers: dict[str, list[str]] = {}
    the: dict[str, list[str]] = {}


class Tongue:
    """A language: how it counts, dates, joins and names."""

    code = ""
    letters: tuple[str, ...] = ("latin",)
    """Scripts that its voice reads."""

    @cached_property
    def words(self) -> Words:
        """The tables of its file."""
        return load(f"brief/{self.code}", Words)

    def day(self, edtf: str) -> str:
        """A day, a month or a year, as far as it is known."""
        raise NotImplementedError

    def number(self, count: int) -> str:
        """A number in running text."""
        return f"{count:,}"

    def many(self, count: int, noun: str, country: str | None = None) -> str:
        """So many things, where a sentence counts them."""
        raise NotImplementedError

    def whom(self, groups: Sequence[tuple[int, str, str | None]]) -> str:
        """Groups by number, kind and country, where they are what an act hit."""
        return self.joined([self.many(*group) for group in groups])

    def named(self, some: Sequence[Named]) -> str:
        """Few entities where they are what an act hit; those of one kind and country together."""
        groups: dict[tuple[str, str | None], list[Named]] = {}
        for who in some:
            groups.setdefault((who.kind, who.country), []).append(who)
        return self.joined([self.alike(group) for group in groups.values()])

    def alike(self, some: Sequence[Named]) -> str:
        """Entities of one kind and country."""
        raise NotImplementedError

    def lag(self, days: int) -> str:
        """How long that is."""
        raise NotImplementedError

    def span(self, days: int) -> str:
        """The same where it is not said of what was earlier."""
        return self.lag(days)

    def joined(self, texts: Sequence[str], more: int = 0) -> str:
        """A list in running text; ``more`` are counted only."""
        raise NotImplementedError

    def land(self, code: str) -> str:
        """A country's name."""
        return countries.name(code, self.code)

    def place(self, code: str) -> str:
        """A country's name by itself, as on a label."""
        return self.land(code)

    def actor(self, country: str | None, authority: str) -> str:
        """Who acts: a country, where it is known whose authority that is."""
        return self.land(country) if country else self.office(authority)

    def office(self, authority: str) -> str:
        """An authority's name."""
        return self.words.authorities.get(authority, authority)

    def quote(self, text: str) -> str:
        """A quotation."""
        return f"“{cut(text)}”"

    def called(self, who: Named) -> str:
        """An entity's name in running text."""
        return plain(who)

    def speaker(self, name: str) -> str:
        """A speaker as the subject of a sentence."""
        return name

    def within(self, name: str) -> str:
        """A speaker within a sentence."""
        return name

    def numbered(self, who: Named) -> str:
        """An entity's name with a ship's number."""
        name = self.called(who)
        return f"{name} (IMO {who.imo})" if who.kind == "vessel" and who.imo else name

    def full(self, who: Named) -> str:
        """The same where it is named first: with a person's position."""
        return self.numbered(who)

    def filters(self) -> dict[str, Callable[..., str]]:
        """What templates may do."""
        return {
            "cap": capital,
            "day": self.day,
            "number": self.number,
            "many": self.many,
            "joined": self.joined,
        }

    def spoken(self, text: str) -> str | None:
        """The text as the voice should say it; none where that is as it is printed.

        Names in a script that the voice cannot speak are romanised.
        """
        said = "".join(self._readable(piece) for piece in _WORDS.findall(text))
        return None if said == text else said

    def _readable(self, piece: str) -> str:
        if piece.isascii() or script.script_of(piece) in self.letters:
            return piece
        return " ".join(script.read(piece).latin.split()).title()


def plain(who: Named) -> str:
    """A name in the order in which it is said, a person's not in capitals.

    >>> from designata.brief.cite import Held
    >>> person = Named(entity="x", caption="RI, Tong Hyok", schema="Person", kind="person",
    ...                country="kp", names={}, imo=None, role=None, cited=Held())
    >>> plain(person)
    'Ri Tong Hyok'
    """
    if who.kind != "person":
        return who.caption
    caption = _CAPITALS.sub(lambda word: word[0].title(), who.caption)
    found = _FAMILY.fullmatch(caption)
    if not found:
        return caption
    order = (1, 2) if who.country in words("brief", "family_first") else (2, 1)
    return f"{found[order[0]]} {found[order[1]]}"


def cut(text: str) -> str:
    """A quotation within its length, on one line, without its own quotation marks or full stop.

    >>> cut('"It moved  cargo."')
    'It moved cargo'
    """
    text = " ".join(text.split()).strip("\"“”'. ")
    if len(text) <= QUOTED:
        return text
    return text[:QUOTED].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


def point(edtf: str) -> tuple[int, int, int]:
    """Year, month and day of a date; 0 for what is not known, or of a range for what differs."""
    when = from_edtf(edtf)
    first, last = when.earliest, when.latest
    if first == last:
        return first.year, first.month, first.day
    if (first.year, first.month) == (last.year, last.month):
        return first.year, first.month, 0
    return first.year, 0, 0


def capital(text: str) -> str:
    """A text that begins a sentence.

    >>> capital("the United States")
    'The United States'
    """
    return text[:1].upper() + text[1:]
