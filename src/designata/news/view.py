"""A reading as one HTML file: the article with what was found in it, events, claims and caveat.

It holds no script and loads nothing. Every text of the article and of the lists is escaped; an
address becomes a link only where it is one of the web. Notes open on hover and on focus.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from importlib.resources import files

from designata.evidence.explain import Reason
from designata.model import countries
from designata.news.document import Block, Document
from designata.news.findings import (
    Attribution,
    Candidate,
    Dated,
    Designation,
    Mention,
    Reading,
    Target,
)
from designata.news.marks import Mark, marks, pieces
from designata.news.reader import CAVEAT

_TAGS = {"title": "h1", "heading": "h2", "quote": "blockquote", "cell": "p", "item": "p"}
_KINDS = {
    "target": "target",
    "authority": "authority",
    "name": "other name",
    "date": "date",
    "reason": "ground",
    "source": "source",
}
_FIRM = ("asserted", "reported", "possible", "denied")


def page(
    document: Document,
    reading: Reading,
    *,
    captions: Mapping[str, str] | None = None,
    lists: Mapping[str, str] | None = None,
) -> str:
    """The HTML of a reading.

    Args:
        document: what was read.
        reading: what was found.
        captions: names of linked entities, by id; the id stands where none is given.
        lists: the date of each publisher's newest list that was asked.

    >>> document = Document(
    ...     text="A <b>bold</b> claim", title="", published=None, language="en", sha256="00"
    ... )
    >>> "A &lt;b&gt;bold" in page(document, Reading())
    True
    """
    return "".join(_page(document, reading, captions or {}, lists or {}))


def _page(
    document: Document, reading: Reading, captions: Mapping[str, str], lists: Mapping[str, str]
) -> Iterator[str]:
    title = document.title or "An article, read"
    style = files("designata.data").joinpath("news_view.css").read_text("utf-8")
    yield (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language or "und")}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<header>\n"
    )
    if not any(block.kind == "title" for block in document.blocks):
        yield f"<h1>{escape(title)}</h1>\n"
    yield f'<p class="facts">{" · ".join(_facts(document))}</p>\n{_key()}'
    yield from _warnings(reading.warnings)
    yield '</header>\n<main>\n<article aria-label="The article">\n'
    yield from _article(document, marks(document, reading, captions))
    yield '</article>\n<aside aria-label="Events">\n<h2>Events</h2>\n'
    by_id = {mention.id: mention for mention in reading.mentions}
    for event in reading.designations:
        yield from _event(event, by_id, captions)
    if not reading.designations:
        yield '<p class="facts">No designation is told of.</p>\n'
    yield "</aside>\n"
    yield from _claims(reading.claims)
    yield from _names(reading.mentions, captions)
    yield "</main>\n<footer>\n"
    if lists:
        told = ", ".join(f"{escape(code)} {escape(day)}" for code, day in sorted(lists.items()))
        yield f"<p>Lists asked: {told}.</p>\n"
    yield f"<p>{escape(CAVEAT)}</p>\n</footer>\n</body>\n</html>\n"


def _facts(document: Document) -> Iterator[str]:
    if document.publisher:
        yield escape(document.publisher)
    yield escape(document.published or "no date told")
    if document.url:
        yield _address(document.url)
    yield f"sha256 {escape(document.sha256)}"


def _address(url: str) -> str:
    """A link where it is an address of the web; "javascript:" is none."""
    if url.startswith(("https://", "http://")):
        return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(url)}</a>'
    return escape(url)


def _key() -> str:
    kinds = "".join(
        f'<li><span class="span {kind}">{escape(name)}</span></li>' for kind, name in _KINDS.items()
    )
    firm = "".join(f'<li><span class="claim {kind}">{kind}</span></li>' for kind in _FIRM)
    return f'<ul class="key" aria-label="What the colours and lines mean">{kinds}{firm}</ul>\n'


def _warnings(told: Iterable[str]) -> Iterator[str]:
    rows = "".join(f"<li>{escape(warning)}</li>" for warning in told)
    if rows:
        yield f'<div class="warnings" role="note"><ul>{rows}</ul></div>\n'


def _article(document: Document, found: list[Mark]) -> Iterator[str]:
    blocks = document.blocks or (Block("paragraph", 0, len(document.text)),)
    for block in blocks:
        tag = _TAGS.get(block.kind, "p")
        lead = "• " if block.kind == "item" else ""
        yield f"<{tag}>{lead}"
        for start, end, held in pieces(block.start, block.end, found):
            yield _piece(document.text[start:end], start, held)
        yield f"</{tag}>\n"


def _piece(text: str, start: int, held: list[Mark]) -> str:
    """A stretch under the same marks; its notes stand in the one where each begins."""
    plain = escape(text)
    if not held:
        return plain
    colours = [mark.kind for mark in held if mark.kind in _KINDS]
    lines = [f"claim {mark.kind}" for mark in held if mark.kind in _FIRM]
    kind = min(colours, key=list(_KINDS).index, default="")
    notes = [mark.note for mark in held if mark.note]
    tip = "\n\n".join(dict.fromkeys(notes))
    classes = " ".join(["span", *([kind] if kind else []), *lines[-1:]])
    first = any(mark.start == start and mark.note for mark in held)
    focus = ' tabindex="0"' if first else ""
    return (
        f'<span class="{classes}"{focus}>{plain}'
        + (f'<span class="tip" role="tooltip">{escape(tip)}</span>' if tip else "")
        + "</span>"
    )


def _event(
    event: Designation, mentions: Mapping[str, Mention], captions: Mapping[str, str]
) -> Iterator[str]:
    told = "recalled " if event.recalled else ""
    parties = [event.authority.name, *(party.name for party in event.partners)]
    yield f'<section class="card">\n<h3>{escape(" with ".join(parties))}</h3>\n'
    when = _day(event.date) if event.date else "no date told"
    if event.effective:
        when += f", in effect {_day(event.effective)}"
    firm = event.modality.value
    yield f'<p>{told}{event.action}, <span class="firm {firm}">{firm}</span>, {escape(when)}</p>\n'
    yield "<ul>\n"
    for target in event.targets:
        yield from _target(target, mentions, captions)
    yield "</ul>\n"
    for name, spans in (("Grounds", event.reasons), ("Legal basis", event.legal_basis)):
        if spans:
            yield f"<p><b>{name}:</b> {'; '.join(escape(span.text) for span in spans)}</p>\n"
    yield "</section>\n"


def _day(date: Dated) -> str:
    precise = "" if date.precision == "day" else f", to the {date.precision}"
    written = f" (“{date.text}”)" if date.text and date.text != date.value else ""
    return f"{date.value}{precise}{written}"


def _target(
    target: Target, mentions: Mapping[str, Mention], captions: Mapping[str, str]
) -> Iterator[str]:
    many = "" if target.count is None else f"{target.count} "
    land = f" of {countries.name(target.country)}" if target.country else ""
    kind = target.type if target.count == 1 else f"{target.type}s"
    yield f"<li>{escape(many + kind + land)}\n<ul>\n"
    for name in target.mentions:
        if name in mentions:
            yield f"<li>{_named(mentions[name], captions)}</li>\n"
    yield "</ul>\n"
    if target.undecided:
        yield f'<p class="undecided">Cannot tell: {escape(target.undecided)}.</p>\n'
    if target.candidates:
        lead = "May be" if target.undecided else "Not named; the lists say"
        open_ = "" if target.undecided else " open"
        yield f"<details{open_}><summary>{lead}</summary>\n<ul>\n"
        for candidate in target.candidates:
            yield _candidate(candidate)
        yield "</ul></details>\n"
    yield "</li>\n"


def _named(mention: Mention, captions: Mapping[str, str]) -> str:
    if not mention.entity:
        return f"{escape(mention.text)} <i>not on the lists asked</i>"
    caption = captions.get(mention.entity, mention.entity)
    return (
        f"<details><summary>{escape(mention.text)} → {escape(caption)} {_score(mention.score)}"
        f"</summary>{_reasons(mention.reasons)}</details>"
    )


def _candidate(candidate: Candidate) -> str:
    return (
        f"<li><details><summary>{escape(candidate.caption)} "
        f"<code>{escape(candidate.entity)}</code> {_score(candidate.score)}</summary>"
        f"{_reasons(candidate.reasons)}</details></li>\n"
    )


def _score(score: float) -> str:
    return f'<span class="score">{score:.0%}</span>'


def _reasons(reasons: Iterable[Reason]) -> str:
    rows = "".join(
        f'<tr><td>{escape(r.feature)}</td><td class="num">{r.weight:+.1f}</td>'
        f"<td>{escape(r.query)}</td><td>{escape(r.listed)}</td><td>{escape(r.note)}</td></tr>"
        for r in reasons
    )
    head = '<th>what</th><th class="num">weight</th><th>article</th><th>list</th><th>note</th>'
    return f'<div class="wide"><table><tr>{head}</tr>{rows}</table></div>'


def _claims(claims: Iterable[Attribution]) -> Iterator[str]:
    rows = "".join(map(_claim, claims))
    if rows:
        head = "<th>Who</th><th>Cue</th><th>How firmly</th><th>What</th>"
        yield (
            '<section class="section">\n<h2>Who claims what</h2>\n<div class="wide"><table>'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>\n</section>\n"
        )


def _claim(claim: Attribution) -> str:
    who = "the article itself"
    if claim.source:
        who = claim.source.text or "left open"
        if claim.source.refers_to:
            who += f" ({claim.source.refers_to})"
        if claim.source.via:
            who += f", through {claim.source.via}"
    firm = claim.modality.value
    negated = ", negated" if claim.polarity == "negated" else ""
    cue = claim.cue.text if claim.cue else ""
    return (
        f'<tr><td>{escape(who)}</td><td>{escape(cue)}</td><td class="firm {firm}">{firm}{negated}'
        f"</td><td>{escape(claim.text)}</td></tr>\n"
    )


def _names(mentions: Iterable[Mention], captions: Mapping[str, str]) -> Iterator[str]:
    linked = [mention for mention in mentions if mention.entity and not mention.refers_to]
    if linked:
        rows = "".join(f"<li>{_named(mention, captions)}</li>\n" for mention in linked)
        yield f'<section class="section card">\n<h2>Linked names</h2>\n<ul>{rows}</ul></section>\n'
