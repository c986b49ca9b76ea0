"""What moved on the lists between two days: counted once a pair of editions, read by page."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from designata.engine import Designata
from designata.errors import InputError, NotFoundError
from designata.model import vocabulary
from designata.monitor import diff, outline
from designata.monitor.diff import Field
from designata.monitor.outline import HOWS, Entry, How, Moved
from designata.once import Once
from designata.store.schema import EditionRow
from designata.web import ask

PAGE = 50
"""Records on a page."""

_INNER = {"addressEntity", "entity", "holder", "proof"}
"""Properties that only tie a record's parts together."""


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """A list at two editions.

    Args:
        before: the earlier edition, if there is one.
        after: the later one.
        moved: the records that differ; none where they were not looked for.
    """

    before: EditionRow | None
    after: EditionRow
    moved: list[Moved] | None

    @property
    def counts(self) -> dict[How, int] | None:
        """How many came, went and changed."""
        if self.moved is None:
            return None
        found = Counter(one.how for one in self.moved)
        return {how: found[how] for how in HOWS}


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be seen.

    Args:
        publisher: only this one's lists.
        how: only what was added, removed or changed.
        text: only records with a name in which it stands.
        since: the day to compare with; by default the edition before the last one.
        until: the day to look at.
        page: which page, from 1.
    """

    publisher: str = ""
    how: str = ""
    text: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    page: int = 1


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One page of what moved.

    Args:
        lists: every list, with its counts.
        entries: by list, the records of this page.
        total: records on all pages.
        pages: how many pages there are.
    """

    lists: list[Compared]
    entries: list[tuple[Compared, list[Entry]]]
    total: int
    pages: int


class Moves:
    """What moved on the lists of a store.

    Args:
        engine: its door.
    """

    def __init__(self, engine: Designata) -> None:
        self._engine = engine
        self._outlines: Once[tuple[int, int], list[Moved]] = Once(64)
        self._pages: Once[tuple[int, int, Asked], list[Entry]] = Once(64)

    def see(self, asked: Asked) -> Seen:
        """One page of what moved.

        Raises:
            InputError: when the day to compare with is the later one.
            NotFoundError: when there was no list on that day.
        """
        lists = list(self._lists(asked))
        found = [(one, moved) for one in lists for moved in self._wanted(one, asked)]
        first = (asked.page - 1) * PAGE
        entries = []
        for one in lists:
            shown = [moved for whose, moved in found[first : first + PAGE] if whose is one]
            if shown:
                entries.append((one, self._entries(one, shown, asked)))
        return Seen(
            lists=lists, entries=entries, total=len(found), pages=max(1, -(-len(found) // PAGE))
        )

    def _lists(self, asked: Asked) -> Iterator[Compared]:
        """Every list. All of a first edition is new: it is looked through when asked for."""
        store = self._engine.store
        for publisher in diff.publishers(store, until=asked.until):
            try:
                pairs = diff.compared(store, publisher, since=asked.since, until=asked.until)
            except NotFoundError:
                continue
            for before, after in pairs.values():
                wanted = before is not None or publisher == asked.publisher
                yield Compared(
                    before=before,
                    after=after,
                    moved=self._outline(before, after) if wanted else None,
                )

    def _outline(self, before: EditionRow | None, after: EditionRow) -> list[Moved]:
        key = before.edition if before else 0, after.edition
        return self._outlines.get(key, lambda: outline.outline(self._engine.store, before, after))

    def _wanted(self, one: Compared, asked: Asked) -> list[Moved]:
        if not one.moved or asked.publisher not in {"", one.after.publisher}:
            return []
        found = [moved for moved in one.moved if asked.how in {"", moved.how}]
        if asked.text and found:
            named = outline.named(self._engine.store, one.after.publisher, asked.text)
            found = [moved for moved in found if moved.record in named]
        return found

    def _entries(self, one: Compared, shown: Sequence[Moved], asked: Asked) -> list[Entry]:
        key = one.before.edition if one.before else 0, one.after.edition, asked
        return self._pages.get(
            key, lambda: outline.entries(self._engine.store, one.before, one.after, shown)
        )


def asked(values: dict[str, str]) -> Asked:
    """What a page's address asks for.

    Raises:
        InputError: when a day is none, or the page no number.

    >>> asked({"page": "2", "from": "2024-04-01", "q": " Lady "}).page
    2
    """
    page = values.get("page") or "1"
    if not page.isdecimal() or int(page[:9]) < 1:
        raise InputError(f"{page[:20]!r} is no page", where="page", cure="give a number from 1 on")
    return Asked(
        publisher=values.get("publisher", ""),
        how=values.get("how", ""),
        text=values.get("q", "").strip()[:200],
        since=ask.day(values.get("from", ""), "from"),
        until=ask.day(values.get("to", ""), "to"),
        page=int(page[:9]),
    )


def fields(entry: Entry) -> list[Field]:
    """The fields of a record that say something to a reader: an address in full, not its parts."""
    whole = any(field.property == "Address.full" for field in entry.fields)
    return [
        field
        for field in entry.fields
        if not (field.property.rpartition(".")[2] in _INNER and _ties(field.property))
        and not (
            whole and field.property.startswith("Address.") and field.property != "Address.full"
        )
    ]


def _ties(name: str) -> bool:
    schema, _, prop = name.rpartition(".")
    known = vocabulary.schemata().get(schema)
    return not schema or known is None or known.properties.get(prop) == "entity"
