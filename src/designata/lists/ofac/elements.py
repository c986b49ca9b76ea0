"""The texts of elements of OFAC's advanced and enhanced XML."""

from collections.abc import Collection

from lxml import etree


def text(element: etree._Element | None) -> str:
    """The text of an element; empty where there is no element.

    >>> text(None)
    ''
    """
    return (element.text or "").strip() if element is not None else ""


def whole(element: etree._Element) -> str:
    """All texts in an element and below: for elements that are not known.

    >>> whole(etree.fromstring("<a>1<b>2</b></a>"))
    '1 2'
    """
    return " ".join(words for part in element.itertext() if (words := str(part).strip()))


def rest(element: etree._Element, *known: Collection[str]) -> list[str]:
    """The children of an element that are not known, as ``name: text``.

    >>> rest(etree.fromstring("<a><b>1</b><c>2</c><d/></a>"), {"b"})
    ['c: 2']
    """
    unknown = (e for e in element.iterfind("*") if not any(e.tag in names for names in known))
    return [f"{child.tag}: {words}" for child in unknown if (words := whole(child))]
