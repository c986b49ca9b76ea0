"""The columns of the three logs, and how claims become rows and rows claims again.

``claims`` has a row a claim for as long as its list goes on saying it; ``ends`` tells which rows
ended, by which edition; ``editions`` has a row for every edition that was taken in.
"""

import datetime as dt
from collections.abc import Sequence

import msgspec
import pyarrow as pa

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

_COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "claims": {
        "claim": pa.int64(),
        "edition": pa.int32(),
        "known": pa.date32(),
        "publisher": pa.string(),
        "dataset": pa.string(),
        **dict.fromkeys(TEXTS, pa.string()),
    },
    "ends": {"claim": pa.int64(), "edition": pa.int32(), "known": pa.date32()},
    "editions": {
        "edition": pa.int32(),
        "publisher": pa.string(),
        "dataset": pa.string(),
        "format": pa.string(),
        "published": pa.string(),
        "known": pa.date32(),
        "moment": pa.string(),
        "fetched": pa.string(),
        "entities": pa.int32(),
        "claims": pa.int64(),
        "added": pa.int64(),
        "ended": pa.int64(),
        "unparsed": pa.int64(),
        "unparsed_by": pa.string(),
        "files": pa.string(),
    },
}

SCHEMAS = {log: pa.schema(columns) for log, columns in _COLUMNS.items()}
"""The columns of each log."""


class Kept(msgspec.Struct, frozen=True):
    """One raw file of an edition, as it is kept in the archive."""

    part: str
    name: str
    url: str | None
    sha256: str
    bytes: int


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
        return msgspec.json.decode(self.files, type=list[Kept])

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
