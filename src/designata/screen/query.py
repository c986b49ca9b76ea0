"""A question: what is asked about, in the columns of the contract, brought to normal forms.

What cannot be brought to its normal form is told, not guessed: the question is asked without it.
"""

from collections.abc import Iterable, Mapping

import msgspec

from designata.errors import InputError
from designata.evidence.comparisons import Record
from designata.model import countries, identifiers, vocabulary, when

LONGEST = 1_000
"""Letters of a name that are looked at."""

COLUMNS = (
    "id",
    "schema",
    "name",
    "birth_date",
    "country",
    "nationality",
    "imo",
    "mmsi",
    "passport",
    "tax_number",
    "lei",
    "bic",
    "wallet",
    "address",
)
"""The columns of a question."""

_NUMBERS = {
    "imo": "imoNumber",
    "mmsi": "mmsi",
    "lei": "leiCode",
    "bic": "swiftBic",
    "wallet": "publicKey",
}


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """One question.

    Args:
        id: the asker's own.
        schema: what is asked about; ``LegalEntity`` where it is not said.
        names: as given.
        facts: normal values by FollowTheMoney's property.
        warnings: what was given and could not be understood.
    """

    id: str
    schema: str
    names: tuple[str, ...]
    facts: dict[str, list[str]]
    warnings: tuple[str, ...] = ()

    def record(self) -> Record:
        """It as one side of a comparison."""
        return Record.of(self.schema, self.names, self.facts)


def of_columns(cells: Mapping[str, str]) -> Query:
    """The question of one row, by the contract's columns; several values between `` | ``.

    Raises:
        InputError: when it asks nothing: no name and no identifier.

    >>> query = of_columns({"name": "Lady R. | Lady-R", "imo": "IMO 9161003", "country": "Russia"})
    >>> query.names, query.facts
    (('Lady R.', 'Lady-R'), {'country': ['ru'], 'imoNumber': ['9161003']})
    """
    warnings: list[str] = []
    facts: dict[str, list[str]] = {}
    schema = _schema(cells.get("schema", ""), cells, warnings)
    names = tuple(name[:LONGEST] for name in _several(cells.get("name", "")) if _is_name(name))
    for date in _several(cells.get("birth_date", "")):
        found = when.parse(date)
        _take(facts, "birthDate", found.edtf if found else None, date, warnings)
    for column, prop in (("country", "country"), ("nationality", "nationality")):
        for land in _several(cells.get(column, "")):
            _take(facts, prop, countries.nation(land), land, warnings)
    for column, prop in _NUMBERS.items():
        for number in _several(cells.get(column, "")):
            _take(facts, prop, identifiers.normalise(prop, number), number, warnings)
    for passport in _several(cells.get("passport", "")):
        _take(facts, "passportNumber", identifiers.compact(passport) or None, passport, warnings)
    for number in _several(cells.get("tax_number", "")):
        inn = identifiers.normalise("innCode", number)
        _take(facts, "innCode" if inn else "taxNumber", inn or number, number, warnings)
    for address in _several(cells.get("address", "")):
        facts.setdefault("address", []).append(address[:LONGEST])
    if not names and not facts.keys() - {"birthDate", "country", "nationality", "address"}:
        raise InputError(
            "the question has neither a name nor an identifier",
            where=f"row {cells.get('id', '')}".strip(),
            cure="fill the column name, or one of imo, lei, passport, tax_number, wallet",
        )
    return Query(
        id=cells.get("id", ""), schema=schema, names=names, facts=facts, warnings=tuple(warnings)
    )


def _several(text: str) -> Iterable[str]:
    return [part for piece in text.split(" | ") if (part := " ".join(piece.split()))]


def _is_name(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _take(
    facts: dict[str, list[str]], prop: str, value: str | None, text: str, warnings: list[str]
) -> None:
    if value:
        facts.setdefault(prop, []).append(value)
    else:
        warnings.append(f"{prop} not understood: {text[:60]}")


def _schema(text: str, cells: Mapping[str, str], warnings: list[str]) -> str:
    plain = text.strip()
    if plain:
        known = {name.casefold(): name for name in vocabulary.schemata()}
        if found := known.get(plain.casefold()):
            return found
        warnings.append(f"schema not understood: {plain[:60]}")
    if cells.get("imo") or cells.get("mmsi"):
        return "Vessel"
    return "Person" if cells.get("birth_date") else "LegalEntity"
