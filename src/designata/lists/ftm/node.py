"""Entities in JSON, one by one, with their places; strict about what is an entity."""

from collections.abc import Iterator
from typing import Annotated, TypeAlias, TypeVar

import msgspec

from designata.errors import InputError

BLANK = b" \t\r\n"
BOM = b"\xef\xbb\xbf"

_CURE = "fetch the file again; if it stays so, tell whoever compiled it"
_FAULTS = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)

Id: TypeAlias = Annotated[str, msgspec.Meta(min_length=1)]
T = TypeVar("T")


class Head(msgspec.Struct):
    """As much of an entity as tells whose it is."""

    id: Id
    schema: str
    properties: dict[str, msgspec.Raw]
    datasets: list[str] = []
    last_seen: str | None = None


class Node(msgspec.Struct):
    """An entity; in nested files a value may be an entity again."""

    id: Id
    schema: str
    properties: "dict[str, list[str | int | float | Node] | str | None]"
    datasets: list[str] = []
    referents: list[str] = []
    last_change: str | None = None


class Line(msgspec.Struct, frozen=True):
    """Where an entity stands: its first and last byte, counted from 0, and its number."""

    first: int
    last: int
    number: int
    unit: str = "line"

    @property
    def locator(self) -> str:
        """For a claim."""
        return f"bytes={self.first}-{self.last}"

    @property
    def place(self) -> str:
        """For a person."""
        return f"{self.unit} {self.number}"


def lines(content: bytes, name: str) -> Iterator[Line]:
    r"""Where the entities stand: the lines that are not blank, or the items of an array.

    Raises:
        InputError: when an array is damaged.

    >>> [line.locator for line in lines(b'{"id": 1}\n\n{"id": 2}', "x")]
    ['bytes=0-8', 'bytes=11-19']
    >>> [line.locator for line in lines(b'[{"id": 1}, {"id": 2}]', "x")]
    ['bytes=1-9', 'bytes=12-20']
    """
    start = len(BOM) if content.startswith(BOM) else 0
    while start < len(content) and content[start : start + 1] in (b" ", b"\t", b"\r", b"\n"):
        start += 1
    if content.startswith(b"[", start):
        yield from _items(content, start, name)
        return
    number = content.count(b"\n", 0, start)
    while start < len(content):
        number += 1
        end = content.find(b"\n", start)
        end = len(content) if end < 0 else end
        if not content[start:end].isspace() and end > start:
            yield Line(start, end - 1, number)
        start = end + 1


def _items(content: bytes, start: int, name: str) -> Iterator[Line]:
    try:
        items = msgspec.json.decode(content[start:], type=list[msgspec.Raw])
    except _FAULTS as error:
        raise InputError(f"the JSON is damaged: {error}", where=name, cure=_CURE) from error
    for number, item in enumerate(items, 1):
        piece = bytes(item)
        start = content.index(piece, start)
        yield Line(start, start + len(piece) - 1, number, "entity")
        start += len(piece)


def decoded(content: bytes, line: Line, kind: type[T], name: str) -> T:
    """What stands in a line.

    Raises:
        InputError: when that is no entity.
    """
    return _read(content[line.first : line.last + 1], kind, f"{name}, {line.place}")


def pointed(head: Head, props: tuple[str, ...], *, where: str) -> list[str]:
    """The ids that an entity names under properties, in their order.

    Raises:
        InputError: when what stands there are no values.
    """
    found = []
    for prop in props:
        if prop in head.properties:
            values = _read(bytes(head.properties[prop]), list[str | _Named] | str | None, where)  # type: ignore[arg-type]
            listed = [values] if isinstance(values, str) else values or []
            found += [value if isinstance(value, str) else value.id for value in listed]
    return found


class _Named(msgspec.Struct):
    id: Id


def _read(piece: bytes, kind: type[T], where: str) -> T:
    try:
        return msgspec.json.decode(piece, type=kind)
    except _FAULTS as error:
        raise InputError(
            f"this is no FollowTheMoney entity: {error}", where=where, cure=_CURE
        ) from error
