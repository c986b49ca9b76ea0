"""Writes the Parquet files of a log, and merges small ones into larger ones.

A log is read from few files however many editions came: when the newest file has grown to a third
of the one before, the two become one. So every claim is rewritten a handful of times in its life.
"""

import time
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from designata.model.claim import Claim
from designata.store import manifest, schema
from designata.store.manifest import Segment

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_BATCH = 32_768
_ROW_GROUP = 131_072
_RATIO = 3


@cache
def arrow(log: str) -> "pa.Schema":
    """The Arrow schema of a log."""
    import pyarrow as pa

    types: dict[str, pa.DataType] = {
        "int64": pa.int64(),
        "int32": pa.int32(),
        "date32": pa.date32(),
        "string": pa.string(),
    }
    return pa.schema({name: types[kind] for name, kind in schema.COLUMNS[log].items()})


class SegmentWriter:
    """Writes one file of a log; nothing of it counts until the manifest names it.

    Args:
        folder: the store.
        log: ``claims``, ``ends`` or ``editions``.
        edition: the edition it belongs to, which names the file.
    """

    def __init__(self, folder: Path, log: str, edition: int) -> None:
        self._schema = arrow(log)
        self._path = folder / log / f"{edition:08}-{edition:08}.parquet"
        self._draft = self._path.with_suffix(".part")
        self._columns: list[list[object]] = [[] for _ in self._schema]
        self._writer: pq.ParquetWriter | None = None
        self.rows = 0

    def add(self, *values: object) -> None:
        """Adds a row."""
        for column, value in zip(self._columns, values, strict=True):
            column.append(value)
        self.rows += 1
        if len(self._columns[0]) >= _BATCH:
            self._flush()

    def finish(self) -> tuple[Segment, ...]:
        """Closes the file and gives it its name; without rows there is none."""
        if not self.rows:
            return ()
        self._flush()
        if self._writer:
            self._writer.close()
        manifest.settle(self._draft, self._path)
        return (Segment(self._path.name, self.rows),)

    def abandon(self) -> None:
        """Leaves nothing behind."""
        if self._writer:
            self._writer.close()
        self._draft.unlink(missing_ok=True)

    def _flush(self) -> None:
        import pyarrow as pa

        if not self._columns[0]:
            return
        arrays = [
            pa.array(column, field.type)
            for column, field in zip(self._columns, self._schema, strict=True)
        ]
        if self._writer is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = _writer(self._draft, self._schema)
        self._writer.write_table(pa.table(arrays, schema=self._schema))
        self._columns = [[] for _ in self._schema]


def _writer(path: Path, columns: "pa.Schema") -> "pq.ParquetWriter":
    import pyarrow.parquet as pq

    return pq.ParquetWriter(path, columns, compression="zstd", write_statistics=True)


class ClaimWriter(SegmentWriter):
    """Writes claims, with their numbers and the edition that brings them."""

    def __init__(self, folder: Path, edition: schema.EditionRow, claim: int) -> None:
        super().__init__(folder, "claims", edition.edition)
        self._edition, self.claim = edition, claim

    def claims(self, claims: Iterable[Claim]) -> None:
        """Adds claims; one that is older than its edition says since when it is public."""
        edition = self._edition
        for claim in claims:
            self.claim += 1
            known = edition.known
            if claim.known:
                known = min(known, known.fromisoformat(claim.known))
            self.add(
                self.claim,
                edition.edition,
                known,
                edition.publisher,
                edition.dataset,
                *schema.texts(claim),
            )


def merged(folder: Path, log: str, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments after merging; the files that were replaced are left to the caller."""
    kept = list(segments)
    while len(kept) > 1 and kept[-2].rows < _RATIO * kept[-1].rows:
        kept[-2:] = [_merge(folder / log, kept[-2], kept[-1], arrow(log))]
    return tuple(kept)


def _merge(folder: Path, left: Segment, right: Segment, columns: "pa.Schema") -> Segment:
    import pyarrow.parquet as pq

    path = folder / f"{left.name.partition('-')[0]}-{right.name.partition('-')[2]}"
    draft = path.with_suffix(".part")
    with _writer(draft, columns) as writer:
        for segment in (left, right):
            with pq.ParquetFile(folder / segment.name) as file:
                for batch in file.iter_batches(batch_size=_ROW_GROUP):
                    writer.write_batch(batch)
    manifest.settle(draft, path)
    return Segment(path.name, left.rows + right.rows)


def retire(state: manifest.Manifest, log: str, kept: tuple[Segment, ...]) -> dict[str, float]:
    """The replaced files of a log, to be removed when no reader can hold them any more."""
    names = {segment.name for segment in kept}
    return {f"{log}/{s.name}": time.time() for s in state.logs[log] if s.name not in names}
