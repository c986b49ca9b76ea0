"""All that one record says of its entity, each fact with the document and the place it stands in.

Several records may speak of one entity; the ``dossier`` room puts them together.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from designata.lists import publishers
from designata.model import vocabulary
from designata.model.claim import Claim, Modality
from designata.model.entity import Entity
from designata.model.when import from_edtf
from designata.store.claims import Store
from designata.store.schema import DIGEST, EditionRow, Stored

CAVEAT = "A hit is a candidate, not a verdict; no hit is no clearance."
"""Stands under every answer."""

_FIRMEST = [modality.value for modality in Modality]
_TOLD = frozenset({"Sanction", "Similar", "Mention"})
"""Parts that are told as designations and, with FollowTheMoney's edges, as ties."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where a fact stands.

    Args:
        publisher: the publisher's code.
        list: the list's title.
        date: of the edition that said it first; where someone is quoted, of what they said.
        file: the file's name.
        sha256: of the file, which the store keeps.
        locator: the place in the file.
        url: a public address for it.
        speaker: who is quoted as saying it, where that is not the publisher.
    """

    publisher: str
    list: str
    date: str
    file: str
    sha256: str
    locator: str
    url: str | None
    speaker: str | None


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, for a reader.

    Args:
        property: of the entity, or of a part: ``Sanction.program``.
        value: the normal form.
        original: what the source wrote, where that differs.
        lang: ISO 639-3 code of the value's language.
        modality: how firmly it is said.
        since: from when it holds.
        until: until when it holds.
        known: the day since when it is public.
        source: where it stands.
    """

    property: str
    value: str
    original: str | None
    lang: str | None
    modality: str
    since: str | None
    until: str | None
    known: str
    source: Source


class Designation(msgspec.Struct, frozen=True, kw_only=True):
    """One authority's designation of an entity.

    Args:
        authority: who designated.
        country: whose authority it is, as a code.
        program: under which program.
        since: from when it holds or when it was announced, as stated; else the day it was first
            seen on the list, where an edition before that day was seen too; else none.
        since_is: ``effective``, ``announced`` or ``first seen``; none without ``since``.
        announced: the day it was announced, as stated.
        until: when it ended, as stated.
        joint_with: other authorities that acted together with this one.
        modality: how firmly it is said, at the firmest.
        reasons: on what grounds.
        legal_basis: regulation, resolution or order.
        references: the authority's own numbers for it.
        sources: where it stands.
    """

    authority: str
    country: str | None
    program: str | None
    since: str | None
    since_is: str | None
    announced: str | None
    until: str | None
    joint_with: list[str]
    modality: str
    reasons: list[str]
    legal_basis: list[str]
    references: list[str]
    sources: list[Source]


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """What one record of a list says of its entity.

    Args:
        entity: its id.
        caption: its name.
        schema: what it is.
        publisher: whose list.
        dataset: which of the publisher's lists.
        names: every name with its property, language and source.
        identifiers: every number that names it.
        designations: by authority.
        facts: everything else, parts of the record included; but no ties.
    """

    entity: str
    caption: str
    schema: str
    publisher: str
    dataset: str
    names: list[Fact]
    identifiers: list[Fact]
    designations: list[Designation]
    facts: list[Fact]


def dossiers(
    store: Store, records: Iterable[str], *, as_of: dt.date | None = None
) -> list[Dossier]:
    """The dossiers of records, in the order in which they came into the store.

    Args:
        store: the store.
        records: ids of records.
        as_of: what was known on a day; designations that began later are left out.
    """
    columns = store.columns
    rows = columns.standing(columns.where("record", list(records)), as_of)
    by_record: dict[str, list[Stored]] = {}
    for stored in columns.claims(rows):
        by_record.setdefault(stored.claim.record, []).append(stored)
    editions = {row.edition: row for row in store.editions}
    return [
        _Compiler(editions, record, claims, as_of).dossier() for record, claims in by_record.items()
    ]


class _Compiler:
    def __init__(
        self,
        editions: Mapping[int, EditionRow],
        record: str,
        claims: list[Stored],
        as_of: dt.date | None,
    ) -> None:
        self._editions, self._record, self._as_of = editions, record, as_of
        self._parts: dict[str, list[Stored]] = {}
        for stored in claims:
            if stored.claim.property != DIGEST:
                self._parts.setdefault(stored.claim.subject, []).append(stored)
        self._publisher, self._dataset = claims[0].publisher, claims[0].dataset

    def dossier(self) -> Dossier:
        own = self._parts.get(self._record) or next(iter(self._parts.values()))
        entity = Entity.of(s.claim for s in own)
        types = vocabulary.schema(entity.schema).properties
        names = [s for s in own if s.claim.property in vocabulary.NAMES]
        numbers = [s for s in own if types.get(s.claim.property) == "identifier"]
        sorted_out = {id(s) for s in (*names, *numbers)}
        rest = [s for s in own if id(s) not in sorted_out and types[s.claim.property] != "entity"]
        for part, claims in self._parts.items():
            if part != self._record and not self._is_told(claims):
                rest += [s for s in claims if not self._points_home(s.claim)]
        return Dossier(
            entity=self._record,
            caption=entity.caption,
            schema=entity.schema,
            publisher=self._publisher,
            dataset=self._dataset,
            names=[self._fact(s) for s in names],
            identifiers=[self._fact(s) for s in numbers],
            designations=list(self._designations()),
            facts=[self._fact(s) for s in rest],
        )

    def _is_told(self, claims: list[Stored]) -> bool:
        schema = vocabulary.schema(claims[0].claim.schema)
        return schema.name in _TOLD or schema.edge is not None

    def _points_home(self, claim: Claim) -> bool:
        return claim.value == self._record

    def _fact(self, stored: Stored) -> Fact:
        return fact(stored, self._editions[stored.edition], self._record)

    def _source(self, stored: Stored) -> Source:
        return source(stored, self._editions[stored.edition])

    def _designations(self) -> Iterator[Designation]:
        for claims in self._parts.values():
            if claims[0].claim.schema != "Sanction":
                continue
            sanction = Entity.of(s.claim for s in claims)
            since, basis = self._since(sanction, claims)
            if self._as_of and not self._begun(since, sanction.first("listingDate")):
                continue
            publisher = publishers.of(self._publisher)
            told = sanction.first("authority")
            yield Designation(
                authority=told or publisher.authority,
                country=sanction.first("country") or (None if told else publisher.country or None),
                program=sanction.first("program"),
                since=since,
                since_is=basis,
                announced=sanction.first("listingDate"),
                until=sanction.first("endDate"),
                joint_with=list(sanction.values("jointWith")),
                modality=firmest(s.claim.modality for s in claims),
                reasons=list(sanction.values("reason")),
                legal_basis=list(sanction.values("legalBasis")),
                references=[*sanction.values("authorityId"), *sanction.values("unscId")],
                sources=distinct(self._source(s) for s in claims),
            )

    def _begun(self, *days: str | None) -> bool:
        """Whether it was announced or in effect by the day asked for, as far as is stated."""
        stated = [from_edtf(day).earliest for day in days if day]
        return not stated or self._as_of is None or min(stated) <= self._as_of

    def _since(self, sanction: Entity, claims: list[Stored]) -> tuple[str | None, str | None]:
        for prop, basis in (("startDate", "effective"), ("listingDate", "announced")):
            if stated := sanction.first(prop):
                return stated, basis
        first = min(claims, key=lambda s: s.edition)
        edition = self._editions[first.edition]
        earlier = any(
            row.edition < edition.edition
            and (row.publisher, row.dataset) == (edition.publisher, edition.dataset)
            for row in self._editions.values()
        )
        return (first.known.isoformat(), "first seen") if earlier else (None, None)


def fact(stored: Stored, edition: EditionRow, entity: str | None = None) -> Fact:
    """One claim, for a reader.

    Args:
        stored: the claim.
        edition: the first that says it.
        entity: of whom it tells; what is said of a part of it is told with the part's schema.
    """
    claim = stored.claim
    own = claim.subject == (entity or claim.subject)
    return Fact(
        property=claim.property if own else f"{claim.schema}.{claim.property}",
        value=claim.value,
        original=claim.original,
        lang=claim.lang,
        modality=claim.modality.value,
        since=claim.since,
        until=claim.until,
        known=stored.known.isoformat(),
        source=source(stored, edition),
    )


def source(stored: Stored, edition: EditionRow) -> Source:
    """Where a claim stands."""
    publisher = publishers.of(stored.publisher)
    part = stored.claim.part.partition("~")[0]
    kept = {file.part: file for file in edition.kept}
    file = kept.get(part) or next(iter(kept.values()))
    return Source(
        publisher=stored.publisher,
        list=publisher.title(stored.dataset),
        date=stored.known.isoformat() if stored.claim.speaker else edition.date,
        file=file.name,
        sha256=file.sha256,
        locator=stored.claim.locator,
        url=stored.claim.url or file.url,
        speaker=stored.claim.speaker,
    )


def firmest(said: Iterable[str]) -> str:
    """The firmest of several modalities.

    >>> firmest(["possible", "reported"])
    'reported'
    """
    return min(said, key=_FIRMEST.index)


def distinct(sources: Iterable[Source]) -> list[Source]:
    """Each source once.

    >>> distinct([])
    []
    """
    return list({msgspec.json.encode(source): source for source in sources}.values())
