"""A file of named arrays that is mapped, not read: a header in JSON, then the arrays, aligned.

``DESIGNAT`` and a version, the header's length as a little-endian 64-bit number, the header, and
each array at a multiple of 64 bytes.
"""

import mmap
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from designata.errors import StoreError
from designata.store.manifest import settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

_MAGIC = b"DESIGNAT\x01"
_ALIGN = 64
_HEAD = struct.Struct("<Q")


class _Place(msgspec.Struct, frozen=True):
    dtype: str
    shape: tuple[int, ...]
    offset: int


class _Header(msgspec.Struct, frozen=True):
    about: msgspec.Raw
    arrays: dict[str, _Place]


def write(path: Path, about: msgspec.Struct, arrays: "Mapping[str, np.ndarray[Any, Any]]") -> None:
    """Writes the file so that it is there whole or not at all."""
    places: dict[str, _Place] = {}
    offset = 0
    for name, array in arrays.items():
        places[name] = _Place(array.dtype.str, array.shape, offset)
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    header = msgspec.json.encode(_Header(msgspec.Raw(msgspec.json.encode(about)), places))
    draft = path.with_name(path.name + ".part")
    with draft.open("wb") as file:
        file.write(_MAGIC + _HEAD.pack(len(header)) + header)
        start = _start(len(header))
        for name, array in arrays.items():
            file.seek(start + places[name].offset)
            file.write(array.tobytes())
        file.truncate(start + offset)
    settle(draft, path)


def read(path: Path) -> "tuple[msgspec.Raw, dict[str, np.ndarray[Any, Any]]]":
    """Maps the file: what it says of itself, and its arrays.

    Raises:
        StoreError: when there is none, or it is no such file.
    """
    import numpy as np

    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        _refuse_others(mapped[: len(_MAGIC)])
        (length,) = _HEAD.unpack_from(mapped, len(_MAGIC))
        first = len(_MAGIC) + _HEAD.size
        header = msgspec.json.decode(mapped[first : first + length], type=_Header)
        start = _start(length)
        arrays: dict[str, np.ndarray[Any, Any]] = {}
        for name, place in header.arrays.items():
            count = int(np.prod(place.shape))
            kind = np.dtype(place.dtype)
            flat = np.frombuffer(mapped, kind, count, start + place.offset)
            arrays[name] = flat.reshape(place.shape)
    except (OSError, ValueError, struct.error, msgspec.MsgspecError) as error:
        raise StoreError(
            f"the index cannot be read: {error}",
            where=str(path),
            cure="it is built anew by: update",
        ) from error
    return header.about, arrays


def _refuse_others(start: bytes) -> None:
    if start != _MAGIC:
        raise ValueError("it has another beginning")


def _start(length: int) -> int:
    return -(-(len(_MAGIC) + _HEAD.size + length) // _ALIGN) * _ALIGN
