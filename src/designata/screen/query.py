"""A question: what is asked about, brought to normal forms.

Asked in the columns of the contract, or as an entity in FollowTheMoney's terms. What cannot be
brought to its normal form is told, not guessed: the question is asked without it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

import msgspec

from designata.errors import InputError
from designata.evidence.comparisons import Record
from designata.model import identifiers, vocabulary
from designata.screen import values

LONGEST = 1_000
"""Letters of a name that are looked at."""

MOST = 50
"""Names of a question that are looked at, and values of each other property."""

COLUMNS = (
    *("id", "schema", "name", "birth_date", "country", "nationality", "imo", "mmsi", "passport"),
    *("tax_number", "lei", "bic", "wallet", "address"),
    *("alias", "first_name", "middle_name", "last_name"),
    *("birth_place", "gender", "flag", "registration_number"),
)
"""The columns of a question."""

UNSAID = "Thing"
"""The schema where none is said: it is compared with everything."""

_PARTS = ("first_name", "middle_name", "last_name")
_NOT_ENOUGH = {"birthDate", "country", "nationality", "flag", "address", "birthPlace", "gender"}
_LETTER = re.compile(r"[^\W_]")
_ISSUED = re.compile(r"([A-Za-z]{2,3}):\s*(.+)")


_Value = tuple[str, str | None, str]
"""A property, its value in normal form if it was understood, and the value as it was given."""

_Reader = Callable[[str], list[_Value]]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """One question.

    Args:
        id: the asker's own.
        schema: what is asked about.
        names: as given, without marks that cannot be seen.
        facts: normal values by FollowTheMoney's property.
        weak: those of the names that are weak aliases.
        warnings: what was given and could not be understood.
    """

    id: str
    schema: str
    names: tuple[str, ...]
    facts: dict[str, list[str]]
    weak: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def record(self) -> Record:
        """It as one side of a comparison."""
        return Record.of(self.schema, self.names, self.facts, weak=self.weak)

    def told(self) -> dict[str, object]:
        """It as answers repeat it."""
        return {"schema": self.schema, "names": self.names, **self.facts}


def of_columns(cells: Mapping[str, str]) -> Query:
    """The question of one row, by the contract's columns; several values between `` | ``.

    Raises:
        InputError: when it asks nothing: no name and no identifier.

    >>> query = of_columns({"name": "Lady R. | Lady-R", "imo": "IMO 9161003", "flag": "Russia"})
    >>> query.schema, query.names, query.facts
    ('Vessel', ('Lady R.', 'Lady-R'), {'imoNumber': ['9161003'], 'flag': ['ru']})
    """
    told = _Told()
    names = _several(cells.get("name", "")) or _in_parts(cells)
    names += [n for text in _several(cells.get("alias", "")) for n in _several(text, ";")]
    names = [name for name in dict.fromkeys(names) if _LETTER.search(name)]
    for column, text in cells.items():
        if column in _READ:
            for prop, value, given in _read(column, text):
                told.take(prop, value, given)
    schema = _schema(cells, told, named=bool(names))
    if vocabulary.schema(schema).is_a("Vehicle") and "country" in told.facts:
        told.facts.setdefault("flag", []).extend(told.facts.pop("country"))
    return _query(cells.get("id", ""), schema, names, told)


def of_entity(entity: Mapping[str, object], *, given: bool = False) -> Query:
    """The question of an entity in FollowTheMoney's terms: ``schema`` and ``properties``.

    Args:
        entity: as its JSON is decoded; nested addresses and passports are understood.
        given: takes numbers as they are given, wrong check digits or not.

    Raises:
        InputError: when it is no such entity, or says nothing to ask by.

    >>> query = of_entity({"schema": "Vessel", "properties": {
    ...     "name": ["LADY R"], "imoNumber": ["IMO9161003"], "flag": ["Russia"]}})
    >>> query.names, query.facts
    (('LADY R',), {'imoNumber': ['9161003'], 'flag': ['ru']})
    """
    properties = entity.get("properties")
    if not isinstance(properties, Mapping):
        raise InputError(
            "there is no entity: an object with schema and properties is needed",
            cure="write FollowTheMoney's JSON, or the columns of a question",
        )
    told = _Told()
    schema = _of_words(str(entity.get("schema") or ""), told) or UNSAID
    names: dict[str, None] = {}
    parts: dict[str, str] = {}
    for prop, found in properties.items():
        for value in found if isinstance(found, list | tuple) else [found]:
            if isinstance(value, Mapping):
                told.part(str(prop), value)
            elif isinstance(value, str | int | float) and (text := values.clean(str(value))):
                if prop in vocabulary.NAMES:
                    names[text] = None
                elif prop in {"firstName", "secondName", "middleName", "fatherName", "lastName"}:
                    parts.setdefault(str(prop), text)
                else:
                    told.property(str(prop), text, given=given)
    if not names and "lastName" in parts:
        order = ("firstName", "secondName", "middleName", "fatherName", "lastName")
        names[" ".join(parts[prop] for prop in order if prop in parts)] = None
    weak = _texts(properties.get("weakAlias")) - _texts(properties.get("name"))
    asked = [name for name in names if _LETTER.search(name)]
    return _query(str(entity.get("id") or ""), schema, asked, told, weak=weak)


class _Told:
    """What a question says, value by value, and what of it could not be understood."""

    def __init__(self) -> None:
        self.facts: dict[str, list[str]] = {}
        self.warnings: list[str] = []

    def take(self, prop: str, value: str | None, text: str) -> None:
        kept = self.facts.get(prop, [])
        if not value:
            self.warn(f"{prop} not understood: {text[:60]}")
        elif len(kept) == MOST and value not in kept:
            self.warn(f"{prop}: only the first {MOST} values are asked by")
        elif value not in kept:
            self.facts[prop] = [*kept, value]

    def warn(self, text: str) -> None:
        """Keeps a warning, once, while there is room."""
        if len(self.warnings) < MOST and text not in self.warnings:
            self.warnings.append(text)

    def property(self, prop: str, text: str, *, given: bool) -> None:
        """A value of one of FollowTheMoney's properties, by the property's type."""
        kind, text = _types().get(prop), text[:LONGEST]
        found: Iterable[_Value] = ()
        if prop == "gender":
            found = [(prop, values.gender(text), text)]
        elif prop == "passportNumber":
            found = _passport(text)
        elif kind == "date":
            found = [(prop, values.date(text), text)]
        elif kind == "country":
            found = [(prop, values.land(text), text)]
        elif prop in identifiers.KINDS:
            number = identifiers.normalise(prop, text)
            found = [(prop, number or (identifiers.compact(text) if given else None), text)]
        elif kind in {"identifier", "address"} or prop in {"birthPlace", "type"}:
            found = [(prop, text, text)]
        for value in found:
            self.take(*value)

    def part(self, prop: str, entity: Mapping[object, object]) -> None:
        """What hangs on an entity: its address, its passport."""
        properties = entity.get("properties")
        if not isinstance(properties, Mapping):
            return
        for full in sorted(_texts(properties.get("full")))[: MOST + 1]:
            self.take("address", full[:LONGEST], full)
        if entity.get("schema") == "Passport" or prop == "passport":
            told = sorted(_texts(properties.get("country")))[:1]
            countries = [values.land(text) for text in told]
            for number in sorted(_texts(properties.get("number")))[: MOST + 1]:
                issuer = countries[0] if countries else None
                text = number[:LONGEST]
                for value in _passport(f"{issuer}:{text}" if issuer else text):
                    self.take(*value)


def _lands(prop: str) -> _Reader:
    """A country, or several between signs that none has in its name."""

    def read(text: str) -> list[_Value]:
        if code := values.land(text):
            return [(prop, code, text)]
        parts = [part.strip() for part in re.split(r"[;/+,]", text)]
        return [(prop, values.land(part), part) for part in parts if part]

    return read


def _passport(text: str) -> list[_Value]:
    """A passport number, its issuer before a colon where it is said: ``ru:51 234567``."""
    match = _ISSUED.fullmatch(text)
    issuer = values.land(match[1]) if match else None
    number = identifiers.compact(match[2] if match and issuer else text)
    found: list[_Value] = [("passportNumber", number, text)]
    if issuer and number:
        found.append(("passport", f"{issuer}:{number}", text))
    return found


def _tax_number(text: str) -> list[_Value]:
    """A tax number, known as a Russian one by its check digits."""
    inn = identifiers.normalise("innCode", text)
    return [("innCode" if inn else "taxNumber", inn or text, text)]


def _number(prop: str) -> _Reader:
    return lambda text: [(prop, identifiers.normalise(prop, text), text)]


def _text(prop: str) -> _Reader:
    return lambda text: [(prop, text, text)]


_READ: dict[str, _Reader] = {
    "birth_date": lambda text: [("birthDate", values.date(text), text)],
    "country": _lands("country"),
    "nationality": _lands("nationality"),
    "flag": _lands("flag"),
    "gender": lambda text: [("gender", values.gender(text), text)],
    "imo": _number("imoNumber"),
    "mmsi": _number("mmsi"),
    "lei": _number("leiCode"),
    "bic": _number("swiftBic"),
    "wallet": _number("publicKey"),
    "passport": _passport,
    "tax_number": _tax_number,
    "registration_number": _text("registrationNumber"),
    "address": _text("address"),
    "birth_place": _text("birthPlace"),
}
"""How a value of each column is read; names and the schema are looked at by themselves."""


def _read(column: str, text: str) -> tuple[_Value, ...]:
    """The values of a cell; what is short is remembered, since cells repeat."""
    return _read_short(column, text) if len(text) <= LONGEST else _values(column, text)


def _values(column: str, text: str) -> tuple[_Value, ...]:
    several = [value[:LONGEST] for value in _several(text) if not values.is_nothing(value)]
    return tuple(found for value in several[: MOST + 1] for found in _READ[column](value))


_read_short = lru_cache(maxsize=1 << 16)(_values)


@cache
def _types() -> dict[str, str]:
    """The type of every property of what lists list."""
    return {
        prop: kind
        for name in sorted(vocabulary.listed_schemata())
        for prop, kind in vocabulary.schema(name).properties.items()
    }


def _texts(found: object) -> set[str]:
    several = found if isinstance(found, list | tuple) else [found]
    return {values.clean(text) for text in several if isinstance(text, str)} - {""}


def _query(
    name: str, schema: str, names: Iterable[str], told: _Told, *, weak: Iterable[str] = ()
) -> Query:
    names = list(names)
    given = tuple(text[:LONGEST] for text in names)
    if any(len(text) > LONGEST for text in names):
        told.warn(f"of a name, the first {LONGEST} letters are looked at")
    if not given and told.facts.keys() <= _NOT_ENOUGH:
        reasons = f": {'; '.join(told.warnings)}" if told.warnings else ""
        raise InputError(
            f"there is neither a name nor an identifier to ask by{reasons}",
            cure="give a name, or one of imo, mmsi, lei, passport, tax_number, wallet",
        )
    if len(given) > MOST:
        told.warnings.append(f"{len(given)} names, of which the first {MOST} are asked for")
    weak = set(weak)
    return Query(
        id=name,
        schema=schema,
        names=given[:MOST],
        facts=told.facts,
        weak=tuple(text for text in given[:MOST] if text in weak),
        warnings=tuple(told.warnings),
    )


def _several(text: str, sign: str = " | ") -> list[str]:
    if sign not in text:
        return [plain] if (plain := values.clean(text)) else []
    return [part for piece in text.split(sign) if (part := values.clean(piece))]


def _in_parts(cells: Mapping[str, str]) -> list[str]:
    whole = " ".join(values.clean(cells[part]) for part in _PARTS if part in cells).strip()
    return [whole] if whole else []


def _of_words(text: str, told: _Told) -> str | None:
    if not (plain := values.clean(text)):
        return None
    if found := values.schema(plain):
        return found
    told.warn(f"schema not understood: {plain[:60]}")
    return None


def _schema(cells: Mapping[str, str], told: _Told, *, named: bool) -> str:
    """What is asked about: as it is said, else by what only one kind of thing has."""
    if said := _of_words(cells.get("schema", ""), told):
        return said
    if named and ("flag" in told.facts or "mmsi" in told.facts):
        return "Vessel"
    numbers = told.facts.get("imoNumber")
    if named and numbers and all(map(identifiers.is_ship_imo, numbers)):
        return "Vessel"
    personal = {"birthDate", "gender", "birthPlace", "passportNumber"}
    if personal & told.facts.keys() or cells.get("first_name"):
        return "Person"
    return UNSAID
