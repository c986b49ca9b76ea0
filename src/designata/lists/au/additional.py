"""What "Additional Information" states behind a label, or of a paper within a sentence.

``Title: a) Mullah b) Haji Designation: Governor. Passport no: Afghanistan number P04581926, issued
on 7 Aug. 2024``. The text is kept whole elsewhere, so that a part not understood is only counted.
"""

import re
from functools import lru_cache

from designata.lists import numbered, papers
from designata.lists.entry import Entry

_END = re.compile(r"(?<=[a-z0-9)’'])\.\s+(?=[A-Z])|\s*[\r\n]{2,}")
_PAPER = re.compile(
    r"\b(?:(?P<passport>passport)|(?P<national>national (?:identification|identity|id)"
    r"|identity card))\b[\w\s]*?(?:no|numbers?)\b[.:]*\s",
    re.IGNORECASE,
)
_PREVIOUSLY = re.compile(r"\bprevious names? includes?:?\s+([^.;\n]+)", re.IGNORECASE)
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_PAPERS = {
    "passport": ("passportNumber", "Passport"),
    "national": ("idNumber", "National identification"),
}
_NOTHING = re.compile(r"\s*(?:na|n/a)?[\s.]*", re.IGNORECASE)


def tell(entry: Entry, text: str, tags: dict[str, str]) -> None:
    """Adds what the text states to the record.

    Args:
        entry: the record.
        text: the cell.
        tags: the field of each label, in lower case; none where it only ends the part before it.
    """
    for names in _PREVIOUSLY.findall(text) if entry.schema == "Vessel" else ():
        for name in _AND.split(names):
            entry.add("previousName", name.strip())
    if entry.schema != "Person":
        return
    marks = list(_tags(tuple(tags)).finditer(text))
    rest = text[: marks[0].start()] if marks else text
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=bool(marks)):
        field = tags[" ".join(mark[1].casefold().replace("’", "'").split())]
        rest += "\n\n" + _told(entry, field, text[mark.end() : end])
    _papers(entry, rest)


def _told(entry: Entry, field: str, value: str) -> str:
    """Tells a labelled part; what of it stands behind the part's own sentence is given back."""
    if not field:
        return value
    items = numbered.split(value)
    last = max(items, default=0)
    behind = ""
    for number, item in items.items():
        own = _END.split(item, maxsplit=1)
        if number == last and len(own) > 1:
            behind = item[len(own[0]) :]
        if _NOTHING.fullmatch(own[0]):
            continue
        if field in _PAPERS:
            _paper(entry, field, own[0])
        else:
            entry.add(field, own[0].strip(' ."“”'))
    return behind


def _papers(entry: Entry, text: str) -> None:
    """Papers within sentences: "Pakistani passport number A-374184"."""
    for sentence in _END.split(text):
        for clause in re.split(r";\s", sentence):
            if match := _PAPER.search(clause):
                field = "passport" if match["passport"] else "national"
                _paper(entry, field, clause, counted=False)


def _paper(entry: Entry, field: str, text: str, *, counted: bool = True) -> None:
    prop, kind = _PAPERS[field]
    paper = papers.read(text)
    if paper.number:
        entry.paper(
            paper.number,
            prop=prop,
            type=kind,
            country=paper.country,
            since=paper.since,
            until=paper.until,
            summary=text,
        )
    elif counted:
        entry.tally.note(prop, text)


@lru_cache(maxsize=4)
def _tags(names: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(
        re.escape(name).replace("'", "['’]") for name in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?=[A-Z])((?i:{words}))\.?\s*:")
