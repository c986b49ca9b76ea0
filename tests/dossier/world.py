"""Small lists of several publishers, of a test's own, and what `resolve` would say of them."""

from collections.abc import Iterable
from pathlib import Path

from designata.lists import publishers
from designata.lists.entry import Entry
from designata.lists.kept import Told, record
from designata.lists.source import Edition, File
from designata.model.when import from_edtf
from designata.resolve import canonical
from designata.resolve.canonical import Row
from designata.store.append import writing


def ship(name: str, *captions: str, since: str | None = None, **facts: str) -> Entry:
    """A listed ship."""
    return listed(name, "Vessel", *captions, since=since, **facts)


def listed(name: str, schema: str, *captions: str, since: str | None = None, **facts: str) -> Entry:
    """An entity under sanctions since a day, or since a day that is not told."""
    entry = Entry(name, schema, locator=f"entry={name}")
    entry.add("topics", "sanction")
    for caption in captions:
        entry.add("name", caption)
    for prop, value in facts.items():
        entry.add(prop, value)
    sanction = entry.child("Sanction", "listing")
    sanction.add("entity", name)
    sanction.add("program", f"{name.partition('-')[0]} program")
    sanction.add("startDate", since)
    return entry


def write(folder: Path, code: str, day: str, *entries: Entry) -> None:
    """Takes in an edition of a publisher's first list."""
    publisher = publishers.of(code)
    content = f"the list of {code} of {day}".encode()
    edition = Edition(
        publisher=publisher,
        dataset=next(iter(publisher.titles)),
        format="test",
        files={"main": File(f"{code}.txt", lambda: content)},
        covers=frozenset({"main"}),
        published=from_edtf(day),
    )
    with writing(folder) as writer:
        told = Told(publisher, [record(entry) for entry in entries])
        writer.append(told, edition, accept_shrink=True)


def resolve(folder: Path, *clusters: str) -> None:
    """Says which records are one, written as ``un-1 eu-1``; the first gives the id."""
    canonical.place(folder).parent.mkdir(exist_ok=True)
    rows = [Row(other, one, 1, 1) for one, others in _split(clusters) for other in others]
    canonical.save(folder, rows)


def _split(clusters: Iterable[str]) -> Iterable[tuple[str, list[str]]]:
    for text in clusters:
        one, *others = text.split()
        yield one, others
