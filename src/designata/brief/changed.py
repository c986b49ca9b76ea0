"""What changed on the lists between editions: what came, what went, what says something else."""

import datetime as dt

import msgspec

from designata.brief import cite
from designata.brief.facts import Amended, Compared, Gone
from designata.brief.listings import Listings
from designata.brief.named import named
from designata.brief.told import Cited
from designata.lists import publishers
from designata.monitor import diff
from designata.store.claims import Store
from designata.store.schema import EditionRow

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
    for rows in _by_list(store):
        after = rows[-1]
        earlier = rows[:-1] if since is None else [row for row in rows if row.known < since]
        if earlier:
            found.take(earlier[-1], after)
        elif after.publisher not in found.without:
            found.without.append(after.publisher)
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

    def take(self, before: EditionRow, after: EditionRow) -> None:
        """What changed on one list."""
        same = before.edition == after.edition
        found = ([], [], []) if same else diff.compare(self._store, before.edition, after)
        added, removed, changed = found
        counts = len(added), len(removed), len(changed)
        count = _count(before, after, counts)
        self._days.append(before.known)
        self._lists.append(
            Compared(
                publisher=after.publisher,
                title=_title(after),
                before=before.date,
                after=after.date,
                counts=counts,
                cited=count,
            )
        )
        if same:
            return
        self._arrived |= self._source.arrived(before, after)
        ids = [one.entity for one in removed] + [one.entity for one in changed]
        people = named(self._store, ids)
        for left in removed:
            who = people[left.entity]
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


def _by_list(store: Store) -> list[list[EditionRow]]:
    """The editions of each list, oldest first."""
    found: dict[tuple[str, str], list[EditionRow]] = {}
    for row in store.editions:
        if row.publisher not in publishers.KEPT:
            found.setdefault((row.publisher, row.dataset), []).append(row)
    return list(found.values())


def _title(row: EditionRow) -> str:
    return publishers.of(row.publisher).title(row.dataset)


def _count(before: EditionRow, after: EditionRow, counts: tuple[int, int, int]) -> Cited:
    added, removed, changed = counts
    text = (
        f"edition of {before.date} against that of {after.date}: "
        f"{added} added, {removed} removed, {changed} changed"
    )
    return cite.edition(after, text, rule=RULE, list=_title(after))


def _fields(after: EditionRow, one: diff.Changed) -> Cited:
    fields = "; ".join(
        f"{field.property}: {_some(field.before)} → {_some(field.after)}" for field in one.fields
    )
    return cite.edition(after, f"{one.caption}: {fields}", rule=RULE, list=_title(after))


def _some(values: list[str]) -> str:
    return ", ".join(values) or "none"
