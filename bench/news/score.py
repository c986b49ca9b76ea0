"""Scores of a reading against an article's gold: events, claims, names."""

import claims
import events
import gold
from gold import Gold, Named
from tally import Tally

from designata.news.document import Document
from designata.news.findings import Reading

NAMES = "names found"


def score(name: str, document: Document, reading: Reading, wanted: Gold) -> Tally:
    """All that is asked of one article.

    Args:
        name: the article's.
        document: its text as it was read.
        reading: what was found in it.
        wanted: its gold.
    """
    tally = Tally(name)
    events.score(document, reading, wanted.events, tally)
    claims.score(document, reading, wanted.claims, tally)
    for named in wanted.mentions:
        _named(document.text, reading, named, tally)
    _verbatim(document, reading, tally)
    return tally


def _named(text: str, reading: Reading, named: Named, tally: Tally) -> None:
    """A name is found where some mention meets every place of it; its type is asked apart."""
    stands = gold.places(text, named.text)
    met = [
        [it for it in reading.mentions if it.start < end and start < it.end]
        for start, end in stands
    ]
    tally.check(NAMES, named.text, [len(it) for it in met], right=bool(met) and all(met))
    types = {it.type for found in met for it in found}
    tally.check("types of names", (named.text, named.type), types, right=named.type in types)


def _verbatim(document: Document, reading: Reading, tally: Tally) -> None:
    """Every text that was found is the slice of the document that its offsets tell."""
    spans = [(it.text, it.start, it.end) for it in reading.mentions]
    for claim in reading.claims:
        spans.append((claim.text, claim.start, claim.end))
        if claim.cue:
            spans.append((claim.cue.text, claim.cue.start, claim.cue.end))
        said = claim.source
        if said and said.start is not None and said.end is not None:
            spans.append((said.text, said.start, said.end))
    for event in reading.designations:
        spans += [(it.text, it.start, it.end) for it in (*event.reasons, *event.legal_basis)]
    for text, start, end in spans:
        tally.check("verbatim", text, document.text[start:end])
