"""What an archive holds, file by file: ZIP, tar (plain or packed by gzip or xz), and single xz.

Members are copied into a folder of the caller's under names of our own, never under theirs, and
counted while they are read: what a header promises is not believed. Refused are archives that
unpack to more than the limits of ``config.py``, that are cut short, or that nest deeper than once.
Workbooks are ZIP files but come whole. Formats: ZIP
(https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT), tar
(https://www.gnu.org/software/tar/manual/html_node/Standard.html).
"""

import errno
import gzip
import io
import lzma
import re
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol, Self

from designata.config import MAX_ARCHIVE_BYTES, MAX_ARCHIVE_MEMBERS, MAX_FILE_BYTES
from designata.errors import InputError

Trail = tuple[str, ...]
"""What a file is called: the path or address given, then inwards, last its own name."""

_PIECE = 1 << 20
_TAR_BLOCK = 512
_DEEPEST = 1
_ZIP_DIRECTORY = MAX_ARCHIVE_MEMBERS * 1024
_TAR_PLAIN = {
    tarfile.REGTYPE,
    tarfile.AREGTYPE,
    tarfile.CONTTYPE,
    tarfile.LNKTYPE,
    tarfile.SYMTYPE,
    tarfile.DIRTYPE,
}
_PLAINLY = {"": "it ends early", "File is not a zip file": "its end is missing"}
"""What the standard library says, in words that fit a file that begins like a ZIP."""

_DAMAGE = (
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def unpack(path: Path, trail: Trail, spool: Path) -> Generator[tuple[Path, Trail], None, None]:
    """The file at a path, or the members of the archive it is.

    Args:
        path: where it lies.
        trail: what it is called.
        spool: the folder that members are unpacked into.

    Yields:
        Where each file lies now, and what it is called; gzip that holds no archive stays packed.

    Raises:
        InputError: when it cannot be read, is damaged, or unpacks to more than the limits.
    """
    return _Unpacking(spool).files(path, trail)


class _Member(NamedTuple):
    name: str
    size: int | None
    """What the archive states; None where it states nothing."""
    stream: _Stream | None
    """None for what is no file: a folder, a link, a device."""


class _Unpacking:
    """One archive with the archives in it: all that they unpack to is counted together."""

    def __init__(self, spool: Path) -> None:
        self._spool, self._members, self._bytes = spool, 0, 0

    def files(
        self, path: Path, trail: Trail, depth: int = 0
    ) -> Generator[tuple[Path, Trail], None, None]:
        where = "/".join(trail)
        with _readable(where):
            members = _members(path, trail[-1])
            if members is None:
                yield path, trail
                return
            if depth > _DEEPEST:
                raise InputError(
                    "the archive lies in an archive that lies in an archive",
                    where=where,
                    cure="unpack it and give the folder",
                )
            with closing(members):
                for member in members:
                    parts = _parts(member.name)
                    self._count(member, where)
                    if member.stream is not None and not _hidden(parts):
                        inner = (*trail, *parts)
                        kept = self._keep(member.stream, member.size, "/".join(inner))
                        yield from self.files(kept, inner, depth + 1)

    def _count(self, member: _Member, where: str) -> None:
        self._members += 1
        if self._members > MAX_ARCHIVE_MEMBERS:
            raise _too_much(f"the archive holds more than {MAX_ARCHIVE_MEMBERS:,} files", where)
        self._within(self._bytes + (member.size or 0), MAX_ARCHIVE_BYTES, where)
        if member.stream is None:
            self._bytes += member.size or 0

    def _keep(self, stream: _Stream, size: int | None, where: str) -> Path:
        """Copies a member to disk; the size that its header states is not believed."""
        self._within(size or 0, MAX_FILE_BYTES, where)
        taken = 0
        handle, name = tempfile.mkstemp(dir=self._spool)
        with open(handle, "wb") as out:  # noqa: PTH123  - a handle, not a path
            while piece := stream.read(_PIECE):
                taken += len(piece)
                self._bytes += len(piece)
                self._within(taken, MAX_FILE_BYTES, where)
                self._within(self._bytes, MAX_ARCHIVE_BYTES, where)
                out.write(piece)
        if size is not None and taken != size:
            raise InputError(
                f"the archive promises {size:,} bytes and holds {taken:,}",
                where=where,
                cure="fetch the archive again; if it stays so, do not trust it",
            )
        return Path(name)

    @staticmethod
    def _within(size: int, most: int, where: str) -> None:
        if size > most:
            raise _too_much(f"the archive unpacks to more than {most:,} bytes", where)


def _members(path: Path, name: str) -> Generator[_Member, None, None] | None:
    """What an archive holds, told by content; None for a file that is no archive."""
    with path.open("rb") as file:
        magic = file.read(6)
    if magic.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None if _is_workbook(path) else _zip_members(path)
    opener: Callable[[Path], io.BufferedIOBase] = _OPENERS.get(magic[:2], _open)
    with opener(path) as stream:
        start = stream.read(_TAR_BLOCK)
    try:
        tarfile.TarInfo.frombuf(start, "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return _xz_member(path, name) if opener is _open_xz else None
    return _tar_members(path, opener)


def _open(path: Path) -> io.BufferedIOBase:
    return path.open("rb")


def _open_gzip(path: Path) -> io.BufferedIOBase:
    return gzip.open(path)


def _open_xz(path: Path) -> io.BufferedIOBase:
    return lzma.open(path)


_OPENERS = {b"\x1f\x8b": _open_gzip, b"\xfd7": _open_xz}


def _xz_member(path: Path, name: str) -> Generator[_Member, None, None]:
    with _open_xz(path) as stream:
        yield _Member(name.removesuffix(".xz"), None, stream)


class _TarHeader(tarfile.TarInfo):
    """Ends at the end mark alone, where tarfile takes any bad header for the end."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            header = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if len(buf) == _TAR_BLOCK and not any(buf):
                raise
            raise tarfile.ReadError(f"cut short or damaged: {error}") from error
        if header.type not in _TAR_PLAIN and (
            header.size > _PIECE or header.type == tarfile.GNUTYPE_SPARSE
        ):
            raise tarfile.ReadError("it has sparse files or headers too large for any list")
        return header


def _tar_members(
    path: Path, opener: Callable[[Path], io.BufferedIOBase]
) -> Generator[_Member, None, None]:
    with (
        opener(path) as stream,
        tarfile.open(
            fileobj=stream, mode="r|", bufsize=_PIECE, tarinfo=_TarHeader, encoding="utf-8"
        ) as packed,
    ):
        for header in packed:
            content = packed.extractfile(header) if header.isreg() else None
            yield _Member(header.name, header.size, content)
        # What follows the end mark is padding; reading it lets gzip and xz check their sums.
        if len(stream.read(_PIECE)) == _PIECE:
            raise tarfile.ReadError("data follows its end mark")


class _ZipFile(io.FileIO):
    """Refuses to read a directory larger than any honest one at a stroke."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _ZIP_DIRECTORY:
            raise zipfile.BadZipFile("its directory is too large")
        return super().read(size) or b""


def _is_workbook(path: Path) -> bool:
    """XLSX: ECMA-376 part 2, 7.2.3; ODS: OpenDocument 1.3 part 2, 3.3."""
    with _ZipFile(path) as file, zipfile.ZipFile(file) as packed:
        names = set(packed.namelist())
        if "mimetype" in names and packed.getinfo("mimetype").file_size < _TAR_BLOCK:
            return packed.read("mimetype").startswith(b"application/vnd.oasis.opendocument.")
        return "[Content_Types].xml" in names


def _zip_members(path: Path) -> Generator[_Member, None, None]:
    with _ZipFile(path) as file, zipfile.ZipFile(file) as packed:
        for member in packed.infolist():
            if member.is_dir() or stat.S_ISLNK(member.external_attr >> 16):
                yield _Member(member.filename, 0, None)
                continue
            if member.flag_bits & 1:
                raise zipfile.BadZipFile("it needs a password")
            if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                # The others are not unpacked piece by piece, and lists do not use them.
                raise zipfile.BadZipFile(f"compression method {member.compress_type} is not read")
            with packed.open(member) as stream:
                yield _Member(member.filename, member.file_size, stream)


def _parts(name: str) -> Trail:
    """A member's name for messages, without what could lead out of a folder."""
    parts = re.split(r"[/\\]", printable(name))
    return tuple(part for part in parts if part not in {"", ".", ".."}) or ("unnamed",)


def _hidden(parts: Trail) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def printable(name: str) -> str:
    r"""A name from outside, safe to print: no control characters, no halves of characters.

    >>> printable("sdn\x1b[2J.csv")
    'sdn�[2J.csv'
    """
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


@contextmanager
def _readable(where: str) -> Iterator[None]:
    try:
        yield
    except _DAMAGE as error:
        if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL}:
            raise unreadable(error, where) from error
        what = _PLAINLY.get(str(error), printable(str(error)))
        raise InputError(
            f"it cannot be unpacked: {what}",
            where=where,
            cure="fetch it again, or unpack it yourself and give the folder",
        ) from error


def unreadable(error: OSError, where: str) -> InputError:
    """What the system refused, with its cure."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return InputError(
            "there is no room left to unpack it",
            where=where,
            cure="make room, or set TMPDIR to a folder that has some",
        )
    if error.errno == errno.ENOENT:
        return InputError("there is no such file or folder", where=where, cure="check the path")
    return InputError(
        f"it cannot be read: {error.strerror}", where=where, cure="check that you may read it"
    )


def _too_much(what: str, where: str) -> InputError:
    return InputError(what, where=where, cure="give the list's own files, unpacked")
