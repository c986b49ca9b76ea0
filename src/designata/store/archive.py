"""Raw bytes by their SHA-256, packed by zstd; an edition costs what differs from an earlier one.

``raw/ab/abcd….zst`` holds a file by itself, ``raw/ab/abcd….from-1234….zst`` one that is unpacked
with the help of another (a raw-content dictionary, RFC 8878, section 5), which holds itself.
"""

import hashlib
from pathlib import Path

import zstandard

from designata.config import MAX_FILE_BYTES
from designata.errors import StoreError
from designata.store.manifest import write_whole

_LEVEL = 9
_FROM = ".from-"
_WORTH = 2
"""A difference must be this many times smaller than the file by itself."""
_LARGEST_BASE = 64 << 20
"""Matching against more costs more memory than a list is worth."""


class Archive:
    """The raw files of a store.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     archive = Archive(Path(folder))
    ...     first = archive.put(b"36,AEROCARIBBEAN AIRLINES")
    ...     archive.get(first)
    b'36,AEROCARIBBEAN AIRLINES'
    """

    def __init__(self, store: Path) -> None:
        self._folder = store / "raw"

    def put(self, content: bytes, *, like: str | None = None) -> str:
        """Keeps a file, and tells its SHA-256.

        Args:
            content: its bytes.
            like: the SHA-256 of a kept file that resembles it, such as the edition before.
        """
        name = hashlib.sha256(content).hexdigest()
        if self._path(name):
            return name
        packed, suffix = _pack(content), ""
        base = self._base(like) if like else None
        if base and max(len(content), len(base[1])) <= _LARGEST_BASE:
            difference = _pack(content, base[1])
            if len(difference) * _WORTH < len(packed):
                packed, suffix = difference, _FROM + base[0]
        folder = self._folder / name[:2]
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / f"{name}{suffix}.zst", packed)
        return name

    def get(self, sha256: str) -> bytes:
        """The bytes of a kept file.

        Raises:
            StoreError: when it is not kept, or damaged.
        """
        path = self._path(sha256)
        if path is None:
            raise StoreError(
                f"no raw file {sha256} is kept", where=str(self._folder), cure="update the list"
            )
        base = _base_of(path)
        try:
            content = _unpack(path.read_bytes(), self.get(base) if base else None)
        except (OSError, zstandard.ZstdError) as error:
            raise _damaged(path) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise _damaged(path)
        return content

    def _path(self, sha256: str) -> Path | None:
        return next((self._folder / sha256[:2]).glob(f"{sha256}*.zst"), None)

    def _base(self, like: str) -> tuple[str, bytes] | None:
        """The file itself or the one it is unpacked from, so that no chain grows."""
        path = self._path(like)
        if path is None:
            return None
        name = _base_of(path) or like
        return name, self.get(name)


def _base_of(path: Path) -> str | None:
    return path.stem.partition(_FROM)[2] or None


def _dictionary(base: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def _pack(content: bytes, base: bytes | None = None) -> bytes:
    if base is None:
        return zstandard.ZstdCompressor(level=_LEVEL).compress(content)
    window = max((len(content) + len(base)).bit_length(), zstandard.WINDOWLOG_MIN)
    parameters = zstandard.ZstdCompressionParameters.from_level(
        _LEVEL, window_log=window, enable_ldm=True
    )
    packer = zstandard.ZstdCompressor(dict_data=_dictionary(base), compression_params=parameters)
    return packer.compress(content)


def _unpack(packed: bytes, base: bytes | None) -> bytes:
    dictionary = _dictionary(base) if base else None
    unpacker = zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=1 << 30)
    return unpacker.decompress(packed, max_output_size=MAX_FILE_BYTES)


def _damaged(path: Path) -> StoreError:
    return StoreError(
        "the raw file is damaged", where=str(path), cure="restore it from a copy of the store"
    )
