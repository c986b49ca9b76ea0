"""A brief as Markdown, with footnotes; what comes from outside cannot become markup."""

import re
from collections.abc import Iterator

from designata.brief.report import notes, plain
from designata.brief.report.notes import Notes
from designata.brief.told import Brief, Row
from designata.brief.tongue import tongue

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!&$^])")
_STARTS = re.compile(r"^(\s*)([-+=:]|\d+[.)])", re.MULTILINE)
_AUTOLINK = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data):|\bwww\.")


def text(told: str) -> str:
    r"""Text from outside, on one line and without effect.

    >>> text("<b>LADY</b> [R](javascript:x)")
    '\\<b\\>LADY\\</b\\> \\[R\\](javascript\\:x)'
    """
    plain = " ".join("".join(c if c.isprintable() else " " for c in told).split())
    plain = _AUTOLINK.sub(
        lambda found: found[0][:-1] + "\\" + found[0][-1], _SIGNS.sub(r"\\\1", plain)
    )
    return _STARTS.sub(r"\1\\\2", plain)


def markdown(brief: Brief) -> str:
    """The Markdown of a brief."""
    return "".join(_lines(brief))


def _lines(brief: Brief) -> Iterator[str]:
    language = tongue(brief.lang)
    labels = language.words.labels
    yield f"# {text(brief.title)}\n\n"
    yield f"*{text(labels['brief'])}, {language.day(brief.day.isoformat())}*\n\n"
    for warning in brief.warnings:
        yield f"> {text(warning)}\n\n"
    found = Notes(brief, labels)
    for section in brief.sections:
        if section.heading:
            yield f"## {text(section.heading)}\n\n"
        for paragraph in notes.paragraphs(section.sentences):
            told = (
                text(sentence.text) + "".join(f"[^{at}]" for at in found.of(sentence))
                for sentence in paragraph
            )
            yield " ".join(told) + "\n\n"
    if brief.rows:
        heads = " | ".join(map(text, plain.heads(labels)))
        yield f"## {text(labels['changes'])}\n\n| {heads} |\n|---|---|---|---|---|\n"
        yield from map(_row, brief.rows)
        yield "\n"
    for note in found:
        link = f" <{_address(note.url)}>" if note.url else ""
        yield f"[^{note.number}]: {text(note.words)}. {text(note.place)}{link}\n"
    yield "\n" + " ".join(map(text, plain.foot(brief, labels))) + "\n"


def _address(url: str) -> str:
    return re.sub(r"[\s<>\\]", lambda found: f"%{ord(found[0]):02X}", url)


def _row(row: Row) -> str:
    return "| " + " | ".join(map(text, plain.cells(row))) + " |\n"
