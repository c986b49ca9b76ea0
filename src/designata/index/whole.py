"""People's names that are not found word by word: held under a key of the whole name.

"Kim Sok Chol" typed "Kim Osk Chol" has one odd word of three, so a short name is held under its
letters with any one of them left out. "Haq Abdul" has no word of "Abdul Haq", which counts as one;
so a name of such words is held under all of them in their alphabet's order.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from zlib import crc32

from designata.index.keys import left_out, places
from designata.names.parts import ANY, PERSON, Name

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

_LONGEST = 12
_SHORT_WORD = 3
_LETTERS, _SORTED = crc32(b"letters"), crc32(b"sorted")


def keys(name: Name, *, asked: bool = False) -> set[int]:
    """The hashes of a name that is short or has words which count as one; none for any other.

    Args:
        name: of a person, or of whatever.
        asked: whether it is what is asked for, with a letter too many or words that stand apart.

    >>> from designata.names.parts import parse
    >>> sok, osk = parse("Kim Sok Chol", "person"), parse("Kim Osk Chol", "person")
    >>> bool(keys(sok) & keys(osk, asked=True)), keys(parse("Alexander Petrov", "person"))
    (True, set())
    >>> haq, abdul = parse("Abdul Haq", "person"), parse("Haq Abdul", "person")
    >>> bool(keys(haq) & keys(abdul, asked=True))
    True
    """
    found: set[int] = set()
    if len(name.tokens) > 1 and (asked or len(name.tokens) != len(name.words)):
        found.add(crc32(" ".join(sorted(name.tokens)).encode(), _SORTED))
    letters = "".join(name.words).encode()
    short = any(len(word) <= _SHORT_WORD + asked for word in name.words)
    if len(name.words) == 1 or len(letters) > _LONGEST + asked or not short:
        return found
    return found | {crc32(letters, _LETTERS), *left_out(letters, _LETTERS)}


def arrays(rows: Iterable[tuple[int, Name]]) -> "dict[str, Array]":
    """The index's arrays: keys in their order, and the number of the name that each is of."""
    import numpy as np

    pairs = sorted((key, row) for row, name in rows for key in keys(name))
    both = np.array(pairs, np.uint32).reshape(-1, 2)
    return {"whole_key": both[:, 0].copy(), "whole_row": both[:, 1].copy()}


def rows(index: "dict[str, Array]", names: Sequence[Name]) -> "dict[int, Array]":
    """The listed people's names that share a key with each name, by the number of the name."""
    import numpy as np

    asked = [
        (number, key)
        for number, name in enumerate(names)
        if name.kind in {PERSON, ANY}
        for key in keys(name, asked=True)
    ]
    if not asked:
        return {}
    wanted = np.array(asked, np.int64)
    first, last = places(index["whole_key"], wanted[:, 1].astype(np.uint32))
    found: dict[int, list[Array]] = {}
    for place in np.flatnonzero(last > first).tolist():
        mine = index["whole_row"][first[place] : last[place]]
        found.setdefault(int(wanted[place, 0]), []).append(mine)
    return {number: np.unique(np.concatenate(several)) for number, several in found.items()}
