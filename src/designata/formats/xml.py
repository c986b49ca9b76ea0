"""XML from outside, record by record: no entities, no network, no document type, bounded memory.

https://lxml.de/parsing.html#parser-options ; a list that declares a document type is refused,
since none of the official ones does and every expansion attack needs one.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

from lxml import etree

from designata.errors import DamagedError, InputError

_PLACE = re.compile(r",\s*line \d+, column \d+$")


def root(head: bytes) -> tuple[str, str, dict[str, str]] | None:
    """The root element of the beginning of a file: its name, namespace and attributes.

    None when the text is no XML or the head ends before the root element does.

    >>> root(b'<?xml version="1.0"?><a:list xmlns:a="urn:x" date="2024"><')
    ('list', 'urn:x', {'date': '2024'})
    """
    parser = etree.XMLPullParser(events=("start",), resolve_entities=False, no_network=True)
    with suppress(etree.XMLSyntaxError):
        parser.feed(head)
    try:
        for _, element in parser.read_events():
            if not isinstance(element, etree._Element):  # noqa: SLF001  - lxml's only name for it
                continue
            space, _, name = str(element.tag).rpartition("}")  # QName refuses an odd namespace
            attributes = {str(k): str(v) for k, v in element.attrib.items()}
            return name, space.removeprefix("{"), attributes
    except etree.XMLSyntaxError:
        return None
    return None


def records(content: bytes, *tags: str, name: str) -> Iterator[tuple[etree._Element, str]]:
    """Every element of the given names with its locator, in order; namespaces are taken off.

    An element is emptied when the next one is taken, so that memory stays bounded.

    Args:
        content: the whole file.
        tags: local names; the elements must not stand inside one another.
        name: what messages call the file.

    Yields:
        The element and its place, ``bytes=FIRST-LAST`` counted from 0, ends included.

    Raises:
        InputError: when the file is not well formed or declares a document type.

    >>> [(e.findtext("b"), where) for e, where in records(b"<x><a><b>1</b></a></x>", "a", name="x")]
    [('1', 'bytes=3-17')]
    """
    spans = {tag: _spans(content, tag) for tag in tags}
    parser = etree.iterparse(
        BytesIO(content),
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    checked = False
    try:
        for _, element in parser:
            if not checked:
                refuse_doctype(element, name)
                checked = True
            for inner in element.iter(etree.Element):
                inner.tag = str(inner.tag).rpartition("}")[2]
            yield element, next(spans[str(element.tag)])
            element.clear()
            while (earlier := element.getprevious()) is not None:
                parent = earlier.getparent()
                if parent is None:
                    break
                parent.remove(earlier)
    except etree.XMLSyntaxError as error:
        raise not_well_formed(error, name) from error
    if not checked and parser.root is not None:
        refuse_doctype(parser.root, name)


def refuse_doctype(element: etree._Element, name: str) -> None:
    """Refuses a file that declares a document type, where entities would be defined.

    Raises:
        InputError: if it does.
    """
    if element.getroottree().docinfo.internalDTD is not None:
        raise DamagedError(
            "the XML declares a document type, which no official list does", where=name
        )


def not_well_formed(error: etree.XMLSyntaxError, name: str) -> InputError:
    """The error for a file that the parser gave up on, with line and column."""
    line, column = error.position
    what = " ".join(_PLACE.sub("", error.msg).split())
    return DamagedError(
        f"the XML is not well formed: {what}",
        where=f"{name}, line {line}, column {column}" if line else name,
    )


def _spans(content: bytes, tag: str) -> Iterator[str]:
    """The byte ranges of elements that do not nest; numbered elements where bytes do not tell."""
    name = re.escape(tag.encode())
    if b":" + tag.encode() in content:  # else a literal beginning, which is searched much faster
        name = rb"(?:[\w.-]+:)?" + name
    starts = [m.start() for m in re.finditer(rb"<%s(?=[\s>/])" % name, content)]
    ends = [m.end() for m in re.finditer(rb"</%s\s*>" % name, content)]
    if len(starts) == len(ends) and all(s < e for s, e in zip(starts, ends, strict=True)):
        for start, end in zip(starts, ends, strict=True):
            yield f"bytes={start}-{end - 1}"
    number = len(starts) if len(starts) == len(ends) else 0
    while True:
        number += 1
        yield f"xpath=(//{tag})[{number}]"
