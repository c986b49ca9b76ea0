"""Canonical identifiers: that of the oldest record of a cluster, and it stays.

``STORE/resolve/canonical.jsonl`` has a row whenever a record's canonical identifier changes; the
last one counts. When clusters merge, the older identifier stays and the other one's row points to
it; when one splits, it stays with the part that holds the founding record, or the oldest record
where the founding one is no longer listed.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from designata.errors import StoreError
from designata.resolve.records import Known
from designata.store import manifest


class Row(msgspec.Struct, frozen=True):
    """From now on this is a record's canonical identifier.

    Args:
        record: the record, or an identifier that was canonical.
        canonical: the identifier.
        founded: the number of the first claim of the record that founded it.
        edition: the store's edition at which it was so decided.
    """

    record: str
    canonical: str
    founded: int
    edition: int


def place(folder: Path) -> Path:
    """Where the rows of a store lie."""
    return folder / "resolve" / "canonical.jsonl"


def load(folder: Path) -> list[Row]:
    """The rows, oldest first.

    Raises:
        StoreError: when the file is damaged.
    """
    path = place(folder)
    if not path.is_file():
        return []
    lines = path.read_bytes().splitlines()
    try:
        return msgspec.json.decode(b"[" + b",".join(lines) + b"]", type=list[Row])
    except msgspec.MsgspecError:
        raise _damaged(path, lines) from None


def _damaged(path: Path, lines: Iterable[bytes]) -> StoreError:
    at, why = 0, ""
    for number, line in enumerate(lines, 1):
        try:
            msgspec.json.decode(line, type=Row)
        except msgspec.MsgspecError as error:
            at, why = number, str(error)
            break
    return StoreError(
        f"the canonical identifiers are damaged: {why}",
        where=f"{path}, line {at}",
        cure="restore the file from a copy; or delete it and run: designata resolve, which may give"
        " entities other identifiers than they had",
    )


def save(folder: Path, rows: Iterable[Row]) -> None:
    """Replaces the file by one with these rows."""
    lines = [msgspec.json.encode(row) + b"\n" for row in rows]
    manifest.write_whole(place(folder), b"".join(lines))


def current(rows: Iterable[Row]) -> dict[str, str]:
    """The canonical identifier of everything that has a row."""
    return {row.record: row.canonical for row in rows}


class Same:
    """Which records are one entity.

    Args:
        canonical: the canonical identifier of what has another than itself.
        resolved: whether ``resolve`` was run; else each record stands for itself.

    >>> same = Same({"eu-2": "un-1"})
    >>> same.of("eu-2"), same.records("un-1"), same.records("uk-3")
    ('un-1', ['un-1', 'eu-2'], ['uk-3'])
    """

    def __init__(self, canonical: Mapping[str, str], *, resolved: bool = True) -> None:
        self.canonical, self.resolved = canonical, resolved
        self._records: dict[str, list[str]] = {}
        for record, entity in canonical.items():
            if record != entity:
                self._records.setdefault(entity, [entity]).append(record)

    def of(self, record: str) -> str:
        """The entity that a record is."""
        return self.canonical.get(record, record)

    def records(self, entity: str) -> list[str]:
        """The records that an entity has, or had, by its canonical identifier."""
        return self._records.get(entity, [entity])


def same(folder: Path) -> Same:
    """Which records of a store are one, as ``resolve`` last found.

    Raises:
        StoreError: when the file is damaged.
    """
    try:
        held = place(folder).stat()
    except FileNotFoundError:
        return Same({}, resolved=False)
    return _same(folder, held.st_mtime_ns, held.st_size)


@lru_cache(maxsize=8)
def _same(folder: Path, *_: int) -> Same:
    """Read once for each state of the file."""
    return Same(current(load(folder)))


def advance(
    rows: list[Row], known: Mapping[str, Known], clusters: Iterable[frozenset[str]], edition: int
) -> list[Row]:
    """The rows that a new state of clusters adds.

    Args:
        rows: those so far.
        known: the records that are listed, by id.
        clusters: of more than one record.
        edition: the store's.

    >>> ships = {i: Known(id=i, schema="Vessel", publisher=i, founded=n, names=(), facts={})
    ...          for n, i in enumerate(("un-1", "eu-2"))}
    >>> [(row.record, row.canonical) for row in advance([], ships, [frozenset(ships)], 1)]
    [('eu-2', 'un-1')]
    """
    held = current(rows)
    founded = {record: one.founded for record, one in known.items()}
    founded |= {row.canonical: row.founded for row in rows}
    together = {member: cluster for cluster in clusters for member in cluster}
    parts = set(together.values())
    parts |= {frozenset((r,)) for r in held if r in known and r not in together}
    homes = _homes(held, known)
    added = []
    for part in sorted(parts, key=min):
        mine = {*part, *(homes[r] for r in part if r in homes)}
        canonical = min(mine, key=lambda one: (founded[one], one))
        added += [
            Row(record, canonical, founded[canonical], edition)
            for record in sorted(mine)
            if held.get(record, record) != canonical
        ]
    return added


def _homes(held: Mapping[str, str], known: Mapping[str, Known]) -> dict[str, str]:
    """Identifiers whose founding record is no longer listed, by the record that has them now."""
    heirs: dict[str, str] = {}
    for record, canonical in held.items():
        if record in known and canonical not in known:
            heir = heirs.setdefault(canonical, record)
            if (known[record].founded, record) < (known[heir].founded, heir):
                heirs[canonical] = record
    return {record: canonical for canonical, record in heirs.items()}
