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


class _Wanted(NamedTuple):
    claim: Claim
    spans: list[Span]
    tokens: set[int]
    heads: list[Span]


def score(document: Document, reading: Reading, wanted: Sequence[Claim], tally: Tally) -> None:
    """Pairs claims by the content tokens they share, then compares them.

    A claim without a source is the article's own and is not asked for.
    """
    text = document.text
    sought = [_located(text, claim) for claim in wanted]
    found = [it for it in reading.claims if it.source is not None]
    words = [gold.tokens(text, [(it.start, it.end)]) for it in found]
    shared = {
        (i, j): 2 * len(one.tokens & other) / (len(one.tokens) + len(other))
        for i, one in enumerate(sought)
        for j, other in enumerate(words)
        if one.tokens & other
    }
    pairs: dict[int, int] = {}
    for i, j in sorted(shared, key=lambda it: -shared[it]):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    tally.found[SOURCE] += len(found)
    tally.found[CONTENT] += sum(map(len, words))
    for number, one in enumerate(sought):
        tally.asked[CONTENT] += len(one.tokens)
        if number not in pairs:
            tally.check(SOURCE, one.claim.source or "(open)", f"no claim: {one.claim.text!r}")
            continue
        tally.right[CONTENT] += len(one.tokens & words[pairs[number]])
        _compared(one, found[pairs[number]], shared[number, pairs[number]], tally)
    for number in set(range(len(found))) - set(pairs.values()):
        it = found[number]
        tally.false(SOURCE, f"{it.source.text if it.source else ''!r}: {it.text!r}")


def _located(text: str, claim: Claim) -> _Wanted:
    spans = gold.content(text, claim)
    return _Wanted(claim, spans, gold.tokens(text, spans), gold.heads(text, claim, spans[0]))


def _compared(one: _Wanted, other: Attribution, shared: float, tally: Tally) -> None:
    claim, source = one.claim, other.source
    said = source.text if source else ""
    place = (source.start, source.end) if source else (None, None)
    right = _says(one, place) or (not claim.source and not said)
    tally.check(SOURCE, claim.source or "(open)", f"{said!r}: {claim.text!r}", right=right)
    tally.check(MODALITY, f"{claim.modality}: {claim.text!r}", f"{other.modality}: {other.text!r}",
                right=claim.modality == other.modality)
    tally.check("polarity of claims", f"{claim.polarity}: {claim.text!r}", other.polarity,
                right=claim.polarity == other.polarity)
    if source:
        tally.check("kind of source", f"{claim.kind}: {claim.source}", f"{source.kind}: {said}",
                    right=claim.kind == source.kind)
        via = source.via or ""
        met = not claim.via and not via or bool(via) and (via in claim.via or claim.via in via)
        tally.check("via", claim.via, via, right=met)
    cue = other.cue.text.casefold() if other.cue else ""
    met = bool(cue) and (cue in claim.cue.casefold() or claim.cue.casefold() in cue)
    tally.check("cue", claim.cue, cue, right=met)
    if shared < 0.5:
        tally.misses.append(_loose(tally.article, claim, other))


def _loose(article: str, claim: Claim, other: Attribution) -> Miss:
    return Miss(article, CONTENT, claim.text, other.text)


def _says(one: _Wanted, place: tuple[int | None, int | None]) -> bool:
    start, end = place
    if start is None or end is None:
        return False
    return any(head[0] < end and start < head[1] for head in one.heads)
