"""Gathers from a store what a brief has to tell."""

import datetime as dt
from typing import TYPE_CHECKING

from designata.brief import acts, changed, cite, said, scope, tied
from designata.brief.facts import Act, Facts
from designata.brief.listings import Listing, Listings
from designata.brief.named import named
from designata.brief.scope import Scope
from designata.brief.told import Cited
from designata.lists import publishers
from designata.store import listing
from designata.store.claims import Store
from designata.store.schema import EditionRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from designata.news.reader import Reader

TOLD = 40
"""So many entities are looked at for ties and claims: more is no brief."""


def facts(
    store: Store,
    about: str | None = None,
    *,
    since: dt.date | None = None,
    day: dt.date,
    reader: "Callable[[], Reader]",
) -> Facts:
    """What there is to tell.

    Args:
        store: the store.
        about: an id, a number or a name, two countries (``kr-ru``), a kept article; none for all
            lists.
        since: the first day; without it, what the newest edition of each list changed, or all of
            an entity.
        day: today.
        reader: gives what reads a kept article.

    Raises:
        NotFoundError: when nothing answers to what it is about.
    """
    wanted = scope.of(store, about)
    if wanted.article:
        from designata.brief import article

        lists = editions(store)
        return article.facts(store, wanted.article, reader, lists=lists, day=day)
    return _gather(store, wanted, since, day)


def _gather(store: Store, wanted: Scope, since: dt.date | None, day: dt.date) -> Facts:
    listed = editions(store)
    source = Listings(store)
    same = acts.Same(store, scope.members(store))
    compared = changed.compare(store, since) if wanted.kind == "day" else changed.NOTHING
    if wanted.kind == "entity":
        told = source.of_records(same.widen(wanted.records))
        told = [one for one in told if not since or _since(one, since)]
    elif wanted.pair:
        told = [one for one in _pair(store, source, wanted.pair) if not since or _since(one, since)]
    else:
        told = _day(source, compared.arrived, since, day)
    found = acts.acts(store, told, same, day=day)
    dated = [act for act in found if act.date]
    records = [t.who.entity for act in dated[:TOLD] for t in act.targets[:TOLD]][:TOLD]
    if wanted.kind == "entity":
        records = same.widen(wanted.records)
    people = named(store, wanted.records)
    return Facts(
        scope=wanted.kind,
        about=wanted.about,
        subject=next(iter(people.values()), None),
        pair=wanted.pair,
        day=day,
        since=since or compared.since,
        acts=dated,
        undated=[t.listing for act in found if not act.date for t in act.targets],
        gone=compared.gone,
        amended=compared.amended,
        compared=compared.lists,
        uncompared=compared.without,
        said=said.of_entities(store, records, since=since),
        tied=tied.ties(store, records),
        newest=None if found else _newest(store, source, same, day),
        lists=listing.dates(store),
        asked=since is not None,
        latest=max(
            zip(listed, [row.known for row in _editions(store)], strict=True),
            key=lambda pair: pair[1],
            default=None,
        ),
        listed=listed,
        warnings=list(wanted.warnings),
    )


def editions(store: Store) -> list[Cited]:
    """The newest edition of each list, as a citation."""
    found = []
    for row in _editions(store):
        title = publishers.of(row.publisher).title(row.dataset)
        text = f"{title}, edition of {row.date}: {row.entities} entities"
        found.append(cite.edition(row, text, rule="edition held", list=title))
    return found


def _editions(store: Store) -> list[EditionRow]:
    return [row for row in store.current().values() if row.publisher not in publishers.KEPT]


def _since(one: Listing, since: dt.date) -> bool:
    return bool(one.date) and acts.first_day(one.date or "") >= since


def _day(source: Listings, arrived: set[str], since: dt.date | None, day: dt.date) -> list[Listing]:
    """What lists state of the days since, and what came to them."""
    stated = source.stated(since, day) if since else set()
    return source.of_subjects(stated | arrived)


def _pair(store: Store, source: Listings, pair: tuple[str, str]) -> list[Listing]:
    """Designations by one country's authorities, or jointly with them, of what is of the other."""
    givers, takers = pair
    rows = store.query(
        """
        WITH standing AS (SELECT * FROM claims ANTI JOIN ends USING (claim)),
        home AS (SELECT DISTINCT record FROM standing WHERE subject = record AND value = ?
                 AND property IN ('country', 'nationality', 'citizenship', 'flag', 'jurisdiction')),
        ours AS (SELECT DISTINCT a.value FROM standing a JOIN standing c USING (subject)
                 WHERE a.property = 'authority' AND c.property = 'country' AND c.value = ?
                 AND a.schema = 'Sanction')
        SELECT DISTINCT subject FROM standing JOIN home USING (record)
        WHERE schema = 'Sanction' AND ((property = 'country' AND value = ?)
            OR (property = 'jointWith' AND value IN (SELECT value FROM ours)))
        """,
        [takers, givers, givers],
    )
    return source.of_subjects(str(row[0]) for row in rows)


def _newest(store: Store, source: Listings, same: acts.Same, day: dt.date) -> Act | None:
    """The newest act whose day a list states, for when there is nothing else to tell."""
    rows = store.query(
        "SELECT max(value) FROM claims ANTI JOIN ends USING (claim)"
        " WHERE schema = 'Sanction' AND property = 'listingDate' AND length(value) = 10"
        " AND value <= ?",
        [day.isoformat()],
    )
    if not rows[0][0]:
        return None
    last = dt.date.fromisoformat(str(rows[0][0]))
    told = source.of_subjects(source.stated(last, last))
    return next(iter(acts.acts(store, told, same, day=day)), None)
