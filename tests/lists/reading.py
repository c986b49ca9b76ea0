"""Reads a list of a test's own, or a real one, as the store does: record by record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from designata.lists.entry import Entry, Tally
from designata.lists.source import Edition, File, ListModule, Record
from designata.model.claim import Claim

_WORD = re.compile(r"[^\W_]+")


def edition(module: ListModule, content: bytes | Path) -> Edition:
    file = File.at(content) if isinstance(content, Path) else File("list", lambda: content)
    found = module.recognise(file)
    assert found is not None
    return Edition(
        publisher=module.PUBLISHER,
        dataset=found.dataset,
        format=found.format,
        files={found.part: file},
        covers=frozenset({found.part}),
        published=found.published,
    )


def told(
    module: ListModule, content: bytes | Path, tally: Tally | None = None
) -> Iterator[tuple[Record, list[Claim]]]:
    for record in module.records(edition(module, content)):
        entry = Entry(
            record.id, record.schema, locator=record.locator, part=record.part, tally=tally
        )
        record.tell(entry)
        yield record, entry.claims


def values(claims: Sequence[Claim], prop: str, subject: str = "") -> list[str]:
    """The values of a property, of the subjects whose id holds a text."""
    return [c.value for c in claims if c.property == prop and subject in c.subject]


def lost(
    cells: Mapping[str, Sequence[tuple[str, str]]],
    claims: Mapping[str, Sequence[Claim]],
    without: frozenset[str],
) -> list[tuple[str, str, str]]:
    """Words of cells that no claim of the record says, in value or original.

    Args:
        cells: column and text of a record's cells, by its id.
        claims: the record's claims, by its id.
        without: words that are labels, not content.
    """
    missing = []
    for number, row in cells.items():
        said = without | {
            word
            for claim in claims[number]
            for text in (claim.value, claim.original or "")
            for word in _WORD.findall(text.casefold())
        }
        missing += [
            (number, column, word)
            for column, text in row
            for word in _WORD.findall(text.casefold())
            if word not in said and not (word.isdecimal() and len(word) < 3)
        ]
    return missing
