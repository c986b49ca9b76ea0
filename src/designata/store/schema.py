"""The columns of the three logs, and how claims become rows and rows claims again.

``claims`` has a row a claim for as long as its list goes on saying it; ``ends`` tells which rows
ended, by which edition; ``editions`` has a row for every edition that was taken in.
"""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from designata.model.claim import Claim

DIGEST = "recordDigest"
"""The property whose claim stands for a record of a list as a whole."""

TEXTS = (
    "record",
    "subject",
    "schema",
    "property",
    "value",
    "original",
    "lang",
    "speaker",
    "modality",
    "since",
    "until",
    "url",
    "locator",
    "part",
)
"""The columns that a claim has as text."""

COLUMNS: dict[str, dict[str, str]] = {
    "claims": {
        "claim": "int64",
        "edition": "int32",
        "known": "date32",
        "publisher": "string",
        "dataset": "string",
        **dict.fromkeys(TEXTS, "string"),
    },
    "ends": {"claim": "int64", "edition": "int32", "known": "date32"},
    "editions": {
        "edition": "int32",
        "publisher": "string",
        "dataset": "string",
        "format": "string",
        "published": "string",
        "known": "date32",
        "moment": "string",
        "fetched": "string",
        "entities": "int32",
        "claims": "int64",
        "added": "int64",
        "ended": "int64",
        "unparsed": "int64",
        "unparsed_by": "string",
        "files": "string",
    },
}
"""The columns of each log, with their Arrow types."""


class Kept(msgspec.Struct, frozen=True):
    """One raw file of an edition, as it is kept in the archive."""

    part: str
    name: str
    url: str | None
    sha256: str
    bytes: int


@lru_cache(maxsize=4096)
def _kept(files: str) -> tuple[Kept, ...]:
    return msgspec.json.decode(files, type=tuple[Kept, ...])


class EditionRow(msgspec.Struct, frozen=True, kw_only=True):
    """An edition that was taken in.

    Args:
        edition: its number in this store.
        publisher: the publisher's code.
        dataset: which of the publisher's lists.
        format: of the file.
        published: its own date in EDTF, if it states any.
        known: the day since when it was public.
        moment: the moment in UTC, ISO 8601, where a file's name states it.
        fetched: when it arrived, the same.
        entities: how many entities the list holds with it.
        claims: how many claims the list makes with it.
        added: claims that came with it.
        ended: claims that ended with it.
        unparsed: values that were kept as text, among the records read.
        unparsed_by: their number by property, as JSON.
        files: its raw files, as JSON of ``Kept``.
    """

    edition: int
    publisher: str
    dataset: str
    format: str
    published: str | None
    known: dt.date
    moment: str | None
    fetched: str
    entities: int
    claims: int
    added: int
    ended: int
    unparsed: int
    unparsed_by: str
    files: str

    @property
    def kept(self) -> list[Kept]:
        """Its raw files."""
        return list(_kept(self.files))

    @property
    def date(self) -> str:
        """The date it goes by: its own, else the day it was known."""
        return self.published or self.known.isoformat()


class Stored(msgspec.Struct, frozen=True):
    """A claim with its place in the store.

    Args:
        claim: what is said.
        number: the claim's number in this store.
        edition: the number of the first edition that says it.
        known: the day since when it is public.
        publisher: whose list says it.
        dataset: which of the publisher's lists.
        ended: the edition that no longer says it, if any.
    """

    claim: Claim
    number: int
    edition: int
    known: dt.date
    publisher: str
    dataset: str
    ended: int | None = None


def stored(row: Sequence[object]) -> Stored:
    """A claim from a row of the columns of ``CLAIMS`` and, after them, the edition it ended by."""
    number, edition, known, publisher, dataset, *texts, ended = row
    claim = msgspec.convert(dict(zip(TEXTS, texts, strict=True)), Claim)
    plain = (number, edition, known, publisher, dataset, ended)
    return Stored(claim, *plain)  # type: ignore[arg-type]  # DuckDB gives the columns' own types


def texts(claim: Claim) -> tuple[str | None, ...]:
    """The values of a claim in the order of ``TEXTS``."""
    return tuple([getattr(claim, name) for name in TEXTS])
