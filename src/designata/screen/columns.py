"""Which column of a sheet holds what: guessed from its heading (``data/columns.toml``).

A guess is told, so that a wrong one is seen; a column that nothing is known of is kept.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

import msgspec

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SIGNS = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COUNTED = re.compile(r"\s\d{1,2}$")

ASKED = frozenset(
    {"name", "first_name", "last_name", "alias", "imo", "mmsi", "passport", "lei", "wallet"}
    | {"tax_number", "registration_number", "bic"}
)
"""Columns of which one is enough to ask by."""


ANSWERED = (
    *("hits", "score", "entity", "caption", "why", "designations", "others"),
    *("lists", "policy", "warnings", "error"),
)
"""The columns that answers add: how many hits, the best one, the others in short."""

_SINGLE = {"id", "schema"}


Guesser = Callable[[Sequence[str]], "Guess"]
"""Tells what columns hold by their headings."""


class Guess(msgspec.Struct, frozen=True):
    """What the columns of a sheet hold.

    Args:
        headings: of all columns, in their order.
        places: the numbers of the columns that hold each column of a question.
        asks: whether a question can be made of it.
        cure: what to do where none can.

    >>> guess(["Vessel Name", "IMO No.", "Remarks", "IMO"]).places
    {'name': (0,), 'imo': (1, 3)}
    """

    headings: tuple[str, ...]
    places: dict[str, tuple[int, ...]]
    asks: bool
    cure: str = "head a column name, imo, lei, passport or wallet; docs/screening.md tells more"

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """A row by the columns of a question.

        >>> guess(["Vessel", "IMO No."]).cells(["Lady R", "9161003"])
        {'name': 'Lady R', 'imo': '9161003'}
        """
        found: dict[str, str] = {}
        for column, places in self.places.items():
            values = [row[place] for place in places if place < len(row) and row[place]]
            if values:
                found[column] = values[0] if len(values) == 1 else " | ".join(values)
        return found

    def told(self) -> str:
        """The guess in a line, for people.

        >>> guess(["Vessel Name", "Owner Name", "IMO No.", "Remarks"]).told()
        'name: Vessel Name, Owner Name; imo: IMO No.; kept: Remarks'
        """
        parts = [
            f"{column}: {', '.join(self.headings[place] for place in places)}"
            for column, places in self.places.items()
        ]
        used = {place for places in self.places.values() for place in places}
        kept = [text for place, text in enumerate(self.headings) if place not in used and text]
        return "; ".join([*parts, f"kept: {', '.join(kept)}"] if kept else parts)


def guess(headings: Sequence[str]) -> Guess:
    """What the columns hold; those that say it in the very words of a question come first.

    Several columns of one kind are all taken, save ``id`` and ``schema``, of which the first is.
    The columns of earlier answers are none of a question.

    >>> guess(["No", "ФИО", "Дата рождения"]).places
    {'id': (0,), 'name': (1,), 'birth_date': (2,)}
    >>> guess(["name", "Vessel Name", "hits", "score", "entity", "caption", "why"]).places
    {'name': (0,)}
    """
    exact = {text.strip() for text in headings}
    answered = ANSWERED if exact >= {"hits", "score", "why"} else ()
    places: dict[str, list[int]] = {}
    for place, text in enumerate(headings):
        plain = text.strip()
        column = None if plain in answered else _meant(plain)
        if not column or plain != column in exact or (column in _SINGLE and column in places):
            continue
        places.setdefault(column, []).append(place)
    if "name" in places:  # a full name beside its parts
        places.pop("first_name", None)
        places.pop("middle_name", None)
        places.pop("last_name", None)
    found = {column: tuple(numbers) for column, numbers in places.items()}
    entities = {"schema", "properties"} <= exact
    return Guess(tuple(headings), found, entities or not ASKED.isdisjoint(found))


@lru_cache(maxsize=4096)
def _meant(heading: str) -> str | None:
    headings = _headings()
    if heading in _raw()["columns"]:
        return heading
    plain = fold(_BRACKETS.sub(" ", _CAMEL.sub(" ", heading))) or fold(heading)
    for text in (fold(heading), plain, _COUNTED.sub("", plain)):
        if found := headings.get(text):
            return found
    words = plain.split()
    while len(words) > 1 and words[0] in _whose():
        words = words[1:]
        if found := headings.get(" ".join(words)):
            return found
    return None


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A heading or word without case, accents and signs.

    >>> fold("Geburts-Datum: "), fold("№"), fold("Naïve_Name")
    ('geburts datum', 'no', 'naive name')
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", _SIGNS.sub(" ", bare)).strip()


@cache
def _raw() -> Mapping[str, Mapping[str, list[str]]]:
    source = files("designata.data").joinpath("columns.toml")
    return tomllib.loads(source.read_text("utf-8"))


@cache
def _headings() -> dict[str, str]:
    return {fold(text): column for column, texts in _raw()["columns"].items() for text in texts} | {
        fold(column): column for column in _raw()["columns"]
    }


@cache
def _whose() -> frozenset[str]:
    return frozenset(_raw()["whose"]["words"])


@cache
def words(table: str) -> Mapping[str, str]:
    """What the words of a table mean: ``schemata`` or ``genders``.

    >>> words("schemata")["физлицо"], words("genders")["frau"]
    ('Person', 'female')
    """
    return {fold(text): meaning for meaning, texts in _raw()[table].items() for text in texts}
