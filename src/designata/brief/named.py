"""Listed entities as a brief names them: names by language, kind, country, number, role."""

from collections.abc import Iterable, Mapping

import msgspec

from designata.brief import cite
from designata.brief.told import Cited
from designata.data import load
from designata.model import vocabulary
from designata.model.entity import Entity
from designata.names.script import script_of
from designata.store.claims import Store
from designata.store.schema import Stored

_COUNTRIES = ("flag", "nationality", "citizenship", "jurisdiction", "country")
_OTHERS = ("imoNumber", "position")


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """One listed entity.

    Args:
        entity: the record.
        caption: its strongest name, in Latin letters where it has one.
        schema: what it is.
        kind: the same in a brief's words: ``person``, ``company``, ``organisation``, ``vessel``,
            ``aircraft``, ``wallet``, ``other``.
        country: of its flag, nationality or seat.
        names: a name by ISO 639-3 code of its language.
        imo: a ship's number.
        role: what a person is.
        cited: the claims by property; names by ``name.kor``.
    """

    entity: str
    caption: str
    schema: str
    kind: str
    country: str | None
    names: dict[str, str]
    imo: str | None
    role: str | None
    cited: cite.Held

    def cites(self, *props: str) -> list[Cited]:
        """The claims of some properties."""
        return self.cited.of(*props)


def named(store: Store, records: Iterable[str]) -> dict[str, Named]:
    """Entities by their record, whether they are still listed or not."""
    wanted = sorted(set(records))
    if not wanted:
        return {}
    properties = [*vocabulary.NAMES, *_COUNTRIES, *_OTHERS]
    found: dict[str, list[Stored]] = {}
    ended: dict[str, list[Stored]] = {}
    for stored in _claims(store, wanted, properties):
        home = found if stored.ended is None else ended
        home.setdefault(stored.claim.record, []).append(stored)
    citer = cite.Citer(store)
    return {
        record: _one(found.get(record) or ended[record], citer)
        for record in wanted
        if record in found or record in ended
    }


def _claims(store: Store, records: list[str], properties: list[str]) -> list[Stored]:
    from designata.store import schema

    columns = ", ".join(f"c.{name}" for name in schema.COLUMNS["claims"])
    rows = store.query(
        f"SELECT {columns}, e.edition FROM claims c LEFT JOIN ends e USING (claim)"  # noqa: S608  - columns are ours
        " WHERE c.record IN (SELECT unnest(?)) AND c.subject = c.record"
        " AND c.property IN (SELECT unnest(?)) ORDER BY c.claim",
        [records, properties],
    )
    return [schema.stored(row) for row in rows]


def _one(claims: list[Stored], citer: cite.Citer) -> Named:
    entity = Entity.of(stored.claim for stored in claims)
    caption = _caption(claims) or entity.caption
    first: dict[str, list[Stored]] = {}
    names: dict[str, str] = {}
    for stored in claims:
        claim = stored.claim
        if claim.property not in vocabulary.NAMES:
            first.setdefault(claim.property, [stored])
            continue
        if claim.value == caption:
            first.setdefault("name", [stored])
        if claim.property == "name" and claim.lang and claim.lang not in names:
            names[claim.lang] = claim.value
            first[f"name.{claim.lang}"] = [stored]
    if home := next((prop for prop in _COUNTRIES if prop in first), None):
        first["home"] = first[home]
    cited = cite.Held(citer, first)
    return Named(
        entity=entity.id,
        caption=caption,
        schema=entity.schema,
        kind=kind(entity.schema),
        country=cited.first("home"),
        names=names,
        imo=cited.first("imoNumber"),
        role=cited.first("position"),
        cited=cited,
    )


def _caption(claims: Iterable[Stored]) -> str | None:
    """The strongest name in Latin letters."""
    ranked = [s.claim for s in claims if s.claim.property in vocabulary.NAMES]
    ranked.sort(key=lambda claim: vocabulary.NAMES.index(claim.property))
    latin = (claim.value for claim in ranked if script_of(claim.value) == "latin")
    return next(latin, None)


def kind(schema: str) -> str:
    """What a brief calls a schema.

    >>> kind("PublicBody"), kind("Thing")
    ('organisation', 'other')
    """
    kinds: Mapping[str, str] = load("brief", _Kinds).kinds
    ancestors = vocabulary.schema(schema).ancestors
    return next((kinds[name] for name in ancestors if name in kinds), "other")


class _Kinds(msgspec.Struct):
    kinds: dict[str, str]
