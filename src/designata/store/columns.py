"""The claims of a store as columns in memory, for questions about a few of them.

The database reads a million rows to answer of ten; where an answer must be there at once, such as
a dossier, the columns are kept as the Parquet files have them: each distinct text once, and its
number in every row. A column of a group of rows is read when it is first asked for; all together
take about 100 bytes a claim.
"""

import datetime as dt
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np

from designata.errors import StoreError
from designata.store import schema
from designata.store.schema import Stored

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa
    import pyarrow.parquet as pq
    from numpy.typing import NDArray

Rows: TypeAlias = "NDArray[np.int64]"
"""Where claims stand, as numbers of rows from 0, in order."""

_NUMBERS = ("claim", "edition", "known")
_THREADS = 4


class Columns:
    """The claims of some files.

    Args:
        claims: the files of claims, oldest first.
        ends: the files that tell which claims ended.

    Raises:
        StoreError: when a file is missing or damaged.
    """

    def __init__(self, claims: Sequence["Path"], ends: Sequence["Path"]) -> None:
        texts = [name for name in schema.COLUMNS["claims"] if name not in _NUMBERS]
        self._groups = [group for path in claims for group in _groups(path, texts)]
        sizes = [group.rows for group in self._groups]
        self._begins: Rows = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
        ended = [group for path in ends for group in _groups(path, [])]
        self._ended = _numbers(group.column("claim") for group in ended)
        self._ended_on = _numbers(group.column("known") for group in ended)

    def where(self, column: str, values: Collection[str], *, among: "Rows | None" = None) -> Rows:
        """The rows that have one of some texts in a column.

        Args:
            column: such as ``record``.
            values: the texts.
            among: only of these rows.
        """
        wanted = list(dict.fromkeys(values))
        if among is not None:
            return self._among(column, wanted, among)
        columns = self._every(column)
        return self._having(column, (_are(_distinct(texts), wanted) for texts in columns))

    def folded(self, text: str) -> Rows:
        """The rows whose value is a text but for the case of its letters."""
        return self._having("value", (_are(low, [_lower(text)]) for low in self._lower))

    def containing(self, words: Iterable[str]) -> Rows:
        """The rows whose value has each of some texts in it but for the case of its letters."""
        import pyarrow.compute as pc

        plain = [_lower(word) for word in words]
        return self._having(
            "value",
            (
                np.logical_and.reduce([_flags(pc.match_substring(low, word)) for word in plain])
                for low in self._lower
            ),
        )

    @cached_property
    def _lower(self) -> "list[pa.StringArray]":
        """The distinct values of each batch in lower case."""
        import pyarrow.compute as pc

        return [pc.utf8_lower(_distinct(texts)) for texts in self._every("value")]

    def _every(self, column: str) -> "list[pa.Array[Any]]":
        """A column of all groups; what is not at hand is read by several threads."""
        away = [group for group in self._groups if not group.holds(column)]
        if away:
            with ThreadPoolExecutor(_THREADS) as pool:
                list(pool.map(lambda group: group.column(column), away))
        return [group.column(column) for group in self._groups]

    def _having(self, column: str, tests: "Iterable[NDArray[np.bool_]]") -> Rows:
        """The rows whose text in a column passes a test that was made of each distinct text."""
        found = [np.empty(0, np.int64)]
        for begin, group, passes in zip(self._begins, self._groups, tests, strict=False):
            if passes.any():
                found.append(begin + np.flatnonzero(passes[_codes(group.column(column))]))
        return np.concatenate(found)

    def _among(self, column: str, wanted: list[str], rows: Rows) -> Rows:
        """Those of some rows that have one of some texts; only their texts are looked at."""
        found = [np.empty(0, np.int64)]
        for begin, group in zip(self._begins, self._groups, strict=False):
            first, last = np.searchsorted(rows, [begin, begin + group.rows])
            if first < last:
                here, texts = rows[first:last], group.column(column)
                codes, places = np.unique(_codes(texts)[here - begin], return_inverse=True)
                found.append(here[_are(_distinct(texts), wanted, codes)[places]])
        return np.concatenate(found)

    def standing(self, rows: Rows, as_of: dt.date | None = None) -> Rows:
        """Those of some rows whose claims stand, or stood as known on a day."""
        claims = _numbers(self._parts("claim", rows))
        if as_of is None:
            return rows[~np.isin(claims, self._ended)]
        day = (as_of - dt.date(1970, 1, 1)).days
        ended = self._ended[self._ended_on <= day]
        return rows[(_numbers(self._parts("known", rows)) <= day) & ~np.isin(claims, ended)]

    def texts(self, column: str, rows: Rows) -> list[str]:
        """What rows have in a column."""
        return [str(text) for text in self._taken([column], rows)[0]]

    def claims(self, rows: Rows) -> list[Stored]:
        """The claims of rows, in the order of arrival."""
        names = list(schema.COLUMNS["claims"])
        return [schema.stored((*row, None)) for row in zip(*self._taken(names, rows), strict=True)]

    def _taken(self, columns: Sequence[str], rows: Rows) -> list[list[object]]:
        return [[v for part in self._parts(name, rows) for v in _values(part)] for name in columns]

    def _parts(self, column: str, rows: Rows) -> "Iterator[pa.Array[Any]]":
        """What rows have in a column, group by group."""
        import pyarrow as pa

        groups = np.searchsorted(self._begins, rows, side="right") - 1
        for at in np.unique(groups).tolist():
            here = pa.array(rows[groups == at] - self._begins[at])
            yield self._groups[at].column(column).take(here)


class _Group:
    """A group of rows of a file.

    Args:
        file: the open file, which stays readable when a merge has replaced it.
        at: the number of the group.
        path: the file's, for errors.
    """

    def __init__(self, file: "pq.ParquetFile", at: int, path: "Path") -> None:
        self._file, self._at, self._path = file, at, path
        self._columns: dict[str, pa.Array[Any]] = {}
        self._lock = threading.Lock()
        self.rows = file.metadata.row_group(at).num_rows

    def holds(self, name: str) -> bool:
        """Whether a column is at hand."""
        return name in self._columns

    def column(self, name: str) -> "pa.Array[Any]":
        """A column, read when it is first asked for.

        Raises:
            StoreError: when the file is damaged.
        """
        import pyarrow as pa

        found = self._columns.get(name)
        if found is None:
            with self._lock, _damage(self._path):
                column = self._file.read_row_group(self._at, columns=[name]).column(name)
                chunks = column.unify_dictionaries().chunks
                found = chunks[0] if len(chunks) == 1 else pa.concat_arrays(chunks)
                self._columns[name] = found
        return found


def _groups(path: "Path", texts: list[str]) -> list[_Group]:
    """The groups of rows of a file, some columns with their distinct texts once.

    Raises:
        StoreError: when it is missing or damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    with _damage(path):
        mapped = pa.memory_map(str(path))
        count = pq.ParquetFile(mapped).metadata.num_row_groups
        return [
            _Group(pq.ParquetFile(mapped, read_dictionary=texts), at, path) for at in range(count)
        ]


@contextmanager
def _damage(path: "Path") -> Iterator[None]:
    import pyarrow as pa

    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise StoreError(
            f"a file of the store is missing or damaged: {str(error).splitlines()[0]}",
            where=str(path),
            cure="restore the folder from a copy, or build a new store with: designata update",
        ) from error


def _numbers(parts: "Iterable[pa.Array[Any]]") -> Rows:
    """The numbers, or the days since 1970, of some arrays."""
    import pyarrow as pa

    found = [np.empty(0, np.int64)]
    for values in parts:
        plain = values.cast(pa.int32()) if pa.types.is_date32(values.type) else values
        found.append(plain.to_numpy().astype(np.int64))
    return np.concatenate(found)


_FEW = 16


def _are(
    texts: "pa.StringArray", wanted: Sequence[str], codes: "Rows | None" = None
) -> "NDArray[np.bool_]":
    """Whether each text, or each of those with some numbers, is one of those wanted."""
    import pyarrow as pa
    import pyarrow.compute as pc

    some = texts if codes is None else texts.take(codes)
    if len(wanted) > _FEW:
        return _flags(pc.is_in(some, value_set=pa.array(wanted, pa.string())))
    flags = np.zeros(len(some), np.bool_)  # one by one is faster, as long as they are few
    for text in wanted:
        flags |= _flags(pc.equal(some, pa.scalar(text)))
    return flags


def _lower(text: str) -> str:
    import pyarrow as pa
    import pyarrow.compute as pc

    return str(pc.utf8_lower(pa.scalar(text)))


def _distinct(column: "pa.Array[Any]") -> "pa.StringArray":
    return cast("pa.StringArray", cast("pa.DictionaryArray[Any, Any]", column).dictionary)


def _codes(column: "pa.Array[Any]") -> Rows:
    """Which of the distinct texts stands in each row."""
    indices = cast("pa.DictionaryArray[Any, Any]", column).indices
    return cast("Rows", indices.to_numpy(zero_copy_only=False))


def _values(column: "pa.Array[Any]") -> list[object]:
    """Plain values; numpy makes them many times faster than Arrow does, one by one."""
    import pyarrow as pa

    if isinstance(column, pa.DictionaryArray):
        column = column.dictionary_decode()
    found: list[object] = column.to_numpy(zero_copy_only=False).tolist()
    return found


def _flags(test: object) -> "NDArray[np.bool_]":
    return cast("pa.BooleanArray", test).to_numpy(zero_copy_only=False)


def rows(path: "Path") -> "Iterator[Mapping[str, object]]":
    """The rows of a small file of a log.

    Raises:
        StoreError: when it is missing or damaged.
    """
    import pyarrow.parquet as pq

    with _damage(path):
        found = pq.ParquetFile(path).read().to_pylist()
    yield from found
