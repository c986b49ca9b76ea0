"""What a store holds: its lists, their dates and counts."""

import datetime as dt

import msgspec

from designata.lists import publishers
from designata.store.claims import Store


class ListRow(msgspec.Struct, frozen=True, kw_only=True):
    """One list as it stands.

    Args:
        publisher: the publisher's code.
        dataset: which of its lists.
        title: the list's title.
        published: its own date in EDTF, if it states any.
        known: the day since when the edition was public.
        fetched: when it arrived, in UTC.
        entities: listed persons, organisations, ships and the like.
        claims: what it says of them, as single facts.
        unparsed: values kept as text, in the records that the last edition changed.
        editions: how many editions were taken in.
        licence: the publisher's terms.
        format: of the file.
        url: the address it came from, if it was fetched.
        sha256: of its main file, which the store keeps.
    """

    publisher: str
    dataset: str
    title: str
    published: str | None
    known: dt.date
    fetched: str
    entities: int
    claims: int
    unparsed: int
    editions: int
    licence: str
    format: str
    url: str | None
    sha256: str


def lists(store: Store, *, as_of: dt.date | None = None) -> list[ListRow]:
    """The lists of a store, as of now or a day, in the order in which they first came."""
    counts: dict[tuple[str, str], int] = {}
    for row in store.editions:
        whose = row.publisher, row.dataset
        counts[whose] = counts.get(whose, 0) + 1
    rows = []
    for whose, edition in store.current(as_of).items():
        publisher = publishers.of(edition.publisher)
        files = {file.part: file for file in edition.kept}
        file = files.get("main") or next(iter(files.values()))
        rows.append(
            ListRow(
                publisher=edition.publisher,
                dataset=edition.dataset,
                title=publisher.title(edition.dataset),
                published=edition.published,
                known=edition.known,
                fetched=edition.fetched,
                entities=edition.entities,
                claims=edition.claims,
                unparsed=edition.unparsed,
                editions=counts[whose],
                licence=publisher.licence,
                format=edition.format,
                url=file.url,
                sha256=file.sha256,
            )
        )
    return rows


def dates(store: Store, *, as_of: dt.date | None = None) -> dict[str, str]:
    """The date of each publisher's newest list, as every answer states it."""
    found: dict[str, str] = {}
    for edition in store.current(as_of).values():
        if edition.publisher in publishers.KEPT:
            continue
        date = edition.published or edition.known.isoformat()
        found[edition.publisher] = max(found.get(edition.publisher, ""), date)
    return found
