"""The claims of a store as columns in memory, for questions about a few of them.

The database reads a million rows to answer of ten; where an answer must be there at once, such as
a dossier, the columns are kept as the Parquet files have them: each distinct text once, and its
number in every row. A column of a group of rows is read when it is first asked for, unless the
group's statistics tell that it cannot answer; all together take about 100 bytes a claim.
"""

import datetime as dt
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

import numpy as np

from designata.errors import StoreError
from designata.model import vocabulary
from designata.store import schema
from designata.store.schema import Stored
from designata.store.texts import Texts, without_case

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa
    import pyarrow.parquet as pq
    from numpy.typing import NDArray

Rows: TypeAlias = "NDArray[np.int64]"
"""Where claims stand, as numbers of rows from 0, in order."""

_NUMBERS = ("claim", "edition", "known")
_TEXTS = [name for name in schema.COLUMNS["claims"] if name not in _NUMBERS]
_NOTHING = np.empty(0, np.int64)
_DAY_0 = dt.date(1970, 1, 1).toordinal()
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
        self._groups = _groups(claims)
        ended = _groups(ends)
        self._ended = _joined(group.numbers("claim") for group in ended)
        self._ended_on = _joined(group.numbers("known") for group in ended)

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
        likely = [group for group in self._groups if group.may_have(column, wanted)]
        _fetch(column, likely)
        return _joined(
            group.begin + np.flatnonzero(texts.having(wanted)[texts.numbers])
            for group in likely
            for texts in [group.texts(column)]
        )

    def _among(self, column: str, wanted: list[str], rows: Rows) -> Rows:
        """Those of some rows that have one of some texts; only their texts are looked at."""
        found = []
        for group, here in self._by_group(rows):
            texts = group.texts(column)
            flags = texts.having(wanted, texts.used(here))
            found.append(group.begin + here[flags[texts.numbers[here]]])
        return _joined(found)

    def named(self, name: str) -> Rows:
        """The rows that say a name, but for the case of its letters."""
        plain = without_case(name)
        return self._naming(lambda own: own == plain)

    def named_with(self, parts: Iterable[str]) -> Rows:
        """The rows that say a name which has each of some texts in it, but for letters' case."""
        plain = [without_case(part) for part in parts]
        return self._naming(lambda own: all(part in own for part in plain))

    def _naming(self, passes: Callable[[str], bool]) -> Rows:
        return _joined(
            names.rows[np.array([passes(name) for name in names.plain], np.bool_)[names.numbers]]
            for names in self._names
        )

    @cached_property
    def _names(self) -> "list[_Names]":
        """The names that are said, group by group."""
        _fetch("value", self._groups)
        found = []
        for group, here in self._by_group(self.where("property", vocabulary.NAMES)):
            texts = group.texts("value")
            used = texts.used(here)
            plain = [without_case(text) for text in texts.of(used)]
            numbers = np.searchsorted(used, texts.numbers[here])
            found.append(_Names(group.begin + here, numbers, plain))
        return found

    def standing(self, rows: Rows, as_of: dt.date | None = None) -> Rows:
        """Those of some rows whose claims stand, or stood as known on a day."""
        claims = self._numbers("claim", rows)
        if as_of is None:
            return rows[~np.isin(claims, self._ended)]
        day = as_of.toordinal() - _DAY_0
        ended = self._ended[self._ended_on <= day]
        return rows[(self._numbers("known", rows) <= day) & ~np.isin(claims, ended)]

    def texts(self, column: str, rows: Rows) -> list[str]:
        """What rows have in a column."""
        return [str(text) for text in self._texts(column, rows)]

    def claims(self, rows: Rows) -> list[Stored]:
        """The claims of rows, in the order of arrival."""
        for group, _ in self._by_group(rows):
            group.fetch((*_NUMBERS, *_TEXTS))
        claims, editions, known = (self._numbers(name, rows).tolist() for name in _NUMBERS)
        days = [dt.date.fromordinal(_DAY_0 + day) for day in known]
        texts = [self._texts(name, rows) for name in _TEXTS]
        told = zip(claims, editions, days, *texts, strict=True)
        return [schema.stored((*row, None)) for row in told]

    def _texts(self, column: str, rows: Rows) -> list[str | None]:
        parts = (group.texts(column).at(here) for group, here in self._by_group(rows))
        return [text for part in parts for text in part]

    def _numbers(self, column: str, rows: Rows) -> "NDArray[np.int64]":
        return _joined(group.numbers(column)[here] for group, here in self._by_group(rows))

    def _by_group(self, rows: Rows) -> "Iterator[tuple[_Group, Rows]]":
        """Rows by the group in which they stand, and as numbers within it."""
        ends = np.searchsorted(rows, [group.begin + group.rows for group in self._groups])
        for group, first, last in zip(self._groups, [0, *ends], ends, strict=False):
            if first < last:
                yield group, rows[first:last] - group.begin


class _Names(NamedTuple):
    """The names that a group of rows says.

    ``numbers`` tells for each of the ``rows`` which of the ``plain`` texts it says.
    """

    rows: Rows
    numbers: Rows
    plain: list[str]


class _Group:
    """A group of rows of a file.

    Args:
        file: the open file, which stays readable when a merge has replaced it.
        at: the number of the group.
        path: the file's, for errors.
        begin: how many rows of the store stand before it.
    """

    def __init__(self, file: "pq.ParquetFile", at: int, path: "Path", begin: int) -> None:
        self._file, self._at, self._path, self.begin = file, at, path, begin
        self._about = file.metadata.row_group(at)
        self._texts: dict[str, Texts] = {}
        self._numbers: dict[str, NDArray[Any]] = {}
        self._lock = threading.Lock()
        self.rows = self._about.num_rows

    def may_have(self, name: str, texts: Iterable[str]) -> bool:
        """Whether a column may have one of some texts, as far as its statistics tell."""
        told = self._about.column(self._file.metadata.schema.names.index(name)).statistics
        if told is None or not told.has_min_max:
            return True
        least, most = str(told.min), str(told.max)
        return any(least <= text <= most for text in texts)

    def holds(self, name: str) -> bool:
        """Whether a column is at hand."""
        return name in self._texts or name in self._numbers

    def texts(self, name: str) -> Texts:
        """A column of texts."""
        if name not in self._texts:
            self.fetch([name])
        return self._texts[name]

    def numbers(self, name: str) -> "NDArray[Any]":
        """A column of numbers, or of days since 1970."""
        if name not in self._numbers:
            self.fetch([name])
        return self._numbers[name]

    def fetch(self, names: Iterable[str]) -> None:
        """Reads the columns that are not at hand, all at once.

        Raises:
            StoreError: when the file is damaged.
        """
        with self._lock, _damage(self._path):
            away = [name for name in names if not self.holds(name)]
            read = self._file.read_row_group(self._at, columns=away) if away else None
            for name in away:
                column = cast("pa.Table", read).column(name)
                if name in _NUMBERS:
                    numbers = column.to_numpy()
                    is_days = numbers.dtype.kind == "M"
                    self._numbers[name] = numbers.astype(np.int32) if is_days else numbers
                else:
                    self._texts[name] = _texts(column)


def _groups(paths: Iterable["Path"]) -> list[_Group]:
    """The groups of rows of files, in order.

    Raises:
        StoreError: when one is missing or damaged.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    groups: list[_Group] = []
    for path in paths:
        with _damage(path):
            mapped = pa.memory_map(str(path))
            about = pq.read_metadata(mapped)
            texts = [name for name in about.schema.names if name in _TEXTS]
            for at in range(about.num_row_groups):
                # several threads read at once, each from a file of its own
                file = pq.ParquetFile(mapped, metadata=about, read_dictionary=texts)
                begin = groups[-1].begin + groups[-1].rows if groups else 0
                groups.append(_Group(file, at, path, begin))
    return groups


def _fetch(column: str, groups: Iterable[_Group]) -> None:
    """Reads a column of texts of groups that do not have it at hand, by several threads."""
    away = [group for group in groups if not group.holds(column)]
    if away:
        with ThreadPoolExecutor(_THREADS) as pool:
            list(pool.map(lambda group: group.fetch([column]), away))


def _texts(column: "pa.ChunkedArray[Any]") -> Texts:
    import pyarrow as pa

    chunks = cast("list[pa.DictionaryArray[Any, Any]]", column.unify_dictionaries().chunks)
    return Texts(chunks[0] if len(chunks) == 1 else pa.concat_arrays(chunks))


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


def _joined(parts: "Iterable[NDArray[np.int64]]") -> "NDArray[np.int64]":
    return np.concatenate([_NOTHING, *parts])


def rows(path: "Path") -> "Iterator[Mapping[str, object]]":
    """The rows of a small file of a log.

    Raises:
        StoreError: when it is missing or damaged.
    """
    import pyarrow.parquet as pq

    with _damage(path):
        found = pq.ParquetFile(path).read().to_pylist()
    yield from found
