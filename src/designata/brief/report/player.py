"""A recording of a brief, as a page plays it."""

import base64
from collections.abc import Mapping

import msgspec


class Player(msgspec.Struct, frozen=True, kw_only=True):
    """A recording beside or inside a page.

    Args:
        src: its address: a file beside the page, or ``data:``.
        type: its media type.
        disclosure: what is written beside the player: that a machine made it.
        times: when each sentence begins and ends, in seconds, by the sentence's id.
        captions: the address of its WebVTT file, if there is one.
    """

    src: str
    type: str
    disclosure: str
    times: Mapping[str, tuple[float, float]] = {}
    captions: str | None = None


def embedded(content: bytes, type: str) -> str:  # noqa: A002  - HTML's word
    """A recording as an address that holds it.

    >>> embedded(b"x", "audio/mpeg")
    'data:audio/mpeg;base64,eA=='
    """
    return f"data:{type};base64,{base64.b64encode(content).decode()}"
