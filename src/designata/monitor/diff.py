"""What changed on a publisher's lists between two days, record by record and field by field.

A record is there while its own digest stands; it has changed when any of its claims has. Parts of a
record, such as a designation or an address, count as the record's fields: ``Sanction.program``.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from designata.errors import InputError, NotFoundError
from designata.lists.publishers import KEPT
from designata.model import vocabulary
from designata.model.claim import Claim
from designata.model.entity import Entity
from designata.store import schema
from designata.store.claims import Store
from designata.store.schema import DIGEST, EditionRow, Stored


class Field(msgspec.Struct, frozen=True):
    """One field of a record: what it said before, and what it says after."""

    property: str
    before: list[str]
    after: list[str]


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """Another record of the same entity, on whichever list.

    Args:
        entity: the record's id.
        publisher: whose list.
        sanction: whether the list imposes sanctions, or only names whom to look at.
        since: the earliest day that it tells of a designation; none where it tells none.
    """

    entity: str
    publisher: str
    sanction: bool
    since: str | None


class Listed(msgspec.Struct, frozen=True):
    """A record that came or went.

    Args:
        entity: its id.
        caption: its name.
        schema: what it is.
        canonical: the id of the entity that it is; see ``monitor.entities``.
        elsewhere: the entity's other records.
    """

    entity: str
    caption: str
    schema: str
    canonical: str | None = None
    elsewhere: list[Elsewhere] = []


class Changed(msgspec.Struct, frozen=True):
    """A record that stayed, and the fields that differ; none where only its bytes do.

    Args:
        entity: its id.
        caption: its name.
        schema: what it is.
        fields: what it says otherwise.
        canonical: the id of the entity that it is; see ``monitor.entities``.
        elsewhere: the entity's other records.
    """

    entity: str
    caption: str
    schema: str
    fields: list[Field]
    canonical: str | None = None
    elsewhere: list[Elsewhere] = []


class Changes(msgspec.Struct, frozen=True, rename={"since": "from", "until": "to"}):
    """What changed on the lists of one publisher.

    Args:
        publisher: its code.
        since: the date of the editions compared with; none where there was none.
        until: the date of the editions compared.
        added: records that came.
        removed: records that went.
        changed: records that stayed and say something else.
        lists: the editions compared, ``[before, after]`` by dataset.
        resolved: whether it is known which records are one.
    """

    publisher: str
    since: str | None
    until: str
    added: list[Listed]
    removed: list[Listed]
    changed: list[Changed]
    lists: dict[str, tuple[str | None, str]]
    resolved: bool = False

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.added or self.removed or self.changed)


def changes(
    store: Store,
    publisher: str,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Changes:
    """What changed on a publisher's lists.

    Args:
        store: the store.
        publisher: the publisher's code.
        since: the day to compare with: what was known at its end. By default the edition before
            the last one of each list.
        until: the day to look at; today by default.

    Raises:
        InputError: when the day to compare with is the later one.
        NotFoundError: when the store holds no list of the publisher's on that day.
    """
    added: list[Listed] = []
    removed: list[Listed] = []
    changed: list[Changed] = []
    lists: dict[str, tuple[str | None, str]] = {}
    for dataset, (before, after) in compared(store, publisher, since=since, until=until).items():
        lists[dataset] = (before.date if before else None, after.date)
        came, went, differ = compare(store, before.edition if before else 0, after)
        added += came
        removed += went
        changed += differ
    return Changes(
        publisher=publisher,
        since=max((b for b, _ in lists.values() if b), default=None),
        until=max(a for _, a in lists.values()),
        added=added,
        removed=removed,
        changed=changed,
        lists=lists,
    )


def compared(
    store: Store,
    publisher: str,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> dict[str, tuple[EditionRow | None, EditionRow]]:
    """The editions of each list of a publisher that ``changes`` compares, by dataset.

    Raises:
        InputError: when the day to compare with is the later one.
        NotFoundError: when the store holds no list of the publisher's on that day.
    """
    if since and until and since > until:
        raise InputError(
            f"{since} is after {until}", where="--from, --to", cure="give the earlier day first"
        )
    by_list: dict[str, list[EditionRow]] = {}
    for row in store.editions:
        if row.publisher == publisher and (until is None or row.known <= until):
            by_list.setdefault(row.dataset, []).append(row)
    if not by_list:
        raise NotFoundError(
            f"the store holds no list of {publisher!r}" + (f" on {until}" if until else ""),
            where=str(store.folder),
            cure="see what it holds with: designata lists",
        )
    found: dict[str, tuple[EditionRow | None, EditionRow]] = {}
    for dataset, rows in by_list.items():
        earlier = rows[:-1] if since is None else [r for r in rows if r.known <= since]
        found[dataset] = (earlier[-1] if earlier else None, rows[-1])
    return found


def publishers(store: Store, *, until: dt.date | None = None) -> list[str]:
    """The publishers of whom the store held a list on a day, in the order in which they came.

    Raises:
        NotFoundError: when there is none.
    """
    found = dict.fromkeys(
        row.publisher
        for row in store.editions
        if row.publisher not in KEPT and (until is None or row.known <= until)
    )
    if not found:
        raise NotFoundError(
            "the store holds no list" + (f" on {until}" if until else ""),
            where=str(store.folder),
            cure="see what it holds with: designata lists",
        )
    return list(found)


def compare(
    store: Store, before: int, after: EditionRow, records: Sequence[str] | None = None
) -> tuple[list[Listed], list[Listed], list[Changed]]:
    """What came, went and changed on one list.

    Args:
        store: the store.
        before: the number of the earlier edition; 0 for none.
        after: the later edition.
        records: only these; all by default.
    """
    came: list[Listed] = []
    went: list[Listed] = []
    differ: list[Changed] = []
    said = _touched(store, before, after) if records is None else _of(store, before, after, records)
    for record, claims in said.items():
        old = [s.claim for s in claims if s.edition <= before]
        new = [s.claim for s in claims if s.ended is None or s.ended > after.edition]
        was, now = _stands(old), _stands(new)
        if was and now:
            fields = _fields(old, new)
            if fields or _bytes(old) != _bytes(new):
                differ.append(Changed(record, *_name(record, new), fields))
        elif now:
            came.append(Listed(record, *_name(record, new)))
        elif was:
            went.append(Listed(record, *_name(record, old)))
    return came, went, differ


def listed(store: Store, before: int, after: EditionRow, records: Sequence[str]) -> list[Listed]:
    """What a few records are called, that came or went: by their names alone."""
    found = []
    for record, claims in _of(store, before, after, records, vocabulary.NAMES).items():
        new = [s.claim for s in claims if s.ended is None or s.ended > after.edition]
        found.append(Listed(record, *_name(record, new or [s.claim for s in claims])))
    return found


def _of(
    store: Store,
    before: int,
    after: EditionRow,
    records: Sequence[str],
    properties: Sequence[str] = (),
) -> dict[str, list[Stored]]:
    """The claims, before or after, of a few records, from memory: at once."""
    places = store.columns.where("record", records)
    if properties:
        places = store.columns.where("property", properties, among=places)
    found = [
        claim
        for claim in store.columns.claims(places)
        if (claim.publisher, claim.dataset) == (after.publisher, after.dataset)
        and claim.edition <= after.edition
    ]
    rows = store.query(
        "SELECT claim, edition FROM ends WHERE claim IN (SELECT unnest(?))",
        [[claim.number for claim in found]],
    )
    ends = {number: int(str(edition)) for number, edition in rows}
    by_record: dict[str, list[Stored]] = {}
    for claim in found:
        stored = msgspec.structs.replace(claim, ended=ends.get(claim.number))
        if _is_told(stored, before, after):
            by_record.setdefault(claim.claim.record, []).append(stored)
    return by_record


def _is_told(stored: Stored, before: int, after: EditionRow) -> bool:
    """Whether a claim stood at the earlier edition or stands at the later one."""
    then = stored.edition <= before and (stored.ended is None or stored.ended > before)
    return then or stored.ended is None or stored.ended > after.edition


def _touched(store: Store, before: int, after: EditionRow) -> dict[str, list[Stored]]:
    """The claims, before or after, of every record of which any claim came or went between.

    Where there was nothing before, a record is its name.
    """
    columns = ", ".join(f"c.{name}" for name in schema.COLUMNS["claims"])
    bounds = [after.edition, before, before, after.edition]
    whose: list[object] = [after.publisher, after.dataset]
    told = "true" if before else "list_contains(?, c.property)"
    wanted = [] if before else [[*vocabulary.NAMES, DIGEST]]
    rows = store.query(
        f"""
        WITH said AS (
            SELECT c.*, e.edition AS ended FROM claims c LEFT JOIN ends e USING (claim)
            WHERE {told} AND c.publisher = ? AND c.dataset = ? AND c.edition <= ?
              AND (e.edition IS NULL OR e.edition > ?)
        ), touched AS (
            SELECT DISTINCT record FROM said WHERE edition > ? OR ended <= ?
        )
        SELECT {columns}, c.ended FROM said c SEMI JOIN touched USING (record) ORDER BY c.claim
        """,  # noqa: S608  - columns are ours
        [*wanted, *whose, *bounds],
    )
    found: dict[str, list[Stored]] = {}
    for row in rows:
        stored = schema.stored(row)
        if _is_told(stored, before, after):
            found.setdefault(stored.claim.record, []).append(stored)
    return found


def _stands(claims: Iterable[Claim]) -> bool:
    return any(claim.property == DIGEST and claim.part == "main" for claim in claims)


def _bytes(claims: Iterable[Claim]) -> set[str]:
    """What stands for the record's bytes, whichever version of a reader read them."""
    return {claim.value.partition(":")[2] for claim in claims if claim.property == DIGEST}


def _name(record: str, claims: list[Claim]) -> tuple[str, str]:
    own = [claim for claim in claims if claim.subject == record]
    entity = Entity.of(own)
    return entity.caption, entity.schema


def _fields(old: list[Claim], new: list[Claim]) -> list[Field]:
    before, after = _values(old), _values(new)
    return [
        Field(name, list(before.get(name, ())), list(after.get(name, ())))
        for name in sorted(before.keys() | after.keys())
        if before.get(name, {}).keys() != after.get(name, {}).keys()
    ]


def _values(claims: list[Claim]) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for claim in claims:
        if claim.property != DIGEST:
            own = claim.subject == claim.record
            name = claim.property if own else f"{claim.schema}.{claim.property}"
            found.setdefault(name, {})[claim.value] = None
    return found
