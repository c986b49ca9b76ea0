"""What is marked in an article's text, and the stretches that overlapping marks cut it into."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import msgspec

from designata.model import countries
from designata.news.document import Document
from designata.news.findings import Attribution, Dated, Designation, Mention, Reading, Target
from designata.news.meant import meant


class Mark(msgspec.Struct, frozen=True):
    """A marked stretch.

    Args:
        start: offset of its first character.
        end: offset behind its last one.
        kind: ``target``, ``authority``, ``name``, ``date``, ``reason``, ``source`` or a modality.
        note: what is said of it, as plain text.
    """

    start: int
    end: int
    kind: str
    note: str


def marks(document: Document, reading: Reading, captions: Mapping[str, str]) -> list[Mark]:
    """Everything that is marked, in the order of the text.

    Args:
        document: what was read.
        reading: what was found.
        captions: names of linked entities, by id.
    """
    targets = meant(reading)
    found = [
        mark
        for mention in reading.mentions
        if (mark := _of_mention(mention, captions, targets.get(mention.id)))
    ]
    for event in reading.designations:
        found += _of_event(event)
    for claim in reading.claims:
        found += _of_claim(claim)
    size = len(document.text)
    return sorted(
        (mark for mark in found if 0 <= mark.start < mark.end <= size),
        key=lambda mark: (mark.start, -mark.end),
    )


def pieces(start: int, end: int, found: Iterable[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """A stretch of text cut at every boundary of a mark, each piece with the marks over it.

    >>> one, other = Mark(2, 6, "name", ""), Mark(4, 8, "date", "")
    >>> [(start, end, len(held)) for start, end, held in pieces(0, 9, [one, other])]
    [(0, 2, 0), (2, 4, 1), (4, 6, 2), (6, 8, 1), (8, 9, 0)]
    """
    over = [mark for mark in found if mark.start < end and start < mark.end]
    ends = {place for mark in over for place in (mark.start, mark.end) if start < place < end}
    cuts = [start, *sorted(ends), end]
    for first, last in pairwise(cuts):
        if first < last:
            yield first, last, [m for m in over if m.start <= first and last <= m.end]


def _candidates(target: Target) -> Iterator[str]:
    if target.undecided:
        yield f"cannot tell who: {target.undecided}"
    else:
        yield from (f"→ {c.caption} ({c.entity}), {c.score:.0%}" for c in target.candidates)


def _of_mention(
    mention: Mention, captions: Mapping[str, str], target: Target | None
) -> Mark | None:
    if mention.type == "country":
        return None
    kind = "target" if target else "authority" if mention.type == "authority" else "name"
    lines: list[str] = [mention.type]
    if mention.country:
        lines[0] += f", {countries.name(mention.country)}"
    lines += [f"{prop}: {', '.join(values)}" for prop, values in mention.facts.items()]
    if mention.entity:
        caption = captions.get(mention.entity, mention.entity)
        lines.append(f"→ {caption} ({mention.entity}), {mention.score:.0%}")
        lines += [f"{r.weight:+.1f} {r.feature}: {r.listed} ({r.note})" for r in mention.reasons]
    elif mention.named and mention.type != "authority":
        lines.append("not on the lists asked")
    elif target and not mention.named:
        lines += _candidates(target)
    return Mark(mention.start, mention.end, kind, "\n".join(lines))


def _of_event(event: Designation) -> Iterator[Mark]:
    who = event.authority
    if who.start is not None and who.end is not None:
        yield Mark(who.start, who.end, "authority", f"{event.action} by {who.name}")
    for date in (event.date, event.effective):
        if date and date.start is not None and date.end is not None:
            yield Mark(date.start, date.end, "date", _dated(date))
    for span in event.reasons:
        yield Mark(span.start, span.end, "reason", f"ground of the {event.action} by {who.name}")
    for span in event.legal_basis:
        yield Mark(span.start, span.end, "reason", "legal basis")


def _dated(date: Dated) -> str:
    return date.value if date.precision == "day" else f"{date.value}, known to the {date.precision}"


def _of_claim(claim: Attribution) -> Iterator[Mark]:
    who = claim.source.text if claim.source else ""
    lead = f"{who or 'left open who says it'}: " if claim.source else "the article itself: "
    yield Mark(claim.start, claim.end, claim.modality.value, f"{lead}{claim.modality.value}")
    if claim.source and claim.source.start is not None and claim.source.end is not None:
        via = f", through {claim.source.via}" if claim.source.via else ""
        yield Mark(
            claim.source.start, claim.source.end, "source", f"source: {claim.source.kind}{via}"
        )
