"""What resolving keeps: one file of the store's folder, replaced in one rename.

It holds the records as they were read, their keys, and every candidate pair with its log-odds, so
that a day's change costs what it changes. It can be thrown away: it is built anew from the store.
"""

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from designata.errors import StoreError
from designata.evidence import weights
from designata.index import file
from designata.resolve import judge
from designata.resolve.block import Table
from designata.resolve.records import Known

if TYPE_CHECKING:
    import numpy as np

_FORM = 1
_SHIFT = 32
_KEYS = ("key_record", "key", "key_most")


class About(msgspec.Struct, frozen=True):
    """What the file says of itself.

    Args:
        made_by: of the form and the tables of weights; another one makes the file worthless.
        edition: the store's last edition that is in it.
    """

    made_by: str
    edition: int


class State(msgspec.Struct, frozen=True):
    """Records, keys and weighed pairs.

    Args:
        edition: the store's last edition that is in it.
        known: the records, ordered by id; their places are their numbers.
        keys: the columns of the table of keys.
        pairs: candidate pairs, as ``packed``, in order.
        odds: their log-odds; minus infinity for those that were not worth weighing.
    """

    edition: int
    known: list[Known]
    keys: Table
    pairs: "np.ndarray[Any, Any]"
    odds: "np.ndarray[Any, Any]"


def place(folder: Path) -> Path:
    """Where the file of a store lies."""
    return folder / "resolve" / "pairs.bin"


def made_by() -> str:
    """What a file must have been made by to be of use: a digest of its form and of all weights."""
    tables = msgspec.json.encode((_FORM, weights.table(), judge.table()))
    return blake2b(tables, digest_size=8).hexdigest()


def load(folder: Path) -> State | None:
    """The state that a store's folder holds; none where there is none of use."""
    path = place(folder)
    if not path.is_file():
        return None
    try:
        head, arrays = file.read(path)
        about = msgspec.json.decode(head, type=About)
        if about.made_by != made_by():
            return None
        known = msgspec.msgpack.decode(arrays["known"].tobytes(), type=list[Known])
        keys = tuple(arrays[name] for name in _KEYS)
    except (StoreError, msgspec.MsgspecError, KeyError):
        return None
    return State(about.edition, known, keys, arrays["pairs"], arrays["odds"])  # type: ignore[arg-type]  # three columns


def save(folder: Path, state: State) -> None:
    """Replaces the file."""
    import numpy as np

    arrays = {
        "known": np.frombuffer(msgspec.msgpack.encode(state.known), np.uint8),
        **dict(zip(_KEYS, state.keys, strict=True)),
        "pairs": state.pairs,
        "odds": state.odds,
    }
    file.write(place(folder), About(made_by(), state.edition), arrays)


def packed(left: "np.ndarray[Any, Any]", right: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Pairs of numbers as one number each.

    >>> import numpy as np
    >>> [column.tolist() for column in unpacked(packed(np.array([1, 2]), np.array([5, 6])))]
    [[1, 2], [5, 6]]
    """
    import numpy as np

    pairs: np.ndarray[Any, Any] = left.astype(np.int64) << _SHIFT | right.astype(np.int64)
    return pairs


def unpacked(
    pairs: "np.ndarray[Any, Any]",
) -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """The two numbers of each pair."""
    return pairs >> _SHIFT, pairs & ((1 << _SHIFT) - 1)
