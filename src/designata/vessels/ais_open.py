"""Files of AIS opened as blocks of bytes: plain, gzip, Zstandard or ZIP, told by their content.

A packed file that ends too soon gives what could be unpacked, and says so; one that unpacks to far
more than it should is refused.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Protocol

from designata.config import MAX_ARCHIVE_MEMBERS
from designata.errors import InputError

BLOCK = 1 << 20
"""Bytes read at once."""

_FED = 1 << 14  # what a damaged place may cost
_FREE, _RATIO = 1 << 30, 200  # texts of AIS pack to a fifth or tenth
_GZIP, _ZSTD, _ZIP = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"


class Content:
    """What one file, or one member of a ZIP, holds.

    Attributes:
        name: for messages.
        plain: the file itself, when it is not packed.
        loss: how it ended too soon, known once its blocks are read; empty when it did not.
    """

    def __init__(self, name: str, blocks: Iterator[bytes], plain: Path | None = None) -> None:
        self.name, self.plain, self.loss = name, plain, ""
        self._blocks = blocks
        self._head: bytes | None = None

    @property
    def head(self) -> bytes:
        """Its first block, empty when there is none."""
        if self._head is None:
            self._head = next(self._unbroken(), b"")
        return self._head

    def blocks(self) -> Iterator[bytes]:
        """Its bytes, once."""
        yield self.head
        yield from self._unbroken()

    def lines(self) -> Iterator[bytes]:
        """Its lines, once, without their ends; one of over a megabyte is given in parts."""
        rest = b""
        for block in self.blocks():
            lines = (rest + block).splitlines() if block else []
            rest = lines.pop() if lines and not block.endswith((b"\n", b"\r")) else b""
            if len(rest) > BLOCK:
                lines, rest = [*lines, rest], b""
            yield from lines
        if rest:
            yield rest

    def _unbroken(self) -> Iterator[bytes]:
        while True:
            try:
                block = next(self._blocks, None)
            except _Loss as error:
                self.loss = str(error)
                return
            if block is None:
                return
            yield block


class _Loss(Exception):  # noqa: N818 - it is caught here
    """A packed stream that cannot be read on."""


def contents(path: Path) -> Iterator[Content]:
    """What a file holds; the members of a ZIP one after another.

    Raises:
        InputError: when it cannot be opened, or is no right ZIP.
    """
    try:
        with path.open("rb") as file:
            mark = file.read(4)
            file.seek(0)
            if mark.startswith(_ZIP):
                yield from _members(file, path)
            elif mark.startswith(_GZIP):
                yield Content(str(path), _guarded(_gunzip(file), path.stat().st_size, str(path)))
            elif mark.startswith(_ZSTD):
                yield Content(str(path), _guarded(_unzstd(file), path.stat().st_size, str(path)))
            else:
                yield Content(str(path), iter(lambda: file.read(BLOCK), b""), path)
    except OSError as error:
        raise InputError(
            f"the file cannot be read: {error.strerror or error}",
            where=str(path),
            cure="name a file of AIS messages or positions",
        ) from error


def _members(file: IO[bytes], path: Path) -> Iterator[Content]:
    try:
        with zipfile.ZipFile(file) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            if len(members) > MAX_ARCHIVE_MEMBERS:
                raise InputError(
                    f"the ZIP holds {len(members):,} files",
                    where=str(path),
                    cure="unpack it and name the files of AIS",
                )
            for member in members:
                name = f"{path}, {member.filename}"
                blocks = _member(packed, member)
                yield Content(name, _guarded(blocks, member.compress_size, name))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError(
            f"the ZIP is damaged: {error}", where=str(path), cure="fetch the file again"
        ) from error


def _member(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        with packed.open(member) as stream:
            while block := stream.read(BLOCK):
                yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise _Loss(f"the ZIP cannot be read on: {error}") from error


class _Unpacker(Protocol):
    @property
    def unused_data(self) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def _gunzip(file: IO[bytes]) -> Iterator[bytes]:
    return _unpack(file, lambda: zlib.decompressobj(31), zlib.error)


def _unzstd(file: IO[bytes]) -> Iterator[bytes]:
    import zstandard

    return _unpack(file, _zstd, zstandard.ZstdError)


def _zstd() -> _Unpacker:
    import zstandard

    return zstandard.ZstdDecompressor().decompressobj()


def _unpack(
    file: IO[bytes], start: Callable[[], _Unpacker], failure: type[Exception]
) -> Iterator[bytes]:
    unpacker, begun = start(), False
    try:
        while fed := file.read(_FED):
            while fed.strip(b"\0") if not begun else fed:  # zeros may fill up a tape's block
                begun = True
                yield unpacker.decompress(fed)
                fed = b""
                if unpacker.eof:
                    fed, begun = unpacker.unused_data, False
                    unpacker = start()
    except failure as error:
        raise _Loss(f"it is damaged: {error}") from error
    if begun:
        raise _Loss("it ends before its end: the file is cut short")


def _guarded(blocks: Iterator[bytes], packed: int, name: str) -> Iterator[bytes]:
    size = 0
    for block in blocks:
        size += len(block)
        if size > _FREE and size > packed * _RATIO:
            raise InputError(
                f"it unpacks to more than {_RATIO} times its size",
                where=name,
                cure="give a file of AIS messages or positions",
            )
        if block:
            yield block
