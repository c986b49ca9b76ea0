"""A brief as PDF."""

from designata.brief.report import notes, plain
from designata.brief.report.notes import Notes
from designata.brief.told import Brief
from designata.brief.tongue import tongue
from designata.formats.pdf import typeset

ROWS = 400
"""The most rows of the list of everything on paper; the page and the JSON have more."""


def pdf(brief: Brief) -> bytes:
    """The PDF of a brief.

    Raises:
        DesignataError: when it cannot be set.
    """
    return typeset("brief.typ", _data(brief))


def _data(brief: Brief) -> dict[str, object]:
    language = tongue(brief.lang)
    labels = language.words.labels
    found = Notes(brief, labels)
    return {
        "title": brief.title,
        "lang": brief.lang,
        "kicker": f"{labels['brief']} · {language.day(brief.day.isoformat())}",
        "labels": labels,
        "warnings": brief.warnings,
        "sections": [
            {
                "heading": section.heading,
                "paragraphs": [
                    [{"text": one.text, "notes": found.of(one)} for one in paragraph]
                    for paragraph in notes.paragraphs(section.sentences)
                ],
            }
            for section in brief.sections
        ],
        "plots": brief.plots,
        "heads": plain.heads(labels),
        "rows": [plain.cells(row) for row in brief.rows[:ROWS]],
        "notes": list(found),
        "foot": plain.foot(brief, labels),
    }
