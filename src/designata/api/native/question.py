"""A question as the API takes it: the contract's columns, or an entity of FollowTheMoney's."""

import msgspec

from designata.screen.query import Query, of_columns, of_entity
from designata.screen.sheet import text

Text = str | int | list[str] | None
"""One value, or several."""


class Question(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One question: a name or an identifier, and what else is known.

    Args:
        id: the asker's own; the answer repeats it.
        schema: what is asked about: ``Person``, ``Company``, ``Vessel`` ...
        name: one name, or several.
        birth_date: ISO 8601, a year or month will do.
        properties: in FollowTheMoney's terms, in place of all columns but ``id`` and ``schema``.
    """

    id: str | int = ""
    schema: str | None = None
    name: Text = None
    alias: Text = None
    first_name: Text = None
    middle_name: Text = None
    last_name: Text = None
    birth_date: Text = None
    birth_place: Text = None
    gender: Text = None
    country: Text = None
    nationality: Text = None
    flag: Text = None
    imo: Text = None
    mmsi: Text = None
    passport: Text = None
    tax_number: Text = None
    registration_number: Text = None
    lei: Text = None
    bic: Text = None
    wallet: Text = None
    address: Text = None
    properties: dict[str, object] | None = None

    def query(self) -> Query:
        """It as it is asked.

        Raises:
            InputError: when it asks nothing.

        >>> Question(name=["Lady R", "레이디 알"], imo=9161003).query().schema
        'Vessel'
        """
        if self.properties is not None:
            entity = {"id": str(self.id), "schema": self.schema, "properties": self.properties}
            return of_entity(entity)
        fields = msgspec.structs.asdict(self)
        return of_columns({column: text(value) for column, value in fields.items() if value})
