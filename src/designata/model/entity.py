"""The entity: a view over the claims about one subject, as of the day they were chosen for."""

from collections.abc import Iterable, Iterator

import msgspec

from designata.model import vocabulary
from designata.model.claim import Claim


class Entity(msgspec.Struct, frozen=True):
    """What the claims at hand say of one subject.

    Args:
        id: the subject.
        schema: the most specific schema that the claims give it.
        claims: every claim about it, in the order of the source.

    >>> ship = Entity.of([
    ...     Claim(record="x", subject="x", schema="Vessel", property="imoNumber", value="9161003"),
    ...     Claim(record="x", subject="x", schema="Vessel", property="name", value="LADY R"),
    ... ])
    >>> ship.caption, ship.first("imoNumber")
    ('LADY R', '9161003')
    """

    id: str
    schema: str
    claims: tuple[Claim, ...]

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> "Entity":
        """The view over claims of one subject.

        Raises:
            ValueError: when there is no claim, or the claims speak of several subjects.
        """
        rows = tuple(claims)
        subjects = {claim.subject for claim in rows}
        if len(subjects) != 1:
            raise ValueError(f"claims of exactly one subject are needed, not {len(subjects)}")
        schema = rows[0].schema
        for claim in rows:
            schema = vocabulary.common_schema(schema, claim.schema)
        return cls(rows[0].subject, schema, rows)

    @property
    def caption(self) -> str:
        """The name it goes by: its first strongest name, else an identifier, else its id."""
        for prop in (*vocabulary.NAMES, "imoNumber", "publicKey", "full", "number", "program"):
            if value := self.first(prop):
                return value
        return self.id

    @property
    def properties(self) -> dict[str, list[str]]:
        """Distinct values by property, in the order of the source."""
        found: dict[str, dict[str, None]] = {}
        for claim in self.claims:
            found.setdefault(claim.property, {})[claim.value] = None
        return {prop: list(values) for prop, values in found.items()}

    def values(self, prop: str) -> Iterator[str]:
        """Distinct values of one property."""
        yield from dict.fromkeys(c.value for c in self.claims if c.property == prop)

    def first(self, prop: str) -> str | None:
        """The first value of a property, or none."""
        return next(self.values(prop), None)


def group(claims: Iterable[Claim]) -> dict[str, Entity]:
    """The entities that claims speak of, by subject, in the order of appearance."""
    subjects: dict[str, list[Claim]] = {}
    for claim in claims:
        subjects.setdefault(claim.subject, []).append(claim)
    return {subject: Entity.of(rows) for subject, rows in subjects.items()}
