"""Reads a store: what its lists say, as of a day.

Two days can be asked for: what was known on a day, and what held on it. A reader sees the store as
it was when it was opened, whatever is written meanwhile.
"""

import datetime as dt
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from designata.errors import NotFoundError, StoreError
from designata.store import manifest, schema
from designata.store.archive import Archive
from designata.store.schema import DIGEST, EditionRow, Stored

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from designata.store.columns import Columns

_COLUMNS = ", ".join(f"c.{name}" for name in schema.COLUMNS["claims"])
_BATCH = 10_000
_SQL = {"int64": "BIGINT", "int32": "INTEGER", "date32": "DATE", "string": "VARCHAR"}

COMPILED = frozenset({"kr", "casebook", "ftm"})
"""Publishers whose lists were compiled from others, each fact with its own day."""

Key: TypeAlias = tuple[str, str]
"""A part of a list and a record in it."""


class Store:
    """A store as it stands now.

    Args:
        folder: where it lies.

    Raises:
        StoreError: when there is none, or it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = manifest.load(folder)
        self.archive = Archive(folder)
        self._lock = threading.Lock()

    def query(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[object, ...]]:
        """The rows of a query over the views ``claims``, ``ends`` and ``editions``."""
        with self._asking() as database:
            return database.execute(sql, parameters).fetchall()

    @contextmanager
    def _asking(self) -> "Iterator[duckdb.DuckDBPyConnection]":
        """The database, for one question at a time."""
        import duckdb

        try:
            with self._lock:
                yield self._database
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise StoreError(
                f"a file of the store is missing or damaged: {str(error).splitlines()[0]}",
                where=str(self.folder),
                cure="restore the folder from a copy, or build a new store with: designata update",
            ) from error

    @cached_property
    def _database(self) -> "duckdb.DuckDBPyConnection":
        import duckdb

        database = duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})
        for log in manifest.LOGS:
            if files := self._files(log):
                listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in files)
                source = f"SELECT * FROM read_parquet([{listed}])"
            else:
                columns = schema.COLUMNS[log].items()
                nothing = ", ".join(f"NULL::{_SQL[kind]} AS {name}" for name, kind in columns)
                source = f"SELECT {nothing} WHERE false"
            database.execute(f"CREATE VIEW {log} AS {source}")
        return database

    def _files(self, log: str) -> list[Path]:
        return [self.folder / log / segment.name for segment in self.manifest.logs[log]]

    @cached_property
    def columns(self) -> "Columns":
        """All claims in memory, for questions about a few of them."""
        from designata.store.columns import Columns

        return Columns(self._files("claims"), self._files("ends"))

    @cached_property
    def editions(self) -> list[EditionRow]:
        """Every edition that was taken in, oldest first."""
        from designata.store.columns import rows

        told = (row for path in self._files("editions") for row in rows(path))
        found = [msgspec.convert(row, EditionRow) for row in told]
        return sorted(found, key=lambda row: row.edition)

    def current(self, as_of: dt.date | None = None) -> dict[tuple[str, str], EditionRow]:
        """The edition of each list that counts on a day, by publisher and dataset.

        A list that was compiled later speaks of that day by its first edition: its facts say
        themselves since when each is public.
        """
        found: dict[tuple[str, str], EditionRow] = {}
        for row in self.editions:
            whose = row.publisher, row.dataset
            if as_of is None or row.known <= as_of or row.publisher in COMPILED:
                found.setdefault(whose, row)
                if as_of is None or row.known <= as_of:
                    found[whose] = row
        return found

    def claims(
        self,
        where: str = "true",
        parameters: Sequence[object] = (),
        *,
        as_of: dt.date | None = None,
        order: str = "c.claim",
    ) -> Iterator[Stored]:
        """The claims that stand, or stood as known on a day.

        Args:
            where: a condition over the columns of a claim, ``c``, as SQL.
            parameters: of the condition.
            as_of: the day; claims known later, or ended by it, are left out.
            order: as SQL; by default that of arrival.
        """
        for row in self.rows(
            f"SELECT {_COLUMNS}, NULL FROM {live(as_of)} AS c WHERE {where} ORDER BY {order}",
            parameters,
        ):
            yield schema.stored(row)

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[tuple[object, ...]]:
        """The rows of a query, as they come, for answers that are too large to hold."""
        with self._asking() as database:
            cursor = database.cursor()
            cursor.execute(sql, list(parameters))
        while rows := cursor.fetchmany(_BATCH):
            yield from rows

    def batches(self, *, as_of: dt.date | None = None) -> "pa.RecordBatchReader":
        """The claims that stand, as Arrow record batches, in the order of arrival."""
        sql = f"SELECT {_COLUMNS} FROM {live(as_of)} AS c ORDER BY c.claim"
        with self._asking() as database:
            found: pa.RecordBatchReader = database.cursor().sql(sql).to_arrow_reader(_BATCH)
        return found

    def records(self, names: Iterable[str], *, as_of: dt.date | None = None) -> list[Stored]:
        """The claims of whole records, their parts included."""
        return list(self.claims("c.record IN (SELECT unnest(?))", [list(names)], as_of=as_of))

    def digests(self, publisher: str, dataset: str) -> dict[Key, tuple[str, str]]:
        """The digest and the schema of every record of a list as it stands."""
        rows = self.query(
            f"SELECT part, record, value, schema FROM {live(None)} AS c"
            " WHERE property = ? AND publisher = ? AND dataset = ?",
            [DIGEST, publisher, dataset],
        )
        return {(str(part), str(record)): (str(value), str(s)) for part, record, value, s in rows}

    def edition(self, number: int) -> EditionRow:
        """An edition by its number.

        Raises:
            NotFoundError: when there is none.
        """
        for row in self.editions:
            if row.edition == number:
                return row
        raise NotFoundError(f"the store has no edition {number}", cure="see: designata lists")


def live(as_of: dt.date | None) -> str:
    """The claims that stand on a day, as SQL of a table.

    >>> live(None)
    '(SELECT * FROM claims ANTI JOIN ends USING (claim))'
    """
    if as_of is None:
        return "(SELECT * FROM claims ANTI JOIN ends USING (claim))"
    day = f"DATE '{as_of.isoformat()}'"
    return (
        "(SELECT * FROM claims"
        f" ANTI JOIN (SELECT claim FROM ends WHERE known <= {day}) USING (claim)"
        f" WHERE known <= {day})"
    )
