"""Writes a store in the formats that others read: FollowTheMoney's, tables, claims, graphs."""

import datetime as dt
from collections.abc import Iterator
from itertools import groupby
from typing import IO

from designata.errors import InputError
from designata.formats import cypher, ftm, gexf, graphml, simple, stix
from designata.lists import publishers
from designata.model.entity import group as by_subject
from designata.store.claims import Store
from designata.store.schema import DIGEST

FORMATS = ("ftm", "nested", "csv", "parquet", "graphml", "gexf", "cypher", "stix")
_WRITERS = {
    "ftm": ftm.flat,
    "nested": ftm.nested,
    "csv": simple.rows,
    "graphml": graphml.rows,
    "gexf": gexf.rows,
    "cypher": cypher.rows,
    "stix": stix.rows,
}


def export(store: Store, format: str, out: IO[bytes], *, as_of: dt.date | None = None) -> int:  # noqa: A002  - the contract's word
    """Writes all that the store holds.

    Args:
        store: the store.
        format: ``ftm`` and ``nested`` are JSON Lines, ``csv`` a row a target, ``parquet`` the
            claims with all that is known of them; ``graphml``, ``gexf``, ``cypher`` and ``stix``
            are graphs of entities and ties.
        out: takes the bytes.
        as_of: what was known on a day.

    Returns:
        How many records were written; for ``parquet``, how many claims.

    Raises:
        InputError: when there is no such format.
    """
    if format == "parquet":
        return _parquet(store, out, as_of)
    if format not in _WRITERS:
        raise InputError(
            f"there is no export format {format!r}", cure=f"give one of {', '.join(FORMATS)}"
        )
    count = 0

    def counted() -> Iterator[ftm.Group]:
        nonlocal count
        for count, each in enumerate(groups(store, as_of=as_of), 1):  # noqa: B007  - it counts
            yield each

    for piece in _WRITERS[format](counted()):
        out.write(piece)
    return count


def groups(store: Store, *, as_of: dt.date | None = None) -> Iterator[ftm.Group]:
    """Every record with its parts, ordered by id."""
    current = store.current(as_of)
    claims = store.claims("c.property <> ?", [DIGEST], as_of=as_of, order="c.record, c.claim")
    for record, rows in groupby(claims, key=lambda stored: stored.claim.record):
        told = list(rows)
        lists = {(stored.publisher, stored.dataset) for stored in told}
        entities = by_subject(stored.claim for stored in told)
        target = entities.pop(record, None)
        if target is None:  # nothing but parts: an entry whose main record is not in the list
            target, *rest = entities.values()
            entities = {entity.id: entity for entity in rest}
        known = sorted(stored.known for stored in told)
        yield ftm.Group(
            target=target,
            parts=tuple(entities.values()),
            datasets={
                f"{code}_{dataset}": publishers.of(code).title(dataset)
                for code, dataset in sorted(lists)
            },
            listed=any(code not in publishers.KEPT for code, _ in lists),
            first_seen=known[0].isoformat(),
            last_seen=max(current[whose].known for whose in lists).isoformat(),
            last_change=known[-1].isoformat(),
        )


def _parquet(store: Store, out: IO[bytes], as_of: dt.date | None) -> int:
    import pyarrow.parquet as pq

    count = 0
    reader = store.batches(as_of=as_of)
    with pq.ParquetWriter(out, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            count += batch.num_rows
    return count
