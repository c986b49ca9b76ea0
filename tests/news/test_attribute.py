"""Who claims what, over sentences of many styles."""

import pytest

from designata.news.attribute import attributions
from designata.news.document import Block, Document, Kind
from designata.news.english import parse
from designata.news.findings import Attribution, Mention
from tests.news.attributed import AGENCY, BROADCAST, BROADSHEET, RELEASE, Expected


def read(text: str, *mentions: Mention, title: bool = False) -> list[Attribution]:
    blocks = []
    at = 0
    for paragraph in text.split("\n\n"):
        kind: Kind = "title" if title and not at else "paragraph"
        blocks.append(Block(kind, at, at + len(paragraph)))
        at += len(paragraph) + 2
    document = Document(
        text=text,
        title="",
        published="2024-04-02",
        language="en",
        sha256="",
        blocks=tuple(blocks),
    )
    found = attributions(document, parse(document), mentions)
    for claim in found:
        assert text[claim.start : claim.end] == claim.text
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    AGENCY + BROADSHEET + RELEASE + BROADCAST,
    ids=lambda value: str(value)[:40],
)
def test_claims_have_source_content_and_modality(text: str, expected: list[Expected]) -> None:
    found = [(c.source and c.source.text, c.text, str(c.modality)) for c in read(text)]
    assert found == expected
