"""Candidate pairs: which records are worth a comparison, told by one SQL text.

The text runs in DuckDB here and in Spark SQL as it stands: it needs one table, ``keys``, with a row
a record and key, and no function of either's own.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from designata.resolve.keys import Key

if TYPE_CHECKING:
    import numpy as np

CANDIDATES = """
WITH telling AS (
    SELECT key FROM keys GROUP BY key HAVING COUNT(*) BETWEEN 2 AND MAX(most)
)
SELECT DISTINCT one.record AS left_record, other.record AS right_record
FROM telling
JOIN keys AS one ON one.key = telling.key
JOIN keys AS other ON other.key = telling.key
WHERE one.record < other.record
ORDER BY left_record, right_record
"""
"""``keys`` has the columns record, key and most; see ``resolve.keys.Key``."""

Table = tuple["np.ndarray[Any, Any]", "np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]
"""The columns of ``keys``."""


def table(keys: Sequence[tuple[int, Key]]) -> Table:
    """The table of keys of numbered records."""
    import numpy as np

    return (
        np.array([record for record, _ in keys], np.int32),
        np.array([key.key for _, key in keys], np.int64),
        np.array([key.most for _, key in keys], np.int32),
    )


def candidates(keys: Table) -> "dict[str, np.ndarray[Any, Any]]":
    """The pairs of records that share a key that tells something: columns as ``CANDIDATES`` has.

    >>> import numpy as np
    >>> shared = table([(0, Key(7, 9)), (1, Key(7, 9)), (2, Key(8, 9))])
    >>> found = candidates(shared)
    >>> found["left_record"].tolist(), found["right_record"].tolist()
    ([0], [1])
    """
    import duckdb
    import pyarrow as pa

    columns = dict(zip(("record", "key", "most"), map(pa.array, keys), strict=True))
    with duckdb.connect(config={"threads": 2, "memory_limit": "700MB"}) as database:
        database.register("keys", pa.table(columns))
        found: dict[str, np.ndarray[Any, Any]] = database.execute(CANDIDATES).fetchnumpy()
    return found
