"""An English document parsed: words, sentences and who depends on whom, by spaCy's small model.

One parse serves all readers of a document. Sentences never run across blocks: a headline that
merges with the first sentence is the model's commonest mistake on such texts. The model's entity
types are hints only; most ships come out as people.
"""

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from designata.errors import InputError
from designata.news.document import Document
from designata.news.model import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LONGEST = 200_000
"""Characters that one parse takes: some 35,000 words, half a minute, and half a GB of memory."""

_ENDS = frozenset(".!?")
_LONGEST_SENTENCE = 1_000
"""Words without an end of a sentence, at most: what reads a sentence takes its length squared."""

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’/ -]{2,40}(?:,\s[A-Z][\w. ]{1,24})*\s?(?:\([^()\n]{2,40}\)\s?)?"
    r"[—–-]{1,2}\s+(?=\S)"
)
"""As in "LONDON, March 28 (Alfa Wire) - ": what follows is a sentence of its own."""

_PHRASES = "designata noun phrases"


def parse(document: Document) -> "Doc":
    """The parse; its characters are those of ``document.text``.

    Raises:
        InputError: when the text is too long, or the model is not installed.
    """
    if len(document.text) > LONGEST:
        raise InputError(
            f"the article has {len(document.text):,} characters; at most {LONGEST:,} can be parsed",
            cure="give one article at a time",
        )
    model = load()
    doc = model.words(document.text)
    starts = {block.start for block in document.blocks} | behind_datelines(document)
    since = 0
    for token in doc:
        if token.text in _ENDS:
            since = token.i
        if token.idx in starts or token.i - since >= _LONGEST_SENTENCE:
            token.is_sent_start = True
            since = token.i
    return model.parsed(doc)


def behind_datelines(document: Document) -> set[int]:
    """Where the texts of paragraphs begin that a dateline opens, as offsets.

    >>> from designata.news.document import Block
    >>> text = "LONDON, March 28 (Alfa Wire) - Britain listed two ships."
    >>> block = Block("paragraph", 0, len(text))
    >>> about = {"title": "", "published": None, "language": "en", "sha256": ""}
    >>> at = behind_datelines(Document(text=text, blocks=(block,), **about)).pop()
    >>> text[at:]
    'Britain listed two ships.'
    """
    heads = (_DATELINE.match(document.text, block.start, block.end) for block in document.blocks)
    return {head.end() for head in heads if head}


def noun_phrases(doc: "Doc", start: int, end: int) -> "list[Span]":
    """The noun phrases between two tokens; those of the article are looked for once.

    spaCy looks through the whole article each time that it is asked for those of a span.
    """
    found: list[Span] | None = doc.user_data.get(_PHRASES)
    if found is None:
        doc.user_data[_PHRASES] = found = list(doc.noun_chunks)
    first = bisect_left(found, start, key=lambda phrase: phrase.start)
    last = bisect_right(found, end, lo=first, key=lambda phrase: phrase.end)
    return found[first:last]
