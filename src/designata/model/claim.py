"""The claim: one sourced fact, and the only kind of thing that the store holds.

A list entry and a newspaper's sentence are claims with different attribution. Property and schema
names are FollowTheMoney's (``model/vocabulary.py``).
"""

import enum
from hashlib import blake2b

import msgspec


class Modality(enum.StrEnum):
    """How firmly the speaker says it."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    POSSIBLE = "possible"
    DENIED = "denied"


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Subject, property, value; who says it, how firmly, when it holds and where it stands.

    Args:
        record: the list entry it belongs to; changes are told by record.
        subject: the entity it speaks of: the record itself, or a part such as its designation.
        schema: the subject's FollowTheMoney schema.
        property: a property of that schema.
        value: the normal form (ISO country, EDTF date, compact identifier, an entity's id).
        original: what the source wrote, where that differs.
        lang: ISO 639-3 code of the value's language, where the source tells.
        speaker: who is quoted as saying it, where that is not the document's publisher.
        modality: how firmly.
        since: from when it holds (EDTF), where the source tells.
        until: until when it holds (EDTF), where the source tells.
        known: the day (ISO) since when it is public, where the source tells and that is before the
            edition; the edition's own day by default.
        url: a public address where this one fact can be read, where it is not the document's.
        locator: the place in the document: ``bytes=120-348`` or ``sheet=Data&row=7``.
        part: the part of the list that states it, for lists published in several files.

    >>> claim = Claim(record="kr-1", subject="kr-1", schema="Vessel", property="name", value="A")
    >>> claim.modality
    <Modality.ASSERTED: 'asserted'>
    """

    record: str
    subject: str
    schema: str
    property: str
    value: str
    original: str | None = None
    lang: str | None = None
    speaker: str | None = None
    modality: Modality = Modality.ASSERTED
    since: str | None = None
    until: str | None = None
    known: str | None = None
    url: str | None = None
    locator: str = ""
    part: str = "main"

    def identity(self, dataset: str) -> bytes:
        """16 bytes that name what is claimed, wherever and whenever it stands in a document.

        The locator is left out: a fact that moves down its list is the same fact.
        """
        fields = (
            dataset,
            self.part,
            self.record,
            self.subject,
            self.schema,
            self.property,
            self.value,
            self.original or "",
            self.lang or "",
            self.speaker or "",
            self.modality,
            self.since or "",
            self.until or "",
            self.url or "",
        )
        return blake2b("\x1f".join(fields).encode(), digest_size=16).digest()
