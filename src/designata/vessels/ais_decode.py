"""Position reports of class A and B decoded many at once; other messages are left to pyais.

Nine messages of ten are of types 1, 2, 3 and 18, one sentence long; their bits are taken out of
arrays. Layout: ITU-R M.1371-5, annex 8. Six bits a character: IEC 61162-1.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LENGTH = 28  # characters of these reports: 168 bits
_ENOUGH = 24  # characters up to the second; the rest is of no use to us
_CODE = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw"


class Layout(NamedTuple):
    """Where a report has its fields: the first bits of speed and what follows."""

    speed: int
    lon: int
    lat: int
    course: int
    heading: int
    second: int


LAYOUTS = {
    **dict.fromkeys(b"123", Layout(50, 61, 89, 116, 128, 137)),  # class A
    ord("B"): Layout(46, 57, 85, 112, 124, 133),  # class B: type 18
}
"""By the first character of a message."""

_WIDTHS = Layout(10, 28, 27, 12, 9, 6)


def right(sentences: Sequence[bytes], checksums: Sequence[bytes]) -> "NDArray[np.bool_]":
    """Which sentences have the checksum that they state.

    >>> right([b"!AIVDM,1,1,,B,,0", b"!AIVDM,1,1,,A,,0"], [b"25", b"25"]).tolist()
    [True, False]
    """
    import numpy as np

    texts = np.array(sentences, dtype=bytes)
    signs = texts.view(np.uint8).reshape(len(sentences), -1)[:, 1:]
    found: NDArray[np.uint8] = np.bitwise_xor.reduce(signs, axis=1)
    return np.equal(found, [int(text, 16) for text in checksums])


def reports(payloads: Sequence[bytes], layout: Layout) -> "dict[str, NDArray[np.float64]]":
    """The fields of reports of one layout, ``mmsi`` and ``second`` too, and ``broken``.

    A report is broken when a character is none of the code, or it ends before its second.

    >>> found = reports([b"13@:`L001N0ded0O6Fp8wW<00<0t"], LAYOUTS[ord("1")])
    >>> [float(found[name][0]) for name in ("mmsi", "speed_kn", "lat", "lon")]
    [218278000.0, 9.4, 54.350027, 9.767893]
    """
    import numpy as np

    signs = np.array(payloads, dtype=f"S{_LENGTH}").view(np.uint8).reshape(-1, _LENGTH)
    digits = np.array(_digits(), dtype=np.int64)[signs]
    broken = digits[:, :_ENOUGH] < 0
    lon, lat = _signed(digits, layout.lon, 28), _signed(digits, layout.lat, 27)
    return {
        "broken": np.any(broken, axis=1, keepdims=True)[:, 0].astype(np.float64),
        "mmsi": _bits(digits, 8, 30).astype(np.float64),
        "lat": np.round(lat / 600_000, 6),
        "lon": np.round(lon / 600_000, 6),
        "speed_kn": _bits(digits, layout.speed, _WIDTHS.speed) / 10,
        "course": _bits(digits, layout.course, _WIDTHS.course) / 10,
        "heading": _bits(digits, layout.heading, _WIDTHS.heading).astype(np.float64),
        "second": _bits(digits, layout.second, _WIDTHS.second).astype(np.float64),
    }


def _digits() -> list[int]:
    return [_CODE.find(chr(sign)) for sign in range(256)]


def _bits(digits: "NDArray[np.int64]", start: int, width: int) -> "NDArray[np.int64]":
    first, last = start // 6, (start + width - 1) // 6
    value = digits[:, first].copy()
    for place in range(first + 1, last + 1):
        value = value << 6 | digits[:, place]
    return value >> ((last + 1) * 6 - start - width) & ((1 << width) - 1)


def _signed(digits: "NDArray[np.int64]", start: int, width: int) -> "NDArray[np.int64]":
    value = _bits(digits, start, width)
    return value - ((value >> (width - 1)) << width)
