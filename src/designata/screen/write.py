"""Answers as lines of JSON and rows of CSV, and what of them stands in the columns of a sheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from designata.evidence.explain import Reason
from designata.formats.simple import FORMULA, harmless
from designata.index.entry import Designated
from designata.screen.match import Answer, Hit

_LABELS = {
    "name": "name",
    "birthDate": "birth date",
    "birthPlace": "birth place",
    "imoNumber": "IMO number",
    "mmsi": "MMSI",
    "leiCode": "LEI",
    "swiftBic": "BIC",
    "innCode": "INN",
    "ogrnCode": "OGRN",
    "isinCode": "ISIN",
    "publicKey": "wallet",
}


def cells(answer: Answer) -> list[str | float | int]:
    """What an answer adds to its row, in the order of ``columns.ANSWERED``."""
    best = answer.hits[0] if answer.hits else None
    warnings = list(answer.warnings)
    if answer.cleared:
        warnings.append(f"cleared by the policy: {', '.join(answer.cleared)}")
    return [
        "" if answer.error else len(answer.hits),
        best.score if best else "",
        best.entity if best else "",
        best.caption if best else "",
        why(best) if best else "",
        "; ".join(map(designated, best.designations)) if best else "",
        "; ".join(f"{hit.entity} {hit.caption} ({hit.score:.2f})" for hit in answer.hits[1:]),
        _held(tuple(answer.lists.items())),
        answer.policy,
        "; ".join(warnings),
        answer.error or "",
    ]


@lru_cache(maxsize=16)
def _held(lists: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{code} {date}" for code, date in lists)


def why(hit: Hit) -> str:
    """The reasons of a hit in plain words, each with its weight.

    >>> reason = Reason(feature="imoNumber", weight=9.0, query="9161003", listed="9161003",
    ...     note="the same number")
    >>> told(reason)
    'IMO number 9161003: the same number (+9.0)'
    """
    return ". ".join(map(told, hit.reasons))


def told(reason: Reason) -> str:
    """One reason in plain words."""
    values = reason.query
    if reason.listed != reason.query:
        values = f"{reason.query} against {reason.listed}"
    return f"{label(reason.feature)} {values}: {reason.note} ({reason.weight:+.1f})"


def label(feature: str) -> str:
    """What people call a feature."""
    return _LABELS.get(feature, feature)


def designated(designation: Designated) -> str:
    """A designation in short.

    >>> designated(Designated("US OFAC", "RUSSIA-EO14024", "2022-05-08", None))
    'US OFAC, RUSSIA-EO14024, since 2022-05-08'
    """
    since = f"since {designation.since}" if designation.since else ""
    until = f"until {designation.until}" if designation.until else ""
    parts = (designation.authority, designation.program or "", since, until)
    return ", ".join(part for part in parts if part)


def json_lines(answers: Iterable[Answer]) -> bytes:
    """The answers, a line each."""
    lines = msgspec.json.Encoder().encode_lines(list(answers))
    return bytes(lines)


def csv_lines(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows of CSV, in which no spreadsheet finds a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(
        [harmless(cell) if cell.__class__ is str and cell[:1] in FORMULA else cell for cell in row]
        for row in rows
    )
    return text.getvalue().encode("utf-8", "replace")


def unique(headings: Iterable[str]) -> list[str]:
    """Headings of which none is twice there.

    >>> unique(["name", "score", "name"])
    ['name', 'score', 'name (2)']
    """
    found: dict[str, None] = {}
    for heading in headings:
        name, number = heading, 1
        while name in found:
            number += 1
            name = f"{heading} ({number})"
        found[name] = None
    return list(found)
