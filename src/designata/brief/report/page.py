"""A brief as one HTML file that opens without a network and prints well.

Every text of lists and articles is escaped; an address becomes a link only where it is one of the
web. The only script is that of the player, and it is allowed by its hash alone.
"""

import base64
import hashlib
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from designata.brief.prose.text import MORE
from designata.brief.report import notes, plain, plots
from designata.brief.report.notes import Note, Notes
from designata.brief.report.player import Player
from designata.brief.told import Brief, Row, Sentence
from designata.brief.tongue import tongue

ROWS = 5000
"""The most rows of the list of everything; the JSON has them all."""


def page(brief: Brief, *, player: Player | None = None) -> str:
    """The HTML of a brief.

    Args:
        brief: what to print.
        player: its recording, if there is one.
    """
    return "".join(_page(brief, player))


@cache
def _data(name: str) -> str:
    return files("designata.data").joinpath(name).read_text("utf-8")


def policy(player: Player | None) -> str:
    """What the page may load: its own style; with a player its script and its sound."""
    rules = ["default-src 'none'", "style-src 'unsafe-inline'", "img-src data:"]
    if player:
        digest = hashlib.sha256(_data("brief.js").encode()).digest()
        script = base64.b64encode(digest).decode()
        rules += [f"script-src 'sha256-{script}'", "media-src 'self' data: file:"]
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])


def _page(brief: Brief, player: Player | None) -> Iterator[str]:
    labels = tongue(brief.lang).words.labels
    yield (
        f'<!DOCTYPE html>\n<html lang="{brief.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(player)}">\n'
        f"<title>{escape(brief.title)}</title>\n<style>\n{_data('brief.css')}</style>\n"
        "</head>\n<body>\n<header>\n"
        f'<p class="kicker">{escape(labels["brief"])} · {_head(brief)}</p>\n'
        f"<h1>{escape(brief.title)}</h1>\n"
    )
    for warning in brief.warnings:
        yield f'<p class="warning" role="note">{escape(warning)}</p>\n'
    if player:
        yield from _player(player, labels)
    yield "</header>\n<main>\n"
    found = Notes(brief, labels)
    for number, section in enumerate(brief.sections):
        lead = ' class="lead"' if not section.heading else ""
        yield f"<section{lead}>\n"
        if section.heading:
            yield f"<h2>{escape(section.heading)}</h2>\n"
        yield from _sentences(section.sentences, found, player)
        yield "</section>\n"
        if number == 0 and brief.plots:
            yield '<div class="plots">\n' + "".join(map(plots.svg, brief.plots)) + "</div>\n"
    yield from _rows(brief, labels)
    yield '</main>\n<section class="notes" id="notes">\n'
    yield f"<h2>{escape(labels['sources'])}</h2>\n<ol>\n"
    for note in found:
        yield f'<li id="n{note.number}">{_note(note)}</li>\n'
    yield "</ol>\n</section>\n<footer>\n"
    for line in plain.foot(brief, labels):
        yield f"<p>{escape(line)}</p>\n"
    yield "</footer>\n"
    if player:
        yield f"<script>{_data('brief.js')}</script>\n"
    yield "</body>\n</html>\n"


def _head(brief: Brief) -> str:
    language = tongue(brief.lang)
    told = [f'<time datetime="{brief.day}">{escape(language.day(brief.day.isoformat()))}</time>']
    if brief.about:
        told.append(f"{escape(language.words.labels['about'])}: {escape(brief.about)}")
    if brief.since:
        day = escape(language.day(brief.since.isoformat()))
        told.append(f"{escape(language.words.labels['since'])} {day}")
    return " · ".join(told)


def _player(player: Player, labels: dict[str, str]) -> Iterator[str]:
    track = ""
    if player.captions:
        track = f'<track kind="captions" src="{escape(player.captions)}" default>'
    yield (
        f'<div class="player" role="group" aria-label="{escape(labels["listen"])}">\n'
        f'<audio id="audio" controls preload="metadata"><source src="{escape(player.src)}" '
        f'type="{escape(player.type)}">{track}</audio>\n'
        f'<p class="disclosure">{escape(player.disclosure)}</p>\n</div>\n'
    )


def _sentences(sentences: list[Sentence], found: Notes, player: Player | None) -> Iterator[str]:
    for paragraph in notes.paragraphs(sentences):
        yield "<p>"
        for sentence in paragraph:
            times = player.times.get(sentence.id) if player else None
            clock = f' data-start="{times[0]:.3f}" data-end="{times[1]:.3f}"' if times else ""
            text = escape(sentence.text)
            if sentence.more:
                text = f'<a href="#{escape(sentence.more)}">{text}</a>'
            cites = " ".join(f'<a href="#n{at}">{at}</a>' for at in found.of(sentence))
            yield f'<span class="s" id="{escape(sentence.id)}"{clock}>{text}</span>'
            yield f"<sup>{cites}</sup> "
        yield "</p>\n"


def _rows(brief: Brief, labels: dict[str, str]) -> Iterator[str]:
    if not brief.rows:
        return
    head = "".join(f"<th>{escape(name)}</th>" for name in plain.heads(labels))
    yield (
        f'<details class="rows" id="{MORE}"><summary>{escape(labels["changes"])} '
        f'({len(brief.rows):,})</summary>\n<div class="wide"><table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n"
    )
    yield from map(_row, brief.rows[:ROWS])
    yield "</tbody></table></div>\n"
    if len(brief.rows) > ROWS:
        yield f"<p>… {len(brief.rows) - ROWS:,}</p>\n"
    yield "</details>\n"


def _row(row: Row) -> str:
    cells = (row.kind, row.what, row.detail, row.publisher)
    told = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f"<tr><td>{escape(row.caption)} <code>{escape(row.entity)}</code></td>{told}</tr>\n"


def _note(note: Note) -> str:
    told = f"{escape(note.words)}. <cite>{escape(note.place)}</cite>"
    if note.url:
        host = escape(note.url.split("/")[2])
        told += f' <a class="url" href="{escape(note.url)}" rel="noopener noreferrer">{host}</a>'
    return told
