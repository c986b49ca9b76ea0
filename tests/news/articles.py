"""Small articles for the tests of this room: lines become blocks."""

from designata.news.document import Block, Document, Kind
from designata.news.english import parse
from designata.news.extract import designations
from designata.news.findings import Designation, Mention
from designata.news.mentions import mentions

_KINDS: dict[str, Kind] = {"-": "item", "#": "heading"}


def article(
    *lines: str, title: str = "", published: str | None = "2024-04-02", url: str | None = None
) -> Document:
    """A document; a line that opens with a dash is a list's item, one with a hash a heading."""
    text = ""
    blocks: list[Block] = []
    for line in filter(None, (title, *lines)):
        kind: Kind = "title" if line is title else _KINDS.get(line[0], "paragraph")
        words = line.lstrip("-# ")
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(words), 1 if kind == "item" else None))
        text += words
    return Document(
        text=text,
        title=title,
        published=published,
        language="en",
        sha256="",
        url=url,
        blocks=tuple(blocks),
    )


def mentioned(*lines: str, title: str = "") -> dict[str, Mention]:
    """The mentions of an article, by their words; the first of each."""
    document = article(*lines, title=title)
    found = mentions(document, parse(document))
    assert all(document.text[m.start : m.end] == m.text for m in found)
    assert [m.id for m in found] == [f"m{at}" for at in range(1, len(found) + 1)]
    first: dict[str, Mention] = {}
    for mention in found:
        first.setdefault(mention.text, mention)
    return first


def events(
    *lines: str, title: str = "", url: str | None = None
) -> tuple[list[Designation], dict[str, str]]:
    """The events of an article, and what its mentions are called, by their ids."""
    document = article(*lines, title=title, url=url)
    doc = parse(document)
    found = mentions(document, doc)
    read = designations(document, doc, found)
    for event in read:
        for span in [*event.reasons, *event.legal_basis]:
            assert document.text[span.start : span.end] == span.text
        for target in event.targets:
            assert all(at < len(event.reasons) for at in target.reasons)
    return read, {mention.id: mention.text for mention in found}
