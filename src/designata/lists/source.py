"""The shape of a list: files, the edition they make up, and its records.

A publisher's module tells its own formats from content, splits an edition into records and says
what each record claims. A record is told lazily: where its bytes have not changed since the last
edition, the store does not ask it again.
"""

import datetime as dt
import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from functools import cached_property
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol, TypedDict, Unpack

import msgspec

from designata.config import MAX_FILE_BYTES
from designata.errors import InputError
from designata.lists.entry import Entry
from designata.lists.publishers import Publisher
from designata.model.when import When

HEAD = 16_384
_GZIP = b"\x1f\x8b"
_PIECE = 1 << 20


class About(TypedDict, total=False):
    """What is known of a file beside its bytes; see ``File``."""

    url: str | None
    fetched: dt.datetime | None
    dated: When | None
    moment: dt.datetime | None


class File:
    """One file of a list as it arrived, unpacked.

    Args:
        name: its name, with the folder or archive it lay in, for messages.
        opener: gives its bytes; asked once for the head and once for the whole.
        **about: what else is known of it:

            - url: the address it came from, if it was fetched.
            - fetched: when it arrived; now by default.
            - dated: the date that its name, folder or HTTP header states, if any.
            - moment: the moment in UTC, where its name or folder states a time as well: several
              files of one day are told apart by it.

    >>> File("a.csv", lambda: b"36,X").content()
    b'36,X'
    """

    def __init__(self, name: str, opener: Callable[[], bytes], **about: Unpack[About]) -> None:
        self.name, self._opener = name, opener
        self.url, self.dated = about.get("url"), about.get("dated")
        self.moment = about.get("moment")
        self.fetched = about.get("fetched") or dt.datetime.now(dt.UTC)

    @staticmethod
    def at(path: Path, *, name: str | None = None, **about: Unpack[About]) -> "File":
        """The file at a path, gunzipped where its content is gzip.

        Args:
            path: where it lies.
            name: what messages call it, where not by its path.
            **about: see the class.

        Raises:
            InputError: when read, if it cannot be, is larger than the limit or no right gzip.
        """
        return _FileOnDisk(path, name or path.as_posix(), **about)

    @staticmethod
    def damaged(error: InputError) -> "File":
        """Stands for a file or archive that cannot be read: whoever reads it is told why.

        >>> File.damaged(InputError("it is cut short", where="a.zip")).head
        Traceback (most recent call last):
        designata.errors.InputError: it is cut short (a.zip)
        """

        def fail() -> bytes:
            raise error

        return File(error.where, fail)

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


class _FileOnDisk(File):
    """Reads no more of the file than is asked for."""

    def __init__(self, path: Path, name: str, **about: Unpack[About]) -> None:
        super().__init__(name, lambda: self._read(None), **about)
        self._path = path

    @cached_property
    def head(self) -> bytes:
        return self._read(HEAD)

    def _read(self, most: int | None) -> bytes:
        try:
            with self._path.open("rb") as file:
                start = file.read(2)
                file.seek(0)
                if start == _GZIP:
                    return _gunzip(file, self.name, most)
                if most is None and os.fstat(file.fileno()).st_size > MAX_FILE_BYTES:
                    raise _too_large(self.name)
                return file.read(most)
        except OSError as error:
            raise InputError(
                f"the file cannot be read: {error.strerror or error}",
                where=self.name,
                cure="check that it is still there and may be read",
            ) from error


def gunzip(content: bytes, name: str) -> bytes:
    """The content, unpacked if it is gzip, never more than the limit.

    Raises:
        InputError: when it is larger than the limit, cut short or corrupt.

    >>> gunzip(gzip.compress(b"36,X"), "a.csv.gz")
    b'36,X'
    """
    if content.startswith(_GZIP):
        return _gunzip(BytesIO(content), name)
    if len(content) > MAX_FILE_BYTES:
        raise _too_large(name)
    return content


def _gunzip(packed: BinaryIO, name: str, most: int | None = None) -> bytes:
    """All that the gzip holds, or its beginning; the limit is kept while it is unpacked."""
    plain = BytesIO()
    try:
        with gzip.GzipFile(fileobj=packed) as unpacked:
            if most is not None:
                return unpacked.read(most)
            while piece := unpacked.read(_PIECE):
                if plain.tell() + len(piece) > MAX_FILE_BYTES:
                    raise _too_large(name)
                plain.write(piece)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            f"the gzip is damaged: {error}", where=name, cure="fetch the file again"
        ) from error
    return plain.getvalue()


def _too_large(name: str) -> InputError:
    return InputError(
        f"the file holds more than {MAX_FILE_BYTES:,} bytes",
        where=name,
        cure="give the list's own file",
    )


class Recognised(msgspec.Struct, frozen=True, kw_only=True):
    """What a publisher's module says of a file that is its own.

    Args:
        dataset: the list, such as ``sdn``; a key of the publisher's titles.
        format: the format's name, for people.
        part: which part of an edition it is, where an edition is several files.
        covers: all parts that it states in full, where it stands for several; its own by default.
        published: the date stated inside, if any.
    """

    dataset: str
    format: str
    part: str = "main"
    covers: frozenset[str] = frozenset()
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
