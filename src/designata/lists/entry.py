"""What one record claims, put together value by value.

Values are brought to their normal form here, by the type that FollowTheMoney gives the property:
dates to EDTF, countries to codes, identifiers to compact form. What does not fit its type is kept
as text in ``notes`` and counted; nothing is dropped.
"""

import re
from collections import Counter
from hashlib import blake2b

from designata.model import countries, identifiers, vocabulary, when
from designata.model.claim import Claim, Modality

_SLUG = re.compile(r"[^a-z0-9]+")
_GENDERS = {"m": "male", "male": "male", "f": "female", "female": "female"}


class Tally:
    """What was kept as text because it could not be parsed, by property, with samples."""

    SAMPLES = 5

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.samples: dict[str, list[str]] = {}

    @property
    def total(self) -> int:
        """How many values in all."""
        return self.counts.total()

    def note(self, prop: str, text: str) -> None:
        """Counts one value that was kept as text."""
        self.counts[prop] += 1
        if len(kept := self.samples.setdefault(prop, [])) < self.SAMPLES:
            kept.append(text[:200])


class Entry:
    """The claims of one record, or of a part of it such as a designation.

    Args:
        id: the subject's id.
        schema: its schema; every property must be one of the schema's.
        locator: the record's place in its file, given to every claim.
        part: the part of the list it stands in.
        tally: where unparsed values are counted.
        record: the list entry that this is a part of; itself by default.

    Its ``locator``, ``known`` (the ISO day since when its facts are public, for compiled lists
    whose entries are older than the edition) and ``url`` (where the facts that follow can be read)
    may be set while it is told.

    >>> entry = Entry("ofac-1", "Person", locator="bytes=0-9")
    >>> entry.add("birthDate", "circa 1961")
    >>> entry.add("nationality", "Atlantis")
    >>> [(c.property, c.value, c.original) for c in entry.claims]
    [('birthDate', '1961~', 'circa 1961'), ('notes', 'nationality: Atlantis', None)]
    """

    def __init__(
        self,
        id: str,  # noqa: A002  - FollowTheMoney's word
        schema: str,
        *,
        locator: str,
        part: str = "main",
        tally: Tally | None = None,
        record: "Entry | None" = None,
    ) -> None:
        self.id, self.schema, self.locator, self.part = id, schema, locator, part
        self.tally = tally if tally is not None else Tally()
        self.known: str | None = record.known if record else None
        self.url: str | None = record.url if record else None
        self._record = record or self
        self._types = vocabulary.schema(schema).properties
        self.claims: list[Claim] = record.claims if record else []

    def add(  # noqa: PLR0913  - a claim's own attributes, all by name
        self,
        prop: str,
        text: str | None,
        *,
        original: str | None = None,
        lang: str | None = None,
        since: str | None = None,
        until: str | None = None,
        speaker: str | None = None,
        modality: Modality = Modality.ASSERTED,
        url: str | None = None,
        locator: str | None = None,
    ) -> None:
        """Adds one claim; empty text adds none.

        Args:
            prop: a property of the schema.
            text: the value as the source writes it.
            original: what the source wrote, where ``text`` is already a reading of it.
            lang: ISO 639-3 code of the language.
            since: from when it holds, in EDTF.
            until: until when it holds, in EDTF.
            speaker: who is quoted, where not the publisher.
            modality: how firmly it is said.
            url: a public address for this one fact.
            locator: its own place, where narrower than the record's.

        Raises:
            KeyError: when the schema has no such property: a fault of the calling module.
        """
        if not text or not (plain := " ".join(text.split())):
            return
        value = self._normal(self._types[prop], prop, plain)
        if value is None:
            self.keep(f"{prop}: {plain}", prop)
            return
        if original is None and value != plain:
            original = plain
        self.claims.append(
            Claim(
                record=self._record.id,
                subject=self.id,
                schema=self.schema,
                property=prop,
                value=value,
                original=original if original != value else None,
                lang=lang,
                speaker=speaker,
                modality=modality,
                since=since,
                until=until,
                known=self.known,
                url=url or self.url,
                locator=locator or self.locator,
                part=self.part,
            )
        )

    def keep(self, text: str, prop: str = "notes") -> None:
        """Keeps text that could not be parsed, on the record, and counts it."""
        if not (plain := " ".join(text.split())):
            return
        self.tally.note(prop, plain)
        home = self if "notes" in self._types else self._record
        home.add(home.remarks, plain)

    @property
    def remarks(self) -> str:
        """The property that takes any text: ``notes``, or ``summary`` where there are none."""
        return "notes" if "notes" in self._types else "summary"

    def child(self, schema: str, key: str) -> "Entry":
        """A part of the record with an id of its own: a designation, an address, a paper.

        Args:
            schema: such as ``Sanction``.
            key: tells it from the record's other parts, and stays the same between editions.
        """
        slug = _SLUG.sub("-", key.lower()).strip("-")
        if not slug or len(slug) > 40 or not key.isascii():  # noqa: PLR2004
            slug = (slug[:20] + "-" if slug else "") + blake2b(
                key.encode(), digest_size=6
            ).hexdigest()
        return Entry(
            f"{self._record.id}-{schema.lower()}-{slug}",
            schema,
            locator=self.locator,
            part=self.part,
            tally=self.tally,
            record=self._record,
        )

    def tie(self, schema: str, other: str, *, role: str | None = None, out: bool = True) -> "Entry":
        """A tie between this record and another entity, as an edge of its own.

        Args:
            schema: an edge schema, such as ``Ownership`` or ``UnknownLink``.
            other: the other entity's id.
            role: the source's own word for it.
            out: whether this record is the edge's first end (the owner, the agent).
        """
        ends = vocabulary.schema(schema).edge
        if ends is None:
            raise KeyError(f"{schema} ties nothing")
        edge = self.child(schema, f"{role or ''} {other} {'' if out else 'in'}")
        first, second = (self._record.id, other) if out else (other, self._record.id)
        edge.add(ends[0], first)
        edge.add(ends[1], second)
        edge.add("role" if "role" in edge._types else "relationship", role)  # noqa: SLF001
        return edge

    def address(self, **parts: str | None) -> None:
        """Adds an address as an entity of its own, with its parts and the full text.

        Args:
            **parts: FollowTheMoney's address properties; ``full`` is put together if not given.
        """
        given = {prop: " ".join(text.split()) for prop, text in parts.items() if text}
        given = {prop: text for prop, text in given.items() if text}
        if not given:
            return
        full = given.pop("full", "") or ", ".join(text.rstrip(" ,") for text in given.values())
        place = self.child("Address", full)
        place.add("full", full)
        for prop, text in given.items():
            place.add(prop, text)
        self.add("addressEntity", place.id)

    def paper(  # noqa: PLR0913  - an identity paper's own attributes, all by name
        self,
        number: str | None,
        *,
        prop: str | None = None,
        type: str | None = None,  # noqa: A002  - FollowTheMoney's word
        country: str | None = None,
        authority: str | None = None,
        since: str | None = None,
        until: str | None = None,
        summary: str | None = None,
    ) -> None:
        """Adds an identity paper or registration: the number itself, and the paper as an entity.

        Args:
            number: as the source writes it.
            prop: the property that holds the bare number, such as ``passportNumber``.
            type: the source's name for the kind of paper.
            country: the issuing country.
            authority: the issuing authority.
            since: the day of issue.
            until: the day of expiry.
            summary: whatever else the source says of it.
        """
        if not number:
            return
        if prop and prop in self._types:
            self.add(prop, number)
        schema = "Passport" if prop == "passportNumber" else "Identification"
        paper = self.child(schema, f"{type or prop or ''} {number} {country or ''}")
        paper.add("holder", self._record.id)
        paper.add("number", number)
        paper.add("type", type or prop)
        for name, text in (
            ("country", country),
            ("authority", authority),
            ("startDate", since),
            ("endDate", until),
            ("summary", summary),
        ):
            paper.add(name, text)

    def settle(self) -> None:
        """Leaves out claims that repeat an earlier one of the record, wherever they stand.

        >>> entry = Entry("uk-1", "Person", locator="row=3")
        >>> entry.add("title", "Haji")
        >>> entry.add("title", "Haji", locator="row=4")
        >>> entry.settle()
        >>> [claim.locator for claim in entry.claims]
        ['row=3']
        """
        firsts: dict[tuple[str | None, ...], Claim] = {}
        for claim in self.claims:
            fact = (claim.subject, claim.property, claim.value, claim.original, claim.lang)
            firsts.setdefault((*fact, claim.since, claim.until, claim.speaker, claim.url), claim)
        self.claims[:] = firsts.values()

    def _normal(self, kind: str, prop: str, text: str) -> str | None:
        if kind == "date":
            found = when.parse(text)
            return found.edtf if found else None
        if kind == "country":
            return countries.code(text)
        if kind == "gender":
            return _GENDERS.get(text.lower())
        if kind == "identifier":
            return identifiers.normalise(prop, text) if prop in identifiers.KINDS else text
        return text
