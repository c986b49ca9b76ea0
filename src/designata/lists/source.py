"""The shape of a list: files, the edition they make up, and its records.

A publisher's module tells its own formats from content, splits an edition into records and says
what each record claims. A record is told lazily: where its bytes have not changed since the last
edition, the store does not ask it again.
"""

import datetime as dt
import gzip
from collections.abc import Callable, Iterator
from functools import cached_property
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Protocol

import msgspec

from designata.config import MAX_FILE_BYTES
from designata.errors import InputError
from designata.lists.entry import Entry
from designata.model.when import When

HEAD = 16_384


class File:
    """One file of a list as it arrived, unpacked.

    Args:
        name: its name, with the folder or archive it lay in, for messages.
        opener: gives its bytes; asked once for the head and once for the whole.
        url: the address it came from, if it was fetched.
        fetched: when it arrived.
        dated: the date that its name, folder or HTTP header states, if any.

    >>> File("a.csv", lambda: b"36,X").content()
    b'36,X'
    """

    def __init__(
        self,
        name: str,
        opener: Callable[[], bytes],
        *,
        url: str | None = None,
        fetched: dt.datetime | None = None,
        dated: When | None = None,
    ) -> None:
        self.name, self._opener, self.url, self.dated = name, opener, url, dated
        self.fetched = fetched or dt.datetime.now(dt.UTC)

    @classmethod
    def at(cls, path: Path, **about: object) -> "File":
        """The file at a path, gunzipped where its content is gzip.

        Raises:
            InputError: when read, if it is larger than the limit or no right gzip.
        """
        return cls(str(path), lambda: gunzip(path.read_bytes(), str(path)), **about)  # type: ignore[arg-type]

    @cached_property
    def head(self) -> bytes:
        """The first bytes, enough to tell the format."""
        return self._opener()[:HEAD]

    def content(self) -> bytes:
        """All bytes."""
        return self._opener()

    @property
    def folder(self) -> str:
        """The folder it lay in: files of one edition lie together."""
        return self.name.rpartition("/")[0]


def gunzip(content: bytes, name: str) -> bytes:
    """The content, unpacked if it is gzip, never more than the limit.

    Raises:
        InputError: when it is larger than the limit, cut short or corrupt.
    """
    if len(content) > MAX_FILE_BYTES:
        raise InputError("the file is too large", where=name, cure="give the list's own file")
    if not content.startswith(b"\x1f\x8b"):
        return content
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as packed:
            plain = packed.read(MAX_FILE_BYTES + 1)
    except (OSError, EOFError) as error:
        raise InputError(
            f"the gzip is damaged: {error}", where=name, cure="fetch the file again"
        ) from error
    if len(plain) > MAX_FILE_BYTES:
        raise InputError(
            f"the gzip unpacks to more than {MAX_FILE_BYTES:,} bytes",
            where=name,
            cure="give the list's own file",
        )
    return plain


class Feed(msgspec.Struct, frozen=True):
    """One official address of a list's file."""

    url: str
    name: str


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """Who publishes lists, and where.

    Args:
        code: the short name used everywhere, and the prefix of its entities' ids.
        authority: its own name, as it stands in designations.
        country: the country or union it acts for.
        titles: the title of each of its lists, by dataset.
        licence: the terms of reuse, as it states them.
        homepage: where a person finds the lists.
        feeds: the official addresses that ``update`` fetches; none where none is published.
        hosts: hosts that those addresses may redirect to.
    """

    code: str
    authority: str
    country: str
    titles: dict[str, str]
    licence: str
    homepage: str
    feeds: tuple[Feed, ...] = ()
    hosts: tuple[str, ...] = ()


class Recognised(msgspec.Struct, frozen=True, kw_only=True):
    """What a publisher's module says of a file that is its own.

    Args:
        dataset: the list, such as ``sdn``; a key of the publisher's titles.
        format: the format's name, for people.
        part: which part of an edition it is, where an edition is several files.
        published: the date stated inside, if any.
    """

    dataset: str
    format: str
    part: str = "main"
    published: When | None = None


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """A list as published once: one file, or the files that belong together.

    Args:
        publisher: whose list.
        dataset: which of its lists.
        format: in which format.
        files: the files by part; ``main`` is always there, except in a late delivery of parts.
        covers: the parts of the list that these files state in full.
        published: the date stated inside, else by name, folder or header; none when unknown.
    """

    publisher: Publisher
    dataset: str
    format: str
    files: dict[str, File]
    covers: frozenset[str]
    published: When | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return f"{self.publisher.code} {self.dataset}, {self.files[min(self.files)].name}"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of an edition, before it is read.

    Args:
        id: the entity's id, ``ofac-37095``.
        schema: its FollowTheMoney schema.
        raw: its bytes, or what stands for them; equal bytes are equal claims.
        tell: says what the record claims; asked only before the next record is taken.
        locator: the record's place in its file.
        part: the part of the list it stands in.
    """

    id: str
    schema: str
    raw: bytes
    tell: Callable[[Entry], None]
    locator: str
    part: str = "main"

    def digest(self, version: int) -> str:
        """Names the record's bytes and the reader that reads them.

        >>> Record(id="x", schema="Person", raw=b"1", tell=lambda e: None, locator="").digest(1)
        '1:346e72a7d9a565ac'
        """
        content = b"\x1f".join((self.id.encode(), self.schema.encode(), self.raw))
        return f"{version}:{blake2b(content, digest_size=8).hexdigest()}"


class ListModule(Protocol):
    """What every publisher's module offers."""

    PUBLISHER: Publisher

    READER: int
    """Raised when the module reads the same bytes otherwise than before."""

    def recognise(self, file: File) -> Recognised | None:
        """Tells whether the file is one of this publisher's formats, from its content."""

    def records(self, edition: Edition) -> Iterator[Record]:
        """The records of an edition, in its order.

        Raises:
            InputError: when the file is damaged: what, where, the cure.
        """
