"""Long articles take longer in proportion: what is looked for is looked for once."""

from designata.news.english import noun_phrases, parse
from designata.news.read import read

TEXT = b"The ministry in Seoul sanctioned two old ships. Ivan Petrov owned the second ship."


def test_noun_phrases_of_a_span_are_those_that_spacy_has() -> None:
    doc = parse(read(TEXT))
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            assert noun_phrases(doc, start, end) == list(doc[start:end].noun_chunks)


def test_noun_phrases_are_looked_for_once() -> None:
    doc = parse(read(TEXT))
    assert noun_phrases(doc, 0, len(doc))[0] is noun_phrases(doc, 0, 3)[0]
