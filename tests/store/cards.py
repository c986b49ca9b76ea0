"""A publisher of a test's own: a line a record, ``id|name|program``, two parts, dated by name."""

import datetime as dt
from collections.abc import Iterator
from functools import partial

from designata.errors import InputError
from designata.lists.entry import Entry
from designata.lists.publishers import Publisher
from designata.lists.source import Edition, File, Recognised, Record
from designata.model.when import from_edtf

READER = 1

PUBLISHER = Publisher(
    code="kr",  # a code that the store knows to ask for the authority's name
    authority="Office of Cards",
    country="kr",
    titles={"cards": "List of Cards"},
    licence="none",
    homepage="https://cards.example/",
)


def recognise(file: File) -> Recognised | None:
    return Recognised(dataset="cards", format="cards") if b"|" in file.head else None


def records(edition: Edition) -> Iterator[Record]:
    for part, file in edition.files.items():
        for line in file.content().decode().splitlines():
            if line == "broken":
                raise InputError("the line is broken", where=file.name, cure="mend it")
            yield Record(
                id=line.partition("|")[0],
                schema="Person",
                raw=line.encode(),
                tell=partial(_tell, line),
                locator=f"line={line}",
                part=part,
            )


def _tell(line: str, entry: Entry) -> None:
    _, name, program = line.split("|")
    if entry.part.startswith("alt"):
        entry.add("alias", name)
        return
    entry.add("name", name)
    sanction = entry.child("Sanction", "listing")
    sanction.add("entity", entry.id)
    sanction.add("program", program)


def edition(day: str, *lines: str, **parts: tuple[str, ...]) -> Edition:
    """An edition of a day; parts other than main by name."""
    given = ({"main": lines} if lines or not parts else {}) | parts
    return Edition(
        publisher=PUBLISHER,
        dataset="cards",
        format="cards",
        files={part: _file(part, day, rows) for part, rows in given.items()},
        covers=frozenset(given),
        published=from_edtf(day),
    )


def _file(part: str, day: str, rows: tuple[str, ...]) -> File:
    content = "\n".join(rows).encode()
    fetched = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    return File(f"cards/{part}-{day}.txt", lambda: content, fetched=fetched)
