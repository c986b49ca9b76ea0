"""Long articles take longer in proportion: what is looked for is looked for once."""

from designata.news.english import _LONGEST_SENTENCE, noun_phrases, parse
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


def test_no_sentence_is_longer_than_what_reads_it_can_take() -> None:
    # Of one without an end, 40,000 letters took two minutes.
    doc = parse(read(b"Officials who were listed include Ivan Petrov, " * 150))
    assert len(list(doc.sents)) > 1
    assert max(map(len, doc.sents)) <= _LONGEST_SENTENCE
