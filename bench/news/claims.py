"""Scores the attributed claims of a reading against the gold's."""

from collections.abc import Sequence
from typing import NamedTuple

import gold
from gold import Claim, Span
from tally import Miss, Tally

from designata.news.document import Document
from designata.news.findings import Attribution, Reading

SOURCE = "attribution sources"
CONTENT = "content tokens"
MODALITY = "modality of claims"
POLARITY = "polarity of claims"
KIND, VIA, CUE = "kind of source", "via", "cue"

LOOSE = 0.5
"""A shared part below this is told among the misses."""


class _Wanted(NamedTuple):
    claim: Claim
    spans: list[Span]
    tokens: set[int]
    heads: list[Span]


def score(document: Document, reading: Reading, wanted: Sequence[Claim], tally: Tally) -> None:
    """Pairs claims by the content tokens they share, then compares them.

    A claim without a source is the article's own: it may answer where the gold leaves the source
    open ("could not be confirmed"), and is not asked for otherwise.
    """
    text = document.text
    sought = [_located(text, claim) for claim in wanted]
    found = reading.claims
    words = [gold.tokens(text, [(it.start, it.end)]) for it in found]
    shared = {
        (i, j): 2 * len(one.tokens & other) / (len(one.tokens) + len(other))
        for i, one in enumerate(sought)
        for j, other in enumerate(words)
        if one.tokens & other and (found[j].source or not one.claim.source)
    }
    pairs: dict[int, int] = {}
    for i, j in sorted(shared, key=lambda it: -shared[it]):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    counted = [n for n, it in enumerate(found) if it.source or n in pairs.values()]
    tally.found[SOURCE] += len(counted)
    tally.found[CONTENT] += sum(len(words[n]) for n in counted)
    for number, one in enumerate(sought):
        tally.asked[CONTENT] += len(one.tokens)
        if number not in pairs:
            tally.check(SOURCE, one.claim.source or "(open)", f"no claim: {one.claim.text!r}")
            continue
        tally.right[CONTENT] += len(one.tokens & words[pairs[number]])
        _compared(one, found[pairs[number]], shared[number, pairs[number]], tally)
    for number in set(counted) - set(pairs.values()):
        it = found[number]
        tally.false(SOURCE, f"{it.source.text if it.source else ''!r}: {it.text!r}")


def _located(text: str, claim: Claim) -> _Wanted:
    spans = gold.content(text, claim)
    return _Wanted(claim, spans, gold.tokens(text, spans), gold.heads(text, claim, spans[0]))


def _compared(one: _Wanted, other: Attribution, shared: float, tally: Tally) -> None:
    claim, source = one.claim, other.source
    said = source.text if source else ""
    right = not claim.source and not said
    if source and source.start is not None and source.end is not None:
        right = any(a < source.end and source.start < b for a, b in one.heads)
    told = repr(claim.text)
    tally.check(SOURCE, claim.source or "(open)", f"{said!r}: {told}", right=right)
    tally.check(
        MODALITY,
        f"{claim.modality}: {told}",
        f"{other.modality}: {other.text!r}",
        right=claim.modality == other.modality,
    )
    tally.check(
        POLARITY,
        f"{claim.polarity}: {told}",
        other.polarity,
        right=claim.polarity == other.polarity,
    )
    if source:
        tally.check(
            KIND,
            f"{claim.kind}: {claim.source}",
            f"{source.kind}: {said}",
            right=claim.kind == source.kind,
        )
        tally.check(VIA, claim.via, source.via or "", right=_meets(claim.via, source.via or ""))
    cue = other.cue.text if other.cue else ""
    tally.check(CUE, claim.cue, cue, right=bool(cue) and _meets(claim.cue, cue))
    if shared < LOOSE:
        tally.misses.append(Miss(tally.article, CONTENT, claim.text, other.text))


def _meets(one: str, other: str) -> bool:
    """Whether one stands in the other; nothing meets nothing only."""
    one, other = one.casefold(), other.casefold()
    return one == other or bool(one and other and (one in other or other in one))
