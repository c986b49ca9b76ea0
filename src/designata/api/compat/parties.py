"""Listed entities in Watchman's shape: a person, business, organization, aircraft or vessel.

Dates that are not known to the day are left out of its date fields, which hold whole moments;
``sourceData`` tells them as the list does, with the designations.
"""

import re
from collections.abc import Mapping

import msgspec

from designata.evidence.explain import Reason, probability
from designata.index.entry import Designated, Listed
from designata.model import vocabulary
from designata.screen.match import Hit
from designata.screen.query import Query

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KINDS = {
    "Person": "person",
    "Company": "business",
    "LegalEntity": "organization",
    "Airplane": "aircraft",
    "Vessel": "vessel",
}
_PAPERS = {
    "passport": "passport",
    "passportNumber": "passport",
    "idNumber": "national-id",
    "taxNumber": "tax-id",
    "innCode": "tax-id",
    "registrationNumber": "business-registration",
    "ogrnCode": "commercial-registry",
}


class GovernmentID(msgspec.Struct, frozen=True, kw_only=True):
    """A number that a state gave."""

    type: str
    country: str
    identifier: str


class Body(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What Watchman tells of one kind of thing; what a kind has not is left out."""

    name: str
    altNames: list[str]  # noqa: N815  - Watchman's names
    governmentIDs: list[GovernmentID] | None = None  # noqa: N815
    gender: str | None = None
    birthDate: str | None = None  # noqa: N815
    deathDate: str | None = None  # noqa: N815
    placeOfBirth: str | None = None  # noqa: N815
    titles: list[str] | None = None
    created: str | None = None
    imoNumber: str | None = None  # noqa: N815
    mmsi: str | None = None
    callSign: str | None = None  # noqa: N815
    icaoCode: str | None = None  # noqa: N815
    serialNumber: str | None = None  # noqa: N815
    type: str | None = None
    flag: str | None = None
    built: str | None = None


class SanctionsInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The programs that an entity is listed under."""

    programs: list[str]
    secondary: bool = False
    description: str = ""


class SourceData(msgspec.Struct, frozen=True, kw_only=True):
    """The record as the list tells it."""

    entity: str
    facts: Mapping[str, list[str]]
    designations: list[Designated]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence: ``weight`` in log-odds, ``score`` the probability that it alone is."""

    pieceType: str  # noqa: N815
    score: float
    weight: float
    matched: bool
    required: bool
    exact: bool
    fieldsCompared: int  # noqa: N815
    query: str
    listed: str
    note: str


class Pieces(msgspec.Struct, frozen=True, kw_only=True):
    """All evidence; ``prior`` and the weights add up to the score."""

    finalScore: float  # noqa: N815
    prior: float
    pieces: list[Piece]


class Party(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entity, and how well it fits where it was found."""

    name: str
    entityType: str  # noqa: N815
    sourceList: str  # noqa: N815
    sourceID: str  # noqa: N815
    person: Body | None = None
    business: Body | None = None
    organization: Body | None = None
    aircraft: Body | None = None
    vessel: Body | None = None
    addresses: list[dict[str, str]] = []
    cryptoAddresses: list[dict[str, str]] = []  # noqa: N815
    sanctionsInfo: SanctionsInfo | None = None  # noqa: N815
    sourceData: SourceData | None = None  # noqa: N815
    match: float | None = None
    details: Pieces | None = None


def of_listed(listed: Listed, source: str, hit: Hit | None = None, *, why: bool = False) -> Party:
    """A listed entity.

    Args:
        listed: the entity.
        source: the list's name.
        hit: how well it fits.
        why: whether the evidence is told.
    """
    names = list(dict.fromkeys(name for name, _ in listed.names)) or [listed.id]
    programs = dict.fromkeys(one.program for one in listed.designations if one.program)
    data = SourceData(entity=listed.id, facts=listed.facts, designations=listed.designations)
    return _party(
        (listed.schema, names, listed.facts),
        sourceList=source,
        sourceID=listed.id.partition("-")[2],
        sanctionsInfo=SanctionsInfo(programs=list(programs)),
        sourceData=data,
        match=hit.score if hit else None,
        details=_pieces(hit) if hit and why else None,
    )


def of_query(query: Query) -> Party:
    """What was asked, as understood."""
    return _party(
        (query.schema, list(query.names) or [""], query.facts), sourceList="", sourceID=""
    )


def kind_of(schema: str) -> str:
    """Watchman's word for a schema.

    >>> kind_of("Company"), kind_of("PublicBody"), kind_of("CryptoWallet")
    ('business', 'organization', 'unknown')
    """
    ancestors = vocabulary.schema(schema).ancestors
    return next((_KINDS[name] for name in ancestors if name in _KINDS), "unknown")


def _party(
    told: tuple[str, list[str], Mapping[str, list[str]]],
    **more: object,
) -> Party:
    schema, names, facts = told
    kind = kind_of(schema)
    body = _body(kind, names, facts)
    held = {kind: body} if kind != "unknown" else {}
    return Party(
        name=names[0],
        entityType=kind,
        addresses=[{"line1": text} for text in facts.get("address", ())],
        cryptoAddresses=[{"currency": "", "address": text} for text in facts.get("publicKey", ())],
        **held,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def _body(kind: str, names: list[str], facts: Mapping[str, list[str]]) -> Body:
    def first(prop: str) -> str | None:
        return next(iter(facts.get(prop, ())), None)

    def day(prop: str) -> str | None:
        whole = (value for value in facts.get(prop, ()) if _DAY.fullmatch(value))
        return next((f"{value}T00:00:00Z" for value in whole), None)

    name, others = names[0], names[1:]
    if kind == "vessel":
        return Body(
            name=name,
            altNames=others,
            imoNumber=first("imoNumber"),
            mmsi=first("mmsi"),
            callSign=first("callSign"),
            type=first("type"),
            flag=(first("flag") or "").upper() or None,
            built=day("buildDate"),
        )
    if kind == "aircraft":
        return Body(
            name=name,
            altNames=others,
            icaoCode=first("icaoCode"),
            serialNumber=first("serialNumber"),
            type=first("type"),
            flag=(first("country") or "").upper() or None,
            built=day("buildDate"),
        )
    if kind == "person":
        return Body(
            name=name,
            altNames=others,
            governmentIDs=_papers(facts),
            gender=first("gender"),
            birthDate=day("birthDate"),
            deathDate=day("deathDate"),
            placeOfBirth=first("birthPlace"),
        )
    created = day("incorporationDate")
    return Body(name=name, altNames=others, governmentIDs=_papers(facts), created=created)


def _papers(facts: Mapping[str, list[str]]) -> list[GovernmentID]:
    """The numbers that states gave, each once, with its country where one is told."""
    found: dict[tuple[str, str], GovernmentID] = {}
    for prop, kind in _PAPERS.items():
        for value in facts.get(prop, ()):
            country, sign, number = value.partition(":")
            if prop != "passport" or not sign:
                country, number = "", value
            one = GovernmentID(type=kind, country=country.upper(), identifier=number)
            found.setdefault((kind, number), one)
    return list(found.values())


def _pieces(hit: Hit) -> Pieces:
    return Pieces(finalScore=hit.score, prior=hit.prior, pieces=list(map(_piece, hit.reasons)))


def _piece(reason: Reason) -> Piece:
    return Piece(
        pieceType=reason.feature,
        score=round(probability(reason.weight), 6),
        weight=reason.weight,
        matched=reason.weight > 0,
        required=False,
        exact=reason.query.casefold() == reason.listed.casefold(),
        fieldsCompared=1,
        query=reason.query,
        listed=reason.listed,
        note=reason.note,
    )
