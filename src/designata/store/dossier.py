"""All that the lists say of one entity, each fact with the document and the place it stands in."""

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from designata.lists import publishers
from designata.model import vocabulary
from designata.model.claim import Claim
from designata.model.entity import Entity
from designata.model.when import from_edtf
from designata.store.claims import Store
from designata.store.schema import DIGEST, EditionRow, Stored

CAVEAT = "A hit is a candidate, not a verdict; no hit is no clearance."
"""Stands under every answer."""


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
    reasons: list[str]
    legal_basis: list[str]
    references: list[str]
    sources: list[Source]


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """A tie to another entity.

    Args:
        schema: such as ``Ownership``.
        role: the source's word for it.
        end: which end the other entity is: ``owner``, ``asset``.
        entity: the other entity's id.
        caption: its name, where the store knows it, else its id.
        source: where it stands.
    """

    schema: str
    role: str | None
    end: str
    entity: str
    caption: str
    source: Source


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """What one record of a list says of its entity.

    Args:
        entity: its id.
        caption: its name.
        schema: what it is.
        publisher: whose list.
        names: every name with its property, language and source.
        identifiers: every number that names it.
        designations: by authority.
        ties: to other entities.
        facts: everything else, parts of the record included.
    """

    entity: str
    caption: str
    schema: str
    publisher: str
    names: list[Fact]
    identifiers: list[Fact]
    designations: list[Designation]
    ties: list[Tie]
    facts: list[Fact]


def dossiers(
    store: Store, records: Iterable[str], *, as_of: dt.date | None = None
) -> list[Dossier]:
    """The dossiers of records, in the order given.

    Args:
        store: the store.
        records: ids of records.
        as_of: what was known on a day; designations that began later are left out.
    """
    wanted = list(records)
    by_record: dict[str, list[Stored]] = {record: [] for record in wanted}
    for stored in store.records(wanted, as_of=as_of):
        by_record[stored.claim.record].append(stored)
    edges = _edges(store, wanted, as_of)
    captions = _captions(store, {s.claim.value for claims in edges for s in claims})
    return [
        _Compiler(store, record, claims, as_of).dossier(edges, captions)
        for record, claims in by_record.items()
        if claims
    ]


def _edges(store: Store, records: list[str], as_of: dt.date | None) -> list[list[Stored]]:
    """The claims of every tie that has one of the records at either end, tie by tie."""
    condition = (
        "c.schema IN (SELECT unnest(?)) AND c.subject IN (SELECT subject FROM claims"
        " WHERE value IN (SELECT unnest(?)) AND schema IN (SELECT unnest(?)))"
    )
    schemata = [name for name, schema in vocabulary.schemata().items() if schema.edge]
    found: dict[str, list[Stored]] = {}
    for stored in store.claims(condition, [schemata, records, schemata], as_of=as_of):
        found.setdefault(stored.claim.subject, []).append(stored)
    return list(found.values())


class _Compiler:
    def __init__(
        self, store: Store, record: str, claims: list[Stored], as_of: dt.date | None
    ) -> None:
        self._store, self._record, self._as_of = store, record, as_of
        self._editions = {row.edition: row for row in store.editions}
        self._parts: dict[str, list[Stored]] = {}
        for stored in claims:
            if stored.claim.property != DIGEST:
                self._parts.setdefault(stored.claim.subject, []).append(stored)
        self._publisher = claims[0].publisher

    def dossier(self, edges: list[list[Stored]], captions: dict[str, str]) -> Dossier:
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
            names=[self._fact(s) for s in names],
            identifiers=[self._fact(s) for s in numbers],
            designations=list(self._designations()),
            ties=[tie for claims in edges for tie in self._ties(claims, captions)],
            facts=[self._fact(s) for s in rest],
        )

    def _is_told(self, claims: list[Stored]) -> bool:
        schema = vocabulary.schema(claims[0].claim.schema)
        return schema.name == "Sanction" or schema.edge is not None

    def _points_home(self, claim: Claim) -> bool:
        return claim.value == self._record

    def _fact(self, stored: Stored) -> Fact:
        claim = stored.claim
        own = claim.subject == self._record
        return Fact(
            property=claim.property if own else f"{claim.schema}.{claim.property}",
            value=claim.value,
            original=claim.original,
            lang=claim.lang,
            modality=claim.modality.value,
            since=claim.since,
            until=claim.until,
            known=stored.known.isoformat(),
            source=self._source(stored),
        )

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
            listed = list(sanction.values("authority"))
            yield Designation(
                authority=listed[0] if listed else self._authority(),
                country=sanction.first("country"),
                program=sanction.first("program"),
                since=since,
                since_is=basis,
                announced=sanction.first("listingDate"),
                until=sanction.first("endDate"),
                joint_with=list(sanction.values("jointWith")),
                reasons=list(sanction.values("reason")),
                legal_basis=list(sanction.values("legalBasis")),
                references=[*sanction.values("authorityId"), *sanction.values("unscId")],
                sources=_distinct(self._source(s) for s in claims),
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
            for row in self._store.editions
        )
        return (first.known.isoformat(), "first seen") if earlier else (None, None)

    def _authority(self) -> str:
        return publishers.module(self._publisher).PUBLISHER.authority

    def _ties(self, claims: list[Stored], captions: dict[str, str]) -> Iterator[Tie]:
        edge = Entity.of(s.claim for s in claims)
        ends = vocabulary.schema(edge.schema).edge or ()
        at_ends = [s for s in claims if s.claim.property in ends]
        if all(stored.claim.value != self._record for stored in at_ends):
            return
        for stored in at_ends:
            claim = stored.claim
            if claim.value != self._record:
                yield Tie(
                    schema=edge.schema,
                    role=edge.first("role") or edge.first("relationship"),
                    end=claim.property,
                    entity=claim.value,
                    caption=captions.get(claim.value, claim.original or claim.value),
                    source=self._source(stored),
                )


def source(stored: Stored, edition: EditionRow) -> Source:
    """Where a claim stands."""
    publisher = publishers.module(stored.publisher).PUBLISHER
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


def _captions(store: Store, entities: set[str]) -> dict[str, str]:
    rows = store.query(
        "SELECT subject, arg_min(value, claim) FROM claims"
        " WHERE property = 'name' AND subject IN (SELECT unnest(?)) GROUP BY subject",
        [sorted(entities)],
    )
    return {str(subject): str(value) for subject, value in rows}


def _distinct(sources: Iterable[Source]) -> list[Source]:
    return list({msgspec.json.encode(source): source for source in sources}.values())
