"""HTML taken apart: the article without the page around it, and what its head states.

trafilatura tells the article from the page. Nothing is run or fetched; a date counts only where
the page states it (Open Graph, schema.org, Dublin Core), never by guess.
"""

import re
from typing import TYPE_CHECKING

import msgspec

from designata.errors import InputError
from designata.news.document import Kind
from designata.news.english import LONGEST
from designata.news.read.parts import Parts, Piece

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_SIGN = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta|main|section|table|ul|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DROPPED = ("script", "style", "noscript", "template", "iframe", "object", "svg", "form")
_BLOCKS: dict[str, Kind] = {
    "head": "heading",
    "p": "paragraph",
    "item": "item",
    "cell": "cell",
    "quote": "quote",
}
_GROUPS = ("list", "table")
_OWN: dict[str, str] = {
    **{f"h{level}": "head" for level in range(1, 7)},
    "li": "item", "td": "cell", "th": "cell", "blockquote": "quote", "ul": "list", "ol": "list",
    "table": "table", "p": "p", "div": "p", "section": "p", "article": "p", "br": "lb",
}  # fmt: skip
"""How trafilatura calls what HTML has."""
_ASIDE = ("nav", "header", "footer", "aside")
_DATES = (
    "article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "pubdate", "publishdate", "date",
)  # fmt: skip
_TITLES = ("og:title", "headline", "dc.title", "dcterms.title", "twitter:title")
_SITES = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher")


def looks_so(text: str) -> bool:
    """Whether a text of unknown kind is HTML.

    >>> looks_so("<!DOCTYPE html><p>a"), looks_so("a < b")
    (True, False)
    """
    return bool(_SIGN.match(text))


def take_apart(text: str, *, name: str = "") -> Parts:
    """The pieces of a page's article.

    Raises:
        InputError: when there is more text than can be parsed, or none.

    >>> parts = take_apart("<h1>A</h1><p>The ministry acted.</p><script>alert(1)</script>")
    >>> parts.title, [(piece.kind, piece.text) for piece in parts.pieces]
    ('A', [('paragraph', 'The ministry acted.')])
    """
    tree = _tree(text, name)
    stated = _stated(tree)
    for tag in _DROPPED:
        for element in list(tree.iter(tag)):
            element.drop_tree()
    if sum(len(part) for part in tree.itertext()) > LONGEST:
        raise InputError(
            f"the page has more than {LONGEST:,} characters of text",
            where=name,
            cure="give one article at a time",
        )
    heads = [" ".join(element.text_content().split()) for element in tree.iter("h1")]
    walk = _Walk()
    walk.below(_article(tree))
    title = next(iter(head for head in heads if head), "") if len(heads) == 1 else ""
    return msgspec.structs.replace(stated, pieces=walk.pieces, title=title or stated.title)


def _tree(text: str, name: str) -> "HtmlElement":
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:  # a declared encoding says nothing about text that is decoded already
        # a new line of the source is a space; trafilatura writes line breaks of its own
        source = _DECLARATION.sub("", text, count=1).replace("\n", " ")
        return html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError):
        raise InputError("the page holds no text", where=name, cure="give an article") from None


def _article(tree: "_Element") -> "_Element":
    """The article in trafilatura's elements; all that is no aside, where it finds none."""
    from copy import deepcopy

    from trafilatura import bare_extraction
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    for least in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", least, "1")  # a short statement is an article too
    found = bare_extraction(
        deepcopy(tree), fast=True, include_comments=False, config=config, with_metadata=False
    )
    body: _Element | None = getattr(found, "body", None)
    return body if body is not None and len(body) else tree


class _Walk:
    """Collects the blocks of a tree in order; a line break parts them."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._words: list[str] = []
        self._groups = 0

    def below(
        self, element: "_Element", kind: Kind = "paragraph", group: int | None = None
    ) -> None:
        """Adds what stands in an element, whose kind its own text has."""
        self._words.append(element.text or "")
        for child in element:
            self._child(child, kind, group)
            self._words.append(child.tail or "")
        self._end(kind, group)

    def _child(self, child: "_Element", kind: Kind, group: int | None) -> None:
        tag = _OWN.get(str(child.tag), str(child.tag))
        if child.tag in _ASIDE:
            return
        if tag == "lb":
            self._end(kind, group)
        elif tag in _GROUPS:
            self._end(kind, group)
            if group is None:  # a nested list belongs to the outer one
                self._groups += 1
            self.below(child, "item" if tag == "list" else "cell", group or self._groups)
        elif tag in _BLOCKS:
            self._end(kind, group)
            own = _BLOCKS[tag]
            if own == "paragraph" and kind != "paragraph":
                own = kind  # a paragraph in a list's item is the item's
            self.below(child, own, group if own in {"item", "cell"} else None)
        elif tag in {"row", "tr", "tbody", "thead", "body", "html"}:
            self.below(child, kind, group)
        else:  # within a line
            self._words.append(child.text or "")
            for inner in child:
                self._child(inner, kind, group)
                self._words.append(inner.tail or "")

    def _end(self, kind: Kind, group: int | None) -> None:
        lines = "".join(self._words).split("\n")
        self._words.clear()
        self.pieces += [Piece(kind, line, group) for line in lines if line.strip()]


def _stated(tree: "HtmlElement") -> Parts:
    """What the head and the schema.org item of a page state."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(key.strip().lower(), " ".join((meta.get("content") or "").split()))
    item = _item(tree)
    times = (time.get("datetime", "") for time in tree.iter("time") if _says_published(time))
    canonical = (
        link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical"
    )
    heading = tree.findtext(".//title") or ""
    return Parts(
        pieces=[],
        title=_first(metas, _TITLES)
        or _text(item, "headline")
        or re.split(r"\s[|–—]\s", heading)[0],
        published=_first(metas, _DATES) or _text(item, "datePublished") or next(times, ""),
        url=metas.get("og:url") or next(canonical, "") or _text(item, "url"),
        publisher=_first(metas, _SITES) or _text(item.get("publisher"), "name"),
    )


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((metas[key] for key in keys if metas.get(key)), "")


def _says_published(time: "HtmlElement") -> bool:
    marks = f"{time.get('itemprop', '')} {time.get('class', '')} {time.get('pubdate', 'no')}"
    return "publish" in marks.lower() or time.get("pubdate") is not None


def _item(tree: "HtmlElement") -> dict[str, object]:
    """The first schema.org item with a headline or a date; odd ones are passed over."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            found = msgspec.json.decode((script.text or "").strip())
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
        rows = found if isinstance(found, list) else [found]
        for row in rows:
            inner = row.get("@graph") if isinstance(row, dict) else None
            for item in inner if isinstance(inner, list) else [row]:
                if isinstance(item, dict) and ("headline" in item or "datePublished" in item):
                    return item
    return {}


def _text(item: object, key: str) -> str:
    value = item.get(key) if isinstance(item, dict) else None
    return " ".join(value.split()) if isinstance(value, str) else ""
