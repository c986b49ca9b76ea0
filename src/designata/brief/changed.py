"""What changed on the lists between editions: what came, what went, what says something else."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from designata.brief import cite
from designata.brief.facts import Amended, Compared, Gone
from designata.brief.listings import Listings
from designata.brief.named import named
from designata.brief.told import Cited
from designata.lists import publishers
from designata.monitor import diff
from designata.store.claims import Store
from designata.store.schema import DIGEST, EditionRow

RULE = "records compared between two editions"


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What changed.

    Args:
        arrived: designations that a list has now and had not before.
        gone: whom lists no longer hold.
        amended: of whom they say something else.
        lists: those that could be compared.
        without: publishers of whom no earlier edition is held.
        since: the day of the oldest edition compared with.
    """

    arrived: set[str]
    gone: list[Gone]
    amended: list[Amended]
    lists: list[Compared]
    without: list[str]
    since: dt.date | None


NOTHING = Changed(arrived=set(), gone=[], amended=[], lists=[], without=[], since=None)


def compare(store: Store, since: dt.date | None) -> Changed:
    """Compares each list's newest edition with the last one before a day.

    Args:
        store: the store.
        since: the day; by default the edition before the newest one.
    """
    found = _Found(store)
    until = since - dt.timedelta(days=1) if since else None
    for publisher, lists in _by_publisher(store).items():
        pairs = [(_before(rows, until), rows[-1]) for rows in lists]
        if all(before is None for before, _ in pairs):
            found.without.append(publisher)
        elif any(before and before.edition != after.edition for before, after in pairs):
            found.take(diff.changes(store, publisher, since=until), pairs)
        else:
            found.quiet(pairs)
    return found.changed()


class _Found:
    """What was found so far."""

    def __init__(self, store: Store) -> None:
        self._store, self._source = store, Listings(store)
        self._arrived: set[str] = set()
        self._gone: list[Gone] = []
        self._amended: list[Amended] = []
        self._lists: list[Compared] = []
        self._days: list[dt.date] = []
        self.without: list[str] = []

    def take(
        self, told: diff.Changes, pairs: Iterable[tuple[EditionRow | None, EditionRow]]
    ) -> None:
        """What changed on the lists of one publisher; a list that is new is no news."""
        people = named(self._store, [one.entity for one in (*told.removed, *told.changed)])
        for before, after in pairs:
            if before is None:
                continue
            self._arrived |= self._source.arrived(before, after)
            whose = self._records(after)
            removed = [one for one in told.removed if one.entity in whose]
            changed = [one for one in told.changed if one.entity in whose]
            added = sum(one.entity in whose for one in told.added)
            count = _count(before, after, (added, len(removed), len(changed)))
            self._compared(before, after, count, (added, len(removed), len(changed)))
            for gone in removed:
                who = people[gone.entity]
                cited = [count, *who.cites("name")]
                self._gone.append(Gone(who=who, publisher=after.publisher, cited=cited))
            for one in changed:
                if one.fields:
                    who = people[one.entity]
                    self._amended.append(
                        Amended(
                            who=who,
                            publisher=after.publisher,
                            fields=[field.property for field in one.fields],
                            cited=[count, _fields(after, one), *who.cites("name")],
                        )
                    )

    def quiet(self, pairs: Iterable[tuple[EditionRow | None, EditionRow]]) -> None:
        """Lists of which no newer edition came."""
        for before, after in pairs:
            if before:
                self._compared(before, after, _count(before, after, (0, 0, 0)), (0, 0, 0))

    def changed(self) -> Changed:
        """All that was found."""
        return Changed(
            arrived=self._arrived,
            gone=self._gone,
            amended=self._amended,
            lists=self._lists,
            without=self.without,
            since=min(self._days, default=None),
        )

    def _compared(
        self, before: EditionRow, after: EditionRow, cited: Cited, counts: tuple[int, int, int]
    ) -> None:
        self._days.append(before.known)
        self._lists.append(
            Compared(
                publisher=after.publisher,
                title=_title(after),
                before=before.date,
                after=after.date,
                counts=counts,
                cited=cited,
            )
        )

    def _records(self, row: EditionRow) -> set[str]:
        rows = self._store.query(
            "SELECT DISTINCT record FROM claims WHERE publisher = ? AND dataset = ?"
            " AND property = ?",
            [row.publisher, row.dataset, DIGEST],
        )
        return {str(record) for (record,) in rows}


def _before(rows: list[EditionRow], until: dt.date | None) -> EditionRow | None:
    earlier = rows[:-1] if until is None else [row for row in rows if row.known <= until]
    return earlier[-1] if earlier else None


def _by_publisher(store: Store) -> dict[str, list[list[EditionRow]]]:
    """The editions of each publisher's lists, oldest first."""
    found: dict[str, dict[str, list[EditionRow]]] = {}
    for row in store.editions:
        if row.publisher not in publishers.KEPT:
            found.setdefault(row.publisher, {}).setdefault(row.dataset, []).append(row)
    return {publisher: list(lists.values()) for publisher, lists in found.items()}


def _title(row: EditionRow) -> str:
    return publishers.module(row.publisher).PUBLISHER.title(row.dataset)


def _count(before: EditionRow, after: EditionRow, counts: tuple[int, int, int]) -> Cited:
    added, removed, changed = counts
    text = (
        f"edition of {before.date} against that of {after.date}: "
        f"{added} added, {removed} removed, {changed} changed"
    )
    return cite.edition(after, text, rule=RULE, list=_title(after))


def _fields(after: EditionRow, one: diff.Changed) -> Cited:
    fields = "; ".join(
        f"{field.property}: {', '.join(field.before) or 'none'} → {', '.join(field.after) or 'none'}"
        for field in one.fields
    )
    return cite.edition(after, f"{one.caption}: {fields}", rule=RULE, list=_title(after))
