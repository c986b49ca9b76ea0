"""Comments of Opus in Ogg: the second packet, whose pages are written anew.

https://www.rfc-editor.org/rfc/rfc3533 (pages), https://www.rfc-editor.org/rfc/rfc7845 (Opus), and
https://wiki.xiph.org/VorbisComment (comments, pictures, chapters).
"""

import base64
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_HEAD = 27
_SEGMENT = 255
_GOES_ON = 1
_NO_PACKET_ENDS = b"\xff" * 8
_SWAPPED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_FRONT = 3


class _Page(NamedTuple):
    flags: int
    granule: bytes
    serial: bytes
    lacing: bytes
    body: bytes

    def written(self, number: int) -> bytes:
        """The page with its place in the stream and its checksum."""
        begin = b"OggS\0" + bytes([self.flags]) + self.granule + self.serial
        begin += number.to_bytes(4, "little")
        end = bytes([len(self.lacing)]) + self.lacing + self.body
        return begin + _checksum(begin + b"\0\0\0\0" + end) + end


def commented(content: bytes, comments: Sequence[tuple[str, str]]) -> bytes:
    """A file of Opus with these comments in place of its own.

    Args:
        content: the file.
        comments: each name with its value.
    """
    head, *rest = _pages(content)
    last = next(at for at, page in enumerate(rest) if page.lacing[-1] < _SEGMENT)
    old = b"".join(page.body for page in rest[: last + 1])
    length = int.from_bytes(old[8:12], "little")
    packet = old[: 12 + length] + len(comments).to_bytes(4, "little")
    packet += b"".join(_sized(f"{name}={value}".encode()) for name, value in comments)
    pages = [head, *_paged(packet, head.serial), *rest[last + 1 :]]
    return b"".join(page.written(number) for number, page in enumerate(pages))


def picture(png: bytes, side: int) -> str:
    """The value of a comment that holds the cover, as FLAC writes pictures.

    Args:
        png: the picture, a square in true colour.
        side: its width and height.
    """
    sizes = (number.to_bytes(4, "big") for number in (side, side, 24, 0, len(png)))
    kind = _FRONT.to_bytes(4, "big") + (9).to_bytes(4, "big") + b"image/png" + bytes(4)
    return base64.b64encode(kind + b"".join(sizes) + png).decode()


def _pages(content: bytes) -> Iterator[_Page]:
    at = 0
    while at < len(content):
        lacing = content[at + _HEAD : at + _HEAD + content[at + 26]]
        body = at + _HEAD + len(lacing)
        end = body + sum(lacing)
        yield _Page(
            content[at + 5],
            content[at + 6 : at + 14],
            content[at + 14 : at + 18],
            lacing,
            content[body:end],
        )
        at = end


def _paged(packet: bytes, serial: bytes) -> Iterator[_Page]:
    """The pages of a packet; the last one ends with it."""
    lacing = bytes([_SEGMENT]) * (len(packet) // _SEGMENT) + bytes([len(packet) % _SEGMENT])
    for at in range(0, len(lacing), _SEGMENT):
        some = lacing[at : at + _SEGMENT]
        ends = at + _SEGMENT >= len(lacing)
        start = at * _SEGMENT
        yield _Page(
            _GOES_ON if at else 0,
            bytes(8) if ends else _NO_PACKET_ENDS,
            serial,
            some,
            packet[start : start + sum(some)],
        )


def _sized(value: bytes) -> bytes:
    return len(value).to_bytes(4, "little") + value


def _checksum(page: bytes) -> bytes:
    """CRC-32 of the highest bit first, without inversion: zlib's, seen in a mirror."""
    mirrored = zlib.crc32(page.translate(_SWAPPED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return mirrored.to_bytes(4, "big").translate(_SWAPPED)
