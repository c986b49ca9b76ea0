"""ID3v2.3 tags, which MP3 begins with and WAV has in a chunk: texts, a picture, chapters.

https://id3.org/id3v2.3.0 and https://id3.org/id3v2-chapters-1.0; text is UTF-16, as 2.3 has it.
"""

from collections.abc import Sequence

_UTF16, _LATIN = b"\x01", b"\x00"
_FRONT = b"\x03"
_NO_OFFSET = b"\xff" * 8
_WHOLE_IN_ORDER = b"\x03"


def frame(name: str, content: bytes) -> bytes:
    """A frame of any kind."""
    return name.encode() + len(content).to_bytes(4, "big") + b"\0\0" + content


def text(name: str, value: str) -> bytes:
    r"""A frame that holds a text.

    >>> text("TIT2", "A")
    b'TIT2\x00\x00\x00\x05\x00\x00\x01\xff\xfeA\x00'
    """
    return frame(name, _UTF16 + _coded(value))


def own(description: str, value: str) -> bytes:
    """A text under a name of one's own."""
    return frame("TXXX", _UTF16 + _coded(description) + b"\0\0" + _coded(value))


def comment(value: str) -> bytes:
    """A comment in English."""
    return frame("COMM", _UTF16 + b"eng" + _coded("") + b"\0\0" + _coded(value))


def picture(png: bytes) -> bytes:
    """The cover."""
    return frame("APIC", _LATIN + b"image/png\0" + _FRONT + b"\0" + png)


def chapters(told: Sequence[tuple[str, int, int]]) -> bytes:
    """Chapters by heading, start and end in milliseconds, and their table of contents."""
    names = [f"c{number}".encode() + b"\0" for number in range(len(told))]
    contents = b"toc\0" + _WHOLE_IN_ORDER + bytes([len(names)]) + b"".join(names)
    return frame("CTOC", contents) + b"".join(
        frame("CHAP", name + _four(start) + _four(end) + _NO_OFFSET + text("TIT2", heading))
        for name, (heading, start, end) in zip(names, told, strict=True)
    )


def tag(frames: Sequence[bytes]) -> bytes:
    """The tag of some frames."""
    body = b"".join(frames)
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + body


def in_wave(wave: bytes, told: bytes) -> bytes:
    """A WAV file with a tag in a chunk at its end.

    Args:
        wave: the file.
        told: the tag.
    """
    told += b"\0" * (len(told) % 2)
    chunk = b"id3 " + len(told).to_bytes(4, "little") + told
    whole = wave[:4] + (len(wave) - 8 + len(chunk)).to_bytes(4, "little") + wave[8:]
    return whole + chunk


def _coded(value: str) -> bytes:
    return b"\xff\xfe" + value.encode("utf-16-le")


def _four(number: int) -> bytes:
    return number.to_bytes(4, "big")
